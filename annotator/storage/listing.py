"""Lists of dispatches under a filter, page by page along a key; counts and places in them.

Ids and positions rise together: an import gives both. What lists scan is always a narrow index, never the texts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotator.domain.dispatch import Status
from annotator.storage.annotations import PERSON
from annotator.storage.database import contents_checked
from annotator.storage.items import status_of
from annotator.storage.project import Project
from annotator.storage.search import match_expression, snippets
from annotator.storage.suggestions import first_hidden

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which dispatches to list; each field that is given narrows the list.

    `annotator` is the id of the one whose layers count (None: nobody's, everything is to do), `label` an entity
    type's id, `pending` whether suggestions must be left to look at, `text` words to find.
    """

    statuses: frozenset[Status] = frozenset()
    text: str = ""
    pending: bool | None = None
    label: str | None = None
    annotator: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """What a list shows of one dispatch; `snippet` has its hits between `search.HIT_OPEN` and `HIT_CLOSE`."""

    id: int
    uid: str
    position: int
    title: str
    date: str
    slug: str
    status: Status
    mentions: int
    pending: int
    suggestions: int
    snippet: str = ""

    @property
    def flagged(self) -> bool:
        """Tell whether a person has flagged it."""
        return self.status is Status.FLAGGED


@dataclass(frozen=True, slots=True)
class _Source:
    """A query for ids: tables, conditions, the id's name, and how to go on after an id."""

    tables: str
    where: tuple[str, ...]
    values: Values
    id: str
    order: str
    after: str
    before: str

    def select(self, what: str, *conditions: str, tail: str = "") -> str:
        return f"SELECT {what} FROM {self.tables} WHERE {' AND '.join((*self.where, *conditions))} {tail}"


_LAYER = f"layer l ON l.dispatch = {{id}} AND l.annotator IS :annotator AND l.kind = '{PERSON}'"
_PENDING = (
    "coalesce(l.pending, (SELECT sum(r.suggestions) FROM suggestion_run r"
    " WHERE r.dispatch = {id} AND r.superseded = 0), 0)"
)
_POSITION = "coalesce((SELECT position FROM dispatch WHERE id <= {id} ORDER BY id DESC LIMIT 1), 0)"


def page(project: Project, chosen: Filter, *, after: int = 0, limit: int = 50) -> list[ListRow]:
    """Return the rows that come after an id."""
    source = _source(project, chosen)
    sql = source.select(source.id, source.after, tail=f"ORDER BY {source.order} LIMIT :limit")
    return _read(project, chosen, _ids(project, sql, source, id=after, limit=limit))


def page_before(project: Project, chosen: Filter, *, before: int, limit: int = 50) -> list[ListRow]:
    """Return the rows that come before an id, in the order of the list."""
    source = _source(project, chosen)
    sql = source.select(source.id, source.before, tail=f"ORDER BY {source.order} DESC LIMIT :limit")
    return _read(project, chosen, _ids(project, sql, source, id=before, limit=limit)[::-1])


def page_at(project: Project, chosen: Filter, *, index: int, limit: int = 50) -> list[ListRow]:
    """Return the rows from an index on: for a jump; along a list, `page` is quicker."""
    source = _source(project, chosen)
    sql = source.select(source.id, tail=f"ORDER BY {source.order} LIMIT :limit OFFSET :id")
    return _read(project, chosen, _ids(project, sql, source, id=index, limit=limit))


def row_of(project: Project, chosen: Filter, dispatch: int) -> ListRow | None:
    """Return one dispatch's row, whether it passes the filter or not."""
    return next(iter(_read(project, chosen, [dispatch])), None)


def count(project: Project, chosen: Filter) -> int:
    """Return how many dispatches pass the filter."""
    source = _source(project, chosen)
    return project.value(source.select("count(*)"), source.values)


def ids(project: Project, chosen: Filter) -> frozenset[int]:
    """Return the ids of all dispatches that pass the filter."""
    source = _source(project, chosen)
    return frozenset(row[0] for row in project.rows(source.select(source.id), source.values))


def index_of(project: Project, chosen: Filter, dispatch: int) -> int:
    """Return how many rows come before a dispatch."""
    source = _source(project, chosen)
    return project.value(source.select("count(*)", source.before), source.values | {"id": dispatch})


def contains(project: Project, chosen: Filter, dispatch: int) -> bool:
    """Tell whether a dispatch passes the filter."""
    source = _source(project, chosen)
    sql = source.select("1", f"{source.id} = :id", tail="LIMIT 1")
    return project.row(sql, source.values | {"id": dispatch}) is not None


def neighbours(project: Project, chosen: Filter, dispatch: int) -> tuple[int | None, int | None]:
    """Return the ids before and after a dispatch."""
    source = _source(project, chosen)
    ends = (
        (source.before, f"ORDER BY {source.order} DESC LIMIT 1"),
        (source.after, f"ORDER BY {source.order} LIMIT 1"),
    )
    values = source.values | {"id": dispatch}
    before, after = (project.value(source.select(source.id, end, tail=tail), values) for end, tail in ends)
    return before, after


def status_counts(project: Project, annotator: int | None) -> dict[Status, int]:
    """Return how many dispatches have each status for an annotator; those without a layer are to do."""
    counts = dict.fromkeys(Status, 0)
    sql = "SELECT status, count(*) FROM layer WHERE annotator IS ? AND dispatch < ? GROUP BY status"
    for status, number in project.rows(sql, (annotator, first_hidden(project))):
        counts[status_of(status)] += number
    counts[Status.TODO] += _total(project) - sum(counts.values())
    return counts


def furthest_status_counts(project: Project) -> dict[Status, int]:
    """Return how many dispatches have each status, each counted as the furthest of its layers."""
    order = (Status.DONE, Status.FLAGGED, Status.STARTED, Status.SKIPPED, Status.TODO)
    ranks = " ".join(f"WHEN '{status.value}' THEN {rank}" for rank, status in enumerate(order))
    counts = dict.fromkeys(Status, 0)
    sql = (
        f"SELECT rank, count(*) FROM (SELECT min(CASE status {ranks} END) AS rank FROM layer"
        " WHERE dispatch < ? GROUP BY dispatch) GROUP BY rank"
    )
    for rank, number in project.rows(sql, (first_hidden(project),)):
        counts[order[rank]] += number
    counts[Status.TODO] += _total(project) - sum(counts.values())
    return counts


def _total(project: Project) -> int:
    sql = "SELECT count(*) FROM dispatch INDEXED BY idx_dispatch_position WHERE id < ?"
    return project.value(sql, (first_hidden(project),))


def _ids(project: Project, sql: str, source: _Source, **values: int) -> list[int]:
    return [id_ for (id_,) in project.rows(sql, source.values | values)]


def _source(project: Project, chosen: Filter) -> _Source:
    values: Values = {"annotator": chosen.annotator, "hidden": first_hidden(project)}
    values |= {f"status{i}": status.value for i, status in enumerate(chosen.statuses)}
    if chosen.text.strip():
        found = _by_text(chosen, values)
    elif chosen.label is not None:
        found = _by_label(chosen, values)
    elif len(chosen.statuses) == 1 and Status.TODO not in chosen.statuses:
        found = _by_status(values)
    else:
        found = _by_position()
    tables, where, id_ = found
    where += _conditions(chosen, id_)
    by_position = id_ == "d.id"
    place = _POSITION.format(id=":id")
    return _Source(
        tables=tables,
        where=tuple(where),
        values=values,
        id=id_,
        order="d.position" if by_position else id_,
        after=f"d.position > {place}" if by_position else f"{id_} > :id",
        before=f"d.id <> :id AND d.position <= {place}" if by_position else f"{id_} < :id",
    )


def _by_text(chosen: Filter, values: Values) -> tuple[str, list[str], str]:
    id_ = "dispatch_fts.rowid"
    tables = f"dispatch_fts LEFT JOIN {_LAYER.format(id=id_)}"
    expression = match_expression(chosen.text)
    values["query"] = expression
    where = [f"{id_} < :hidden", "dispatch_fts MATCH :query" if expression else "0"]
    if chosen.label is not None:
        where.append("EXISTS (SELECT 1 FROM layer_label t WHERE t.layer = l.id AND t.label = :label)")
        values["label"] = chosen.label
    return tables, where, id_


def _by_label(chosen: Filter, values: Values) -> tuple[str, list[str], str]:
    values["label"] = chosen.label
    tables = "layer_label t INDEXED BY layer_label_dispatch CROSS JOIN layer l ON l.id = t.layer"
    where = ["t.label = :label", "t.dispatch < :hidden", "l.annotator IS :annotator", f"l.kind = '{PERSON}'"]
    return tables, where, "t.dispatch"


def _by_status(values: Values) -> tuple[str, list[str], str]:
    tables = "layer l INDEXED BY idx_layer_annotator_status_dispatch"
    values["status"] = values["status0"]
    where = ["l.annotator IS :annotator", "l.status = :status", "l.dispatch < :hidden", f"l.kind = '{PERSON}'"]
    return tables, where, "l.dispatch"


def _by_position() -> tuple[str, list[str], str]:
    tables = f"dispatch d INDEXED BY idx_dispatch_position LEFT JOIN {_LAYER.format(id='d.id')}"
    return tables, ["d.id < :hidden"], "d.id"


def _conditions(chosen: Filter, id_: str) -> list[str]:
    found: list[str] = []
    if chosen.statuses:
        names = ", ".join(f":status{i}" for i in range(len(chosen.statuses)))
        found.append(f"coalesce(l.status, 'todo') IN ({names})")
    if chosen.pending is not None:
        found.append(f"{_PENDING.format(id=id_)} {'>' if chosen.pending else '='} 0")
    return found


def _read(project: Project, chosen: Filter, ids: Sequence[int]) -> list[ListRow]:
    if not ids:
        return []
    sql = (
        "SELECT d.id, d.uid, d.position, d.title, d.metadata, l.status, coalesce(l.mentions, 0),"
        f" {_PENDING.format(id='d.id')},"
        " (SELECT coalesce(sum(suggestions), 0) FROM suggestion_run r WHERE r.dispatch = d.id AND r.superseded = 0)"
        f" FROM dispatch d LEFT JOIN {_LAYER.format(id='d.id')}"
        f" WHERE d.id IN ({', '.join(map(str, map(int, ids)))}) ORDER BY d.id"
    )
    found = snippets(project, chosen.text, ids) if chosen.text.strip() else {}
    rows = project.rows(sql, {"annotator": chosen.annotator})
    with contents_checked(project.path):
        return [_row(row, found.get(row[0], "")) for row in rows]


def _row(row: tuple[Any, ...], snippet: str) -> ListRow:
    id_, uid, position, title, metadata, status, mentions, pending, suggested = row
    about = json.loads(metadata)
    return ListRow(
        id=id_,
        uid=uid,
        position=position,
        title=title,
        date=_words(about.get("date")),
        slug=_words(about.get("slug")),
        status=status_of(status) if status else Status.TODO,
        mentions=mentions,
        pending=pending,
        suggestions=suggested,
        snippet=snippet,
    )


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
