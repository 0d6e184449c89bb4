"""The same words labelled in many dispatches as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.edits import Edits
from annotator.domain.operations import label_all
from annotator.domain.text import Range, occurrences
from annotator.services.desk import read_desk
from annotator.services.session import Session
from annotator.storage import listing
from annotator.storage.listing import Filter

LIMIT = 500
"""So many dispatches are looked through for one step."""

_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand without the label: the dispatch, the range, and the words around it."""

    dispatch: int
    title: str
    part: Range
    before: str
    after: str


def places(session: Session, words: str, label: str, *, limit: int = LIMIT) -> list[Place]:
    """Return the places of the words, as whole tokens, that do not bear the label yet."""
    quoted = '"' + words.replace('"', " ") + '" '
    rows = listing.page(session.project, Filter(text=quoted, annotator=session.annotator), limit=limit)
    found: list[Place] = []
    for row in rows:
        desk = read_desk(session.project, row.id, session.annotator)
        text = desk.dispatch.text
        taken = {mention.fragments for mention in desk.annotations.mentions.values() if mention.label == label}
        found += [
            Place(
                row.id, row.title, part, text[max(0, part[0] - _CONTEXT) : part[0]], text[part[1] : part[1] + _CONTEXT]
            )
            for part in occurrences(text, words, desk.grid)
            if (part,) not in taken
        ]
    return found


def edits_for(session: Session, dispatch: int, parts: Sequence[Range], label: str) -> Edits:
    """Return the edits that label some places of a dispatch, open or not."""
    desk = read_desk(session.project, dispatch, session.annotator)
    return label_all(desk.annotations, desk.pending.shown, desk.dispatch.text, parts, label)
