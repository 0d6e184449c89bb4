import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.storage import dispatches
from annotator.storage.migrations import APPLICATION_ID, VERSION
from annotator.storage.project import Project
from tests.storage.samples import SCHEMA, fingerprint


def test_a_new_project_says_what_it_was_given(path: Path) -> None:
    with Project.create(path, name="L'été", schema=SCHEMA, language="fr", pipeline="sm") as project:
        info = project.info
    assert (info.name, info.language, info.pipeline, info.guidelines) == ("L'été", "fr", "sm", "")
    assert len(info.uuid) == 36
    with Project.open(path, write=False) as project:
        assert (project.info, project.schema()) == (info, SCHEMA)


def test_a_closed_project_is_one_file(project: Project, path: Path) -> None:
    assert project.journal_mode == "wal"
    project.close()
    project.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_file_says_what_it_is(project: Project, path: Path) -> None:
    project.close()
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (VERSION,)
        tables = raw.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        ours = {name: strict for name, strict in tables if "sqlite_" not in name and "_fts" not in name}
    raw.close()
    assert ours
    assert all(ours.values())
    assert not [name for name in ours if name.endswith("s") and name != "alias"]


def test_edits_are_durable_and_keys_are_checked(project: Project) -> None:
    assert project.value("PRAGMA synchronous") == 2
    assert project.value("PRAGMA foreign_keys") == 1
    with pytest.raises(sqlite3.IntegrityError), project.transaction() as connection:
        connection.execute("INSERT INTO token_grid VALUES (77, x'01')")
    assert not project.connection.in_transaction


def test_nothing_is_made_over_a_file_that_is_there(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(KnownError, match="already"):
        Project.create(path, name="x", schema=SCHEMA)
    assert path.read_text() == "mine"
    assert len(list(path.parent.iterdir())) == 1


def test_project_settings_can_be_changed(project: Project) -> None:
    project.set_info(name="Autre", pipeline=None, guidelines="# Règles")
    assert (project.info.name, project.info.pipeline, project.info.guidelines) == ("Autre", None, "# Règles")


# What is refused, and left alone


def _valid(path: Path) -> bytes:
    Project.create(path, name="x", schema=SCHEMA).close()
    content = path.read_bytes()
    path.unlink()
    return content


def _other_database(path: Path) -> bytes:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    content = path.read_bytes()
    path.unlink()
    return content


def _newer(path: Path) -> bytes:
    content = bytearray(_valid(path))
    content[60:64] = (VERSION + 1).to_bytes(4)
    return bytes(content)


def _damaged_schema(path: Path) -> bytes:
    content = bytearray(_valid(path))
    content[110:2000] = b"\xff" * 1890
    return bytes(content)


def _cut(path: Path) -> bytes:
    return _valid(path)[:-5000]


def _emptied(path: Path) -> bytes:
    Project.create(path, name="x", schema=SCHEMA).close()
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM project")
    connection.commit()
    connection.close()
    content = path.read_bytes()
    path.unlink()
    return content


REFUSED = {
    "empty": (lambda _: b"", "not an annotation project"),
    "text": (lambda _: b"Une phrase. " * 50, "not an annotation project"),
    "only the magic": (lambda _: b"SQLite format 3\0", "not an annotation project"),
    "other database": (_other_database, "not an annotation project"),
    "newer": (_newer, "newer version"),
    "damaged": (_damaged_schema, "damaged"),
    "cut short": (_cut, "cut short"),
    "emptied": (_emptied, "damaged"),
}


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_sound_project_is_refused_and_untouched(path: Path, kind: str, write: bool) -> None:
    make, said = REFUSED[kind]
    path.write_bytes(make(path))
    before = fingerprint(path)
    with pytest.raises(KnownError, match=said) as refusal:
        Project.open(path, write=write)
    assert refusal.value.where == str(path)
    assert fingerprint(path) == before


@pytest.mark.parametrize("write", [True, False])
def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path, write: bool) -> None:
    with pytest.raises(KnownError, match="no such file"):
        Project.open(tmp_path / "nowhere.annotator", write=write)
    with pytest.raises(KnownError, match="folder"):
        Project.open(tmp_path, write=write)
    assert list(tmp_path.iterdir()) == []


OPEN_IT = """
import os, sys
from pathlib import Path
from annotator.domain.errors import KnownError
from annotator.storage import batches, creating
from annotator.storage.project import Project
# Root may write everywhere.
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with Project.open(Path(sys.argv[1]), write=sys.argv[2] == "w") as project:
        print("opened", project.info.name, project.value("SELECT count(*) FROM dispatch"))
except KnownError as error:
    print("refused", error.message)
"""


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user may reach; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write permission there")
def test_a_read_only_project_can_be_read_and_is_refused_for_writing(shared_folder: Path) -> None:
    path = shared_folder / "lecture seule.annotator"
    Project.create(path, name="Essai", schema=SCHEMA).close()
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    before = fingerprint(path)
    for mode, said in (("w", "refused The project can only be read"), ("r", "opened Essai 0")):
        done = subprocess.run([sys.executable, "-c", OPEN_IT, path, mode], capture_output=True, text=True, check=True)
        assert done.stdout.startswith(said)
    assert fingerprint(path) == before


def test_a_reader_sees_what_was_committed_while_a_window_writes(filled: Project, path: Path) -> None:
    with Project.open(path, write=False) as reader:
        assert reader.value("SELECT count(*) FROM dispatch") == 3
        with filled.transaction() as connection:
            connection.execute("UPDATE project SET value = 'Neuf' WHERE key = 'name'")
            assert reader.value("SELECT value FROM project WHERE key = 'name'") == "Essai"
        assert reader.value("SELECT value FROM project WHERE key = 'name'") == "Neuf"
    filled.close()
    assert len(list(path.parent.iterdir())) == 1


def test_a_reader_leaves_nothing_beside_the_file(filled: Project, path: Path) -> None:
    filled.close()
    before = fingerprint(path)
    with Project.open(path, write=False) as reader:
        assert dispatches.read(reader, 1).uid == "u0"
        with pytest.raises(KnownError, match="read only"), reader.transaction():
            pass
    assert fingerprint(path) == before


def test_a_reader_sees_what_the_log_of_a_killed_window_holds(filled: Project, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / path.name
    copy.parent.mkdir()
    with filled.transaction() as connection:
        connection.execute("UPDATE project SET value = 'Neuf' WHERE key = 'name'")
    for suffix in ("", "-wal"):
        copy.with_name(copy.name + suffix).write_bytes(path.with_name(path.name + suffix).read_bytes())
    with Project.open(copy, write=False) as reader:
        assert reader.info.name == "Neuf"
    with Project.open(copy, write=True) as project:
        assert project.info.name == "Neuf"
    assert len(list(copy.parent.iterdir())) == 1


def test_damage_found_later_is_told_plainly(filled: Project, path: Path) -> None:
    pages = filled.rows("SELECT pageno FROM dbstat WHERE name = 'dispatch'") if _has_dbstat(filled) else []
    root = filled.value("SELECT rootpage FROM sqlite_schema WHERE name = 'dispatch'")
    size = filled.value("PRAGMA page_size")
    filled.close()
    content = bytearray(path.read_bytes())
    for page in {root, *(number for (number,) in pages)}:
        content[(page - 1) * size : page * size] = b"\xee" * size
    path.write_bytes(content)
    with Project.open(path, write=False) as reader, pytest.raises(KnownError, match="damaged"):
        dispatches.read(reader, 1)


def _has_dbstat(project: Project) -> bool:
    try:
        project.value("SELECT count(*) FROM dbstat")
    except sqlite3.OperationalError:
        return False
    return True


def test_opening_reading_and_editing_never_import_sqlite_utils(filled: Project, path: Path) -> None:
    filled.close()
    code = """
import sys
from pathlib import Path
from annotator.domain import operations as do
from annotator.domain.dispatch import Status
from annotator.services.session import Session
from annotator.storage.project import Project
with Project.open(Path(sys.argv[1]), write=True) as project:
    session = Session(project, "anne")
    session.open(1)
    session.apply(do.add_mention(session.annotations, session.shown, session.dispatch.text, ((0, 2),), "PER"), name="x")
    session.undo()
slow = ("sqlite_utils", "click", "spacy", "numpy", "orjson", "multiprocessing")
print([name for name in slow if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
