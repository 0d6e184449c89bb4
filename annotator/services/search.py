"""Finding words: in the whole project by the index, in one text by its letters, whatever their accents and case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from annotator.domain.text import Range
from annotator.storage import listing
from annotator.storage.listing import Filter
from annotator.storage.project import Project
from annotator.storage.search import split_hits

_LETTERS = range(0x20, 0x250)
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Hit:
    """A dispatch that was found: some words of it, and where the hits stand in them."""

    dispatch: int
    uid: str
    title: str
    words: str
    ranges: tuple[Range, ...]


def search(project: Project, typed: str, *, after: int = 0, limit: int = 50) -> list[Hit]:
    """Return the dispatches with every word that was typed, the last one as a beginning, page by page."""
    if not typed.strip():
        return []
    hits: list[Hit] = []
    for row in listing.page(project, Filter(text=typed), after=after, limit=limit):
        words, ranges = split_hits(row.snippet)
        hits.append(Hit(row.id, row.uid, row.title, words, tuple(ranges)))
    return hits


def find_in_text(text: str, typed: str) -> list[Range]:
    """Return where the words stand in a text, whatever accents, case, apostrophes and blanks."""
    pattern = "".join(_letter(letter) for letter in _plain(typed.strip()))
    return [found.span() for found in re.finditer(pattern, text)] if pattern else []


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", " ".join(text.split()))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    alike = _alike().get(letter, set()) | {letter, letter.upper()}
    alike |= set(_APOSTROPHES) if letter in _APOSTROPHES else set()
    choices = "|".join(re.escape(each) for each in sorted(alike))
    return f"(?:{choices})[\u0300-\u036f]*"


@cache
def _alike() -> dict[str, set[str]]:
    """Letters of the European alphabets by their plain small letter."""
    letters: dict[str, set[str]] = {}
    for letter in map(chr, _LETTERS):
        letters.setdefault(_plain(letter), set()).add(letter)
    return letters
