"""The one error that is the user's world and not our bug."""

from __future__ import annotations

from pathlib import Path


class KnownError(Exception):
    """Something in the user's world that stops the work: says what, where and what to do.

    `message` is a template in English with named fields, filled from `fields`; it is also the key
    of its translation, so it is a literal at every raise. `where` names the file, `line` counts
    from 1.
    """

    def __init__(
        self, message: str, *, where: Path | str | None = None, line: int | None = None, **fields: object
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = None if where is None else str(where)
        self.line = line
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
        return _rebuild, (self.message, self.where, self.line, self.fields)


def _rebuild(message: str, where: str | None, line: int | None, fields: dict[str, object]) -> KnownError:
    return KnownError(message, where=where, line=line, **fields)
