"""Code-point ranges, the map to UTF-16, the token grid and the cuts of a text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

Range = tuple[int, int]
"""Start and end in Unicode code points, end exclusive."""

Fragments = tuple[Range, ...]
"""Ranges in text order that neither touch nor overlap."""

CHUNK_LIMIT = 20_000

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"(?:(?:\r\n|[\n\r\u2028\u2029])[^\S\n\r\u2028\u2029]*){2,}")
_MARKED = r"\w[\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_MARKED}){{1,3}}['’](?=\w)|(?:{_MARKED})+|[^\w\s]")


def first_forbidden(text: str) -> int | None:
    """Return the offset of the first NUL or lone surrogate, if there is one."""
    found = _FORBIDDEN.search(text)
    return found.start() if found else None


def line_number(text: str, offset: int) -> int:
    """Return the line, counted from 1, that holds an offset."""
    return sum(1 for _ in _NEWLINE.finditer(text, 0, offset)) + 1


def join_ranges(ranges: Iterable[Range]) -> Fragments:
    """Return the ranges sorted, without empty ones, those that touch or overlap joined."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def subtract_range(fragments: Fragments, removed: Range) -> Fragments:
    """Return the fragments without the code points of one range."""
    start, end = removed
    left = [(s, min(e, start)) for s, e in fragments]
    right = [(max(s, end), e) for s, e in fragments]
    return join_ranges(left + right)


def surface(text: str, fragments: Fragments) -> str:
    """Return the words of the fragments, joined by one blank where there are several."""
    return " ".join(text[start:end] for start, end in fragments)


def hull(fragments: Fragments) -> Range:
    """Return the range from the first start to the last end."""
    return fragments[0][0], fragments[-1][1]


def text_order(fragments: Fragments) -> tuple[int, int, Fragments]:
    """Return the sort key of text order: by start, the longer first."""
    return fragments[0][0], -fragments[-1][1], fragments


def overlap(one: Fragments, other: Fragments) -> int:
    """Return how many code points two lists of fragments share."""
    shared = i = j = 0
    while i < len(one) and j < len(other):
        shared += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return shared


def covers(fragments: Fragments, offset: int) -> bool:
    """Tell whether an offset lies inside one of the fragments."""
    return any(start <= offset < end for start, end in fragments)


class OffsetMap:
    """The map between code points and UTF-16 units of one text, built by one scan."""

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        self._points = array("I", () if text.isascii() else (m.start() for m in _ASTRAL.finditer(text)))
        self._units = array("I", (point + i for i, point in enumerate(self._points)))

    def to_utf16(self, point: int) -> int:
        """Return the UTF-16 offset of a code point."""
        return point + bisect_left(self._points, point)

    def to_code_point(self, unit: int) -> int:
        """Return the code point of a UTF-16 offset; the middle of a pair gives the pair's code point."""
        return unit - bisect_left(self._units, unit)


class TokenGrid:
    """The tokens of one text, as ranges in text order that do not overlap; whitespace is in none."""

    __slots__ = ("ends", "starts")

    def __init__(self, ranges: Iterable[Range]) -> None:
        flat = array("I", chain.from_iterable(ranges))
        self.starts = flat[::2]
        self.ends = flat[1::2]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Range:
        return self.starts[index], self.ends[index]

    def __iter__(self) -> Iterator[Range]:
        return zip(self.starts, self.ends, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TokenGrid) and (self.starts, self.ends) == (other.starts, other.ends)

    __hash__ = None  # type: ignore[assignment]

    def at(self, offset: int) -> int | None:
        """Return the index of the token that holds an offset."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else None

    def nearest(self, offset: int) -> int | None:
        """Return the index of the token that holds an offset, else of the next, else of the last."""
        if not self.starts:
            return None
        return min(bisect_right(self.ends, offset), len(self) - 1)

    def touched(self, part: Range) -> Range:
        """Return the index range (end exclusive) of the tokens that share a code point with a range."""
        start, end = part
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def snap(self, part: Range) -> Range | None:
        """Return the range widened to whole tokens, or None where it touches no token."""
        first, last = self.touched(part)
        return (self.starts[first], self.ends[last - 1]) if last > first else None

    def move_start(self, part: Range, steps: int) -> Range:
        """Return the range with its start moved by tokens; at least one token stays."""
        inside, last = self.touched(part)
        if last <= inside:
            return part
        if steps < 0 and self.starts[inside] < part[0]:
            steps += 1
        first = min(max(inside + steps, 0), last - 1)
        return self.starts[first], part[1]

    def move_end(self, part: Range, steps: int) -> Range:
        """Return the range with its end moved by tokens; at least one token stays."""
        first, inside = self.touched(part)
        if inside <= first:
            return part
        if steps > 0 and self.ends[inside - 1] > part[1]:
            steps -= 1
        last = min(max(inside + steps, first + 1), len(self))
        return part[0], self.ends[last - 1]


def provisional_grid(text: str) -> TokenGrid:
    """Return a grid by a small pattern, to snap to until the pipeline's tokenizer has made the real one."""
    return TokenGrid(found.span() for found in _WORD.finditer(text))


def line_ranges(text: str) -> list[Range]:
    """Return the ranges of the lines without their newlines; at least one, an empty one for an empty text."""
    ranges: list[Range] = []
    start = 0
    for newline in _NEWLINE.finditer(text):
        ranges.append((start, newline.start()))
        start = newline.end()
    ranges.append((start, len(text)))
    return ranges


def paragraphs(text: str) -> list[Range]:
    """Return the paragraphs that are not blank: split at blank lines, where there is none at each line."""
    separator = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _NEWLINE
    ranges: list[Range] = []
    start = 0
    for gap in separator.finditer(text):
        ranges.append((start, gap.start()))
        start = gap.end()
    ranges.append((start, len(text)))
    return [part for part in ranges if text[slice(*part)].strip()]


def pipeline_chunks(text: str, *, limit: int = CHUNK_LIMIT) -> list[Range]:
    """Return the paragraphs, those longer than `limit` code points cut at whitespace where there is any."""
    return [piece for part in paragraphs(text) for piece in _cut(text, part, limit)]


def _cut(text: str, part: Range, limit: int) -> Iterator[Range]:
    start, end = part
    while end - start > limit:
        stop = start + limit
        while stop > start and not text[stop - 1].isspace():
            stop -= 1
        if stop == start:
            stop = start + limit
        yield start, stop
        start = stop
    yield start, end


def occurrences(text: str, words: str, grid: TokenGrid) -> list[Range]:
    """Return each place where the words stand and both edges are token edges."""
    if not words:
        return []
    found: list[Range] = []
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if _holds(grid.starts, at) and _holds(grid.ends, end):
            found.append((at, end))
        at = text.find(words, at + 1)
    return found


def _holds(edges: array[int], offset: int) -> bool:
    index = bisect_left(edges, offset)
    return index < len(edges) and edges[index] == offset
