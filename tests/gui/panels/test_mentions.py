"""The inspector's list under a real mouse."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from annotator.gui.panels.mention_rows import ItemRow
from annotator.gui.panels.mentions import MentionList, answer_boxes
from tests.gui.desk import Hands

LEFT = Qt.MouseButton.LeftButton


def box(found: MentionList, name: str, *, accept: bool) -> QPoint:
    """Return the middle of a suggestion's ✓ or ✗."""
    at = next(i for i, row in enumerate(found.model_.rows) if isinstance(row, ItemRow) and row.id == name)
    yes, no = answer_boxes(QRectF(found.visualRect(found.model_.index(at))))
    return (yes if accept else no).center().toPoint()


def over(hands: Hands, name: str, *, accept: bool) -> tuple[MentionList, QPoint]:
    """Move the mouse over a suggestion's ✓ or ✗."""
    found = hands.desk.inspector.list
    hands.until(lambda: len(found.model_.rows) == 4)
    point = box(found, name, accept=accept)
    QTest.mouseMove(found.viewport(), point)
    hands.until(lambda: found.row_over() >= 0)
    return found, point


def double_click(found: MentionList, point: QPoint) -> None:
    """Click and click again without moving, as the platform tells it."""
    QTest.mouseClick(found.viewport(), LEFT, pos=point)
    QTest.mouseDClick(found.viewport(), LEFT, pos=point)


def test_a_double_click_on_a_tick_accepts_that_suggestion_alone(hands: Hands):
    found, point = over(hands, "s2", accept=True)
    double_click(found, point)
    assert hands.mentions() == [("M. Haftar", "PER")]
    assert not hands.annotations.rejections


def test_a_double_click_on_a_cross_does_not_reject_the_row_that_slides_up(hands: Hands):
    found, point = over(hands, "s2", accept=False)
    QTest.mouseClick(found.viewport(), LEFT, pos=point)
    hands.until(lambda: len(found.model_.rows) == 3)
    QTest.mouseDClick(found.viewport(), LEFT, pos=point)
    assert set(hands.annotations.rejections) == {"s2"}


def test_a_press_let_go_elsewhere_answers_nothing(hands: Hands):
    found, point = over(hands, "s2", accept=True)
    QTest.mousePress(found.viewport(), LEFT, pos=point)
    QTest.mouseRelease(found.viewport(), LEFT, pos=point + QPoint(0, 60))
    assert not hands.mentions()


def test_where_no_tick_is_drawn_a_click_picks_the_row(hands: Hands):
    found = hands.desk.inspector.list
    hands.until(lambda: len(found.model_.rows) == 4)
    assert found.row_over() == -1
    QTest.mouseClick(found.viewport(), LEFT, pos=box(found, "s3", accept=True))
    assert not hands.mentions()
    assert hands.desk.selected == (True, "s3")


def test_the_row_that_slides_under_a_resting_mouse_is_the_hovered_one(hands: Hands):
    found, point = over(hands, "s1", accept=False)
    QTest.mouseClick(found.viewport(), LEFT, pos=point)
    hands.until(lambda: len(found.model_.rows) == 3)
    assert found.row_over() == 0
    assert hands.canvas.look.hovered == (True, "s2")


def test_selecting_pushes_no_row_away(hands: Hands):
    found = hands.desk.inspector.list
    hands.until(lambda: len(found.model_.rows) == 4)
    card, before = hands.desk.inspector.card, found.geometry()
    assert card.nothing.isVisible()
    hands.key(Qt.Key.Key_Tab)
    hands.until(card.facts.isVisible)
    # Fonts that fall back may be a pixel taller.
    after = found.geometry()
    assert max(abs(after.top() - before.top()), abs(after.bottom() - before.bottom())) <= 1
