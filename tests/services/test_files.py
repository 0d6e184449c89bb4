"""How a person names a project."""

from pathlib import Path

from annotator.services.files import named_project


def test_the_extension_of_a_project_may_be_left_out(tmp_path: Path):
    made = tmp_path / "p.annotator"
    assert named_project(tmp_path / "p") == tmp_path / "p"
    made.touch()
    assert named_project(tmp_path / "p") == made
    assert named_project(made) == made
    (tmp_path / "p").touch()
    assert named_project(tmp_path / "p") == tmp_path / "p"
