"""One action: what a row of the table in actions.py says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.gui.i18n import mark

if TYPE_CHECKING:
    from annotator.gui.desk import Desk


class Scope(StrEnum):
    """Where an action's keys are heard."""

    WINDOW = "window"
    CANVAS = "canvas"


class Group(StrEnum):
    """The menu, and the section of the page of keys, that an action stands in."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    DISPATCH = "dispatch"
    ANNOTATE = "annotate"
    PROJECT = "project"
    HELP = "help"
    MOVE = "move"


Handler = Callable[["Desk"], None]
Test = Callable[["Desk"], bool]


def always(_desk: Desk) -> bool:
    """Say yes."""
    return True


def in_project(desk: Desk) -> bool:
    """Tell whether a project is open."""
    return desk.is_open


def reading(desk: Desk) -> bool:
    """Tell whether a dispatch is on the canvas."""
    return desk.has_dispatch


def on_something(desk: Desk) -> bool:
    """Tell whether a mention or a suggestion is the target."""
    return desk.has_dispatch and desk.mentions.target() is not None


def selecting(desk: Desk) -> bool:
    """Tell whether words are selected."""
    return desk.has_dispatch and desk.canvas.selection is not None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do; `keyless` says why it has no key."""

    id: str
    group: Group
    text: str
    keys: tuple[str, ...]
    handler: Handler
    enabled: Test = always
    scope: Scope = Scope.WINDOW
    keyless: str = ""
    repeats: bool = False
    in_menu: bool = True


CANVAS = Scope.CANVAS


def move(name: str, text: str, key: str, handler: Handler) -> Action:
    """Return an action that moves the cursor."""
    return Action(name, Group.MOVE, text, (key,), handler, reading, CANVAS, repeats=True, in_menu=False)


def edge(name: str, text: str, key: str, *, end: bool, step: int, character: bool = False) -> Action:
    """Return an action that moves an edge of the target."""

    def handler(desk: Desk) -> None:
        desk.mentions.move_edge(end=end, step=step, character=character)

    return Action(name, Group.ANNOTATE, text, (key,), handler, on_something, CANVAS, repeats=True, in_menu=False)


def label(digit: str) -> Action:
    """Return the action of a digit key."""
    return Action(
        f"label_{digit}",
        Group.ANNOTATE,
        mark("Label with the type of this key"),
        (digit,),
        lambda desk: desk.mentions.label_by_key(digit),
        reading,
        CANVAS,
        in_menu=False,
    )
