"""What readers take and give, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from annotator.domain.errors import KnownError
from annotator.domain.record import Record

Refusal = KnownError
"""A file, or a line of one, that is not imported: the error that says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the person who imports has said.

    `encoding` is None where it is to be found out; `annotator` names whoever made the annotations of records
    that do not say; `language` is the project's.
    """

    encoding: str | None = None
    annotator: str | None = None
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Found:
    """A record, the line where it stands (None where the file is one record), and how many bytes have been read."""

    record: Record
    line: int | None = None
    reached: int = 0


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding that was guessed for a file, and how sure that is, from 0 to 1."""

    where: str
    encoding: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was read in another way than it is written, and the error that would refuse it."""

    error: KnownError


Reading = Found | Refusal | Guess | Remark


class Reader(Protocol):
    """Reads a file as records, refusals and remarks, in the file's order, without holding it whole."""

    def __call__(self, source: Path, options: ReadOptions) -> Iterator[Reading]:
        """Yield what stands in a file."""
        ...


class Writer(Protocol):
    """Writes records whose labels are names to a binary stream, one at a time."""

    def __call__(self, records: Iterable[Record], stream: BinaryIO) -> None:
        """Write the records in their order."""
        ...


def name_of(source: Path) -> str:
    """Return a file's name as text that can be stored and shown, whatever bytes the system lets names have."""
    return str(source).encode("utf-8", "backslashreplace").decode()


def unreadable(source: Path, error: OSError) -> KnownError:
    """Return the refusal of a file that the system does not let us read."""
    return KnownError("This file cannot be read: {reason}", where=name_of(source), reason=error.strerror or str(error))
