"""What is odd in a dispatch while suggestions wait, and finishing it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.domain.dispatch import Status
from annotator.domain.suggestions import MentionSuggestion
from annotator.storage.suggestions import enqueue
from tests.gui.desk import PIPELINE, Hands, make_project, record

TEXT = "Ankara accuse. Ankara répond, Ankara se tait."


def test_a_place_that_waits_for_an_answer_or_got_one_is_not_odd(open_desk: Callable[..., Hands], tmp_path: Path):
    suggested = tuple(
        MentionSuggestion(id=f"s{at}", label="LOC", fragments=((at, at + 6),), pipeline=PIPELINE) for at in (0, 15)
    )
    hands = open_desk(make_project(tmp_path / "p.annotator", record(1, TEXT, suggested)))
    third = [((30, 36),)]
    hands.key(Qt.Key.Key_Return)
    assert [mark.fragments for mark in hands.desk.work.marks()] == third
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Delete)
    assert [mark.fragments for mark in hands.desk.work.marks()] == third
    hands.key(Qt.Key.Key_F8)
    assert hands.desk.place() == 30


def awaiting(open_desk: Callable[..., Hands], path: Path) -> Hands:
    """Open a project whose dispatches wait for a job that has only just been started."""
    hands = open_desk(make_project(path, record(1, TEXT, ()), record(2, TEXT, ())))
    hands.until(lambda: not hands.desk.suggesting.running, timeout=30_000)
    enqueue(hands.desk.session.project, "other", "1.0")
    hands.desk.suggesting.start()
    return hands


def test_tab_says_that_suggestions_are_still_to_come(open_desk: Callable[..., Hands], tmp_path: Path):
    hands = awaiting(open_desk, tmp_path / "p.annotator")
    hands.key(Qt.Key.Key_Tab)
    assert "still to come" in hands.app.window.status.saved.accessibleName()


def test_done_before_the_suggestions_came_wants_to_be_said_twice(open_desk: Callable[..., Hands], tmp_path: Path):
    hands = awaiting(open_desk, tmp_path / "p.annotator")
    here = hands.desk.dispatch.id
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hands.annotations.status is Status.TODO
    assert "still to come" in hands.app.window.status.saved.accessibleName()
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hands.desk.dispatch.id != here
