"""What SQLite finds wrong with a project file."""

from __future__ import annotations

import hashlib

from annotator.storage.database import told_plainly
from annotator.storage.project import Project


def damages(project: Project) -> list[str]:
    """Return what the check of the whole file finds, nothing where it is sound."""
    found = [str(row[0]) for row in project.rows("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def dangling(project: Project) -> list[str]:
    """Return each row that names another one which is not there."""
    return [
        f"row {rowid} of {table} names a row of {parent} that is not there"
        for table, rowid, parent, _ in project.rows("PRAGMA foreign_key_check")
    ]


def changed_texts(project: Project) -> list[str]:
    """Return each dispatch whose text is no longer what was imported."""
    found: list[str] = []
    with told_plainly(project.path):
        for uid, sha256, text in project.connection.execute("SELECT uid, sha256, text FROM dispatch"):
            if hashlib.sha256(text.encode()).digest() != sha256:
                found.append(f"{uid}: the text is not the one that was imported")
    return found
