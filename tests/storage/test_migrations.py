"""Each migration has a frozen file of the version before it was followed by another: a project made by the program."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.services.checking import check
from annotator.services.search import search
from annotator.storage import annotations as layers
from annotator.storage import dispatches, suggestions
from annotator.storage.migrations import MIGRATIONS, VERSION, migrate
from annotator.storage.project import Project
from tests.storage.frozen import DATA, frozen_file
from tests.storage.samples import SCHEMA, TEXTS, all_suggestions, full_layer


def _structure(path: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
    connection.close()
    return sorted((kind, name, " ".join((sql or "").split())) for kind, name, sql in rows)


def test_every_migration_has_a_frozen_file() -> None:
    assert len(MIGRATIONS) == VERSION
    assert [p.name for p in sorted(DATA.glob("*.annotator"))] == [frozen_file(v).name for v in range(1, VERSION + 1)]
    assert [m.__name__[:5] for m in MIGRATIONS] == [f"_m{v:03}" for v in range(1, VERSION + 1)]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_frozen_file_opens_with_all_that_was_in_it(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(frozen_file(version), tmp_path / "alt.annotator"))
    with Project.open(path, write=True) as project:
        assert (project.info.name, project.schema()) == ("Gelé", SCHEMA)
        assert [dispatches.read(project, i).text for i in (1, 2, 3)] == list(TEXTS)
        assert layers.load(project, 1, 1)[1] == full_layer(TEXTS[0])
        assert {s.id: s for s in suggestions.load(project, 1)} == {s.id: s for s in all_suggestions()}
        assert [hit.uid for hit in search(project, "ministre trip")] == ["u2"]
    assert list(check(path)) == []


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_renewed_file_has_the_tables_of_a_new_one(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(frozen_file(version), tmp_path / "alt.annotator"))
    Project.open(path, write=True).close()
    new = tmp_path / "neu.annotator"
    Project.create(new, name="x", schema=SCHEMA).close()
    assert _structure(path) == _structure(new)


def test_a_migration_that_fails_leaves_the_file_as_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def _m002_fails(db: object) -> None:
        db.execute("CREATE TABLE half_made (x)")  # type: ignore[attr-defined]
        raise RuntimeError("in the middle")

    path = Path(shutil.copy(frozen_file(1), tmp_path / "alt.annotator"))
    before = _structure(path)
    monkeypatch.setattr("annotator.storage.migrations.MIGRATIONS", (*MIGRATIONS, _m002_fails))
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(RuntimeError, match="middle"):
        migrate(connection)
    connection.close()
    assert _structure(path) == before


def test_a_renewed_file_was_backed_up_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from annotator.storage.backups import list_backups

    def _m002_next(db: object) -> None:
        db.conn.execute("PRAGMA user_version = 2")  # type: ignore[attr-defined]

    path = Path(shutil.copy(frozen_file(1), tmp_path / "alt.annotator"))
    monkeypatch.setattr("annotator.storage.migrations.MIGRATIONS", (MIGRATIONS[0], _m002_next))
    monkeypatch.setattr("annotator.storage.database.VERSION", 2)
    with Project.open(path, write=True) as project:
        assert project.value("PRAGMA user_version") == 2
    (backup,) = list_backups(path)
    assert backup.reason == "migration"
    with sqlite3.connect(backup.path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
