"""The inspector's tabs and the card of what is selected."""

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from annotator.domain.annotations import Mention, Origin
from annotator.gui.panels.details import Card
from annotator.gui.panels.inspector import Tabs
from annotator.gui.theme import Themes
from annotator.services.projects import default_schema


def test_a_tab_has_room_for_a_count_that_comes_later(qtbot: QtBot, qapp):
    tabs = Tabs(Themes(qapp))
    qtbot.addWidget(tabs)
    tabs.add("Mentions")
    tabs.add("Notes")
    tabs.show()
    for count in (3, 39, 1_234):
        tabs.set_count(0, count)
        assert tabs.tabRect(0).width() == tabs.tabSizeHint(0).width()
        assert tabs.tabRect(1).left() == tabs.tabRect(0).right() + 1


def card(qtbot: QtBot, qapp, width: int, start: int) -> Card:
    """Return the card of a mention far into a long text."""
    made = Card(Themes(qapp))
    qtbot.addWidget(made)
    made.resize(width, 86)
    made.show()
    mention = Mention(id="m1", label="PER", fragments=((start, start + 6),), text="Ankara", origin=Origin.MANUAL)
    text = "x" * start + "Ankara"
    made.show_target(mention, text=text, schema=default_schema(), paragraph=1, cited=None)
    qapp.processEvents()
    return made


def test_the_bounds_are_read_whole_and_the_hints_give_way(qtbot: QtBot, qapp):
    wide, narrow = (card(qtbot, qapp, width, 1_048_576) for width in (420, 270))
    for made in (wide, narrow):
        said = made.bounds.accessibleName()
        assert made.bounds.text() == said
        assert made.bounds.width() >= QFontMetrics(made.bounds.font()).horizontalAdvance(said)
    assert wide.hints.shown() == 2
    assert narrow.hints.shown() < 2
