"""The moves of the cursor: by tokens, graphemes, visual lines, pages, to the edges."""

from __future__ import annotations

from annotator.gui.canvas import cursor
from annotator.gui.canvas.selecting import Selecting
from annotator.gui.graphemes import step_grapheme


class Moving(Selecting):
    """A Selecting canvas whose cursor moves; with `extend` the selection grows and shrinks."""

    def move_cursor(self, step: int, *, extend: bool = False) -> None:
        """Move by tokens; `extend` makes the selection longer or shorter."""
        if extend:
            self._put(cursor.extend_tokens(self.grid, self.caret, step))
        else:
            self._put(cursor.at_token(self.grid, self._from(step) + step))

    def extend_grapheme(self, step: int) -> None:
        """Move the selection's moving edge by what a person sees as one character."""
        edge = cursor.moving_edge(self.grid, self.caret)
        self.extend_to_offset(step_grapheme(self.text, edge, step))

    def move_line(self, step: int, *, extend: bool = False) -> None:
        """Move by visual lines, keeping to the column where the move began."""
        self._move_vertically(extend=extend, lines=step)

    def move_page(self, step: int, *, extend: bool = False) -> None:
        """Move by the height of the viewport less a line."""
        height = max(1.0, self.viewport().height() - self.metrics.line_height(1))
        self._move_vertically(extend=extend, height=step * height)

    def move_to_edge(self, *, end: bool, extend: bool = False, whole: bool = False) -> None:
        """Move to the first or last token of the visual line, or of the whole text."""
        if self.flow is None or not len(self.grid):
            return
        last = len(self.grid) - 1 if end else 0
        self._arrive(
            last if whole else cursor.line_edge(self.flow, self.grid, self.caret.token, end=end), extend=extend
        )

    def _move_vertically(self, *, extend: bool, lines: int = 0, height: float = 0.0) -> None:
        if self.flow is None or not 0 <= self.caret.token < len(self.grid):
            return
        x = self._x if self._x is not None else cursor.middle_x(self.flow, self.grid, self.caret.token)
        found = cursor.step_lines(self.flow, self.grid, self.caret.token, x, lines=lines, height=height)
        self._arrive(found, extend=extend)
        self._x = x

    def _arrive(self, token: int, *, extend: bool) -> None:
        here = self.caret
        self._put(cursor.extend_to_token(self.grid, here, token) if extend else cursor.at_token(self.grid, token))

    def _from(self, step: int) -> int:
        """Return the token that a plain move starts from: a selection is left at the end it moves towards."""
        part = self.selection
        if part is None:
            return self.caret.token
        first, last = self.grid.touched(part)
        return max(first, last - 1) if step > 0 else first
