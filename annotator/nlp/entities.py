"""The mentions that a pipeline finds: named entities and the span groups of custom pipelines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from annotator.domain.suggestions import MentionSuggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, SpanGroup

RULE = "ner"
SPAN_RULE = "spans:{key}"


def suggested_mentions(doc: Doc, *, text: str, offset: int, pipeline: str) -> list[MentionSuggestion]:
    """Return what a doc proposes for the text that it was made from, which begins at `offset` of the dispatch.

    Labels are the pipeline's own names and ids are empty: who stores them gives both. The order is that of the text.
    """
    found: dict[tuple[int, int, str], tuple[str, float | None]] = {}
    for span, rule, score in _spans(doc):
        start, end = _trimmed(text, span.start_char, span.end_char)
        if start < end:
            found.setdefault((start, end, span.label_), (rule, score))
    ordered = sorted(found, key=lambda key: (key[0], -key[1], key[2]))
    return [
        MentionSuggestion(
            id="",
            label=label,
            fragments=((start + offset, end + offset),),
            pipeline=pipeline,
            rule=found[start, end, label][0],
            score=found[start, end, label][1],
        )
        for start, end, label in ordered
    ]


def _spans(doc: Doc) -> Iterator[tuple[Span, str, float | None]]:
    for span in doc.ents:
        yield span, RULE, None
    groups = cast("Mapping[str, SpanGroup]", doc.spans)
    for key, group in groups.items():
        for span, score in zip(cast("Iterable[Span]", group), _scores(group), strict=True):
            # A span finder leaves candidates without a label: they are not for people.
            if span.label_:
                yield span, SPAN_RULE.format(key=key), score


def _scores(group: SpanGroup) -> list[float | None]:
    """Return the scores of a group where its component gives one for each span, else None for each."""
    given = group.attrs.get("scores")
    if given is None or len(given) != len(group):
        return [None] * len(group)
    return [round(float(score), 6) for score in given]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
