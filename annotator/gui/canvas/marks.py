"""What is marked in the text: mentions, suggested ones and ghosts, sorted and found by block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import eq, is_not
from typing import NamedTuple, TypeVar

from annotator.domain.annotations import Annotations, Mention, Origin
from annotator.domain.suggestions import MentionSuggestion, Suggestion
from annotator.domain.text import Fragments, covers, hull

Key = tuple[bool, str]
"""Whether a mark is a suggestion, and its id."""

_Item = Mention | MentionSuggestion
_BULK = 400


class Mark(NamedTuple):
    """One mention, pending suggestion or ghost of a rejected one, as the canvas shows it; `id` is its own id."""

    id: str
    label: str
    fragments: Fragments
    suggested: bool = False
    edited: bool = False
    ghost: bool = False

    @property
    def key(self) -> Key:
        """Return what names the mark: an import may bring mentions whose ids look like suggestions'."""
        return self.suggested, self.id

    @property
    def start(self) -> int:
        """Return the first code point."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Return the code point after the last."""
        return self.fragments[-1][1]

    @property
    def length(self) -> int:
        """Return how many code points the fragments cover."""
        return sum(end - start for start, end in self.fragments)

    @property
    def order(self) -> tuple[int, int, str]:
        """Return the sort key of lanes: the shortest first, then text order."""
        return self.length, self.fragments[0][0], self.id

    def covers(self, offset: int) -> bool:
        """Tell whether an offset lies inside a fragment."""
        return any(start <= offset < end for start, end in self.fragments)


def text_order(mark: Mark) -> tuple[int, int, str]:
    """Return the sort key of text order: by start, the longer first."""
    return mark.fragments[0][0], -mark.fragments[-1][1], mark.id


def of_mention(mention: Mention) -> Mark:
    """Return the mark of a mention."""
    return Mark(mention.id, mention.label, mention.fragments, edited=mention.origin is Origin.EDITED)


def of_suggestion(suggestion: MentionSuggestion, *, ghost: bool = False) -> Mark:
    """Return the mark of a suggestion, or of its ghost once it is rejected."""
    return Mark(suggestion.id, suggestion.label, suggestion.fragments, suggested=True, ghost=ghost)


class MarkTable:
    """All marks of a dispatch, found by key and by block; marks are made when a block is looked at.

    A layer of 20,000 mentions is taken over in a few hundredths of a second; later layers cost what differs.
    """

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = starts
        self._mentions: Mapping[str, Mention] = {}
        self._suggestions: Mapping[str, MentionSuggestion] = {}
        self._ghosts: dict[str, MentionSuggestion] = {}
        self._blocks: dict[int, list[_Item]] = {}
        self._pending: list[Mark] | None = None

    def update(self, annotations: Annotations, suggestions: Iterable[Suggestion]) -> set[int]:
        """Take over a layer and the suggestions shown; return the blocks whose marks differ."""
        shown = {s.id: s for s in suggestions if isinstance(s, MentionSuggestion)}
        ghosts = [self._ghosts.pop(name) for name in self._ghosts.keys() & shown.keys()]
        gone, come = _difference(self._mentions, annotations.mentions)
        past, new = _difference(self._suggestions, shown)
        self._mentions, self._suggestions = annotations.mentions, shown
        self._pending = None
        if len(gone) + len(come) + len(past) + len(new) > _BULK:
            return self._index_all()
        return self._drop([*gone, *past, *ghosts]) | self._add([*come, *new])

    def add_ghosts(self, rejected: Iterable[MentionSuggestion]) -> set[int]:
        """Show suggestions as ghosts, unless they wait again; return the blocks that they are in."""
        fresh = [s for s in rejected if s.id not in self._suggestions and s.id not in self._ghosts]
        self._ghosts.update((s.id, s) for s in fresh)
        return self._add(fresh)

    def drop_ghosts(self, names: Iterable[str]) -> set[int]:
        """Take ghosts away by id; return the blocks that they were in."""
        return self._drop([self._ghosts.pop(name) for name in names if name in self._ghosts])

    def get(self, key: Key) -> Mark | None:
        """Return the mark with a key; a ghost is none."""
        suggested, name = key
        if suggested:
            suggestion = self._suggestions.get(name)
            return of_suggestion(suggestion) if suggestion is not None else None
        mention = self._mentions.get(name)
        return of_mention(mention) if mention is not None else None

    def suggestion(self, name: str) -> MentionSuggestion | None:
        """Return a suggestion that waits, by its id."""
        return self._suggestions.get(name)

    def in_block(self, block: int) -> list[Mark]:
        """Return the marks of a block in text order."""
        return sorted((self._mark(item) for item in self._blocks.get(block, ())), key=text_order)

    def at(self, offset: int) -> list[Mark]:
        """Return the marks over an offset, the shortest first; ghosts do not count."""
        block = max(0, bisect_right(self._starts, offset) - 1)
        here = [item for item in self._blocks.get(block, ()) if covers(item.fragments, offset)]
        found = [mark for mark in map(self._mark, here) if not mark.ghost]
        return sorted(found, key=lambda mark: mark.order)

    def pending(self) -> list[Mark]:
        """Return the suggested marks in text order."""
        if self._pending is None:
            self._pending = sorted(map(of_suggestion, self._suggestions.values()), key=text_order)
        return self._pending

    def _mark(self, item: _Item) -> Mark:
        if isinstance(item, Mention):
            return of_mention(item)
        return of_suggestion(item, ghost=item.id in self._ghosts)

    def _index_all(self) -> set[int]:
        before = self._blocks.keys()
        self._blocks = blocks = {}
        self._add(self._mentions.values())
        self._add(self._suggestions.values())
        self._add(self._ghosts.values())
        return {*before, *blocks}

    def _add(self, items: Iterable[_Item]) -> set[int]:
        starts, blocks, touched = self._starts, self._blocks, set[int]()
        last = len(starts) - 1
        for item in items:
            fragments = item.fragments
            first = max(0, bisect_right(starts, fragments[0][0]) - 1)
            blocks.setdefault(first, []).append(item)
            touched.add(first)
            if first < last and fragments[-1][1] > starts[first + 1]:
                for block in self._blocks_of(item)[1:]:
                    blocks.setdefault(block, []).append(item)
                    touched.add(block)
        return touched

    def _drop(self, items: Iterable[_Item]) -> set[int]:
        touched: set[int] = set()
        for item in items:
            for block in self._blocks_of(item):
                self._blocks[block] = [other for other in self._blocks[block] if other is not item]
                touched.add(block)
        return touched

    def _blocks_of(self, item: _Item) -> range:
        start, end = hull(item.fragments)
        first = max(0, bisect_right(self._starts, start) - 1)
        return range(first, max(first + 1, bisect_left(self._starts, end)))


T = TypeVar("T")


def _difference(before: Mapping[str, T], after: Mapping[str, T]) -> tuple[list[T], list[T]]:
    """Return the values that are no longer there and those that are new; values are told apart by identity."""
    if before is after:
        return [], []
    if len(before) <= len(after) and all(map(eq, before, after)):
        # The usual step: values replaced in place, others put at the end. Compared without a Python loop.
        old, new = list(before.values()), list(after.values())
        changed = list(compress(range(len(old)), map(is_not, old, new)))
        return [old[i] for i in changed], [*(new[i] for i in changed), *new[len(old) :]]
    there = before.get
    come = [name for name, value in after.items() if there(name) is not value]
    replaced = [name for name in come if name in before]
    gone = replaced
    if len(after) - (len(come) - len(replaced)) != len(before):
        gone = replaced + [name for name in before if name not in after]
    return [before[name] for name in gone], [after[name] for name in come]
