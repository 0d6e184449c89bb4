import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.dispatch import Dispatch
from annotator.domain.record import Record
from annotator.services.search import find_in_text, search
from annotator.storage import batches
from annotator.storage.batches import importing
from annotator.storage.project import Project
from annotator.storage.search import HIT_CLOSE, HIT_OPEN, match_expression, split_hits


@pytest.mark.parametrize(
    ("typed", "uids"),
    [
        ("erdo", {"u0"}),
        ("president", {"u0"}),
        ("PRÉSIDENT TURC", {"u0"}),
        ('"turc Recep"', {"u0"}),
        ('"Recep turc"', set()),
        ("l'a répété", {"u0"}),
        ("evian", {"u1"}),
        ("Premier ministre du GNA ", {"u2"}),
        ("minist", {"u2"}),
        ("minist ", set()),
        ("AND", set()),
        ("NOT OR (", set()),
        ("text:erdogan", set()),
        ("-", set()),
        ('"', set()),
        ("*", set()),
        ("👩‍👩‍👧‍👦", set()),
        ("", set()),
    ],
)
def test_what_is_typed_finds_words(filled: Project, typed: str, uids: set[str]) -> None:
    assert {hit.uid for hit in search(filled, typed)} == uids


@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_upsets_the_search(filled_once: Project, typed: str) -> None:
    search(filled_once, typed)


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    from tests.storage.samples import SCHEMA

    project = Project.create(tmp_path_factory.mktemp("s") / "p.annotator", name="x", schema=SCHEMA)
    with importing(project, source="x") as batch:
        batch.add(Record(Dispatch(uid="u", text="Un président, deux présidents.")))
    return project


def test_what_was_removed_is_found_no_more(filled: Project) -> None:
    batches.remove(filled, 1)
    assert search(filled, "erdogan") == []


def test_a_hit_says_where_it_stands(filled: Project) -> None:
    (hit,) = search(filled, "president erdog")
    assert [hit.words[start:end] for start, end in hit.ranges] == ["président", "Erdogan"]


def test_marks_are_cut_out_of_a_snippet() -> None:
    assert split_hits(f"a {HIT_OPEN}b{HIT_CLOSE} c{HIT_OPEN}d{HIT_CLOSE}") == ("a b cd", [(2, 3), (5, 6)])
    assert match_expression("a b") == '"a" AND "b"*'


def test_finding_here_passes_over_accents_case_and_blanks() -> None:
    text = "L’État, l'etat ; E\u0301tat de  siège\u00a0: ÉTATS"
    assert [text[start:end] for start, end in find_in_text(text, "état")] == ["État", "etat", "E\u0301tat", "ÉTAT"]
    assert [text[start:end] for start, end in find_in_text(text, "l'Etat")] == ["L’État", "l'etat"]
    assert len(find_in_text(text, "etat de siege :")) == 1
    assert find_in_text(text, "  ") == []
    assert find_in_text(text, "(") == []


@given(st.text(max_size=40), st.text(max_size=5))
def test_finding_here_finds_at_least_what_stands_there(text: str, words: str) -> None:
    if words.strip() == words and words and words.isalnum() and words.isascii():
        assert len(find_in_text(text + words, words)) >= 1
