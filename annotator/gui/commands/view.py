"""What is seen: panels, zoom, panes, the palette of commands, the page of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui import keys
from annotator.gui.actions import TABLE
from annotator.gui.i18n import tr_marked

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.gui.dialogs.command_palette import Entry

ZOOMS: Final = (70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200)


class ViewCommands:
    """Show, hide and find things; nothing here changes the project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def text_only(self) -> None:
        """Show nothing but the text, or all that was there."""
        window = self._desk.window
        window.show_text_only(not window.text_only)
        self._desk.canvas.setFocus()

    def toggle_list(self) -> None:
        """Show or hide the list of dispatches."""
        self._toggle("list")

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._toggle("inspector")

    def toggle_mentions(self) -> None:
        """Show or hide the mentions in the text."""
        self._desk.canvas.set_layers(shown=not self._desk.canvas.look.shown)

    def zoom(self, step: int) -> None:
        """Make the text larger or smaller by a step; 0 is back to 100 %."""
        now = self._desk.canvas.zoom
        if step > 0:
            wanted = next((z for z in ZOOMS if z > now), ZOOMS[-1])
        elif step < 0:
            wanted = next((z for z in reversed(ZOOMS) if z < now), ZOOMS[0])
        else:
            wanted = 100
        self._desk.canvas.set_zoom(wanted)

    def next_pane(self, step: int) -> None:
        """Give the keyboard to the next or previous pane that is shown."""
        panes = [pane for pane in self._desk.panes() if pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if _holds(pane, focus)), -1)
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def search(self) -> None:
        """Give the keyboard to the search field of the list."""
        window = self._desk.window
        if not window.is_shown("list"):
            window.show_pane("list", shown=True)
        self._desk.list_panel.focus_search()

    def command_palette(self) -> None:
        """Open the palette of all commands and dispatches."""
        from annotator.gui.dialogs.command_palette import CommandPalette

        palette = CommandPalette(self._commands(), self._dispatches, parent=self._desk.window)
        palette.chosen.connect(self._chosen)
        palette.open_over(self._desk.window)

    def keys(self) -> None:
        """Show all keys on one page."""
        from annotator.gui.dialogs.keys import KeysDialog

        KeysDialog(self._desk.bindings, parent=self._desk.window).open()

    def about(self) -> None:
        """Show name, version and licence."""
        from annotator.gui.dialogs.about import AboutDialog

        AboutDialog(parent=self._desk.window).open()

    def _toggle(self, name: str) -> None:
        window = self._desk.window
        shown = window.is_shown(name)
        window.show_pane(name, shown=not shown)
        if shown:
            self._desk.canvas.setFocus()

    def _commands(self) -> list[Entry]:
        from annotator.gui.dialogs.command_palette import Entry

        found: dict[str, Entry] = {}
        for action in TABLE:
            if action.in_menu and action.enabled(self._desk):
                chords = self._desk.bindings.keys(action.id)
                hint = keys.shown(chords[0]) if chords else ""
                found[action.id] = Entry(tr_marked(action.text), hint, action.id)
        return list(found.values())

    def _dispatches(self, typed: str) -> list[Entry]:
        from annotator.gui.dialogs.command_palette import Entry

        if not self._desk.is_open:
            return []
        return [Entry(row.title, row.date or "", row.id) for row in self._desk.list.find(typed)]

    def _chosen(self, value: object) -> None:
        if isinstance(value, int):
            self._desk.work.open(value)
        elif isinstance(value, str):
            self._desk.bindings.run(value)


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))
