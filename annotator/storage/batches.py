"""Imports: many dispatches as one batch, seen when it is done, removed again while nobody has worked on it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from annotator.domain.dispatch import title
from annotator.domain.errors import KnownError
from annotator.domain.record import Layer, Record
from annotator.domain.suggestions import Suggestion
from annotator.storage import annotations as layers
from annotator.storage import grids, items, journal, suggestions
from annotator.storage.project import Project, now

Row = tuple[Any, ...]

# How many columns each table has, and whether the first is a layer's number; parents before children, so that
# each piece of a long import stands for itself.
_TABLES: dict[str, tuple[int, bool]] = {
    "dispatch": (9, False),
    "token_grid": (2, False),
    "suggestion_run": (9, False),
    "suggestion": (10, False),
    "layer": (13, True),
    **{table: (len(columns), True) for table, columns in items.COLUMNS.items()},
    "layer_label": (4, True),
}
_FULL = 20_000
_POLITE_PIECE = 50
_POLITE_S = 0.002
_REMOVED_AT_ONCE, _REMOVED_POLITELY = 2_000, 10


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """An import or a merge: where it came from, when, and how many dispatches it brought."""

    id: int
    kind: str
    source: str
    started: str
    dispatches: int


@contextmanager
def importing(project: Project, *, source: str, kind: str = "import") -> Generator[Batch]:
    """Open a batch; it is done when the block ends and removed when the block raises."""
    batch = Batch(project, source=source, kind=kind)
    # The indexes of what is written stay at hand; SQLite's own 2 MB make an import a tenth slower.
    project.connection.execute("PRAGMA cache_size = -65536")
    try:
        yield batch
        batch.finish()
    except BaseException:
        batch.abandon()
        raise
    finally:
        project.connection.execute("PRAGMA cache_size = -2000")


class Batch:
    """An import that is going on: rows are gathered and written many at a time."""

    def __init__(self, project: Project, *, source: str, kind: str = "import") -> None:
        self._project = project
        self._kind = kind
        self._source = source
        self._waiting: dict[str, list[Row]] = {table: [] for table in _TABLES}
        self._gathered = 0
        self._annotators: dict[str, int] = {}
        self.added = 0
        self.id = self._open()
        self._next_dispatch = self._next("SELECT max(id) FROM dispatch")
        self._next_position = self._next("SELECT max(position) FROM dispatch")

    def _open(self) -> int:
        with self._project.transaction() as connection:
            if connection.execute("SELECT EXISTS (SELECT 1 FROM batch WHERE state = 'open')").fetchone()[0]:
                raise KnownError("Another import is going on; wait until it is done.", where=self._project.path)
            row = (None, self._kind, self._source, now(), "open", 0)
            return int(connection.execute("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?)", row).lastrowid or 0)

    def _next(self, sql: str) -> int:
        return (self._project.value(sql) or 0) + 1

    def add(self, record: Record, *, sha256: str | None = None) -> int:
        """Add a dispatch with what its record holds and return its id; its uid must be new to the project."""
        dispatch, waiting, id_ = record.dispatch, self._waiting, self._next_dispatch
        digest = bytes.fromhex(sha256) if sha256 else hashlib.sha256(dispatch.text.encode()).digest()
        metadata = json.dumps(dict(dispatch.metadata), ensure_ascii=False) if dispatch.metadata else "{}"
        about = (title(dispatch), metadata, dispatch.source_file, dispatch.text)
        waiting["dispatch"].append((id_, self._next_position, dispatch.uid, digest, self.id, *about))
        self._gather_proposals(id_, record)
        self._next_dispatch += 1
        self._next_position += 1
        self.added += 1
        if record.layer is not None:
            self._gather_layer(id_, record.layer, record.suggestions)
        self._flush_if_full()
        return id_

    def is_bare(self, dispatch: int) -> bool:
        """Tell whether a dispatch of this batch has neither tokens, suggestions nor a layer."""
        self.settle(dispatch)
        tables = " UNION ALL ".join(
            f"SELECT 1 FROM {table} WHERE dispatch = ?1" for table in ("token_grid", "suggestion_run", "layer")
        )
        return not self._project.value(f"SELECT EXISTS ({tables})", (dispatch,))

    def settle(self, dispatch: int) -> None:
        """Write what has been gathered if any of it belongs to a dispatch."""
        waiting = self._waiting
        own = (row[0] for table in ("dispatch", "token_grid", "suggestion_run") for row in waiting[table])
        if dispatch in own or any(row[1] == dispatch for row in waiting["layer"]):
            self.flush()

    def add_proposals(self, dispatch: int, record: Record) -> None:
        """Add a record's tokens and suggestions to a dispatch of this batch that has neither, nor a layer."""
        self._gather_proposals(dispatch, record)
        self._flush_if_full()

    def _gather_proposals(self, dispatch: int, record: Record) -> None:
        if record.grid is not None:
            self._waiting["token_grid"].append((dispatch, grids.encode(record.grid)))
        for run, rows in suggestions.runs_of(dispatch, record.suggestions) if record.suggestions else ():
            self._waiting["suggestion_run"].append(run)
            self._waiting["suggestion"] += rows
            self._gathered += len(rows)

    def add_layer(self, dispatch: int, layer: Layer, suggested: tuple[Suggestion, ...] = ()) -> None:
        """Add one more annotator's layer to a dispatch of this batch."""
        self._gather_layer(dispatch, layer, suggested)
        self._flush_if_full()

    def has_layer(self, dispatch: int, annotator: str) -> bool:
        """Tell whether an annotator has a layer of a dispatch, written or waiting."""
        found = layers.find_annotator(self._project, annotator)
        if found is None:
            return False
        if any(row[1] == dispatch and row[2] == found for row in self._waiting["layer"]):
            return True
        sql = "SELECT EXISTS (SELECT 1 FROM layer WHERE dispatch = ? AND annotator = ?)"
        return bool(self._project.value(sql, (dispatch, found)))

    def _gather_layer(self, dispatch: int, layer: Layer, suggested: tuple[Suggestion, ...]) -> None:
        number = len(self._waiting["layer"])
        annotator = self._annotator(layer.annotator)
        pending = suggestions.count_pending(suggested, layer.annotations)
        row = layers.layer_row(number, dispatch, annotator, layer.annotations, seconds=layer.seconds, pending=pending)
        self._waiting["layer"].append(row)
        for table, rows in items.all_rows(number, layer.annotations):
            self._waiting[table] += rows
            self._gathered += len(rows)
        self._waiting["layer_label"] += layers.label_rows(number, dispatch, layer.annotations)

    def _annotator(self, name: str) -> int:
        if name not in self._annotators:
            with self._project.transaction() as connection:
                self._annotators[name] = layers.annotator_id(self._project, connection, name)
        return self._annotators[name]

    def _flush_if_full(self) -> None:
        self._gathered += 5
        if self._gathered > (_POLITE_PIECE if self._project.polite else _FULL):
            self.flush()

    def flush(self) -> None:
        """Write what has been gathered: at once, or beside a person in transactions of a few milliseconds."""
        pieces = self._pieces(_POLITE_PIECE if self._project.polite else _FULL)
        done = False
        while not done:
            with self._project.transaction() as connection:
                done = _write_pieces(connection, pieces, _POLITE_S if self._project.polite else None)
        for rows in self._waiting.values():
            rows.clear()
        self._gathered = 0

    def _pieces(self, size: int) -> Iterator[tuple[str, list[Row]]]:
        """Yield statements with rows; the numbers of layers are given only when theirs are written."""
        base = 0
        for table, (columns, numbered) in _TABLES.items():
            rows = self._waiting[table]
            if not rows:
                continue
            if table == "layer":
                # A person may make layers meanwhile: all of a flush get their ids in one transaction.
                base = self._next("SELECT max(id) FROM layer")
                yield _insert(table, columns, base), rows
                continue
            # A text is indexed as it is written, which takes as long as fifty other rows.
            step = max(size // _POLITE_PIECE, 1) if table == "dispatch" else size
            statement = _insert(table, columns, base if numbered else None)
            yield from ((statement, rows[first : first + step]) for first in range(0, len(rows), step))

    def finish(self) -> None:
        """Write the rest and let the batch be seen; a batch without a dispatch leaves nothing."""
        self.flush()
        with self._project.transaction() as connection:
            if self.added:
                journal.write_batch(connection, self._kind, self.id, {"source": self._source, "dispatches": self.added})
            state = "done" if self.added else "removed"
            connection.execute("UPDATE batch SET state = ?, dispatches = ? WHERE id = ?", (state, self.added, self.id))

    def abandon(self) -> None:
        """Remove everything that was written."""
        _remove_rows(self._project, self.id)


def _insert(table: str, columns: int, base: int | None) -> str:
    first = "?" if base is None else f"{base} + ?"
    return f"INSERT INTO {table} VALUES ({', '.join([first] + ['?'] * (columns - 1))})"


def _write_pieces(
    connection: sqlite3.Connection, pieces: Iterator[tuple[str, list[Row]]], seconds: float | None
) -> bool:
    """Write pieces until the time is over; return whether that was all."""
    started = time.perf_counter()
    for statement, rows in pieces:
        connection.executemany(statement, rows)
        if seconds is not None and time.perf_counter() - started > seconds:
            return False
    return True


def list_batches(project: Project) -> list[BatchInfo]:
    """Return the imports and merges that are done and still there, the last one first."""
    sql = "SELECT id, kind, source, started, dispatches FROM batch WHERE state = 'done' ORDER BY id DESC"
    return [BatchInfo(*row) for row in project.rows(sql)]


def worked_on(project: Project, batch: int) -> int:
    """Return how many dispatches of a batch a person has worked on."""
    sql = (
        "SELECT count(DISTINCT d.id) FROM journal j CROSS JOIN layer l ON l.id = j.layer"
        " CROSS JOIN dispatch d ON d.id = l.dispatch WHERE j.layer IS NOT NULL AND d.batch = ?"
    )
    return project.value(sql, (batch,))


def remove(project: Project, batch: int) -> None:
    """Remove all that an import brought; raise KnownError where a person has worked on it."""
    with project.transaction() as connection:
        state = project.value("SELECT state FROM batch WHERE id = ?", (batch,))
        if state != "done":
            raise KnownError("This import is not in the project any more.", where=project.path)
        if count := worked_on(project, batch):
            raise KnownError(
                "The import cannot be removed: {count} of its dispatches have been worked on.",
                where=project.path,
                count=count,
            )
        # Unfinished from now on: should this be stopped, the rest goes at the next start.
        connection.execute("UPDATE batch SET state = 'open' WHERE id = ?", (batch,))
        journal.write_batch(connection, "remove_batch", batch, {})
    _remove_rows(project, batch)


def remove_unfinished(project: Project) -> None:
    """Remove what an import left that was stopped in the middle."""
    for (batch,) in project.rows("SELECT id FROM batch WHERE state = 'open'"):
        _remove_rows(project, batch)


def _remove_rows(project: Project, batch: int) -> None:
    size = _REMOVED_POLITELY if project.polite else _REMOVED_AT_ONCE
    while ids := project.rows("SELECT id FROM dispatch WHERE batch = ? ORDER BY id LIMIT ?", (batch, size)):
        with project.transaction() as connection:
            _remove_dispatches(connection, [(id_,) for (id_,) in ids])
    with project.transaction() as connection:
        connection.execute("UPDATE batch SET state = 'removed', dispatches = 0 WHERE id = ?", (batch,))


def _remove_dispatches(connection: sqlite3.Connection, ids: list[Row]) -> None:
    # Children before parents.
    for table in ("layer_label", *reversed(items.COLUMNS)):
        connection.executemany(f"DELETE FROM {table} WHERE layer IN (SELECT id FROM layer WHERE dispatch = ?)", ids)
    for table in ("layer", "suggestion", "suggestion_run", "token_grid"):
        connection.executemany(f"DELETE FROM {table} WHERE dispatch = ?", ids)
    connection.executemany("DELETE FROM dispatch WHERE id = ?", ids)
