"""The right corner of the menu row: undo, redo, the command field, what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.gui.i18n import tr
from annotator.gui.icons import pixmap
from annotator.gui.keys import shown
from annotator.gui.parts import IconButton, key_cap, label, short_line

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.gui.theme import Theme, Themes
    from annotator.services.changes import Changes

FIELD: int = 244


class CommandField(QFrame):
    """Looks like a field; a click opens the palette of commands."""

    def __init__(self, themes: Themes, key: str) -> None:
        super().__init__()
        self.on_click = _nothing
        self.setProperty("card", True)
        self.setFixedSize(QSize(FIELD, 26))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(tr("Command or dispatch"))
        self._sign = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(7)
        row.addWidget(self._sign)
        row.addWidget(label(tr("Command or dispatch"), tone="3"))
        row.addStretch(1)
        row.addWidget(key_cap(key))
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the palette."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.on_click()

    def _dress(self, theme: Theme) -> None:
        self._sign.setPixmap(pixmap("search", theme.ink2, 14))


class Corner:
    """The widgets of the corner; their state follows the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.undo = self._button("undo", "undo", tr("Undo"))
        self.redo = self._button("redo", "redo", tr("Redo"))
        self.field = CommandField(desk.themes, desk.bindings.keys("command")[0])
        self.field.on_click = lambda: desk.bindings.run("command")
        self.mentions = self._button("mentions", "show_mentions", tr("Mentions in the text"), checkable=True)
        self.list = self._button("panel-left", "show_list", tr("List of dispatches"), checkable=True)
        self.inspector = self._button("panel-right", "show_inspector", tr("Inspector"), checkable=True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(4)
        groups = ((self.undo, self.redo), (self.field,), (self.mentions,), (self.list, self.inspector))
        for at, group in enumerate(groups):
            if at:
                row.addSpacing(4)
                row.addWidget(short_line(18))
                row.addSpacing(4)
            for widget in group:
                row.addWidget(widget)
        desk.window.menuBar().setCornerWidget(holder, Qt.Corner.TopRightCorner)
        self.holder = holder
        holder.show()
        desk.changed.connect(self._changed)
        desk.opened.connect(self.refresh)
        desk.window.panes_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be undone and which panes are there."""
        desk = self._desk
        self.undo.setEnabled(desk.history.can_undo)
        self.redo.setEnabled(desk.history.can_redo)
        self.undo.setToolTip(self._tip(desk.history.undo_text(), "undo"))
        self.redo.setToolTip(self._tip(desk.history.redo_text(), "redo"))
        for button, on in (
            (self.mentions, desk.canvas.look.shown),
            (self.list, desk.window.is_shown("list")),
            (self.inspector, desk.window.is_shown("inspector")),
        ):
            button.setEnabled(desk.is_open)
            button.setChecked(desk.is_open and on)

    def _changed(self, _changes: Changes) -> None:
        self.refresh()

    def _button(self, icon: str, action: str, text: str, *, checkable: bool = False) -> IconButton:
        button = IconButton(icon, self._desk.themes, size=26, accessible=text)
        button.setToolTip(self._tip(text, action))
        button.setCheckable(checkable)
        button.clicked.connect(lambda _checked=False: self._run(action))
        return button

    def _run(self, action: str) -> None:
        self._desk.bindings.run(action)
        self.refresh()

    def _tip(self, text: str, action: str) -> str:
        chords = self._desk.bindings.keys(action)
        return f"{text} ({shown(chords[0])})" if chords else text


def _nothing() -> None:
    pass
