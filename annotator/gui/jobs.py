"""Service jobs seen from the window: started in processes of their own, polled, shown in the status bar."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.errors import KnownError

if TYPE_CHECKING:
    from annotator.services.background import Event, Job, Progress

POLL_MS = 50
CALM_MS = 2_000


def _ignore(_value: Any) -> None:
    pass


class Work(QObject):
    """One job at work: what it says comes as calls on the window's thread."""

    def __init__(
        self,
        job: Job,
        *,
        title: str,
        said: Callable[[Any], None],
        finished: Callable[[Any], None],
        failed: Callable[[KnownError | str], None],
        parent: Jobs,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.progress: Progress | None = None
        self.cancelled = False
        self._started = time.monotonic()
        self._job = job
        self._said, self._finished, self._failed = said, finished, failed

    @property
    def over(self) -> bool:
        """Tell whether the job came to its end."""
        return self._job.over

    @property
    def pid(self) -> int:
        """Return the number of the job's process."""
        return self._job.pid

    def seconds_left(self) -> float | None:
        """Return how long the job may still take, None where nobody can know yet."""
        at, spent = self.progress, time.monotonic() - self._started
        if at is None or not at.total or not at.done or spent < 1:
            return None
        return spent / at.done * (at.total - at.done)

    def send(self, value: object) -> None:
        """Hand a value to the job."""
        self._job.send(value)

    def cancel(self) -> None:
        """Ask the job to stop and to leave nothing half done."""
        self.cancelled = True
        self._job.cancel()

    def terminate(self) -> None:
        """End the job at once; nothing more is heard of it."""
        self._job.terminate()

    def join(self, seconds: float) -> bool:
        """Wait for the job's process to be gone; tell whether it is."""
        return self._job.join(seconds)

    def poll(self) -> bool:
        """Deliver what the job said; tell whether it said anything."""
        from annotator.services.background import Failed, Finished, Message, Progress

        events: list[Event] = self._job.poll()
        for event in events:
            match event:
                case Progress():
                    self.progress = event
                case Message(value=value):
                    self._said(value)
                case Finished(result=result):
                    self._finished(result)
                case Failed(error=error):
                    self._failed(error)
        return bool(events)


class Jobs(QObject):
    """The jobs of one window; `changed` tells that one began, moved on or ended."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.works: list[Work] = []
        self._leaving: list[Work] = []
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.poll)

    def start(
        self,
        task: Callable[..., Any],
        *,
        title: str,
        gate: Any = None,
        said: Callable[[Any], None] = _ignore,
        finished: Callable[[Any], None] = _ignore,
        failed: Callable[[KnownError | str], None] = _ignore,
        **kwargs: Any,
    ) -> Work:
        """Start a task in a process of its own."""
        from annotator.services import background

        job = background.start(task, gate=gate, name=title, **kwargs)
        work = Work(job, title=title, said=said, finished=finished, failed=failed, parent=self)
        self.works.append(work)
        self._timer.start()
        self.changed.emit()
        return work

    def poll(self) -> None:
        """Deliver what all jobs said."""
        moved = False
        for work in list(self.works):
            moved |= work.poll()
            if work.over and work in self.works:
                self.works.remove(work)
                self._leaving.append(work)
                moved = True
        self._see_off()
        if not self.works and not self._leaving:
            self._timer.stop()
        if moved:
            self.changed.emit()

    def _see_off(self) -> None:
        """Let go of the processes that are gone; one that nobody waits for stays in the system's table."""
        for work in [work for work in self._leaving if work.join(0)]:
            self._leaving.remove(work)
            work.deleteLater()

    def end_all(self, *, seconds: float = 2) -> None:
        """Stop every job, those that do not stop in time without asking."""
        self._timer.stop()
        for work in self.works:
            work.cancel()
        deadline = time.monotonic() + seconds
        for work in self.works:
            if not work.join(max(0.0, deadline - time.monotonic())):
                work.terminate()
        for work in self._leaving:
            work.join(max(0.0, deadline - time.monotonic()))
        self._leaving.clear()
        self.works.clear()
