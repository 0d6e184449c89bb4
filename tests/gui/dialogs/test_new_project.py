"""The form of a new project, filled by choices that ask for a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.new_project import NewProject, NewProjectDialog
from annotator.services.projects import NO_PIPELINE


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewProjectDialog:
    made = NewProjectDialog(tmp_path)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.name.setText("Été")
    made.pipeline.setCurrentIndex(made.pipeline.findData(NO_PIPELINE))
    made.show()
    return made


def choose_last(box: QComboBox, dialog: NewProjectDialog) -> QFileDialog:
    """Choose the last entry of a box by keys; return the file dialog that it opens."""
    QTest.keyClick(box, Qt.Key.Key_End)
    asked = [found for found in dialog.findChildren(QFileDialog) if found.isVisible()]
    return asked[0]


def made_by(dialog: NewProjectDialog) -> NewProject:
    """Return what the form asks for."""
    wanted: list[NewProject] = []
    dialog.wanted.connect(wanted.append)
    dialog.accept()
    return wanted[0]


def test_going_back_without_a_folder_keeps_the_pipeline(dialog: NewProjectDialog):
    choose_last(dialog.pipeline, dialog).reject()
    assert dialog.pipeline.currentData() == NO_PIPELINE
    assert made_by(dialog).pipeline == NO_PIPELINE


def test_going_back_without_a_schema_file_keeps_the_types(dialog: NewProjectDialog):
    before = dialog.types.currentText()
    choose_last(dialog.types, dialog).reject()
    assert dialog.types.currentText() == before
    assert made_by(dialog).schema is None


def test_a_schema_file_becomes_a_choice(dialog: NewProjectDialog, tmp_path: Path):
    schema = tmp_path / "types.json"
    schema.write_text("{}")
    asked = choose_last(dialog.types, dialog)
    field = asked.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(schema))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.types.currentText() == str(schema)
    choose_last(dialog.types, dialog).reject()
    assert made_by(dialog).schema == schema
