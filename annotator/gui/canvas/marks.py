"""What is marked in the text: mentions, suggested ones and ghosts, sorted and found by block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.annotations import Annotations, Mention, Origin
from annotator.domain.suggestions import MentionSuggestion, Suggestion
from annotator.domain.text import Fragments

Key = tuple[bool, str]
"""Whether a mark is a suggestion, and its id."""


@dataclass(frozen=True, slots=True)
class Mark:
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
    """All marks of a dispatch by id and by block; `update` changes only what differs and says which blocks."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = starts
        self.by_key: dict[Key, Mark] = {}
        self._blocks: dict[int, dict[Key, Mark]] = {}
        self._mentions: Mapping[str, Mention] = {}
        self._suggestions: dict[str, MentionSuggestion] = {}
        self._sorted: list[Mark] | None = None

    def update(self, annotations: Annotations, suggestions: Iterable[Suggestion]) -> set[int]:
        """Take over a layer and the suggestions shown; return the blocks whose marks differ."""
        mentions = annotations.mentions
        shown = {s.id: s for s in suggestions if isinstance(s, MentionSuggestion)}
        touched: set[int] = set()
        for name in self._suggestions.keys() - shown.keys():
            touched |= self.remove((True, name))
        for name, suggestion in shown.items():
            if self._suggestions.get(name) is not suggestion:
                touched |= self.put(of_suggestion(suggestion))
        self._suggestions = shown
        if mentions is not self._mentions:
            touched |= self._update_mentions(mentions)
        return touched

    def _update_mentions(self, mentions: Mapping[str, Mention]) -> set[int]:
        touched: set[int] = set()
        before, self._mentions = self._mentions, mentions
        for name in before.keys() - mentions.keys():
            touched |= self.remove((False, name))
        for name, mention in mentions.items():
            if before.get(name) is not mention:
                touched |= self.put(of_mention(mention))
        return touched

    def put(self, mark: Mark) -> set[int]:
        """Set one mark; return the blocks that it is in or has left; an equal one touches none."""
        there = self.by_key.get(mark.key)
        if there == mark:
            return set()
        touched = self.remove(mark.key) if there else set()
        self.by_key[mark.key] = mark
        for block in self._blocks_of(mark):
            self._blocks.setdefault(block, {})[mark.key] = mark
            touched.add(block)
        self._sorted = None
        return touched

    def remove(self, key: Key) -> set[int]:
        """Take one mark away; return the blocks that it was in."""
        mark = self.by_key.pop(key, None)
        if mark is None:
            return set()
        blocks = self._blocks_of(mark)
        for block in blocks:
            del self._blocks[block][key]
        self._sorted = None
        return set(blocks)

    def in_block(self, block: int) -> list[Mark]:
        """Return the marks of a block in text order."""
        return sorted(self._blocks.get(block, {}).values(), key=text_order)

    def in_order(self) -> list[Mark]:
        """Return all marks in text order."""
        if self._sorted is None:
            self._sorted = sorted(self.by_key.values(), key=text_order)
        return self._sorted

    def at(self, offset: int) -> list[Mark]:
        """Return the marks over an offset, the shortest first; ghosts do not count."""
        block = max(0, bisect_right(self._starts, offset) - 1)
        found = [m for m in self._blocks.get(block, {}).values() if not m.ghost and m.covers(offset)]
        return sorted(found, key=lambda mark: mark.order)

    def pending(self) -> list[Mark]:
        """Return the suggested marks in text order."""
        return [mark for mark in self.in_order() if mark.suggested and not mark.ghost]

    def _blocks_of(self, mark: Mark) -> range:
        first = max(0, bisect_right(self._starts, mark.start) - 1)
        return range(first, max(first + 1, bisect_left(self._starts, mark.end)))
