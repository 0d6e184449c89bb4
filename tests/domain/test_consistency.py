"""Marks for a person to look at."""

from annotator.domain.annotations import Annotations, Mention
from annotator.domain.consistency import Finding, marks
from annotator.domain.text import occurrences, provisional_grid

TEXT = "Ankara accuse. Ankara répond, Ankara insiste et Ankara se tait."


def mention(name: str, label: str, start: int) -> Mention:
    return Mention(id=name, label=label, fragments=((start, start + 6),), text="Ankara")


def test_the_same_words_unmarked_or_under_another_label_are_marked_in_text_order() -> None:
    layer = Annotations(
        mentions={"m1": mention("m1", "LOC", 0), "m2": mention("m2", "LOC", 15), "m3": mention("m3", "PER", 30)}
    )
    found = marks(layer, TEXT, provisional_grid(TEXT))
    assert [(m.finding, m.fragments, m.mention, m.label) for m in found] == [
        (Finding.OTHER_LABEL, ((30, 36),), "m3", "LOC"),
        (Finding.UNMARKED, ((48, 54),), None, "LOC"),
    ]


def test_a_layer_without_contradiction_has_no_mark() -> None:
    text = "Brest et Quimper"
    layer = Annotations(mentions={"m1": Mention(id="m1", label="LOC", fragments=((0, 5),), text="Brest")})
    assert marks(layer, text, provisional_grid(text)) == []


def test_what_a_suggestion_still_asks_and_where_one_was_rejected_is_not_odd() -> None:
    layer = Annotations(mentions={"m1": mention("m1", "LOC", 0)})
    places = [((start, start + 6),) for start in (15, 30, 48)]
    found = marks(layer, TEXT, provisional_grid(TEXT), pending=[places[0]], rejected=[places[1], ((40, 54),)])
    assert [mark.fragments for mark in found] == [places[2]]


def test_many_words_in_a_long_text_are_found_as_each_by_itself():
    text = "Anne et Annecy, Anne-Marie et Anne Marie à Annecy-le-Vieux; l'Anne. Anne " * 40
    grid = provisional_grid(text)
    wanted = ("Anne", "Annecy", "Anne Marie", "à")
    layer = Annotations(
        mentions={
            f"m{i}": Mention(id=f"m{i}", label="PER", fragments=((start, start + len(words)),), text=words)
            for i, words in enumerate(wanted)
            for start in [occurrences(text, words, grid)[0][0]]
        }
    )
    covered = [m.fragments[0] for m in layer.mentions.values()]
    alone = {
        (words, place)
        for words in wanted
        for place in occurrences(text, words, grid)
        if not any(start < place[1] and end > place[0] for start, end in covered)
    }
    assert {(mark.words, mark.fragments[0]) for mark in marks(layer, text, grid)} == alone
