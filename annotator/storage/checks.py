"""What can be wrong in a project file, found without touching it: the checks run on a copy of one moment."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.annotations import Annotations, violations
from annotator.domain.dispatch import text_sha256
from annotator.domain.errors import KnownError
from annotator.domain.suggestions import MentionSuggestion, citations, shown
from annotator.domain.text import TokenGrid
from annotator.storage import annotations as layers
from annotator.storage import dispatches, suggestions
from annotator.storage.database import contents_checked
from annotator.storage.project import Project

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the dispatch's uid or the empty string, and what."""

    uid: str
    what: str


def check_file(copy: Path) -> Iterator[Problem]:
    """Yield what SQLite itself finds wrong in a copy: pages, keys, the search index."""
    try:
        yield from _check_file(copy)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        yield Problem("", f"the file is damaged, restore a backup (SQLite says: {error})")


def _check_file(copy: Path) -> Iterator[Problem]:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for (said,) in connection.execute("PRAGMA integrity_check"):
            if said != "ok":
                yield Problem("", str(said))
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            yield Problem("", f"row {row} of table {table} names a row of {parent} that is not there")
        try:
            connection.execute("INSERT INTO dispatch_fts(dispatch_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield Problem("", f"the search index is not that of the texts ({error})")


def check_dispatches(project: Project, progress: Progress | None = None) -> Iterator[Problem]:
    """Yield what is wrong in each dispatch: texts, ranges, surfaces, token grids, counts."""
    ids = [id_ for (id_,) in project.rows("SELECT id FROM dispatch ORDER BY id")]
    for done, id_ in enumerate(ids, start=1):
        try:
            with contents_checked(project.path):
                yield from list(_check_dispatch(project, id_))
        except KnownError as error:
            error.where = None
            yield Problem("", f"dispatch {id_}: {error}")
        if progress is not None:
            progress(done, len(ids))


def _check_dispatch(project: Project, id_: int) -> Iterator[Problem]:
    dispatch = dispatches.read(project, id_)
    digest = project.value("SELECT sha256 FROM dispatch WHERE id = ?", (id_,))
    found: list[str] = []
    if digest.hex() != text_sha256(dispatch.text):
        found.append("the text is not the one that was imported (its SHA-256 differs)")
    grid = dispatches.read_grid(project, id_)
    if grid is not None:
        found += _check_grid(grid, len(dispatch.text))
    found += _check_suggestions(project, id_, len(dispatch.text))
    for layer, annotator in layers.layers_of(project, id_):
        _, annotations = layers.load(project, id_, annotator)
        found += violations(annotations, dispatch.text)
        found += _check_counts(project, id_, layer, annotations)
    yield from (Problem(dispatch.uid, what) for what in found)


def _check_grid(grid: TokenGrid, length: int) -> list[str]:
    last = 0
    for start, end in grid:
        if not last <= start < end <= length:
            return [f"token [{start}, {end}] is out of order or outside the text of {length} characters"]
        last = end
    return []


def _check_suggestions(project: Project, id_: int, length: int) -> list[str]:
    sql = "SELECT id, start, end FROM suggestion WHERE dispatch = ? AND NOT (0 <= start AND start < end AND end <= ?)"
    found = [
        f"suggestion {name}: [{start}, {end}] is not in the text"
        for name, start, end in project.rows(sql, (id_, length))
    ]
    for suggestion in suggestions.load(project, id_):
        if isinstance(suggestion, MentionSuggestion) and len(suggestion.fragments) > 1:
            edges = [edge for part in suggestion.fragments for edge in part]
            if edges != sorted(set(edges)):
                found.append(f"suggestion {suggestion.id}: {suggestion.fragments} are not in order")
    return found


def _check_counts(project: Project, id_: int, layer: int, annotations: Annotations) -> list[str]:
    found: list[str] = []
    cited = citations(annotations).keys() | annotations.rejections
    known = {name for (name,) in project.rows("SELECT id FROM suggestion WHERE dispatch = ?", (id_,))}
    if missing := sorted(cited - known):
        found.append(f"suggestion {missing[0]} is cited but is not there")
    pending = len(shown(suggestions.load(project, id_, cited), annotations))
    names = ("mentions", "relations", "quotes", "clusters", "rejections", "pending")
    true = (*(len(getattr(annotations, name)) for name in names[:-1]), pending)
    kept = project.row(f"SELECT {', '.join(names)} FROM layer WHERE id = ?", (layer,)) or ()
    found += [
        f"{name}: {said} are counted, {is_so} are there"
        for name, said, is_so in zip(names, kept, true, strict=True)
        if said != is_so
    ]
    labels = dict(project.rows("SELECT label, mentions FROM layer_label WHERE layer = ?", (layer,)))
    if labels != Counter(m.label for m in annotations.mentions.values()):
        found.append("the mentions by label are counted wrongly")
    return found
