"""Seconds spent on a dispatch: counted while the window is in front and somebody is at it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

TICK_MS = 5_000
IDLE_S = 60.0


class Stopwatch(QObject):
    """Hands whole seconds to `spend`; `touch` says that the person is there."""

    def __init__(self, window: QWidget, spend: Callable[[int], None], *, clock: Callable[[], float] = time.monotonic):
        super().__init__(window)
        self._window = window
        self._spend = spend
        self._clock = clock
        self._last = self._touched = clock()
        self._rest = 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def touch(self) -> None:
        """Note that the person did something; the time since they last did is not counted where it was long."""
        now = self._clock()
        if now - self._touched > IDLE_S:
            self._last = now
        self._touched = now

    def tick(self) -> None:
        """Count the time since the last tick, up to where the person went idle."""
        now = self._clock()
        until = min(now, self._touched + IDLE_S)
        spent = max(0.0, until - self._last) if self._window.isActiveWindow() else 0.0
        self._last = now
        whole, self._rest = divmod(self._rest + spent, 1.0)
        if whole:
            self._spend(int(whole))
