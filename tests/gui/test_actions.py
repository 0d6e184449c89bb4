"""The table of actions: every one has a key or a reason, and no key stands for two."""

from pathlib import Path

import pytest

from annotator.gui.action import Action, Scope
from annotator.gui.actions import TABLE, clash
from annotator.gui.keys import AZERTY_ROW, DIGITS, normal

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("action", TABLE, ids=lambda action: action.id)
def test_every_action_has_a_key_or_a_reason(action: Action):
    assert bool(action.keys) is not bool(action.keyless)


def test_ids_are_unique():
    assert len({action.id for action in TABLE}) == len(TABLE)


@pytest.mark.parametrize("action", TABLE, ids=lambda action: action.id)
def test_no_key_stands_for_two_actions(action: Action):
    for chord in action.keys:
        assert clash(action, chord, {}) is None


@pytest.mark.parametrize("action", TABLE, ids=lambda action: action.id)
def test_every_key_is_one_that_qt_knows(action: Action):
    for chord in action.keys:
        assert normal(chord) == chord


def test_bare_keys_are_heard_in_the_canvas_only():
    bare = [a for a in TABLE for chord in a.keys if len(chord) == 1]
    assert all(action.scope is Scope.CANVAS for action in bare)


def test_no_key_needs_what_the_digit_row_writes_on_azerty():
    taken = {chord for action in TABLE for chord in action.keys}
    assert not taken & set(AZERTY_ROW)
    assert set(DIGITS) <= taken


def test_single_letters_are_where_azerty_and_qwerty_write_them():
    letters = {chord for action in TABLE for chord in action.keys if len(chord) == 1 and chord.isalpha()}
    assert letters == {"F", "K", "N", "A", "X", "G"}


def test_the_page_of_keys_names_every_key():
    page = (CHECKOUT / "docs" / "keyboard.md").read_text("utf-8")
    missing = [f"{a.id}: {chord}" for a in TABLE for chord in a.keys if f"`{chord}`" not in page]
    assert missing == []
