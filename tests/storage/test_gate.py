import pickle
import threading
import time
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.storage import project as project_module
from annotator.storage.gate import Gate
from annotator.storage.project import Project
from tests.storage.processes import running

WRITE_ALL_THE_TIME = """
import pickle, sys
from pathlib import Path
from annotator.storage.project import Project
gate = pickle.loads(bytes.fromhex(sys.argv[2]))
with Project.join(Path(sys.argv[1]), gate) as project:
    print("ready", flush=True)
    while True:
        with project.transaction() as connection:
            rows = [(str(i), "x" * 100) for i in range(200)]
            connection.executemany("INSERT OR REPLACE INTO project VALUES ('bulk' || ?, ?)", rows)
"""


def test_a_pickled_gate_shares_its_byte() -> None:
    gate = Gate.create()
    other = pickle.loads(pickle.dumps(gate))
    assert not other.busy
    with gate.hold():
        assert other.busy
    assert not other.busy
    other.close()
    gate.close()


def test_a_gate_whose_window_is_gone_stands_open() -> None:
    gate = Gate.create()
    other = pickle.loads(pickle.dumps(gate))
    gate.close()
    assert not other.busy
    other.close()


def test_edits_go_through_beside_a_process_that_writes_all_the_time(filled: Project, path: Path) -> None:
    token = pickle.dumps(filled.gate).hex()
    waits: list[float] = []
    with running(WRITE_ALL_THE_TIME, path, token):
        for number in range(100):
            started = time.perf_counter()
            with filled.transaction() as connection:
                connection.execute("INSERT OR REPLACE INTO project VALUES ('mine', ?)", (str(number),))
            waits.append(time.perf_counter() - started)
    assert filled.value("SELECT value FROM project WHERE key = 'mine'") == "99"
    assert sorted(waits)[50] < 0.1


def test_a_background_writer_waits_while_a_person_writes(filled: Project, path: Path) -> None:
    begun, held = threading.Event(), threading.Event()

    def write_in_background() -> None:
        with Project.join(path, filled.gate) as project:
            begun.set()
            with project.transaction() as connection:
                assert held.is_set()
                connection.execute("INSERT INTO project VALUES ('late', '1')")

    writer = threading.Thread(target=write_in_background)
    with filled.gate.hold():
        writer.start()
        assert begun.wait(10)
        held.set()
    writer.join(10)
    assert filled.value("SELECT value FROM project WHERE key = 'late'") == "1"


def test_a_project_that_another_program_holds_is_told_plainly(
    filled: Project, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_module, "_PATIENCE_S", 0.05)
    with Project.join(path, None) as other, other.transaction():
        with pytest.raises(KnownError, match="does not let go"), filled.transaction():
            pass
    with filled.transaction():
        pass
