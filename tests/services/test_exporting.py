"""Exports: what is chosen, what is left out and why, and a file that is whole or not there."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.dispatch import Status
from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.formats import jsonl
from annotator.resources import resource, seeds
from annotator.services import background
from annotator.services.background import Finished
from annotator.services.exporting import (
    export_file,
    export_schema,
    export_stream,
    export_task,
    left_out_lines,
    preview,
    selection_of,
)
from annotator.services.importing import import_paths
from annotator.services.projects import create_project, read_schema
from annotator.storage import exports
from annotator.storage.batches import importing
from annotator.storage.exports import PlainRecord, Selection
from annotator.storage.project import Project
from tests.formats.strategies import records
from tests.services.test_importing import Cancelling

GOLD = seeds() / "gold.jsonl"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(resource("export.schema.json").read_text("utf-8")))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The sample: the gold done by Dépêche, the first dispatch flagged by Zoé too, one text without a layer."""
    one = json.loads(GOLD.read_bytes().splitlines()[0])
    flagged = tmp_path / "in" / "a.jsonl"
    flagged.parent.mkdir()
    flagged.write_text(json.dumps(one | {"annotator": "Zoé", "status": "flagged"}), "utf-8")
    (tmp_path / "in" / "b.txt").write_text(" date 2020-06 Le maire", "utf-8")
    with create_project(tmp_path / "p.annotator", pipeline="none") as made:
        import_paths(made, [GOLD, tmp_path / "in"])
        yield made


def written(project: Project, selection: Selection) -> list[dict[str, object]]:
    stream = BytesIO()
    report = export_stream(project, stream, selection)
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert report.written == len(found)
    for record in found:
        VALIDATOR.validate(record)
    return found


def test_what_is_done_is_exported_and_the_rest_is_counted_by_its_status(project: Project, tmp_path: Path) -> None:
    report = export_file(project, tmp_path / "o.jsonl", selection_of())
    assert (tmp_path / "o.jsonl").read_bytes() == GOLD.read_bytes()
    assert report.left_out == {Status.TODO: 1, Status.FLAGGED: 1}
    assert list(left_out_lines(report)) == ["1 left out: their status is todo", "1 left out: their status is flagged"]


def test_all_means_every_layer_and_every_dispatch_without_one(project: Project) -> None:
    found = written(project, selection_of("all"))
    assert [(r["annotator"], r["status"]) for r in found[:2]] == [("Dépêche", "done"), ("Zoé", "flagged")]
    assert (found[0]["uid"], found[0]["text"]) == (found[1]["uid"], found[1]["text"])
    assert (found[-1]["annotator"], found[-1]["status"], found[-1]["mentions"]) == (None, "todo", [])
    assert len(found) == len(GOLD.read_bytes().splitlines()) + 2


def test_statuses_and_annotators_choose(project: Project) -> None:
    assert {r["status"] for r in written(project, selection_of("flagged,todo"))} == {"flagged", "todo"}
    assert [r["annotator"] for r in written(project, selection_of("flagged", "Zoé"))] == ["Zoé"]
    # For Zoé, what she has not begun is to do, whoever else has done it.
    mine = written(project, selection_of("all", "Zoé"))
    assert {r["annotator"] for r in mine} == {"Zoé", None}
    assert len(mine) == project.value("SELECT count(*) FROM dispatch")
    report = preview(project, selection_of("done", "Zoé")).report
    assert (report.written, report.other_annotators) == (0, len(GOLD.read_bytes().splitlines()))
    assert report.left_out == {Status.FLAGGED: 1, Status.TODO: len(GOLD.read_bytes().splitlines())}


def test_only_some_dispatches_can_be_exported(project: Project) -> None:
    ids = [id_ for (id_,) in project.rows("SELECT id FROM dispatch ORDER BY id")]
    some = Selection(frozenset(Status), None, frozenset({ids[0], ids[-1]}))
    assert [(r["annotator"], r["status"]) for r in written(project, some)] == [
        ("Dépêche", "done"),
        ("Zoé", "flagged"),
        (None, "todo"),
    ]
    mine = Selection(frozenset({Status.FLAGGED}), "Zoé", frozenset(ids[:1]))
    report = preview(project, mine).report
    assert (report.written, report.left_out, report.other_annotators) == (1, {}, 1)
    assert len(written(project, mine)) == 1
    assert written(project, Selection(frozenset(Status), None, frozenset())) == []


def test_an_unknown_status_annotator_or_format_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="finished"):
        selection_of("finished")
    with pytest.raises(KnownError, match="Dépêche, Zoé"):
        preview(project, selection_of("all", "Nobody"))
    with pytest.raises(KnownError, match="not written"):
        export_file(project, tmp_path / "o", selection_of(), format="text")
    assert not (tmp_path / "o").exists()


def test_the_preview_is_the_first_record_as_it_will_stand(project: Project) -> None:
    found = preview(project, selection_of())
    assert found.first == GOLD.read_bytes().splitlines(keepends=True)[0]
    assert found.report.written == len(GOLD.read_bytes().splitlines())
    assert preview(project, selection_of("skipped")).first == b""


def test_a_cancelled_export_leaves_what_was_there(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "o" / "o.jsonl"
    out.parent.mkdir()
    out.write_bytes(b"before")
    report = export_file(project, out, selection_of(), context=Cancelling(3))
    assert (report.cancelled, report.written) == (True, 0)
    assert out.read_bytes() == b"before"
    assert list(out.parent.iterdir()) == [out]


def test_a_place_that_cannot_be_written_is_refused(project: Project, tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "none" / "o.jsonl", project.path, project.path.with_name("p.annotator-wal")):
        with pytest.raises(KnownError):
            export_file(project, out, selection_of())
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_keeps_being_one(project: Project, tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    export_file(project, tmp_path / "link.jsonl", selection_of())
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() == GOLD.read_bytes()


def test_names_are_exported_where_types_were_renamed(project: Project, tmp_path: Path) -> None:
    schema = project.schema()
    renamed = tuple(replace(t, name={"PER": "Personne", "LOC": "A"}.get(t.id, t.name)) for t in schema.entity_types)
    (tmp_path / "schema.json").write_text(_schema_text(replace(schema, entity_types=renamed)), "utf-8")
    with create_project(tmp_path / "q.annotator", schema=tmp_path / "schema.json") as other:
        import_paths(other, [GOLD])
        found = written(other, selection_of())
        assert {m["label"] for r in found for m in r["mentions"]} == {"Personne", "A", "ORG", "MISC"}  # type: ignore[attr-defined]
        export_schema(other, tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == (tmp_path / "schema.json").read_bytes()
        assert read_schema(tmp_path / "again.json") == other.schema()
        _check_both_ways(other)


def _schema_text(schema: object) -> str:
    from annotator.services.exporting import schema_bytes

    return schema_bytes(schema).decode()  # type: ignore[arg-type]


def _check_both_ways(project: Project) -> int:
    """Compare the short way of writing with the long one; return how many records took the short one."""
    everything = selection_of("all")
    stream, slow = BytesIO(), BytesIO()
    export_stream(project, stream, everything)
    from annotator.services.exporting import _named_records

    jsonl.write(_named_records(project, everything), slow)
    assert stream.getvalue() == slow.getvalue()
    return sum(isinstance(r, PlainRecord) for r in exports.plain_records(project, everything))


def test_the_short_way_writes_the_same_bytes(project: Project) -> None:
    assert _check_both_ways(project) >= 5


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(records(with_layer=True), min_size=1, max_size=4, unique_by=lambda r: r.dispatch.sha256))
def test_the_short_way_writes_the_same_bytes_for_any_records(
    tmp_path_factory: pytest.TempPathFactory, made: list[Record]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with create_project(folder / "p.annotator") as project:
        with importing(project, source="x") as batch:
            for each in made:
                batch.add(replace(each, dispatch=replace(each.dispatch, uid=each.dispatch.sha256)))
        _check_both_ways(project)


def test_a_job_exports_beside_the_window(project: Project, tmp_path: Path) -> None:
    job = background.start(
        export_task, gate=project.gate, project=project.path, out=tmp_path / "o.jsonl", selection=selection_of()
    )
    *_, finished = job.events(timeout=60)
    assert isinstance(finished, Finished), finished
    assert finished.result.written == len(GOLD.read_bytes().splitlines())
    assert (tmp_path / "o.jsonl").read_bytes() == GOLD.read_bytes()
