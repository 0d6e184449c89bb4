"""Whole records in order, for exports: each layer of each dispatch, and how many there are of each status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotator.domain.dispatch import Dispatch, Status
from annotator.domain.record import Layer, Record
from annotator.storage import items
from annotator.storage.annotations import PERSON
from annotator.storage.grids import decode, pairs
from annotator.storage.project import Project
from annotator.storage.suggestions import cited_by, first_hidden, load

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records are wanted: layers of these statuses, of one annotator or of all, of these dispatches or of all.

    A dispatch without such a layer is one record without a layer, to do. `dispatches` are ids.
    """

    statuses: frozenset[Status]
    annotator: str | None = None
    dispatches: frozenset[int] | None = None


def count(project: Project, annotator: str | None, among: frozenset[int] | None = None) -> dict[Status, int]:
    """Return how many records there are of each status, of one annotator or of all, among some dispatches or all."""
    visible = first_hidden(project)
    ids = None if among is None else json.dumps(sorted(among))
    dispatches = project.value(_DISPATCHES, (visible, ids))
    counts: dict[Status, int] = {}
    bare = dispatches
    for status, layers, found in project.rows(_COUNT, (PERSON, visible, annotator, ids)):
        counts[Status(status)] = layers
        bare = dispatches - found
    counts[Status.TODO] = counts.get(Status.TODO, 0) + bare
    return {status: counts[status] for status in Status if counts.get(status)}


_DISPATCHES = "SELECT count(*) FROM dispatch WHERE id < ?1 AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2)))"
_WANTED = """
FROM layer l JOIN annotator a ON a.id = l.annotator
WHERE l.kind = ?1 AND l.dispatch < ?2 AND (?3 IS NULL OR a.name = ?3)
AND (?4 IS NULL OR l.dispatch IN (SELECT value FROM json_each(?4)))
"""
_COUNT = f"SELECT l.status, count(*), (SELECT count(DISTINCT l.dispatch) {_WANTED}) {_WANTED} GROUP BY l.status"


def others(project: Project, annotator: str, among: frozenset[int] | None = None) -> int:
    """Return how many layers are not of one annotator, among some dispatches or all."""
    return project.value(
        "SELECT count(*) FROM layer l JOIN annotator a ON a.id = l.annotator WHERE l.kind = ?1 AND a.name <> ?2"
        " AND (?3 IS NULL OR l.dispatch IN (SELECT value FROM json_each(?3)))",
        (PERSON, annotator, None if among is None else json.dumps(sorted(among))),
    )


def progress(project: Project) -> tuple[int, int]:
    """Return how many dispatches there are, and how many of them somebody has done."""
    visible = first_hidden(project)
    dispatches = project.value("SELECT count(*) FROM dispatch WHERE id < ?", (visible,))
    done = project.value(
        "SELECT count(DISTINCT dispatch) FROM layer WHERE kind = ? AND status = 'done' AND dispatch < ?",
        (PERSON, visible),
    )
    return dispatches, done


def records(project: Project, selection: Selection) -> Iterator[Record]:
    """Yield the records in the order of the dispatches, those of one dispatch by annotator."""
    for found in _dispatches(project, selection):
        yield from _records(project, found)


def plain_records(project: Project, selection: Selection) -> Iterator[PlainRecord | Record]:
    """Yield what `records` does, those that hold nothing but plain mentions as their rows: a third of the time."""
    for found in _dispatches(project, selection):
        yield from _plain_records(project, found) or _records(project, found)


class PlainRecord(NamedTuple):
    """A record of mentions and mention suggestions of one fragment each, as it stands in the rows.

    `mentions` are pairs of (id, label, text, cluster, origin, suggestion, attributes, note) and (id, start, -end),
    `suggestions` (start, -end, id, label, rule, score, pipeline), neither in order; labels are type ids.
    """

    uid: str
    text: str
    sha256: str
    metadata: str
    annotator: str | None
    status: str
    note: str
    seconds: int
    tokens: list[tuple[int, int]]
    mentions: list[tuple[items.Row, items.Row]]
    suggestions: list[items.Row]
    rejections: frozenset[str]


class _Found(NamedTuple):
    """A dispatch's row, its layers' rows that are wanted, and the ids of all its layers; `bare` has no layer."""

    row: items.Row
    wanted: list[items.Row]
    layers: list[int]
    bare: bool
    replaced: bool


_PAGE_OF_DISPATCHES = (
    "SELECT d.id, d.uid, d.metadata, d.source_file, d.text, g.grid, lower(hex(d.sha256)) FROM dispatch d"
    " LEFT JOIN token_grid g ON g.dispatch = d.id WHERE d.id > ?1 AND d.id < ?2 ORDER BY d.id LIMIT ?3"
)
_PAGE_OF_SOME = _PAGE_OF_DISPATCHES.replace("WHERE", "WHERE d.id IN (SELECT value FROM json_each(?4)) AND")
_LAYERS = (
    "SELECT l.id, a.name, l.status, l.note, l.seconds, l.relations + l.quotes + l.clusters, l.rejections"
    " FROM layer l JOIN annotator a ON a.id = l.annotator WHERE l.dispatch = ? AND l.kind = ? ORDER BY a.name"
)
_RUNS = "SELECT number, trim(pipeline || ' ' || version) FROM suggestion_run WHERE dispatch = ? AND state = 'done'"
_SUGGESTIONS = "SELECT start, -end, id, label, rule, score, run, kind, body FROM suggestion WHERE dispatch = ?"
_MENTIONS = "SELECT id, label, text, cluster, origin, suggestion, attributes, note FROM mention WHERE layer = ?"
_FRAGMENTS = "SELECT mention, start, -end FROM mention_fragment WHERE layer = ?"


def _dispatches(project: Project, selection: Selection) -> Iterator[_Found]:
    visible = first_hidden(project)
    # What was superseded is part of a record where a layer cites it: seldom, and dear to ask for each dispatch.
    replaced = bool(project.value("SELECT EXISTS (SELECT 1 FROM suggestion_run WHERE superseded = 1)"))
    for page in _pages(project, selection, visible):
        for row in page:
            layers = project.rows(_LAYERS, (row[0], PERSON))
            mine = [layer for layer in layers if selection.annotator in (None, layer[1])]
            wanted = [layer for layer in mine if layer[2] in selection.statuses]
            bare = not mine and Status.TODO in selection.statuses
            if wanted or bare:
                yield _Found(row, wanted, [layer[0] for layer in layers], bare, replaced)


def _pages(project: Project, selection: Selection, visible: int) -> Iterator[list[items.Row]]:
    if selection.dispatches is not None:
        ids = sorted(selection.dispatches)
        for at in range(0, len(ids), _PAGE):
            some = json.dumps(ids[at : at + _PAGE])
            yield project.rows(_PAGE_OF_SOME, (0, visible, _PAGE, some))
        return
    after = 0
    while page := project.rows(_PAGE_OF_DISPATCHES, (after, visible, _PAGE)):
        yield page
        after = page[-1][0]


def _records(project: Project, found: _Found) -> Iterator[Record]:
    id_, uid, metadata, source_file, text, grid, _ = found.row
    dispatch = Dispatch(uid=uid, text=text, metadata=json.loads(metadata), source_file=source_file, id=id_)
    tokens = None if grid is None else decode(grid)
    # The same on each line of a dispatch: what any of its layers cites belongs to all.
    layers = found.layers if found.replaced else []
    cited = {name for layer in layers for name in cited_by(project.connection, layer)}
    suggestions = tuple(load(project, id_, cited))
    if found.bare:
        yield Record(dispatch, tokens, None, suggestions)
    for layer, annotator, status, note, seconds, _, _ in found.wanted:
        annotations = items.read_layer(project.connection, layer, status, note)
        yield Record(dispatch, tokens, Layer(annotations, annotator, seconds), suggestions)


def _plain_records(project: Project, found: _Found) -> list[PlainRecord]:
    """Return the records of a dispatch as their rows, nothing where one of them holds more than plain mentions."""
    id_, uid, metadata, _, text, grid, sha256 = found.row
    suggestions = None if found.replaced else _plain_suggestions(project, id_)
    if suggestions is None:
        return []
    tokens = [] if grid is None else pairs(grid)
    made: list[PlainRecord] = []
    layers = found.wanted or [(None, None, Status.TODO.value, "", 0, 0, 0)]
    for layer, annotator, status, note, seconds, others, rejected in layers:
        mentions = _plain_mentions(project, layer) if not others else None
        if mentions is None:
            return []
        rejections = _rejections(project, layer) if rejected else frozenset[str]()
        about = (uid, text, sha256, metadata, annotator, status, note, seconds)
        made.append(PlainRecord(*about, tokens, mentions, suggestions, rejections))
    return made


def _plain_suggestions(project: Project, dispatch: int) -> list[items.Row] | None:
    runs = dict(project.rows(_RUNS, (dispatch,)))
    rows = project.rows(_SUGGESTIONS, (dispatch,)) if runs else []
    if any(body is not None or kind != "mention" for *_, kind, body in rows):
        return None
    return [(*row[:6], runs[row[6]]) for row in rows if row[6] in runs]


def _plain_mentions(project: Project, layer: int | None) -> list[tuple[items.Row, items.Row]] | None:
    rows = project.rows(_MENTIONS, (layer,))
    places = project.rows(_FRAGMENTS, (layer,))
    # Both tables lie in the order of the mentions' ids.
    if [row[0] for row in rows] != [place[0] for place in places]:
        return None
    return list(zip(rows, places, strict=True))


def _rejections(project: Project, layer: int) -> frozenset[str]:
    return frozenset(name for (name,) in project.rows("SELECT suggestion FROM rejection WHERE layer = ?", (layer,)))
