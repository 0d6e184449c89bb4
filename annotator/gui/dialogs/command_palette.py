"""The command palette: every action and every dispatch, by typing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.gui.i18n import tr

WIDTH = 560
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: what it says, its keys, and what choosing it means."""

    text: str
    hint: str
    value: Any


class CommandPalette(QFrame):
    """A popup below the command field; `chosen` carries the value of an entry."""

    chosen = Signal(object)

    def __init__(
        self, commands: Iterable[Entry], find_dispatches: Callable[[str], list[Entry]], *, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        self._commands = list(commands)
        self._find = find_dispatches
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Command or dispatch"))
        self.field.setAccessibleName(tr("Command or dispatch"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands and dispatches"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textEdited.connect(self._fill)
        self.field.installEventFilter(self)
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Open at the top of a window, in its middle."""
        self.setFixedSize(min(WIDTH, window.width() - 40), 60 + SHOWN * 28)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 44)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hear Enter and the arrows."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(self.list.currentItem())
            case Qt.Key.Key_Down:
                self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))
            case Qt.Key.Key_Up:
                self.list.setCurrentRow(max(self.list.currentRow() - 1, 0))
            case _:
                return False
        return True

    def _fill(self, typed: str) -> None:
        wanted = plain(typed).split()
        found = [entry for entry in self._commands if all(word in plain(entry.text) for word in wanted)]
        found += self._find(typed) if typed.strip() else []
        self.list.clear()
        for entry in found:
            item = QListWidgetItem(f"{entry.text}    {entry.hint}" if entry.hint else entry.text)
            item.setData(Qt.ItemDataRole.UserRole, entry.value)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            value = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen.emit(value)


def plain(text: str) -> str:
    """Return a text without accents and case, to compare."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
