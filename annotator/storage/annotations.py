"""Layers: read whole, written change by change, with the counts that lists and filters need."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from annotator.domain.annotations import Annotations, Item, Kind, Mention
from annotator.domain.edits import Edit, Put, Reject, SetNote, SetStatus
from annotator.domain.errors import KnownError
from annotator.storage import items
from annotator.storage.project import Project, new_uuid

PERSON = "person"
"""The kind of a layer that an annotator makes."""


def find_annotator(project: Project, name: str) -> int | None:
    """Return the id of an annotator by name."""
    return project.value("SELECT id FROM annotator WHERE name = ?", (name,))


def annotator_id(project: Project, connection: sqlite3.Connection, name: str) -> int:
    """Return the id of an annotator by name, made inside the caller's transaction where there is none."""
    found = find_annotator(project, name)
    if found is not None:
        return found
    made = connection.execute("INSERT INTO annotator (uuid, name) VALUES (?, ?)", (new_uuid(), name)).lastrowid
    return int(made or 0)


def annotator_names(project: Project) -> list[str]:
    """Return the names of those who have worked on the project."""
    return [name for (name,) in project.rows("SELECT name FROM annotator ORDER BY id")]


def load(project: Project, dispatch: int, annotator: int | None) -> tuple[int | None, Annotations]:
    """Return a layer's id and what it holds; no id and nothing where the annotator has made none."""
    row = project.row(
        "SELECT id, status, note FROM layer WHERE dispatch = ? AND annotator = ? AND kind = ?",
        (dispatch, annotator, PERSON),
    )
    if row is None:
        return None, Annotations()
    layer, status, note = row
    return layer, items.read_layer(project.connection, layer, status, note)


def layers_of(project: Project, dispatch: int) -> list[tuple[int, int]]:
    """Return the id and the annotator's id of each layer of a dispatch."""
    sql = "SELECT id, annotator FROM layer WHERE dispatch = ? AND kind = ? ORDER BY annotator"
    return [(layer, annotator) for layer, annotator in project.rows(sql, (dispatch, PERSON))]


def seconds_of(project: Project, layer: int) -> int:
    """Return the seconds spent on a layer."""
    return project.value("SELECT seconds FROM layer WHERE id = ?", (layer,)) or 0


def add_layer(project: Project, connection: sqlite3.Connection, dispatch: int, annotator: int) -> int:
    """Make an empty layer inside the caller's transaction and return its id; KnownError where the dispatch is gone."""
    row = (None, dispatch, annotator, PERSON, "todo", 0, "", 0, 0, 0, 0, 0, 0)
    try:
        made = connection.execute(f"INSERT INTO layer VALUES ({', '.join('?' * 13)})", row)
    except sqlite3.IntegrityError:
        raise KnownError("The dispatch {id} is no longer in the project.", where=project.path, id=dispatch) from None
    return int(made.lastrowid or 0)


def layer_row(
    layer: int, dispatch: int, annotator: int, annotations: Annotations, *, seconds: int, pending: int
) -> tuple[Any, ...]:
    """Return the row of a layer with its counts."""
    status, note = annotations.status.value, annotations.note
    return (layer, dispatch, annotator, PERSON, status, seconds, note, *_counts(annotations), pending)


def _counts(annotations: Annotations) -> tuple[int, int, int, int, int]:
    return (
        len(annotations.mentions),
        len(annotations.relations),
        len(annotations.quotes),
        len(annotations.clusters),
        len(annotations.rejections),
    )


def label_rows(layer: int, dispatch: int, annotations: Annotations) -> list[tuple[int, str, int, int]]:
    """Return how often each label stands in a layer, as rows."""
    counts = Counter(mention.label for mention in annotations.mentions.values())
    return [(layer, label, dispatch, count) for label, count in counts.items()]


def write_edits(
    connection: sqlite3.Connection,
    layer: int,
    dispatch: int,
    *,
    before: Annotations,
    after: Annotations,
    edits: Iterable[Edit],
) -> None:
    """Write what edits changed of a layer, each row once, inside the caller's transaction."""
    touched: dict[tuple[Kind, str], None] = {}
    for edit in edits:
        match edit:
            case Put():
                touched[edit.kind, edit.item.id] = None
            case Reject():
                _write_rejection(connection, layer, edit.suggestion, rejected=edit.suggestion in after.rejections)
            case SetStatus() | SetNote():
                pass
    labels: Counter[str] = Counter()
    for kind, name in touched:
        old, new = before.of(kind).get(name), after.of(kind).get(name)
        if old != new:
            _write_item(connection, layer, old, new)
            _count_label(labels, old, new)
    _write_labels(connection, layer, dispatch, labels)


def write_counts(
    connection: sqlite3.Connection, layer: int, annotations: Annotations, *, pending: int, seconds: int = 0
) -> None:
    """Write status, note and counts of a layer, and add seconds, inside the caller's transaction."""
    values = (annotations.status.value, annotations.note, *_counts(annotations), pending, seconds, layer)
    connection.execute(
        "UPDATE layer SET status = ?, note = ?, mentions = ?, relations = ?, quotes = ?, clusters = ?,"
        " rejections = ?, pending = ?, seconds = seconds + ? WHERE id = ?",
        values,
    )


def add_seconds(connection: sqlite3.Connection, layer: int, seconds: int) -> None:
    """Add to the seconds spent on a layer, inside the caller's transaction."""
    connection.execute("UPDATE layer SET seconds = seconds + ? WHERE id = ?", (seconds, layer))


def _write_rejection(connection: sqlite3.Connection, layer: int, suggestion: str, *, rejected: bool) -> None:
    if rejected:
        connection.execute("INSERT OR IGNORE INTO rejection VALUES (?, ?)", (layer, suggestion))
    else:
        connection.execute("DELETE FROM rejection WHERE layer = ? AND suggestion = ?", (layer, suggestion))


def _write_item(connection: sqlite3.Connection, layer: int, old: Item | None, new: Item | None) -> None:
    if new is not None:
        items.put(connection, layer, new, old)
    elif old is not None:
        items.remove(connection, layer, old)


def _count_label(labels: Counter[str], old: Item | None, new: Item | None) -> None:
    if isinstance(old, Mention):
        labels[old.label] -= 1
    if isinstance(new, Mention):
        labels[new.label] += 1


def _write_labels(connection: sqlite3.Connection, layer: int, dispatch: int, changes: Counter[str]) -> None:
    for label, change in changes.items():
        if not change:
            continue
        connection.execute(
            "INSERT INTO layer_label VALUES (?, ?, ?, ?)"
            " ON CONFLICT(layer, label) DO UPDATE SET mentions = mentions + excluded.mentions",
            (layer, label, dispatch, change),
        )
        if change < 0:
            connection.execute("DELETE FROM layer_label WHERE layer = ? AND label = ? AND mentions = 0", (layer, label))
