"""The label popup in a real window."""

from PySide6.QtCore import QPoint

from annotator.gui.dialogs.labels import LabelPopup
from tests.gui.desk import Hands


def test_the_popup_stays_in_the_window_and_is_as_high_as_what_is_listed(hands: Hands):
    window = hands.app.window
    popup = LabelPopup(hands.desk.session.schema, hands.app.themes.theme, parent=window)
    popup.show_at(window.mapToGlobal(QPoint(200, window.height() - 30)))
    assert window.frameGeometry().contains(popup.geometry())
    assert not popup.list.horizontalScrollBar().isVisible()
    whole = popup.height()
    hands.type("org")
    assert popup.list.count() == 1
    assert popup.height() < whole
    popup.close()
