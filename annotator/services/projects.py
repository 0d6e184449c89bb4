"""Projects as files: a new one, the sample, and what a recent one says of itself without being opened for work."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from annotator.domain.errors import KnownError
from annotator.domain.schema import Schema
from annotator.domain.schema_codec import schema_from_json
from annotator.resources import resource, seeds
from annotator.services.background import Context, InlineContext
from annotator.services.importing import import_paths
from annotator.storage import exports
from annotator.storage.project import Project

EXTENSION = ".annotator"
DEFAULT_PIPELINE = "fr_core_news_md"
NO_PIPELINE = "none"
SAMPLE_NAME = "Échantillon"
SAMPLE_DONE = 4
"""How many dispatches of the sample have their annotations already."""

# Of what is read of a schema file: one that is longer is none.
_SIZE_LIMIT = 16 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a project says of itself on the welcome page; `size` is in bytes."""

    path: Path
    name: str
    dispatches: int
    done: int
    size: int
    modified: float


def default_schema() -> Schema:
    """Return the schema that comes with the program: PER, LOC, ORG, MISC and the relations of dispatches."""
    return read_schema(resource("schemas", "default.json"))


def read_schema(path: Path) -> Schema:
    """Read a schema file; raise KnownError that names the file and what is wrong in it."""
    try:
        with path.open("rb") as stream:
            return schema_from_json(json.loads(stream.read(_SIZE_LIMIT).decode("utf-8-sig")))
    except OSError as error:
        reason = error.strerror or str(error)
        raise KnownError("This file cannot be read: {reason}", where=path, reason=reason) from error
    except json.JSONDecodeError as error:
        raise KnownError(
            "This is not JSON (column {column}: {reason})",
            where=path,
            line=error.lineno,
            column=error.colno,
            reason=error.msg,
        ) from None
    except KeyError as error:
        raise KnownError("The schema lacks the key “{key}”", where=path, key=error.args[0]) from None
    except (ValueError, TypeError, RecursionError) as error:
        raise KnownError("The schema is not sound: {reason}", where=path, reason=str(error)[:200]) from None


def create_project(
    path: Path,
    *,
    name: str | None = None,
    language: str = "fr",
    pipeline: str | None = DEFAULT_PIPELINE,
    schema: Path | None = None,
) -> Project:
    """Make a project file and open it to edit; `pipeline` may be “none”, `schema` names a schema file."""
    types = default_schema() if schema is None else read_schema(schema)
    if not path.name.endswith(EXTENSION):
        path = path.parent / (path.name + EXTENSION)
    if not path.parent.is_dir():
        raise KnownError("There is no such folder; make it first", where=path.parent)
    wanted = None if pipeline in (None, NO_PIPELINE, "") else pipeline
    return Project.create(path, name=name or path.stem, language=language, pipeline=wanted, schema=types)


def make_sample(folder: Path | None = None, *, annotator: str | None = None, context: Context | None = None) -> Path:
    """Make a fresh copy of the sample and return its path: a few dispatches done, the rest to do.

    It lies in the folder for data of the program where none is named; earlier copies stay. What is done is
    the annotator's where one is named, so that their list shows it.
    """
    folder = folder or sample_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = _free_name(folder)
    with create_project(path, name=SAMPLE_NAME) as project, tempfile.TemporaryDirectory() as drawer:
        gold = Path(drawer) / "gold.jsonl"
        with (seeds() / "gold.jsonl").open("rb") as stream:
            gold.write_bytes(b"".join(_signed(line, annotator) for line in islice(stream, SAMPLE_DONE)))
        # One import: the annotations find the dispatches that came before them.
        import_paths(project, [*sorted(seeds().glob("*.txt")), gold], context=context or InlineContext())
    return path


def _signed(line: bytes, annotator: str | None) -> bytes:
    if annotator is None:
        return line
    return json.dumps({**json.loads(line), "annotator": annotator}, ensure_ascii=False).encode() + b"\n"


def sample_folder() -> Path:
    """Folder of the copies of the sample."""
    from platformdirs import user_data_path

    return user_data_path("depeche", appauthor=False) / "samples"


def _free_name(folder: Path) -> Path:
    names = (SAMPLE_NAME if number == 1 else f"{SAMPLE_NAME} {number}" for number in count(1))
    return next(path for name in names if not (path := folder / (name + EXTENSION)).exists())


def summary(path: Path) -> Summary:
    """Read what a project says of itself, also while it is open elsewhere; raise KnownError where it is none."""
    with Project.open(path, write=False) as project:
        dispatches, done = exports.progress(project)
        name = project.info.name
    found = path.stat()
    return Summary(path=path, name=name, dispatches=dispatches, done=done, size=found.st_size, modified=found.st_mtime)
