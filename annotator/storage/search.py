"""Full-text search: what a person types made safe for FTS5, and the words around the hits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.domain.text import Range
from annotator.storage.project import Project

HIT_OPEN, HIT_CLOSE = "\ue000", "\ue001"
"""Stand around hits in a snippet: private characters, which no dispatch means anything by."""

_SNIPPET_TOKENS = 16
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_MARKS = re.compile(f"[{HIT_OPEN}{HIT_CLOSE}]")


def match_expression(typed: str) -> str | None:
    """Return the FTS5 expression for what was typed: every word, the last one as a beginning, "quotes" as they stand.

    None where there is no word in it.
    """
    # No dispatch holds them, and SQLite takes neither.
    typed = _FORBIDDEN.sub(" ", typed)
    terms = [(found[1] if found[1] is not None else found[2], found[1] is not None) for found in _TERM.finditer(typed)]
    words = [(word.replace('"', ""), quoted) for word, quoted in terms if any(c.isalnum() for c in word)]
    if not words:
        return None
    is_open = not words[-1][1] and not typed[-1].isspace()
    quoted = [f'"{word}"' for word, _ in words]
    return " AND ".join(quoted) + ("*" if is_open else "")


def snippets(project: Project, typed: str, ids: Sequence[int]) -> dict[int, str]:
    """Return for each dispatch that has a hit some words around the best one, the hits marked."""
    expression = match_expression(typed)
    if expression is None or not ids:
        return {}
    among = ", ".join(map(str, map(int, ids)))
    sql = (
        f"SELECT rowid, snippet(dispatch_fts, 0, '{HIT_OPEN}', '{HIT_CLOSE}', '…', {_SNIPPET_TOKENS})"
        # The plus keeps SQLite from looking the words up anew for each id.
        f" FROM dispatch_fts WHERE dispatch_fts MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN ({among})"
    )
    rows = project.rows(sql, (expression, min(ids), max(ids)))
    return {id_: " ".join(snippet.split()) for id_, snippet in rows}


def split_hits(snippet: str) -> tuple[str, list[Range]]:
    """Return a snippet without its marks, and the ranges of its hits."""
    plain, hits, start = "", list[Range](), 0
    last = 0
    for mark in _MARKS.finditer(snippet):
        plain += snippet[last : mark.start()]
        last = mark.end()
        if mark[0] == HIT_OPEN:
            start = len(plain)
        else:
            hits.append((start, len(plain)))
    return plain + snippet[last:], hits
