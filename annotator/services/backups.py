"""Backups and copies of a project as background jobs."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from annotator.services.background import Context
from annotator.storage import backups
from annotator.storage.backups import Backup, find_backups, list_backups


def back_up_task(_context: Context, *, path: Path) -> Path | None:
    """Back a project up where the newest daily copy is a day old."""
    return backups.back_up_if_due(path)


def copy_task(context: Context, *, path: Path, out: Path) -> Path:
    """Write a verified copy of a project that is fit to send, and return where."""
    backups.save_copy(path, out, progress=context.progress)
    return out


def open_copy(backup: Path, project: Path) -> Path:
    """Copy a backup beside its project under a free name, and return it."""
    names = (project.with_name(f"{project.stem} {number}{project.suffix}") for number in count(2))
    target = next(path for path in names if not path.exists())
    backups.save_copy(backup, target)
    return target


__all__ = ["Backup", "back_up_task", "copy_task", "find_backups", "list_backups", "open_copy"]
