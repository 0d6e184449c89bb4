"""What stands around the text: list, filters, search, all occurrences, jobs that fail, settings, languages."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.dispatch import Status
from annotator.gui.app import App
from annotator.gui.dialogs.export import ExportDialog
from annotator.gui.dialogs.import_report import ImportReportDialog
from annotator.gui.dialogs.label_all import LabelAllDialog
from annotator.gui.dialogs.problem import ProblemDialog
from annotator.gui.keys import digit
from annotator.gui.panels.welcome import Welcome
from annotator.services import projects
from annotator.settings.table import KEYS, RECENT, TEXT_SIZE
from tests.gui.desk import TEXT, Hands, make_project, record

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_search_lists_what_has_the_words_and_marks_them(open_desk: Callable[..., Hands], tmp_path: Path):
    path = make_project(tmp_path / "p.annotator", record(1), record(2, "La pluie tombe sur Brest.", ()))
    hands = open_desk(path)
    hands.key(Qt.Key.Key_F, CTRL, SHIFT)
    hands.type("brest")
    hands.until(lambda: hands.desk.list_panel.model.rowCount() == 1)
    row = hands.desk.list_panel.model.row(0)
    assert row is not None
    assert "\ue000Brest\ue001" in row.snippet


def test_the_filter_of_done_dispatches_follows_the_work(hands: Hands):
    hands.key(Qt.Key.Key_R, CTRL, SHIFT)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.desk.list_panel.chips["done"].click()
    assert hands.desk.list_panel.model.rowCount() == 1
    hands.desk.list_panel.chips["all"].click()
    assert hands.desk.list_panel.model.rowCount() == 3


def test_all_occurrences_in_all_dispatches_are_one_step(hands: Hands):
    hands.select("Wagner")
    hands.letter("g")
    dialog = hands.app.window.findChild(LabelAllDialog)
    assert dialog is not None
    dialog.types.setCurrentIndex(dialog.types.findText("ORG"))
    dialog.scope.setCurrentIndex(1)
    assert dialog.list.count() == 3
    dialog.button.click()
    assert ("Wagner", "ORG") in hands.mentions()
    hands.key(Qt.Key.Key_PageDown, CTRL)
    assert ("Wagner", "ORG") in hands.mentions()
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.mentions() == []


def test_a_missing_pipeline_is_said_and_annotating_goes_on(open_desk: Callable[..., Hands], tmp_path: Path):
    path = tmp_path / "p.annotator"
    projects.create_project(path, pipeline="no_such_pipeline").close()
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    hands = open_desk(path)
    hands.desk.files.start_import([source], {})
    hands.until(lambda: hands.desk.has_dispatch, timeout=30_000)
    report = hands.app.window.findChild(ImportReportDialog)
    assert report is not None
    report.accept()
    status = hands.app.window.status
    hands.until(status.copy.isVisible, timeout=30_000)
    hands.app.window.activateWindow()
    hands.until(hands.app.window.isActiveWindow)
    assert "no_such_pipeline" in status.saved.accessibleName()
    hands.canvas.setFocus()
    hands.select("Wagner")
    hands.digit("3")
    assert hands.mentions() == [("Wagner", "ORG")]


def test_the_suggesting_process_may_die_while_a_person_annotates(open_desk: Callable[..., Hands], tmp_path: Path):
    hands = open_desk(make_project(tmp_path / "p.annotator", *(record(n) for n in range(1, 30))))
    work = next(work for work in hands.desk.jobs.works if work.title)
    work.terminate()
    hands.select("Wagner")
    hands.digit("3")
    assert hands.mentions() == [("Wagner", "ORG")]


def test_a_project_open_elsewhere_is_refused_in_words(open_desk: Callable[..., Hands], tmp_path: Path):
    path = make_project(tmp_path / "p.annotator", record(1))
    open_desk(path)
    from tests.gui.desk import new_app

    second = new_app()
    assert not second.open_project(path)
    dialog = second.notify.dialog
    assert isinstance(dialog, ProblemDialog)
    assert "another window" in dialog.what.text()
    dialog.close()
    second.window.close()


def test_the_place_is_remembered(open_desk: Callable[..., Hands], tmp_path: Path):
    path = make_project(tmp_path / "p.annotator", record(1), record(2))
    hands = open_desk(path)
    hands.key(Qt.Key.Key_PageDown, CTRL)
    there = hands.desk.dispatch.id
    hands.app.window.close()
    again = open_desk(path)
    assert again.desk.dispatch.id == there


def test_a_remapped_key_is_heard_and_the_old_one_is_not(hands: Hands):
    hands.app.settings.set(KEYS, {"flag": ["W"]})
    hands.app.setting_changed("keys")
    hands.letter("f")
    assert hands.annotations.status is Status.TODO
    hands.letter("w")
    assert hands.annotations.status is Status.FLAGGED


def test_the_first_page_shows_recent_projects_and_misses_one_that_is_gone(window: App, tmp_path: Path):
    window.settings.remember_recent(tmp_path / "gone.annotator", name="Gone")
    page = window.window.findChild(Welcome)
    assert page is not None
    page.fill()
    assert [row["name"] for row in window.settings[RECENT]] == ["Gone"]
    assert page.list.count() == 1
    located: list[str] = []
    page.locate_wanted.disconnect()
    page.locate_wanted.connect(located.append)
    page.list.itemClicked.emit(page.list.item(0))
    assert located == [str(tmp_path / "gone.annotator")]


def test_the_export_dialog_says_what_is_left_out(hands: Hands):
    hands.key(Qt.Key.Key_E, CTRL)
    dialog = hands.app.window.findChild(ExportDialog)
    assert dialog is not None
    assert not dialog.button.isEnabled()
    assert "3 to do" in dialog.reasons.text()
    dialog.choices[2][0].setChecked(True)
    assert dialog.button.text() == "Export 3 dispatches…"
    dialog.close()


def test_a_fault_of_ours_closes_the_project_and_is_said(hands: Hands):
    project = hands.desk.session.project
    hands.app.notify.crash(RuntimeError, RuntimeError("a bug"), None)
    dialog = hands.app.notify.dialog
    assert dialog is not None
    assert "a bug" in dialog.details
    assert hands.app.session is None
    with type(project).open(project.path, write=True):
        pass
    dialog.close()


def test_the_window_changes_its_language_in_place(hands: Hands):
    from annotator.settings.table import LANGUAGE

    there = hands.desk.dispatch.id
    hands.app.settings.set(LANGUAGE, "fr")
    hands.app.rebuild()
    assert hands.app.desk.dispatch.id == there
    assert hands.app.window.header.button.text() == "Terminé"
    QApplication.processEvents()


def test_digits_of_the_mac_go_by_virtual_key():
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    press = QEvent.Type.KeyPress
    none = Qt.KeyboardModifier.NoModifier
    assert digit(QKeyEvent(press, Qt.Key.Key_Ampersand, none, 0, 18, 0, "&"), platform="darwin") == "1"
    assert digit(QKeyEvent(press, Qt.Key.Key_A, none, 0, 0, 0, "a"), platform="darwin") is None
    assert digit(QKeyEvent(press, Qt.Key.Key_Eacute, none, 3, 0, 0, "é"), platform="win32") == "2"
    assert digit(QKeyEvent(press, Qt.Key.Key_Eacute, none, 0, 0, 0, "é"), platform="linux") == "2"


def test_the_size_of_the_text_is_a_setting(hands: Hands):
    hands.app.settings.set(TEXT_SIZE, 24)
    hands.app.setting_changed(TEXT_SIZE.name)
    assert hands.canvas.metrics.size == 24
    hands.app.rebuild()
    assert hands.app.canvas.metrics.size == 24
