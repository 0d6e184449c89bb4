"""Where a sentence begins and ends, by punctuation alone: for what a person points at, not for a pipeline."""

from __future__ import annotations

import re

from annotator.domain.text import Range

_REACH = 4_000
_BOUNDARY = re.compile(
    r"""(?P<blank>(?:\r\n|[\n\r\u2028\u2029])[^\S\n\r]*(?:\r\n|[\n\r\u2028\u2029])\s*)
      | (?P<stop>(?<![.!?…])[.!?…]+[\s\u00a0\u202f]?["'»”’)\]]*)\s+(?=["'«“‘(\[—–-]?[\s\u00a0\u202f]?[A-ZÀ-ÖØ-Þ0-9])
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(r"(?:^|[\W\d_])(?:[A-Z]|MM|Mme|Mlle|Mgr|Me|Dr|Pr|St|Ste|Gal|av|cf|art|vol|env|no)\.$")


def sentence_at(text: str, offset: int) -> Range:
    """Return the sentence that holds an offset, without the whitespace around it.

    An initial or a usual abbreviation with its full stop ends none; a blank line always does. Nothing
    farther away than 4,000 characters is looked at.
    """
    low, high = max(0, offset - _REACH), min(len(text), offset + _REACH)
    start, end = low, high
    for found in _BOUNDARY.finditer(text, low, high):
        if found["stop"] and _ABBREVIATION.search(text, max(0, found.start() - 6), found.start() + 1):
            continue
        if found.end() <= offset:
            start = found.end()
        else:
            end = found.end("stop") if found["stop"] else found.start()
            break
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
