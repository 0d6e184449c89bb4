import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from annotator.domain.dispatch import Dispatch
from annotator.domain.record import Layer, Record
from annotator.services.projects import default_schema
from annotator.storage.batches import importing
from annotator.storage.project import Project
from tests.gui.canvas import scene

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "Mer.annotator"
    with Project.create(path, name="Mer", schema=default_schema()) as made, importing(made, source="scene") as batch:
        layer = Layer(scene.ANNOTATIONS, "Maud")
        batch.add(Record(Dispatch("mock", scene.TEXT), scene.GRID, layer, scene.SUGGESTIONS))
    return path


def draw(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "annotator.gui.picture", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)


@pytest.mark.parametrize(("theme", "paper"), [("light", "#ffffff"), ("dark", "#1b1c1f")])
def test_a_picture_of_the_window_is_as_large_and_as_dark_as_asked(
    project: Path, tmp_path: Path, theme: str, paper: str
):
    before = project.read_bytes()
    out = tmp_path / "window.png"
    done = draw(project, out, "--size", "1200x700", "--scale", "2", "--theme", theme)
    assert done.returncode == 0, done.stderr
    image = QImage(str(out))
    assert (image.width(), image.height()) == (2400, 1400)
    colours = [image.pixelColor(x, y).name() for x in range(0, 2400, 40) for y in range(0, 1400, 40)]
    assert colours.count(paper) > len(colours) / 5
    assert project.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(project: Path, tmp_path: Path):
    done = draw(project, tmp_path / "no" / "window.png")
    assert done.returncode == 1
    assert "could not be written" in done.stderr
