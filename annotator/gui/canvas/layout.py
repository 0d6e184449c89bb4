"""One block laid out: lines by QTextLayout, and under each line the marks in their lanes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.domain.text import OffsetMap, Range
from annotator.gui.canvas import lanes
from annotator.gui.canvas.blocks import shown
from annotator.gui.canvas.marks import Mark
from annotator.gui.canvas.metrics import ABOVE, GAP, LANE_DISTANCE, LANES, Metrics

SIDE, BROKEN = 1.2, 3.0
DIAMOND = 9.0
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff]")
_STRONG = re.compile("[A-Za-z\u00c0-\u02b8\u0370-\u058f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")

Namer = Callable[[str], str]
"""From an entity type's id to the name that a label shows."""


class Span(NamedTuple):
    """A stretch of one fragment on one line: x without padding; an open edge goes on in another line."""

    left: float
    right: float
    open_left: bool
    open_right: bool
    fragment: int = 0

    def ground(self, scale: float) -> tuple[float, float]:
        """Return the edges of the ground: 1.2 beyond the text, 3 where it breaks over lines."""
        left = self.left - (BROKEN if self.open_left else SIDE) * scale
        right = self.right + (BROKEN if self.open_right else SIDE) * scale
        return left, right


class Caption(NamedTuple):
    """A label under an underline, one word for each of the marks that share it."""

    x: float
    words: tuple[tuple[str, Mark], ...]
    width: float


@dataclass(slots=True)
class Piece:
    """What marks on the very same fragments show on one line."""

    marks: tuple[Mark, ...]
    spans: list[Span]
    threads: list[tuple[float, float]]
    captions: list[Caption]
    holds: bool
    lane: int = 0

    @property
    def mark(self) -> Mark:
        """Return the mark that colours ground and underline: a mention before a suggestion."""
        return self.marks[0]


@dataclass(slots=True)
class Line:
    """One line of a block: its range in the dispatch, its heights below the block's top, what is marked on it.

    `painted` holds the pieces in the order of painting: the longest first, so that nested ones show.
    """

    start: int
    end: int
    inked: int
    text: QTextLine
    top: float = 0.0
    baseline: float = 0.0
    height: float = 0.0
    lanes: int = 1
    tracks: int = 0
    hidden: int = 0
    pieces: list[Piece] = field(default_factory=list)
    painted: list[Piece] = field(default_factory=list)

    @property
    def bottom(self) -> float:
        """Return the height below the block's top where the next line begins."""
        return self.top + self.height


class Block:
    """A laid-out block: lines break here once for a width; marks only move them up and down."""

    def __init__(self, text: str, start: int, gap: int, *, width: float, metrics: Metrics) -> None:
        self.start = start
        self.end = start + len(text)
        self.gap = metrics.px(GAP * gap)
        self.metrics = metrics
        self.raw = text
        self.map = OffsetMap(text)
        self.bidirectional = bool(_RIGHT_TO_LEFT.search(text))
        self.width = width
        self._layout = _text_layout(shown(text), metrics, right_to_left=self.bidirectional and _is_right_to_left(text))
        self.lines = self._break_lines()
        self._starts = [line.start for line in self.lines]
        self.height = 0.0

    def _break_lines(self) -> list[Line]:
        layout, lines = self._layout, []
        layout.beginLayout()
        while (made := layout.createLine()).isValid():
            made.setLineWidth(self.width)
            made.setPosition(QPointF(0, 0))
            first = self.map.to_code_point(made.textStart())
            last = self.map.to_code_point(made.textStart() + made.textLength())
            inked = first + len(self.raw[first:last].rstrip())
            lines.append(Line(self.start + first, self.start + last, self.start + inked, made))
        layout.endLayout()
        return lines

    def line_at(self, offset: int) -> int:
        """Return the line that holds an offset, the last for the block's end."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def line_at_y(self, y: float) -> int:
        """Return the line at a height below the block's top."""
        for index, line in enumerate(self.lines):
            if y < line.bottom:
                return index
        return len(self.lines) - 1

    def x_of(self, line: Line, offset: int) -> float:
        """Return where an offset stands on a line."""
        return _x(line, self.map.to_utf16(offset - self.start))

    def offset_at(self, line: Line, x: float) -> int:
        """Return the offset between two characters that is nearest to x on a line."""
        unit = line.text.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
        return min(max(self.start + self.map.to_code_point(unit), line.start), line.end)

    def character_at(self, line: Line, x: float) -> int:
        """Return the offset of the character under x on a line."""
        unit = line.text.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        return min(max(self.start + self.map.to_code_point(unit), line.start), max(line.start, line.end - 1))

    def extents(self, line: Line, part: Range) -> list[tuple[float, float]]:
        """Return the stretches of x that a range takes on a line, left to right; none where it is not on it."""
        start, end = max(part[0], line.start), min(part[1], line.inked)
        if start >= end:
            return []
        if not self.bidirectional:
            return [(self.x_of(line, start), self.x_of(line, end))]
        return self._cells(line, start, end)

    def _cells(self, line: Line, start: int, end: int) -> list[tuple[float, float]]:
        """Return the stretches by the glyphs themselves: cursor positions are ambiguous where directions meet."""
        first, last = self.map.to_utf16(start - self.start), self.map.to_utf16(end - self.start)
        cells: list[tuple[float, float]] = []
        for run in line.text.glyphRuns(first, last - first):
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            cells += [(at.x(), at.x() + by.x()) for at, by in zip(run.positions(), advances, strict=True)]
        merged: list[tuple[float, float]] = []
        for left, right in sorted(cells):
            if merged and left <= merged[-1][1] + 0.5:
                merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
            else:
                merged.append((left, right))
        return merged

    def decorate(self, marks: Sequence[Mark], names: Namer, opened: Iterable[int], tracks: dict[int, int]) -> None:
        """Put marks into the lanes of the lines and set every line's height."""
        groups = [(group, group[0].start, group[0].end) for group in _grouped(marks)]
        holders = _holders(marks)
        y = self.gap
        for index, line in enumerate(self.lines):
            here = [g for g, start, end in groups if start < line.inked and end > line.start]
            pieces = [self._piece(line, group, names) for group in here]
            line.pieces = [piece for piece in pieces if piece.spans or piece.threads]
            for piece in line.pieces:
                piece.holds = piece.mark.key in holders
            self._assign(line, is_open=index in opened)
            line.painted = sorted(line.pieces, key=lambda p: p.mark.order, reverse=True)
            line.tracks = tracks.get(index, 0)
            line.top = y
            line.height = self.metrics.line_height(line.lanes, line.tracks)
            line.baseline = y + self.metrics.band(line.tracks) + self.metrics.px(ABOVE)
            y += line.height
        self.height = y

    def _assign(self, line: Line, *, is_open: bool) -> None:
        scale = self.metrics.scale
        strips = [lanes.Strip(piece.mark.order, *_extent(piece, scale)) for piece in line.pieces]
        found = lanes.assign(strips, distance=LANE_DISTANCE * scale)
        for piece, lane in zip(line.pieces, found, strict=True):
            piece.lane = lane
        limit = len(found) + 1 if is_open else LANES
        line.hidden = lanes.overflow(found, limit)
        line.lanes = min(max(found, default=0) + 1, limit)

    def _piece(self, line: Line, group: tuple[Mark, ...], names: Namer) -> Piece:
        mark, scale = group[0], self.metrics.scale
        spans: list[Span] = []
        captions: list[Caption] = []
        for number, part in enumerate(mark.fragments):
            stretches = self.extents(line, part)
            for at, (left, right) in enumerate(stretches):
                goes_on = at == len(stretches) - 1 and part[1] > line.end
                came = at == 0 and part[0] < line.start
                spans.append(Span(left, right, came, goes_on, number))
            if stretches and part[0] >= line.start and (number == 0 or len(mark.fragments) > 1):
                captions.append(self._caption(stretches[0][0] - SIDE * scale, group, number, names))
        return Piece(group, spans, self._threads(line, mark), captions, holds=False)

    def _caption(self, x: float, group: tuple[Mark, ...], number: int, names: Namer) -> Caption:
        words = tuple((caption_text(mark, names(mark.label), number), mark) for mark in group)
        widths = [
            self.metrics.caption_width(word, bold=not mark.suggested)
            + (self.metrics.px(DIAMOND) if mark.edited else 0.0)
            for word, mark in words
        ]
        return Caption(x, words, sum(widths) + self.metrics.px(4) * (len(widths) - 1))

    def _threads(self, line: Line, mark: Mark) -> list[tuple[float, float]]:
        threads: list[tuple[float, float]] = []
        away = self.metrics.px(SIDE + 2)
        for (_, end), (start, _) in zip(mark.fragments, mark.fragments[1:], strict=False):
            if end >= line.end or start <= line.start:
                continue
            left = self.x_of(line, end) + away if end > line.start else 0.0
            right = self.x_of(line, start) - away if start < line.end else line.text.naturalTextWidth()
            if right > left:
                threads.append((left, right))
        return threads


def _x(line: Line, unit: int) -> float:
    # The stubs call the pair that comes back an object.
    return line.text.cursorToX(unit)[0]  # type: ignore[index]


def caption_text(mark: Mark, name: str, number: int) -> str:
    """Return the words of a label: `PER`, `PER ?`, `ORG 1/2`."""
    doubt = " ?" if mark.suggested and not mark.ghost else ""
    part = f" {number + 1}/{len(mark.fragments)}" if len(mark.fragments) > 1 else ""
    return f"{name}{doubt}{part}"


def _text_layout(text: str, metrics: Metrics, *, right_to_left: bool) -> QTextLayout:
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, metrics.text)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _is_right_to_left(text: str) -> bool:
    strong = _STRONG.search(text)
    return bool(strong and _RIGHT_TO_LEFT.match(strong.group()))


def _extent(piece: Piece, scale: float) -> tuple[float, float]:
    edges = [edge for span in piece.spans for edge in span.ground(scale)]
    edges += [edge for thread in piece.threads for edge in thread]
    edges += [caption.x + caption.width for caption in piece.captions]
    return min(edges), max(edges)


def _grouped(marks: Sequence[Mark]) -> list[tuple[Mark, ...]]:
    groups: dict[object, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.fragments, []).append(mark)
    return [tuple(sorted(group, key=lambda m: (m.ghost, m.suggested, m.id))) for group in groups.values()]


def _holders(marks: Sequence[Mark]) -> set[tuple[bool, str]]:
    """Return the keys of the marks that hold a shorter one inside one fragment; `marks` are in text order."""
    holders: set[tuple[bool, str]] = set()
    for index, outer in enumerate(marks):
        for inner in marks[index + 1 :]:
            if inner.start >= outer.end:
                break
            if inner.length < outer.length and _inside_one(inner, outer):
                holders.add(outer.key)
                break
    return holders


def _inside_one(inner: Mark, outer: Mark) -> bool:
    return any(start <= inner.start and inner.end <= end for start, end in outer.fragments)
