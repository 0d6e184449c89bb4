"""The mouse on the canvas: one press at a time, from what it fell on to what it asks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotator.domain.text import Fragments, Range
from annotator.gui.canvas.hit import Hit, On
from annotator.gui.canvas.marks import Mark
from annotator.gui.canvas.shapes import Handle
from annotator.gui.graphemes import step_grapheme

if TYPE_CHECKING:
    from annotator.gui.canvas.view import Canvas

_DRAG = 4
_CURSORS = {
    On.ACCEPT: Qt.CursorShape.PointingHandCursor,
    On.REJECT: Qt.CursorShape.PointingHandCursor,
    On.CONTROL: Qt.CursorShape.ArrowCursor,
    On.HANDLE: Qt.CursorShape.SizeHorCursor,
    On.OVERFLOW: Qt.CursorShape.PointingHandCursor,
    On.PAPER: Qt.CursorShape.ArrowCursor,
}


@dataclass
class _Press:
    """Where the left button went down, and what has become of it."""

    point: QPointF
    hit: Hit
    dragging: bool = False


class Mouse:
    """Turns mouse events of the viewport into calls of the canvas; keeps the press between them."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._press: _Press | None = None
        self._doubled = QElapsedTimer()
        self._last = QPointF()
        self._scroll = QTimer(canvas)
        self._scroll.setInterval(25)
        self._scroll.timeout.connect(self._drift)

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        found = self._canvas.hit_at(point)
        if self._is_third(point):
            self._take_sentence(found)
            return
        self._press = _Press(point, found)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and found.on in (On.MARK, On.TEXT, On.PAPER):
            self._press.dragging = True
            self._extend(found, exact=_exact(event))

    def move(self, event: QMouseEvent) -> None:
        """Hover, or go on with a drag."""
        self._last = event.position()
        press = self._press
        if press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(self._last)
            return
        if not press.dragging:
            if (self._last - press.point).manhattanLength() < _DRAG or press.hit.on in (On.ACCEPT, On.REJECT):
                return
            press.dragging = True
            self._begin(press, exact=_exact(event))
        self._drag(exact=_exact(event))
        self._scroll.start() if self._outside() else self._scroll.stop()

    def release(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        press, self._press = self._press, None
        self._scroll.stop()
        if event.button() != Qt.MouseButton.LeftButton or press is None:
            return
        if not press.dragging:
            self._click(press, event.position())
        elif press.hit.on is On.HANDLE:
            self._canvas.finish_preview()
        else:
            self._canvas.finish_drag()

    def double_click(self, event: QMouseEvent) -> None:
        """Select the token; the third press takes the sentence."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self._canvas.hit_at(event.position())
        self._press = None
        if found.on in (On.MARK, On.TEXT):
            token = self._canvas.grid.nearest(found.character)
            if token is not None:
                self._canvas.select_range(self._canvas.grid[token])
            self._doubled.start()
            self._last = event.position()

    def leave(self) -> None:
        """Hover nothing."""
        if self._press is None:
            self._canvas.set_hover(None, None)

    def cancel(self) -> None:
        """Forget the press: Esc, or another dispatch."""
        self._press = None
        self._scroll.stop()

    @property
    def is_dragging(self) -> bool:
        """Tell whether a drag is under way."""
        return self._press is not None and self._press.dragging

    # ── what a press becomes ───────────────────────────────────────────────

    def _click(self, press: _Press, point: QPointF) -> None:
        canvas, found = self._canvas, press.hit
        match found.on:
            case On.ACCEPT | On.REJECT:
                if canvas.hit_at(point).on is found.on and found.mark is not None:
                    canvas.requested.emit(str(found.on), found.mark.id)
            case On.OVERFLOW:
                if found.spot is not None:
                    canvas.open_line(found.spot.index, found.spot.number)
            case On.MARK:
                canvas.put_cursor(found.character)
                canvas.choose(self._next(found.marks))
            case On.TEXT | On.PAPER:
                canvas.clear_all()
                canvas.put_cursor(found.character)
            case _:
                pass

    def _next(self, marks: tuple[Mark, ...]) -> Mark | None:
        chosen = self._canvas.chosen
        keys = [mark.key for mark in marks]
        if chosen is not None and chosen.key in keys:
            return marks[(keys.index(chosen.key) + 1) % len(marks)]
        return marks[0] if marks else None

    def _begin(self, press: _Press, *, exact: bool) -> None:
        if press.hit.on is On.HANDLE:
            return
        canvas = self._canvas
        if exact:
            offset = self._grapheme(press.hit.offset)
            canvas.anchor_at((offset, offset))
        else:
            token = canvas.grid.nearest(press.hit.character)
            if token is not None:
                canvas.anchor_at(canvas.grid[token])

    def _drag(self, *, exact: bool) -> None:
        press = self._press
        if press is None:
            return
        found = self._canvas.hit_at(self._last, plain=True)
        if press.hit.on is On.HANDLE and press.hit.handle is not None and press.hit.mark is not None:
            self._canvas.preview(self._moved(press.hit.mark, press.hit.handle, found, exact=exact))
        else:
            self._extend(found, exact=exact)

    def _extend(self, found: Hit, *, exact: bool) -> None:
        if exact:
            self._canvas.extend_to_offset(self._grapheme(found.offset))
        else:
            token = self._canvas.grid.nearest(found.character)
            if token is not None:
                self._canvas.extend_to_token(token)

    def _moved(self, mark: Mark, handle: Handle, found: Hit, *, exact: bool) -> Fragments:
        start, end = mark.fragments[handle.fragment]
        parts = list(mark.fragments)
        if exact:
            edge = self._grapheme(found.offset)
        else:
            grid = self._canvas.grid
            edge = _closest(grid.ends if handle.end else grid.starts, found.offset)
        if handle.end and edge > start:
            parts[handle.fragment] = (start, edge)
        elif not handle.end and edge < end:
            parts[handle.fragment] = (edge, end)
        return tuple(parts)

    def _grapheme(self, offset: int) -> int:
        text = self._canvas.text
        return step_grapheme(text, step_grapheme(text, offset, 1), -1) if offset < len(text) else offset

    def _take_sentence(self, found: Hit) -> None:
        # Its patterns take a millisecond to compile, which the start is spared.
        from annotator.domain.sentences import sentence_at

        self._press = None
        self._doubled.invalidate()
        part: Range = sentence_at(self._canvas.text, found.character)
        snapped = self._canvas.grid.snap(part)
        if snapped is not None:
            self._canvas.select_range(snapped)

    def _is_third(self, point: QPointF) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        quick = self._doubled.isValid() and self._doubled.elapsed() < interval
        return quick and (point - self._last).manhattanLength() < 2 * _DRAG

    # ── hover and scrolling ────────────────────────────────────────────────

    def _hover(self, point: QPointF) -> None:
        found = self._canvas.hit_at(point)
        pressed = str(found.on) if found.on in (On.ACCEPT, On.REJECT) else None
        self._canvas.set_hover(found.mark if found.on is not On.HANDLE else None, pressed)
        shape = Qt.CursorShape.IBeamCursor if found.on in (On.TEXT, On.MARK) else _CURSORS[found.on]
        self._canvas.viewport().setCursor(shape)

    def _outside(self) -> bool:
        return not 0 <= self._last.y() < self._canvas.viewport().height()

    def _drift(self) -> None:
        y, height = self._last.y(), self._canvas.viewport().height()
        away = y if y < 0 else max(0.0, y - height)
        self._canvas.scroll_by(away * 0.4)
        self._drag(exact=False)


def _exact(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def _closest(edges: Sequence[int], offset: int) -> int:
    index = bisect_left(edges, offset)
    near = edges[max(0, index - 1) : index + 1]
    return min(near, key=lambda edge: abs(edge - offset), default=offset)
