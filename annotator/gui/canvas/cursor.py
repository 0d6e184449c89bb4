"""The token cursor and the selection: pure values, moved by tokens, by offsets, by visual lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from annotator.domain.text import Range, TokenGrid
from annotator.gui.canvas.flow import Flow
from annotator.gui.canvas.layout import Block, Line


class Caret(NamedTuple):
    """Where the cursor is (a token's index, −1 in a text without tokens) and what is selected.

    A selection reaches from `anchor`, which always stays inside, to the offset `edge`.
    """

    token: int = 0
    anchor: Range | None = None
    edge: int = 0

    @property
    def selection(self) -> Range | None:
        """Return the selected range; None where nothing is."""
        if self.anchor is None:
            return None
        part = min(self.anchor[0], self.edge), max(self.anchor[1], self.edge)
        return part if part[0] < part[1] else None


def at_token(grid: TokenGrid, index: int) -> Caret:
    """Return the caret on a token, the nearest there is, with nothing selected."""
    return Caret(min(max(index, 0), len(grid) - 1))


def at_range(grid: TokenGrid, part: Range) -> Caret:
    """Return the caret with a range selected, on the first token of it."""
    return Caret(_token(grid, part[0]), (part[0], part[0]), part[1])


def extend_tokens(grid: TokenGrid, caret: Caret, step: int) -> Caret:
    """Return the caret with its selection one token longer or shorter; without one it starts at the cursor's."""
    if not len(grid):
        return caret
    caret = _anchored(grid, caret)
    low, high = _anchor(caret)
    edge = caret.edge
    if step > 0 and edge < low:
        moved = _start_after(grid, edge)
        edge = moved if moved < low else high
    elif step > 0:
        edge = _end_after(grid, max(edge, high))
    elif edge > high:
        edge = max(_end_before(grid, edge), high)
    else:
        edge = _start_before(grid, min(edge, low))
    return on_edge(grid, caret._replace(edge=edge))


def extend_to_token(grid: TokenGrid, caret: Caret, index: int) -> Caret:
    """Return the caret with everything selected from its anchor to a token."""
    if not len(grid):
        return caret
    caret = _anchored(grid, caret)
    start, end = grid[min(max(index, 0), len(grid) - 1)]
    edge = start if start < _anchor(caret)[0] else end
    return caret._replace(token=index, edge=edge)


def extend_to_offset(grid: TokenGrid, caret: Caret, offset: int) -> Caret:
    """Return the caret with its selection's moving edge at an offset, whatever the tokens are.

    The anchor becomes a point, so that a selection can be made shorter than the token it began with.
    """
    if not len(grid):
        return caret
    caret = _anchored(grid, caret)
    low, high = _anchor(caret)
    point = high if caret.edge < low else low
    return on_edge(grid, Caret(caret.token, (point, point), offset))


def moving_edge(grid: TokenGrid, caret: Caret) -> int:
    """Return the offset of the selection's edge that moves; without a selection the end of the cursor's token."""
    return _anchored(grid, caret).edge if len(grid) else 0


def on_edge(grid: TokenGrid, caret: Caret) -> Caret:
    """Return the caret with its cursor on the token at the moving edge."""
    inside = caret.edge - 1 if caret.edge > _anchor(caret)[0] else caret.edge
    return caret._replace(token=_token(grid, inside))


def _anchored(grid: TokenGrid, caret: Caret) -> Caret:
    if caret.anchor is not None or caret.token < 0:
        return caret if caret.anchor is not None else caret._replace(anchor=(0, 0))
    token = grid[caret.token]
    return caret._replace(anchor=token, edge=token[1])


def _anchor(caret: Caret) -> Range:
    return caret.anchor or (0, 0)


def _token(grid: TokenGrid, offset: int) -> int:
    found = grid.nearest(offset)
    return -1 if found is None else found


def _end_after(grid: TokenGrid, offset: int) -> int:
    index = bisect_right(grid.ends, offset)
    return grid.ends[index] if index < len(grid) else max(offset, grid.ends[-1])


def _start_before(grid: TokenGrid, offset: int) -> int:
    index = bisect_left(grid.starts, offset) - 1
    return grid.starts[index] if index >= 0 else min(offset, grid.starts[0])


def _start_after(grid: TokenGrid, offset: int) -> int:
    index = bisect_right(grid.starts, offset)
    return grid.starts[index] if index < len(grid) else offset


def _end_before(grid: TokenGrid, offset: int) -> int:
    index = bisect_left(grid.ends, offset) - 1
    return grid.ends[index] if index >= 0 else offset


def token_near(grid: TokenGrid, block: Block, line: Line, x: float) -> int | None:
    """Return the token of a line that is nearest to x; None where no token starts on it."""
    first, last = bisect_left(grid.starts, line.start), bisect_left(grid.starts, line.end)
    if first >= last:
        return None
    offset = block.character_at(line, x)
    return min(max(_token(grid, offset), first), last - 1)


def line_edge(flow: Flow, grid: TokenGrid, token: int, *, end: bool) -> int:
    """Return the first or last token of the visual line that a token starts on."""
    if token < 0:
        return token
    _, _, line = flow.line_of(grid.starts[token])
    first, last = bisect_left(grid.starts, line.start), bisect_left(grid.starts, line.end)
    return max(first, last - 1) if end else first


def middle_x(flow: Flow, grid: TokenGrid, token: int) -> float:
    """Return the x of a token's middle, from the column's left edge."""
    _, block, line = flow.line_of(grid.starts[token])
    start, end = grid[token]
    return (block.x_of(line, start) + block.x_of(line, min(end, line.end))) / 2


def step_lines(flow: Flow, grid: TokenGrid, token: int, x: float, *, lines: int = 0, height: float = 0.0) -> int:
    """Return the token nearest to x so many lines on (back where negative), or so much height on."""
    if token < 0:
        return token
    index, block, line = flow.line_of(grid.starts[token])
    at = block.lines.index(line)
    step = 1 if lines > 0 or height > 0 else -1
    left, far = abs(lines), abs(height)
    found = token
    while left > 0 or far > 0:
        moved = _next_line(flow, index, at, step)
        if moved is None:
            break
        index, at = moved
        block = flow.block(index)
        line = block.lines[at]
        near = token_near(grid, block, line, x)
        if near is not None:
            found = near
            left -= 1
        far -= line.height
    return found


def _next_line(flow: Flow, index: int, at: int, step: int) -> tuple[int, int] | None:
    at += step
    if 0 <= at < len(flow.block(index).lines):
        return index, at
    index += step
    if not 0 <= index < len(flow.blocks):
        return None
    return index, 0 if step > 0 else len(flow.block(index).lines) - 1
