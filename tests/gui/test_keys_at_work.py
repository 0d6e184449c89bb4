"""Mentions by keys alone, in the real window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.domain.annotations import Origin
from annotator.domain.dispatch import Status
from annotator.gui.dialogs.unresolved import UnresolvedDialog
from tests.gui.desk import TEXT, Hands

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_tab_goes_through_the_suggestions_and_enter_accepts(hands: Hands):
    hands.key(Qt.Key.Key_Tab)
    assert hands.desk.selected == (True, "s1")
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Return)
    assert hands.mentions() == [("Ankara", "LOC")]
    assert hands.mention("Ankara").origin is Origin.ACCEPTED
    assert hands.annotations.status is Status.STARTED


def test_digits_label_by_physical_key_on_azerty_and_qwerty(hands: Hands):
    hands.select("Wagner")
    hands.digit("3", azerty=True)
    hands.select("L'Etat")
    hands.digit("4", azerty=False)
    assert hands.mentions() == [("L'Etat", "MISC"), ("Wagner", "ORG")]


def test_a_digit_relabels_a_suggestion_and_so_accepts_it(hands: Hands):
    hands.put_on("Ankara")
    hands.digit("3")
    assert hands.mentions() == [("Ankara", "ORG")]
    assert hands.mention("Ankara").suggestion == "s3"
    assert hands.mention("Ankara").origin is Origin.EDITED


def test_edges_move_by_token_and_by_character(hands: Hands):
    hands.put_on("Haftar")
    hands.key(Qt.Key.Key_Right, ALT, SHIFT)
    hands.until(lambda: bool(hands.mentions()))
    assert hands.mentions()[0][0].strip(". ") == "Haftar"
    hands.key(Qt.Key.Key_Left, ALT, CTRL)
    assert hands.mentions()[0][0].endswith("Hafta")
    hands.key(Qt.Key.Key_Right, ALT, CTRL)
    hands.key(Qt.Key.Key_Right, ALT)
    assert hands.mentions()[0][0].endswith("Haftar à")


def test_delete_rejects_and_removes_and_undo_brings_back(hands: Hands):
    hands.put_on("Etat")
    hands.key(Qt.Key.Key_Delete)
    assert "s4" in hands.annotations.rejections
    hands.key(Qt.Key.Key_Z, CTRL)
    assert "s4" not in hands.annotations.rejections
    hands.put_on("Ankara")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Backspace)
    assert hands.mentions() == []
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.mentions() == [("Ankara", "LOC")]
    hands.key(Qt.Key.Key_Y, CTRL)
    assert hands.mentions() == []


def test_a_and_x_add_and_cut_words(hands: Hands):
    hands.put_on("Ankara")
    hands.key(Qt.Key.Key_Return)
    hands.select("Wagner")
    hands.letter("a")
    assert hands.mentions() == [("Ankara Wagner", "LOC")]
    hands.select("Wagner")
    hands.letter("x")
    assert hands.mentions() == [("Ankara", "LOC")]


def test_enter_on_a_selection_opens_the_labels_and_typing_filters(hands: Hands):
    hands.select("Wagner")
    hands.key(Qt.Key.Key_Return)
    hands.type("or")
    hands.key(Qt.Key.Key_Return)
    assert hands.mentions() == [("Wagner", "ORG")]


def test_space_goes_round_what_overlaps(hands: Hands):
    hands.select("GNA")
    hands.digit("3")
    hands.select("ministre du GNA")
    hands.digit("4")
    hands.put_on("GNA")
    hands.key(Qt.Key.Key_Escape)
    seen: list[object] = []
    for _ in range(3):
        hands.key(Qt.Key.Key_Space)
        seen.append(hands.desk.selected)
    assert seen == [(False, "m1"), (False, "m2"), (False, "m1")]


def test_done_asks_about_what_has_no_answer_and_opens_the_next(hands: Hands):
    before = hands.desk.dispatch.id
    hands.key(Qt.Key.Key_Return, CTRL)
    dialog = hands.app.window.findChild(UnresolvedDialog)
    assert dialog is not None
    dialog.reject_rest.click()
    assert hands.desk.dispatch.id != before
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.desk.dispatch.id == before
    assert hands.annotations.status is Status.TODO
    assert not hands.annotations.rejections


def test_flag_skip_and_note(hands: Hands):
    hands.letter("f")
    assert hands.annotations.status is Status.FLAGGED
    hands.letter("f")
    assert hands.annotations.status is Status.TODO
    hands.letter("n")
    hands.type("à revoir")
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: hands.annotations.note == "à revoir")


def test_going_from_dispatch_to_dispatch(hands: Hands):
    first = hands.desk.dispatch.id
    hands.key(Qt.Key.Key_PageDown, CTRL)
    assert hands.desk.dispatch.id != first
    hands.key(Qt.Key.Key_PageUp, CTRL)
    assert hands.desk.dispatch.id == first


def test_keys_pressed_are_counted_in_the_journal(hands: Hands):
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Return)
    assert hands.desk.session.project.value("SELECT max(keys) FROM journal") == 2


def test_letters_are_not_heard_while_a_field_has_the_keyboard(hands: Hands):
    hands.key(Qt.Key.Key_F, CTRL, SHIFT)
    hands.type("Wagner f")
    assert hands.annotations.status is Status.TODO
    assert hands.desk.list_panel.query == "Wagner f"


def test_copy_gives_the_words_as_they_are_stored(hands: Hands):
    hands.select("Wagner")
    hands.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Wagner"
    assert hands.desk.dispatch.text == TEXT
