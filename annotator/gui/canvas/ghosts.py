"""Suggestions that were just rejected: they stay as ghosts for a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from annotator.gui.canvas.marks import Key, Mark, MarkTable

GHOST_SECONDS = 5.0


class Ghosts:
    """Keeps rejected suggestions in a mark table until their time is up."""

    def __init__(self, parent: QObject, changed: Callable[[set[int]], None]) -> None:
        self._ends: dict[Key, float] = {}
        self._changed = changed
        self._table: MarkTable | None = None
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.expire)
        self.seconds = GHOST_SECONDS

    def clear(self) -> None:
        """Forget all ghosts: another dispatch is shown."""
        self._ends.clear()
        self._timer.stop()

    def raise_from(self, table: MarkTable, rejected: Iterable[Mark]) -> set[int]:
        """Put the ghosts of marks into the table; return the blocks that they are in."""
        touched: set[int] = set()
        self._table = table
        for mark in rejected:
            if mark.key not in table.by_key:
                touched |= table.put(replace(mark, ghost=True))
                self._ends[mark.key] = monotonic() + self.seconds
        if self._ends and not self._timer.isActive():
            self._timer.start(round(self.seconds * 1000))
        return touched

    def expire(self) -> None:
        """Take away the ghosts whose time is up; one that came back to life has stayed a mark."""
        touched: set[int] = set()
        now = monotonic()
        for key in [key for key, end in self._ends.items() if end <= now + 0.02]:
            del self._ends[key]
            mark = self._table.by_key.get(key) if self._table is not None else None
            if mark is not None and mark.ghost and self._table is not None:
                touched |= self._table.remove(key)
        if self._ends:
            self._timer.start(max(1, round((min(self._ends.values()) - now) * 1000)))
        if touched:
            self._changed(touched)
