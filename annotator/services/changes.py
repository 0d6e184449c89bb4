"""What a step changed, for whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.annotations import Kind, Mention, Quote
from annotator.domain.edits import Edit, Put, Reject, SetNote, SetStatus
from annotator.domain.suggestions import MentionSuggestion, Suggestion
from annotator.domain.text import Fragments, Range

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed in the open dispatch (ids by kind) and around it; `ranges` is the text to paint anew.

    `others` are further dispatches that the step changed. `grid` tells that the token grid is another one.
    """

    name: str = ""
    dispatch_changed: bool = False
    mentions: frozenset[str] = _NONE
    relations: frozenset[str] = _NONE
    quotes: frozenset[str] = _NONE
    clusters: frozenset[str] = _NONE
    suggestions: bool = False
    grid: bool = False
    status: bool = False
    note: bool = False
    schema: bool = False
    ranges: tuple[Range, ...] = ()
    others: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self != Changes(name=self.name)


def changes_of(name: str, edits: Iterable[Edit], suggestions: dict[str, Suggestion]) -> Changes:
    """Return what edits change in the dispatch that they are made for."""
    touched: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    ranges: list[Range] = []
    rejected = status = note = False
    for edit in edits:
        match edit:
            case Put():
                touched[edit.kind].add(edit.item.id)
                for side in (edit.before, edit.after):
                    ranges += _ranges(side)
                    ranges += _suggested(suggestions, side.suggestion) if side is not None else ()
            case Reject():
                rejected = True
                ranges += _suggested(suggestions, edit.suggestion)
            case SetStatus():
                status = True
            case SetNote():
                note = True
    return Changes(
        name=name,
        mentions=frozenset(touched[Kind.MENTION]),
        relations=frozenset(touched[Kind.RELATION]),
        quotes=frozenset(touched[Kind.QUOTE]),
        clusters=frozenset(touched[Kind.CLUSTER]),
        suggestions=rejected,
        status=status,
        note=note,
        ranges=tuple(ranges),
    )


def _ranges(item: object) -> Fragments:
    match item:
        case Mention():
            return item.fragments
        case Quote():
            return (*item.content, *item.cue, *item.source)
        case _:
            return ()


def _suggested(suggestions: dict[str, Suggestion], name: str | None) -> Fragments:
    found = suggestions.get(name) if name else None
    return found.fragments if isinstance(found, MentionSuggestion) else ()
