"""The one error that is the user's world and not our bug."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class KnownError(Exception):
    """Something in the user's world that stops the work: says what, where and what to do.

    `message` is a template in English with named fields, filled from `fields`; it is also the key
    of its translation, so it is a literal at every raise. `where` names the file, `line` counts
    from 1. `damaged` says that the file is a project that a backup may stand in for.
    """

    def __init__(
        self,
        message: str,
        *,
        where: Path | str | None = None,
        line: int | None = None,
        damaged: bool = False,
        **fields: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = None if where is None else str(where)
        self.line = line
        self.damaged = damaged
        self.fields = fields

    def location(self) -> str:
        """Return `file:line`, `file` or the empty string."""
        if self.where is None:
            return "" if self.line is None else f"line {self.line}"
        return self.where if self.line is None else f"{self.where}:{self.line}"

    def __str__(self) -> str:
        location = self.location()
        said = self.message.format(**self.fields)
        return f"{location}: {said}" if location else said

    def __reduce__(self) -> tuple[object, ...]:
        about = {"where": self.where, "line": self.line, "damaged": self.damaged, **self.fields}
        return _rebuild, (self.message, about)


def _rebuild(message: str, about: dict[str, Any]) -> KnownError:
    return KnownError(message, **about)
