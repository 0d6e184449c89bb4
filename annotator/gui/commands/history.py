"""Undo and redo, across dispatches and restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.errors import KnownError
from annotator.gui.i18n import mark, tr, tr_marked

if TYPE_CHECKING:
    from annotator.gui.desk import Desk

STEPS = {
    "label": mark("label a mention"),
    "relabel": mark("change a label"),
    "accept": mark("accept a suggestion"),
    "accept_all": mark("accept all suggestions"),
    "reject": mark("reject a suggestion"),
    "reject_all": mark("reject all suggestions"),
    "remove": mark("remove a mention"),
    "move_edge": mark("move an edge"),
    "add_fragment": mark("add words to a mention"),
    "cut_fragment": mark("cut words out of a mention"),
    "label_all": mark("label all occurrences"),
    "status": mark("change the status"),
    "done": mark("mark as done"),
    "note": mark("write a note"),
    "schema": mark("change the types"),
}


def step_name(name: str | None) -> str:
    """Return a step's name for a menu, in the window's language."""
    return tr_marked(STEPS[name]) if name in STEPS else ""


class HistoryCommands:
    """Take steps back and make them again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self._desk.is_open and self._desk.session.can_undo

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to make again."""
        return self._desk.is_open and self._desk.session.can_redo

    def undo_text(self) -> str:
        """Return the menu's words for undo, with the step's name."""
        name = step_name(self._desk.session.undo_name) if self.can_undo else ""
        return tr("Undo: {step}", step=name) if name else tr("Undo")

    def redo_text(self) -> str:
        """Return the menu's words for redo, with the step's name."""
        name = step_name(self._desk.session.redo_name) if self.can_redo else ""
        return tr("Redo: {step}", step=name) if name else tr("Redo")

    def undo(self) -> None:
        """Take the last step back, in whatever dispatch it was made."""
        self._move(back=True)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._move(back=False)

    def _move(self, *, back: bool) -> None:
        session = self._desk.session
        if not (session.can_undo if back else session.can_redo):
            return
        name = step_name(session.undo_name if back else session.redo_name)
        try:
            changes = session.undo() if back else session.redo()
        except KnownError as error:
            self._desk.notify.known(error)
            return
        if changes.ranges:
            self._desk.canvas.reveal(changes.ranges[0])
        said = tr("Undone: {step}", step=name) if back else tr("Done again: {step}", step=name)
        self._desk.notify.say(said)
