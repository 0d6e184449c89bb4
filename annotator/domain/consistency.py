"""What is wrong or unfinished in a layer: marks for a person to look at, never errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.annotations import Annotations, in_text_order
from annotator.domain.text import Fragments, Range, TokenGrid

_BEGINNING = 6
"""So many characters of the words sought tell nearly all of them apart."""


class Finding(StrEnum):
    """The kinds of mark."""

    OTHER_LABEL = "other_label"
    UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place to look at: the words, what is odd, and the mention that says otherwise."""

    finding: Finding
    fragments: Fragments
    words: str
    mention: str | None
    label: str


def marks(
    annotations: Annotations,
    text: str,
    grid: TokenGrid,
    *,
    pending: Iterable[Fragments] = (),
    rejected: Iterable[Fragments] = (),
) -> list[Mark]:
    """Return the places where the same words bear another label, or none, in text order.

    `pending` and `rejected` are places of suggestions: what lies in a pending one is still to be answered, and
    just where one was rejected the answer was that there is none.
    """
    labels: dict[str, dict[str, int]] = {}
    for mention in annotations.mentions.values():
        counts = labels.setdefault(mention.text, {})
        counts[mention.label] = counts.get(mention.label, 0) + 1
    taken = _covered(text, [*(mention.fragments for mention in annotations.mentions.values()), *pending])
    refused = set(rejected)
    unmarked = (mark for mark in _unmarked(labels, text, grid, taken) if mark.fragments not in refused)
    found = [*_other_labels(annotations, labels), *unmarked]
    return sorted(found, key=lambda mark: mark.fragments)


def _usual(counts: dict[str, int]) -> str:
    return max(counts, key=lambda label: counts[label])


def _other_labels(annotations: Annotations, labels: dict[str, dict[str, int]]) -> list[Mark]:
    found: list[Mark] = []
    for mention in in_text_order(annotations):
        counts = labels[mention.text]
        if len(counts) > 1 and mention.label != _usual(counts):
            found.append(
                Mark(
                    finding=Finding.OTHER_LABEL,
                    fragments=mention.fragments,
                    words=mention.text,
                    mention=mention.id,
                    label=_usual(counts),
                )
            )
    return found


def _covered(text: str, places: Iterable[Fragments]) -> bytearray:
    covered = bytearray(len(text))
    for fragments in places:
        for start, end in fragments:
            covered[start:end] = b"\x01" * (end - start)
    return covered


def _unmarked(labels: dict[str, dict[str, int]], text: str, grid: TokenGrid, covered: bytearray) -> list[Mark]:
    return [
        Mark(finding=Finding.UNMARKED, fragments=(place,), words=words, mention=None, label=_usual(labels[words]))
        for words, place in _places(labels, text, grid)
        if not any(covered[place[0] : place[1]])
    ]


def _places(wanted: Iterable[str], text: str, grid: TokenGrid) -> Iterator[tuple[str, Range]]:
    """Yield where any of many words stand as whole tokens, in one walk along the tokens."""
    by_beginning: dict[str, list[str]] = {}
    for words in wanted:
        if words:
            by_beginning.setdefault(words[:_BEGINNING], []).append(words)
    lengths = sorted({len(beginning) for beginning in by_beginning})
    ends = set(grid.ends)
    for start in grid.starts:
        for length in lengths:
            for words in by_beginning.get(text[start : start + length], ()):
                if start + len(words) in ends and text.startswith(words, start):
                    yield words, (start, start + len(words))
