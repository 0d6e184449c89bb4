"""The canvas for screen readers: its text, its cursor, and what is marked where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget

from annotator.domain.text import OffsetMap
from annotator.gui.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.canvas.marks import Mark
    from annotator.gui.canvas.view import Canvas

_kept: list[QAccessibleInterface] = []
"""Qt deletes an interface with its widget, but it is Python's to keep until then."""


class _Text(QAccessibleTextInterface):
    """The dispatch's text in UTF-16 offsets, read only."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = ref(canvas)
        self._map: tuple[str, OffsetMap] = ("", OffsetMap(""))

    def _alive(self) -> Canvas | None:
        canvas = self._canvas()
        return canvas if canvas is not None and shiboken6.isValid(canvas) else None

    def units(self) -> OffsetMap:
        """Return the map of the text that is shown."""
        canvas = self._alive()
        text = canvas.text if canvas is not None else ""
        if self._map[0] is not text:
            self._map = (text, OffsetMap(text))
        return self._map[1]

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803
        canvas, units = self._alive(), self.units()
        if canvas is None:
            return ""
        return canvas.text[units.to_code_point(startOffset) : units.to_code_point(endOffset)]

    def characterCount(self) -> int:
        canvas = self._alive()
        return self.units().to_utf16(len(canvas.text)) if canvas is not None else 0

    def cursorPosition(self) -> int:
        canvas = self._alive()
        part = canvas.cursor_range() if canvas is not None else None
        return self.units().to_utf16(part[0]) if part is not None else 0

    def setCursorPosition(self, position: int) -> None:
        canvas = self._alive()
        if canvas is not None:
            canvas.put_cursor(self.units().to_code_point(position), reveal=True)

    def selectionCount(self) -> int:
        canvas = self._alive()
        return 1 if canvas is not None and canvas.selection is not None else 0

    def selection(self, selectionIndex: int) -> tuple[int, int]:  # noqa: ARG002, N803
        canvas = self._alive()
        part = canvas.selection if canvas is not None else None
        return (self.units().to_utf16(part[0]), self.units().to_utf16(part[1])) if part is not None else (0, 0)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: ARG002, N803
        self.addSelection(startOffset, endOffset)

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        canvas, units = self._alive(), self.units()
        if canvas is not None:
            canvas.select_range((units.to_code_point(startOffset), units.to_code_point(endOffset)))

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: ARG002, N803
        canvas = self._alive()
        if canvas is not None:
            canvas.clear_selection()

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: ARG002, N803
        canvas = self._alive()
        if canvas is not None:
            canvas.reveal_offset(self.units().to_code_point(startIndex))

    def characterRect(self, offset: int) -> QRect:
        canvas = self._alive()
        rect = canvas.rect_of(self.units().to_code_point(offset)) if canvas is not None else None
        if canvas is None or rect is None:
            return QRect()
        return QRect(canvas.viewport().mapToGlobal(rect.topLeft().toPoint()), rect.toRect().size())

    def offsetAtPoint(self, point: QPoint) -> int:
        canvas = self._alive()
        if canvas is None:
            return -1
        return self.units().to_utf16(canvas.hit_at(canvas.viewport().mapFromGlobal(point).toPointF()).character)

    def attributes(self, offset: int) -> tuple[str, int, int]:
        return ("", offset, offset + 1)


class _Interface(QAccessibleWidget):
    """What Qt hands to the platform for a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Document, "")
        self._canvas = ref(canvas)
        self._text = _texts[canvas]

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        if arg__1 == QAccessible.InterfaceType.TextInterface:
            return self._text
        return super().interface_cast(arg__1)

    def text(self, t: QAccessible.Text) -> str:
        canvas = self._canvas()
        if t == QAccessible.Text.Name:
            return tr("Text of the dispatch")
        if t in (QAccessible.Text.Description, QAccessible.Text.Value) and canvas is not None:
            return description(canvas) if shiboken6.isValid(canvas) else ""
        return super().text(t)


_texts: WeakKeyDictionary[Canvas, _Text] = WeakKeyDictionary()


def install(canvas: Canvas) -> None:
    """Make a canvas readable, and announce what its cursor comes to."""
    if not _Factory.installed:
        _Factory.installed = True
        QAccessible.installFactory(_make)
    _texts[canvas] = _Text(canvas)
    for signal in (canvas.cursor_moved, canvas.mark_selected, canvas.marks_changed):
        signal.connect(canvas.announce)


class _Factory:
    installed = False


def _make(_name: str, made: QObject) -> QAccessibleInterface | None:
    from annotator.gui.canvas.view import Canvas

    if not isinstance(made, Canvas):
        return None
    interface = _Interface(made)
    _kept.append(interface)
    return interface


def announce(canvas: Canvas) -> None:
    """Tell a screen reader, where one listens, what the cursor is on."""
    if not QAccessible.isActive() or not canvas.hasFocus():
        return
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(canvas, _texts[canvas].cursorPosition()))
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(canvas, description(canvas)))


def description(canvas: Canvas) -> str:
    """Return the cursor's token, then each mark there, its words and its state."""
    part = canvas.cursor_range()
    if part is None:
        return ""
    said = [canvas.text[slice(*part)]]
    said += [_spoken(canvas, mark) for mark in canvas.marks_here()]
    return "; ".join(said)


def _spoken(canvas: Canvas, mark: Mark) -> str:
    kind = canvas.schema.entity(mark.label)
    name = kind.name if kind is not None else mark.label
    words = " … ".join(canvas.text[start:end] for start, end in mark.fragments)
    chosen = canvas.chosen is not None and canvas.chosen.key == mark.key
    if mark.suggested:
        said = tr("{label}, suggested: {words}", label=name, words=words)
    elif mark.edited:
        said = tr("{label}, edited suggestion: {words}", label=name, words=words)
    else:
        said = tr("{label}: {words}", label=name, words=words)
    return tr("selected {mention}", mention=said) if chosen else said
