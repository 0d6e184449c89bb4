"""Steps by what a person sees as one character."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder

from annotator.domain.text import OffsetMap

# Longer than any cluster of code points that a font shows as one character.
_REACH = 96
_BOM = "\ufeff"


def step_grapheme(text: str, offset: int, step: int) -> int:
    """Return the offset `step` graphemes on (back where negative), inside the text."""
    for _ in range(abs(step)):
        offset = _next(text, offset) if step > 0 else _previous(text, offset)
    return offset


def _next(text: str, offset: int) -> int:
    if offset >= len(text):
        return len(text)
    # One reach back as well: a boundary depends on what stands before it (flags, joined emoji).
    start = max(0, offset - _REACH)
    return start + _boundary(text[start : offset + _REACH], offset - start, forward=True)


def _previous(text: str, offset: int) -> int:
    if offset <= 0:
        return 0
    start = max(0, offset - _REACH)
    return start + _boundary(text[start : offset + _REACH], offset - start, forward=False)


def _boundary(piece: str, offset: int, *, forward: bool) -> int:
    if piece.startswith(_BOM):
        # On its way to Qt a string loses a leading byte order mark.
        return max(0, _boundary("x" + piece, offset + 1, forward=forward) - 1)
    offsets = OffsetMap(piece)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, piece)
    finder.setPosition(offsets.to_utf16(offset))
    found = finder.toNextBoundary() if forward else finder.toPreviousBoundary()
    if found < 0:
        return len(piece) if forward else 0
    return offsets.to_code_point(found)
