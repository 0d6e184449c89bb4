"""One open project and the dispatch that is worked on: every edit, undo and redo goes through here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.edits import Edits, apply, inverse
from annotator.domain.errors import KnownError
from annotator.domain.graphemes import whole_graphemes
from annotator.domain.operations import with_start
from annotator.domain.schema import Schema
from annotator.domain.suggestions import State, Suggestion, ledger
from annotator.domain.text import TokenGrid
from annotator.services.changes import Changes, changes_of
from annotator.services.desk import Desk, catch_up, follow, read_desk
from annotator.services.ledger import Pending
from annotator.storage import annotations as layers
from annotator.storage import dispatches, journal
from annotator.storage import schema as schema_rows
from annotator.storage.database import Connection
from annotator.storage.project import Project, now

Subscriber = Callable[[Changes], None]


class _Written(NamedTuple):
    """What one transaction wrote to one desk, to be taken over once it is durable."""

    desk: Desk
    layer: int
    annotations: Annotations
    edits: Edits
    suggestions: bool


class Session:
    """One annotator at work in one project; each step is durable when the call returns."""

    def __init__(self, project: Project, annotator_name: str, *, clock: Callable[[], str] = now) -> None:
        self.project = project
        self.annotator_name = annotator_name
        self.schema = project.schema()
        self.annotator = layers.find_annotator(project, annotator_name)
        self._clock = clock
        self._desk: Desk | None = None
        self._seconds = 0
        self._subscribers: list[Subscriber] = []
        self._steps: tuple[journal.Step | None, journal.Step | None] | None = None

    # What is open

    @property
    def dispatch(self) -> Dispatch | None:
        """Return the open dispatch."""
        return self._desk and self._desk.dispatch

    @property
    def grid(self) -> TokenGrid:
        """Return the token grid of the open dispatch; a provisional one until the real one is there."""
        return self._open_desk().grid

    @property
    def annotations(self) -> Annotations:
        """Return the layer of the open dispatch."""
        return self._desk.annotations if self._desk else Annotations()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return every suggestion of the open dispatch, in text order."""
        return tuple(self._desk.pending.by_id.values()) if self._desk else ()

    @property
    def suggestions_by_id(self) -> Mapping[str, Suggestion]:
        """Return every suggestion of the open dispatch by id."""
        return self._desk.pending.by_id if self._desk else {}

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """Return the pending suggestions to show, in text order."""
        return self._desk.pending.shown if self._desk else ()

    def states(self) -> dict[str, State]:
        """Return the state of each suggestion of the open dispatch, by id."""
        return ledger(self.suggestions, self.annotations)

    def open(self, dispatch: int) -> Changes:
        """Open a dispatch; raise KnownError, the open one kept, where it is gone or damaged."""
        desk = self._read(dispatch)
        self.flush_seconds()
        self._desk = desk
        return self._tell(Changes(dispatch_changed=True))

    def close(self) -> None:
        """Leave the open dispatch."""
        self.flush_seconds()
        self._desk = None

    def refresh(self) -> Changes:
        """Read again the token grid and the suggestions of the open dispatch, where others have stored new ones."""
        desk = self._desk
        if desk is None:
            return Changes()
        grid = None if desk.grid_is_real else dispatches.read_grid(self.project, desk.id)
        changes = Changes(suggestions=catch_up(self.project, desk), grid=grid is not None)
        if grid is not None:
            desk.grid, desk.grid_is_real = whole_graphemes(desk.dispatch.text, grid), True
        return self._tell(changes) if changes else changes

    def reread(self) -> Changes:
        """Find the annotator and their layer of the open dispatch again, where an import has brought or taken it."""
        self.annotator, self._steps = layers.find_annotator(self.project, self.annotator_name), None
        desk = self._desk
        if desk is None:
            return Changes()
        mine = (layer for layer, annotator in layers.layers_of(self.project, desk.id) if annotator == self.annotator)
        if desk.layer == next(mine, None):
            return Changes()
        self._desk = self._read(desk.id)
        return self._tell(Changes(dispatch_changed=True))

    def _open_desk(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("no dispatch is open")
        return self._desk

    def _read(self, dispatch: int) -> Desk:
        with self.project.snapshot():
            return read_desk(self.project, dispatch, self.annotator)

    # Steps

    def apply(self, edits: Edits, *, name: str, keys: int = 0) -> Changes:
        """Apply edits to the open dispatch as one step of a name, done with a number of keys pressed."""
        return self.apply_across({self._open_desk().id: edits}, name=name, keys=keys)

    def apply_across(self, edits: Mapping[int, Edits], *, name: str, keys: int = 0) -> Changes:
        """Apply edits to several dispatches, by id, as one step."""
        parts = [journal.LayerEdits(dispatch, part) for dispatch, part in edits.items() if part]
        if not parts:
            return Changes(name=name)
        return self._tell(self._write(name, parts, keys=keys, starts=True))

    def set_schema(self, schema: Schema, *, name: str = "schema", keys: int = 0) -> Changes:
        """Give the project another schema; raise KnownError where a type in use would go."""
        if schema == self.schema:
            return Changes(name=name)
        return self._tell(self._write(name, [journal.SchemaEdit(self.schema, schema)], keys=keys))

    def reload_schema(self) -> Changes:
        """Read the schema again, where a background job has added types."""
        self.schema = self.project.schema()
        return self._tell(Changes(schema=True))

    def add_seconds(self, seconds: int) -> None:
        """Count time spent on the open dispatch; it is written with the next step or on leaving."""
        self._seconds += seconds

    def flush_seconds(self) -> None:
        """Write the time spent on the open dispatch, where there is a layer."""
        desk, seconds, self._seconds = self._desk, self._seconds, 0
        if desk is not None and desk.layer is not None and seconds:
            with self.project.transaction() as connection:
                layers.add_seconds(connection, desk.layer, seconds)

    # Undo

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self._next_steps()[0] is not None

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return self._next_steps()[1] is not None

    @property
    def undo_name(self) -> str:
        """Return the name of the step that an undo takes back."""
        step = self._next_steps()[0]
        return step.name if step else ""

    @property
    def redo_name(self) -> str:
        """Return the name of the step that a redo does again."""
        step = self._next_steps()[1]
        return step.name if step else ""

    def undo(self, *, keys: int = 0) -> Changes:
        """Take back the last step that is done, in this run of the program or before; it opens its dispatch."""
        step = self._next_steps()[0]
        return Changes() if step is None else self._take_back(step, journal.root_of(self.project, step), keys)

    def redo(self, *, keys: int = 0) -> Changes:
        """Do again the last step that was taken back; it opens its dispatch."""
        step = self._next_steps()[1]
        return Changes() if step is None else self._take_back(step, step.group, keys)

    def _next_steps(self) -> tuple[journal.Step | None, journal.Step | None]:
        if self.annotator is None:
            return None, None
        if self._steps is None:
            ends = (journal.next_undo, journal.next_redo)
            undo, redo = (end(self.project, self.annotator) for end in ends)
            self._steps = (undo, redo)
        return self._steps

    def _take_back(self, step: journal.Step, undoes: int, keys: int) -> Changes:
        if self.annotator is None:
            raise RuntimeError("nobody has done anything yet")
        parts = [_inverse(part) for part in reversed(journal.read_step(self.project, self.annotator, step.group))]
        places = [part.dispatch for part in parts if isinstance(part, journal.LayerEdits)]
        opened = bool(places) and (self._desk is None or self._desk.id not in places)
        if opened:
            desk = self._read(places[-1])
            self.flush_seconds()
            self._desk = desk
        changes = self._write(step.name, parts, keys=keys, undoes=undoes)
        return self._tell(replace(changes, dispatch_changed=opened))

    # Writing

    def _write(
        self,
        name: str,
        parts: Sequence[journal.LayerEdits | journal.SchemaEdit],
        *,
        keys: int,
        undoes: int | None = None,
        starts: bool = False,
    ) -> Changes:
        """Write a step in one transaction, then take over what it made of the open dispatch."""
        written: list[_Written] = []
        try:
            with self.project.transaction() as connection:
                annotator = layers.annotator_id(self.project, connection, self.annotator_name)
                writer = journal.StepWriter(connection, annotator, name, time=self._clock(), keys=keys, undoes=undoes)
                for part in parts:
                    if isinstance(part, journal.SchemaEdit):
                        self._write_schema(connection, writer, part)
                    else:
                        written.append(self._write_layer(connection, writer, annotator, part, starts=starts))
        except BaseException:
            # The ledger has followed edits that are not in the file.
            if self._desk is not None:
                self._desk.pending = Pending(self.suggestions, self._desk.annotations)
            raise
        self.annotator, self._steps = annotator, None
        return self._take_over(name, parts, written)

    def _write_schema(self, connection: Connection, writer: journal.StepWriter, part: journal.SchemaEdit) -> None:
        if schema_rows.read(connection) != part.before:
            raise KnownError("The types have been changed since; this step stays.", where=self.project.path)
        schema_rows.write(connection, part.after)
        writer.write_schema(part.before, part.after)

    def _write_layer(
        self,
        connection: Connection,
        writer: journal.StepWriter,
        annotator: int,
        part: journal.LayerEdits,
        *,
        starts: bool,
    ) -> _Written:
        is_open = self._desk is not None and self._desk.id == part.dispatch
        desk = self._desk if self._desk and is_open else read_desk(self.project, part.dispatch, annotator)
        news = catch_up(self.project, desk)
        edits = with_start(desk.annotations, part.edits) if starts else part.edits
        after = apply(desk.annotations, edits)
        layer = desk.layer
        if layer is None:
            layer = layers.add_layer(self.project, connection, desk.id, annotator)
        layers.write_edits(connection, layer, desk.id, before=desk.annotations, after=after, edits=edits)
        news = follow(self.project, desk, edits, after) or news
        seconds = self._seconds if is_open else 0
        layers.write_counts(connection, layer, after, pending=desk.pending.count, seconds=seconds)
        writer.write_layer(layer, edits)
        return _Written(desk, layer, after, edits, suggestions=news)

    def _take_over(
        self, name: str, parts: Sequence[journal.LayerEdits | journal.SchemaEdit], written: Sequence[_Written]
    ) -> Changes:
        """Make the open dispatch and the schema what has just been written; return what changed."""
        changes = Changes(name=name)
        for part in written:
            if part.desk is not self._desk:
                continue
            self._seconds = 0
            part.desk.layer, part.desk.annotations = part.layer, part.annotations
            changes = changes_of(name, part.edits, part.desk.pending.by_id)
            changes = replace(changes, suggestions=changes.suggestions or part.suggestions)
        schema = any(isinstance(part, journal.SchemaEdit) for part in parts)
        if schema:
            self.schema = self.project.schema()
        others = frozenset(part.desk.id for part in written if part.desk is not self._desk)
        return replace(changes, schema=schema, others=others)

    # Telling

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Call back after each change; the returned function ends that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def _tell(self, changes: Changes) -> Changes:
        for callback in tuple(self._subscribers):
            callback(changes)
        return changes


def _inverse(part: journal.LayerEdits | journal.SchemaEdit) -> journal.LayerEdits | journal.SchemaEdit:
    if isinstance(part, journal.SchemaEdit):
        return journal.SchemaEdit(part.after, part.before)
    return journal.LayerEdits(part.dispatch, inverse(part.edits))
