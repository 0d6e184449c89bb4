"""What a doc proposes, from docs built by hand and from real pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from annotator.nlp import pipelines
from annotator.nlp.entities import suggested_mentions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span


def span(doc: Doc, start: int, end: int, label: str = "") -> Span:
    from spacy.tokens import Span

    return Span(doc, start, end, label=label)


def group(doc: Doc, spans: list[Span], **attributes: object) -> None:
    from spacy.tokens import SpanGroup

    doc.spans["sc"] = SpanGroup(doc, name="sc", spans=spans, attrs=attributes)


def proposed(doc: Doc, *, offset: int = 0) -> list[tuple[str, int, int, str, float | None]]:
    found = suggested_mentions(doc, text=doc.text, offset=offset, pipeline="p 1")
    assert all(mention.id == "" and mention.pipeline == "p 1" for mention in found)
    return [(m.label, *m.fragments[0], m.rule, m.score) for m in found]


def test_entities_bear_the_offsets_of_the_whole_text(blank_french: Language) -> None:
    doc = blank_french.make_doc("À 👩‍🚀 Ankara")
    doc.ents = [span(doc, len(doc) - 1, len(doc), "LOC")]
    assert proposed(doc, offset=100) == [("LOC", 106, 112, "ner", None)]


def test_whitespace_at_the_edges_is_cut_and_blank_entities_are_dropped(blank_french: Language) -> None:
    doc = blank_french.make_doc("\nAnkara\u00a0 \n dit \n\n")
    group(doc, [span(doc, 0, 3, "LOC"), span(doc, len(doc) - 1, len(doc), "LOC")])
    assert proposed(doc) == [("LOC", 1, 7, "spans:sc", None)]


def test_span_groups_overlap_and_keep_their_scores(blank_french: Language) -> None:
    doc = blank_french.make_doc("La présidence turque a parlé")
    spans = [span(doc, 0, 3, "ORG"), span(doc, 2, 3, "LOC"), span(doc, 0, 1)]
    group(doc, spans, scores=np.asarray([0.75, 0.5, 0.9], dtype="f"))
    assert proposed(doc) == [("ORG", 0, 20, "spans:sc", 0.75), ("LOC", 14, 20, "spans:sc", 0.5)]


def test_the_same_proposal_from_two_components_comes_once(blank_french: Language) -> None:
    doc = blank_french.make_doc("Ankara")
    doc.ents = [span(doc, 0, 1, "LOC")]
    doc.spans["ruler"] = [span(doc, 0, 1, "LOC"), span(doc, 0, 1, "ORG")]
    assert proposed(doc) == [("LOC", 0, 6, "ner", None), ("ORG", 0, 6, "spans:ruler", None)]


TEXTS = [
    "Le Premier ministre du GNA Fayez al-Sarraj a rencontré M. Erdogan à Ankara.",
    "La Russie et la Turquie ont signé un accord à Sotchi, a indiqué Dmitri Peskov.",
    "Wagner",
    "Emmanuel Macron s’est rendu à l’Elysée. Angela Merkel l’attendait à Berlin avec l’Otan.",
    "\n  « Rien », a dit M. Dupont.  \r\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["fr_core_news_sm", "fr_core_news_md"])
def test_mentions_do_not_depend_on_what_else_is_in_the_batch(name: str) -> None:
    nlp = pipelines.load(pipelines.find(name))
    alone = [proposed(nlp(text)) for text in TEXTS]
    assert any(alone)
    together = TEXTS * 7 + TEXTS[::-1]
    for size in (1, 3, 40):
        found = [proposed(doc) for doc in nlp.pipe(together, batch_size=size)]
        assert found == alone * 7 + alone[::-1]
