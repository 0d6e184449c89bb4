"""The canvas's cursor, its selection of words and its selected mark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.text import Range
from annotator.gui.canvas import cursor, shapes
from annotator.gui.canvas.cursor import Caret
from annotator.gui.canvas.marks import Mark
from annotator.gui.canvas.sheet import Sheet
from annotator.gui.theme import Theme


class Selecting(Sheet):
    """A Sheet with a cursor; every change of cursor and selection goes through `_put`."""

    cursor_moved = Signal(int)
    selection_changed = Signal(object)
    mark_selected = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.caret = Caret(-1)
        self._held: Mark | None = None
        self._x: float | None = None
        self.marks_changed.connect(self._follow_chosen)

    # ── what is selected ───────────────────────────────────────────────────

    @property
    def cursor_token(self) -> int:
        """Return the index of the cursor's token; −1 in a text without any."""
        return self.caret.token

    @property
    def selection(self) -> Range | None:
        """Return the selected words; None where no words are."""
        return self.caret.selection

    @property
    def chosen(self) -> Mark | None:
        """Return the selected mark."""
        return self.look.chosen

    def cursor_range(self) -> Range | None:
        """Return the range of the cursor's token."""
        return self.grid[self.caret.token] if 0 <= self.caret.token < len(self.grid) else None

    def choose(self, mark: Mark | None, *, reveal: bool = False) -> None:
        """Select a mark instead of words, with the cursor inside it; None lets go."""
        if mark is not None:
            self._held = mark
            self._go_inside(mark)
            if reveal:
                self.reveal_offset(mark.start)
        if mark != self.look.chosen:
            self.look.chosen = mark
            self._unhide(mark)
            self.viewport().update()
            self.mark_selected.emit(mark)

    def _go_inside(self, mark: Mark) -> None:
        token = self.cursor_range()
        if token is None or not any(token[0] < end and token[1] > start for start, end in mark.fragments):
            found = self.grid.nearest(mark.start)
            self._put(Caret(-1 if found is None else found), keep=True, reveal=False)
        else:
            self._put(Caret(self.caret.token), keep=True, reveal=False)

    def _unhide(self, mark: Mark | None) -> None:
        """Open the line where a mark has no room in the lanes that are shown."""
        place = self.spot_of(mark.start) if mark is not None else None
        if place is None or mark is None:
            return
        hidden = (piece for piece in place.line.pieces if shapes.is_hidden(place, piece))
        if any(other.key == mark.key for piece in hidden for other in piece.marks):
            self.open_line(place.index, place.number)

    def clear_all(self) -> None:
        """Let go of words and mark."""
        self._put(Caret(self.caret.token), reveal=False)
        self.choose(None)

    def clear_selection(self) -> None:
        """Let go of the selected words; where there are none, of the selected mark."""
        if self.selection is not None:
            self._put(Caret(self.caret.token), reveal=False)
        else:
            self.choose(None)
            self._held = None

    def select_range(self, part: Range, *, reveal: bool = False) -> None:
        """Select words."""
        self._put(cursor.at_range(self.grid, part), reveal=False)
        if reveal:
            self.reveal_offset(part[0])

    def put_cursor(self, offset: int, *, reveal: bool = False) -> None:
        """Put the cursor on the token at an offset, the nearest there is."""
        found = self.grid.nearest(offset)
        if found is not None:
            self._put(Caret(found), keep=True, reveal=reveal)

    # ── words under the mouse ──────────────────────────────────────────────

    def anchor_at(self, part: Range) -> None:
        """Begin a selection of words at a token, or at a point."""
        self.choose(None)
        self._put(cursor.on_edge(self.grid, self.caret._replace(anchor=part, edge=part[1])), reveal=False)

    def extend_to_token(self, token: int) -> None:
        """Stretch the selection to a token."""
        self._put(cursor.extend_to_token(self.grid, self.caret, token), reveal=False)

    def extend_to_offset(self, offset: int) -> None:
        """Stretch the selection to an offset, whatever the tokens are."""
        self._put(cursor.extend_to_offset(self.grid, self.caret, offset), reveal=False)

    # ── the one way ────────────────────────────────────────────────────────

    def _put(self, caret: Caret, *, keep: bool = False, reveal: bool = True) -> None:
        """Take a cursor and a selection, tell who listens; a mark that the cursor leaves is let go."""
        before, self.caret = self.caret, caret
        self._x = None
        self.look.cursor, self.look.selection = self.cursor_range(), caret.selection
        if reveal and self.look.cursor is not None:
            self.reveal_offset(
                caret.edge - (caret.edge > self.look.cursor[0]) if caret.anchor else self.look.cursor[0],
                comfortable=False,
            )
        if not keep:
            self._leave_chosen()
        self.viewport().update()
        if caret.selection != before.selection:
            self.selection_changed.emit(caret.selection)
        if caret.token != before.token:
            self.cursor_moved.emit(caret.token)

    def _leave_chosen(self) -> None:
        chosen, token = self.look.chosen, self.look.cursor
        if chosen is None:
            return
        inside = token is not None and any(token[0] < end and token[1] > start for start, end in chosen.fragments)
        if self.caret.selection is not None or not inside:
            self.choose(None)

    def _follow_chosen(self) -> None:
        """Keep the selected mark up to date; an accepted suggestion goes on as the mention made of it."""
        chosen, flow = self.look.chosen, self.flow
        if chosen is None or flow is None:
            return
        found = flow.marks.get(chosen.key)
        if found is None:
            twins = [m for m in flow.marks_at(chosen.start) if m.fragments == chosen.fragments and not m.suggested]
            found = twins[0] if chosen.suggested and twins else None
        self.choose(found)
