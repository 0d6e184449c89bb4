"""Edits: applied, inverted, refused when stale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.annotations import Annotations, Cluster, Mention
from annotator.domain.codec import edits_from_json, edits_to_json
from annotator.domain.dispatch import Status
from annotator.domain.edits import Put, Reject, SetStatus, StaleEditError, apply, inverse
from tests.domain.strategies import edit_sequences, layers, words_text

MENTION = Mention(id="m1", label="PER", fragments=((0, 2),), text="Le")


@given(words_text, st.data())
def test_the_inverses_give_back_the_same_layer(text: str, data: st.DataObject) -> None:
    start = data.draw(layers(text))
    edits = data.draw(edit_sequences(text, start))
    assert apply(apply(start, edits), inverse(edits)) == start
    assert inverse(inverse(edits)) == tuple(edits)


@given(words_text, st.data())
def test_edits_one_by_one_and_together_agree_and_leave_the_start_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(layers(text))
    before = (dict(start.mentions), dict(start.relations), start.rejections)
    edits = data.draw(edit_sequences(text, start))
    step_by_step = start
    for edit in edits:
        step_by_step = apply(step_by_step, [edit])
    assert apply(start, edits) == step_by_step
    assert (dict(start.mentions), dict(start.relations), start.rejections) == before


@given(words_text, st.data())
def test_edits_survive_the_journal(text: str, data: st.DataObject) -> None:
    edits = data.draw(edit_sequences(text, data.draw(layers(text))))
    assert edits_from_json(edits_to_json(edits)) == tuple(edits)


@pytest.mark.parametrize(
    "edit",
    [Put(MENTION, None), Reject("s1", before=True, after=False), SetStatus(Status.DONE, Status.TODO)],
)
def test_an_edit_made_for_another_value_is_refused(edit: Put | Reject | SetStatus) -> None:
    with pytest.raises(StaleEditError):
        apply(Annotations(), [edit])


def test_a_put_keeps_id_and_kind() -> None:
    with pytest.raises(ValueError, match="keeps the id"):
        Put(MENTION, Cluster(id="m1", name="Le"))
    with pytest.raises(ValueError, match="before or after"):
        Put(None, None)
