"""New projects, the sample, and what recent ones say of themselves."""

import json
from pathlib import Path

import pytest

from annotator.domain.dispatch import Status
from annotator.domain.errors import KnownError
from annotator.resources import seeds
from annotator.services.projects import SAMPLE_DONE, create_project, default_schema, make_sample, read_schema, summary
from annotator.storage.project import Project


def test_a_new_project_has_the_default_schema_and_pipeline(tmp_path: Path) -> None:
    with create_project(tmp_path / "a") as project:
        assert project.path == tmp_path / "a.annotator"
        assert (project.info.name, project.info.language, project.info.pipeline) == ("a", "fr", "fr_core_news_md")
        assert project.schema() == default_schema()


def test_a_new_project_takes_what_it_is_told(tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    types = [{"id": "X", "name": "Chose"}]
    schema.write_text("\ufeff" + json.dumps({"format": "annotator-schema/1", "entity_types": types}), "utf-8")
    with create_project(tmp_path / "b.annotator", name="Été", language="en", pipeline="none", schema=schema) as project:
        assert (project.info.name, project.info.language, project.info.pipeline) == ("Été", "en", None)
        assert [t.name for t in project.schema().entity_types] == ["Chose"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not JSON"),
        ("{\n oops", "not JSON"),
        ("[]", "not sound"),
        ("{}", "format"),
        ('{"format": "annotator/1"}', "format"),
        ('{"format": "annotator-schema/1", "entity_types": [{}]}', "id"),
        ('{"format": "annotator-schema/1", "entity_types": [{"id": "A"}, {"id": "A"}]}', "A"),
        ('{"format": "annotator-schema/1", "entity_types": {"a": 1}}', "not sound"),
        ("[" * 100_000, "not sound"),
    ],
)
def test_a_schema_that_is_none_is_refused_with_its_file_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "schema.json"
    path.write_text(content, "utf-8")
    with pytest.raises(KnownError, match=reason) as refusal:
        create_project(tmp_path / "a.annotator", schema=path)
    assert refusal.value.where == str(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_schema_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be read"):
        read_schema(tmp_path / "none.json")
    (tmp_path / "x.json").write_bytes(b"\xff\xfe")
    with pytest.raises(KnownError, match="not sound"):
        read_schema(tmp_path / "x.json")


def test_a_project_is_never_made_over_a_file_or_in_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.annotator").write_text("mine")
    with pytest.raises(KnownError):
        create_project(tmp_path / "a")
    assert (tmp_path / "a.annotator").read_text() == "mine"
    with pytest.raises(KnownError, match="no such folder"):
        create_project(tmp_path / "none" / "a")


def test_the_sample_has_its_first_dispatches_done_and_the_rest_to_do(tmp_path: Path) -> None:
    path = make_sample(tmp_path / "samples")
    with Project.open(path, write=False) as project:
        rows = project.rows(
            "SELECT d.id, l.status FROM dispatch d LEFT JOIN layer l ON l.dispatch = d.id ORDER BY d.id"
        )
        assert [status for _, status in rows[:SAMPLE_DONE]] == [Status.DONE] * SAMPLE_DONE
        assert {status for _, status in rows[SAMPLE_DONE:]} == {None}
        assert len(rows) == len(list(seeds().glob("*.txt")))


def test_each_copy_of_the_sample_is_a_fresh_one() -> None:
    first, second = make_sample(), make_sample()
    assert first != second
    assert first.parent == second.parent


def test_a_summary_reads_a_project_that_is_open_elsewhere(tmp_path: Path) -> None:
    path = make_sample(tmp_path)
    with Project.open(path, write=True):
        found = summary(path)
    assert (found.path, found.dispatches, found.done) == (path, len(list(seeds().glob("*.txt"))), SAMPLE_DONE)
    assert found.size == path.stat().st_size
    (tmp_path / "x.annotator").write_text("no project")
    with pytest.raises(KnownError):
        summary(tmp_path / "x.annotator")
