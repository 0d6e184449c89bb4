"""Whether a file lies on another machine: there the shared memory of write-ahead logging is not shared."""

from __future__ import annotations

import sys
from pathlib import Path

_REMOTE = {
    *("9p", "afs", "afpfs", "ceph", "cifs", "davfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs"),
    *("fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs", "vboxsf", "virtiofs", "webdav"),
}
_DRIVE_REMOTE = 4
# struct statfs of macOS: f_flags comes after 64 bytes.
_STATFS_SIZE, _FLAGS_AT, _MNT_LOCAL = 4096, 64, 0x1000


def is_remote(path: Path) -> bool:
    """Tell whether a file lies on a volume of another machine; False where that cannot be known."""
    try:
        if sys.platform == "win32":
            return _is_remote_windows(path)
        if sys.platform == "darwin":
            return _is_remote_macos(path)
        return mount_type(Path("/proc/self/mountinfo").read_text(errors="replace"), path.resolve()) in _REMOTE
    except (OSError, ValueError, AttributeError):
        return False


def mount_type(mountinfo: str, path: Path) -> str:
    """Return the type of the file system that holds a path, by Linux's table of mounts; the last one there wins."""
    best, found = -1, ""
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        point = Path(fields[4].encode().decode("unicode_escape").encode("latin-1", "replace").decode(errors="replace"))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), right.split(" ")[0]
    return found


def _is_remote_windows(path: Path) -> bool:
    import ctypes

    anchor = path.resolve().anchor
    if anchor.startswith("\\\\") and not anchor.startswith("\\\\?\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  Only Windows has it.
    return bool(kernel.GetDriveTypeW(anchor) == _DRIVE_REMOTE)


def _is_remote_macos(path: Path) -> bool:
    import ctypes

    library = ctypes.CDLL(None)
    statfs = getattr(library, "statfs$INODE64", None) or library.statfs
    room = ctypes.create_string_buffer(_STATFS_SIZE)
    if statfs(str(path.resolve()).encode(), room) != 0:
        return False
    flags = int.from_bytes(room.raw[_FLAGS_AT : _FLAGS_AT + 4], sys.byteorder)
    return not flags & _MNT_LOCAL
