"""The main job in the real window, by keys alone: import, suggestions, corrections, done, export."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.annotations import Origin
from annotator.domain.dispatch import Status
from annotator.domain.suggestions import MentionSuggestion, Suggestion
from annotator.gui.dialogs.import_report import ImportReportDialog
from annotator.resources import resource
from annotator.services import projects
from annotator.services.exporting import selection_of
from tests.gui.desk import Hands

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MINUTE = 60_000

SAMPLE = "000_bf35d2770a91d5b5.txt"
RELABELLED = {"Ankara": "2", "Gouvernement d'union nationale": "3", "Wagner": "3"}
WRONG = {"Etat", "Etat américain"}
TITLED = {"M. Erdogan", "M. Sarraj"}


def drop(hands: Hands, *paths: Path) -> None:
    """Let files go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(hands.app.window, QDragEnterEvent(QPoint(300, 300), copy, data, buttons, none))
    QApplication.sendEvent(hands.app.window, QDropEvent(QPointF(300, 300), copy, data, buttons, none))


def wait_for_import(hands: Hands) -> ImportReportDialog:
    """Wait until the report of an import is there."""
    hands.until(lambda: hands.app.window.findChild(ImportReportDialog) is not None, timeout=MINUTE)
    dialog = hands.app.window.findChild(ImportReportDialog)
    assert dialog is not None
    return dialog


def export(hands: Hands, out: Path) -> list[dict]:
    """Export what is done by the window's own job and read it."""
    from annotator.gui.dialogs.export import ExportChoice

    choice = ExportChoice("jsonl", selection_of("done"), ".jsonl", "")
    hands.desk.files.start_export(choice, out)
    hands.until(out.exists, timeout=MINUTE)
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def check(record: dict) -> None:
    """Check a record against its schema, and every surface against its text."""
    schema = json.loads(resource("export.schema.json").read_text("utf-8"))
    jsonschema.validate(record, schema)
    for mention in record["mentions"]:
        assert mention["text"] == " ".join(record["text"][start:end] for start, end in mention["fragments"])


def words(hands: Hands, suggestion: Suggestion) -> str:
    assert isinstance(suggestion, MentionSuggestion)
    (start, end), *_ = suggestion.fragments
    return hands.desk.dispatch.text[start:end]


def correct(hands: Hands) -> None:
    """Go through the suggestions by Tab and answer each by keys."""
    for _ in range(200):
        if not hands.desk.pending:
            return
        hands.key(Qt.Key.Key_Tab)
        key = hands.desk.selected
        target = hands.desk.mentions.find(key) if key else None
        assert isinstance(target, MentionSuggestion)
        answer(hands, words(hands, target))
    raise AssertionError("the suggestions do not come to an end")


def answer(hands: Hands, said: str) -> None:
    """Answer the selected suggestion as its words deserve."""
    if said in WRONG:
        hands.key(Qt.Key.Key_Delete)
    elif said in TITLED:
        hands.key(Qt.Key.Key_Right, ALT, SHIFT)
    elif said in RELABELLED:
        hands.digit(RELABELLED[said])
    elif said.startswith("Premier ministre"):
        for _ in range(3):
            hands.key(Qt.Key.Key_Right)
        hands.key(Qt.Key.Key_Right, SHIFT)
        hands.key(Qt.Key.Key_Left, SHIFT)
        hands.digit("3")
        hands.key(Qt.Key.Key_Right)
        hands.key(Qt.Key.Key_Right, SHIFT)
        while hands.desk.dispatch.text[slice(*hands.canvas.selection)] != "Fayez al-Sarraj":
            hands.key(Qt.Key.Key_Right, SHIFT)
        hands.digit("1")
    else:
        hands.key(Qt.Key.Key_Return)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_clients_sample_from_the_file_to_the_record(
    client_sample: Path, tmp_path: Path, open_desk: Callable[..., Hands]
):
    if client_sample.name != SAMPLE:
        pytest.skip("the corrections below are those of another dispatch")
    path = tmp_path / "client.annotator"
    projects.create_project(path, pipeline="fr_core_news_md").close()
    hands = open_desk(path, language="fr")

    drop(hands, client_sample)
    report = wait_for_import(hands)
    assert report.report.imported == 1
    hands.key(Qt.Key.Key_Return, to=report)
    hands.until(lambda: hands.desk.has_dispatch and len(hands.desk.pending) > 30, timeout=2 * MINUTE)

    proposed = len(hands.desk.pending)
    hands.canvas.setFocus()
    correct(hands)

    found = hands.mentions()
    assert len(found) == proposed - len([1 for s in hands.desk.session.suggestions if words(hands, s) in WRONG]) + 1
    assert ("GNA", "ORG") in found
    assert ("Fayez al-Sarraj", "PER") in found
    assert ("Wagner", "ORG") in found
    assert ("Ankara", "PER") not in found
    assert not [said for said, _ in found if said.startswith("M.") or said in WRONG or "ministre" in said]
    assert hands.mention("Fayez al-Sarraj").origin in (Origin.MANUAL, Origin.EDITED)

    hands.key(Qt.Key.Key_Return, CTRL)
    assert hands.annotations.status is Status.DONE
    (record,) = export(hands, tmp_path / "out.jsonl")
    check(record)
    assert record["text"].startswith("Le président turc")
    assert record["metadata"]["date"] == "2020-06"
    assert record["status"] == "done"
    assert {s["state"] for s in record["suggestions"]} == {"accepted", "edited", "rejected"}
    keys = hands.desk.session.project.value("SELECT sum(keys) FROM journal")
    print(f"{len(record['mentions'])} mentions, {keys} keys, {keys / len(record['mentions']):.2f} a mention")
    assert keys <= 2.5 * len(record["mentions"])


STRANGE = (
    " date 2021-03 \ufeffL’équipe 👩\u200d👩\u200d👧\u200d👦 de Zoe\u0301 Le\u0301vy\u00a0: "
    "« Étoile\u00a0» à Orléans.\r\n\r\n"
    "Le drapeau 🇫🇷 flotte\u00a0; Anne-Sophie 🏳\ufe0f\u200d🌈 Martin répond à l’ONU.\r\nUne 2e ligne, à Łódź."
)


def type_and_export(hands: Hands, tmp_path: Path, wanted: list[tuple[str, str]]) -> dict:
    """Label words by keys, finish the dispatch, export it."""
    for said, digit in wanted:
        hands.select(said)
        hands.digit(digit)
    hands.key(Qt.Key.Key_Return, CTRL)
    (record,) = export(hands, tmp_path / "out.jsonl")
    check(record)
    return record


def test_emoji_no_break_spaces_newlines_and_accents_survive(tmp_path: Path, open_desk: Callable[..., Hands]):
    source = tmp_path / "strange.txt"
    source.write_bytes(STRANGE.encode())
    path = tmp_path / "strange.annotator"
    projects.create_project(path, pipeline="none").close()
    hands = open_desk(path)
    drop(hands, source)
    hands.key(Qt.Key.Key_Return, to=wait_for_import(hands))
    hands.until(lambda: hands.desk.has_dispatch)
    hands.canvas.setFocus()

    text = hands.desk.dispatch.text
    assert text == STRANGE.removeprefix(" date 2021-03 ")
    wanted = [("Zoe\u0301 Le\u0301vy", "1"), ("Orléans", "2"), ("Martin", "1"), ("ONU", "3"), ("Łódź", "2")]
    record = type_and_export(hands, tmp_path, wanted)
    assert record["text"] == text
    assert [m["text"] for m in record["mentions"]] == [said for said, _ in wanted]

    family = text.index("👩")
    hands.canvas.put_cursor(family)
    hands.key(Qt.Key.Key_R, CTRL)
    hands.canvas.select_range((family, family + 1))
    hands.key(Qt.Key.Key_Right, CTRL, SHIFT)
    start, end = hands.canvas.selection or (0, 0)
    assert text[start:end].startswith("👩\u200d👩\u200d👧\u200d👦")


@pytest.mark.slow
def test_a_megabyte_is_annotated_like_a_line(tmp_path: Path, open_desk: Callable[..., Hands]):
    line = "Emmanuel Dupont 🙂 rencontre Zoe\u0301 à Orléans, dit l’AFP\u00a0; « c’est la vie ».\r\n\r\n"
    source = tmp_path / "long.txt"
    source.write_bytes((" date 2021-03 " + line * (1_000_000 // len(line)) + "La fin est à Tombouctou.").encode())
    path = tmp_path / "long.annotator"
    projects.create_project(path, pipeline="none").close()
    hands = open_desk(path)
    drop(hands, source)
    hands.key(Qt.Key.Key_Return, to=wait_for_import(hands))
    hands.until(lambda: hands.desk.has_dispatch, timeout=MINUTE)
    hands.canvas.setFocus()
    text = hands.desk.dispatch.text
    assert len(text) > 900_000

    hands.select("Dupont")
    hands.digit("1")
    hands.key(Qt.Key.Key_End, CTRL)
    hands.key(Qt.Key.Key_Left)
    assert text[slice(*(hands.canvas.cursor_range() or (0, 0)))] == "Tombouctou"
    hands.digit("2")
    hands.key(Qt.Key.Key_Return, CTRL)
    (record,) = export(hands, tmp_path / "out.jsonl")
    check(record)
    assert [m["text"] for m in record["mentions"]] == ["Dupont", "Tombouctou"]
    assert record["mentions"][1]["fragments"][0][0] == text.index("Tombouctou")
