"""A text cut into blocks that are laid out one by one, what is shown for odd characters, and heights by block."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate

from annotator.domain.text import Range, line_ranges

BLOCK_LIMIT = 2_000
"""Code points at most in a block: one is laid out in under a millisecond, so a paragraph may have a million."""

_GROUP = 512
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)]*\s+(?=\S)")
_BREAK = re.compile(r"\s+(?=\S)")
_STICKY = re.compile("[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")

# One UTF-16 unit for one: Qt drops a leading BOM, stretches tabs, hides the soft hyphen and makes U+FFFC an object.
_SHOWN = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x09: 0x2003,
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    0xAD: 0xAC,
    0xFEFF: 0x2060,
    0xFFFC: 0x25A1,
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
}


def shown(text: str) -> str:
    """Return what is drawn for a text: as long in UTF-16, controls as pictures, a soft hyphen as ¬."""
    return text.translate(_SHOWN)


class Blocks:
    """The pieces of a text that hold anything to see: where each starts and ends, and how many gaps precede it."""

    def __init__(self, text: str) -> None:
        self.starts = array("I")
        self.ends = array("I")
        self.gaps = array("B")
        self._fill(text)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Return the block that holds an offset, or that a blank line follows."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def _fill(self, text: str) -> None:
        lines = line_ranges(text)
        filled = [i for i, (start, end) in enumerate(lines) if end > start and not text[start:end].isspace()]
        # Where blank lines part the paragraphs, a single newline is only a wrapped line.
        plain = 1 if filled and len(filled) == filled[-1] - filled[0] + 1 else 0
        before = None
        for index in filled:
            blanks = 0 if before is None else index - before - 1
            gap = 0 if before is None else min(blanks, 3) or plain
            self._add(text, lines[index], gap)
            before = index
        if not filled:
            self._append(0, 0, 0)

    def _add(self, text: str, line: Range, gap: int) -> None:
        start, end = line
        while end - start > BLOCK_LIMIT:
            stop = _cut(text, start, start + BLOCK_LIMIT)
            self._append(start, stop, gap)
            start, gap = stop, 0
        self._append(start, end, gap)

    def _append(self, start: int, end: int, gap: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.gaps.append(gap)


def _cut(text: str, start: int, stop: int) -> int:
    """Return where to cut before `stop`: after a sentence, else a word, else between graphemes."""
    low = start + (stop - start) * 3 // 4
    for pattern in (_SENTENCE_END, _BREAK):
        last = 0
        for found in pattern.finditer(text, low, stop):
            last = found.end()
        if last:
            return last
    cut = stop
    while cut > low and (_STICKY.match(text, cut) or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut


class Heights:
    """The height of each block, guessed or known: sums and look-ups stay quick for a million blocks."""

    def __init__(self, heights: list[float]) -> None:
        self._heights = array("d", heights)
        self._sums = [sum(self._heights[i : i + _GROUP]) for i in range(0, len(heights), _GROUP)]
        self._tops: list[float] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    def __setitem__(self, index: int, height: float) -> None:
        if height != self._heights[index]:
            self._sums[index // _GROUP] += height - self._heights[index]
            self._heights[index] = height
            self._tops = None

    @property
    def total(self) -> float:
        """Return the height of all blocks."""
        return self._group_tops()[-1]

    def top(self, index: int) -> float:
        """Return the height of all blocks before one."""
        group = index // _GROUP
        return self._group_tops()[group] + sum(self._heights[group * _GROUP : index])

    def at(self, y: float) -> tuple[int, float]:
        """Return the block at a height and how far into it that is; the first or last beyond the ends."""
        if y <= 0:
            return 0, 0.0
        tops = self._group_tops()
        group = min(bisect_right(tops, y) - 1, len(self._sums) - 1)
        first = group * _GROUP
        inside = list(accumulate(self._heights[first : first + _GROUP], initial=0.0))
        index = min(bisect_right(inside, y - tops[group]) - 1, len(inside) - 2)
        return first + index, min(y - tops[group] - inside[index], self._heights[first + index])

    def _group_tops(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._sums, initial=0.0))
        return self._tops
