from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.storage.lock import Lock, holder, lock_path
from annotator.storage.project import Project
from tests.storage.processes import open_elsewhere
from tests.storage.samples import SCHEMA, fingerprint


def test_a_project_open_in_another_process_is_refused_by_name(project: Project, path: Path) -> None:
    project.close()
    with open_elsewhere(path) as process:
        about = holder(path)
        assert about is not None
        assert (about["pid"], about["who"]) == (process.pid, "béa")
        before = fingerprint(path)
        with pytest.raises(KnownError, match=f"another window \\(béa on .* process {process.pid}\\)"):
            Project.open(path, write=True)
        assert fingerprint(path) == before
        with Project.open(path, write=False) as reader:
            assert reader.info.name == "Essai"
    assert holder(path) is None


def test_a_second_window_of_the_same_process_is_refused_too(project: Project, path: Path) -> None:
    with pytest.raises(KnownError, match="another window"):
        Project.open(path, write=True)
    with project.transaction():
        pass


def test_a_killed_window_locks_nobody_out(project: Project, path: Path) -> None:
    project.close()
    with open_elsewhere(path) as process:
        process.kill()
        process.wait()
        assert lock_path(path).exists()
        with Project.open(path, write=True) as again:
            assert again.info.name == "Essai"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_closing_lets_go_and_leaves_no_lock_file(project: Project, path: Path) -> None:
    assert lock_path(path).exists()
    project.close()
    assert not lock_path(path).exists()
    Project.open(path, write=True).close()


def test_a_link_to_a_project_shares_its_lock(project: Project, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.annotator"
    link.parent.mkdir()
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(KnownError, match="another window"):
        Project.open(link, write=True)
    project.close()
    with Project.open(link, write=True):
        assert holder(path) is not None


def test_what_stands_in_a_lock_file_is_only_a_hint(path: Path) -> None:
    Project.create(path, name="x", schema=SCHEMA).close()
    for content in (b"", b"\xff\xfe", b"[1]", b"{" * 5000):
        lock_path(path).write_bytes(content)
        Lock(path).release()
    lock = Lock(path)
    lock_path(path).write_bytes(b"?")
    with pytest.raises(KnownError, match="another window"):
        Lock(path)
    lock.release()
    lock.release()


def test_a_lock_file_removed_under_its_holder_is_not_taken_for_the_lock(path: Path) -> None:
    Project.create(path, name="x", schema=SCHEMA).close()
    first = Lock(path)
    lock_path(path).unlink()
    second = Lock(path)
    assert lock_path(path).exists()
    first.release()
    second.release()
