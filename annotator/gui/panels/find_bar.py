"""The field that finds words in the dispatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from annotator.gui.i18n import tr
from annotator.gui.parts import IconButton, label

if TYPE_CHECKING:
    from annotator.gui.theme import Themes


class FindBar(QFrame):
    """A row above the canvas; `moved(step)` asks for the next or previous place, `closed` gives the keyboard back."""

    moved = Signal(int)
    edited = Signal(str)
    closed = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setProperty("place", "paper")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in this dispatch"))
        self.field.setAccessibleName(tr("Find in this dispatch"))
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(self.edited)
        self.found = label(tone="2", px=12)
        previous = IconButton("chevron-left", themes, accessible=tr("Find previous"))
        following = IconButton("chevron-right", themes, accessible=tr("Find next"))
        close = IconButton("cross", themes, accessible=tr("Close"))
        previous.clicked.connect(lambda: self.moved.emit(-1))
        following.clicked.connect(lambda: self.moved.emit(1))
        close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        row.setSpacing(6)
        self.field.setMaximumWidth(320)
        row.addWidget(self.field, 1)
        for widget in (self.found, previous, following, close):
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    def words(self) -> str:
        """Return what is sought."""
        return self.field.text()

    def open(self, words: str = "") -> None:
        """Show the field with the keyboard in it."""
        self.show()
        if words:
            self.field.setText(words)
            self.edited.emit(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hide the field."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
