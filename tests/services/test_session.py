from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain import operations as do
from annotator.domain.annotations import Annotations, Mention
from annotator.domain.dispatch import Dispatch, Status
from annotator.domain.edits import Edits, Put, SetNote, SetStatus
from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.domain.suggestions import MentionSuggestion, State, ledger, shown
from annotator.domain.text import provisional_grid
from annotator.services.changes import Changes
from annotator.services.checking import check
from annotator.services.session import Session
from annotator.storage import annotations as layers
from annotator.storage import suggestions
from annotator.storage.batches import importing
from annotator.storage.project import Project
from tests.domain.strategies import edit_sequences, suggestion_lists, words_text
from tests.storage.samples import PIPELINE, SCHEMA, TEXTS

SUGGESTED = (
    MentionSuggestion(id="s1", label="PER", fragments=((3, 12),), pipeline=PIPELINE),
    MentionSuggestion(id="s2", label="LOC", fragments=((18, 23),), pipeline=PIPELINE),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "essai.annotator"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.create(path, name="Essai", schema=SCHEMA) as made:
        with importing(made, source="essai") as batch:
            for number, text in enumerate(TEXTS):
                batch.add(Record(Dispatch(uid=f"u{number}", text=text), None, None, SUGGESTED))
        yield made


@pytest.fixture
def session(project: Project) -> Session:
    made = Session(project, "anne", clock=lambda: "2026-01-01T00:00:00+00:00")
    made.open(1)
    return made


def _label(session: Session, start: int, end: int, label: str = "PER", keys: int = 1) -> Changes:
    assert session.dispatch is not None
    edits = do.add_mention(session.annotations, session.shown, session.dispatch.text, ((start, end),), label)
    return session.apply(edits, name="label", keys=keys)


def _stored(session: Session, dispatch: int | None = None) -> Annotations:
    if dispatch is None:
        assert session.dispatch is not None
        dispatch = session.dispatch.id
    assert dispatch is not None
    return layers.load(session.project, dispatch, session.annotator)[1]


def test_opening_writes_nothing(session: Session, project: Project) -> None:
    assert session.annotations == Annotations()
    assert session.shown == SUGGESTED
    assert project.value("SELECT count(*) FROM layer") == 0
    assert project.value("SELECT count(*) FROM annotator") == 0
    assert not session.can_undo
    assert not session.can_redo
    assert session.undo() == Changes()


def test_the_first_edit_makes_the_layer_and_starts_the_dispatch(session: Session, project: Project) -> None:
    changes = _label(session, 3, 12, keys=2)
    assert (changes.mentions, changes.status, changes.suggestions) == ({"m1"}, True, True)
    assert changes.ranges[0] == (3, 12)
    assert session.annotations.status is Status.STARTED
    assert _stored(session) == session.annotations
    assert session.states() == {"s1": State.ACCEPTED, "s2": State.PENDING}
    assert project.rows("SELECT kind, keys, time FROM journal WHERE layer IS NOT NULL") == [
        ("label", 2, "2026-01-01T00:00:00+00:00")
    ]


def test_no_edits_are_no_step(session: Session, project: Project) -> None:
    assert not session.apply((), name="label")
    assert project.value("SELECT count(*) FROM journal") == 1


def test_counts_follow_in_the_same_transaction(session: Session, project: Project) -> None:
    sql = "SELECT status, mentions, rejections, pending FROM layer"
    _label(session, 3, 12)
    assert project.rows(sql) == [("started", 1, 0, 1)]
    session.apply(do.reject(session.annotations, ["s2"]), name="reject")
    assert project.rows(sql) == [("started", 1, 1, 0)]
    session.undo()
    session.apply(do.set_status(session.annotations, Status.DONE), name="status")
    assert project.rows(sql) == [("done", 1, 0, 0)]
    assert session.shown == ()
    assert project.rows("SELECT label, dispatch, mentions FROM layer_label") == [("PER", 1, 1)]
    session.undo()
    session.undo()
    assert project.rows("SELECT * FROM layer_label") == []


def test_status_and_note_are_steps(session: Session) -> None:
    session.apply(do.set_note(session.annotations, "à voir"), name="note")
    session.apply(do.set_status(session.annotations, Status.FLAGGED), name="status")
    assert (session.annotations.note, session.annotations.status) == ("à voir", Status.FLAGGED)
    assert session.undo_name == "status"
    session.undo()
    session.undo()
    assert session.annotations == Annotations()


def test_undo_reaches_across_dispatches_and_restarts(session: Session, project: Project, path: Path) -> None:
    _label(session, 3, 12)
    first = session.annotations
    session.open(2)
    _label(session, 0, 4, "ORG")
    project.close()
    with Project.open(path, write=True) as again:
        later = Session(again, "anne")
        later.open(3)
        seen: list[Changes] = []
        later.subscribe(seen.append)
        changes = later.undo()
        assert changes.dispatch_changed
        assert seen == [changes]
        assert later.dispatch is not None
        assert later.dispatch.id == 2
        assert later.annotations == Annotations()
        later.undo()
        assert (later.dispatch.id, later.annotations, later.can_undo) == (1, Annotations(), False)
        assert later.redo_name == "label"
        later.redo()
        assert later.annotations == first
    with Project.open(path, write=True) as again:
        later = Session(again, "anne")
        later.redo()
        assert later.dispatch is not None
        assert (later.dispatch.id, later.can_redo) == (2, False)


def test_a_new_step_ends_what_could_be_done_again(session: Session) -> None:
    _label(session, 3, 12)
    session.undo()
    assert session.can_redo
    _label(session, 0, 2)
    assert not session.can_redo
    session.undo()
    assert session.annotations == Annotations()
    assert not session.can_undo
    session.redo()
    assert [m.fragments for m in session.annotations.mentions.values()] == [((0, 2),)]


def test_undo_takes_back_only_ones_own_steps(session: Session, project: Project) -> None:
    _label(session, 3, 12)
    other = Session(project, "béa")
    other.open(1)
    assert not other.can_undo
    _label(other, 0, 2)
    session.undo()
    assert _stored(session) == Annotations()
    assert len(_stored(other).mentions) == 1


def test_a_step_over_many_dispatches_is_one(session: Session) -> None:
    edits: dict[int, Edits] = {}
    for number, text in enumerate(TEXTS, start=1):
        edits[number] = do.label_all(Annotations(), (), text, [(0, 2), (3, 5)], "ORG")
    changes = session.apply_across(edits, name="label_all", keys=3)
    assert (changes.mentions, changes.others) == ({"m1", "m2"}, {2, 3})
    assert all(len(_stored(session, number).mentions) == 2 for number in (1, 2, 3))
    assert _stored(session, 3).status is Status.STARTED
    assert session.project.rows("SELECT keys FROM journal WHERE layer IS NOT NULL") == [(3,), (0,), (0,)]
    session.open(2)
    assert not session.undo().dispatch_changed
    assert [_stored(session, number) for number in (1, 2, 3)] == [Annotations()] * 3
    assert not session.can_undo
    session.redo()
    assert all(len(_stored(session, number).mentions) == 2 for number in (1, 2, 3))


def test_schema_edits_are_steps(session: Session, project: Project) -> None:
    wider = SCHEMA.with_entity_named("Fleuve")
    assert session.set_schema(wider).schema
    _label(session, 3, 12, "FLEUVE")
    with pytest.raises(KnownError, match="used 1 times"):
        session.set_schema(SCHEMA)
    assert (session.schema, project.schema()) == (wider, wider)
    session.undo()
    assert session.undo().schema
    assert (session.schema, project.schema()) == (SCHEMA, SCHEMA)
    session.redo()
    session.redo()
    assert session.annotations.mentions["m1"].label == "FLEUVE"


def test_seconds_are_kept_with_the_layer(session: Session, project: Project) -> None:
    session.add_seconds(3)
    session.open(2)
    session.add_seconds(5)
    _label(session, 0, 4)
    session.add_seconds(7)
    session.open(1)
    assert project.rows("SELECT dispatch, seconds FROM layer") == [(2, 12)]


def test_a_surface_that_does_not_stand_in_the_text_is_refused_and_the_rest_goes_on(
    session: Session, project: Project
) -> None:
    _label(session, 3, 12)
    with project.transaction() as connection:
        connection.execute("UPDATE mention SET text = 'autre chose'")
    session.open(2)
    with pytest.raises(KnownError, match=r"u0 is damaged.*m1.*autre chose"):
        session.open(1)
    assert session.dispatch is not None
    assert session.dispatch.id == 2
    _label(session, 0, 4)
    assert [problem.uid for problem in check(project.path)] == ["u0"]


def test_a_failed_write_leaves_everything_as_it_was(session: Session, project: Project) -> None:
    _label(session, 3, 12)
    before = (session.annotations, session.shown, _stored(session), project.value("SELECT count(*) FROM journal"))
    wrong = Mention(id="m9", label="NOWHERE", fragments=((18, 23),), text=TEXTS[0][18:23], suggestion="s2")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        session.apply((Put(None, wrong),), name="label")
    assert (session.annotations, session.shown, _stored(session)) == before[:3]
    assert project.value("SELECT count(*) FROM journal") == before[3]
    _label(session, 18, 23, "LOC")
    assert session.shown == ()


def test_what_the_background_stored_comes_in_by_refresh_or_with_the_next_step(
    session: Session, project: Project, path: Path
) -> None:
    _label(session, 3, 12)
    new = [MentionSuggestion(id="x", label="ORG", fragments=((24, 30),), pipeline="other 1")]
    grid = provisional_grid(TEXTS[0])
    with Project.join(path, project.gate) as joined:
        suggestions.enqueue(joined, "other", "1")
        (run,) = [r for r in suggestions.queued(joined, limit=9) if r.dispatch == 1]
        suggestions.store(joined, run, new, grid)
    changes = session.refresh()
    assert changes.suggestions
    assert changes.grid
    assert session.grid == grid
    assert not session.refresh()
    assert {s.id: s.pipeline for s in session.suggestions} == {"s1": PIPELINE, "s3": "other 1"}
    with Project.join(path, project.gate) as joined:
        suggestions.enqueue(joined, "third", "1")
        (run,) = [r for r in suggestions.queued(joined, limit=9) if r.dispatch == 1]
        suggestions.store(joined, run, new)
    assert session.apply(do.set_note(session.annotations, "!"), name="note").suggestions
    assert [s.id for s in session.shown] == ["s4"]
    assert list(check(path)) == []


def test_a_replaced_suggestion_is_read_again_when_a_redo_cites_it(
    session: Session, project: Project, path: Path
) -> None:
    _label(session, 3, 12)
    session.undo()
    with Project.join(path, project.gate) as joined:
        suggestions.enqueue(joined, "other", "1")
        (run,) = [r for r in suggestions.queued(joined, limit=9) if r.dispatch == 1]
        suggestions.store(joined, run, [])
    session.refresh()
    assert session.suggestions == ()
    session.redo()
    assert [s.id for s in session.suggestions] == ["s1"]
    assert session.states() == {"s1": State.ACCEPTED}
    session.undo()
    assert session.shown == ()
    assert list(check(path)) == []


def test_subscribers_hear_each_change_until_they_leave(session: Session) -> None:
    heard: list[Changes] = []
    leave = session.subscribe(heard.append)
    _label(session, 3, 12)
    session.open(2)
    leave()
    session.open(1)
    assert [(c.name, c.dispatch_changed) for c in heard] == [("label", False), ("", True)]


@pytest.mark.usefixtures("project")
def test_a_session_that_reads_only_refuses_edits(path: Path) -> None:
    with Project.open(path, write=False) as reader:
        session = Session(reader, "anne")
        session.open(1)
        with pytest.raises(KnownError, match="read only"):
            _label(session, 3, 12)
        assert session.annotations == Annotations()
        assert session.shown == SUGGESTED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.data())
def test_any_steps_are_stored_taken_back_and_done_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = data.draw(words_text)
    proposed = data.draw(suggestion_lists(text))
    edits = data.draw(edit_sequences(text, Annotations()))
    path = tmp_path_factory.mktemp("any") / "p.annotator"
    with Project.create(path, name="x", schema=SCHEMA) as project:
        with importing(project, source="x") as batch:
            batch.add(Record(Dispatch(uid="u", text=text), None, None, tuple(proposed)))
        session = Session(project, "anne")
        session.open(1)
        states = [session.annotations]
        for edit in edits:
            # The session has begun the dispatch by itself.
            begun = SetStatus(session.annotations.status, edit.after) if isinstance(edit, SetStatus) else edit
            session.apply((begun,), name="step")
            states.append(session.annotations)
            assert _stored(session) == session.annotations
            assert list(session.shown) == shown(session.suggestions, session.annotations)
            assert session.states() == ledger(session.suggestions, session.annotations)
            if data.draw(st.booleans()):
                session.undo()
                assert session.annotations == states[-2]
                session.redo()
                assert session.annotations == states[-1]
    with Project.open(path, write=True) as project:
        session = Session(project, "anne")
        session.open(1)
        for before in reversed(states[:-1]):
            session.undo()
            assert session.annotations == before == _stored(session)
        assert not session.can_undo
        for after in states[1:]:
            session.redo()
            assert session.annotations == after == _stored(session)
        assert not session.can_redo
        assert list(session.shown) == shown(session.suggestions, session.annotations)


def test_a_note_of_any_text_survives(session: Session) -> None:
    for note in ("«\u00a0é\u00a0»\r\n", "👩‍👩‍👧‍👦", "e\u0301", '"\\\x01', " "):
        session.apply((SetNote(session.annotations.note, note),), name="note")
        assert _stored(session).note == note
    while session.can_undo:
        session.undo()
    assert session.annotations == Annotations()
