"""Other processes for tests: each runs some code, says when it is ready, and goes on when told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

HOLD_OPEN = """
import sys
from pathlib import Path
from annotator.storage.project import Project
with Project.open(Path(sys.argv[1]), write=True, who="béa") as project:
    print("ready", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def running(code: str, *arguments: object) -> Generator[subprocess.Popen[str]]:
    """Run code in a process of its own, ready when the block begins, killed when it ends."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def open_elsewhere(path: Path) -> AbstractContextManager[subprocess.Popen[str]]:
    """Hold a project open for writing in another process."""
    return running(HOLD_OPEN, path)
