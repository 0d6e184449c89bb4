"""The same words labelled in many dispatches as one step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.annotations import Annotations
from annotator.domain.edits import Edits
from annotator.domain.operations import label_all
from annotator.domain.suggestions import MentionSuggestion, Suggestion
from annotator.domain.text import Fragments, Range, TokenGrid, occurrences
from annotator.services.desk import read_desk
from annotator.services.session import Session
from annotator.storage import listing
from annotator.storage.listing import Filter

LIMIT = 500
"""So many dispatches are looked through for one step."""

_CONTEXT = 40
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand without the label: the dispatch, the range, and the words around it.

    `inside` tells that they are part of a longer mention, or of a longer suggestion to review, of that label.
    """

    dispatch: int
    title: str
    part: Range
    before: str
    after: str
    inside: bool


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is looked through of one dispatch."""

    dispatch: int
    title: str
    text: str
    grid: TokenGrid
    annotations: Annotations
    shown: Iterable[Suggestion]


def places_here(session: Session, words: str, label: str) -> list[Place]:
    """Return the places of the words in the open dispatch, as whole tokens, that do not bear the label yet."""
    dispatch = session.dispatch
    if dispatch is None:
        return []
    layer = _Layer(dispatch.id or 0, "", dispatch.text, session.grid, session.annotations, session.shown)
    return _places(layer, words, label)


def places(session: Session, words: str, label: str, *, limit: int = LIMIT) -> list[Place]:
    """Return such places in all dispatches."""
    quoted = '"' + words.replace('"', " ") + '" '
    rows = listing.page(session.project, Filter(text=quoted, annotator=session.annotator), limit=limit)
    found: list[Place] = []
    for row in rows:
        desk = read_desk(session.project, row.id, session.annotator)
        layer = _Layer(row.id, row.title, desk.dispatch.text, desk.grid, desk.annotations, desk.pending.shown)
        found += _places(layer, words, label)
    return found


def _places(layer: _Layer, words: str, label: str) -> list[Place]:
    text, shown = layer.text, layer.shown
    bearing = [mention.fragments for mention in layer.annotations.mentions.values() if mention.label == label]
    taken = set(bearing)
    bearing += [s.fragments for s in shown if isinstance(s, MentionSuggestion) and s.label == label]
    return [
        Place(
            dispatch=layer.dispatch,
            title=layer.title,
            part=part,
            before=_before(text, part[0]),
            after=_after(text, part[1]),
            inside=any(_holds(fragments, part) for fragments in bearing),
        )
        for part in occurrences(text, words, layer.grid)
        if (part,) not in taken
    ]


def _holds(fragments: Fragments, part: Range) -> bool:
    return fragments != (part,) and any(start <= part[0] and part[1] <= end for start, end in fragments)


def _before(text: str, end: int) -> str:
    """Return the whole words before a place, on one line; … tells that there are more."""
    start = max(0, end - _CONTEXT)
    said = _BLANKS.sub(" ", text[start:end])
    return said.lstrip() if start == 0 else f"…{said[said.find(' ') :]}" if " " in said else f"…{said}"


def _after(text: str, start: int) -> str:
    """Return the whole words after a place, on one line; … tells that there are more."""
    said = _BLANKS.sub(" ", text[start : start + _CONTEXT])
    if start + _CONTEXT >= len(text):
        return said.rstrip()
    return f"{said[: said.rfind(' ') + 1]}…" if " " in said else f"{said}…"


def edits_for(session: Session, dispatch: int, parts: Sequence[Range], label: str) -> Edits:
    """Return the edits that label some places of a dispatch, open or not."""
    desk = read_desk(session.project, dispatch, session.annotator)
    return label_all(desk.annotations, desk.pending.shown, desk.dispatch.text, parts, label)
