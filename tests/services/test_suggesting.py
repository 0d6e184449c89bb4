"""Suggestions over a project file: what is stored, what is kept, what goes on after the worst."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from annotator.domain import operations
from annotator.domain.annotations import Origin
from annotator.domain.dispatch import Dispatch, text_sha256
from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.domain.schema import EntityType, Schema
from annotator.domain.suggestions import MentionSuggestion, State, Suggestion
from annotator.domain.text import pipeline_chunks, surface
from annotator.services import background, suggesting
from annotator.services.background import Event, Failed, Finished, InlineContext, Job, Message, Progress
from annotator.services.session import Session
from annotator.services.suggesting import Report
from annotator.storage import batches, dispatches, suggestions
from annotator.storage.project import Project
from tests.nlp.on_disk import KILLS, KILLS_ONCE, write_moody_package, write_ruler

pytestmark = pytest.mark.slow

SMALL = "fr_core_news_sm"
SCHEMA = Schema(
    tuple(EntityType(id=name, name=name, key=str(key)) for key, name in enumerate(("PER", "LOC", "ORG", "MISC"), 1))
)
NEWS = "M. Erdogan a rencontré Dmitri Peskov à Ankara.\r\n\r\nUne kalachnikov à Sainte-Sophie\u00a0: « 👩\u200d🚀 ».\n"


def texts(count: int, *, tail: str = "") -> list[str]:
    return [f"{number}. {NEWS}{tail}" for number in range(1, count + 1)]


def add(project: Project, bodies: list[str]) -> None:
    with batches.importing(project, source="test") as batch:
        for body in bodies:
            batch.add(Record(Dispatch(text_sha256(body), body)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "agence.annotator"


@pytest.fixture
def make(path: Path) -> Iterator[Callable[[list[str]], Project]]:
    made: list[Project] = []

    def create(bodies: list[str]) -> Project:
        project = Project.create(path, name="Agence", schema=SCHEMA, pipeline=SMALL)
        made.append(project)
        add(project, bodies)
        return project

    yield create
    for project in made:
        project.close()


@pytest.fixture(scope="module")
def ruler(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_ruler(tmp_path_factory.mktemp("pipelines") / "règles"))


@pytest.fixture
def moody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.syspath_prepend(str(tmp_path))
    return write_moody_package(tmp_path)


def found(project: Project, dispatch: int) -> list[tuple[str, str]]:
    text = dispatches.read(project, dispatch).text
    loaded = suggestions.load(project, dispatch)
    assert len({suggestion.id for suggestion in loaded}) == len(loaded)
    return [
        (suggestion.label, surface(text, suggestion.fragments))
        for suggestion in loaded
        if isinstance(suggestion, MentionSuggestion)
    ]


def quiet() -> InlineContext:
    return InlineContext()


def suggest(project: Project, pipeline: str | None = None, *, jobs: int = 1, again: bool = False) -> Report:
    return suggesting.suggest(project, quiet(), pipeline=pipeline, jobs=jobs, again=again)


def messages(job: Job) -> Iterator[tuple[str, object]]:
    for event in job.events(timeout=60):
        if isinstance(event, Message):
            yield event.value
        elif isinstance(event, Failed):
            pytest.fail(str(event.error))


def end_of(job: Job, *, at_stored: Callable[[], None]) -> Event:
    last: Event = Finished()
    for last in job.events(timeout=60):
        if isinstance(last, Message) and last.value[0] == "stored":
            at_stored()
    return last


def test_every_dispatch_gets_tokens_and_mentions_of_a_real_pipeline(make: Callable[[list[str]], Project]) -> None:
    import spacy

    project = make(texts(3))
    said: list[Message | Progress] = []
    report = suggesting.suggest(project, InlineContext(on_event=said.append))
    assert report == Report(pipeline="fr_core_news_sm 3.8.0", stored=3)
    assert [event.value for event in said if isinstance(event, Message)][:2] == [
        ("loading", "fr_core_news_sm 3.8.0"),
        ("ready", "fr_core_news_sm 3.8.0"),
    ]
    assert said[-1] == Progress(3, 3, "fr_core_news_sm 3.8.0")
    nlp = spacy.load(SMALL, exclude=["parser"])
    for dispatch in (1, 2, 3):
        text = dispatches.read(project, dispatch).text
        expected = [(e.label_, e.text) for start, end in pipeline_chunks(text) for e in nlp(text[start:end]).ents]
        assert found(project, dispatch) == expected
        assert ("PER", "Dmitri Peskov") in expected
        grid = dispatches.read_grid(project, dispatch)
        assert grid is not None
        assert "".join(text[start:end] for start, end in grid) == "".join(text.split())
    assert {s.pipeline for s in suggestions.load(project, 1)} == {report.pipeline}


def test_what_was_read_is_not_read_again_unless_asked(make: Callable[[list[str]], Project], ruler: str) -> None:
    project = make(texts(2))
    assert suggest(project, ruler).stored == 2
    before = suggestions.load(project, 1)
    assert suggest(project, ruler).stored == 0
    add(project, ["Encore Ankara."])
    assert suggest(project, ruler).stored == 1
    assert suggest(project, ruler, again=True).stored == 3
    after = suggestions.load(project, 1)
    assert [(s.label, s.fragments) for s in mentions(after)] == [(s.label, s.fragments) for s in mentions(before)]
    assert not {s.id for s in after} & {s.id for s in before}


def mentions(loaded: Sequence[Suggestion]) -> list[MentionSuggestion]:
    return [suggestion for suggestion in loaded if isinstance(suggestion, MentionSuggestion)]


def test_a_job_that_nobody_asked_for_replaces_nothing(
    make: Callable[[list[str]], Project], path: Path, ruler: str
) -> None:
    project = make(texts(2))
    assert suggest(project, ruler).stored == 2
    add(project, ["Encore Ankara."])
    project.set_info(pipeline=SMALL)
    report = suggesting.run(quiet(), path=path)
    assert (report.pipeline, report.stored) == ("fr_core_news_sm 3.8.0", 1)
    assert suggest(project, SMALL).stored == 2
    assert suggest(project, ruler).stored == 3
    assert ("LIEU_SAINT", "Sainte-Sophie") in found(project, 1)


def test_a_pipeline_that_is_named_is_the_projects_own_from_then_on(
    make: Callable[[list[str]], Project], ruler: str
) -> None:
    project = make(texts(1))
    suggest(project, ruler)
    assert project.info.pipeline == str(Path(ruler).resolve())
    add(project, ["Encore Ankara."])
    assert suggest(project).stored == 1
    suggest(project, "none")
    assert project.info.pipeline == str(Path(ruler).resolve())


def test_labels_that_the_schema_lacks_become_types_and_are_named(
    make: Callable[[list[str]], Project], ruler: str
) -> None:
    project = make(texts(1))
    report = suggest(project, ruler)
    assert report.new_types == ("arme à feu", "Lieu saint")
    assert found(project, 1) == [("LOC", "Ankara"), ("ARME_A_FEU", "kalachnikov"), ("LIEU_SAINT", "Sainte-Sophie")]
    names = {entity.id: entity.name for entity in project.schema().entity_types}
    assert names["LIEU_SAINT"] == "Lieu saint"
    assert names["PER"] == "PER"


def test_two_workers_find_what_one_finds(make: Callable[[list[str]], Project], ruler: str) -> None:
    project = make(texts(40, tail="Ankara. " * 300))
    suggest(project, ruler, jobs=2)
    one = [found(project, dispatch) for dispatch in range(1, 41)]
    suggest(project, ruler, again=True)
    assert [found(project, dispatch) for dispatch in range(1, 41)] == one
    assert all(len(each) == 303 for each in one)


def test_without_a_pipeline_there_are_tokens_only(make: Callable[[list[str]], Project]) -> None:
    project = make(texts(5) + [""])
    assert suggest(project, "none") == Report(pipeline="none", stored=6)
    assert all(dispatches.read_grid(project, dispatch) is not None for dispatch in range(1, 7))
    assert found(project, 1) == []
    assert suggest(project, "none").stored == 0


def test_a_missing_pipeline_is_said_before_anything_starts(make: Callable[[list[str]], Project]) -> None:
    project = make(texts(1))
    with pytest.raises(KnownError, match=r"fr_gone.*fr_core_news_md"):
        suggest(project, "fr_gone")
    assert suggestions.count_queued(project) == 0


def test_another_pipeline_replaces_only_what_nobody_acted_on(make: Callable[[list[str]], Project], ruler: str) -> None:
    project = make(texts(1))
    suggest(project, ruler)
    session = Session(project, "Zoé")
    session.open(1)
    text = dispatches.read(project, 1).text
    ankara, gun, mosque = mentions(session.suggestions)
    session.apply(operations.accept_mention(session.annotations, ankara, text), name="accept")
    session.apply(operations.reject(session.annotations, [gun.id]), name="reject")
    worked = session.annotations
    suggest(project, SMALL)
    session.refresh()
    assert session.annotations == worked
    states = session.states()
    assert (states[ankara.id], states[gun.id]) == (State.ACCEPTED, State.REJECTED)
    assert mosque.id not in states
    kept = {ankara.id, gun.id}
    assert {s.pipeline for s in session.suggestions if s.id not in kept} == {"fr_core_news_sm 3.8.0"}
    (mention,) = session.annotations.mentions.values()
    assert mention.origin is Origin.ACCEPTED


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_killed_job_is_gone_on_with_and_nothing_comes_twice(
    make: Callable[[list[str]], Project], path: Path, ruler: str
) -> None:
    project = make(texts(60, tail="Ankara. " * 400))
    job = background.start(suggesting.run, gate=project.gate, path=path, pipeline=ruler)
    last = end_of(job, at_stored=lambda: os.kill(job.pid, signal.SIGKILL))
    assert isinstance(last, Failed)
    assert "was ended from outside" in str(last.error)
    waiting = suggestions.count_queued(project)
    assert 0 < waiting < 60
    job = background.start(suggesting.run, gate=project.gate, path=path, pipeline=ruler)
    stored = [value for kind, value in messages(job) if kind == "stored"]
    assert sorted(stored, key=str) == sorted(range(60 - waiting + 1, 61), key=str)
    assert suggestions.count_queued(project) == 0
    assert [len(found(project, dispatch)) for dispatch in range(1, 61)] == [403] * 60


def test_the_dispatch_that_is_looked_at_comes_first(
    make: Callable[[list[str]], Project], path: Path, ruler: str
) -> None:
    project = make(texts(80, tail="Ankara. " * 400))
    job = background.start(suggesting.run, gate=project.gate, path=path, pipeline=ruler, visible=70)
    stored: list[object] = []
    for kind, value in messages(job):
        if kind == "stored":
            stored.append(value)
            if len(stored) == 1:
                job.send(("visible", 75))
    assert stored[0] == 70
    assert stored.index(75) < 30
    assert sorted(stored, key=str) == sorted(range(1, 81), key=str)


def test_a_cancelled_job_keeps_what_it_stored(make: Callable[[list[str]], Project], path: Path, ruler: str) -> None:
    project = make(texts(80, tail="Ankara. " * 400))
    job = background.start(suggesting.run, gate=project.gate, path=path, pipeline=ruler)
    last = end_of(job, at_stored=job.cancel)
    assert isinstance(last, Finished)
    assert last.result.cancelled
    assert last.result.stored == 80 - suggestions.count_queued(project)
    assert 0 < last.result.stored < 80


def test_what_is_imported_meanwhile_is_read_too(make: Callable[[list[str]], Project], path: Path, ruler: str) -> None:
    project = make(texts(30, tail="Ankara. " * 400))
    job = background.start(suggesting.run, gate=project.gate, path=path, pipeline=ruler)
    stored: list[object] = []
    for kind, value in messages(job):
        if kind == "stored":
            stored.append(value)
            if len(stored) == 1:
                add(project, ["Sainte-Sophie"])
    assert sorted(stored, key=str) == sorted(range(1, 32), key=str)


def test_an_import_that_is_removed_meanwhile_is_no_error(
    make: Callable[[list[str]], Project], path: Path, ruler: str
) -> None:
    project = make(texts(40, tail="Ankara. " * 400))
    job = background.start(suggesting.run, gate=project.gate, path=path, pipeline=ruler)
    for kind, _ in messages(job):
        if kind == "ready":
            batches.remove(project, 1)
    assert project.value("SELECT count(*) FROM suggestion") == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_text_that_kills_the_worker_fails_alone_and_is_not_tried_unasked(
    make: Callable[[list[str]], Project], path: Path, moody: str
) -> None:
    bodies = texts(6)
    bodies[2] += KILLS
    bodies[4] += KILLS_ONCE
    project = make(bodies)
    report = suggest(project, moody)
    assert report.stored == 5
    ((failed, reason),) = report.failed
    assert failed == 3
    assert "ended on this text twice" in reason
    assert suggestions.failures(project) == [(3, reason)]
    assert found(project, 5)
    assert suggesting.run(quiet(), path=path, pipeline=moody).failed == ()
    assert suggest(project, moody).failed == ((3, reason),)


def test_the_same_text_gives_the_same_suggestions_each_time(make: Callable[[list[str]], Project]) -> None:
    project = make(texts(8) + ["Le Premier ministre du GNA Fayez al-Sarraj est à Tripoli."])
    suggest(project)
    first = [found(project, dispatch) for dispatch in range(1, 10)]
    suggest(project, jobs=2, again=True)
    assert [found(project, dispatch) for dispatch in range(1, 10)] == first


def test_a_text_of_a_megabyte_is_read_whole(make: Callable[[list[str]], Project], ruler: str) -> None:
    body = "Une dépêche d'Ankara, 👩\u200d🚀\u00a0e\u0301.\r\n\r\n" * 28_000
    project = make([body, "Ankara"])
    suggest(project, ruler)
    loaded = mentions(suggestions.load(project, 1))
    assert len(body) > 900_000
    assert len(loaded) == 28_000
    assert {surface(body, mention.fragments) for mention in loaded} == {"Ankara"}
    assert found(project, 2) == [("LOC", "Ankara")]
