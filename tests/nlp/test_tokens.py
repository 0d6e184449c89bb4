"""Token grids: exact over any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.errors import KnownError
from annotator.domain.text import CHUNK_LIMIT
from annotator.nlp import tokens

if TYPE_CHECKING:
    from spacy.language import Language

ODD = [
    "\r\n",
    "\n\n",
    "\u00a0",
    "\u202f",
    "e\u0301",
    "👩\u200d🚀",
    "🇫🇷",
    "L'",
    "aujourd’hui",
    "« ",
    " »",
    '"',
    "\u2028",
]
TEXTS = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=6)), max_size=40).map("".join)


@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_grid_covers_each_character_that_is_not_whitespace_once(blank_french: Language, text: str) -> None:
    grid = tokens.grid_of(text, blank_french)
    edges = [edge for part in grid for edge in part]
    assert edges == sorted(edges)
    assert all(start < end for start, end in grid)
    covered = {offset for start, end in grid for offset in range(start, end)}
    assert covered >= {offset for offset, character in enumerate(text) if not character.isspace()}
    assert all(text[start:end].strip() for start, end in grid)


def test_the_grid_cuts_as_the_language_does(blank_french: Language) -> None:
    text = "L'Élysée\u00a0:\r\n\r\n«\u00a0aujourd’hui\u00a0», a-t-il dit 👩\u200d🚀."
    words = [text[start:end] for start, end in tokens.grid_of(text, blank_french)]
    assert words[:6] == ["L'", "Élysée", ":", "«", "aujourd’hui", "»"]
    assert "".join(words) == "".join(text.split())


def test_chunks_of_a_long_paragraph_meet_without_a_gap(blank_french: Language) -> None:
    text = "mot " * (CHUNK_LIMIT // 2)
    assert list(tokens.grid_of(text, blank_french)) == [(at, at + 3) for at in range(0, len(text), 4)]


def test_an_empty_text_has_an_empty_grid(blank_french: Language) -> None:
    assert len(tokens.grid_of("", blank_french)) == 0
    assert len(tokens.grid_of(" \n\t", blank_french)) == 0


def test_a_language_that_spacy_lacks_is_named() -> None:
    with pytest.raises(KnownError, match="“zz”"):
        tokens.blank("zz")


def test_pipelines_with_the_same_rules_cut_the_same(blank_french: Language) -> None:
    import spacy

    assert tokens.same_tokens(blank_french, spacy.blank("fr"))
    assert not tokens.same_tokens(blank_french, spacy.blank("en"))
