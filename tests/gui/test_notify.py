"""What the window says when something goes wrong."""

import sys
from types import TracebackType

from PySide6.QtCore import Qt

from annotator.domain.errors import KnownError
from annotator.gui.dialogs.problem import ProblemDialog
from annotator.gui.panels.welcome import Welcome
from tests.gui.desk import Hands


def crash(hands: Hands) -> ProblemDialog:
    """Let a fault of ours reach the top, as Python would hand it over."""
    try:
        int("what nobody thought of")
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        assert isinstance(trace, TracebackType)
        hands.app.notify.crash(kind, error, trace)
    dialog = hands.app.window.findChild(ProblemDialog)
    assert dialog is not None
    return dialog


def test_after_a_fault_the_first_page_is_there_and_nothing_of_the_project(hands: Hands):
    dialog = crash(hands)
    assert hands.app.session is None
    assert isinstance(hands.app.window.stack.currentWidget(), Welcome)
    assert not hands.app.window.header.button.isEnabled()
    dialog.reject()
    hands.app.window.header.done.emit()
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, to=hands.canvas)
    assert hands.app.notify.dialog is None


def test_after_a_fault_the_project_can_be_opened_again(hands: Hands):
    path = hands.desk.session.project.path
    crash(hands).reject()
    assert hands.app.open_project(path)
    assert hands.app.window.header.button.isEnabled()
    hands.until(lambda: len(hands.desk.inspector.list.model_.rows) == 4)


def test_a_fault_is_told_in_words_and_its_trace_is_in_the_details(hands: Hands):
    dialog = crash(hands)
    assert "ValueError" not in dialog.what.text()
    assert "ValueError: invalid literal" in dialog.details


def test_enter_closes_the_box(hands: Hands):
    hands.app.notify.known(KnownError("This file does not exist"))
    dialog = hands.app.window.findChild(ProblemDialog)
    assert dialog is not None
    hands.until(dialog.isVisible)
    hands.key(Qt.Key.Key_Return, to=dialog)
    assert hands.app.notify.dialog is None
