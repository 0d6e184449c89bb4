"""The list of dispatches and the project: what is listed, which row is open, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QTimer

from annotator.domain.dispatch import Status
from annotator.storage import listing
from annotator.storage.listing import Filter, ListRow

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.services.changes import Changes
    from annotator.storage.project import Project

REFRESH_MS: Final = 1_000
COUNT_MS: Final = 250
FOUND: Final = 20


class ProjectRows:
    """The rows of a project under a filter; goes along the key where it can, by offset for a jump."""

    def __init__(self, project: Project, chosen: Filter) -> None:
        self._project = project
        self._filter = chosen
        self._ends: dict[int, int] = {0: 0}

    def count(self) -> int:
        """Return how many rows there are."""
        return listing.count(self._project, self._filter)

    def rows(self, first: int, count: int) -> list[ListRow]:
        """Return rows by their place."""
        if first in self._ends:
            found = listing.page(self._project, self._filter, after=self._ends[first], limit=count)
        else:
            found = listing.page_at(self._project, self._filter, index=first, limit=count)
        if found:
            self._ends[first + len(found)] = found[-1].id
        return found


class ListLink(QObject):
    """Fills the list, keeps its open row, opens what is picked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._panel = desk.list_panel
        self._soon = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._soon.timeout.connect(self.refresh)
        self._counting = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._counting.timeout.connect(self._count)
        self._total: int | None = None
        desk.changed.connect(self._changed)
        self._panel.filter_changed.connect(self.fill)
        self._panel.view.picked.connect(self._open)
        self._panel.view.menu_wanted.connect(self._menu)

    def filter(self) -> Filter:
        """Return which dispatches are listed."""
        panel = self._panel
        return Filter(
            statuses=panel.statuses or frozenset(),
            text=panel.query,
            pending=True if panel.pending else None,
            label=panel.label,
            annotator=self._desk.session.annotator,
        )

    def fill(self) -> None:
        """List the project anew, from the top; the open row comes into view."""
        if not self._desk.is_open:
            self._panel.model.show(None)
            return
        self._panel.set_schema(self._desk.session.schema)
        self._panel.model.show(ProjectRows(self._desk.session.project, self.filter()))
        self._panel.view.scrollToTop()
        self._total = None
        self._mark_open()
        self._counting.start()

    def refresh(self) -> None:
        """Read again what is listed, in its place."""
        if self._desk.is_open:
            self._panel.model.refresh()
            self._total = None
            self._mark_open()
            self._count()

    def refresh_soon(self) -> None:
        """Read again what is listed, at most once a second."""
        if not self._soon.isActive():
            self._soon.start()

    def first(self) -> int | None:
        """Return the first dispatch of the list."""
        row = self._panel.model.row(0)
        return row.id if row is not None else None

    def is_there(self, dispatch: int) -> bool:
        """Tell whether a dispatch is in the project."""
        return listing.contains(self._desk.session.project, Filter(), dispatch)

    def neighbour(self, step: int) -> int | None:
        """Return the next or previous dispatch of the list."""
        if not self._desk.has_dispatch:
            return self.first()
        here = self._desk.dispatch.id or 0
        before, after = listing.neighbours(self._desk.session.project, self.filter(), here)
        return after if step > 0 else before

    def next_todo(self) -> int | None:
        """Return the next dispatch that nobody has finished, around the end of the list."""
        from annotator.services import queue

        here = self._desk.dispatch.id if self._desk.has_dispatch else None
        session = self._desk.session
        return queue.next_to_do(session.project, annotator=session.annotator, after=here or 0)

    def find(self, typed: str) -> list[ListRow]:
        """Return dispatches whose text has the words."""
        wanted = Filter(text=typed, annotator=self._desk.session.annotator)
        return listing.page(self._desk.session.project, wanted, limit=FOUND)

    def progress(self) -> tuple[int, int]:
        """Return how many dispatches are done, and of how many."""
        session = self._desk.session
        counts = listing.status_counts(session.project, session.annotator)
        return counts[Status.DONE], sum(counts.values())

    def _changed(self, changes: Changes) -> None:
        if changes.dispatch_changed:
            self._mark_open()
        if changes.others:
            self.refresh_soon()
        if changes.mentions or changes.suggestions or changes.status:
            self._update_row()
        if changes.status:
            self._counting.start()

    def _update_row(self) -> None:
        if self._desk.has_dispatch:
            row = listing.row_of(self._desk.session.project, self.filter(), self._desk.dispatch.id or 0)
            if row is not None:
                self._panel.model.replace(row)

    def _mark_open(self) -> None:
        desk = self._desk
        if not desk.has_dispatch:
            self._panel.set_open(None, None)
            return
        project, wanted, here = desk.session.project, self.filter(), desk.dispatch.id or 0
        at = listing.index_of(project, wanted, here)
        listed = listing.contains(project, wanted, here)
        self._panel.set_open(here, at if listed else None)
        if self._total is None:
            self._total = self._panel.model.rowCount()
        desk.window.header.show_place(at + 1 if listed else None, self._total)

    def _count(self) -> None:
        if self._desk.is_open:
            session = self._desk.session
            self._panel.show_counts(listing.status_counts(session.project, session.annotator))

    def _open(self, at: int) -> None:
        row = self._panel.model.row(at)
        if row is not None:
            self._desk.work.open(row.id)
            self._desk.canvas.setFocus()

    def _menu(self, at: int, point: QPoint) -> None:
        self._open(at)
        self._desk.menus.context(("done", "flag", "skip", "reopen", "-", "note")).popup(point)
