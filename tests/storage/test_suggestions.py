from pathlib import Path

import pytest

from annotator.domain import operations as do
from annotator.domain.dispatch import Dispatch
from annotator.domain.record import Record
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import TokenGrid, provisional_grid
from annotator.services.checking import check
from annotator.services.session import Session
from annotator.storage import dispatches, suggestions
from annotator.storage.batches import Batch, importing
from annotator.storage.project import Project
from annotator.storage.suggestions import QueuedRun
from tests.storage.samples import PIPELINE, TEXTS, all_suggestions


def _proposed(*places: tuple[int, int], label: str = "PER") -> list[MentionSuggestion]:
    return [MentionSuggestion(id="?", label=label, fragments=(place,), pipeline="?") for place in places]


def _run(project: Project, pipeline: str, *places: tuple[int, int], dispatch: int = 1, label: str = "PER") -> None:
    suggestions.enqueue(project, pipeline, "1", again=True)
    run = suggestions.queued_for(project, dispatch)
    assert run is not None
    suggestions.store(project, run, _proposed(*places, label=label))


def _ids(project: Project, dispatch: int = 1) -> list[str]:
    return [s.id for s in suggestions.load(project, dispatch)]


def test_every_kind_of_suggestion_comes_back_as_it_was_in_text_order(project: Project) -> None:
    with importing(project, source="x") as batch:
        batch.add(Record(Dispatch(uid="u", text=TEXTS[0]), None, None, all_suggestions()))
    loaded = suggestions.load(project, 1)
    assert {s.id: s for s in loaded} == {s.id: s for s in all_suggestions()}
    assert [s.id for s in loaded] == ["s3", "s2", "s5", "s4", "s1"]


@pytest.mark.parametrize("written", ["fr_core_news_md 3.8.0", "règles", "mon pipeline 1", "a ", " b", "", "a  b"])
def test_a_pipelines_name_and_version_join_as_they_were(project: Project, written: str) -> None:
    proposed = MentionSuggestion(id="s1", label="PER", fragments=((0, 2),), pipeline=written)
    with importing(project, source="x") as batch:
        batch.add(Record(Dispatch(uid="u", text=TEXTS[0]), None, None, (proposed,)))
    assert suggestions.load(project, 1) == [proposed]


def test_the_queue_hands_out_each_dispatch_once(filled: Project) -> None:
    assert suggestions.enqueue(filled, "md", "1") == 3
    assert suggestions.enqueue(filled, "md", "1") == 3
    assert [run.dispatch for run in suggestions.queued(filled, limit=2)] == [1, 2]
    assert [run.dispatch for run in suggestions.queued(filled, limit=2, after=2)] == [3]
    run = suggestions.queued_for(filled, 2)
    assert run == QueuedRun(2, 1, "md", "1")
    suggestions.store(filled, QueuedRun(2, 1, "md", "1"), _proposed((0, 4)), provisional_grid(TEXTS[1]))
    assert suggestions.queued_for(filled, 2) is None
    assert dispatches.read_grid(filled, 2) == provisional_grid(TEXTS[1])
    assert suggestions.enqueue(filled, "md", "1") == 2
    assert suggestions.enqueue(filled, "sm", "1") == 3
    assert {run.pipeline for run in suggestions.queued(filled, limit=9)} == {"sm"}


def test_dispatches_of_an_unfinished_import_are_not_queued(filled: Project) -> None:
    batch = Batch(filled, source="x")
    batch.add(Record(Dispatch(uid="neu", text="Neu.")))
    batch.flush()
    assert suggestions.enqueue(filled, "md", "1") == 3
    batch.finish()
    assert suggestions.enqueue(filled, "md", "1") == 4


def test_a_run_that_failed_says_why_and_can_be_tried_again(filled: Project) -> None:
    suggestions.enqueue(filled, "md", "1")
    run = suggestions.queued_for(filled, 1)
    assert run is not None
    suggestions.fail(filled, run, "kaputt")
    assert suggestions.failures(filled) == [(1, "kaputt")]
    assert suggestions.enqueue(filled, "md", "1") == 3
    assert suggestions.failures(filled) == []


def test_another_run_replaces_what_nobody_has_worked_on(filled: Project) -> None:
    _run(filled, "md", (3, 12), (18, 23))
    assert _ids(filled) == ["s1", "s2"]
    _run(filled, "sm", (3, 12))
    assert _ids(filled) == ["s3"]
    assert filled.value("SELECT count(*) FROM suggestion") == 1


def test_ids_are_never_given_twice(filled: Project) -> None:
    seen: set[str] = set()
    for number in range(4):
        _run(filled, f"p{number}", *((0, end) for end in range(1, 5 - number)))
        assert not seen & set(_ids(filled))
        seen |= set(_ids(filled))
    _run(filled, "none")
    _run(filled, "last", (0, 1))
    assert _ids(filled) == ["s11"]


def test_what_a_person_has_acted_on_stays(filled: Project, path: Path) -> None:
    _run(filled, "md", (3, 12), (18, 23), (24, 30), (31, 38))
    session = Session(filled, "anne")
    session.open(1)
    accepted, rejected = session.shown[0], session.shown[1]
    session.apply(do.accept_mention(session.annotations, accepted, TEXTS[0]), name="accept")  # type: ignore[arg-type]
    session.apply(do.reject(session.annotations, [rejected.id]), name="reject")
    _run(filled, "sm", (3, 12), (18, 23), (24, 30), (40, 44))
    session.open(1)
    assert {s.id: s.fragments for s in session.suggestions if isinstance(s, MentionSuggestion)} == {
        "s1": ((3, 12),),
        "s2": ((18, 23),),
        "s5": ((24, 30),),
        "s6": ((40, 44),),
    }
    assert [s.id for s in session.shown] == ["s5", "s6"]
    assert filled.value("SELECT pending FROM layer") == 2
    assert list(check(path)) == []


def test_a_long_result_beside_a_window_is_seen_whole_or_not_at_all(filled: Project, path: Path) -> None:
    places = [(start, start + 1) for start in range(80)] * 30
    with Project.join(path, filled.gate) as joined:
        assert joined.polite
        suggestions.enqueue(joined, "md", "1")
        run = suggestions.queued_for(joined, 1)
        assert run is not None
        seen: list[int] = []
        joined.connection.set_trace_callback(lambda sql: seen.append(len(_ids(filled))) if sql == "COMMIT" else None)
        suggestions.store(joined, run, _proposed(*places))
    assert set(seen) == {0}
    assert len(seen) > 5
    assert len(_ids(filled)) == len(places)


def test_a_worked_dispatch_keeps_its_grid(filled: Project) -> None:
    first, second = TokenGrid([(0, 2)]), TokenGrid([(0, 3)])
    dispatches.store_grid(filled, 1, first)
    session = Session(filled, "anne")
    session.open(1)
    session.apply(do.set_note(session.annotations, "!"), name="note")
    for dispatch in (1, 2):
        dispatches.store_grid(filled, dispatch, first)
        suggestions.enqueue(filled, "md", "1")
        run = suggestions.queued_for(filled, dispatch)
        assert run is not None
        suggestions.store(filled, run, [], second)
    assert dispatches.read_grid(filled, 1) == first
    assert dispatches.read_grid(filled, 2) == second
    assert dispatches.without_grid(filled, limit=9) == [3]


def test_many_results_are_stored_in_one_go(filled: Project) -> None:
    suggestions.enqueue(filled, "md", "1")
    results = [
        (run, _proposed((0, 2)), provisional_grid(TEXTS[run.dispatch - 1]))
        for run in suggestions.queued(filled, limit=9)
    ]
    suggestions.store_many(filled, results)
    assert [_ids(filled, i) for i in (1, 2, 3)] == [["s1"]] * 3
    assert suggestions.statistics_rows(filled) == [("md 1", "done", 3)]
    assert PIPELINE not in str(suggestions.load(filled, 1))
