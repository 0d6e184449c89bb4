"""The canvas: the dispatch on screen, its cursor, its selection, and what a person points at.

It shows values and asks for edits; it makes none. A selection is a range of words without a mark; the
selected mark (`selected` is its id) is a mention or a suggestion. `held_mention` outlives a selection of
words, so that a fragment can be added to it. The keyboard's single keys belong to gui/actions.py; only
the moves of the cursor are also answered here, for keys that no action takes.

Signals: `cursor_moved(token)`, `selection_changed(range or None)`, `mark_selected(Mark or None)`,
`hovered_changed(Mark or None)`, `zoom_changed(per cent)`, and `requested(action, payload)` with
- "accept", "reject": a suggestion's id;
- "set_fragments": (id, fragments), an edge was dragged;
- "label": (type id, fragments), words were dragged over while a label was armed;
- "context_menu": (global point, id or None).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.dispatch import Dispatch
from annotator.domain.schema import Schema
from annotator.domain.text import TokenGrid
from annotator.gui.canvas import accessible
from annotator.gui.canvas.cursor import Caret
from annotator.gui.canvas.mouse import Mouse
from annotator.gui.canvas.pointing import Pointing
from annotator.gui.theme import Theme


class Canvas(Pointing):
    """The widget of this page's first lines."""

    requested = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.mouse = Mouse(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        accessible.install(self)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    # ── what is shown ──────────────────────────────────────────────────────

    def show_dispatch(self, dispatch: Dispatch | None, grid: TokenGrid, schema: Schema) -> None:
        """Show a dispatch from its top, with the cursor on its first token and nothing marked yet."""
        self.mouse.cancel()
        self._held = None
        self._show(dispatch, grid, schema)
        self.caret = Caret(-1)
        self._put(Caret(0 if dispatch is not None and len(grid) else -1), reveal=False)
        self.selection_changed.emit(None)
        self.mark_selected.emit(None)

    def set_grid(self, grid: TokenGrid) -> None:
        """Take the real token grid where a provisional one was; the cursor stays on its words."""
        here = self.cursor_range()
        self.grid = grid
        found = grid.nearest(here[0]) if here is not None else None
        token = -1 if found is None else found
        self._put(Caret(token, self.caret.anchor, self.caret.edge), keep=True, reveal=False)

    def arm(self, label: str | None) -> None:
        """Arm an entity type: each drag over words asks for a mention of it; None disarms."""
        self.look.armed = label
        self.viewport().update()

    @property
    def armed(self) -> str | None:
        """Return the armed entity type's id."""
        return self.look.armed

    def clear_selection(self) -> None:
        """Give up a drag; let go of the selected words, else of the selected mark, else of the armed label."""
        if self.mouse.is_dragging:
            self.mouse.cancel()
            self.preview(None)
        elif self.selection is None and self.chosen is None:
            self.arm(None)
        super().clear_selection()

    @Slot()
    def announce(self) -> None:
        """Tell a screen reader what the cursor is on."""
        accessible.announce(self)

    # ── the end of a drag ──────────────────────────────────────────────────

    def finish_drag(self) -> None:
        """Ask for a mention of the armed type where words were dragged over."""
        if self.armed is not None and self.selection is not None:
            self.requested.emit("label", (self.armed, (self.selection,)))

    def finish_preview(self) -> None:
        """Ask for the fragments that a dragged edge has shown."""
        fragments, mark = self.look.preview, self.chosen
        self.preview(None)
        if fragments is not None and mark is not None and fragments != mark.fragments:
            self.requested.emit("set_fragments", (mark.id, fragments))

    # ── events ─────────────────────────────────────────────────────────────

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover or drag."""
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the token."""
        self.mouse.double_click(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Let go of what was hovered when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.mouse.leave()
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu on what is under the pointer, or at the cursor when a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.requested.emit("context_menu", (self.popup_point(), self.selected))
            return
        found = self.hit_at(QPointF(event.pos()))
        part = self.selection
        if found.mark is not None and found.mark != self.chosen:
            self.put_cursor(found.character)
            self.choose(found.mark)
        elif found.mark is None and not (part and part[0] <= found.character < part[1]):
            self.clear_all()
            self.put_cursor(found.character)
        self.requested.emit("context_menu", (event.globalPos(), self.selected))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Fill the cursor: keys come here."""
        super().focusInEvent(event)
        self.look.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the cursor hollow."""
        super().focusOutEvent(event)
        self.look.focused = False
        self.viewport().update()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002
        """Keep Tab: it goes round the suggestions; F6 changes the pane."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the moves of the cursor that no action has taken."""
        if not self._move_by_key(event):
            event.ignore()

    def _move_by_key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if control and extend:
                self.extend_grapheme(step)
            else:
                self.move_cursor(step, extend=extend)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_to_edge(end=key == Qt.Key.Key_End, extend=extend, whole=control)
        elif control:
            return False
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_line(1 if key == Qt.Key.Key_Down else -1, extend=extend)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_page(1 if key == Qt.Key.Key_PageDown else -1, extend=extend)
        else:
            return False
        return True
