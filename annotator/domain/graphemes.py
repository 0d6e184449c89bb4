"""Tokens that never end inside what a person sees as one character."""

from __future__ import annotations

import re
from array import array

from annotator.domain.text import TokenGrid

# Combining marks, variation selectors, emoji modifiers and tags, and whatever follows a zero-width joiner.
_GOES_ON = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|(?<=\u200d)\\S"
)
_FLAGS = re.compile("(?:[\U0001f1e6-\U0001f1ff]{2})+")


def whole_graphemes(text: str, grid: TokenGrid) -> TokenGrid:
    """Return the grid with tokens joined where an emoji sequence, a flag or a marked letter was cut.

    Unicode's rules for extended grapheme clusters (UAX 29), for the cases that a tokenizer cuts.
    """
    if text.isascii():
        return grid
    inside = {found.start() for found in _GOES_ON.finditer(text)}
    for flags in _FLAGS.finditer(text):
        inside.update(range(flags.start() + 1, flags.end(), 2))
    touching = set(grid.starts).intersection(grid.ends)
    cuts = inside & touching
    if not cuts:
        return grid
    whole = TokenGrid(())
    whole.starts = array("I", (start for start in grid.starts if start not in cuts))
    whole.ends = array("I", (end for end in grid.ends if end not in cuts))
    return whole
