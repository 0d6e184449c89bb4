"""kill -9 of the real window at any moment after an edit returned: the edit is there on the next start."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.domain.dispatch import Status
from annotator.services.checking import check
from annotator.services.session import Session
from annotator.storage.annotations import annotator_names
from annotator.storage.project import Project
from tests.gui.desk import SUGGESTED, make_project, record

ROUNDS = int(os.environ.get("KILLS", "50"))
CHECKOUT = Path(__file__).resolve().parents[2]

# The real window in a process of its own; presses keys for ever and says after each edit what is stored.
DRIVER = """
import sys
from pathlib import Path
if __name__ == "__main__":
    from PySide6.QtCore import QTimer, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from annotator.gui.app import open_window
    from annotator.gui.main_window import MainWindow

    def drive():
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        canvas = window.canvas
        canvas.setFocus()
        number = 0
        while True:
            QTest.keyClick(canvas, Qt.Key.Key_Right)
            QTest.keyClick(canvas, "1234"[number % 4])
            if number % 5 == 4:
                QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            number += 1
            marks = canvas.flow.marks
            here = sorted(m.id for m in (*marks.in_block(0),) if not m.suggested and not m.ghost)
            print(",".join(here), flush=True)
            QApplication.processEvents()

    qt = QApplication(sys.argv[:1])
    QTimer.singleShot(1500, drive)
    open_window(Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_the_window_has_done_outlives_a_kill(tmp_path: Path):
    dice = random.Random(7)
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER, "utf-8")
    text = " ".join(f"mot{n}" for n in range(3_000))
    for turn in range(ROUNDS):
        path = make_project(tmp_path / f"{turn}.annotator", record(1, text, ()), record(2, suggested=SUGGESTED))
        said = run_until_killed(driver, path, edits=dice.randint(1, 25))
        with Project.open(path, write=True) as project:
            session = Session(project, annotator(project))
            session.open(1)
            stored = set(session.annotations.mentions)
            assert session.annotations.status is Status.STARTED
            # The window may have stored one more step than it came to say.
            assert said <= stored, (turn, said - stored)
            assert len(stored - said) <= 1, (turn, stored - said)
        assert not list(check(path))


def run_until_killed(driver: Path, path: Path, *, edits: int) -> set[str]:
    """Start the window, wait for some edits, kill it, and return the ids of the mentions it said last."""
    with subprocess.Popen(
        [sys.executable, str(driver), str(path)], stdout=subprocess.PIPE, text=True, cwd=CHECKOUT, env=environment()
    ) as process:
        assert process.stdout is not None
        said = ""
        for _ in range(edits):
            said = process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines(keepends=True)
        whole = [line for line in rest if line.endswith("\n")]
        said = whole[-1] if whole else said
    return {name for name in said.strip().split(",") if name}


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), "QT_QPA_PLATFORM": "offscreen"}


def annotator(project: Project) -> str:
    (name,) = annotator_names(project)
    return name
