"""What a person does to a layer: the edits, their citations and what they take along."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import operations as do
from annotator.domain.annotations import Annotations, Cluster, Mention, Origin, Quote, Relation, violations
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edits, apply
from annotator.domain.suggestions import MentionSuggestion, State, by_id, ledger, shown
from annotator.domain.text import Range
from tests.domain.strategies import LABELS, fragments_of, layers, suggestion_lists, words_text

TEXT = "le Premier ministre du GNA Fayez al-Sarraj"
WHOLE = MentionSuggestion(id="s1", label="MISC", fragments=((3, 42),), pipeline="p")
GNA = MentionSuggestion(id="s2", label="ORG", fragments=((23, 26),), pipeline="p")
BOTH = [WHOLE, GNA]


def after(layer: Annotations, edits: Edits) -> Annotations:
    return apply(layer, edits)


def only(layer: Annotations) -> Mention:
    (mention,) = layer.mentions.values()
    return mention


def test_a_mention_cites_the_pending_suggestion_it_overlaps_most() -> None:
    layer = after(Annotations(), do.add_mention(Annotations(), BOTH, TEXT, ((27, 42),), "PER"))
    assert (only(layer).suggestion, only(layer).origin, only(layer).text) == ("s1", Origin.EDITED, "Fayez al-Sarraj")
    assert ledger(BOTH, layer) == {"s1": State.EDITED, "s2": State.PENDING}
    layer = after(layer, do.add_mention(layer, shown(BOTH, layer), TEXT, ((23, 26),), "ORG"))
    assert layer.mentions["m2"].origin is Origin.ACCEPTED
    assert shown(BOTH, layer) == []


def test_a_mention_that_overlaps_nothing_pending_is_manual() -> None:
    layer = after(Annotations(), do.add_mention(Annotations(), [], TEXT, ((27, 42),), "PER"))
    assert (only(layer).suggestion, only(layer).origin) == (None, Origin.MANUAL)
    assert do.add_mention(layer, [], TEXT, ((27, 42),), "PER") == ()


def test_accepting_as_it_is_and_under_another_label() -> None:
    layer = after(Annotations(), do.accept_mention(Annotations(), GNA, TEXT))
    assert ledger(BOTH, layer)["s2"] is State.ACCEPTED
    layer = after(Annotations(), do.accept_mention(Annotations(), GNA, TEXT, label="LOC"))
    assert (only(layer).label, only(layer).origin) == ("LOC", Origin.EDITED)
    assert ledger(BOTH, layer)["s2"] is State.EDITED


def test_going_back_to_what_was_suggested_is_accepted_again() -> None:
    layer = after(Annotations(), do.accept_mention(Annotations(), GNA, TEXT))
    known = by_id(BOTH)
    layer = after(layer, do.relabel(layer, known, "m1", "LOC"))
    assert only(layer).origin is Origin.EDITED
    layer = after(layer, do.relabel(layer, known, "m1", "ORG"))
    assert only(layer).origin is Origin.ACCEPTED
    layer = after(layer, do.set_fragments(layer, known, TEXT, "m1", ((20, 26),)))
    assert (only(layer).origin, only(layer).text) == (Origin.EDITED, "du GNA")
    assert do.set_fragments(layer, known, TEXT, "m1", ((20, 26),)) == ()
    assert do.set_fragments(layer, known, TEXT, "m1", ()) == ()


def test_accepting_what_stands_already_makes_it_cite_the_suggestion() -> None:
    layer = after(Annotations(), do.add_mention(Annotations(), [], TEXT, ((23, 26),), "ORG"))
    layer = after(layer, do.accept_mention(layer, GNA, TEXT))
    assert (only(layer).suggestion, only(layer).origin) == ("s2", Origin.ACCEPTED)
    assert do.accept_mention(layer, GNA, TEXT) == ()


def test_accepting_a_rejected_suggestion_takes_the_no_back() -> None:
    layer = after(Annotations(), do.reject(Annotations(), ["s1", "s2"]))
    assert ledger(BOTH, layer) == {"s1": State.REJECTED, "s2": State.REJECTED}
    layer = after(layer, do.accept_mention(layer, GNA, TEXT))
    assert ledger(BOTH, layer)["s2"] is State.ACCEPTED
    assert do.reject(layer, ["s1"]) == ()


def test_removing_a_mention_takes_relations_and_its_lone_cluster_and_says_no_to_what_it_cites() -> None:
    mentions = {
        "m1": Mention(id="m1", label="ORG", fragments=((23, 26),), text="GNA", cluster="c1", suggestion="s2"),
        "m2": Mention(id="m2", label="PER", fragments=((27, 42),), text="Fayez al-Sarraj"),
    }
    layer = Annotations(
        mentions=mentions,
        relations={"r1": Relation(id="r1", label="DIRIGE", head="m2", tail="m1")},
        clusters={"c1": Cluster(id="c1", name="GNA")},
    )
    gone = after(layer, do.remove_mention(layer, "m1"))
    assert (list(gone.mentions), gone.relations, gone.clusters) == (["m2"], {}, {})
    assert gone.rejections == {"s2"}
    assert violations(gone, TEXT) == []


def test_a_cluster_stays_while_a_quote_names_it_and_a_citation_while_another_mention_cites() -> None:
    def cite(name: str, part: Range) -> Mention:
        words = TEXT[slice(*part)]
        return Mention(id=name, label="ORG", fragments=(part,), text=words, suggestion="s1", cluster="c1")

    layer = Annotations(
        mentions={"m1": cite("m1", (23, 26)), "m2": cite("m2", (3, 10))},
        clusters={"c1": Cluster(id="c1", name="GNA")},
        quotes={"q1": Quote(id="q1", kind="direct", content=((0, 2),), text="le", speaker="c1")},
    )
    layer = after(layer, do.remove_mention(layer, "m1"))
    assert layer.rejections == frozenset()
    layer = after(layer, do.remove_mention(layer, "m2"))
    assert list(layer.clusters) == ["c1"]
    assert layer.rejections == {"s1"}


def test_fragments_are_added_joined_and_cut() -> None:
    layer = after(Annotations(), do.add_mention(Annotations(), [], TEXT, ((3, 10),), "MISC"))
    layer = after(layer, do.add_fragment(layer, {}, TEXT, "m1", (23, 26)))
    assert (only(layer).fragments, only(layer).text) == (((3, 10), (23, 26)), "Premier GNA")
    layer = after(layer, do.cut_fragment(layer, {}, TEXT, "m1", (3, 10)))
    assert only(layer).fragments == ((23, 26),)
    assert do.cut_fragment(layer, {}, TEXT, "m1", (0, 42)) == ()


def test_the_first_work_on_a_layer_starts_it() -> None:
    work = do.add_mention(Annotations(), [], TEXT, ((3, 10),), "MISC")
    assert after(Annotations(), do.with_start(Annotations(), work)).status is Status.STARTED
    note = do.set_note(Annotations(), "à revoir")
    assert after(Annotations(), do.with_start(Annotations(), note)).status is Status.TODO
    done = Annotations(status=Status.DONE)
    assert do.with_start(done, work) == work
    assert do.set_status(done, Status.DONE) == ()


@given(words_text, st.data())
def test_every_operation_keeps_every_invariant(text: str, data: st.DataObject) -> None:
    suggestions = [s for s in data.draw(suggestion_lists(text)) if isinstance(s, MentionSuggestion)]
    layer = data.draw(layers(text))
    for _ in range(data.draw(st.integers(1, 6))):
        layer = after(layer, data.draw(_any_operation(text, layer, suggestions)))
        assert violations(layer, text) == []


@given(words_text, st.data())
def test_accepting_all_leaves_nothing_pending(text: str, data: st.DataObject) -> None:
    suggestions = [s for s in data.draw(suggestion_lists(text)) if isinstance(s, MentionSuggestion)]
    layer = after(Annotations(), do.accept_mentions(Annotations(), suggestions, text))
    assert shown(suggestions, layer) == []
    wanted = {(s.label, s.fragments) for s in suggestions}
    assert {(m.label, m.fragments) for m in layer.mentions.values()} == wanted
    assert len(layer.mentions) == len(wanted)


@given(words_text, st.data())
def test_labelling_places_together_or_one_by_one_is_the_same(text: str, data: st.DataObject) -> None:
    suggestions = data.draw(suggestion_lists(text))
    places = data.draw(st.lists(fragments_of(text, most=1).map(lambda parts: parts[0]), max_size=4, unique=True))
    together = after(Annotations(), do.label_all(Annotations(), suggestions, text, places, "PER"))
    layer = Annotations()
    for place in places:
        layer = after(layer, do.add_mention(layer, shown(suggestions, layer), text, (place,), "PER"))
    assert {m.fragments for m in together.mentions.values()} == {m.fragments for m in layer.mentions.values()}
    assert violations(together, text) == []


@st.composite
def _any_operation(draw: st.DrawFn, text: str, layer: Annotations, suggestions: list[MentionSuggestion]) -> Edits:
    parts = draw(fragments_of(text))
    label = draw(st.sampled_from(LABELS))
    known = by_id(suggestions)
    pending = shown(suggestions, layer)
    choices = [do.add_mention(layer, pending, text, parts, label)]
    choices += [do.accept_mention(layer, s, text, label=label) for s in suggestions]
    choices += [do.reject(layer, [s.id]) for s in suggestions]
    choices += [do.label_all(layer, pending, text, parts, label)]
    for name in layer.mentions:
        choices += [
            do.relabel(layer, known, name, label),
            do.set_fragments(layer, known, text, name, parts),
            do.add_fragment(layer, known, text, name, parts[0]),
            do.cut_fragment(layer, known, text, name, parts[0]),
            do.remove_mention(layer, name),
        ]
    return draw(st.sampled_from(choices))
