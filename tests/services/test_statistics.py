from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain import operations as do
from annotator.domain.dispatch import Dispatch, Status
from annotator.domain.record import Record
from annotator.domain.suggestions import MentionSuggestion, State
from annotator.services.session import Session
from annotator.services.statistics import Statistics, precision, statistics
from annotator.storage import suggestions
from annotator.storage.batches import importing
from annotator.storage.project import Project
from tests.storage.samples import PIPELINE, SCHEMA, TEXTS

PLACES = ((3, 12), (18, 23), (24, 30))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    proposed = tuple(
        MentionSuggestion(id=f"s{i}", label="PER", fragments=(place,), pipeline=PIPELINE)
        for i, place in enumerate(PLACES, start=1)
    )
    with Project.create(tmp_path / "p.annotator", name="x", schema=SCHEMA) as made:
        with importing(made, source="x") as batch:
            for number, text in enumerate(TEXTS):
                batch.add(Record(Dispatch(uid=f"u{number}", text=text), None, None, proposed))
        yield made


def _work(project: Project, name: str) -> Session:
    session = Session(project, name)
    session.open(1)
    first, second, _ = (s for s in session.shown if isinstance(s, MentionSuggestion))
    session.apply(do.accept_mention(session.annotations, first, TEXTS[0]), name="accept", keys=1)
    session.apply(do.accept_mention(session.annotations, second, TEXTS[0], label="LOC"), name="relabel", keys=2)
    return session


def test_a_new_project_counts_nothing(project: Project) -> None:
    assert statistics(project) == Statistics(
        annotators=(),
        dispatches=3,
        by_status=dict.fromkeys(Status, 0) | {Status.TODO: 3},
        totals=Counter(mentions=0, relations=0, quotes=0, clusters=0, rejections=0, seconds=0),
        by_label=Counter(),
        by_origin=Counter(),
        untouched_suggestions=9,
        runs={PIPELINE: {"done": 3}},
    )


def test_work_is_counted_by_label_origin_state_and_key(project: Project) -> None:
    session = _work(project, "anne")
    session.add_seconds(30)
    session.apply(do.reject(session.annotations, ["s3"]), name="reject", keys=1)
    session.undo(keys=1)
    session.redo(keys=1)
    found = statistics(project)
    assert found.by_label == {"PER": 1, "LOC": 1}
    assert found.by_origin == {"accepted": 1, "edited": 1}
    assert found.ledger == {(PIPELINE, "PER"): {State.ACCEPTED: 1, State.EDITED: 1, State.REJECTED: 1}}
    assert precision(found.ledger[PIPELINE, "PER"]) == pytest.approx(1 / 3)
    assert (found.seconds, found.keys, found.undone) == (30, 6, 2)
    assert found.steps == {"accept": 1, "relabel": 1, "reject": 1}
    assert found.untouched_suggestions == 6
    assert found.by_status[Status.STARTED] == 1


def test_what_a_replaced_run_proposed_counts_only_where_it_was_acted_on(project: Project) -> None:
    _work(project, "anne")
    suggestions.enqueue(project, "other", "2")
    run = suggestions.queued(project, limit=1)[0]
    new = [MentionSuggestion(id="x", label="ORG", fragments=((31, 38),), pipeline="?")]
    suggestions.store(project, run, new)
    found = statistics(project)
    assert found.ledger == {
        (PIPELINE, "PER"): {State.ACCEPTED: 1, State.EDITED: 1},
        ("other 2", "ORG"): {State.PENDING: 1},
    }


def test_one_annotator_or_all_are_counted(project: Project) -> None:
    _work(project, "anne")
    session = _work(project, "béa")
    session.apply(do.set_status(session.annotations, Status.DONE), name="status")
    assert statistics(project).totals["mentions"] == 4
    assert statistics(project).by_status[Status.DONE] == 1
    anne = statistics(project, annotator="anne")
    assert (anne.totals["mentions"], anne.by_status[Status.STARTED], anne.by_status[Status.DONE]) == (2, 1, 0)
    nobody = statistics(project, annotator="zoé")
    assert (nobody.totals["mentions"], nobody.by_status[Status.TODO], nobody.keys) == (0, 3, 0)


def test_it_reads_only(project: Project) -> None:
    _work(project, "anne")
    with Project.open(project.path, write=False) as reader:
        assert statistics(reader) == statistics(project)
