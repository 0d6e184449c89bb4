"""Keep the regex that makes spaCy's French slow to start, compiled, in the user's cache folder.

Importing `spacy.lang.fr` compiles a pattern of 1.4 million characters: 3.1 of the 5.8 seconds until a pipeline is
ready. Read back it takes 0.01 s. Python has no public way to keep a compiled pattern: docs/decisions says why we dare.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import zlib
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

LONG = 100_000
"""Patterns shorter than this are compiled as ever: they cost milliseconds."""

_DIGEST = 32


@contextlib.contextmanager
def remembered(folder: Path | None = None) -> Generator[None]:
    """Take long patterns that are compiled in this block from a folder, and keep there those that are new.

    Where Python's own modules are not as we know them, where the file is torn or of another version, or where the
    folder cannot be written, patterns are compiled as ever.
    """
    try:
        compiler: Any = import_module("re._compiler")
        engine: Any = import_module("_sre")
        ordinary, version = compiler.compile, (engine.MAGIC, engine.CODESIZE)
    except (ImportError, AttributeError):
        yield
        return
    keeper = _Keeper(folder or _cache_folder(), compiler, engine, version=repr((sys.version, sys.byteorder, *version)))
    compiler.compile = keeper.compile
    try:
        yield
    finally:
        compiler.compile = ordinary


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("annotator", appauthor=False)


class _Keeper:
    """Stands for the regex compiler's entry while a block lasts."""

    def __init__(self, folder: Path, compiler: Any, engine: Any, *, version: str) -> None:
        self._folder = folder
        self._compiler = compiler
        self._engine = engine
        self._ordinary = compiler.compile
        self._version = version

    def compile(self, pattern: Any, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern, compiled or recalled."""
        if not isinstance(pattern, str) or len(pattern) < LONG:
            return self._ordinary(pattern, flags)
        key = hashlib.sha256(f"{self._version}\0{int(flags)}\0{pattern}".encode()).hexdigest()
        path = self._folder / f"{key[:32]}.regex"
        return self._recall(path, pattern) or self._compile_and_keep(path, pattern, flags)

    def _recall(self, path: Path, pattern: str) -> re.Pattern[str] | None:
        try:
            stored = path.read_bytes()
            digest, body = stored[:_DIGEST], stored[_DIGEST:]
            if hashlib.sha256(body).digest() != digest:
                return None
            flags, code, groups, names, order = json.loads(zlib.decompress(body))
            # The engine checks the code before it accepts it.
            return self._engine.compile(pattern, flags, code, groups, names, tuple(order))
        except (OSError, ValueError, TypeError, RuntimeError, OverflowError, AttributeError):
            return None

    def _compile_and_keep(self, path: Path, pattern: str, flags: int) -> re.Pattern[str]:
        recorder = _Recorder(self._engine)
        engine, self._compiler._sre = self._compiler._sre, recorder  # noqa: SLF001
        try:
            compiled = self._ordinary(pattern, flags)
        finally:
            self._compiler._sre = engine  # noqa: SLF001
        with contextlib.suppress(OSError, ValueError, TypeError):
            body = zlib.compress(json.dumps([*recorder.arguments]).encode())
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(f".{os.getpid()}")
            beside.write_bytes(hashlib.sha256(body).digest() + body)
            beside.replace(path)
        return compiled


class _Recorder:
    """Stands for the regex engine during one compilation and notes what it was given."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.arguments: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def compile(self, pattern: str, *arguments: Any) -> re.Pattern[str]:
        self.arguments = arguments
        return self._engine.compile(pattern, *arguments)
