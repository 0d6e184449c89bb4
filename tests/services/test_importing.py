"""Imports: what is new, what is there already, what is refused, and nothing by halves."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.dispatch import Status
from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.formats import jsonl
from annotator.resources import seeds
from annotator.services import background
from annotator.services.background import Finished, InlineContext
from annotator.services.exporting import export_file, export_schema, selection_of
from annotator.services.importing import import_paths, import_task, remove_import, report_lines
from annotator.services.projects import create_project
from annotator.storage.project import Project
from tests.formats.strategies import records

GOLD = seeds() / "gold.jsonl"
HEADER = " date 2020-06 "


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "p.annotator", pipeline="none") as made:
        yield made


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def count(project: Project) -> int:
    return project.value("SELECT count(*) FROM dispatch")


def exported(project: Project, folder: Path) -> bytes:
    export_file(project, folder / "out.jsonl", selection_of("all"))
    return (folder / "out.jsonl").read_bytes()


def gold_lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_bytes().splitlines()]


def lines(path: Path, made: list[dict[str, Any]]) -> Path:
    return write(path, "".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n" for each in made))


def test_our_own_export_comes_back_in_the_same_bytes(project: Project, tmp_path: Path) -> None:
    report = import_paths(project, [GOLD])
    assert (report.imported, report.layers, report.refused.total) == (len(gold_lines()), len(gold_lines()), 0)
    assert exported(project, tmp_path) == GOLD.read_bytes()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(records(), min_size=1, max_size=4, unique_by=lambda r: r.dispatch.sha256))
def test_any_export_comes_back_in_the_same_bytes_with_its_schema(
    tmp_path_factory: pytest.TempPathFactory, made: list[Record]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    made = [each for each in made if each.dispatch.uid == each.dispatch.sha256]
    with (folder / "in.jsonl").open("wb") as stream:
        jsonl.write(made, stream)
    for name in ("one", "two"):
        schema = folder / "schema.json" if name == "two" else None
        source = folder / ("in.jsonl" if name == "one" else "one.jsonl")
        with create_project(folder / f"{name}.annotator", schema=schema) as project:
            report = import_paths(project, [source])
            assert (report.imported, report.refused.items) == (len(made), [])
            export_file(project, folder / f"{name}.jsonl", selection_of("all"))
            export_schema(project, folder / "schema.json")
    assert (folder / "one.jsonl").read_bytes() == (folder / "in.jsonl").read_bytes()
    assert (folder / "two.jsonl").read_bytes() == (folder / "in.jsonl").read_bytes()


def test_the_client_sample_is_imported(project: Project, client_sample: Path) -> None:
    report = import_paths(project, [client_sample])
    assert (report.imported, report.refused.total) == (1, 0)
    assert client_sample.read_bytes().decode().endswith(project.value("SELECT text FROM dispatch"))


def test_a_folder_is_walked_in_order_and_what_is_no_format_is_passed_over(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("b.txt", "a/z.TXT", "a/y.txt", ".hidden.txt", ".git/x.txt", "c.pdf", "notes"):
        write(folder / name, HEADER + name)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    report = import_paths(project, [folder])
    assert (report.imported, report.files, report.passed_over) == (3, 3, 5)
    texts = [text for (text,) in project.rows("SELECT text FROM dispatch ORDER BY position")]
    assert texts == ["a/y.txt", "a/z.TXT", "b.txt"]


def test_a_named_format_reads_every_file_by_it(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.dat", HEADER + "un")
    refused = import_paths(project, [tmp_path / "in" / "a.dat"])
    assert "format" in str(refused.refused.items[0])
    assert import_paths(project, [tmp_path / "in"], format="text").imported == 1


def test_bad_files_and_lines_are_refused_one_by_one_and_the_rest_is_imported(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", HEADER + "bon")
    write(tmp_path / "in" / "b.txt", b"mauvais\0")
    good, bad = gold_lines()[:2]
    bad["mentions"][0]["text"] = "autre"
    lines(tmp_path / "in" / "c.jsonl", [bad, good])
    report = import_paths(project, [tmp_path / "in", tmp_path / "none.txt"])
    assert (report.imported, report.refused.total, report.read) == (2, 3, 2)
    places = [(Path(each.where or "").name, each.line) for each in report.refused.items]
    assert places == [("b.txt", 1), ("c.jsonl", 1), ("none.txt", None)]


def test_strict_imports_nothing_where_anything_is_refused(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", HEADER + "bon")
    write(tmp_path / "in" / "b.txt", HEADER)
    report = import_paths(project, [tmp_path / "in"], strict=True)
    assert (report.imported, report.refused.total, report.batch, count(project)) == (0, 1, None, 0)
    assert project.value("SELECT count(*) FROM batch") == 0
    (tmp_path / "in" / "b.txt").unlink()
    assert import_paths(project, [tmp_path / "in"], strict=True).imported == 1


def test_strict_refuses_what_contradicts_the_project(project: Project, tmp_path: Path) -> None:
    first, second, third = gold_lines()[:3]
    import_paths(project, [lines(tmp_path / "a.jsonl", [first])])
    before = exported(project, tmp_path)
    mine = [second, third | {"uid": first["uid"]}]
    report = import_paths(project, [lines(tmp_path / "b.jsonl", mine)], strict=True)
    assert (report.imported, report.refused.total, report.labels) == (0, 1, ())
    assert exported(project, tmp_path) == before


def test_the_same_dispatch_is_imported_once_and_reported_with_its_place(project: Project, tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", HEADER + "Le maire")
    again = write(tmp_path / "b.txt", "\ufeff" + HEADER + "Le maire")
    report = import_paths(project, [first, again])
    assert (report.imported, report.duplicates.total) == (1, 1)
    (known,) = report.duplicates.items
    assert (known.where, known.earlier, known.left_out) == (str(again), str(first), None)
    report = import_paths(project, [first])
    assert (report.imported, report.duplicates.total, report.batch) == (0, 1, None)


def test_the_same_text_under_another_header_is_imported_and_reported(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", HEADER + "Le maire")
    other = write(tmp_path / "b.txt", " date 2021-01-02 Le maire")
    report = import_paths(project, [tmp_path / "a.txt", other])
    assert (report.imported, report.likely.total, report.duplicates.total) == (2, 1, 0)
    assert import_paths(project, [other]).duplicates.total == 1
    uids = [uid for (uid,) in project.rows("SELECT uid FROM dispatch ORDER BY id")]
    assert uids[1] == f"{uids[0]}@2021-01-02"


def test_the_same_text_under_another_id_is_imported_and_reported(project: Project, tmp_path: Path) -> None:
    record = gold_lines()[0]
    report = import_paths(project, [lines(tmp_path / "a.jsonl", [record, record | {"uid": "afp:1"}])])
    assert (report.imported, report.likely.total) == (2, 1)


def test_another_text_under_the_same_id_is_refused(project: Project, tmp_path: Path) -> None:
    one, two = (record | {"uid": "afp:1"} for record in gold_lines()[:2])
    report = import_paths(project, [lines(tmp_path / "a.jsonl", [one, two])])
    assert (report.imported, report.refused.total) == (1, 1)
    assert (report.refused.items[0].line, "afp:1" in str(report.refused.items[0])) == (2, True)


def test_the_layers_of_one_dispatch_find_together(project: Project, tmp_path: Path) -> None:
    record = gold_lines()[0]
    both = [record | {"annotator": name} for name in ("Anne", "Zoé")]
    report = import_paths(project, [lines(tmp_path / "a.jsonl", [*both, both[0]])])
    assert (report.imported, report.layers, report.duplicates.total) == (1, 2, 1)
    assert report.duplicates.items[0].left_out == "Anne"
    assert exported(project, tmp_path) == (tmp_path / "a.jsonl").read_bytes().rsplit(b"\n", 2)[0] + b"\n"


def test_annotations_find_the_text_that_came_before_them_in_the_same_import(project: Project, tmp_path: Path) -> None:
    shutil.copytree(seeds(), tmp_path / "seeds")
    report = import_paths(project, [tmp_path / "seeds"])
    assert report.imported == len(list(seeds().glob("*.txt")))
    assert (report.layers, report.duplicates.total) == (len(gold_lines()), 0)


def test_tokens_and_suggestions_find_the_plain_text_before_them(project: Project, tmp_path: Path) -> None:
    text = write(tmp_path / "in" / "a.txt", " date 2021-03-17 " + gold_lines()[0]["text"])
    record = gold_lines()[0]
    record["tokens"] = [[0, 11]]
    record["metadata"] = {
        "date": "2021-03-17",
        "language": "fr",
        "dateline_range": [0, 22],
        "desk_sign_range": [2511, 2521],
    }
    record["suggestions"] = [
        {"id": "s1", "kind": "mention", "label": "PER", "fragments": [[0, 2]], "state": "pending", "pipeline": "p 1"}
        | {"rule": "ner", "score": None}
    ]
    both = [record | {"annotator": name} for name in ("Anne", "Zoé")]
    report = import_paths(project, [text, lines(tmp_path / "b.jsonl", both)])
    assert (report.imported, report.layers, report.refused.items) == (1, 2, [])
    assert exported(project, tmp_path) == (tmp_path / "b.jsonl").read_bytes()


def test_annotations_for_an_earlier_import_are_left_out_and_said_so(project: Project, tmp_path: Path) -> None:
    import_paths(project, [GOLD])
    report = import_paths(project, [lines(tmp_path / "a.jsonl", [gold_lines()[0] | {"annotator": "Zoé"}])])
    assert (report.imported, report.layers, report.duplicates.items[0].left_out) == (0, 0, "Zoé")


def test_layers_with_other_tokens_or_suggestions_are_refused(project: Project, tmp_path: Path) -> None:
    record = gold_lines()[0]
    filler = gold_lines()[1:4]
    suggestion = {"id": "s1", "kind": "mention", "label": "PER", "fragments": [[0, 2]], "state": "pending"}
    suggestion |= {"pipeline": "p 1", "rule": "ner", "score": None}
    others = [
        record | {"annotator": "B", "tokens": [[0, 2]]},
        record | {"annotator": "C", "suggestions": [suggestion]},
        record | {"annotator": "D"},
    ]
    report = import_paths(project, [lines(tmp_path / "a.jsonl", [record, *filler, *others])])
    assert [each.line for each in report.refused.items] == [5, 6]
    assert report.layers == 5


def test_unknown_labels_are_added_to_the_schema_and_kept_by_name(project: Project, tmp_path: Path) -> None:
    record = gold_lines()[0]
    record["mentions"][0]["label"] = "Évènement majeur"
    report = import_paths(project, [lines(tmp_path / "a.jsonl", [record])])
    assert report.labels == ("Évènement majeur",)
    added = project.schema().entity_named("Évènement majeur")
    assert added
    assert added.id != added.name
    assert exported(project, tmp_path) == (tmp_path / "a.jsonl").read_bytes()


class Cancelling(InlineContext):
    """A context that cancels after so many looks."""

    def __init__(self, looks: int) -> None:
        super().__init__(cancelled=self._look)
        self._left = looks

    def _look(self) -> bool:
        self._left -= 1
        return self._left < 0


@pytest.mark.parametrize("looks", [0, 1, 5])
def test_a_cancelled_import_leaves_nothing(project: Project, tmp_path: Path, looks: int) -> None:
    record = gold_lines()[1]
    record["mentions"][0]["label"] = "NOUVEAU"
    path = lines(tmp_path / "a.jsonl", [record, *gold_lines()])
    schema = project.schema()
    report = import_paths(project, [path], context=Cancelling(looks))
    assert (report.cancelled, report.imported, report.batch, count(project)) == (True, 0, None, 0)
    assert project.schema() == schema
    assert list(report_lines(report)) == ["cancelled; nothing was imported"]
    assert import_paths(project, [GOLD]).imported == len(gold_lines())


def test_an_import_is_removed_again_while_nobody_has_worked_on_it(project: Project, tmp_path: Path) -> None:
    first = import_paths(project, [write(tmp_path / "a.txt", HEADER + "Le maire")])
    second = import_paths(project, [GOLD])
    assert second.batch
    remove_import(project, second.batch)
    assert count(project) == first.imported == 1
    with pytest.raises(KnownError):
        remove_import(project, second.batch)
    assert import_paths(project, [GOLD]).imported == len(gold_lines())


def test_progress_goes_up_to_the_size_of_what_is_read(project: Project) -> None:
    told: list[tuple[int, int]] = []
    context = InlineContext(on_event=lambda event: told.append((event.done, event.total)))  # type: ignore[union-attr]
    import_paths(project, [GOLD], context=context)
    assert told == sorted(told)
    assert told[-1] == (GOLD.stat().st_size,) * 2


def test_encodings_are_guessed_one_by_one_and_reported(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", (HEADER + "Le président déjà élu").encode("cp1252"))
    write(tmp_path / "in" / "b.txt", (HEADER + "Le président réélu").encode("utf-16"))
    report = import_paths(project, [tmp_path / "in"])
    assert [(Path(g.where).name, g.encoding) for g in report.guesses.items] == [("a.txt", "cp1252")]
    assert any("cp1252" in line for line in report_lines(report))


def test_an_unknown_encoding_or_format_is_refused_before_anything_is_read(project: Project) -> None:
    with pytest.raises(KnownError, match="no encoding"):
        import_paths(project, [GOLD], encoding="klingon")
    with pytest.raises(KnownError, match="no format"):
        import_paths(project, [GOLD], format="klingon")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_whose_name_is_no_text_is_imported(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "in" / os.fsdecode(b"caf\xe9.txt"), HEADER + "Le maire")
    write(tmp_path / "in" / os.fsdecode(b"caf\xe9\n2.txt"), "")
    report = import_paths(project, [tmp_path / "in"])
    assert (report.imported, report.refused.total) == (1, 1)
    str(report.refused.items[0]).encode()


def test_a_job_beside_the_window_imports_and_cancels(project: Project) -> None:
    job = background.start(import_task, gate=project.gate, project=project.path, paths=[GOLD])
    *_, finished = job.events(timeout=60)
    assert isinstance(finished, Finished), finished
    assert finished.result.imported == len(gold_lines())
    assert project.value("SELECT count(*) FROM layer WHERE status = ?", (Status.DONE.value,)) == len(gold_lines())


def test_an_import_that_was_killed_is_gone_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "k.annotator"
    create_project(path, pipeline="none").close()
    records_ = gold_lines()
    many = [record | {"uid": f"u{i}"} for i in range(400) for record in records_]
    source = lines(tmp_path / "many.jsonl", many)
    with Project.open(path, write=True) as project:
        job = background.start(import_task, gate=project.gate, project=path, paths=[source])
        while not project.value("SELECT count(*) FROM dispatch"):
            assert not job.over
        job.terminate()
    with Project.open(path, write=True) as project:
        assert count(project) == 0
        assert import_paths(project, [GOLD]).imported == len(records_)
