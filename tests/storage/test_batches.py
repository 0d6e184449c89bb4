import subprocess
import sys
from pathlib import Path

import pytest

from annotator.domain import operations as do
from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.errors import KnownError
from annotator.domain.record import Layer, Record
from annotator.domain.text import provisional_grid
from annotator.services.checking import check
from annotator.services.session import Session
from annotator.storage import annotations as layers
from annotator.storage import batches, dispatches, listing, suggestions
from annotator.storage.batches import Batch, importing
from annotator.storage.gate import Gate
from annotator.storage.listing import Filter
from annotator.storage.project import Project
from tests.bench import corpus
from tests.storage.samples import SCHEMA, TEXTS, all_suggestions, full_layer


def _record(number: int) -> Record:
    text = TEXTS[number % len(TEXTS)]
    layer = Layer(full_layer(text), "anne") if number % 2 else None
    return Record(Dispatch(uid=f"b{number}", text=text), provisional_grid(text), layer, all_suggestions())


def _rows(project: Project) -> dict[str, int]:
    tables = ("dispatch", "token_grid", "layer", "mention", "mention_fragment", "relation", "quote", "quote_fragment")
    tables += ("cluster", "rejection", "layer_label", "suggestion", "suggestion_run")
    return {table: project.value(f"SELECT count(*) FROM {table}") for table in tables}


def test_an_import_is_one_row_of_the_journal_that_names_its_batch(project: Project) -> None:
    with importing(project, source="fil.jsonl") as batch:
        for number in range(5):
            batch.add(_record(number))
    sql = "SELECT kind, batch, edit FROM journal"
    assert project.rows(sql) == [("import", batch.id, '{"source":"fil.jsonl","dispatches":5}')]
    (info,) = batches.list_batches(project)
    assert (info.id, info.source, info.dispatches) == (batch.id, "fil.jsonl", 5)


def test_a_failed_import_leaves_nothing(filled: Project) -> None:
    before = _rows(filled)
    with pytest.raises(ZeroDivisionError), importing(filled, source="x") as batch:
        for number in range(5):
            batch.add(_record(number))
        batch.flush()
        assert _rows(filled) != before
        raise ZeroDivisionError
    assert _rows(filled) == before
    assert len(batches.list_batches(filled)) == 1
    assert list(check(filled.path)) == []


def test_an_import_that_is_going_on_is_not_seen(filled: Project) -> None:
    batch = Batch(filled, source="x")
    for number in range(5):
        batch.add(_record(number))
    batch.flush()
    for chosen in (
        Filter(),
        Filter(text="Ankara"),
        Filter(annotator=layers.find_annotator(filled, "anne"), label="PER"),
    ):
        assert all(row.id <= 3 for row in listing.page(filled, chosen))
    assert sum(listing.status_counts(filled, None).values()) == 3
    with pytest.raises(KnownError, match="Another import"):
        Batch(filled, source="y")
    batch.finish()
    assert listing.count(filled, Filter()) == 8


def test_an_import_stopped_by_a_kill_is_gone_at_the_next_start(filled: Project, path: Path) -> None:
    before = _rows(filled)
    filled.close()
    code = """
import os, signal, sys
from pathlib import Path
from annotator.storage.batches import Batch
from annotator.storage.project import Project
from tests.storage.test_batches import _record
project = Project.open(Path(sys.argv[1]), write=True)
batch = Batch(project, source="x")
for number in range(50):
    batch.add(_record(number))
batch.flush()
print(project.value("SELECT count(*) FROM dispatch"), flush=True)
os._exit(9)
"""
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert done.stdout == "53\n", done.stderr
    with Project.open(path, write=False) as reader:
        assert listing.count(reader, Filter()) == 3
    with Project.open(path, write=True) as project:
        assert _rows(project) == before
        with importing(project, source="z") as batch:
            assert batch.add(_record(0)) == 4
    assert list(check(path)) == []


def test_an_import_without_a_dispatch_leaves_no_trace(project: Project) -> None:
    with importing(project, source="leer"):
        pass
    assert batches.list_batches(project) == []
    assert project.value("SELECT count(*) FROM journal") == 0


def test_an_import_can_be_removed_while_nobody_has_worked_on_it(filled: Project) -> None:
    before = _rows(filled)
    with importing(filled, source="x") as batch:
        for number in range(5):
            batch.add(_record(number))
    batches.remove(filled, batch.id)
    assert _rows(filled) == before
    assert [info.id for info in batches.list_batches(filled)] == [1]
    kinds = filled.rows("SELECT kind, batch, undoes FROM journal ORDER BY seq")
    assert kinds == [("import", 1, None), ("import", 2, None), ("remove_batch", 2, 2)]
    with pytest.raises(KnownError, match="any more"):
        batches.remove(filled, batch.id)
    assert list(check(filled.path)) == []


def test_an_import_that_was_worked_on_stays(filled: Project) -> None:
    session = Session(filled, "anne")
    session.open(2)
    session.apply(do.set_note(session.annotations, "à voir"), name="note")
    before = _rows(filled)
    with pytest.raises(KnownError, match="1 of its dispatches"):
        batches.remove(filled, 1)
    session.undo()
    with pytest.raises(KnownError, match="worked on"):
        batches.remove(filled, 1)
    assert _rows(filled) == before


def test_an_edit_of_a_dispatch_that_was_removed_is_told_plainly(filled: Project) -> None:
    session = Session(filled, "anne")
    session.open(2)
    batches.remove(filled, 1)
    with pytest.raises(KnownError, match="no longer in the project"):
        session.apply(do.set_note(session.annotations, "à voir"), name="note")
    assert session.annotations == Annotations()


def test_an_import_beside_a_window_brings_the_same_rows_in_short_transactions(tmp_path: Path) -> None:
    made = {}
    for name in ("alone", "beside"):
        path = tmp_path / f"{name}.annotator"
        with Project.create(path, name=name, schema=corpus.SCHEMA) as project:
            gate = project.gate if name == "beside" else None
            with Project.join(path, gate) as joined, importing(joined, source="x") as batch:
                assert joined.polite is (name == "beside")
                for record in corpus.records(30, annotated=0.5):
                    batch.add(record)
            made[name] = [
                project.rows(f"SELECT * FROM {table}") for table in ("dispatch", "layer", "mention", "suggestion")
            ]
        assert list(check(path)) == []
    assert made["alone"] == made["beside"]


def test_an_edit_made_during_an_import_keeps_its_layer(filled: Project, path: Path) -> None:
    session = Session(filled, "béa")
    with Project.join(path, filled.gate) as joined, importing(joined, source="x") as batch:
        for number in range(30):
            batch.add(_record(number))
            if number % 10 == 0:
                session.open(number // 10 + 1)
                session.apply(do.set_note(session.annotations, str(number)), name="note")
    assert [layers.load(filled, i, session.annotator)[1].note for i in (1, 2, 3)] == ["0", "10", "20"]
    anne = layers.find_annotator(filled, "anne")
    for row in listing.page(filled, Filter(annotator=anne), after=3):
        text = dispatches.read(filled, row.id).text
        assert layers.load(filled, row.id, anne)[1] == (full_layer(text) if row.uid[-1] in "13579" else Annotations())
    assert list(check(path)) == []


def test_a_removal_beside_a_window_is_the_same(filled: Project, path: Path) -> None:
    before = _rows(filled)
    with Project.join(path, Gate.create()) as joined:
        with importing(joined, source="x") as batch:
            for number in range(25):
                batch.add(_record(number))
        batches.remove(joined, batch.id)
    assert _rows(filled) == before


def test_suggestions_keep_their_ids_and_new_ones_go_on_from_there(project: Project) -> None:
    with importing(project, source="x") as batch:
        batch.add(_record(0))
    assert {s.id: s for s in suggestions.load(project, 1)} == {s.id: s for s in all_suggestions()}
    assert project.value("SELECT max(last_id) FROM suggestion_run") == 5


def test_the_same_dispatch_is_known_by_its_uid_and_by_its_text(filled: Project) -> None:
    digest = Dispatch(uid="", text=TEXTS[1]).sha256
    found = dispatches.find_duplicate(filled, uid="u0", sha256="00" * 32)
    assert found is not None
    assert found.id == 1
    found = dispatches.find_duplicate(filled, uid="other", sha256=digest)
    assert found is not None
    assert found.uid == "u1"
    assert dispatches.find_duplicate(filled, uid="other", sha256="00" * 32) is None


def test_a_dispatch_of_a_megabyte_is_stored_as_it_is(tmp_path: Path) -> None:
    record = corpus.record(1, length=1_000_000, mentions=500)
    path = tmp_path / "lang.annotator"
    with Project.create(path, name="x", schema=SCHEMA) as project, Project.join(path, project.gate) as joined:
        with importing(joined, source="x") as batch:
            batch.add(record)
        assert dispatches.read(project, 1).text == record.dispatch.text
        assert dispatches.read_grid(project, 1) == record.grid
        assert record.layer is not None
        assert layers.load(project, 1, 1)[1] == record.layer.annotations
