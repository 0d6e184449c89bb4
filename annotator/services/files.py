"""Files written beside their place and moved into it: whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotator.domain.errors import KnownError


@contextmanager
def written_beside(out: Path) -> Generator[BinaryIO]:
    """Give a stream to a file that takes the place of `out` when the block ends, and is removed when it raises.

    What is no file, such as a pipe or /dev/null, is written to as it is.
    """
    place = out.resolve()
    if place.is_dir():
        raise KnownError("This is a folder; name a file", where=out)
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as stream:
                yield stream
            return
        draft = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            with draft.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(place)
        finally:
            with suppress(OSError):
                draft.unlink()
        _sync_folder(place.parent)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise KnownError("It cannot be written: {reason}", where=out, reason=error.strerror or str(error)) from error


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a loss of power; Windows has no such thing."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def named_project(path: Path) -> Path:
    """Return the path of a project as a person names it: the extension may be left out."""
    longer = path.parent / f"{path.name}.annotator"
    return longer if not path.exists() and longer.exists() else path
