"""What the canvas's keys are about: marks by their ids, what lies at the cursor, and places to go to."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF

from annotator.domain.text import Fragments, Range, overlap
from annotator.gui.canvas.marks import Mark, text_order
from annotator.gui.canvas.moving import Moving


class Target(NamedTuple):
    """What a key is about: `selection`, `mention`, `suggestion` or, failing these, the cursor's `token`."""

    kind: str
    fragments: Fragments
    mark: Mark | None = None


class Pointing(Moving):
    """A Moving canvas that selects and finds marks."""

    # ── marks ──────────────────────────────────────────────────────────────

    @property
    def selected(self) -> str | None:
        """Return the id of the selected mention or suggestion."""
        return self.chosen.id if self.chosen is not None else None

    def held_mention(self) -> str | None:
        """Return the id of the mark selected last, also while words are selected since."""
        return self._held.id if self._held is not None else None

    def select(self, mark_id: str | None, *, reveal: bool = False) -> None:
        """Select a mention or a suggestion by its id; None, or one that is not shown, lets go."""
        self.choose(self._mark(mark_id), reveal=reveal)

    def set_hovered(self, mark_id: str | None) -> None:
        """Show a mark as hovered: a row elsewhere that stands for it is."""
        self.set_hover(self._mark(mark_id))

    def _mark(self, mark_id: str | None) -> Mark | None:
        if self.flow is None or mark_id is None:
            return None
        table = self.flow.marks
        return table.get((False, mark_id)) or table.get((True, mark_id))

    def select_mark_at_cursor(self) -> None:
        """Select the shortest mark at the cursor; again: the next one that overlaps it."""
        here = self.marks_here()
        keys = [mark.key for mark in here]
        if self.chosen is not None and self.chosen.key in keys:
            self.choose(here[(keys.index(self.chosen.key) + 1) % len(here)])
        elif here:
            self.choose(here[0])

    def next_unresolved(self, step: int) -> bool:
        """Select the next suggestion in text order, or the previous; round the end. False where none waits."""
        pending = self.flow.marks.pending() if self.flow is not None else []
        if not pending:
            return False
        here = self.chosen.start if self.chosen is not None else (self.cursor_range() or (0, 0))[0]
        keys = [text_order(mark) for mark in pending]
        at = text_order(self.chosen) if self.chosen is not None else (here, -(1 << 40), "")
        if step > 0:
            index = next((i for i, key in enumerate(keys) if key > at), 0)
        else:
            index = next((i for i in reversed(range(len(keys))) if keys[i] < at), len(keys) - 1)
        self.choose(pending[index], reveal=True)
        return True

    def current_target(self) -> Target | None:
        """Return what a key is about now."""
        if self.selection is not None:
            return Target("selection", (self.selection,))
        mark = self.chosen or next(iter(sorted(self.marks_here(), key=lambda m: not m.suggested)), None)
        if mark is not None:
            return Target("suggestion" if mark.suggested else "mention", mark.fragments, mark)
        token = self.cursor_range()
        return Target("token", (token,)) if token is not None else None

    def marks_here(self) -> list[Mark]:
        """Return the marks over the cursor's token, the shortest first."""
        token = self.cursor_range()
        if token is None or self.flow is None:
            return []
        found = {m.key: m for offset in (token[0], token[1] - 1) for m in self.flow.marks_at(offset)}
        return sorted((m for m in found.values() if overlap(m.fragments, (token,))), key=lambda m: m.order)

    # ── places ─────────────────────────────────────────────────────────────

    def reveal(self, part: Range) -> None:
        """Bring a range to a comfortable place, with the cursor on its first token."""
        self.put_cursor(part[0])
        self.reveal_offset(part[0])

    def popup_point(self) -> QPoint:
        """Return the global point below what is selected, or below the cursor's token, for a popup."""
        part = self.selection or (self.chosen.fragments[0] if self.chosen is not None else self.cursor_range())
        rect = self.rect_of(part[0]) if part is not None else None
        point = rect.bottomLeft() if rect is not None else QPointF(self.column.left, 0)
        return self.viewport().mapToGlobal(point.toPoint() + QPoint(0, 6))
