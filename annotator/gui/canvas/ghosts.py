"""Suggestions that were just rejected: they stay as ghosts for a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from annotator.domain.suggestions import MentionSuggestion
from annotator.gui.canvas.marks import MarkTable

GHOST_SECONDS = 5.0


class Ghosts:
    """Keeps rejected suggestions in a mark table until their time is up."""

    def __init__(self, parent: QObject, changed: Callable[[set[int]], None]) -> None:
        self._ends: dict[str, float] = {}
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

    def raise_from(self, table: MarkTable, rejected: Iterable[MentionSuggestion]) -> set[int]:
        """Put the ghosts of suggestions into the table; return the blocks that they are in."""
        rejected = list(rejected)
        self._table = table
        end = monotonic() + self.seconds
        self._ends.update((suggestion.id, end) for suggestion in rejected)
        if self._ends and not self._timer.isActive():
            self._timer.start(round(self.seconds * 1000))
        return table.add_ghosts(rejected)

    def expire(self) -> None:
        """Take away the ghosts whose time is up; one that came back to life has stayed a mark."""
        now = monotonic()
        over = [name for name, end in self._ends.items() if end <= now + 0.02]
        for name in over:
            del self._ends[name]
        if self._ends:
            self._timer.start(max(1, round((min(self._ends.values()) - now) * 1000)))
        touched = self._table.drop_ghosts(over) if self._table is not None else set[int]()
        if touched:
            self._changed(touched)
