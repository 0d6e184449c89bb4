from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.annotations import Annotations, Mention
from annotator.domain.suggestions import MentionSuggestion
from annotator.gui.canvas.marks import Mark, MarkTable

STARTS = [0, 100, 200, 300]


def mention(name: str, *fragments: tuple[int, int], label: str = "PER") -> Mention:
    return Mention(id=name, label=label, fragments=fragments, text="")


def suggestion(name: str, *fragments: tuple[int, int]) -> MentionSuggestion:
    return MentionSuggestion(id=name, label="LOC", fragments=fragments, pipeline="p")


def layer(*mentions: Mention) -> Annotations:
    return Annotations(mentions={m.id: m for m in mentions})


def test_only_blocks_whose_marks_differ_are_touched():
    table = MarkTable(STARTS)
    first = layer(mention("m1", (5, 9)), mention("m2", (110, 120)), mention("m3", (210, 220)))
    assert table.update(first, ()) == {0, 1, 2}
    assert table.update(first, ()) == set()
    moved = Annotations(mentions={**first.mentions, "m2": mention("m2", (310, 320))})
    assert table.update(moved, ()) == {1, 3}
    fewer = Annotations(mentions={k: v for k, v in moved.mentions.items() if k != "m1"})
    assert table.update(fewer, [suggestion("s1", (95, 105))]) == {0, 1}


def test_a_mark_is_in_every_block_that_it_reaches():
    table = MarkTable(STARTS)
    table.update(layer(mention("m1", (90, 95), (210, 220))), ())
    assert [[m.id for m in table.in_block(b)] for b in range(4)] == [["m1"], ["m1"], ["m1"], []]
    assert table.at(92)[0].id == "m1"
    assert table.at(150) == []


def test_a_mention_and_a_suggestion_may_bear_the_same_id():
    table = MarkTable(STARTS)
    table.update(layer(mention("s1", (5, 9))), [suggestion("s1", (5, 9))])
    assert {mark.key for mark in table.at(6)} == {(False, "s1"), (True, "s1")}
    table.update(layer(), [suggestion("s1", (5, 9))])
    assert [mark.key for mark in table.at(6)] == [(True, "s1")]


def test_ghosts_are_shown_and_found_by_nobody():
    table = MarkTable(STARTS)
    waiting = suggestion("s1", (5, 9))
    table.update(layer(), [waiting])
    table.update(layer(), [])
    assert table.add_ghosts([waiting]) == {0}
    assert table.in_block(0)[0].ghost
    assert table.at(6) == []
    assert table.get((True, "s1")) is None
    assert table.update(layer(), [waiting]) == {0}
    assert [m.ghost for m in table.in_block(0)] == [False]
    assert table.drop_ghosts(["s1"]) == set()


parts = st.tuples(st.integers(0, 380), st.integers(1, 40)).map(lambda p: (p[0], p[0] + p[1]))
layers = st.dictionaries(st.sampled_from([f"m{i}" for i in range(8)]), parts, max_size=8)


@given(st.lists(layers, min_size=1, max_size=5))
def test_step_by_step_gives_what_a_fresh_table_gives(steps: list[dict[str, tuple[int, int]]]):
    table = MarkTable(STARTS)
    seen: dict[tuple[str, tuple[int, int]], Mention] = {}
    for step in steps:
        now = {k: seen.setdefault((k, v), mention(k, v)) for k, v in step.items()}
        before = [table.in_block(b) for b in range(4)]
        touched = table.update(Annotations(mentions=now), ())
        fresh = MarkTable(STARTS)
        fresh.update(Annotations(mentions=now), ())
        after = [table.in_block(b) for b in range(4)]
        assert after == [fresh.in_block(b) for b in range(4)]
        assert {b for b in range(4) if before[b] != after[b]} <= touched


def test_a_whole_layer_of_another_dispatch_replaces_the_marks():
    table = MarkTable(range(0, 100_000, 100))
    many = {f"m{i}": mention(f"m{i}", (i * 50, i * 50 + 20)) for i in range(2000)}
    table.update(Annotations(mentions=many), ())
    other = {name: replace(m, label="LOC") for name, m in many.items()}
    assert len(table.update(Annotations(mentions=other), ())) == 1000
    assert table.in_block(3) == [Mark("m6", "LOC", ((300, 320),)), Mark("m7", "LOC", ((350, 370),))]
