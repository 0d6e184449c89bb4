"""Backups in the window: the open project's, and those of a project that cannot be opened any more."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from annotator.gui.app import App
from annotator.gui.dialogs.backups import BackupsDialog
from annotator.gui.dialogs.problem import ProblemDialog
from annotator.storage.backups import back_up
from tests.gui.desk import Hands, make_project, record


def _damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 40_000)


def test_a_damaged_project_is_opened_from_its_backup(window: App, tmp_path: Path):
    path = make_project(tmp_path / "essai.annotator", record(1))
    back_up(path, reason="daily")
    _damage(path)
    assert not window.open_project(path)
    box = window.window.findChild(ProblemDialog)
    assert box is not None
    assert box.cure.isVisible()
    box.cure.click()
    dialog = window.window.findChild(BackupsDialog)
    assert dialog is not None
    assert dialog.list.count() == 1
    dialog.accept()
    assert window.session is not None
    assert window.session.project.path == tmp_path / "essai 2.annotator"


def test_where_there_is_no_backup_none_is_offered(window: App, tmp_path: Path):
    path = make_project(tmp_path / "essai.annotator", record(1))
    _damage(path)
    assert not window.open_project(path)
    box = window.window.findChild(ProblemDialog)
    assert box is not None
    assert not box.cure.isVisible()


def test_from_the_first_page_it_is_asked_whose_backup(window: App, tmp_path: Path):
    path = make_project(tmp_path / "essai.annotator", record(1))
    back_up(path, reason="daily")
    window.desk.bindings.run("restore_backup")
    asked = window.window.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(path))
    dialog = window.window.findChild(BackupsDialog)
    assert dialog is not None
    assert dialog.list.item(0).flags() & Qt.ItemFlag.ItemIsEnabled


def test_a_project_without_backup_says_so(hands: Hands):
    hands.desk.files.open_backup()
    dialog = hands.app.window.findChild(BackupsDialog)
    assert dialog is not None
    assert dialog.list.item(0).text() == "There is no backup of this project."
