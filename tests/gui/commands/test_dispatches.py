"""What is odd in a dispatch while suggestions wait, and finishing it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.domain.suggestions import MentionSuggestion
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
