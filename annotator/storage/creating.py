"""Making a project file, and renewing one of an older format; the only users of sqlite-utils with migrations.py."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from annotator.domain.errors import KnownError
from annotator.domain.schema import Schema
from annotator.storage import database
from annotator.storage import schema as schema_rows
from annotator.storage.migrations import migrate
from annotator.storage.project import new_uuid, now


def create_file(path: Path, *, name: str, schema: Schema, language: str, pipeline: str | None) -> None:
    """Write an empty project beside its place and move it there, so that no half-made file ever bears the name."""
    if path.exists():
        raise KnownError("There is a file of this name already; choose another.", where=path)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with database.told_plainly(path):
            _write_draft(draft, name=name, schema=schema, language=language, pipeline=pipeline)
        _move(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()


def _write_draft(draft: Path, *, name: str, schema: Schema, language: str, pipeline: str | None) -> None:
    with suppress(FileNotFoundError):
        draft.unlink()
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
        connection.execute("BEGIN")
        info = {"uuid": new_uuid(), "name": name, "language": language, "pipeline": pipeline or ""}
        info |= {"guidelines": "", "created": now()}
        connection.executemany("INSERT INTO project VALUES (?, ?)", list(info.items()))
        schema_rows.write(connection, schema)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _move(draft: Path, path: Path) -> None:
    """Give the draft its name; never over a file that came meanwhile."""
    try:
        # A rename replaces what is there; a link does not. Not every disk has links.
        os.link(draft, path)
    except FileExistsError:
        raise KnownError("There is a file of this name already; choose another.", where=path) from None
    except OSError:
        draft.rename(path)


def migrate_file(path: Path) -> None:
    """Back up a project of an older format, then run the migrations that it has not had; the caller holds the lock."""
    from annotator.storage.backups import back_up

    with database.told_plainly(path):
        back_up(path, reason="migration")
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
