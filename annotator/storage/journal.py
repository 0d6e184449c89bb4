"""The journal: every step that a person took, append-only; undo and redo read it and write to it.

A row's `edit` says what became of each thing, its `inverse` what had been, in reversed order. The rows of one
step bear its first row's number as `group`. An undo names the step that it takes back, a redo names the undo.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.domain.annotations import Kind
from annotator.domain.codec import item_from_json, item_to_json
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edit, Edits, Put, Reject, SetNote, SetStatus
from annotator.domain.schema import Schema
from annotator.domain.schema_codec import schema_from_json, schema_to_json
from annotator.storage.project import Project, now

SCHEMA = "schema"
"""The kind of the row of a schema edit."""


class Step(NamedTuple):
    """One step of a person: its group, its name, and the step or the undo that it takes back."""

    group: int
    name: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class LayerEdits:
    """What a step did to one layer."""

    dispatch: int
    edits: Edits


@dataclass(frozen=True, slots=True)
class SchemaEdit:
    """What a step did to the schema."""

    before: Schema
    after: Schema


class StepWriter:
    """Writes the rows of one step inside the caller's transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        annotator: int,
        name: str,
        *,
        time: str,
        keys: int = 0,
        undoes: int | None = None,
    ) -> None:
        self._connection = connection
        self._annotator = annotator
        self._name = name
        self._keys = keys
        self._undoes = undoes
        self._time = time
        self.group = _last(connection) + 1
        self._seq = self.group

    def write_layer(self, layer: int, edits: Edits) -> None:
        """Write what the step did to one layer."""
        self._write(layer, *edits_to_columns(edits))

    def write_schema(self, before: Schema, after: Schema) -> None:
        """Write what the step did to the schema."""
        self._write(None, *(_dumps(schema_to_json(schema)) for schema in (after, before)))

    def _write(self, layer: int | None, edit: str, inverse: str) -> None:
        row = (self._seq, self.group, self._time, self._annotator, layer, None, self._name, edit, inverse)
        self._connection.execute(_INSERT, (*row, self._undoes, self._keys))
        # The keys of a step are counted once.
        self._keys = 0
        self._seq += 1


_INSERT = f"INSERT INTO journal VALUES ({', '.join('?' * 11)})"


def write_batch(connection: sqlite3.Connection, kind: str, batch: int, about: Mapping[str, Any]) -> None:
    """Write the one row of an import or a merge, or of its removal, which names the row that it takes back."""
    seq = _last(connection) + 1
    undone = connection.execute("SELECT max(seq) FROM journal WHERE batch = ?", (batch,)).fetchone()[0]
    row = (seq, seq, now(), None, None, batch, kind, _dumps(about), None, undone, 0)
    connection.execute(_INSERT, row)


def _last(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]


def next_undo(project: Project, annotator: int, *, upto: int | None = None) -> Step | None:
    """Return the step that an undo takes back: the last one that is done, seen from the end or from a row."""
    while (step := _step_at(project, annotator, upto)) is not None:
        if step.undoes is None or _is_redo(project, step):
            return step
        upto = step.undoes - 1
    return None


def next_redo(project: Project, annotator: int) -> Step | None:
    """Return the undo that a redo takes back: the last one, where no new step has come after it."""
    upto = None
    while (step := _step_at(project, annotator, upto)) is not None:
        if step.undoes is None:
            return None
        if not _is_redo(project, step):
            return step
        upto = step.undoes - 1
    return None


def root_of(project: Project, step: Step) -> int:
    """Return the group of the step that a redo did again; a new step is its own root."""
    if step.undoes is None:
        return step.group
    below = project.value("SELECT undoes FROM journal WHERE seq = ?", (step.undoes,))
    return step.undoes if below is None else below


def _is_redo(project: Project, step: Step) -> bool:
    return project.value("SELECT undoes FROM journal WHERE seq = ?", (step.undoes,)) is not None


def _step_at(project: Project, annotator: int, upto: int | None) -> Step | None:
    row = project.row(
        'SELECT "group", kind, undoes FROM journal WHERE annotator = ? AND "group" <= ? ORDER BY "group" DESC LIMIT 1',
        (annotator, (1 << 62) if upto is None else upto),
    )
    return None if row is None else Step(*row)


def read_step(project: Project, annotator: int, group: int) -> list[LayerEdits | SchemaEdit]:
    """Return what a step did, in the order in which it did it."""
    sql = (
        "SELECT j.layer, l.dispatch, j.edit, j.inverse FROM journal j LEFT JOIN layer l ON l.id = j.layer"
        ' WHERE j.annotator = ? AND j."group" = ? ORDER BY j.seq'
    )
    return [_part(*row) for row in project.rows(sql, (annotator, group))]


def _part(layer: int | None, dispatch: int | None, edit: str, inverse: str) -> LayerEdits | SchemaEdit:
    if layer is None or dispatch is None:
        after, before = (schema_from_json(json.loads(side)) for side in (edit, inverse))
        return SchemaEdit(before, after)
    return LayerEdits(dispatch, edits_from_columns(edit, inverse))


def edits_to_columns(edits: Sequence[Edit]) -> tuple[str, str]:
    """Return edits as the columns `edit` and `inverse`."""
    after = [_side(edit, edit.after) for edit in edits]
    before = [_side(edit, edit.before) for edit in reversed(edits)]
    return _dumps(after), _dumps(before)


def edits_from_columns(edit: str, inverse: str) -> Edits:
    """Return the edits that two columns say."""
    sides = zip(json.loads(edit), reversed(json.loads(inverse)), strict=True)
    return tuple(_edit(after, before) for after, before in sides)


def _side(edit: Edit, to: Any) -> dict[str, Any]:
    match edit:
        case Put():
            return {"put": edit.kind.value, "id": edit.item.id, "to": to and item_to_json(to)}
        case Reject():
            return {"reject": edit.suggestion, "to": to}
        case SetStatus():
            return {"status": to.value}
        case SetNote():
            return {"note": to}


def _edit(after: dict[str, Any], before: dict[str, Any]) -> Edit:
    match after:
        case {"put": name, "to": new}:
            kind, old = Kind(name), before["to"]
            return Put(old and item_from_json(kind, old), new and item_from_json(kind, new))
        case {"reject": suggestion, "to": new}:
            return Reject(suggestion, before["to"], new)
        case {"status": status}:
            return SetStatus(Status(before["status"]), Status(status))
        case {"note": note}:
            return SetNote(before["note"], note)
        case _:
            raise ValueError(f"the journal holds an edit that nothing can read: {after!r}")


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
