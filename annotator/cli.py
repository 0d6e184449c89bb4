"""The commands: each says what it does with the services, and turns what comes back into lines and an exit status."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from annotator import __version__
from annotator.domain.errors import KnownError
from annotator.formats.registry import AUTO, readable, writable
from annotator.services.background import InlineContext, Message, Progress
from annotator.services.files import named_project
from annotator.services.projects import DEFAULT_PIPELINE
from annotator.storage.project import Project

DONE, REFUSED = 0, 1
STDOUT = "-"

OUT = click.Path(path_type=Path, allow_dash=True)
PATH = click.Path(path_type=Path)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status: 0 done, 1 refused with one line per reason, 2 usage."""
    try:
        return commands.main(list(arguments), prog_name="annotator", standalone_mode=False) or DONE
    except KnownError as error:
        _complain([error])
    except click.UsageError as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain(["stopped; what was begun and not finished has been taken back"])
    except BrokenPipeError:
        # Whoever read our output has enough.
        _let_go_of_stdout()
    return REFUSED


def _complain(reasons: Iterable[object]) -> None:
    for reason in reasons:
        click.echo(" ".join(str(reason).split("\n")), err=True)


@contextmanager
def _progress(label: str) -> Generator[InlineContext]:
    """Give a context that draws a progress bar on a terminal."""
    if not sys.stderr.isatty():
        yield InlineContext()
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(event: Progress | Message) -> None:
            if isinstance(event, Progress) and event.total:
                bar.length = event.total
                bar.update(event.done - bar.pos)

        yield InlineContext(on_event=show)


@contextmanager
def _stdout() -> Generator[BinaryIO]:
    """Give standard output for bytes."""
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _let_go_of_stdout()
        reason = error.strerror or str(error)
        raise KnownError("It cannot be written: {reason}", where="standard output", reason=reason) from error


def _let_go_of_stdout() -> None:
    """Send what is still waiting to nowhere, so that the interpreter does not try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_to_write(path: Path) -> Project:
    return Project.open(
        named_project(path), write=True, who=f"annotator {sys.argv[1]}" if len(sys.argv) > 1 else "annotator"
    )


def _open_to_read(path: Path) -> Project:
    return Project.open(named_project(path), write=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="annotator", message="%(prog)s %(version)s")
def commands() -> None:
    """Annotate French news dispatches: names, links and quotes. Without a command the window opens."""


@commands.command("open")
@click.argument("project", type=PATH, required=False)
def open_(project: Path | None) -> int:
    """Open the window, on a project if one is named."""
    from annotator.gui.app import open_window

    return open_window(project)


@commands.command()
def demo() -> int:
    """Open the window on a fresh copy of the sample."""
    from annotator.gui.app import open_window

    return open_window(demo=True)


@commands.command()
@click.argument("project", type=PATH)
@click.option("--name", help="What the project is called; its file's name where it is left out.")
@click.option("--language", default="fr", show_default=True, help="Language of the dispatches.")
@click.option("--pipeline", default=DEFAULT_PIPELINE, show_default=True, help="spaCy pipeline, its folder, or none.")
@click.option("--schema", type=PATH, help="Schema file with the types; the default ones where it is left out.")
def new(project: Path, **options: Any) -> int:
    """Make a project file."""
    from annotator.nlp.pipelines import find
    from annotator.services.projects import NO_PIPELINE, create_project

    if options["pipeline"] != NO_PIPELINE:
        # Now, not at the first import: a name with a slip in it makes no project.
        find(options["pipeline"])
    with create_project(project, **options) as made:
        click.echo(made.path)
    return DONE


@commands.command("import")
@click.argument("project", type=PATH)
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH…")
@click.option("--format", type=click.Choice([AUTO, *(f.name for f in readable())]), default=AUTO, show_default=True)
@click.option("--encoding", help="Of text files that do not say it themselves, for example cp1252.")
@click.option("--strict", is_flag=True, help="Import everything or, where anything is refused, nothing.")
@click.option("--annotator", metavar="NAME", help="Who made the annotations of records that do not say it.")
def import_files(project: Path, paths: tuple[Path, ...], **options: Any) -> int:
    """Import files, and folders with all they hold."""
    from annotator.services.importing import import_paths, report_lines

    with _open_to_write(project) as opened, _progress("importing") as context:
        report = import_paths(opened, paths, context=context, **options)
    for line in report_lines(report):
        click.echo(line)
    _complain(report.refused.items)
    if report.refused.total > len(report.refused.items):
        _complain([f"… and {report.refused.total - len(report.refused.items)} more refused"])
    return REFUSED if report.refused.total else DONE


@commands.command()
@click.argument("project", type=PATH)
@click.option("--pipeline", help="spaCy pipeline, its folder, or none; the project's where it is left out.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes read.")
def suggest(project: Path, pipeline: str | None, jobs: int) -> int:
    """Let a pipeline suggest mentions for each dispatch that it has not been through."""
    from annotator.services.suggesting import suggest as suggest_all

    with _open_to_write(project) as opened, _progress("suggesting") as context:
        report = suggest_all(opened, context, pipeline=pipeline, jobs=jobs)
    click.echo(f"{report.pipeline}: {report.stored} dispatches read")
    if report.new_types:
        click.echo(f"added to the schema: {', '.join(report.new_types)}")
    _complain(f"dispatch {number}: {reason}" for number, reason in report.failed)
    return REFUSED if report.failed else DONE


@commands.command()
@click.argument("project", type=PATH)
@click.argument("out", type=OUT, required=False)
@click.option("--format", type=click.Choice([f.name for f in writable()]), default="jsonl", show_default=True)
@click.option(
    "--status", default="done", show_default=True, help="Which records: statuses with commas between, or all."
)
@click.option("--annotator", metavar="NAME", help="Only this one's layers.")
@click.option(
    "--schema", type=click.Path(path_type=Path, allow_dash=True), metavar="OUT", help="Write the schema to OUT."
)
def export(project: Path, out: Path | None, schema: Path | None, **options: str) -> int:
    """Write annotated dispatches to OUT; - is standard output."""
    if (out is None) == (schema is None):
        raise click.UsageError("Name OUT, or --schema OUT.", ctx=click.get_current_context())
    with _open_to_read(project) as opened:
        if schema is not None:
            _export_schema(opened, schema)
        elif out is not None:
            _export(opened, out, **options)
    return DONE


def _export(project: Project, out: Path, *, format: str, status: str, annotator: str | None = None) -> None:  # noqa: A002
    from annotator.services.exporting import export_file, export_stream, left_out_lines, selection_of

    selection = selection_of(status, annotator)
    with _progress("exporting") as context:
        if str(out) == STDOUT:
            with _stdout() as stream:
                report = export_stream(project, stream, selection, format=format, context=context)
        else:
            report = export_file(project, out, selection, format=format, context=context)
    click.echo(f"{report.written} records written", err=True)
    for line in left_out_lines(report):
        click.echo(line, err=True)


def _export_schema(project: Project, out: Path) -> None:
    from annotator.services.exporting import export_schema, schema_bytes

    if str(out) == STDOUT:
        with _stdout() as stream:
            stream.write(schema_bytes(project.schema()))
    else:
        export_schema(project, out)


@commands.command()
@click.argument("project", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def stats(project: Path, *, as_json: bool) -> int:
    """Say how far the work is: dispatches by status, annotators, labels, suggestions."""
    from annotator.services.figures import figures_lines, figures_to_json
    from annotator.services.statistics import statistics

    with _open_to_read(project) as opened:
        found, schema = statistics(opened), opened.schema()
    if as_json:
        click.echo(json.dumps(figures_to_json(found, schema), ensure_ascii=False, indent=1))
    else:
        for line in figures_lines(found, schema):
            click.echo(line)
    return DONE


@commands.command()
@click.argument("project", type=PATH)
def check(project: Path) -> int:
    """Look for damage: in the file, in what rows name, and in every range and surface against its text."""
    from annotator.services.checking import check as check_all

    is_sound = True
    path = named_project(project)
    with _progress("checking") as context:
        for problem in check_all(path, progress=context.progress):
            is_sound = False
            _complain([f"{problem.uid or path}: {problem.what}"])
    if is_sound:
        click.echo("sound")
    return DONE if is_sound else REFUSED
