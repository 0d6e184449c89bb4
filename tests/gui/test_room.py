"""Projects that come and go in one window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.gui.app import App
from annotator.storage.batches import list_batches, remove
from tests.gui.desk import Hands, make_project, record


def shows_nothing(app: App) -> bool:
    """Tell whether no panel shows anything of a dispatch."""
    header, inspector = app.window.header, app.desk.inspector
    return (
        not header.button.isEnabled()
        and header.headline.accessibleName() == "No dispatch is open"
        and not header.place.text()
        and not inspector.list.model_.rows
        and not inspector.note.toPlainText()
        and not inspector.note.isEnabled()
        and not app.window.status.place.text()
        and app.canvas.flow is None
    )


def test_an_empty_project_shows_nothing_of_the_one_before(hands: Hands, tmp_path: Path):
    hands.letter("n")
    hands.type("à revoir")
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: bool(hands.desk.inspector.list.model_.rows))
    assert hands.app.open_project(make_project(tmp_path / "vide.annotator"))
    assert shows_nothing(hands.app)


def test_no_button_or_key_falls_over_an_empty_project(open_desk: Callable[..., Hands], tmp_path: Path):
    hands = open_desk(make_project(tmp_path / "vide.annotator"))
    header = hands.app.window.header
    for signal in (header.done, header.next, header.previous, header.next_mark, header.next_pending):
        signal.emit()
    hands.click(header.button)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_F8, Qt.Key.Key_G):
        hands.key(key, to=hands.canvas)
    hands.digit("1")
    assert shows_nothing(hands.app)


def test_when_the_last_dispatch_is_removed_nothing_of_it_stays(hands: Hands):
    assert not shows_nothing(hands.app)
    project = hands.desk.session.project
    for batch in list_batches(project):
        remove(project, batch.id)
    hands.desk.take_stock()
    assert not hands.desk.has_dispatch
    assert shows_nothing(hands.app)


def test_a_dispatch_after_an_empty_project_is_shown_again(hands: Hands, tmp_path: Path):
    assert hands.app.open_project(make_project(tmp_path / "vide.annotator"))
    assert hands.app.open_project(make_project(tmp_path / "plein.annotator", record(1)))
    assert hands.app.window.header.button.isEnabled()
    assert hands.desk.inspector.note.isEnabled()
    hands.until(lambda: len(hands.desk.inspector.list.model_.rows) == 4)
