"""Annotations as rows, and rows as annotations: one table of statements for single edits and for bulk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.annotations import Annotations, Cluster, Item, Kind, Mention, Origin, Quote, Relation
from annotator.domain.dispatch import Status
from annotator.domain.text import Fragments

Row = tuple[Any, ...]

COLUMNS: dict[str, tuple[str, ...]] = {
    "cluster": ("layer", "id", "name", "kb_id", "origin", "suggestion", "attributes", "note"),
    "mention": ("layer", "id", "label", "text", "cluster", "origin", "suggestion", "attributes", "note"),
    "mention_fragment": ("layer", "mention", "ordinal", "start", "end"),
    "relation": ("layer", "id", "label", "head", "tail", "origin", "suggestion", "attributes", "note"),
    "quote": (
        *("layer", "id", "kind", "kind_overridden", "text", "source_kind", "speaker"),
        *("origin", "suggestion", "attributes", "note"),
    ),
    "quote_fragment": ("layer", "quote", "role", "ordinal", "start", "end"),
    "rejection": ("layer", "suggestion"),
}
"""The columns of each table of a layer, parents before children."""

INSERTS = {table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})" for table, names in COLUMNS.items()}

_PUTS = {
    table: f"{INSERTS[table]} ON CONFLICT(layer, id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[table][2:])
    for table in ("cluster", "mention", "relation", "quote")
}
_ORIGINS = {origin.value: origin for origin in Origin}
_STATUSES = {status.value: status for status in Status}
_ROLES = ("content", "cue", "source")


def item_row(layer: int, item: Item) -> Row:
    """Return the row of an annotation, without its fragments."""
    shared = (item.origin.value, item.suggestion, _attributes_json(item.attributes), item.note)
    match item:
        case Mention():
            return (layer, item.id, item.label, item.text, item.cluster, *shared)
        case Relation():
            return (layer, item.id, item.label, item.head, item.tail, *shared)
        case Quote():
            kind = (item.kind, int(item.kind_overridden), item.text, item.source_kind, item.speaker)
            return (layer, item.id, *kind, *shared)
        case Cluster():
            return (layer, item.id, item.name, item.kb_id, *shared)


def fragment_rows(layer: int, item: Item) -> list[Row]:
    """Return the rows of an annotation's fragments."""
    match item:
        case Mention():
            return [(layer, item.id, i, start, end) for i, (start, end) in enumerate(item.fragments)]
        case Quote():
            roles = zip(_ROLES, (item.content, item.cue, item.source), strict=True)
            return [
                (layer, item.id, role, i, start, end) for role, parts in roles for i, (start, end) in enumerate(parts)
            ]
        case _:
            return []


def all_rows(layer: int, annotations: Annotations) -> Iterable[tuple[str, list[Row]]]:
    """Yield each table's name with the rows that a whole layer has in it, parents before children."""
    for kind in (Kind.CLUSTER, Kind.MENTION, Kind.RELATION, Kind.QUOTE):
        items = annotations.of(kind).values()
        if not items:
            continue
        yield kind.value, [item_row(layer, item) for item in items]
        if kind in (Kind.MENTION, Kind.QUOTE):
            yield f"{kind}_fragment", [row for item in items for row in fragment_rows(layer, item)]
    if annotations.rejections:
        yield "rejection", [(layer, name) for name in annotations.rejections]


def put(connection: sqlite3.Connection, layer: int, item: Item, before: Item | None) -> None:
    """Write one annotation in the place of another or of none."""
    table = _table(item)
    connection.execute(_PUTS[table], item_row(layer, item))
    rows = fragment_rows(layer, item)
    if not rows or (before is not None and fragment_rows(layer, before) == rows):
        return
    if before is not None:
        connection.execute(f"DELETE FROM {table}_fragment WHERE layer = ? AND {table} = ?", (layer, item.id))
    connection.executemany(INSERTS[f"{table}_fragment"], rows)


def remove(connection: sqlite3.Connection, layer: int, item: Item) -> None:
    """Remove one annotation with its fragments."""
    table = _table(item)
    if table in ("mention", "quote"):
        connection.execute(f"DELETE FROM {table}_fragment WHERE layer = ? AND {table} = ?", (layer, item.id))
    connection.execute(f"DELETE FROM {table} WHERE layer = ? AND id = ?", (layer, item.id))


def _table(item: Item) -> str:
    match item:
        case Mention():
            return "mention"
        case Relation():
            return "relation"
        case Quote():
            return "quote"
        case Cluster():
            return "cluster"


def read_layer(connection: sqlite3.Connection, layer: int, status: str, note: str) -> Annotations:
    """Read everything that a layer holds."""
    mentions = _read(connection, "mention", layer)
    mention_parts = _fragments(connection, layer) if mentions else {}
    quotes = _read(connection, "quote", layer)
    quote_parts = _quote_fragments(connection, layer) if quotes else {}
    rejected = connection.execute("SELECT suggestion FROM rejection WHERE layer = ?", (layer,))
    return Annotations(
        mentions={row[1]: mention_of(row, mention_parts.get(row[1], ())) for row in mentions},
        relations={row[1]: relation_of(row) for row in _read(connection, "relation", layer)},
        quotes={row[1]: quote_of(row, quote_parts.get(row[1], {})) for row in quotes},
        clusters={row[1]: cluster_of(row) for row in _read(connection, "cluster", layer)},
        rejections=frozenset(name for (name,) in rejected),
        status=status_of(status),
        note=note,
    )


def read_mentions(connection: sqlite3.Connection, layer: int, status: str, note: str) -> Annotations:
    """Read a layer that holds nothing but mentions."""
    parts = _fragments(connection, layer)
    mentions = {row[1]: mention_of(row, parts.get(row[1], ())) for row in _read(connection, "mention", layer)}
    return Annotations(mentions=mentions, status=status_of(status), note=note)


def _read(connection: sqlite3.Connection, table: str, layer: int) -> list[Row]:
    return connection.execute(f"SELECT * FROM {table} WHERE layer = ?", (layer,)).fetchall()


def _fragments(connection: sqlite3.Connection, layer: int) -> dict[str, Fragments]:
    sql = "SELECT mention, start, end FROM mention_fragment WHERE layer = ? ORDER BY mention, ordinal"
    parts: dict[str, Fragments] = {}
    for mention, start, end in connection.execute(sql, (layer,)):
        parts[mention] = (*parts[mention], (start, end)) if mention in parts else ((start, end),)
    return parts


def _quote_fragments(connection: sqlite3.Connection, layer: int) -> dict[str, dict[str, Fragments]]:
    sql = "SELECT quote, role, start, end FROM quote_fragment WHERE layer = ? ORDER BY quote, role, ordinal"
    parts: dict[str, dict[str, Fragments]] = {}
    for quote, role, start, end in connection.execute(sql, (layer,)):
        roles = parts.setdefault(quote, {})
        roles[role] = (*roles.get(role, ()), (start, end))
    return parts


def mention_of(row: Row, fragments: Fragments) -> Mention:
    """Return the mention of a row and its fragments."""
    _, name, label, text, cluster, origin, suggestion, attributes, note = row
    return Mention(
        id=name,
        label=label,
        fragments=fragments,
        text=text,
        cluster=cluster,
        origin=_ORIGINS[origin],
        suggestion=suggestion,
        attributes=attributes_of(attributes),
        note=note,
    )


def relation_of(row: Row) -> Relation:
    """Return the relation of a row."""
    _, name, label, head, tail, origin, suggestion, attributes, note = row
    return Relation(
        id=name,
        label=label,
        head=head,
        tail=tail,
        origin=_ORIGINS[origin],
        suggestion=suggestion,
        attributes=attributes_of(attributes),
        note=note,
    )


def quote_of(row: Row, roles: Mapping[str, Fragments]) -> Quote:
    """Return the quote of a row and the fragments of its roles."""
    _, name, kind, overridden, text, source_kind, speaker, origin, suggestion, attributes, note = row
    return Quote(
        id=name,
        kind=kind,
        content=roles.get("content", ()),
        text=text,
        kind_overridden=bool(overridden),
        cue=roles.get("cue", ()),
        source=roles.get("source", ()),
        source_kind=source_kind,
        speaker=speaker,
        origin=_ORIGINS[origin],
        suggestion=suggestion,
        attributes=attributes_of(attributes),
        note=note,
    )


def cluster_of(row: Row) -> Cluster:
    """Return the cluster of a row."""
    _, cluster_id, name, kb_id, origin, suggestion, attributes, note = row
    return Cluster(
        id=cluster_id,
        name=name,
        kb_id=kb_id,
        origin=_ORIGINS[origin],
        suggestion=suggestion,
        attributes=attributes_of(attributes),
        note=note,
    )


def status_of(value: str) -> Status:
    """Return the status that a row names."""
    return _STATUSES[value]


def attributes_of(value: str) -> Mapping[str, Any]:
    """Return the attributes that a row holds as JSON."""
    return {} if value == "{}" else json.loads(value)


def _attributes_json(attributes: Mapping[str, Any]) -> str:
    return json.dumps(dict(attributes), ensure_ascii=False) if attributes else "{}"
