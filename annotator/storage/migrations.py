"""The tables of a project file, as migrations that sqlite-utils runs in order; each sets `user_version` itself."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

APPLICATION_ID = int.from_bytes(b"DPCH")
"""Stands in the header of each project file."""

VERSION = 1
"""The `user_version` of a file that has had every migration."""

_MIGRATION_SET = "annotator"

# sqlite-utils makes neither WITHOUT ROWID nor deferred keys: the tables that hold a layer, read as one stretch of one
# tree and written in any order within a step, are plain SQL.
_LAYER_TABLES = """
CREATE TABLE cluster (
    layer INTEGER NOT NULL REFERENCES layer(id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kb_id TEXT,
    origin TEXT NOT NULL,
    suggestion TEXT,
    attributes TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (layer, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE mention (
    layer INTEGER NOT NULL REFERENCES layer(id),
    id TEXT NOT NULL,
    label TEXT NOT NULL REFERENCES entity_type(id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    cluster TEXT,
    origin TEXT NOT NULL,
    suggestion TEXT,
    attributes TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (layer, id),
    FOREIGN KEY (layer, cluster) REFERENCES cluster(layer, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE mention_fragment (
    layer INTEGER NOT NULL,
    mention TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    PRIMARY KEY (layer, mention, ordinal),
    FOREIGN KEY (layer, mention) REFERENCES mention(layer, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE relation (
    layer INTEGER NOT NULL REFERENCES layer(id),
    id TEXT NOT NULL,
    label TEXT NOT NULL REFERENCES relation_type(id) DEFERRABLE INITIALLY DEFERRED,
    head TEXT NOT NULL,
    tail TEXT NOT NULL,
    origin TEXT NOT NULL,
    suggestion TEXT,
    attributes TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (layer, id),
    FOREIGN KEY (layer, head) REFERENCES mention(layer, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (layer, tail) REFERENCES mention(layer, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE quote (
    layer INTEGER NOT NULL REFERENCES layer(id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    kind_overridden INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    speaker TEXT,
    origin TEXT NOT NULL,
    suggestion TEXT,
    attributes TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (layer, id),
    FOREIGN KEY (layer, speaker) REFERENCES cluster(layer, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE quote_fragment (
    layer INTEGER NOT NULL,
    quote TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('content', 'cue', 'source')),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    PRIMARY KEY (layer, quote, role, ordinal),
    FOREIGN KEY (layer, quote) REFERENCES quote(layer, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE rejection (
    layer INTEGER NOT NULL REFERENCES layer(id),
    suggestion TEXT NOT NULL,
    PRIMARY KEY (layer, suggestion)
) STRICT, WITHOUT ROWID;
CREATE TABLE layer_label (
    layer INTEGER NOT NULL REFERENCES layer(id),
    label TEXT NOT NULL REFERENCES entity_type(id) DEFERRABLE INITIALLY DEFERRED,
    dispatch INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (layer, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX layer_label_dispatch ON layer_label(label, dispatch);
CREATE TABLE suggestion_run (
    dispatch INTEGER NOT NULL REFERENCES dispatch(id),
    number INTEGER NOT NULL,
    pipeline TEXT NOT NULL,
    version TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
    error TEXT NOT NULL DEFAULT '',
    suggestions INTEGER NOT NULL DEFAULT 0,
    last_id INTEGER NOT NULL DEFAULT 0,
    superseded INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (dispatch, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_run_queue ON suggestion_run(dispatch, number) WHERE state = 'queued';
CREATE TABLE suggestion (
    dispatch INTEGER NOT NULL,
    id TEXT NOT NULL,
    run INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    score REAL,
    body TEXT,
    PRIMARY KEY (dispatch, id),
    FOREIGN KEY (dispatch, run) REFERENCES suggestion_run(dispatch, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
"""

_SEARCH = """
CREATE VIRTUAL TABLE dispatch_fts USING fts5 (
    text, content='dispatch', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='3'
);
CREATE TRIGGER dispatch_fts_insert AFTER INSERT ON dispatch BEGIN
    INSERT INTO dispatch_fts(rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER dispatch_fts_delete AFTER DELETE ON dispatch BEGIN
    INSERT INTO dispatch_fts(dispatch_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER dispatch_fts_update AFTER UPDATE OF text ON dispatch BEGIN
    INSERT INTO dispatch_fts(dispatch_fts, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO dispatch_fts(rowid, text) VALUES (new.id, new.text);
END;
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Run every migration that the file has not had, each in one transaction."""
    from sqlite_utils import Database, Migrations

    database = Database(connection, execute_plugins=False, recursive_triggers=False)
    migrations = Migrations(_MIGRATION_SET)
    for migration in MIGRATIONS:
        migrations()(migration)
    migrations.apply(database)


def _m001_first_tables(db: Database) -> None:
    _run(db, f"PRAGMA application_id = {APPLICATION_ID}")
    _make_project_tables(db)
    _make_dispatch_tables(db)
    _run_script(db, _LAYER_TABLES)
    _make_journal(db)
    _run_script(db, _SEARCH)
    _run(db, "PRAGMA user_version = 1")


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_m001_first_tables,)
"""Every migration ever, in order; the number in the name is the `user_version` that it sets."""


def _make_project_tables(db: Database) -> None:
    _create(db, "project", {"key": str, "value": str}, pk="key")
    columns: dict[str, type] = {"id": str, "position": int, "name": str, "title": str, "key": str}
    _create(db, "entity_type", columns | {"hue": str}, pk="id", optional={"key"})
    columns |= {"head": str, "tail": str, "symmetric": int, "inverse": str, "maps_to": str}
    _create(db, "relation_type", columns, pk="id", optional={"key", "inverse"})
    _create(db, "attribute", {"id": str, "position": int, "kinds": str, "title": str, "choices": str}, pk="id")
    _create(db, "alias", {"kind": str, "type": str, "ordinal": int, "name": str}, pk=("kind", "type", "ordinal"))
    _create(db, "annotator", {"id": int, "uuid": str, "name": str}, pk="id")
    db.table("annotator").create_index(["name"], unique=True)


def _make_dispatch_tables(db: Database) -> None:
    columns: dict[str, type] = {"id": int, "kind": str, "source": str, "started": str, "state": str}
    _create(db, "batch", columns | {"dispatches": int}, pk="id")
    # The text stands last: what lists read then never reaches its overflow pages.
    columns = {"id": int, "position": int, "uid": str, "sha256": bytes, "batch": int, "title": str}
    columns |= {"metadata": str, "source_file": str, "text": str}
    _create(db, "dispatch", columns, pk="id", keys=[("batch", "batch", "id")])
    for names, unique in ((["uid"], True), (["position"], True), (["sha256"], False), (["batch"], False)):
        db.table("dispatch").create_index(names, unique=unique)
    _create(db, "token_grid", {"dispatch": int, "grid": bytes}, pk="dispatch", keys=[("dispatch", "dispatch", "id")])
    columns = {"id": int, "dispatch": int, "annotator": int, "kind": str, "status": str, "seconds": int, "note": str}
    columns |= dict.fromkeys(("mentions", "relations", "quotes", "clusters", "rejections", "pending"), int)
    keys = [("dispatch", "dispatch", "id"), ("annotator", "annotator", "id")]
    _create(db, "layer", columns, pk="id", keys=keys)
    db.table("layer").create_index(["dispatch", "annotator", "kind"], unique=True)
    db.table("layer").create_index(["annotator", "status", "dispatch"])


def _make_journal(db: Database) -> None:
    columns: dict[str, type] = {"seq": int, "group": int, "time": str, "annotator": int, "layer": int, "batch": int}
    columns |= {"kind": str, "edit": str, "inverse": str, "undoes": int, "keys": int}
    keys = [("annotator", "annotator", "id"), ("layer", "layer", "id"), ("batch", "batch", "id")]
    optional = {"annotator", "layer", "batch", "inverse", "undoes"}
    _create(db, "journal", columns, pk="seq", keys=keys, optional=optional)
    db.table("journal").create_index(["annotator", "group"])
    db.table("journal").create_index(["layer"])


def _create(
    db: Database,
    name: str,
    columns: dict[str, type],
    *,
    pk: str | tuple[str, ...],
    keys: list[tuple[str, str, str]] | None = None,
    optional: set[str] | None = None,
) -> None:
    required = {column for column in columns if not (column == pk and columns[column] is int)} - (optional or set())
    db.table(name).create(columns, pk=pk, foreign_keys=keys or [], not_null=required, strict=True)


def _run(db: Database, statement: str) -> None:
    db.execute(statement)  # pyright: ignore[reportUnknownMemberType]  # the library leaves its parameters untyped


def _run_script(db: Database, script: str) -> None:
    """Run statements one by one: `executescript` would commit the migration's transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            _run(db, statement)
            statement = ""
