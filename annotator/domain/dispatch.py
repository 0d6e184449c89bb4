"""A dispatch: one news text with its metadata, the unit of work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from annotator.domain.errors import KnownError

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Status(StrEnum):
    """How far a person is with a dispatch."""

    TODO = "todo"
    STARTED = "started"
    DONE = "done"
    FLAGGED = "flagged"
    SKIPPED = "skipped"


class PartialDate(NamedTuple):
    """A date known to the year, the month or the day; the unknown parts are None."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, written: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raise KnownError for anything else."""
        found = _PARTIAL_DATE.fullmatch(written)
        parts = [int(part) for part in found.groups() if part] if found else []
        try:
            date(*[*parts, 1, 1][:3])
        except (TypeError, ValueError):
            raise KnownError("“{date}” is not a date; write YYYY-MM or YYYY-MM-DD", date=written) from None
        return cls(*parts)

    def __str__(self) -> str:
        month = "" if self.month is None else f"-{self.month:02}"
        day = "" if self.day is None else f"-{self.day:02}"
        return f"{self.year:04}{month}{day}"


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One text as it was read, less its header; never changed after import.

    `uid` is the source's id and revision where it has one, else the SHA-256 of the text.
    `metadata` is plain JSON; the keys that the program knows are listed in docs/glossary.md.
    """

    uid: str
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict[str, Any])
    source_file: str = ""
    id: int | None = None
    position: int | None = None
    batch: int | None = None

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return text_sha256(self.text)

    @property
    def date(self) -> PartialDate | None:
        """Return the date of the metadata, to its own precision."""
        written = self.metadata.get("date")
        return PartialDate.parse(written) if isinstance(written, str) else None


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    # It loads OpenSSL, and to show a dispatch takes no hash.
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def title(dispatch: Dispatch, *, limit: int = 120) -> str:
    """Return the headline, else the first words of the text."""
    headline = dispatch.metadata.get("headline")
    if isinstance(headline, str) and headline.strip():
        return headline.strip()
    words = " ".join(dispatch.text[: limit * 2].split())
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "…"
