import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from annotator.domain.text import OffsetMap
from annotator.gui.canvas.accessible import description
from annotator.gui.canvas.view import Canvas
from annotator.gui.theme import theme
from tests.gui.canvas import scene


@pytest.fixture(autouse=True)
def _listening():
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_the_cursor_says_its_token_its_marks_and_their_state(canvas: Canvas):
    canvas.put_cursor(scene.place("Armor")[0])
    assert description(canvas) == "Armor; LOC, suggested: Armor; ORG: région Armor"
    canvas.select("m3")
    assert description(canvas) == "Yann; selected PER, edited suggestion: Yann Le Guellec"


def test_the_text_interface_counts_utf_16_units(show):
    canvas = show("Ah 👩‍👩‍👧 voilà")
    interface = QAccessible.queryAccessibleInterface(canvas)
    text = interface.textInterface()
    assert text.characterCount() == OffsetMap(canvas.text).to_utf16(len(canvas.text))
    canvas.put_cursor(canvas.text.index("voilà"))
    where = text.cursorPosition()
    assert text.text(where, where + 5) == "voilà"
    text.setSelection(0, 0, 2)
    assert canvas.selection == (0, 2)
    assert text.selectionCount() == 1
    text.removeSelection(0)
    assert text.selectionCount() == 0
    text.setCursorPosition(0)
    assert canvas.cursor_token == 0
    assert text.offsetAtPoint(canvas.viewport().mapToGlobal(QPoint(130, 45))) == 0
    assert text.characterRect(0).height() == 20


def test_moving_with_a_screen_reader_on_survives_the_end_of_the_canvas(qtbot):
    canvas = Canvas(theme("light"))
    canvas.show_dispatch(scene.DISPATCH, scene.GRID, scene.SCHEMA)
    canvas.set_marks(scene.ANNOTATIONS, scene.SUGGESTIONS)
    canvas.show()
    canvas.setFocus()
    interface = QAccessible.queryAccessibleInterface(canvas)
    text = interface.textInterface()
    for _ in range(30):
        canvas.move_cursor(1)
    with qtbot.waitSignal(canvas.destroyed):
        canvas.deleteLater()
    del canvas
    gc.collect()
    QApplication.processEvents()
    assert text.characterCount() == 0
