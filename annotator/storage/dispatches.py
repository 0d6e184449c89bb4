"""Dispatches: one read whole, many listed by page; an import that is going on is not seen before it is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from annotator.domain.dispatch import Dispatch
from annotator.domain.errors import KnownError
from annotator.domain.text import TokenGrid
from annotator.storage import grids
from annotator.storage.project import Project

_COLUMNS = "id, position, uid, batch, metadata, source_file, text"


class Duplicate(NamedTuple):
    """A dispatch that is in the project already, by its uid or by its text."""

    id: int
    uid: str
    source_file: str
    sha256: str
    date: str | None
    batch: int | None


def read(project: Project, dispatch: int) -> Dispatch:
    """Read one dispatch; raise KnownError where it is gone."""
    row = project.row(f"SELECT {_COLUMNS} FROM dispatch WHERE id = ?", (dispatch,))
    if row is None:
        raise KnownError("The dispatch {id} is no longer in the project.", where=project.path, id=dispatch)
    return dispatch_of(row)


def read_by_uid(project: Project, uid: str) -> Dispatch | None:
    """Read the dispatch with a uid, if there is one."""
    row = project.row(f"SELECT {_COLUMNS} FROM dispatch WHERE uid = ?", (uid,))
    return None if row is None else dispatch_of(row)


def dispatch_of(row: tuple[Any, ...]) -> Dispatch:
    """Return the dispatch of a row."""
    id_, position, uid, batch, metadata, source_file, text = row
    return Dispatch(
        uid=uid,
        text=text,
        metadata=json.loads(metadata),
        source_file=source_file,
        id=id_,
        position=position,
        batch=batch,
    )


def read_grid(project: Project, dispatch: int) -> TokenGrid | None:
    """Read the token grid of a dispatch; None until a tokenizer has made it."""
    blob = project.value("SELECT grid FROM token_grid WHERE dispatch = ?", (dispatch,))
    return None if blob is None else grids.decode(blob)


def without_grid(project: Project, *, limit: int, after: int = 0) -> list[int]:
    """Return ids of dispatches that have no token grid yet, in order, after one of them."""
    sql = (
        "SELECT d.id FROM dispatch d WHERE d.id > ? AND NOT EXISTS"
        " (SELECT 1 FROM token_grid g WHERE g.dispatch = d.id) ORDER BY d.id LIMIT ?"
    )
    return [id_ for (id_,) in project.rows(sql, (after, limit))]


def count_without_grid(project: Project) -> int:
    """Return how many dispatches have no token grid yet."""
    sql = "SELECT count(*) FROM dispatch d WHERE NOT EXISTS (SELECT 1 FROM token_grid g WHERE g.dispatch = d.id)"
    return project.value(sql)


def store_grid(project: Project, dispatch: int, grid: TokenGrid) -> None:
    """Store the token grid of a dispatch that has none."""
    with project.transaction() as connection:
        connection.execute("INSERT OR IGNORE INTO token_grid VALUES (?, ?)", (dispatch, grids.encode(grid)))


def texts(project: Project, ids: list[int]) -> Iterator[tuple[int, str]]:
    """Yield the texts of dispatches by id."""
    for id_ in ids:
        text = project.value("SELECT text FROM dispatch WHERE id = ?", (id_,))
        if text is not None:
            yield id_, text


_FIND = "SELECT id, uid, source_file, lower(hex(sha256)), metadata ->> '$.date', batch FROM dispatch"


def find_duplicate(project: Project, *, uid: str, sha256: str) -> Duplicate | None:
    """Return the dispatch that has this uid, else one that has this text."""
    for column, value in (("uid", uid), ("sha256", bytes.fromhex(sha256))):
        row = project.row(f"{_FIND} WHERE {column} = ?", (value,))
        if row is not None:
            return Duplicate(*row)
    return None
