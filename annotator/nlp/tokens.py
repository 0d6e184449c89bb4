"""The tokens of a text by the blank tokenizer of a language, without whitespace."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from annotator.domain.errors import KnownError
from annotator.domain.text import TokenGrid, pipeline_chunks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Edges = tuple["array[int]", "array[int]"]
"""Starts and ends of tokens, as TokenGrid keeps them."""


def blank(language: str) -> Language:
    """Return the blank pipeline of a language; raise KnownError where spaCy has none."""
    import spacy

    try:
        return spacy.blank(language)
    except ImportError as error:
        raise KnownError(
            "There is no tokenizer for the language “{language}”; give a code that spaCy knows, as “fr”, or “xx”",
            language=language,
        ) from error


def token_edges(doc: Doc, offset: int) -> Edges:
    """Return where the tokens of a doc stand in a text in which the doc begins at `offset`."""
    table = doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).reshape(-1, 3)
    table = table[table[:, 2] == 0]
    starts = (table[:, 0] + offset).astype("I")
    ends = starts + table[:, 1].astype("I")
    return array("I", starts.tobytes()), array("I", ends.tobytes())


def join_edges(parts: list[Edges]) -> TokenGrid:
    """Return the grid of a text out of the edges of its chunks, in text order."""
    grid = TokenGrid(())
    for starts, ends in parts:
        grid.starts.extend(starts)
        grid.ends.extend(ends)
    return grid


def grid_of(text: str, language: Language) -> TokenGrid:
    """Return the token grid of a whole text, tokenized chunk by chunk as the pipeline does it."""
    chunks = pipeline_chunks(text)
    return join_edges([token_edges(language.make_doc(text[start:end]), start) for start, end in chunks])


def same_tokens(one: Language, other: Language) -> bool:
    """Tell whether two pipelines cut every text into the same tokens."""
    tokenizers = (one.tokenizer, other.tokenizer)
    if type(tokenizers[0]) is not type(tokenizers[1]) or not hasattr(tokenizers[0], "to_bytes"):
        return False
    rules = [tokenizer.to_bytes(exclude=["vocab"]) for tokenizer in tokenizers]  # type: ignore[union-attr]
    return rules[0] == rules[1]
