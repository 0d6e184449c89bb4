"""Exporting records to a file or a stream: what is written, what is left out, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from annotator.domain.dispatch import Status
from annotator.domain.errors import KnownError
from annotator.domain.record import Record, with_labels
from annotator.domain.schema import Schema
from annotator.domain.schema_codec import schema_to_json
from annotator.formats.jsonl import line_of
from annotator.formats.registry import Format, named
from annotator.services.background import Context, InlineContext
from annotator.services.files import written_beside
from annotator.services.labels import ids_to_names
from annotator.services.plain_lines import plain_line
from annotator.storage import annotations as layers
from annotator.storage import exports
from annotator.storage.exports import PlainRecord, Selection
from annotator.storage.project import Project

ALL = "all"
OWN = "jsonl"

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class ExportReport:
    """What an export wrote, how many records of each status it left out, and how many layers of other annotators."""

    written: int = 0
    left_out: dict[Status, int] = field(default_factory=dict[Status, int])
    other_annotators: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export would write and leave out, and its first record as it would stand in the file."""

    report: ExportReport
    first: bytes


class _CancelledError(Exception):
    """The export is to leave nothing."""


def selection_of(status: str = "done", annotator: str | None = None) -> Selection:
    """Return the selection that words name: a status, several with commas between, or `all`."""
    if status == ALL:
        return Selection(frozenset(Status), annotator)
    names = [name.strip() for name in status.split(",")]
    for name in names:
        if name not in set(Status):
            known = ", ".join([*Status, ALL])
            raise KnownError("There is no status “{name}”; choose one of: {known}", name=name, known=known)
    return Selection(frozenset(map(Status, names)), annotator)


def preview(project: Project, selection: Selection, *, format: str = "jsonl") -> Preview:  # noqa: A002  The command's word.
    """Return what an export would do, without doing it."""
    report = _expected(project, selection)
    stream = BytesIO()
    first = next(_named_records(project, selection), None)
    _writable(format).writer()([first] if first else [], stream)
    return Preview(report, stream.getvalue())


def export_stream(
    project: Project,
    stream: BinaryIO,
    selection: Selection,
    *,
    format: str = "jsonl",  # noqa: A002  The command's word.
    context: Context | None = None,
) -> ExportReport:
    """Write the selected records to a stream, from one state of the project whatever is edited meanwhile."""
    try:
        return _export(project, stream, selection, format=format, context=context)
    except _CancelledError:
        return ExportReport(cancelled=True)


def _export(
    project: Project,
    stream: BinaryIO,
    selection: Selection,
    *,
    format: str,  # noqa: A002  The command's word.
    context: Context | None,
) -> ExportReport:
    writable = _writable(format)
    context = context or InlineContext()
    with _one_state(project):
        report = _expected(project, selection)
        if writable.name == OWN:
            stream.writelines(_counted(_own_lines(project, selection), report, context))
        else:
            writable.writer()(_counted(_named_records(project, selection), report, context), stream)
    return report


def export_file(
    project: Project,
    out: Path,
    selection: Selection,
    *,
    format: str = "jsonl",  # noqa: A002  The command's word.
    context: Context | None = None,
) -> ExportReport:
    """Write the selected records to a file, whole or not at all; a cancelled export leaves what was there before."""
    _refuse_own_file(project, out)
    try:
        with written_beside(out) as stream:
            return _export(project, stream, selection, format=format, context=context)
    except _CancelledError:
        return ExportReport(cancelled=True)


def export_task(context: Context, *, project: Path, out: Path, selection: Selection, **options: Any) -> ExportReport:
    """Export as a job beside the window that has the project open."""
    with Project.open(project, write=False) as opened:
        return export_file(opened, out, selection, context=context, **options)


def export_schema(project: Project, out: Path) -> None:
    """Write the project's schema to a file."""
    _refuse_own_file(project, out)
    with written_beside(out) as stream:
        stream.write(schema_bytes(project.schema()))


def schema_bytes(schema: Schema) -> bytes:
    """Return a schema as the bytes of a schema file."""
    return (json.dumps(schema_to_json(schema), ensure_ascii=False, indent=1) + "\n").encode()


def _writable(name: str) -> Format:
    found = named(name)
    if not found.writes:
        raise KnownError("Files of the format “{name}” are read, not written", name=name)
    return found


def _refuse_own_file(project: Project, out: Path) -> None:
    own = project.path.resolve()
    if out.resolve().name.startswith(own.name) and out.resolve().parent == own.parent:
        raise KnownError("This is the project itself; give the export another name", where=out)


def _expected(project: Project, selection: Selection) -> ExportReport:
    """Return what will be left out; raise KnownError for an annotator that nobody knows."""
    annotator = selection.annotator
    if annotator is not None and layers.find_annotator(project, annotator) is None:
        known = ", ".join(layers.annotator_names(project)) or "–"
        raise KnownError(
            "Nobody called “{name}” has worked on this project; known are: {known}", name=annotator, known=known
        )
    counts = exports.count(project, annotator, selection.dispatches)
    return ExportReport(
        written=sum(number for status, number in counts.items() if status in selection.statuses),
        left_out={status: number for status, number in counts.items() if status not in selection.statuses},
        other_annotators=exports.others(project, annotator, selection.dispatches) if annotator is not None else 0,
    )


def _one_state(project: Project) -> AbstractContextManager[None]:
    # Without a write-ahead log a long reader would hold up whoever edits.
    is_logged = project.value("PRAGMA journal_mode") == "wal"
    return project.snapshot() if is_logged else nullcontext()


def _named_records(project: Project, selection: Selection) -> Iterator[Record]:
    """Yield the records under the names that exports bear."""
    schema = project.schema()
    entities, relations = ids_to_names(schema.entity_types), ids_to_names(schema.relation_types)
    found = exports.records(project, selection)
    if all(id_ == name for id_, name in (*entities.items(), *relations.items())):
        return found
    return (with_labels(record, entities, relations) for record in found)


def _own_lines(project: Project, selection: Selection) -> Iterator[bytes]:
    """Yield the lines of our own format, by the short way where there is one."""
    schema = project.schema()
    entities, relations = ids_to_names(schema.entity_types), ids_to_names(schema.relation_types)
    for record in exports.plain_records(project, selection):
        if isinstance(record, PlainRecord):
            yield plain_line(record, entities)
        else:
            yield line_of(with_labels(record, entities, relations))


def _counted(records: Iterator[T], report: ExportReport, context: Context) -> Iterator[T]:
    """Yield records and count them; without a write-ahead log there may be others than were expected."""
    total = report.written
    report.written = 0
    for record in records:
        if context.cancelled():
            raise _CancelledError
        yield record
        report.written += 1
        context.progress(report.written, max(total, report.written))


def left_out_lines(report: ExportReport) -> Iterator[str]:
    """Yield what an export left out and why, in plain lines."""
    for status, number in report.left_out.items():
        yield f"{number} left out: their status is {status.value}"
    if report.other_annotators:
        yield f"{report.other_annotators} left out: they are by other annotators"
