from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.record import Layer, Record
from annotator.storage import annotations as layers
from annotator.storage import suggestions
from annotator.storage.batches import importing
from annotator.storage.project import Project
from tests.domain.strategies import layers as any_layer
from tests.domain.strategies import words_text
from tests.storage.samples import TEXTS, all_suggestions, full_layer


def test_a_layer_comes_back_with_all_that_it_can_hold(project: Project) -> None:
    with importing(project, source="x") as batch:
        for number, text in enumerate(TEXTS):
            dispatch = Dispatch(uid=str(number), text=text)
            batch.add(Record(dispatch, None, Layer(full_layer(text), "anne", 7), all_suggestions()))
    for number, text in enumerate(TEXTS, start=1):
        layer, annotations = layers.load(project, number, layers.find_annotator(project, "anne"))
        assert annotations == full_layer(text)
        assert layer is not None
        assert layers.seconds_of(project, layer) == 7


def test_who_has_done_nothing_has_an_empty_layer(filled: Project) -> None:
    assert layers.load(filled, 1, None) == (None, Annotations())
    assert layers.load(filled, 1, 12) == (None, Annotations())


def test_each_annotator_has_a_layer_of_their_own(project: Project) -> None:
    text = TEXTS[0]
    with importing(project, source="x") as batch:
        first = batch.add(Record(Dispatch(uid="u", text=text), None, Layer(full_layer(text), "anne")))
        batch.add_layer(first, Layer(Annotations(note="vide"), "béa"))
        assert batch.has_layer(first, "béa")
        assert not batch.has_layer(first, "zoé")
    assert layers.annotator_names(project) == ["anne", "béa"]
    assert layers.load(project, 1, 1)[1] == full_layer(text)
    assert layers.load(project, 1, 2)[1] == Annotations(note="vide")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_any_layer_comes_back_equal(project: Project, data: st.DataObject) -> None:
    text = data.draw(words_text)
    made = data.draw(any_layer(text))
    with importing(project, source="x") as batch:
        id_ = batch.add(Record(Dispatch(uid=f"u{project.value('SELECT count(*) FROM dispatch')}", text=text)))
        batch.add_layer(id_, Layer(made, "anne"))
    assert layers.load(project, id_, 1)[1] == made
    assert suggestions.load(project, id_) == []
