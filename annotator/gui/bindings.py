"""From keys and menus to the table of actions; counts the presses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar

from annotator.gui import keys
from annotator.gui.action import Action, Group, Scope
from annotator.gui.actions import TABLE, by_id, keys_of
from annotator.gui.i18n import mark, tr_marked
from annotator.settings.table import KEYS

if TYPE_CHECKING:
    from annotator.gui.desk import Desk

MENUS: Final = (
    (Group.FILE, mark("File")),
    (Group.EDIT, mark("Edit")),
    (Group.VIEW, mark("View")),
    (Group.DISPATCH, mark("Dispatch")),
    (Group.ANNOTATE, mark("Annotate")),
    (Group.PROJECT, mark("Project")),
    (Group.HELP, mark("Help")),
)
SECTIONS: Final = (*MENUS, (Group.MOVE, mark("Move")))

_BREAK_AFTER: Final = {
    "demo", "close_project", "save_copy", "redo", "copy_details", "show_mentions", "zoom_reset", "done", "next_todo",
    "note", "accept", "select", "cut_fragment", "suggest",
}  # fmt: skip


class Bindings(QObject):
    """Hears the keys: those of the window by QShortcut, those of the canvas by a filter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._actions = by_id()
        self._shortcuts: list[QShortcut] = []
        self._canvas_keys: dict[str, Action] = {}
        self.bind()
        desk.canvas.installEventFilter(self)

    def bind(self) -> None:
        """Take the keys from the table and the settings."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts.clear()
        self._canvas_keys.clear()
        remapped = self._desk.settings[KEYS]
        for action in TABLE:
            for chord in keys_of(action, remapped):
                # The canvas hears those of the window too: one way for every key of who annotates.
                self._canvas_keys[keys.normal(chord)] = action
                if action.scope is Scope.WINDOW:
                    self._listen(action, chord)

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return keys_of(self._actions[name], self._desk.settings[KEYS])

    def run(self, name: str) -> None:
        """Do an action where it is enabled."""
        action = self._actions[name]
        if action.enabled(self._desk):
            action.handler(self._desk)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hear the keys of the canvas."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Else a shortcut of the window would take what the canvas means to hear.
            if self._canvas_action(event) is not None:
                event.accept()
                return True
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        action = self._canvas_action(event)
        if keys.is_press(event):
            self._desk.press()
        if action is None:
            return False
        if (action.repeats or not event.isAutoRepeat()) and action.enabled(self._desk):
            action.handler(self._desk)
        return True

    def _canvas_action(self, event: QKeyEvent) -> Action | None:
        digit = keys.digit(event)
        if digit is not None:
            return self._canvas_keys.get(digit)
        chord = keys.chord(event)
        return self._canvas_keys.get(chord) if chord else None

    def _listen(self, action: Action, chord: str) -> None:
        shortcut = QShortcut(QKeySequence(chord), self._desk.window)
        shortcut.setAutoRepeat(action.repeats)
        shortcut.activated.connect(lambda: self._heard(action))
        self._shortcuts.append(shortcut)

    def _heard(self, action: Action) -> None:
        self._desk.press()
        if action.enabled(self._desk):
            action.handler(self._desk)


class Menus(QObject):
    """The menu bar, filled from the table; what is enabled is asked when a menu opens."""

    def __init__(self, desk: Desk, bindings: Bindings, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bindings = bindings
        for group, text in MENUS:
            menu = bar.addMenu(tr_marked(text))
            menu.aboutToShow.connect(lambda menu=menu, group=group: self._fill(menu, group))

    def _fill(self, menu: QMenu, group: Group) -> None:
        menu.clear()
        for action in TABLE:
            if action.group is group and action.in_menu:
                self.add(menu, action)
                if action.id in _BREAK_AFTER:
                    menu.addSeparator()

    def add(self, menu: QMenu, action: Action) -> QAction:
        """Add an action of the table to a menu."""
        text = self.text_of(action)
        chords = self._bindings.keys(action.id)
        shown = keys.shown(chords[0]) if chords else ""
        item = menu.addAction(f"{text}\t{shown}" if shown else text)
        item.setEnabled(action.enabled(self._desk))
        item.triggered.connect(lambda _checked=False, name=action.id: self._bindings.run(name))
        return item

    def context(self, names: tuple[str, ...]) -> QMenu:
        """Return a menu of some actions by their ids, `-` for a line between."""
        menu = QMenu(self._desk.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = by_id()
        for name in names:
            if name == "-":
                menu.addSeparator()
            else:
                self.add(menu, actions[name])
        return menu

    def text_of(self, action: Action) -> str:
        """Return an action's words; undo and redo name their step."""
        if action.id == "undo":
            return self._desk.history.undo_text()
        if action.id == "redo":
            return self._desk.history.redo_text()
        return tr_marked(action.text)
