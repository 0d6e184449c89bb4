"""Verified copies of a project, kept in the user's data folder; callable in any process, whoever has it open."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.domain.errors import KnownError
from annotator.storage import database
from annotator.storage.lock import Lock

KEPT = 5
BUDGET = 2 << 30
"""Bytes that the backups of one project may take together; the newest stays in any case."""

_EVERY = timedelta(days=1)
_SUFFIX = ".annotator"
_PLACE = ".place"
_PAGES_AT_ONCE = 256
_TIME = "%Y%m%d-%H%M%S"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where it lies, when and why it was made, its size in bytes."""

    path: Path
    made: datetime
    reason: str
    size: int


def backup_folder(uuid: str) -> Path:
    """Folder of the backups of a project."""
    from platformdirs import user_data_path

    return user_data_path("depeche", appauthor=False) / "backups" / uuid


def list_backups(path: Path) -> list[Backup]:
    """Return the backups of a project, the newest first."""
    with database.told_plainly(path):
        return _listed(backup_folder(_uuid(path)))


def find_backups(path: Path) -> list[Backup]:
    """Return the backups of a project, the newest first, even where its file is damaged or gone."""
    try:
        with database.contents_checked(path):
            return list_backups(path)
    except (KnownError, sqlite3.DatabaseError):
        return [backup for folder in _folders_of(path) for backup in _listed(folder)]


def back_up_if_due(path: Path, *, progress: Progress | None = None) -> Path | None:
    """Back a project up where the newest daily copy is a day old; return the copy, or None where none was due."""
    newest = next((b for b in list_backups(path) if b.reason == "daily"), None)
    if newest is not None and datetime.now(UTC) - newest.made < _EVERY:
        return None
    return back_up(path, reason="daily", progress=progress)


def back_up(path: Path, *, reason: str, progress: Progress | None = None) -> Path:
    """Copy a project with all that is in its log, verify the copy, and let the oldest ones go; return the copy."""
    folder = backup_folder(_uuid(path))
    folder.mkdir(parents=True, exist_ok=True)
    made = datetime.now(UTC)
    target = folder / f"{made.strftime(_TIME)}-{made.microsecond:06}-{reason}{_SUFFIX}"
    save_copy(path, target, progress=progress)
    folder.with_suffix(_PLACE).write_bytes(os.fsencode(path.absolute()))
    _prune(folder)
    return target


def save_copy(path: Path, target: Path, *, progress: Progress | None = None) -> None:
    """Write a verified copy of a project, whoever has it open; one file, fit to send."""
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        with database.told_plainly(path):
            _copy(path, draft, progress)
            _verify(draft)
        _sync(draft)
        draft.replace(target)
    except OSError as error:
        raise KnownError("The copy could not be written ({reason}).", where=target, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def copy_unverified(path: Path, target: Path) -> None:
    """Write a copy of one moment of a project as it is, damaged or not, to look at."""
    database.check_file(path)
    try:
        with database.told_plainly(path):
            _copy(path, target, None)
    except OSError as error:
        raise KnownError("The copy could not be written ({reason}).", where=target, reason=error.strerror) from error


def restore(backup: Path, path: Path) -> None:
    """Put a backup in the place of a project that nobody has open; the old file stays beside it under another name."""
    header = database.check_file(backup)
    if header.pages == 0:
        raise KnownError("The backup is empty.", where=backup)
    lock = Lock(path)
    try:
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        save_copy(backup, draft)
        _set_aside(path)
        draft.replace(path)
    finally:
        lock.release()


def _set_aside(path: Path) -> None:
    """Rename a project and its log, which belongs to no other file."""
    stamp = datetime.now(UTC).strftime(_TIME)
    for suffix in ("", "-wal", "-shm", "-journal"):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.rename(path.with_name(f"{path.stem}.replaced-{stamp}{path.suffix}{suffix}"))


def _copy(path: Path, draft: Path, progress: Progress | None) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)
        # Between two steps a writer gets in.
        time.sleep(0)

    with suppress(FileNotFoundError):
        draft.unlink()
    with database.reading(path) as source, closing(sqlite3.connect(draft)) as copy:
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_schema").fetchone()
        source.backup(copy, pages=_PAGES_AT_ONCE, progress=told)
        source.execute("COMMIT")
        # The copy of a write-ahead file is one too; at rest it has no log.
        copy.execute("PRAGMA journal_mode = WAL")


def _verify(draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as copy:
        problems = [row[0] for row in copy.execute("PRAGMA integrity_check(10)")]
        problems += [f"{row[0]}: {row[2]}" for row in copy.execute("PRAGMA foreign_key_check").fetchmany(10)]
    if problems != ["ok"]:
        raise KnownError("The project file is damaged ({reason}). Restore a backup.", where=draft, reason=problems[0])


def _sync(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _uuid(path: Path) -> str:
    with database.reading(path) as connection:
        return connection.execute("SELECT value FROM project WHERE key = 'uuid'").fetchone()[0]


def _folders_of(path: Path) -> list[Path]:
    """Return the folders of the projects that lay in a place when they were last backed up."""
    place = os.fsencode(path.absolute())
    return [file.with_suffix("") for file in backup_folder("").glob(f"*{_PLACE}") if file.read_bytes() == place]


def _listed(folder: Path) -> list[Backup]:
    found: list[Backup] = []
    for path in sorted(folder.glob(f"*{_SUFFIX}"), reverse=True):
        day, clock, micro, reason = (path.stem.split("-", 3) + ["", "", ""])[:4]
        with suppress(ValueError):
            made = datetime.strptime(f"{day}-{clock}-{micro}", f"{_TIME}-%f").replace(tzinfo=UTC)
            found.append(Backup(path, made, reason, path.stat().st_size))
    return found


def _prune(folder: Path) -> None:
    total = 0
    for number, backup in enumerate(_listed(folder)):
        total += backup.size
        if number and (number >= KEPT or total > BUDGET):
            with suppress(OSError):
                backup.path.unlink()
