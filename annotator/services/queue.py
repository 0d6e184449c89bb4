"""Where to go next: the next dispatch to do, the one before and after under a filter, the place in the list."""

from __future__ import annotations

from annotator.domain.dispatch import Status
from annotator.storage import listing
from annotator.storage.listing import Filter, ListRow
from annotator.storage.project import Project

UNFINISHED = frozenset({Status.TODO, Status.STARTED})


def next_to_do(project: Project, *, annotator: int | None, after: int = 0) -> int | None:
    """Return the next dispatch that is to do or started, after one and then from the beginning; None where none is."""
    chosen = Filter(statuses=UNFINISHED, annotator=annotator)
    for start in (after, 0):
        found = listing.neighbours(project, chosen, start)[1]
        if found is not None and found != after:
            return found
    return None


def previous_and_next(project: Project, chosen: Filter, dispatch: int) -> tuple[int | None, int | None]:
    """Return the dispatches before and after one in a list."""
    return listing.neighbours(project, chosen, dispatch)


def place(project: Project, chosen: Filter, dispatch: int) -> tuple[int, int]:
    """Return the place of a dispatch in a list, counted from 1, and the list's length: 12 of 340."""
    inside = listing.contains(project, chosen, dispatch)
    before = listing.index_of(project, chosen, dispatch) if inside else 0
    return (before + 1 if inside else 0), listing.count(project, chosen)


def status_counts(project: Project, *, annotator: int | None) -> dict[Status, int]:
    """Return how many dispatches have each status for an annotator."""
    return listing.status_counts(project, annotator)


__all__ = ["Filter", "ListRow", "next_to_do", "place", "previous_and_next", "status_counts"]
