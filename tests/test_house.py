"""What the import contracts cannot say about the layers."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

import annotator
from annotator.services.projects import make_sample
from tests.conftest import CHECKOUT

PACKAGE = CHECKOUT / "annotator"


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("layer", ["domain", "resources.py", "__init__.py"])
def test_what_all_stand_on_needs_only_the_standard_library(layer: str):
    place = PACKAGE / layer
    modules = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    assert modules
    tops = {name.partition(".")[0] for module in modules for name in imported(module)}
    assert tops <= sys.stdlib_module_names | {"annotator"}


def test_version_is_written_in_one_place():
    assert annotator.__version__ not in (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    assert not list(imported(PACKAGE / "__init__.py"))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot lose references since Python 3.12")
def test_qt_gives_back_the_references_to_none_that_it_takes():
    widget = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100


AT_FIRST_PAINT = """
import os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            heavy = {"click", "spacy", "sqlite_utils"}
            print("painted", *sorted(heavy & set(sys.modules)), flush=True)
            os._exit(0)
        return False

qt = QApplication(sys.argv[:1])
watch = Watch()
qt.installEventFilter(watch)
from annotator.__main__ import main
main()
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path):
    made = make_sample(tmp_path)
    told = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT, "open", made], check=True, capture_output=True, text=True, timeout=60
    )
    assert told.stdout.split() == ["painted"]
    assert not told.stderr
