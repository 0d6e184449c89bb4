"""A real window on a real project, driven by real key events."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.annotations import Annotations, Mention
from annotator.domain.dispatch import Dispatch
from annotator.domain.record import Record
from annotator.domain.suggestions import MentionSuggestion
from annotator.gui.app import App
from annotator.services.projects import default_schema
from annotator.settings.file import Settings
from annotator.settings.table import ANNOTATOR, LANGUAGE
from annotator.storage.batches import importing
from annotator.storage.project import Project

TEXT = "Le Premier ministre du GNA Fayez al-Sarraj a vu M. Haftar à Ankara. L'Etat et Wagner se taisent."
PIPELINE = "test 1.0"

# Scan codes of the digit row and of a few letters, as the system that the tests run on gives them.
_EVDEV = {**{str(digit): 9 + digit for digit in range(1, 10)}, "g": 42, "f": 41, "n": 57, "a": 24, "x": 53, "k": 45}
_AZERTY = dict(zip("123456789", "&é\"'(-è_ç", strict=True))


def suggestion(name: str, words: str, label: str, *, text: str = TEXT) -> MentionSuggestion:
    """Return a suggestion for words that stand once in a text."""
    start = text.index(words)
    return MentionSuggestion(id=name, label=label, fragments=((start, start + len(words)),), pipeline=PIPELINE)


SUGGESTED = (
    suggestion("s1", "Premier ministre du GNA Fayez al-Sarraj", "PER"),
    suggestion("s2", "M. Haftar", "PER"),
    suggestion("s3", "Ankara", "LOC"),
    suggestion("s4", "Etat", "LOC"),
)


def make_project(path: Path, *records: Record) -> Path:
    """Make a project file with dispatches and their suggestions, and no pipeline."""
    with Project.create(path, name="Essai", schema=default_schema()) as project:
        with importing(project, source="test") as batch:
            for record in records:
                batch.add(record)
    return path


def record(number: int, text: str = TEXT, suggested: tuple[MentionSuggestion, ...] = SUGGESTED) -> Record:
    """Return a dispatch with suggestions."""
    metadata = {"date": f"2020-06-{number % 28 + 1:02}", "slug": f"libye-{number}"}
    return Record(Dispatch(uid=f"d{number}", text=text, metadata=metadata), None, None, suggested)


class Hands:
    """The hands at one window."""

    def __init__(self, app: App, wait: Callable[..., None]) -> None:
        self.app = app
        self.desk = app.desk
        self.canvas = app.window.canvas
        self._wait = wait

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, to: QWidget | None = None) -> None:
        """Press and let go of a key as the platform would: shortcuts are heard too."""
        state = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            state |= modifier
        QTest.keyClick(to or QApplication.focusWidget() or self.canvas, key, state)

    def digit(self, digit: str, *, azerty: bool = True) -> None:
        """Press a digit's physical key, as an AZERTY or a QWERTY keyboard sends it."""
        written = _AZERTY[digit] if azerty else digit
        self.native(_EVDEV[digit], written)

    def letter(self, letter: str) -> None:
        """Press a letter's key."""
        self.native(_EVDEV.get(letter, 0), letter)

    def native(
        self, scan_code: int, written: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Post a press and a release with a native scan code."""
        target = QApplication.focusWidget() or self.canvas
        code = Qt.Key(ord(written.upper())) if written.isascii() and written.isalnum() else Qt.Key.Key_Any
        if sys.platform == "win32":
            scan_code -= 8
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code.value, modifiers, scan_code, 0, 0, written)
            QApplication.sendEvent(target, event)

    def type(self, text: str) -> None:
        """Type into the field that has the keyboard."""
        # QTest knows ASCII only, and aborts on the rest.
        for character in text:
            self.native(0, character)

    def put_on(self, words: str) -> None:
        """Put the cursor on the first token of words, by the arrow keys alone."""
        grid = self.desk.session.grid
        wanted = grid.at(self.desk.dispatch.text.index(words))
        assert wanted is not None
        self.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(wanted):
            self.key(Qt.Key.Key_Right)
        assert self.canvas.cursor_range() == grid[wanted]

    def select(self, words: str) -> None:
        """Select words token by token, by keys alone."""
        self.put_on(words)
        start = self.desk.dispatch.text.index(words)
        first, last = self.desk.session.grid.touched((start, start + len(words)))
        for _ in range(last - first - 1):
            self.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        if last - first == 1:
            self.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
            self.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click on a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def until(self, condition: Callable[[], bool], timeout: int = 5_000) -> None:
        """Let the window work until a condition holds."""
        self._wait(condition, timeout=timeout)

    def mentions(self) -> list[tuple[str, str]]:
        """Return words and label of each mention, in text order."""
        found = sorted(self.desk.annotations.mentions.values(), key=lambda m: m.fragments)
        return [(mention.text, mention.label) for mention in found]

    def mention(self, words: str) -> Mention:
        """Return the mention of some words."""
        return next(m for m in self.desk.annotations.mentions.values() if m.text == words)

    @property
    def annotations(self) -> Annotations:
        """Return the layer of the open dispatch."""
        return self.desk.annotations


def new_app(language: str = "en") -> App:
    """Build the window in a language, for the annotator “Maud”."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    settings = Settings()
    settings.set(LANGUAGE, language)
    settings.set(ANNOTATOR, "Maud")
    return App(qt, settings)
