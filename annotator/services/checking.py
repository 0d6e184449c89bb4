"""`check`: everything that can be wrong in a project, whoever has it open, without touching it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.domain.errors import KnownError
from annotator.storage.backups import copy_unverified
from annotator.storage.checks import Problem, check_dispatches, check_file
from annotator.storage.project import Project


def check(path: Path, *, progress: Callable[[int, int], None] | None = None) -> Iterator[Problem]:
    """Yield each problem of a project; raise KnownError where it cannot be opened at all."""
    with tempfile.TemporaryDirectory(prefix="annotator-check-") as folder:
        copy = Path(folder) / path.name
        copy_unverified(path, copy)
        try:
            yield from check_file(copy)
            with Project.open(copy, write=False) as project:
                yield from check_dispatches(project, progress)
        except KnownError as error:
            # The copy is nothing that a person knows of.
            error.where = str(path)
            raise
