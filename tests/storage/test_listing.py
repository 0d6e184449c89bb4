import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain import operations as do
from annotator.domain.dispatch import Dispatch, Status
from annotator.domain.record import Record
from annotator.services import queue
from annotator.services.session import Session
from annotator.storage import batches, listing
from annotator.storage.batches import importing
from annotator.storage.listing import Filter
from annotator.storage.project import Project
from annotator.storage.search import split_hits
from tests.bench import corpus
from tests.storage.samples import SCHEMA


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Sixty short dispatches, half of them done by anne, some flagged and started by her, one batch removed."""
    path = tmp_path_factory.mktemp("list") / "p.annotator"
    corpus.make_project(path, 30, length=200, mentions=3, annotated=0.5)
    project = Project.open(path, write=True)
    with importing(project, source="gone") as gone:
        for number in range(100, 105):
            gone.add(corpus.record(number, length=100, mentions=2))
    with importing(project, source="more") as batch:
        for number in range(200, 230):
            batch.add(corpus.record(number, length=200, mentions=3, annotated=0.3))
    batches.remove(project, gone.id)
    session = Session(project, "anne")
    for number, id_ in enumerate((2, 9, 17, 40, 60)):
        session.open(id_)
        status = Status.FLAGGED if number % 2 else Status.STARTED
        session.apply(do.set_status(session.annotations, status), name="status")
    return project


filters = st.builds(
    Filter,
    statuses=st.frozensets(st.sampled_from(Status), max_size=2),
    text=st.sampled_from(["", "président", "le réun", "nulle part"]),
    pending=st.sampled_from([None, True, False]),
    label=st.sampled_from([None, "PER", "ORG", "XXX"]),
    annotator=st.sampled_from([None, 1, 9]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(filters, st.integers(1, 7))
def test_pages_counts_and_places_agree_under_any_filter(listed: Project, chosen: Filter, size: int) -> None:
    rows: list[int] = []
    while page := listing.page(listed, chosen, after=rows[-1] if rows else 0, limit=size):
        rows += [row.id for row in page]
    assert rows == sorted(set(rows))
    assert listing.count(listed, chosen) == len(rows)
    back: list[int] = []
    while page := listing.page_before(listed, chosen, before=back[0] if back else 1 << 40, limit=size):
        back = [row.id for row in page] + back
    assert back == rows
    for index in range(0, len(rows), 3):
        id_ = rows[index]
        assert [row.id for row in listing.page_at(listed, chosen, index=index, limit=2)] == rows[index : index + 2]
        assert queue.place(listed, chosen, id_) == (index + 1, len(rows))
        before, after = queue.previous_and_next(listed, chosen, id_)
        assert (before, after) == (rows[index - 1] if index else None, (rows + [None])[index + 1])
    everything = listing.page(listed, Filter(annotator=chosen.annotator), limit=1000)
    for row in everything:
        passes = not chosen.statuses or row.status in chosen.statuses
        if chosen.pending is not None:
            passes = passes and (row.pending > 0) is chosen.pending
        if not passes:
            assert row.id not in rows
        elif not chosen.text and chosen.label is None:
            assert row.id in rows


def test_statuses_are_counted_for_one_annotator_and_for_nobody(listed: Project) -> None:
    rows = listing.page(listed, Filter(annotator=1), limit=1000)
    assert len(rows) == 60
    for status, number in listing.status_counts(listed, 1).items():
        assert number == sum(row.status is status for row in rows)
    assert listing.status_counts(listed, None)[Status.TODO] == 60
    assert listing.furthest_status_counts(listed) == listing.status_counts(listed, 1)


def test_a_row_says_what_a_list_shows(listed: Project) -> None:
    row = listing.row_of(listed, Filter(annotator=1), 2)
    assert row is not None
    assert (row.uid, row.status, row.flagged, row.suggestions) == ("bench-200-1", Status.STARTED, False, 3)
    assert (row.slug, row.date) == ("depeche-1", "2016-02")
    assert row.title
    assert listing.row_of(listed, Filter(), 31) is None


def test_a_search_marks_its_hits(listed: Project) -> None:
    word = listing.page(listed, Filter())[0].title.split()[0]
    rows = listing.page(listed, Filter(text=word.upper()), limit=100)
    assert rows
    for row in rows:
        words, hits = split_hits(row.snippet)
        assert hits
        assert all(words[start:end].lower().startswith(word.lower()) for start, end in hits)


def test_the_next_to_do_comes_after_the_present_and_then_from_the_top(listed: Project) -> None:
    rows = [r.id for r in listing.page(listed, Filter(annotator=1), limit=1000) if r.status in queue.UNFINISHED]
    assert queue.next_to_do(listed, annotator=1) == rows[0]
    for one, other in zip(rows, rows[1:] + rows[:1], strict=True):
        assert queue.next_to_do(listed, annotator=1, after=one) == other
    assert queue.place(listed, Filter(annotator=1, statuses=frozenset({Status.DONE})), rows[0])[0] == 0


def test_an_empty_project_has_nothing_to_list(project: Project) -> None:
    assert listing.page(project, Filter()) == []
    assert queue.next_to_do(project, annotator=None) is None
    assert queue.place(project, Filter(), 1) == (0, 0)


def test_the_only_dispatch_to_do_is_not_its_own_next(project: Project) -> None:
    assert SCHEMA
    with importing(project, source="x") as batch:
        batch.add(Record(Dispatch(uid="u", text="Un.")))
    assert queue.next_to_do(project, annotator=None, after=1) is None
