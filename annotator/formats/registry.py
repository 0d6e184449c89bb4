"""The table of formats: dialogs, commands, documents and tests all read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from annotator.domain.errors import KnownError
from annotator.formats.reading import Reader, Writer, name_of

AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format; `module` has a function `read` if it reads and `write` if it writes.

    `holds` names what it keeps of a project: text, metadata, mentions, relations, quotes, clusters, suggestions,
    layers (who made them, status, notes).
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    module: str
    reads: bool
    writes: bool
    holds: tuple[str, ...]

    def reader(self) -> Reader:
        """Return the function that reads it."""
        return cast("Reader", import_module(self.module).read)

    def writer(self) -> Writer:
        """Return the function that writes it."""
        return cast("Writer", import_module(self.module).write)


FORMATS = (
    Format(
        name="jsonl",
        title="Annotator JSONL",
        extensions=(".jsonl",),
        module="annotator.formats.jsonl",
        reads=True,
        writes=True,
        holds=("text", "metadata", "tokens", "mentions", "relations", "quotes", "clusters", "suggestions", "layers"),
    ),
    Format(
        name="text",
        title="Plain text",
        extensions=(".txt",),
        module="annotator.formats.text",
        reads=True,
        writes=False,
        holds=("text", "metadata"),
    ),
)


def readable() -> tuple[Format, ...]:
    """Return the formats that can be imported."""
    return tuple(f for f in FORMATS if f.reads)


def writable() -> tuple[Format, ...]:
    """Return the formats that can be exported."""
    return tuple(f for f in FORMATS if f.writes)


def named(name: str) -> Format:
    """Return a format by name; raise KnownError where there is none."""
    for candidate in FORMATS:
        if candidate.name == name:
            return candidate
    known = ", ".join(f.name for f in FORMATS)
    raise KnownError("There is no format “{name}”; choose one of: {known}", name=name, known=known)


def detect(source: Path) -> Format | None:
    """Return the format that reads files with this extension, if one does."""
    extension = source.suffix.lower()
    return next((f for f in readable() if extension in f.extensions), None)


def format_for(source: Path, name: str) -> Format:
    """Return the format to read a file by: the named one, or by the extension; raise KnownError where none does."""
    found = detect(source) if name == AUTO else named(name)
    if found is None:
        known = " ".join(_extensions())
        raise KnownError(
            "Its name does not say what format this is; known are {known}. Name the format",
            where=name_of(source),
            known=known,
        )
    if not found.reads:
        raise KnownError("Files of the format “{name}” are written, not read", where=name_of(source), name=found.name)
    return found


def _extensions() -> Iterator[str]:
    for each in readable():
        yield from each.extensions
