"""Whole records in order, for exports: each layer of each dispatch, and how many there are of each status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.dispatch import Dispatch, Status
from annotator.domain.record import Layer, Record
from annotator.storage import items
from annotator.storage.annotations import PERSON
from annotator.storage.grids import decode
from annotator.storage.project import Project
from annotator.storage.suggestions import cited_by, first_hidden, load

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records are wanted: layers of these statuses, of one annotator or of all.

    A dispatch without such a layer is one record without a layer, to do.
    """

    statuses: frozenset[Status]
    annotator: str | None = None


def count(project: Project, annotator: str | None) -> dict[Status, int]:
    """Return how many records there are of each status, of one annotator or of all."""
    visible = first_hidden(project)
    dispatches = project.value("SELECT count(*) FROM dispatch WHERE id < ?", (visible,))
    counts: dict[Status, int] = {}
    bare = dispatches
    for status, layers, found in project.rows(_COUNT, (PERSON, visible, annotator)):
        counts[Status(status)] = layers
        bare = dispatches - found
    counts[Status.TODO] = counts.get(Status.TODO, 0) + bare
    return {status: counts[status] for status in Status if counts.get(status)}


_WANTED = """
FROM layer l JOIN annotator a ON a.id = l.annotator
WHERE l.kind = ?1 AND l.dispatch < ?2 AND (?3 IS NULL OR a.name = ?3)
"""
_COUNT = f"SELECT l.status, count(*), (SELECT count(DISTINCT l.dispatch) {_WANTED}) {_WANTED} GROUP BY l.status"


def others(project: Project, annotator: str) -> int:
    """Return how many layers are not of one annotator."""
    return project.value(
        "SELECT count(*) FROM layer l JOIN annotator a ON a.id = l.annotator WHERE l.kind = ? AND a.name <> ?",
        (PERSON, annotator),
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
    visible = first_hidden(project)
    # What was superseded is part of a record where a layer cites it: seldom, and dear to ask for each dispatch.
    replaced = bool(project.value("SELECT EXISTS (SELECT 1 FROM suggestion_run WHERE superseded = 1)"))
    after = 0
    while page := project.rows(_PAGE_OF_DISPATCHES, (after, visible, _PAGE)):
        for row in page:
            yield from _records(project, row, selection, replaced=replaced)
        after = page[-1][0]


_PAGE_OF_DISPATCHES = (
    "SELECT d.id, d.uid, d.metadata, d.source_file, d.text, g.grid FROM dispatch d"
    " LEFT JOIN token_grid g ON g.dispatch = d.id WHERE d.id > ? AND d.id < ? ORDER BY d.id LIMIT ?"
)
_LAYERS = (
    "SELECT l.id, a.name, l.status, l.note, l.seconds, l.relations + l.quotes + l.clusters + l.rejections"
    " FROM layer l JOIN annotator a ON a.id = l.annotator WHERE l.dispatch = ? AND l.kind = ? ORDER BY a.name"
)


def _records(project: Project, row: items.Row, selection: Selection, *, replaced: bool) -> Iterator[Record]:
    id_, uid, metadata, source_file, text, grid = row
    layers = project.rows(_LAYERS, (id_, PERSON))
    mine = [layer for layer in layers if selection.annotator in (None, layer[1])]
    wanted = [layer for layer in mine if layer[2] in selection.statuses]
    if not wanted and (mine or Status.TODO not in selection.statuses):
        return
    dispatch = Dispatch(uid=uid, text=text, metadata=json.loads(metadata), source_file=source_file, id=id_)
    tokens = None if grid is None else decode(grid)
    # The same on each line of a dispatch: what any of its layers cites belongs to all.
    cited = {name for layer in layers for name in cited_by(project.connection, layer[0])} if replaced else ()
    suggestions = tuple(load(project, id_, cited))
    if not mine:
        yield Record(dispatch, tokens, None, suggestions)
    for layer, annotator, status, note, seconds, others in wanted:
        read = items.read_layer if others else items.read_mentions
        annotations = read(project.connection, layer, status, note)
        yield Record(dispatch, tokens, Layer(annotations, annotator, seconds), suggestions)
