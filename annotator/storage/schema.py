"""The schema of a project as rows."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from annotator.domain.errors import KnownError
from annotator.domain.schema import AttributeType, EntityType, RelationType, Schema
from annotator.storage.database import fetch


def read(connection: sqlite3.Connection) -> Schema:
    """Read the schema, types in the order in which they were given."""
    aliases: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, type_id, name in fetch(connection, "SELECT kind, type, name FROM alias ORDER BY kind, type, ordinal"):
        aliases[kind, type_id] = (*aliases.get((kind, type_id), ()), name)
    return Schema(
        name=_name(connection),
        entity_types=_entities(connection, aliases),
        relation_types=_relations(connection, aliases),
        attributes=_attributes(connection),
    )


def _name(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM project WHERE key = 'schema'").fetchone()
    return row[0] if row else ""


def _entities(connection: sqlite3.Connection, aliases: dict[tuple[str, str], tuple[str, ...]]) -> tuple[Any, ...]:
    rows = fetch(connection, "SELECT id, name, title, key, hue FROM entity_type ORDER BY position")
    return tuple(
        EntityType(
            id=id_, name=name, title=json.loads(title), key=key, hue=hue, aliases=aliases.get(("entity", id_), ())
        )
        for id_, name, title, key, hue in rows
    )


def _relations(connection: sqlite3.Connection, aliases: dict[tuple[str, str], tuple[str, ...]]) -> tuple[Any, ...]:
    rows = fetch(
        connection,
        "SELECT id, name, title, key, head, tail, symmetric, inverse, maps_to FROM relation_type ORDER BY position",
    )
    return tuple(
        RelationType(
            id=id_,
            name=name,
            title=json.loads(title),
            key=key,
            head=tuple(json.loads(head)),
            tail=tuple(json.loads(tail)),
            symmetric=bool(symmetric),
            inverse=inverse and json.loads(inverse),
            aliases=aliases.get(("relation", id_), ()),
            maps_to=tuple(json.loads(maps_to)),
        )
        for id_, name, title, key, head, tail, symmetric, inverse, maps_to in rows
    )


def _attributes(connection: sqlite3.Connection) -> tuple[AttributeType, ...]:
    rows = fetch(connection, "SELECT id, kinds, title, choices FROM attribute ORDER BY position")
    return tuple(
        AttributeType(id=id_, on=tuple(json.loads(kinds)), title=json.loads(title), values=tuple(json.loads(choices)))
        for id_, kinds, title, choices in rows
    )


def write(connection: sqlite3.Connection, schema: Schema) -> None:
    """Make the rows say a schema, inside the caller's transaction; raise KnownError where a type in use would go."""
    connection.execute("INSERT OR REPLACE INTO project VALUES ('schema', ?)", (schema.name,))
    _remove_types(connection, "entity_type", "layer_label", "sum(mentions)", {t.id for t in schema.entity_types})
    _remove_types(connection, "relation_type", "relation", "count(*)", {t.id for t in schema.relation_types})
    # Types that stay are changed in place: to delete a row, SQLite looks through every mention for the type.
    _put(connection, "entity_type", ("id", "position", "name", "title", "key", "hue"), _entity_rows(schema))
    columns = ("id", "position", "name", "title", "key", "head", "tail", "symmetric", "inverse", "maps_to")
    _put(connection, "relation_type", columns, _relation_rows(schema))
    connection.execute("DELETE FROM attribute")
    connection.executemany("INSERT INTO attribute VALUES (?, ?, ?, ?, ?)", _attribute_rows(schema))
    connection.execute("DELETE FROM alias")
    connection.executemany("INSERT INTO alias VALUES (?, ?, ?, ?)", _alias_rows(schema))


def _remove_types(connection: sqlite3.Connection, table: str, user: str, counted: str, kept: set[str]) -> None:
    for type_id, name in connection.execute(f"SELECT id, name FROM {table}").fetchall():
        if type_id in kept:
            continue
        (count,) = connection.execute(f"SELECT {counted} FROM {user} WHERE label = ?", (type_id,)).fetchone()
        if count:
            raise KnownError(
                "The type “{name}” is used {count} times; give those another one first.", name=name, count=count
            )
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (type_id,))


def _put(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * len(columns))
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    connection.executemany(f"INSERT INTO {table} VALUES ({places}) ON CONFLICT(id) DO UPDATE SET {changes}", rows)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entity_rows(schema: Schema) -> list[tuple[Any, ...]]:
    return [(t.id, i, t.name, _json(dict(t.title)), t.key, t.hue) for i, t in enumerate(schema.entity_types)]


def _relation_rows(schema: Schema) -> list[tuple[Any, ...]]:
    return [
        (t.id, i, t.name, _json(dict(t.title)), t.key, _json(t.head), _json(t.tail), int(t.symmetric))
        + (None if t.inverse is None else _json(dict(t.inverse)), _json(t.maps_to))
        for i, t in enumerate(schema.relation_types)
    ]


def _attribute_rows(schema: Schema) -> list[tuple[Any, ...]]:
    return [(t.id, i, _json(t.on), _json(dict(t.title)), _json(t.values)) for i, t in enumerate(schema.attributes)]


def _alias_rows(schema: Schema) -> list[tuple[str, str, int, str]]:
    tables = (("entity", schema.entity_types), ("relation", schema.relation_types))
    return [
        (kind, t.id, ordinal, name) for kind, types in tables for t in types for ordinal, name in enumerate(t.aliases)
    ]
