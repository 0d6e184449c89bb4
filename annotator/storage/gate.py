"""The flag "a person is writing", shared between the window's process and its background writers."""

from __future__ import annotations

import mmap
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only where to put one byte; the name is random and the file is ours


class Gate:
    """One byte in a small mapped file; it pickles as the file's path, so spawned processes see the same byte."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._owner = False
        self._byte: mmap.mmap | None = None

    @classmethod
    def create(cls) -> Gate:
        """Make a gate of its own; whoever made it closes it."""
        folder = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None
        handle, name = tempfile.mkstemp(prefix="annotator-gate-", dir=folder)
        os.write(handle, b"\0")
        os.close(handle)
        gate = cls(Path(name))
        gate._owner = True
        gate._map()
        return gate

    def __reduce__(self) -> tuple[type[Gate], tuple[Path]]:
        return Gate, (self._path,)

    @property
    def busy(self) -> bool:
        """Tell whether a person is writing now."""
        return self._map()[0] == 1

    @contextmanager
    def hold(self) -> Generator[None]:
        """Say that a person is writing, as long as the block lasts."""
        byte = self._map()
        byte[0] = 1
        try:
            yield
        finally:
            byte[0] = 0

    def close(self) -> None:
        """Let go of the byte; the owner removes the file."""
        if self._byte is not None:
            self._byte.close()
            self._byte = None
        if self._owner:
            # Windows keeps it while a child still maps it; one byte in the folder of temporary files.
            with suppress(OSError):
                self._path.unlink()

    def _map(self) -> mmap.mmap:
        if self._byte is None:
            try:
                with self._path.open("r+b") as file:
                    self._byte = mmap.mmap(file.fileno(), 1)
            except FileNotFoundError:
                # The window that owned it is gone: nobody writes.
                self._byte = mmap.mmap(-1, 1)
        return self._byte
