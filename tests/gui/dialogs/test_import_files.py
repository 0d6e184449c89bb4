"""The import dialog in a real window."""

from collections.abc import Callable
from pathlib import Path

from annotator.gui.dialogs.import_files import ImportDialog
from annotator.gui.i18n import set_language
from tests.gui.desk import Hands, make_project, record


def test_formats_have_their_names_in_the_windows_language(tmp_path: Path, open_desk: Callable[..., Hands]):
    hands = open_desk(make_project(tmp_path / "essai.annotator", record(1)), language="fr")
    try:
        hands.desk.files.import_files()
        dialog = hands.app.window.findChild(ImportDialog)
        assert dialog is not None
        names = [dialog.format.itemText(at) for at in range(dialog.format.count())]
        assert names[1:] == ["JSONL de Dépêche", "Texte brut"]
    finally:
        set_language("en")
