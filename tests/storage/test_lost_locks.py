"""What happens when something in the process closes the project file by another hand, and its POSIX locks are gone."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.storage.project import Project

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/locks")

WRITE_AND_CLOSE = """
import sys
from pathlib import Path
from annotator.storage.project import Project
with Project.join(Path(sys.argv[1]), None) as project:
    with project.transaction() as connection:
        connection.execute("INSERT INTO project VALUES ('theirs', '1')")
"""
CLOSE_AS_THE_LAST = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM project").fetchone()
connection.close()
"""


def run(script: str, path: Path) -> None:
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)


def locks_on(path: Path) -> int:
    """Return how many POSIX locks this process has on a file."""
    rows = (line.split() for line in Path("/proc/locks").read_text().splitlines())
    inode = path.stat().st_ino
    mine = [row for row in rows if row[1] == "POSIX" and row[4] == str(os.getpid())]
    return sum(int(row[5].split(":")[2]) == inode for row in mine)


def write(project: Project, key: str) -> None:
    with project.transaction() as connection:
        connection.execute("INSERT INTO project VALUES (?, '1')", (key,))


def keys_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as reader:
        return {key for (key,) in reader.execute("SELECT key FROM project")}


def lose_locks(project: Project) -> None:
    with project.path.open("rb") as file:
        file.read(1)
    assert locks_on(project.path) == 0


def test_a_background_writer_leaves_the_log_of_a_window_that_lost_its_locks(project: Project) -> None:
    write(project, "before")
    lose_locks(project)
    run(WRITE_AND_CLOSE, project.path)
    write(project, "after")
    assert {"before", "theirs", "after"} <= keys_in(project.path)


def test_a_log_taken_away_by_another_program_is_noticed_and_nothing_is_lost(project: Project) -> None:
    write(project, "before")
    lose_locks(project)
    run(CLOSE_AS_THE_LAST, project.path)
    assert not project.path.with_name(project.path.name + "-wal").exists()
    write(project, "after")
    assert {"before", "after"} <= keys_in(project.path)
    with project.snapshot():
        assert project.value("SELECT count(*) FROM project WHERE key IN ('before', 'after')") == 2


def test_what_the_window_reads_is_what_others_wrote_after_the_log_went(project: Project) -> None:
    write(project, "before")
    lose_locks(project)
    run(CLOSE_AS_THE_LAST, project.path)
    run(WRITE_AND_CLOSE, project.path)
    with project.snapshot():
        assert project.value("SELECT count(*) FROM project WHERE key = 'theirs'") == 1


def test_looking_at_an_open_project_again_keeps_the_locks(project: Project) -> None:
    write(project, "before")
    held = locks_on(project.path)
    assert held
    with Project.open(project.path, write=False) as reader:
        assert reader.info == project.info
    assert locks_on(project.path) == held
