"""The lock that says which process has a project open for writing; the system frees it when the process ends."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from annotator.domain.errors import KnownError

# Windows forbids reading locked bytes: what is locked lies beyond what is written.
_LOCKED_BYTE = 1 << 30


def lock_path(project: Path) -> Path:
    """Path of the lock file beside a project; the same for every link to it."""
    real = project.resolve()
    return real.with_name(real.name + ".lock")


class Lock:
    """The right to write a project; held from the making to `release`."""

    def __init__(self, project: Path, *, who: str = "") -> None:
        self._path = lock_path(project)
        self._file = _acquire(self._path, project)
        _describe(self._file, who)

    def release(self) -> None:
        """Give the right back and remove the file; a second time does nothing."""
        if self._file < 0:
            return
        if sys.platform == "win32":
            _unlock_and_close(self._file)
            # Refused where another process has it open by now: then it is theirs.
            with suppress(OSError):
                self._path.unlink()
        else:
            # Removed while still locked, so that nobody can lock a file that has no name any more.
            with suppress(OSError):
                self._path.unlink()
            _unlock_and_close(self._file)
        self._file = -1


def holder(project: Path) -> dict[str, Any] | None:
    """Return what the holder of the lock wrote of itself (pid, host, who, since), or None where nobody holds it."""
    path = lock_path(project)
    try:
        file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        if _try_lock(file):
            return None
        return _read_description(file)
    finally:
        os.close(file)


def _acquire(path: Path, project: Path) -> int:
    while True:
        file = _open(path, project)
        try:
            if not _try_lock(file):
                _refuse(file, project)
        except OSError as error:
            os.close(file)
            raise KnownError(
                "The disk cannot lock files ({reason}), so two windows could write at once. Move it to a local disk.",
                where=project,
                reason=error.strerror or str(error),
            ) from None
        except BaseException:
            os.close(file)
            raise
        if _still_there(file, path):
            return file
        os.close(file)


def _open(path: Path, project: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise KnownError(
            "The folder cannot be written to ({reason}). Copy the project to a folder of yours.",
            where=project,
            reason=error.strerror or str(error),
        ) from None


def _refuse(file: int, project: Path) -> None:
    about = _read_description(file)
    if not about:
        raise KnownError("The project is open in another window. Close it there first.", where=project)
    raise KnownError(
        "The project is open in another window ({who} on {host} since {since}, process {pid}). Close it there first.",
        where=project,
        **{key: about.get(key, "?") for key in ("who", "host", "since", "pid")},
    )


def _still_there(file: int, path: Path) -> bool:
    """Tell whether the locked file is the one that bears the name; its last holder may have removed it."""
    if sys.platform == "win32":
        return True
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except OSError:
        return False


def _describe(file: int, who: str) -> None:
    since = datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="minutes")
    about = {"pid": os.getpid(), "host": _machine(), "who": who or _login(), "since": since[:16]}
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, json.dumps(about).encode())


def _machine() -> str:
    # The module `platform` takes milliseconds to import, before the first paint.
    return os.environ.get("COMPUTERNAME", "?") if sys.platform == "win32" else os.uname().nodename


def _login() -> str:
    return next((value for key in ("USER", "USERNAME", "LOGNAME") if (value := os.environ.get(key))), "?")


def _read_description(file: int) -> dict[str, Any]:
    os.lseek(file, 0, os.SEEK_SET)
    try:
        about = json.loads(os.read(file, 4096))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", about) if isinstance(about, dict) else {}


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> bool:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock_and_close(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        os.close(file)

else:
    import fcntl

    def _try_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock_and_close(file: int) -> None:
        os.close(file)
