"""The preview of all occurrences."""

from PySide6.QtCore import Qt

from annotator.gui.dialogs.label_all import LabelAllDialog
from tests.gui.desk import Hands


def preview(hands: Hands, words: str) -> LabelAllDialog:
    """Open the preview by its key."""
    hands.select(words)
    hands.letter("g")
    dialog = hands.app.window.findChild(LabelAllDialog)
    assert dialog is not None
    return dialog


def test_a_place_inside_a_longer_suggestion_is_told_and_left_unless_checked(hands: Hands):
    dialog = preview(hands, "Haftar")
    dialog.types.setCurrentIndex(dialog.types.findText("PER"))
    item = dialog.list.item(0)
    assert item.checkState() == Qt.CheckState.Unchecked
    assert "inside a longer PER" in item.text()
    assert not dialog.button.isEnabled()
    item.setCheckState(Qt.CheckState.Checked)
    dialog.button.click()
    assert hands.mentions() == [("Haftar", "PER")]


def test_the_list_never_scrolls_sideways(hands: Hands):
    dialog = preview(hands, "Wagner")
    hands.until(dialog.list.isVisible)
    assert dialog.list.horizontalScrollBar().maximum() == 0
