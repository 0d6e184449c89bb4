"""A project: one SQLite file, opened to edit, to read, or to write beside the window that has it open."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Self

from annotator.domain.errors import KnownError
from annotator.domain.schema import Schema
from annotator.storage import database
from annotator.storage import schema as schema_rows
from annotator.storage.gate import Gate
from annotator.storage.lock import Lock, holder

_RETRY_S = 0.0003
_PATIENCE_S = 10.0
_GATE_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInfo:
    """What a project says of itself; `pipeline` is None where nothing is to be suggested."""

    uuid: str
    name: str
    language: str
    pipeline: str | None
    guidelines: str
    created: str


class Role(Enum):
    """What a project was opened for."""

    READ = "read"
    EDIT = "edit"
    BACKGROUND = "background"


class Project:
    """An open project file; `close` it, or use it as a context manager."""

    def __init__(self, path: Path, *, role: Role, lock: Lock | None = None, gate: Gate | None = None) -> None:
        self.path = path
        self.role = role
        self._lock = lock
        self._gate = gate
        self._tidies = role is Role.READ and not database.has_side_files(path)
        self.journal_mode = ""
        self._log: database.Log | None = None
        self.connection = self._connect()
        self._file = database.note_open(path)

    @classmethod
    def create(
        cls, path: Path, *, name: str, schema: Schema, language: str = "fr", pipeline: str | None = None
    ) -> Project:
        """Make a project file and open it to edit; raise KnownError where there is a file of that name already."""
        from annotator.storage.creating import create_file

        create_file(path, name=name, schema=schema, language=language, pipeline=pipeline)
        return cls.open(path, write=True)

    @classmethod
    def open(cls, path: Path, *, write: bool, who: str = "") -> Project:
        """Open a project; raise KnownError, the file untouched, where it is none or cannot be opened so."""
        header = database.check_file(path)
        if not write:
            return cls._opened(path, Role.READ)
        if not database.can_write(path):
            raise KnownError("The project can only be read, not written to. Copy it to a folder of yours.", where=path)
        lock = Lock(path, who=who)
        try:
            if header.user_version < database.VERSION:
                from annotator.storage.creating import migrate_file

                migrate_file(path)
            project = cls._opened(path, Role.EDIT, lock=lock)
        except BaseException:
            lock.release()
            raise
        try:
            _remove_unfinished(project)
        except BaseException:
            project.close()
            raise
        return project

    @classmethod
    def join(cls, path: Path, gate: Gate | None) -> Project:
        """Open a project to write beside the process that holds its lock; the gate tells when a person is writing."""
        database.check_file(path)
        return cls._opened(path, Role.BACKGROUND, gate=gate)

    @classmethod
    def _opened(cls, path: Path, role: Role, *, lock: Lock | None = None, gate: Gate | None = None) -> Project:
        with database.told_plainly(path):
            project = cls(path, role=role, lock=lock, gate=gate)
        try:
            project._check()
        except BaseException:
            # The caller still holds the lock and lets it go itself.
            project._lock = None
            project.close()
            raise
        return project

    def _connect(self) -> sqlite3.Connection:
        match self.role:
            case Role.READ:
                connection = database.connect_to_read(self.path)
            case Role.EDIT:
                connection, self.journal_mode = database.connect_to_edit(self.path)
            case Role.BACKGROUND:
                connection, self.journal_mode = database.connect_in_background(self.path)
        return connection

    def _check(self) -> None:
        # The log may hold a newer header than the file's first page.
        database.check_version(self.path, self.value("PRAGMA user_version"))
        if self.value("PRAGMA user_version") < database.VERSION:
            raise KnownError(
                "The project has an older format. Open it once in the window to renew it.", where=self.path
            )
        with database.told_plainly(self.path):
            try:
                self.info = read_info(self.connection)
                schema_rows.read(self.connection)
            except (sqlite3.OperationalError, KeyError, ValueError) as error:
                raise KnownError(
                    "The project file is damaged ({reason}). Restore a backup.",
                    where=self.path,
                    damaged=True,
                    reason=error,
                ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Empty the log into the file, close it and let the lock go; a second time does nothing."""
        if self.role is Role.EDIT:
            # Refused while a reader or a background writer is there; whoever closes last does it.
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if self.role is Role.BACKGROUND and self.journal_mode == "wal" and holder(self.path) is not None:
            database.close_and_leave_log(self.connection, self.path)
        else:
            self.connection.close()
        if self._log is not None:
            self._log.close()
            self._log = None
        database.note_closed(self._file)
        self._file = None
        if self._tidies:
            database.remove_empty_logs(self.path)
            self._tidies = False
        if self.role is Role.EDIT and self._gate is not None:
            self._gate.close()
            self._gate = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def writable(self) -> bool:
        """Tell whether it was opened to write."""
        return self.role is not Role.READ

    @property
    def gate(self) -> Gate:
        """The flag that background writers look at; made at the first call."""
        if self._gate is None:
            self._gate = Gate.create()
        return self._gate

    @property
    def polite(self) -> bool:
        """Tell whether a person may be writing at the same time, so that transactions must be short."""
        return self.role is Role.BACKGROUND and self._gate is not None

    @property
    def is_safe_to_copy(self) -> bool:
        """Tell whether the file alone holds everything: so it is without write-ahead logging."""
        return self.journal_mode != "wal"

    def schema(self) -> Schema:
        """Read the schema."""
        with database.told_plainly(self.path):
            return schema_rows.read(self.connection)

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Return every row of a query."""
        with database.told_plainly(self.path):
            return database.fetch(self.connection, sql, values)

    def row(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query."""
        with database.told_plainly(self.path):
            return self.connection.execute(sql, values).fetchone()

    def value(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """Return the first value of the first row of a query, None where there is no row."""
        row = self.row(sql, values)
        return row and row[0]

    @contextmanager
    def transaction(self) -> Generator[database.Connection]:
        """Write in one transaction: durable when the block ends (in the background: at the next checkpoint)."""
        if not self.writable:
            raise KnownError("The project was opened to be read only.", where=self.path)
        self._keep_hold()
        person = self._gate.hold() if self.role is Role.EDIT and self._gate is not None else nullcontext()
        with person, database.told_plainly(self.path):
            self._begin()
            try:
                yield self.connection
                self._commit()
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """Read one state of the file, whatever others write meanwhile."""
        self._keep_hold()
        with database.told_plainly(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                # A damaged page ends a transaction by itself.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def checkpoint(self) -> None:
        """Move what the log holds into the file, without waiting for anybody; call it when nobody is typing."""
        if self.writable and self.journal_mode == "wal":
            with database.told_plainly(self.path):
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def set_info(self, **changes: str | None) -> None:
        """Change name, language, pipeline or guidelines."""
        unknown = set(changes) - {"name", "language", "pipeline", "guidelines"}
        if unknown:
            raise ValueError(f"a project has no {sorted(unknown)}")
        with self.transaction() as connection:
            rows = [(key, value or "") for key, value in changes.items()]
            connection.executemany("INSERT OR REPLACE INTO project VALUES (?, ?)", rows)
        self.info = read_info(self.connection)

    def _keep_hold(self) -> None:
        """Open the file again where another program has taken the log away: what is written to it would be lost."""
        if self.role is not Role.EDIT or self.journal_mode != "wal" or self.connection.in_transaction:
            return
        if self._log is not None and self._log.is_gone():
            self._log.close()
            self._log = None
            database.close_strayed(self.connection, self.path)
            self.connection = self._connect()
        if self._log is None:
            self._log = database.Log.of(self.path)

    def _begin(self) -> None:
        if self.role is Role.BACKGROUND:
            self._wait_for_person()
            self.connection.execute("BEGIN IMMEDIATE")
        else:
            self._insist("BEGIN IMMEDIATE")

    def _commit(self) -> None:
        # Without a write-ahead log a reader can hold up the end of a transaction too.
        self._insist("COMMIT")

    def _insist(self, sql: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            try:
                self.connection.execute(sql)
            except sqlite3.OperationalError as error:
                if not database.is_busy(error) or time.monotonic() > deadline:
                    raise
                time.sleep(_RETRY_S)
            else:
                return

    def _wait_for_person(self) -> None:
        if self._gate is None:
            return
        # Bounded: a window that was killed in the middle leaves the flag up.
        deadline = time.monotonic() + _GATE_PATIENCE_S
        while self._gate.busy and time.monotonic() < deadline:
            time.sleep(_RETRY_S)


def _remove_unfinished(project: Project) -> None:
    if project.value("SELECT EXISTS (SELECT 1 FROM batch WHERE state = 'open')"):
        from annotator.storage.batches import remove_unfinished

        remove_unfinished(project)


def read_info(connection: sqlite3.Connection) -> ProjectInfo:
    """Read what a project says of itself; raise KeyError where something is missing."""
    pairs = dict(database.fetch(connection, "SELECT key, value FROM project"))
    return ProjectInfo(
        uuid=pairs["uuid"],
        name=pairs["name"],
        language=pairs["language"],
        pipeline=pairs["pipeline"] or None,
        guidelines=pairs.get("guidelines", ""),
        created=pairs["created"],
    )


def now() -> str:
    """Return the time of the journal: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_uuid() -> str:
    """Return a random UUID (version 4) as text."""
    number = bytearray(os.urandom(16))
    number[6] = number[6] & 0x0F | 0x40
    number[8] = number[8] & 0x3F | 0x80
    digits = number.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
