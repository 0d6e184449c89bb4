"""The rows of the inspector's list: mentions and suggestions grouped by their words; no Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.annotations import Mention, Origin
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import Range, hull, paragraphs, surface, text_order

CONTEXT = 22


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The head of a group: the same words under the same label, several times."""

    words: str
    label: str
    solid: int
    suggested: int
    open: bool

    @property
    def group(self) -> tuple[str, str]:
        """Return what the group is known by."""
        return self.words, self.label


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One mention or suggestion with the words around it; `grouped` rows are set in."""

    id: str
    before: str
    words: str
    after: str
    label: str
    suggested: bool
    edited: bool
    paragraph: int
    grouped: bool

    @property
    def key(self) -> tuple[bool, str]:
        """Return whether it is a suggestion, and its id."""
        return self.suggested, self.id


Row = GroupRow | ItemRow
Item = Mention | MentionSuggestion


class Paragraphs:
    """The paragraphs of a text, counted from 1."""

    def __init__(self, text: str) -> None:
        self.ranges: list[Range] = paragraphs(text)
        self._starts = [start for start, _ in self.ranges]

    def at(self, offset: int) -> int:
        """Return the number of the paragraph that holds an offset, else of the one before."""
        return max(1, bisect_right(self._starts, offset))


def rows(
    text: str,
    numbers: Paragraphs,
    mentions: Iterable[Mention],
    pending: Iterable[MentionSuggestion],
    *,
    closed: Collection[tuple[str, str]],
    only_pending: bool,
) -> list[Row]:
    """Return the rows in text order of each group's first item; groups of one are no group."""
    items: list[Item] = [*pending] if only_pending else [*mentions, *pending]
    items.sort(key=lambda item: text_order(item.fragments))
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((_words(text, item), item.label), []).append(item)
    made: list[Row] = []
    for (words, label), members in groups.items():
        if len(members) > 1:
            suggested = sum(isinstance(item, MentionSuggestion) for item in members)
            is_open = (words, label) not in closed
            made.append(GroupRow(words, label, len(members) - suggested, suggested, is_open))
            if is_open:
                made += [_row(text, numbers, item, grouped=True) for item in members]
        else:
            made.append(_row(text, numbers, members[0], grouped=False))
    return made


def index_of(found: Sequence[Row], key: tuple[bool, str]) -> int | None:
    """Return the index of the row of a mention or suggestion."""
    return next((i for i, row in enumerate(found) if isinstance(row, ItemRow) and row.key == key), None)


def _words(text: str, item: Item) -> str:
    said = item.text if isinstance(item, Mention) else surface(text, item.fragments)
    return " ".join(said.split())


def _row(text: str, numbers: Paragraphs, item: Item, *, grouped: bool) -> ItemRow:
    start, end = hull(item.fragments)
    return ItemRow(
        id=item.id,
        before=_before(text, start),
        words=_words(text, item),
        after=_after(text, end),
        label=item.label,
        suggested=isinstance(item, MentionSuggestion),
        edited=isinstance(item, Mention) and item.origin is Origin.EDITED,
        paragraph=numbers.at(start),
        grouped=grouped,
    )


def _before(text: str, start: int) -> str:
    """Return the word before, on the same line."""
    piece = text[max(0, start - CONTEXT) : start]
    piece = piece.rsplit("\n", 1)[-1]
    words = piece.split(" ")
    glued = piece[-1:].strip()
    kept = words[-1:] if glued else words[-2:]
    return " ".join(kept)


def _after(text: str, end: int) -> str:
    """Return the words after, on the same line."""
    piece = text[end : end + CONTEXT].split("\n", 1)[0]
    blank = " " if piece[:1].isspace() else ""
    return blank + " ".join(piece.split())
