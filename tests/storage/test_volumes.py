from pathlib import Path

import pytest

from annotator.storage import database
from annotator.storage.project import Project
from annotator.storage.volumes import is_remote, mount_type
from tests.storage.samples import SCHEMA

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:27 / /home rw shared:2 - btrfs /dev/vdb rw
41 30 0:50 / /home/anne/Partage\\040d\\303\\251p\\303\\252ches rw shared:3 master:1 - nfs4 nas:/volume rw
42 41 0:51 / /home/anne/Partage\\040d\\303\\251p\\303\\252ches/local rw - tmpfs tmpfs rw
43 22 0:52 / /mnt/windows rw - cifs //nas/x rw
a line that means nothing
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/etc/passwd", "ext4"),
        ("/home/anne/p.annotator", "btrfs"),
        ("/home/anne/Partage dépêches/p.annotator", "nfs4"),
        ("/home/anne/Partage dépêches/local/p.annotator", "tmpfs"),
        ("/mnt/windows/p.annotator", "cifs"),
        ("/mnt/windowsill/p.annotator", "ext4"),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'")
def test_the_innermost_mount_tells_the_kind(path: str, kind: str) -> None:
    assert mount_type(MOUNTS, Path(path)) == kind


def test_a_folder_of_this_machine_is_not_remote(tmp_path: Path) -> None:
    assert not is_remote(tmp_path)


def test_a_project_on_a_remote_volume_goes_without_write_ahead_logging(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.create(path, name="x", schema=SCHEMA).close()
    monkeypatch.setattr(database, "is_remote", lambda _: True)
    with Project.open(path, write=True) as project:
        assert (project.journal_mode, project.is_safe_to_copy) == ("delete", True)
        project.set_info(name="Neuf")
        with Project.open(path, write=False) as reader:
            assert reader.info.name == "Neuf"
        with Project.join(path, project.gate) as joined:
            assert joined.value("PRAGMA synchronous") == 2
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    monkeypatch.undo()
    with Project.open(path, write=True) as project:
        assert project.journal_mode == "wal"
