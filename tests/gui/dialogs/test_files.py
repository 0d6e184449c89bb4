"""Dialogs that ask for files do not touch them."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.gui.dialogs.files import file_dialog
from annotator.services.projects import create_project
from tests.storage.test_lost_locks import locks_on


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/locks")
@pytest.mark.parametrize("mode", [QFileDialog.FileMode.ExistingFiles, QFileDialog.FileMode.Directory])
def test_a_dialog_over_the_folder_of_an_open_project_keeps_its_locks(qtbot, tmp_path: Path, mode):
    with create_project(tmp_path / "p.annotator", name="p") as project:
        held = locks_on(project.path)
        assert held
        parent = QWidget()
        qtbot.addWidget(parent)
        dialog = file_dialog(parent, "Add", tmp_path, "All files (*)")
        dialog.setFileMode(mode)
        dialog.show()
        qtbot.wait(600)
        assert dialog.directory().absolutePath() == str(tmp_path)
        assert locks_on(project.path) == held
        dialog.close()
