"""Which dispatches the export dialog offers, in a real window."""

from annotator.gui.dialogs.export import ExportChoice, ExportDialog
from annotator.services import exporting
from tests.gui.desk import Hands


def _dialog(hands: Hands) -> ExportDialog:
    hands.desk.files.export()
    dialog = hands.app.window.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def _choose(dialog: ExportDialog, name: str) -> None:
    next(button for button, _ in dialog.choices if button.text() == name).setChecked(True)


def test_the_open_dispatch_alone_can_be_exported(hands: Hands):
    dialog = _dialog(hands)
    _choose(dialog, "The one that is open")
    assert (dialog.written.text(), dialog.left.text()) == ("1", "0")
    choices: list[ExportChoice] = []
    dialog.wanted.disconnect()
    dialog.wanted.connect(choices.append)
    dialog.accept()
    found = exporting.preview(hands.desk.session.project, choices[0].selection)
    assert hands.desk.dispatch.uid.encode() in found.first


def test_the_filtered_list_is_offered_where_there_is_a_filter(hands: Hands):
    dialog = _dialog(hands)
    assert "Filtered list" not in [button.text() for button, _ in dialog.choices]
    dialog.reject()
    hands.until(lambda: hands.app.window.findChild(ExportDialog) is None)
    hands.desk.list_panel.field.setText("Haftar")
    hands.until(lambda: hands.desk.list.filter().text == "Haftar")
    dialog = _dialog(hands)
    _choose(dialog, "Filtered list")
    assert dialog.written.text() == "3"
