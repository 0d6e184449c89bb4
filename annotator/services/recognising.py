"""Which dispatches of an import are in the project already, or were earlier in the same import."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.storage import suggestions
from annotator.storage.batches import Batch
from annotator.storage.dispatches import Duplicate, find_duplicate, read_grid
from annotator.storage.project import Project

_REMEMBERED = 5_000
"""More than a batch gathers before it writes."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A record, its uid made another where it must be, and the dispatch of the project that is it or resembles it."""

    record: Record
    same: Duplicate | None = None
    likely: Duplicate | None = None


class Recogniser:
    """Knows what the project holds and what its batch is about to write."""

    def __init__(self, project: Project, batch: Batch) -> None:
        self._project = project
        self._batch = batch
        self._by_uid: dict[str, Duplicate] = {}
        self._by_text: dict[str, Duplicate] = {}
        self._last: tuple[int, Record] | None = None

    def recognise(self, record: Record, sha256: str) -> Recognised:
        """Say whether a dispatch is new; raise KnownError where another text has its uid.

        A dispatch is the same where uid and text are. One whose uid is its text's hash is another one where its date
        differs: it is told apart by the date in its uid.
        """
        uid = record.dispatch.uid
        known = self._find(uid, sha256)
        if known is None or known.uid != uid:
            return Recognised(record, likely=known)
        if known.sha256 != sha256:
            raise KnownError("Another text has the id “{uid}”, from {file}", uid=uid, file=known.source_file)
        date = record.dispatch.metadata.get("date")
        if uid != sha256 or known.date == date:
            return Recognised(record, same=known)
        apart = replace(record, dispatch=replace(record.dispatch, uid=f"{sha256}@{date}"))
        found = self._find(apart.dispatch.uid, sha256)
        is_it = found is not None and found.uid == apart.dispatch.uid
        return Recognised(apart, same=found if is_it else None, likely=known)

    def remember(self, added: int, record: Record, sha256: str) -> None:
        """Know a dispatch that the batch has just taken."""
        dispatch = record.dispatch
        known = Duplicate(
            id=added,
            uid=dispatch.uid,
            source_file=dispatch.source_file,
            sha256=sha256,
            date=dispatch.metadata.get("date"),
            batch=self._batch.id,
        )
        self._by_uid[known.uid] = known
        self._by_text.setdefault(sha256, known)
        for table in (self._by_uid, self._by_text):
            if len(table) > _REMEMBERED:
                del table[next(iter(table))]
        self._last = added, record

    def takes_layer(self, same: Duplicate, record: Record) -> bool:
        """Tell whether a dispatch of this import takes the layer of a further record of it.

        Raises KnownError where the record has other tokens or suggestions than the dispatch.
        """
        if record.layer is None or same.batch != self._batch.id:
            return False
        if self._batch.has_layer(same.id, record.layer.annotator):
            return False
        there = self._last[1] if self._last and self._last[0] == same.id else self._read(same, record)
        if (record.grid or record.suggestions) and self._batch.is_bare(same.id):
            # A plain text came first: it is annotated here.
            self._batch.add_proposals(same.id, record)
            self._last = None
            return True
        if record.grid is not None and record.grid != there.grid:
            raise KnownError("Its tokens are not those of the same dispatch before it in this import")
        if record.suggestions and _by_id(record) != _by_id(there):
            raise KnownError("Its suggestions are not those of the same dispatch before it in this import")
        return True

    def _find(self, uid: str, sha256: str) -> Duplicate | None:
        waiting = self._by_uid.get(uid)
        if waiting is not None:
            return waiting
        return find_duplicate(self._project, uid=uid, sha256=sha256) or self._by_text.get(sha256)

    def _read(self, same: Duplicate, record: Record) -> Record:
        self._batch.settle(same.id)
        proposed = tuple(suggestions.load(self._project, same.id))
        return replace(record, grid=read_grid(self._project, same.id), suggestions=proposed)


def _by_id(record: Record) -> dict[str, object]:
    return {suggestion.id: suggestion for suggestion in record.suggestions}
