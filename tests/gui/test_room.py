"""Projects that come and go in one window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.domain.annotations import Annotations, Mention
from annotator.domain.dispatch import Status
from annotator.domain.operations import set_status
from annotator.domain.record import Layer
from annotator.gui.app import App
from annotator.services.session import Session
from annotator.storage.batches import importing, list_batches, remove
from annotator.storage.listing import Filter, page
from annotator.storage.project import Project
from tests.gui.desk import TEXT, Hands, make_project, record


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


def test_a_project_opens_first_on_what_is_to_do(open_desk: Callable[..., Hands], tmp_path: Path):
    path = make_project(tmp_path / "p.annotator", *(record(number) for number in (1, 2, 3)))
    with Project.open(path, write=True) as project:
        session = Session(project, "Maud")
        rows = page(project, Filter())
        session.open(rows[0].id)
        session.apply(set_status(session.annotations, Status.DONE), name="done")
    assert open_desk(path).desk.dispatch.id == rows[1].id


def test_an_import_of_finished_work_opens_what_is_to_do(open_desk: Callable[..., Hands], tmp_path: Path):
    hands = open_desk(make_project(tmp_path / "vide.annotator"))
    done = Layer(Annotations(status=Status.DONE), "Maud")
    with importing(hands.desk.session.project, source="test") as batch:
        batch.add(replace(record(1), layer=done))
        batch.add(record(2))
    hands.desk.take_stock()
    assert hands.annotations.status is Status.TODO
    assert hands.desk.dispatch.uid == "d2"


def test_the_place_is_remembered_while_the_window_lives(hands: Hands):
    hands.key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    here, uuid = hands.desk.dispatch.id, hands.desk.session.project.info.uuid
    hands.until(lambda: hands.app.settings.project(uuid).get("place") == here)


def test_annotations_of_ones_own_that_an_import_brings_to_the_open_dispatch_are_there(hands: Hands, tmp_path: Path):
    mention = Mention(id="m1", label="LOC", fragments=((59, 65),), text=TEXT[59:65])
    layer = Layer(Annotations(mentions={"m1": mention}, status=Status.STARTED), "Maud")
    with importing(hands.desk.session.project, source="test") as batch:
        batch.add_layer(hands.desk.dispatch.id or 0, layer)
    hands.desk.take_stock()
    assert hands.mentions() == [(TEXT[59:65], "LOC")]
    hands.select("Wagner")
    hands.digit("3")
    assert ("Wagner", "ORG") in hands.mentions()
