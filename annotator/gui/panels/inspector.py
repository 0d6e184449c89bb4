"""The inspector: what is selected, the list of mentions, the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.gui.i18n import number, tr
from annotator.gui.panels.details import Card
from annotator.gui.panels.mentions import MentionList
from annotator.gui.parts import Switch, label
from annotator.gui.theme import ui_font

if TYPE_CHECKING:
    from annotator.gui.theme import Themes

NOTE_MS: Final = 800
TABS_HEIGHT: Final = 39


class Tabs(QTabBar):
    """Tabs whose counts are quieter than their names."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._counts: list[int] = []
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(TABS_HEIGHT)
        themes.changed.connect(self.update)

    def add(self, name: str) -> None:
        """Add a tab."""
        self._counts.append(0)
        self.addTab(name)

    def set_count(self, index: int, count: int) -> None:
        """Show a count beside a tab's name; 0 shows none."""
        if self._counts[index] != count:
            self._counts[index] = count
            self.setAccessibleName(" ".join(self._said(i) for i in range(self.count())))
            # A tab bar asks for the sizes of its tabs only when a text changes.
            self.setTabText(index, self.tabText(index))

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room for name and count."""
        return QSize(QFontMetrics(self._font(bold=True)).horizontalAdvance(self._said(index)) + 20, TABS_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tabs."""
        painter = QPainter(self)
        theme = self._themes.theme
        for index in range(self.count()):
            rect: QRect = self.tabRect(index)
            chosen = index == self.currentIndex()
            painter.setFont(self._font(bold=chosen))
            painter.setPen(theme.ink if chosen else theme.ink2)
            name = self.tabText(index)
            inner = rect.adjusted(10, 0, 0, 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
            if self._counts[index]:
                inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(name + " "))
                painter.setFont(self._font(bold=False))
                painter.setPen(theme.ink3)
                painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, number(self._counts[index]))
            if chosen:
                painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, theme.ink)
            if chosen and self.hasFocus():
                painter.setPen(QPen(theme.focus, 2))
                painter.drawRoundedRect(rect.adjusted(2, 4, -2, -5), 6, 6)

    def _said(self, index: int) -> str:
        count = self._counts[index]
        return f"{self.tabText(index)} {number(count)}" if count else self.tabText(index)

    @staticmethod
    def _font(*, bold: bool) -> QFont:
        return ui_font(13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


class NoteEdit(QPlainTextEdit):
    """The note of the dispatch; `written` tells what stands there a moment after the last key, or on leaving."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Note"))
        self.setPlaceholderText(tr("A note on this dispatch, for you or for who reviews it"))
        self.setTabChangesFocus(True)
        self._pause = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._changed)
        self._known = ""

    def show_note(self, note: str) -> None:
        """Show a stored note; what is being written is not disturbed."""
        if note != self._known and not self._pause.isActive():
            self._known = note
            if note != self.toPlainText():
                self.setPlainText(note)
            self._pause.stop()

    def flush(self) -> None:
        """Tell what stands there if it is new."""
        self._pause.stop()
        said = self.toPlainText()
        if said != self._known:
            self._known = said
            self.written.emit(said)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what stands there when the keyboard leaves."""
        super().focusOutEvent(event)
        self.flush()

    def _changed(self) -> None:
        if self.toPlainText() != self._known:
            self._pause.start()


class Inspector(QFrame):
    """The pane at the right."""

    menu_wanted = Signal(str, QPoint)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.tabs = Tabs(themes)
        self.card = Card(themes)
        self.list = MentionList(themes)
        self.only_pending = Switch(themes, accessible=tr("Show only what is to review"))
        self.note = NoteEdit()
        self._title = label(tr("By words"), tone="2", px=12, bold=True)
        self._pages = QStackedWidget()
        self._build()

    def show_tab(self, index: int) -> None:
        """Show a tab: 0 the mentions, 1 the note."""
        self.tabs.setCurrentIndex(index)

    def _build(self) -> None:
        self.tabs.add(tr("Mentions"))
        self.tabs.add(tr("Notes"))
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._pages.addWidget(self._mentions_page())
        self._pages.addWidget(self._notes_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tab_row = QHBoxLayout()
        tab_row.setContentsMargins(6, 0, 6, 0)
        tab_row.addWidget(self.tabs)
        tab_row.addStretch(1)
        column.addLayout(tab_row)
        rule = QFrame()
        rule.setProperty("place", "line")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addWidget(self._pages, 1)

    def _mentions_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(8)
        column.addWidget(self.card)
        head = QHBoxLayout()
        head.setContentsMargins(4, 2, 4, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(label(tr("To review only"), tone="2", px=12))
        head.addWidget(self.only_pending)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        return page

    def _notes_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.note)
        return page
