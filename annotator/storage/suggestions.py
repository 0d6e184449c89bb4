"""Suggestions and their runs: the queue, what a run proposed, and which of it still counts.

A run that another one replaced is superseded: of what it proposed, only what a layer cites is read any more.
Nothing of a run is seen before the run is done, so that a long one may be written in short transactions.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from annotator.domain.annotations import Annotations
from annotator.domain.codec import suggestion_from_json, suggestion_to_json
from annotator.domain.suggestions import (
    ClusterSuggestion,
    MentionSuggestion,
    QuoteSuggestion,
    RelationSuggestion,
    Suggestion,
    shown,
)
from annotator.domain.text import TokenGrid, hull, text_order
from annotator.storage import annotations as layers
from annotator.storage import grids
from annotator.storage.project import Project

Row = tuple[Any, ...]

INSERT_SUGGESTION = f"INSERT INTO suggestion VALUES ({', '.join('?' * 10)})"
INSERT_RUN = f"INSERT INTO suggestion_run VALUES ({', '.join('?' * 9)})"

# What one transaction beside a person may write: about two milliseconds.
_POLITE_ROWS = 300
_POLITE_DISPATCHES = 200
_COMMON_KEYS = ("id", "kind", "pipeline", "rule", "score")


class QueuedRun(NamedTuple):
    """A dispatch that waits for a pipeline."""

    dispatch: int
    number: int
    pipeline: str
    version: str


def load(project: Project, dispatch: int, cited: Collection[str] = ()) -> list[Suggestion]:
    """Return the suggestions of a dispatch in text order; of superseded runs only those that are cited."""
    sql = (
        "SELECT s.id, s.kind, s.label, s.start, s.end, s.rule, s.score, s.body, r.pipeline, r.version"
        " FROM suggestion_run r CROSS JOIN suggestion s ON s.dispatch = r.dispatch AND s.run = r.number"
        " WHERE r.dispatch = ? AND r.state = 'done' AND r.superseded = ? ORDER BY s.start, s.end DESC, s.id"
    )
    live = project.rows(sql, (dispatch, 0))
    cited = set(cited).difference(row[0] for row in live) if cited else ()
    old = [row for row in project.rows(sql, (dispatch, 1)) if row[0] in cited] if cited else []
    return [suggestion_of(row) for row in (sorted(live + old, key=_row_order) if old else live)]


def _row_order(row: Row) -> tuple[int, int, str]:
    return row[3], -row[4], row[0]


def suggestion_of(row: Row) -> Suggestion:
    """Return the suggestion of a row: id, kind, label, start, end, rule, score, body, pipeline, version."""
    name, kind, label, start, end, rule, score, body, pipeline, version = row
    pipeline = f"{pipeline} {version}" if version else pipeline
    if kind == "mention":
        fragments = ((start, end),) if body is None else tuple((s, e) for s, e in json.loads(body))
        return MentionSuggestion(id=name, label=label, fragments=fragments, pipeline=pipeline, rule=rule, score=score)
    common = {"id": name, "kind": kind, "pipeline": pipeline, "rule": rule, "score": score}
    return suggestion_from_json(json.loads(body) | common)


def suggestion_row(dispatch: int, run: int, suggestion: Suggestion, name: str | None = None) -> Row:
    """Return the row of a suggestion, under its own id or another."""
    name = name or suggestion.id
    if isinstance(suggestion, MentionSuggestion):
        parts = suggestion.fragments
        body = None if len(parts) == 1 else json.dumps(parts)
        place = (*hull(parts), suggestion.rule, suggestion.score)
        return (dispatch, name, run, "mention", suggestion.label, *place, body)
    record = suggestion_to_json(suggestion)
    kind, label = record["kind"], record.get("label")
    place = (*_hull(suggestion), suggestion.rule, suggestion.score)
    body = {key: value for key, value in record.items() if key not in _COMMON_KEYS}
    return (dispatch, name, run, kind, label, *place, json.dumps(body, ensure_ascii=False))


def _hull(suggestion: Suggestion) -> tuple[int, int]:
    match suggestion:
        case MentionSuggestion():
            parts = [suggestion.fragments]
        case RelationSuggestion():
            parts = [suggestion.head.fragments, suggestion.tail.fragments]
        case QuoteSuggestion():
            parts = [suggestion.content]
        case ClusterSuggestion():
            parts = list(suggestion.mentions) or [((0, 0),)]
    first = min(parts, key=text_order)
    return first[0][0], max(part[-1][1] for part in parts)


def split_pipeline(written: str) -> tuple[str, str]:
    """Return name and version of a pipeline as suggestions write it: `fr_core_news_md 3.8.0`."""
    name, _, version = written.rpartition(" ")
    return (name, version) if name and version else (written, "")


def last_number(names: Iterable[str]) -> int:
    """Return the highest number among ids such as s7."""
    return max((int(n[1:]) for n in names if n[:1] == "s" and n[1:].isdecimal() and n.isascii()), default=0)


def generation(project: Project, dispatch: int) -> tuple[int, int]:
    """Return a value that is another one after each change to the suggestions of a dispatch."""
    sql = "SELECT coalesce(sum(state = 'done'), 0), coalesce(sum(superseded), 0) FROM suggestion_run WHERE dispatch = ?"
    done, superseded = project.row(sql, (dispatch,)) or (0, 0)
    return done, superseded


# The queue


def enqueue(
    project: Project, pipeline: str, version: str, *, again: bool = False, retry: bool = True, only_new: bool = False
) -> int:
    """Queue a pipeline for each dispatch that has nothing of it, and return how many wait for it now.

    `again` queues also those that it has been through, `retry` those that it failed on, `only_new` only those that no
    pipeline has been through; what waits for another pipeline waits no more.
    """
    theirs = ["r.state = 'queued'"]
    theirs += ["r.state = 'done' AND r.superseded = 0"] * (not again) + ["r.state = 'failed'"] * (not retry)
    blocking = f"r.pipeline = :pipeline AND r.version = :version AND ({' OR '.join(theirs)})"
    if only_new:
        blocking += " OR r.state = 'done'"
    last = project.value("SELECT coalesce(max(id), 0) FROM dispatch WHERE id < ?", (first_hidden(project),))
    size = _POLITE_DISPATCHES if project.polite else last + 1
    for first in range(1, last + 1, size):
        part = {"pipeline": pipeline, "version": version, "first": first, "end": min(first + size, last + 1)}
        with project.transaction() as connection:
            connection.execute(_UNQUEUE_OTHERS, part)
            connection.execute(f"{_ENQUEUE} AND ({blocking}))", part)
    return count_queued(project)


_UNQUEUE_OTHERS = """
DELETE FROM suggestion_run WHERE state = 'queued' AND dispatch >= :first AND dispatch < :end
    AND (pipeline, version) <> (:pipeline, :version)
"""

_ENQUEUE = """
INSERT INTO suggestion_run SELECT d.id,
    (SELECT coalesce(max(number), 0) + 1 FROM suggestion_run n WHERE n.dispatch = d.id),
    :pipeline, :version, 'queued', '', 0, 0, 0
FROM dispatch d WHERE d.id >= :first AND d.id < :end AND NOT EXISTS (
    SELECT 1 FROM suggestion_run r WHERE r.dispatch = d.id
"""


def first_hidden(project: Project) -> int:
    """Return the first dispatch id of an import that is still going on; what stands before may be seen."""
    sql = "SELECT min(d.id) FROM batch b CROSS JOIN dispatch d ON d.batch = b.id WHERE b.state = 'open'"
    found = project.value(sql)
    return (1 << 62) if found is None else found


def count_queued(project: Project) -> int:
    """Return how many dispatches wait for a pipeline."""
    return project.value("SELECT count(*) FROM suggestion_run WHERE state = 'queued'")


def queued(project: Project, *, limit: int, after: int = 0) -> list[QueuedRun]:
    """Return the next runs that wait, by dispatch, after a dispatch."""
    sql = (
        "SELECT dispatch, number, pipeline, version FROM suggestion_run INDEXED BY suggestion_run_queue"
        " WHERE state = 'queued' AND dispatch > ? ORDER BY dispatch, number LIMIT ?"
    )
    return [QueuedRun(*row) for row in project.rows(sql, (after, limit))]


def queued_for(project: Project, dispatch: int) -> QueuedRun | None:
    """Return the run that a dispatch waits for."""
    sql = "SELECT dispatch, number, pipeline, version FROM suggestion_run WHERE dispatch = ? AND state = 'queued'"
    row = project.row(sql, (dispatch,))
    return None if row is None else QueuedRun(*row)


def failures(project: Project) -> list[tuple[int, str]]:
    """Return the dispatches whose last run failed, with what was said."""
    sql = (
        "SELECT dispatch, error FROM suggestion_run r WHERE state = 'failed' AND number ="
        " (SELECT max(number) FROM suggestion_run n WHERE n.dispatch = r.dispatch) ORDER BY dispatch"
    )
    return [(dispatch, error) for dispatch, error in project.rows(sql)]


def fail(project: Project, run: QueuedRun, error: str) -> None:
    """Say that a run came to nothing, and why."""
    with project.transaction() as connection:
        connection.execute(
            "UPDATE suggestion_run SET state = 'failed', error = ? WHERE dispatch = ? AND number = ?",
            (error, run.dispatch, run.number),
        )


# Results


def store(project: Project, run: QueuedRun, suggestions: Sequence[Suggestion], grid: TokenGrid | None = None) -> None:
    """Store what a run proposed under fresh ids, and the token grid; it replaces what nobody has acted on."""
    store_many(project, [(run, suggestions, grid)])


def store_many(project: Project, results: Iterable[tuple[QueuedRun, Sequence[Suggestion], TokenGrid | None]]) -> None:
    """Store the results of several runs, in one transaction where nobody can be writing."""
    if project.polite:
        for run, suggestions, grid in results:
            _store_politely(project, run, _fresh_rows(project, run, suggestions), _blob(grid))
        return
    with project.transaction() as connection:
        for run, suggestions, grid in results:
            rows = _fresh_rows(project, run, suggestions)
            connection.executemany(INSERT_SUGGESTION, rows)
            _finish(project, connection, run, rows, _blob(grid))


def _blob(grid: TokenGrid | None) -> bytes | None:
    return None if grid is None else grids.encode(grid)


def _store_politely(project: Project, run: QueuedRun, rows: list[Row], grid: bytes | None) -> None:
    with project.transaction() as connection:
        # What a run wrote that was stopped in the middle.
        connection.execute("DELETE FROM suggestion WHERE dispatch = ? AND run = ?", (run.dispatch, run.number))
    waiting = iter(rows)
    while piece := list(islice(waiting, _POLITE_ROWS)):
        with project.transaction() as connection:
            connection.executemany(INSERT_SUGGESTION, piece)
    with project.transaction() as connection:
        _finish(project, connection, run, rows, grid)


def _fresh_rows(project: Project, run: QueuedRun, suggestions: Sequence[Suggestion]) -> list[Row]:
    """Return rows with ids never used in the dispatch, without those that a person has acted on already."""
    number = _last_id(project, run.dispatch)
    kept = {_said(row) for row in _cited_rows(project, run.dispatch)}
    rows: list[Row] = []
    for suggestion in suggestions:
        row = suggestion_row(run.dispatch, run.number, suggestion, f"s{number + 1}")
        if _said(row) not in kept:
            rows.append(row)
            number += 1
    return rows


def _last_id(project: Project, dispatch: int) -> int:
    return project.value("SELECT coalesce(max(last_id), 0) FROM suggestion_run WHERE dispatch = ?", (dispatch,))


def _said(row: Row) -> Row:
    return row[3], row[4], row[5], row[6], row[9]


def _cited_rows(project: Project, dispatch: int) -> list[Row]:
    cited = {name for layer, _ in layers.layers_of(project, dispatch) for name in cited_by(project.connection, layer)}
    if not cited:
        return []
    rows = project.rows("SELECT * FROM suggestion WHERE dispatch = ?", (dispatch,))
    return [row for row in rows if row[1] in cited]


def cited_by(connection: sqlite3.Connection, layer: int) -> set[str]:
    """Return the ids of the suggestions that a layer cites or rejects."""
    tables = ("mention", "relation", "quote", "cluster", "rejection")
    sql = " UNION ".join(f"SELECT suggestion FROM {t} WHERE layer = ?1 AND suggestion IS NOT NULL" for t in tables)
    return {name for (name,) in connection.execute(sql, (layer,))}


def _finish(
    project: Project, connection: sqlite3.Connection, run: QueuedRun, rows: list[Row], grid: bytes | None
) -> None:
    here = layers.layers_of(project, run.dispatch)
    if grid is not None:
        # Once a person has worked on it, a dispatch keeps its grid.
        verb = "INSERT OR IGNORE" if here else "INSERT OR REPLACE"
        connection.execute(f"{verb} INTO token_grid VALUES (?, ?)", (run.dispatch, grid))
    others = (run.dispatch, run.number)
    connection.execute("UPDATE suggestion_run SET superseded = 1 WHERE dispatch = ? AND number <> ?", others)
    if not here:
        connection.execute("DELETE FROM suggestion WHERE dispatch = ? AND run <> ?", others)
    last = max(last_number(row[1] for row in rows[-1:]), _last_id(project, run.dispatch))
    connection.execute(
        "UPDATE suggestion_run SET state = 'done', error = '', superseded = 0, suggestions = ?, last_id = ?"
        " WHERE dispatch = ? AND number = ?",
        (len(rows), last, *others),
    )
    for layer, annotator in here:
        recount_pending(project, connection, run.dispatch, layer, annotator)


def recount_pending(
    project: Project, connection: sqlite3.Connection, dispatch: int, layer: int, annotator: int
) -> None:
    """Count again what a layer has still to look at, inside the caller's transaction."""
    _, annotations = layers.load(project, dispatch, annotator)
    pending = len(shown(load(project, dispatch, cited_by(connection, layer)), annotations))
    connection.execute("UPDATE layer SET pending = ? WHERE id = ?", (pending, layer))


def count_pending(suggestions: Sequence[Suggestion], annotations: Annotations) -> int:
    """Return how many suggestions a layer has still to look at."""
    return len(shown(suggestions, annotations)) if suggestions else 0


def runs_of(dispatch: int, suggestions: Sequence[Suggestion]) -> Iterator[tuple[Row, list[Row]]]:
    """Yield a run's row with its suggestions' rows for each pipeline of suggestions that keep their ids."""
    by_pipeline: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        by_pipeline.setdefault(suggestion.pipeline, []).append(suggestion)
    last = last_number(s.id for s in suggestions)
    for number, (pipeline, proposed) in enumerate(by_pipeline.items(), start=1):
        run = (dispatch, number, *split_pipeline(pipeline), "done", "", len(proposed), last, 0)
        yield run, [suggestion_row(dispatch, number, suggestion) for suggestion in proposed]


def statistics_rows(project: Project) -> list[tuple[str, str, int]]:
    """Return for each pipeline how many dispatches are in each state of its runs."""
    sql = (
        "SELECT trim(pipeline || ' ' || version), state, count(*) FROM suggestion_run"
        " WHERE superseded = 0 GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [(pipeline, state, count) for pipeline, state, count in project.rows(sql)]
