"""Whether a project is sound: the file, and every range and surface against the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.annotations import violations
from annotator.domain.dispatch import Status
from annotator.domain.record import Record
from annotator.domain.suggestions import places_of
from annotator.services.background import Context, InlineContext
from annotator.storage import checks, exports
from annotator.storage.project import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong with it in words."""

    dispatches: int
    layers: int
    problems: tuple[str, ...]


def check(project: Project, *, context: Context | None = None) -> Checked:
    """Look at everything in a project."""
    context = context or InlineContext()
    problems = checks.damages(project)
    if problems:
        return Checked(0, 0, tuple(problems))
    problems = checks.dangling(project) + checks.changed_texts(project)
    total, _ = exports.progress(project)
    dispatches = layers = 0
    last: int | None = None
    for record in exports.records(project, exports.Selection(frozenset(Status))):
        layers += record.layer is not None
        if record.dispatch.id != last:
            last = record.dispatch.id
            dispatches += 1
            problems += _of_dispatch(record)
            context.progress(dispatches, total)
        problems += _of_layer(record)
    return Checked(dispatches, layers, tuple(problems))


def _of_dispatch(record: Record) -> Iterator[str]:
    name, size = record.dispatch.uid, len(record.dispatch.text)
    if record.grid and record.grid.ends[-1] > size:
        yield f"{name}: the tokens end at {record.grid.ends[-1]}, beyond the text of {size} characters"
    for suggestion in record.suggestions:
        for fragments in places_of(suggestion):
            if fragments and not 0 <= fragments[0][0] < fragments[-1][1] <= size:
                yield f"{name}: suggestion {suggestion.id}: {fragments} is not inside the text of {size} characters"


def _of_layer(record: Record) -> Iterator[str]:
    if record.layer is not None:
        for broken in violations(record.layer.annotations, record.dispatch.text):
            yield f"{record.dispatch.uid}: {record.layer.annotator}: {broken}"
