"""Jobs of a window, in real processes."""

import multiprocessing
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.jobs import Jobs
from annotator.services.background import Context


def quick(_context: Context) -> str:
    return "done"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the system's table of processes")
def test_a_finished_job_leaves_no_process_behind(qtbot: QtBot):
    jobs = Jobs()
    results: list[str] = []
    work = jobs.start(quick, title="Quick", finished=results.append)
    place = Path(f"/proc/{work.pid}")
    assert place.exists()
    qtbot.waitUntil(lambda: results == ["done"])
    # To ask multiprocessing for its children would itself wait for them.
    qtbot.waitUntil(lambda: not place.exists())
    assert not multiprocessing.active_children()
