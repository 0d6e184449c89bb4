"""Real processes: a job is heard, stopped, killed and orphaned."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.services.background import (
    Context,
    Failed,
    Finished,
    InlineContext,
    Job,
    Message,
    Progress,
    run_inline,
    start,
)

HEAVY = ("PySide6", "spacy", "sqlite_utils", "sqlite3", "click")


def add(context: Context, *, one: int, other: int) -> int:
    context.progress(1, 1, "added")
    return one + other


def loaded_modules(_context: Context) -> list[str]:
    return [name for name in HEAVY if name in sys.modules]


def refuse(_context: Context, *, path: Path) -> None:
    raise KnownError("{count} lines are missing", where=path, line=3, count=2)


def break_down(_context: Context) -> None:
    raise ZeroDivisionError("one by nothing")


def leave(_context: Context) -> None:
    raise SystemExit(4)


def unpicklable(_context: Context) -> object:
    return threading.Lock()


def big(_context: Context) -> bytes:
    return bytes(5_000_000)


def chatter(context: Context, *, words: int) -> None:
    for number in range(words):
        context.progress(number, words)
        context.message(number)


def echo(context: Context) -> str:
    context.message(("ready", os.getpid()))
    while not context.cancelled():
        for value in context.received():
            context.message(("heard", value))
        time.sleep(0.005)
    return "stopped"


def deaf(context: Context) -> None:
    context.message(("ready", os.getpid()))
    while True:
        time.sleep(1)


def outcome(job: Job) -> Finished | Failed:
    last = list(job.events(timeout=30))[-1]
    assert isinstance(last, Finished | Failed)
    return last


def first_message(job: Job) -> object:
    return next(event.value for event in job.events(timeout=30) if isinstance(event, Message))


def failure(job: Job) -> KnownError | str:
    last = outcome(job)
    assert isinstance(last, Failed)
    return last.error


def gone(pid: int, *, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        # A zombie answers signals until somebody waits for it.
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"):
            return True
        threading.Event().wait(0.01)
    return False


def test_a_job_returns_what_its_task_returns() -> None:
    job = start(add, one=2, other=3)
    events = list(job.events(timeout=30))
    assert events == [Progress(1, 1, "added"), Finished(5)]
    assert job.over
    assert job.poll() == []
    assert job.join(10)


def test_a_jobs_process_imports_nothing_heavy() -> None:
    assert outcome(start(loaded_modules)) == Finished([])


def test_a_known_error_travels_whole() -> None:
    error = failure(start(refuse, path=Path("a.txt")))
    assert isinstance(error, KnownError)
    assert (error.message, error.where, error.line, error.fields) == (
        "{count} lines are missing",
        "a.txt",
        3,
        {"count": 2},
    )


@pytest.mark.parametrize(
    ("task", "said"),
    [(break_down, "ZeroDivisionError: one by nothing"), (leave, "SystemExit: 4"), (unpicklable, "cannot pickle")],
)
def test_a_bug_comes_as_its_traceback(task: object, said: str) -> None:
    error = failure(start(task))  # pyright: ignore[reportArgumentType]
    assert isinstance(error, str)
    assert said in error


def test_a_task_that_is_not_there_is_reported() -> None:
    def local(_context: Context) -> None: ...

    assert "AttributeError" in str(failure(start(local)))


def test_a_big_result_arrives() -> None:
    assert outcome(start(big)) == Finished(bytes(5_000_000))


def test_messages_all_arrive_in_order_and_progress_is_thinned() -> None:
    events = list(start(chatter, words=20_000).events(timeout=30))
    assert [event.value for event in events if isinstance(event, Message)] == list(range(20_000))
    assert sum(isinstance(event, Progress) for event in events) < 2_000


def test_a_task_hears_values_and_stops_when_asked() -> None:
    job = start(echo)
    first_message(job)
    job.send({"a": 1})
    assert first_message(job) == ("heard", {"a": 1})
    job.cancel()
    assert outcome(job) == Finished("stopped")
    job.send("too late")
    job.cancel()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_killed_job_is_noticed() -> None:
    job = start(echo)
    first_message(job)
    os.kill(job.pid, signal.SIGKILL)
    error = failure(job)
    assert isinstance(error, KnownError)
    assert "“echo” was ended from outside" in str(error)
    assert "-9" in str(error)
    assert job.over


def test_terminate_ends_a_task_that_does_not_listen() -> None:
    job = start(deaf)
    first_message(job)
    job.terminate()
    assert job.join(0)
    assert job.poll() == []


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform == "win32", reason="signals of a terminal")
def test_ctrl_c_is_left_to_the_parent() -> None:
    job = start(echo)
    first_message(job)
    os.kill(job.pid, signal.SIGINT)
    job.send("still here")
    assert first_message(job) == ("heard", "still here")
    job.cancel()
    assert outcome(job) == Finished("stopped")


PROGRAM = """
import sys, time
from multiprocessing import freeze_support

def main():
    freeze_support()
    from annotator.services.background import Message, start
    from tests.services import test_background as tasks
    job = start(getattr(tasks, sys.argv[1]))
    for event in job.events():
        print(event.value if isinstance(event, Message) else event, flush=True)
        if sys.argv[2] == "leave":
            return
        if sys.argv[2] == "wait":
            time.sleep(60)

if __name__ == "__main__":
    main()
"""


def program(folder: Path, *arguments: str, as_module: bool) -> subprocess.Popen[str]:
    """Start a program that starts a job, as `python -m` would or as a console script would."""
    (folder / "depeche_test_program").mkdir()
    (folder / "depeche_test_program" / "__main__.py").write_text(textwrap.dedent(PROGRAM), encoding="utf-8")
    script = folder / "depeche-test"
    script.write_text(textwrap.dedent(PROGRAM), encoding="utf-8")
    root = str(Path(__file__).parents[2])
    command = [sys.executable, *(["-m", "depeche_test_program"] if as_module else [str(script)]), *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, str(folder)])}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=folder
    )


@pytest.mark.parametrize("as_module", [True, False], ids=["module", "script"])
def test_jobs_start_from_a_module_and_from_a_script(tmp_path: Path, *, as_module: bool) -> None:
    said, errors = program(tmp_path, "loaded_modules", "listen", as_module=as_module).communicate(timeout=60)
    assert (said.strip(), errors) == ("Finished(result=[])", "")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
@pytest.mark.parametrize("task", ["echo", "deaf"])
def test_a_job_ends_with_its_parent(tmp_path: Path, task: str) -> None:
    parent = program(tmp_path, task, "wait", as_module=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline().split(",")[1].strip(" )\n"))
    parent.kill()
    parent.communicate()
    assert gone(pid)


@pytest.mark.parametrize("task", ["echo", "deaf"])
def test_a_program_that_leaves_does_not_wait_for_its_jobs(tmp_path: Path, task: str) -> None:
    parent = program(tmp_path, task, "leave", as_module=True)
    _, errors = parent.communicate(timeout=20)
    assert (parent.returncode, errors) == (0, "")


def test_inline_a_task_runs_here_and_raises_here() -> None:
    assert run_inline(add, one=2, other=3) == 5
    with pytest.raises(KnownError):
        run_inline(refuse, path=Path("a.txt"))


def test_inline_events_and_cancelling_are_the_callers() -> None:
    events: list[Progress | Message] = []
    stops = iter([False, True])
    context = InlineContext(on_event=events.append, cancelled=lambda: next(stops), received=lambda: ["word"])
    assert run_inline(echo, context=context) == "stopped"
    assert events[1:] == [Message(("heard", "word"))]
