"""Jobs: one function each, run in a spawned process of its own, or inline by commands and tests.

A job's process is a fresh interpreter. It imports this module and the module of its task, nothing of the window:
0.08 s from start to its result (measured on two busy cores); to import this module costs the window 25 ms.
A program that starts jobs calls `multiprocessing.freeze_support()` first thing in its `main()`.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, Protocol, cast

from annotator.domain.errors import KnownError

if TYPE_CHECKING:
    from annotator.storage.gate import Gate

Task = Callable[..., Any]
"""A function at the top of a module: `task(context, **kwargs)`."""

PROGRESS_INTERVAL = 0.05
ORPHAN_GRACE = 2.0
_EVENTS_A_POLL = 500
_CANCEL = "cancel"
_VALUE = "value"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `total` is 0 while it is not known, `note` names what is at work."""

    done: int
    total: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that a job says on its way."""

    value: Any


@dataclass(frozen=True, slots=True)
class Finished:
    """A job came to its end, a cancelled one too; `result` is what its task returned."""

    result: Any = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A job stopped: by the user's world (KnownError), or by a bug of ours (the traceback as text)."""

    error: KnownError | str


Event = Progress | Message | Finished | Failed


class Context(Protocol):
    """What a task sees of who started it."""

    @property
    def gate(self) -> Gate | None:
        """Return the gate to look at before each write, None where no person is writing meanwhile."""

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the work is; too frequent words are dropped."""

    def message(self, value: object) -> None:
        """Hand a value to who started the job, at once."""

    def cancelled(self) -> bool:
        """Tell whether the work is to stop; cheap enough for each turn of a loop."""
        ...

    def received(self) -> list[Any]:
        """Return the values sent to the job since the last call."""
        ...


class InlineContext:
    """The context of a task that runs in this very process."""

    def __init__(
        self,
        *,
        gate: Gate | None = None,
        on_event: Callable[[Progress | Message], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        received: Callable[[], list[Any]] | None = None,
    ) -> None:
        self.gate = gate
        self._on_event = on_event or _say_nothing
        self.cancelled = cancelled or (lambda: False)
        self.received = received or list[Any]
        self._pace = _Pace()

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the work is; too frequent words are dropped."""
        if self._pace.due(final=done == total):
            self._on_event(Progress(done, total, note))

    def message(self, value: object) -> None:
        """Hand a value to who started the job, at once."""
        self._on_event(Message(value))


def _say_nothing(_event: Event) -> None:
    pass


def run_inline(task: Task, *, context: Context | None = None, **kwargs: Any) -> Any:
    """Run a task in this process and return its result; its exceptions come as they are."""
    return task(context or InlineContext(), **kwargs)


class Job:
    """A task at work in a process of its own, seen from the process that started it."""

    def __init__(self, process: BaseProcess, connection: Connection[Any, Any]) -> None:
        self.connection = connection
        self._process = process
        self._over = False
        _alive.add(self)

    @property
    def over(self) -> bool:
        """Tell whether Finished or Failed was given out."""
        return self._over

    @property
    def pid(self) -> int:
        """Return the number of the job's process."""
        return self._process.pid or 0

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when the job says something or dies."""
        return self.connection.fileno()

    def poll(self) -> list[Event]:
        """Return what the job said since the last call, without waiting; the last is Finished or Failed."""
        events: list[Event] = []
        while not self._over and len(events) < _EVENTS_A_POLL:
            try:
                if not self.connection.poll():
                    break
                event = self.connection.recv()
            except (EOFError, OSError):
                event = self._died()
            except Exception:  # noqa: BLE001  What cannot be unpickled here is a bug to show, not one to die of.
                event = Failed(traceback.format_exc())
            events.append(event)
            if isinstance(event, Finished | Failed):
                self._end()
        return events

    def events(self, *, timeout: float | None = None) -> Iterator[Event]:
        """Yield what the job says until it is over; raise TimeoutError where it is silent for `timeout` seconds."""
        while not self._over:
            if not wait([self.connection], timeout):
                raise TimeoutError(f"the job {self._process.name} said nothing for {timeout} s")
            yield from self.poll()

    def send(self, value: object) -> None:
        """Hand a value to the task; one that is over gets nothing."""
        self._tell(_VALUE, value)

    def cancel(self) -> None:
        """Ask the task to stop; it ends by Finished when it has."""
        self._tell(_CANCEL, None)

    def terminate(self) -> None:
        """End the process without asking; nothing more is given out."""
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(ORPHAN_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._end()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the process to be gone; tell whether it is."""
        self._process.join(timeout)
        return not self._process.is_alive()

    def _tell(self, kind: str, value: object) -> None:
        if not self._over:
            with contextlib.suppress(OSError):
                self.connection.send((kind, value))

    def _died(self) -> Failed:
        # The pipe closes a little before the process can be waited for.
        self._process.join(1)
        code = self._process.exitcode
        return Failed(
            KnownError(
                "The background job “{job}” was ended from outside or ran out of memory (exit status {status}); "
                "what it had stored is kept, start it again to go on",
                job=self._process.name,
                status="?" if code is None else code,
            )
        )

    def _end(self) -> None:
        self._over = True
        _alive.discard(self)
        self.connection.close()


_alive: weakref.WeakSet[Job] = weakref.WeakSet()


@atexit.register
def _let_go() -> None:
    """Close the pipes of jobs still at work, so that they end; else multiprocessing waits for them for ever."""
    for job in list(_alive):
        job.connection.close()


def start(task: Task, *, gate: Gate | None = None, name: str | None = None, **kwargs: Any) -> Job:
    """Start a task in a process of its own; `gate` also means that a window is at work, to which the job gives way."""
    spawn = get_context("spawn")
    # On Windows it is a PipeConnection, which does all that we ask of it.
    ours, theirs = cast("tuple[Connection[Any, Any], Connection[Any, Any]]", spawn.Pipe())
    address = f"{task.__module__}:{task.__qualname__}"
    process = spawn.Process(target=_run, args=(theirs, address, gate, kwargs), name=name or task.__qualname__)
    try:
        process.start()
    finally:
        theirs.close()
    return Job(process, ours)


class _JobContext:
    """The context of a task in a process of its own; a thread reads what the parent says."""

    def __init__(self, connection: Connection[Any, Any], gate: Gate | None) -> None:
        self.gate = gate
        self._connection = connection
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._pace = _Pace()
        threading.Thread(target=self._read, name="parent", daemon=True).start()

    def progress(self, done: int, total: int, note: str = "") -> None:
        if self._pace.due(final=done == total):
            self.tell(Progress(done, total, note))

    def message(self, value: object) -> None:
        self.tell(Message(value))

    def cancelled(self) -> bool:
        return self._stop.is_set()

    def received(self) -> list[Any]:
        values: list[Any] = []
        with contextlib.suppress(queue.Empty):
            while True:
                values.append(self._inbox.get_nowait())
        return values

    def tell(self, event: Event) -> None:
        try:
            self._connection.send_bytes(_pickled(event))
        except OSError:
            # The parent is gone: the task stops at its next look at `cancelled`, or is stopped.
            self._stop.set()

    def _read(self) -> None:
        try:
            while True:
                kind, value = self._connection.recv()
                if kind == _CANCEL:
                    self._stop.set()
                else:
                    self._inbox.put(value)
        except (EOFError, OSError):
            self._stop.set()
        # Without its parent a job holds no lock on the project: it must not write on.
        time.sleep(ORPHAN_GRACE)
        os._exit(os.EX_SOFTWARE if hasattr(os, "EX_SOFTWARE") else 1)


class _Pace:
    """Lets a word through each 0.05 s, and the last one always."""

    def __init__(self) -> None:
        self._next = 0.0

    def due(self, *, final: bool) -> bool:
        now = time.monotonic()
        if now < self._next and not final:
            return False
        self._next = now + PROGRESS_INTERVAL
        return True


def _run(connection: Connection[Any, Any], address: str, gate: Gate | None, kwargs: dict[str, Any]) -> None:
    # Ctrl+C in a terminal reaches every process of the group; only the parent answers it, by cancelling.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if gate is not None:
        give_way()
    context = _JobContext(connection, gate)
    context.tell(_outcome(address, context, kwargs))


def _outcome(address: str, context: Context, kwargs: dict[str, Any]) -> Event:
    try:
        module, _, name = address.partition(":")
        task: Task = getattr(import_module(module), name)
        return Finished(task(context, **kwargs))
    except KnownError as error:
        return Failed(error)
    except BaseException:  # noqa: BLE001  Whatever it was, the window must hear of it.
        return Failed(traceback.format_exc())


def _pickled(event: Event) -> bytes:
    try:
        return pickle.dumps(event)
    except Exception:
        if isinstance(event, Message):
            raise
        return pickle.dumps(Failed(str(event.error) if isinstance(event, Failed) else traceback.format_exc()))


def give_way() -> None:
    """Lower the priority of this process, so that the window has the processor when it needs it."""
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        with contextlib.suppress(OSError):
            os.nice(5)
