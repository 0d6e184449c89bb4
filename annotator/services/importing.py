"""Importing files and folders into a project: the rest is imported where one is refused, and nothing by halves."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from annotator.domain.errors import KnownError
from annotator.formats.decoding import known_encoding
from annotator.formats.reading import Found, Guess, Reading, ReadOptions, Remark, name_of
from annotator.formats.registry import AUTO, detect, format_for, named
from annotator.services.background import Context, InlineContext
from annotator.services.labels import Labels
from annotator.services.recognising import Recogniser
from annotator.storage.batches import Batch, importing, remove
from annotator.storage.dispatches import Duplicate as Known
from annotator.storage.project import Project

LISTED = 1000
"""How many of a kind a report names; it counts the rest."""

T = TypeVar("T")


@dataclass(slots=True)
class Listing(Generic[T]):
    """The first things of a kind, and how many there were."""

    items: list[T] = field(default_factory=list)
    total: int = 0

    def add(self, item: T) -> None:
        """Count a thing, and keep it if it is among the first."""
        self.total += 1
        if len(self.items) < LISTED:
            self.items.append(item)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record whose dispatch is in the project already, under which uid and from which file.

    `left_out` names the annotator whose layer was left out with it.
    """

    where: str
    line: int | None
    uid: str
    earlier: str
    left_out: str | None = None


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import did; `batch` is None where it left nothing in the project.

    `likely` are dispatches that were imported although their text is in the project under another header or id.
    """

    batch: int | None = None
    read: int = 0
    imported: int = 0
    layers: int = 0
    files: int = 0
    passed_over: int = 0
    cancelled: bool = False
    duplicates: Listing[Duplicate] = field(default_factory=Listing[Duplicate])
    likely: Listing[Duplicate] = field(default_factory=Listing[Duplicate])
    refused: Listing[KnownError] = field(default_factory=Listing[KnownError])
    remarks: Listing[KnownError] = field(default_factory=Listing[KnownError])
    guesses: Listing[Guess] = field(default_factory=Listing[Guess])
    labels: tuple[str, ...] = ()


class _StopError(Exception):
    """The import is to leave nothing: it was cancelled, or refused by `strict`."""


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    format: str = AUTO,  # noqa: A002  The word of the command and of the dialog.
    encoding: str | None = None,
    strict: bool = False,
    annotator: str | None = None,
    context: Context | None = None,
) -> ImportReport:
    """Import files and folders in their order as one batch and report on it.

    `strict` reads everything once before it writes, and writes all or nothing. A cancelled import leaves nothing.
    """
    options = ReadOptions(
        encoding=None if encoding is None else known_encoding(encoding),
        annotator=annotator,
        language=project.info.language,
    )
    if format != AUTO:
        named(format)
    work = _Import(project, _Sources(paths, format, options), strict=strict, context=context or InlineContext())
    return work.run()


def import_task(context: Context, *, project: Path, paths: Sequence[Path], **options: Any) -> ImportReport:
    """Import as a job beside the window that has the project open."""
    with Project.join(project, context.gate) as joined:
        return import_paths(joined, paths, context=context, **options)


def remove_import(project: Project, batch: int) -> None:
    """Remove what an import brought; raise KnownError where a person has worked on it."""
    remove(project, batch)


def remove_task(context: Context, *, project: Path, batch: int) -> None:
    """Remove an import as a job beside the window that has the project open."""
    with Project.join(project, context.gate) as joined:
        remove(joined, batch)


@contextmanager
def _uncollected() -> Generator[None]:
    """Let the collector of cycles rest: it would look through a million rows, none in a cycle, again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Sources:
    """The files of an import, walked each time anew: their list is never held."""

    paths: Sequence[Path]
    format: str
    options: ReadOptions

    def files(self) -> Iterator[Path | None]:
        """Yield each file in order, None for one that is passed over."""
        for path in self.paths:
            yield from self._walk(path) if path.is_dir() else [path]

    def _walk(self, folder: Path) -> Iterator[Path | None]:
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            # To be refused by `read`.
            yield folder
            return
        for path in inside:
            if path.name.startswith(".") or (path.is_symlink() and path.is_dir()):
                yield None
            elif path.is_dir():
                yield from self._walk(path)
            else:
                yield path if self.format != AUTO or detect(path) else None

    def read(self, path: Path) -> Iterator[Reading]:
        """Yield what stands in a file, or why it is refused."""
        if path.is_dir():
            yield KnownError("This folder cannot be read", where=name_of(path))
            return
        if not path.exists():
            yield KnownError("There is no such file.", where=name_of(path))
            return
        try:
            reader = format_for(path, self.format).reader()
        except KnownError as refusal:
            yield refusal
            return
        yield from reader(path, self.options)


class _Import:
    """One import at work."""

    def __init__(self, project: Project, sources: _Sources, *, strict: bool, context: Context) -> None:
        self._project = project
        self._sources = sources
        self._strict = strict
        self._context = context
        self._passes = 2 if strict else 1
        self._total = self._passes * sum(_size(path) for path in sources.files() if path)
        self._before = 0
        self._report = ImportReport()

    def run(self) -> ImportReport:
        """Do it all."""
        with _uncollected():
            try:
                if self._strict:
                    self._validate()
                    self._report = ImportReport()
                self._write()
            except _StopError:
                self._report.imported = self._report.layers = 0
        return self._report

    def _validate(self) -> None:
        for _ in self._found():
            pass
        if self._report.refused.total:
            raise _StopError

    def _write(self) -> None:
        labels = Labels(self._project)
        source = ", ".join(name_of(Path(path.name or path)) for path in self._sources.paths)
        try:
            with importing(self._project, source=source) as batch:
                writer = _Writer(self._project, batch, labels, self._report)
                self._add_all(writer)
        except BaseException:
            labels.take_back()
            raise
        self._report.imported = batch.added
        self._report.batch = batch.id if batch.added else None
        self._report.labels = labels.added

    def _add_all(self, writer: _Writer) -> None:
        for found in self._found():
            try:
                writer.add(found)
            except KnownError as refusal:
                self._refuse(refusal)
            if self._strict and self._report.refused.total:
                raise _StopError

    def _found(self) -> Iterator[Found]:
        """Yield the records of all files, and put down whatever else they hold."""
        for path in self._sources.files():
            if path is None:
                self._report.passed_over += 1
                continue
            self._report.files += 1
            self._tell(0, path)
            for reading in self._sources.read(path):
                if isinstance(reading, Found):
                    self._report.read += 1
                    self._tell(reading.reached, path)
                    yield reading
                else:
                    self._put_down(reading)
            self._before += _size(path)
            self._context.progress(self._before, self._total, name_of(Path(path.name)))

    def _tell(self, reached: int, path: Path) -> None:
        if self._context.cancelled():
            self._report.cancelled = True
            raise _StopError
        self._context.progress(self._before + reached, self._total, name_of(Path(path.name)))

    def _put_down(self, reading: KnownError | Guess | Remark) -> None:
        match reading:
            case Guess():
                self._report.guesses.add(reading)
            case Remark() if self._strict:
                self._refuse(reading.error)
            case Remark():
                self._report.remarks.add(_light(reading.error))
            case KnownError():
                self._refuse(reading)

    def _refuse(self, refusal: KnownError) -> None:
        self._report.refused.add(_light(refusal))


def _light(error: KnownError) -> KnownError:
    """Return an error without the frames where it was raised: they hold the whole line."""
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Writer:
    """Puts records into a batch, each dispatch once."""

    def __init__(self, project: Project, batch: Batch, labels: Labels, report: ImportReport) -> None:
        self._batch = batch
        self._labels = labels
        self._report = report
        self._recogniser = Recogniser(project, batch)

    def add(self, found: Found) -> None:
        """Put a record in, or report it as a duplicate; raise KnownError where it contradicts what is there."""
        try:
            self._add(found)
        except KnownError as refusal:
            refusal.where = refusal.where or found.record.dispatch.source_file
            refusal.line = refusal.line or found.line
            raise

    def _add(self, found: Found) -> None:
        sha256 = found.record.dispatch.sha256
        recognised = self._recogniser.recognise(found.record, sha256)
        if recognised.same:
            self._add_layer(recognised.same, found)
            return
        record = self._labels.adopt(recognised.record)
        if recognised.likely:
            self._report.likely.add(_duplicate(recognised.likely, found))
        added = self._batch.add(record, sha256=sha256)
        self._recogniser.remember(added, record, sha256)
        self._report.layers += record.layer is not None

    def _add_layer(self, same: Known, found: Found) -> None:
        record = self._labels.adopt(found.record) if same.batch == self._batch.id else found.record
        if record.layer is None or not self._recogniser.takes_layer(same, record):
            self._report.duplicates.add(_duplicate(same, found))
            return
        self._batch.add_layer(same.id, record.layer, record.suggestions)
        self._report.layers += 1


def _duplicate(known: Known, found: Found) -> Duplicate:
    layer = found.record.layer
    return Duplicate(
        where=found.record.dispatch.source_file,
        line=found.line,
        uid=known.uid,
        earlier=known.source_file,
        left_out=layer.annotator if layer else None,
    )


def report_lines(report: ImportReport) -> Iterator[str]:
    """Yield what an import did in plain lines; what it refused is not among them."""
    if report.cancelled:
        yield "cancelled; nothing was imported"
        return
    yield f"{report.imported} dispatches imported, {report.layers} with annotations, from {report.files} files"
    if report.passed_over:
        yield f"{report.passed_over} files or folders passed over: hidden, or of a format that is not known"
    if report.labels:
        yield f"added to the schema: {', '.join(report.labels)}"
    for guess in report.guesses.items:
        yield f"{guess.where}: encoding guessed: {guess.encoding} (confidence {guess.confidence:.0%})"
    yield from _more(report.guesses)
    for remark in report.remarks.items:
        yield str(remark)
    yield from _more(report.remarks)
    for known in report.duplicates.items:
        left = f"; the annotations of {known.left_out} were left out" if known.left_out else ""
        yield f"{_place(known)}: already in the project as {known.uid}, from {known.earlier}{left}"
    yield from _more(report.duplicates)
    for known in report.likely.items:
        yield f"{_place(known)}: imported, but the same text is in the project as {known.uid}, from {known.earlier}"
    yield from _more(report.likely)


def _place(known: Duplicate) -> str:
    return known.where if known.line is None else f"{known.where}:{known.line}"


def _more(listing: Listing[Any]) -> Iterator[str]:
    if listing.total > len(listing.items):
        yield f"… and {listing.total - len(listing.items)} more"
