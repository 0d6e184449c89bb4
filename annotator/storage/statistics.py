"""Numbers of a whole project, by queries that read only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotator.domain.annotations import Annotations
from annotator.domain.suggestions import Suggestion, citations
from annotator.storage import annotations as layers
from annotator.storage import suggestions
from annotator.storage.project import Project

_NOBODY_IN_PARTICULAR = "(?1 IS NULL OR l.annotator = ?1)"


def mentions_by_label(project: Project, annotator: int | None) -> Counter[str]:
    """Return how many mentions bear each label (type ids), of one annotator or of all."""
    sql = (
        "SELECT t.label, sum(t.mentions) FROM layer l JOIN layer_label t ON t.layer = l.id"
        f" WHERE {_NOBODY_IN_PARTICULAR} GROUP BY t.label"
    )
    return Counter(dict(project.rows(sql, (annotator,))))


def mentions_by_origin(project: Project, annotator: int | None) -> Counter[str]:
    """Return how many mentions came to be in each way."""
    sql = (
        "SELECT m.origin, count(*) FROM layer l JOIN mention m ON m.layer = l.id"
        f" WHERE {_NOBODY_IN_PARTICULAR} GROUP BY m.origin"
    )
    return Counter(dict(project.rows(sql, (annotator,))))


def totals(project: Project, annotator: int | None) -> Counter[str]:
    """Return how many annotations of each kind there are, and the seconds spent."""
    names = ("mentions", "relations", "quotes", "clusters", "rejections", "seconds")
    sums = ", ".join(f"coalesce(sum(l.{name}), 0)" for name in names)
    row = project.row(f"SELECT {sums} FROM layer l WHERE {_NOBODY_IN_PARTICULAR}", (annotator,)) or ()
    return Counter(dict(zip(names, row, strict=True)))


def steps_and_keys(project: Project, annotator: int | None) -> dict[str, tuple[int, int]]:
    """Return for each name of a step how often it was done and with how many keys pressed, undos left out."""
    sql = (
        'SELECT kind, count(DISTINCT "group"), sum(keys) FROM journal l'
        f" WHERE batch IS NULL AND undoes IS NULL AND {_NOBODY_IN_PARTICULAR} GROUP BY kind"
    )
    return {kind: (count, keys) for kind, count, keys in project.rows(sql, (annotator,))}


def keys_of_undos(project: Project, annotator: int | None) -> tuple[int, int]:
    """Return how often a step was taken back or done again, and with how many keys."""
    sql = (
        'SELECT count(DISTINCT "group"), coalesce(sum(keys), 0) FROM journal l'
        f" WHERE batch IS NULL AND undoes IS NOT NULL AND {_NOBODY_IN_PARTICULAR}"
    )
    count, keys = project.row(sql, (annotator,)) or (0, 0)
    return count, keys


def worked_layers(project: Project, annotator: int | None) -> Iterator[tuple[Annotations, list[Suggestion]]]:
    """Yield each layer of a dispatch that has suggestions, with them."""
    sql = (
        "SELECT l.dispatch, l.annotator FROM layer l WHERE EXISTS"
        f" (SELECT 1 FROM suggestion_run r WHERE r.dispatch = l.dispatch AND r.last_id > 0) AND {_NOBODY_IN_PARTICULAR}"
        " ORDER BY l.dispatch"
    )
    for dispatch, who in project.rows(sql, (annotator,)):
        _, annotations = layers.load(project, dispatch, who)
        cited = citations(annotations).keys() | annotations.rejections
        yield annotations, suggestions.load(project, dispatch, cited)


def unworked_suggestions(project: Project) -> int:
    """Return how many suggestions belong to dispatches on which nobody has worked."""
    sql = (
        "SELECT coalesce(sum(suggestions), 0) FROM suggestion_run r WHERE superseded = 0"
        " AND NOT EXISTS (SELECT 1 FROM layer l WHERE l.dispatch = r.dispatch)"
    )
    return project.value(sql)
