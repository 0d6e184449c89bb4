"""Opening the SQLite file: what its header says, how each connection is set, and what SQLite's errors mean."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.domain.errors import KnownError
from annotator.storage.migrations import APPLICATION_ID, VERSION
from annotator.storage.volumes import is_remote

Connection = sqlite3.Connection
"""What the layers above hand on to this one without knowing it."""

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BAD_TEXT = "Could not decode to UTF-8"
_NO_PLACE_FOR_A_LOG = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_PRIMARY_CODE = 0xFF

# Backstop only: the window checkpoints while nobody types, a background writer does at each thousand pages.
_EDIT_CHECKPOINT_PAGES = 16_000
_BACKGROUND_PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes say."""

    page_size: int
    pages: int
    application_id: int
    user_version: int


def check_file(path: Path) -> Header:
    """Return the header of a project file; raise KnownError for anything else, without opening it as a database."""
    header = _read_header(path)
    if header is None or header.application_id != APPLICATION_ID:
        raise KnownError("The file is not an annotation project.", where=path, damaged=True)
    check_version(path, header.user_version)
    if not side_file_size(path, "-wal") and path.stat().st_size < header.pages * header.page_size:
        raise KnownError("The project file is cut short. Restore a backup.", where=path, damaged=True)
    return header


def check_version(path: Path, version: int) -> None:
    """Refuse a file that a newer program wrote."""
    if version > VERSION:
        raise KnownError(
            "The project was made by a newer version of the program (format {found}, this one reads up to {known}). "
            "Install the newer version.",
            where=path,
            found=version,
            known=VERSION,
        )


def side_file_size(path: Path, suffix: str) -> int:
    """Return the size of the write-ahead log or the journal beside a database, 0 where there is none."""
    try:
        return path.with_name(path.name + suffix).stat().st_size
    except OSError:
        return 0


Identity = tuple[int, int]
"""A file as the system knows it, whatever its name: device and number."""

_open_here: Counter[Identity] = Counter()


def identity(path: Path) -> Identity | None:
    """Return what tells a file from every other, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def note_open(path: Path) -> Identity | None:
    """Remember that this process has a database open; `note_closed` takes what this returns."""
    found = identity(path)
    if found is not None:
        _open_here[found] += 1
    return found


def note_closed(file: Identity | None) -> None:
    """Forget what `note_open` remembered."""
    if file is not None:
        _open_here[file] -= 1
        if not _open_here[file]:
            del _open_here[file]


class Log:
    """The write-ahead log that a connection writes to, held so that its removal is seen.

    Only where locks are POSIX's can it be taken away; SQLite has none on the log itself, so that closing it harms none.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def of(cls, path: Path) -> Log | None:
        """Return the log beside a database, None where there is none or it cannot be taken away."""
        if os.name != "posix":
            return None
        try:
            return cls(os.open(path.with_name(path.name + "-wal"), os.O_RDONLY | os.O_CLOEXEC))
        except OSError:
            return None

    def is_gone(self) -> bool:
        """Tell whether the log has no name any more."""
        return os.fstat(self._handle).st_nlink == 0

    def close(self) -> None:
        """Let go."""
        os.close(self._handle)


def _read_header(path: Path) -> Header | None:
    if _open_here and identity(path) in _open_here:
        return _header_of_open(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        raise KnownError("There is no such file.", where=path) from None
    except IsADirectoryError:
        raise KnownError("This is a folder; a project is one file.", where=path) from None
    except OSError as error:
        raise _cannot_read(path, error) from None
    if len(head) < _HEADER_SIZE or not head.startswith(_MAGIC):
        return None
    numbers = {at: int.from_bytes(head[at : at + 4]) for at in (28, 60, 68)}
    page_size = int.from_bytes(head[16:18])
    return Header(
        page_size=65536 if page_size == 1 else page_size,
        pages=numbers[28],
        application_id=numbers[68],
        user_version=numbers[60],
    )


def _header_of_open(path: Path) -> Header:
    """Return the header of a file that this process has open, through SQLite.

    To close the file by any other hand would drop every lock of this process on it (POSIX), and another program would
    take the log away from under us.
    """
    connection = _connect(path, "ro", timeout=_BACKGROUND_PATIENCE_MS / 1000)
    try:
        names = ("page_size", "page_count", "application_id", "user_version")
        size, pages, application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    finally:
        connection.close()
    return Header(page_size=size, pages=pages, application_id=application, user_version=version)


def _cannot_read(path: Path, error: OSError) -> KnownError:
    if path.is_dir():
        return KnownError("This is a folder; a project is one file.", where=path)
    return KnownError("The file cannot be read ({reason}).", where=path, reason=error.strerror or str(error))


def connect_to_edit(path: Path) -> tuple[sqlite3.Connection, str]:
    """Open for a person's edits: durable at each commit, no waiting inside SQLite; return the journal mode too."""
    connection = _connect(path, "rw", timeout=0)
    with _closed_on_error(connection):
        # A checkpoint by another connection may hold the file for the moment of the switch.
        connection.execute("PRAGMA busy_timeout = 2000")
        mode = _journal_mode(connection, wanted="DELETE" if is_remote(path) else "WAL")
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_EDIT_CHECKPOINT_PAGES}")
    return connection, mode


def connect_in_background(path: Path) -> tuple[sqlite3.Connection, str]:
    """Open for bulk writing beside a person: what it wrote is safe at the next checkpoint; return the journal mode."""
    connection = _connect(path, "rw", timeout=_BACKGROUND_PATIENCE_MS / 1000)
    with _closed_on_error(connection):
        mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")
    return connection, mode


@contextmanager
def _closed_on_error(connection: Connection) -> Generator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open for reading only, also on a disk that cannot be written, also while a window writes."""
    tidies = not has_side_files(path)
    connection = _connect(path, "ro", timeout=_BACKGROUND_PATIENCE_MS / 1000)
    try:
        with _closed_on_error(connection):
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if _code(error) not in _NO_PLACE_FOR_A_LOG or side_file_size(path, "-wal"):
            if tidies:
                remove_empty_logs(path)
            raise
        # No log beside it and none can be made: nobody can write there, so nothing can change while we read.
        connection = _connect(path, "ro", timeout=0, immutable=True)
    return connection


def _connect(path: Path, mode: str, *, timeout: float, immutable: bool = False) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, cached_statements=256)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _journal_mode(connection: Connection, *, wanted: str) -> str:
    """Switch to write-ahead logging where the disk can, else to a rollback journal; return what it is."""
    try:
        mode = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0]
    except sqlite3.OperationalError as error:
        if _code(error) in _DAMAGED:
            raise
        mode = ""
    if mode not in ("wal", "delete"):
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    return str(mode)


def has_side_files(path: Path) -> bool:
    """Tell whether a log or a journal lies beside a database."""
    return any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-shm", "-journal"))


@contextmanager
def reading(path: Path) -> Generator[Connection]:
    """Open for reading only as long as the block lasts, and leave nothing beside the file."""
    tidies = not has_side_files(path)
    connection = connect_to_read(path)
    try:
        yield connection
    finally:
        connection.close()
        if tidies:
            remove_empty_logs(path)


def close_and_leave_log(connection: Connection, path: Path) -> None:
    """Close a connection so that it never takes the log away, even if it believes itself to be the last.

    The window may have lost its locks on the file without knowing (POSIX drops them when anything in its process, say a
    file dialog, closes the file); its log would be gone and all it writes then with it. A second connection of ours
    keeps the first from the exclusive lock that the removal needs, and cannot have that lock itself: it only reads.
    """
    try:
        guard = _connect(path, "ro", timeout=0)
        guard.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        return
    connection.close()
    guard.close()


def close_strayed(connection: Connection, path: Path) -> None:
    """Close a connection whose log was taken away; the log that others have begun since stays.

    SQLite removes a log by its name when the last connection closes, and this one believes itself to be the last.
    """
    log = path.with_name(path.name + "-wal")
    aside = path.with_name(path.name + "-wal-aside")
    with suppress(FileNotFoundError):
        log.rename(aside)
    connection.close()
    with suppress(FileNotFoundError):
        aside.rename(log)


def remove_empty_logs(path: Path) -> None:
    """Let SQLite take away the empty side files that a reader had to make; it does not where they are in use."""
    try:
        connection = _connect(path, "rw", timeout=0)
        try:
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        return


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another connection holds the lock."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def fetch(connection: Connection, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Return every row of a query; one that fails in the middle does not keep the file open."""
    cursor = connection.execute(sql, values)
    try:
        return cursor.fetchall()
    finally:
        cursor.close()


@contextmanager
def told_plainly(path: Path) -> Generator[None]:
    """Turn the errors of SQLite that are the user's world into KnownError; the rest are our bugs and pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _known(error, path)
        if known is None:
            raise
        raise known from error
    except UnicodeDecodeError as error:
        raise _damaged(path, str(error)) from error


@contextmanager
def contents_checked(path: Path) -> Generator[None]:
    """Turn what rows that make no sense raise into KnownError: a damaged page need not look like one to SQLite."""
    try:
        yield
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, zlib.error) as error:
        raise _damaged(path, repr(error)) from error


def _damaged(path: Path, reason: str) -> KnownError:
    return KnownError(
        "The project file is damaged ({reason}). Restore a backup.", where=path, damaged=True, reason=reason
    )


def _known(error: sqlite3.DatabaseError, path: Path) -> KnownError | None:
    code = _code(error)
    reason = str(error)
    if code in _DAMAGED or reason.startswith(_BAD_TEXT):
        return _damaged(path, reason)
    if code == sqlite3.SQLITE_FULL:
        return KnownError("The disk is full; the last step was not saved. Make room and do it again.", where=path)
    if code == sqlite3.SQLITE_READONLY:
        return KnownError("The project can only be read, not written to. Copy it to a folder of yours.", where=path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return KnownError("The disk refused the project ({reason}). Is it still there?", where=path, reason=reason)
    if is_busy(error):
        return KnownError("Another program holds the project and does not let go.", where=path)
    return None


def can_write(path: Path) -> bool:
    """Tell whether the file and its folder may be written to."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
