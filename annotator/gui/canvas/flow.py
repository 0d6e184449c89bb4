"""The whole dispatch as blocks one below the other: only those near the viewport are laid out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from annotator.domain.annotations import Annotations
from annotator.domain.suggestions import Suggestion
from annotator.gui.canvas.blocks import Blocks, Heights
from annotator.gui.canvas.layout import Block, Line, Namer
from annotator.gui.canvas.marks import Mark, MarkTable
from annotator.gui.canvas.metrics import GAP, MARGIN_BOTTOM, MARGIN_TOP, Metrics

_KEPT = 160
"""Blocks that stay laid out; a screen shows a few."""

Place = tuple[int, float]
"""A block, and a height below its top."""


class Flow:
    """Blocks, marks and heights of one dispatch at one width and zoom; y counts from the top of the text."""

    def __init__(self, text: str, metrics: Metrics, width: float, names: Namer) -> None:
        self.raw = text
        self.blocks = Blocks(text)
        self.marks = MarkTable(self.blocks.starts)
        self.metrics = metrics
        self.width = width
        self.names = names
        self.opened: dict[int, set[int]] = {}
        self.tracks: dict[int, dict[int, int]] = {}
        self._laid: OrderedDict[int, Block] = OrderedDict()
        self._stale: set[int] = set()
        self.heights = Heights(self._guesses())

    def _guesses(self) -> list[float]:
        per_line = max(1.0, self.width / self.metrics.letter * 0.96)
        pitch, gap = self.metrics.line_height(1), self.metrics.px(GAP)
        blocks = self.blocks
        return [
            gaps * gap + pitch * (1 + (end - start) // per_line)
            for start, end, gaps in zip(blocks.starts, blocks.ends, blocks.gaps, strict=True)
        ]

    @property
    def height(self) -> float:
        """Return the height of the text with its margins, as far as it is known."""
        return self.margin_top + self.heights.total + self.metrics.px(MARGIN_BOTTOM)

    @property
    def margin_top(self) -> float:
        """Return the space above the first block."""
        return self.metrics.px(MARGIN_TOP)

    def reshape(self, metrics: Metrics, width: float) -> None:
        """Take another zoom or width: every line breaks anew when it is next seen."""
        self.metrics, self.width = metrics, width
        self._laid.clear()
        self._stale.clear()
        self.opened.clear()
        self.heights = Heights(self._guesses())

    def set_marks(self, annotations: Annotations, suggestions: Iterable[Suggestion]) -> set[int]:
        """Take over a layer and what is suggested; return the blocks that changed."""
        touched = self.marks.update(annotations, suggestions)
        self._stale |= touched
        return touched

    def touch(self, blocks: Iterable[int]) -> None:
        """Let the marks of some blocks find their lanes anew."""
        self._stale.update(blocks)

    def touch_all(self) -> None:
        """Let all marks find their lanes anew: names in the schema may have changed."""
        self._stale.update(self._laid)

    def block(self, index: int) -> Block:
        """Return a block, laid out and with its marks in place."""
        block = self._laid.get(index)
        if block is None:
            block = self._lay_out(index)
            self._stale.add(index)
        if index in self._stale:
            opened = self.opened.get(index, ())
            block.decorate(self.marks.in_block(index), self.names, opened, self.tracks.get(index, {}))
            self.heights[index] = block.height
            self._stale.discard(index)
        return block

    def _lay_out(self, index: int) -> Block:
        blocks = self.blocks
        start, end = blocks.starts[index], blocks.ends[index]
        block = Block(self.raw[start:end], start, blocks.gaps[index], width=self.width, metrics=self.metrics)
        self._laid[index] = block
        if len(self._laid) > _KEPT:
            old, _ = self._laid.popitem(last=False)
            self._stale.discard(old)
        return block

    def top(self, index: int) -> float:
        """Return the top of a block, in y."""
        return self.margin_top + self.heights.top(index)

    def place_at(self, y: float) -> Place:
        """Return the block at a y; one beyond the last is measured from the last."""
        index, _ = self.heights.at(y - self.margin_top)
        return index, y - self.top(index)

    def moved(self, place: Place, by: float) -> Place:
        """Return the place so far below (or above), through blocks that are really laid out."""
        index, depth = place
        depth += by
        while depth < 0 and index > 0:
            index -= 1
            depth += self.block(index).height
        while index < len(self.blocks) - 1 and depth >= (height := self.block(index).height):
            depth -= height
            index += 1
        return index, depth

    def seen(self, place: Place, height: float) -> Iterator[tuple[int, Block, float]]:
        """Yield the blocks of a window of some height that begins at a place, with their tops in the window."""
        index, depth = place
        y = -depth
        while index > 0 and y > 0:
            index -= 1
            y -= self.block(index).height
        while index < len(self.blocks) and y < height:
            block = self.block(index)
            yield index, block, y
            y += block.height
            index += 1

    def line_of(self, offset: int) -> tuple[int, Block, Line]:
        """Return the block and line that hold an offset; lays the block out."""
        index = self.blocks.at(offset)
        block = self.block(index)
        return index, block, block.lines[block.line_at(min(offset, block.end))]

    def marks_at(self, offset: int) -> list[Mark]:
        """Return the marks over an offset, the shortest first."""
        return self.marks.at(offset)
