"""What the canvas, the lists and the find field ask for, handed to the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint

from annotator.domain.suggestions import MentionSuggestion
from annotator.gui.commands.mentions import Key

if TYPE_CHECKING:
    from annotator.gui.desk import Desk

ON_TARGET = ("accept", "remove", "-", "label_all", "-", "copy", "copy_details")
ON_WORDS = ("accept", "add_fragment", "cut_fragment", "label_all", "-", "copy", "copy_details")


def wire_late(desk: Desk) -> None:
    """Connect what only a person can set off."""
    desk.canvas.requested.connect(lambda action, payload: _requested(desk, action, payload))
    desk.canvas.hovered_changed.connect(lambda _mark: desk.touched())
    desk.inspector.list.menu_wanted.connect(lambda key, point: _row_menu(desk, key, point))
    bar = desk.window.find_bar
    bar.moved.connect(desk.texts.find_next)
    bar.edited.connect(desk.texts.seek)
    bar.closed.connect(desk.texts.leave)


def _requested(desk: Desk, action: str, payload: Any) -> None:
    match action, payload:
        case (("accept" | "reject"), str(name)):
            target = desk.mentions.find((True, name))
            if isinstance(target, MentionSuggestion):
                (desk.mentions.accept if action == "accept" else desk.mentions.reject)(target)
        case "set_fragments", (str(), fragments):
            key = desk.selected
            target = desk.mentions.find(key) if key is not None else None
            if target is not None:
                desk.mentions.set_fragments(target, fragments, name="move_edge")
        case "label", (str(label), fragments):
            desk.mentions.make(fragments[0], label)
        case "context_menu", (QPoint() as point, _):
            names = ON_WORDS if desk.canvas.selection is not None else ON_TARGET
            desk.menus.context(names).popup(point)
        case _:
            pass


def _row_menu(desk: Desk, key: Key, point: QPoint) -> None:
    desk.select(key, reveal=True)
    desk.menus.context(ON_TARGET).popup(point)
