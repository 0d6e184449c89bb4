import multiprocessing
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.services.checking import check
from annotator.storage import backups, dispatches
from annotator.storage.backups import back_up, back_up_if_due, find_backups, list_backups, restore, save_copy
from annotator.storage.project import Project
from tests.storage.processes import open_elsewhere
from tests.storage.samples import fingerprint


def _rename(project: Project, name: str) -> None:
    project.set_info(name=name)


def test_a_backup_holds_what_stands_only_in_the_log(filled: Project, path: Path) -> None:
    _rename(filled, "Neuf")
    copy = back_up(path, reason="daily")
    assert copy.parent.name == filled.info.uuid
    with Project.open(copy, write=False) as reader:
        assert (reader.info.name, reader.value("SELECT count(*) FROM dispatch")) == ("Neuf", 3)
    assert list(check(copy)) == []
    assert [p.name for p in copy.parent.iterdir()] == [copy.name]


def test_a_backup_is_made_once_a_day(filled: Project, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.close()
    assert back_up_if_due(path) is not None
    assert back_up_if_due(path) is None

    class _Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            assert tz is UTC
            return datetime.now(UTC) + timedelta(days=1, seconds=1)

    monkeypatch.setattr(backups, "datetime", _Tomorrow)
    assert back_up_if_due(path) is not None
    assert len(list_backups(path)) == 2
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.usefixtures("filled")
def test_only_the_newest_stay(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [back_up(path, reason="daily") for _ in range(backups.KEPT + 2)]
    assert [b.path for b in list_backups(path)] == made[:1:-1]
    monkeypatch.setattr(backups, "BUDGET", made[-1].stat().st_size * 2 + 100)
    last = back_up(path, reason="daily")
    assert [b.path for b in list_backups(path)] == [last, made[-1]]
    monkeypatch.setattr(backups, "BUDGET", 10)
    last = back_up(path, reason="daily")
    assert [b.path for b in list_backups(path)] == [last]


def test_a_backup_can_be_put_back_and_the_old_file_stays(filled: Project, path: Path) -> None:
    copy = back_up(path, reason="daily")
    _rename(filled, "Neuf")
    with pytest.raises(KnownError, match="another window"):
        restore(copy, path)
    filled.close()
    restore(copy, path)
    with Project.open(path, write=True) as project:
        assert project.info.name == "Essai"
        assert dispatches.read(project, 3).uid == "u2"
    (old,) = [p for p in path.parent.iterdir() if p != path]
    with Project.open(old, write=False) as reader:
        assert reader.info.name == "Neuf"


def test_a_backup_can_be_put_in_the_place_of_a_damaged_file(filled: Project, path: Path) -> None:
    copy = back_up(path, reason="daily")
    filled.close()
    path.write_bytes(b"rubbish")
    restore(copy, path)
    assert list(check(path)) == []


def test_a_damaged_project_is_not_backed_up_over_good_copies(filled: Project, path: Path) -> None:
    good = back_up(path, reason="daily")
    root = filled.value("SELECT rootpage FROM sqlite_schema WHERE name = 'idx_dispatch_uid'")
    size = filled.value("PRAGMA page_size")
    filled.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size + 12 : root * size] = bytes(size - 12)
    path.write_bytes(content)
    before = fingerprint(path)
    with pytest.raises(KnownError, match="damaged"):
        back_up(path, reason="daily")
    assert fingerprint(path) == before
    assert [p.name for p in good.parent.iterdir()] == [good.name]


def test_a_copy_to_send_is_one_file_although_a_window_is_open(project: Project, path: Path, tmp_path: Path) -> None:
    project.close()
    target = tmp_path / "envoi" / "copie.annotator"
    target.parent.mkdir()
    seen: list[tuple[int, int]] = []
    with open_elsewhere(path):
        save_copy(path, target, progress=lambda done, total: seen.append((done, total)))
    assert [p.name for p in target.parent.iterdir()] == [target.name]
    with sqlite3.connect(target) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    assert seen[-1][0] == seen[-1][1]


def test_a_copy_that_cannot_be_written_leaves_nothing(filled: Project, path: Path, tmp_path: Path) -> None:
    assert filled
    with pytest.raises(KnownError):
        save_copy(path, tmp_path / "nowhere" / "copie.annotator")


def _in_child(path: Path) -> str:
    return str(back_up(path, reason="daily"))


@pytest.mark.slow
def test_a_backup_is_made_in_a_process_of_its_own(filled: Project, path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        copy = pool.apply(_in_child, (path,))
    with Project.open(Path(copy), write=False) as reader:
        assert reader.info == filled.info


@pytest.mark.parametrize("rest", [b"", b"SQLite format 3\0", b"x" * 5000])
def test_the_backups_of_a_damaged_file_are_found(filled: Project, path: Path, rest: bytes) -> None:
    made = back_up(path, reason="daily")
    filled.close()
    path.write_bytes(rest)
    assert [b.path for b in find_backups(path)] == [made]
    path.unlink()
    assert [b.path for b in find_backups(path)] == [made]
    assert find_backups(path.with_name("autre.annotator")) == []
