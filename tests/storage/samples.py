"""Texts that break what is careless with offsets, a schema, and layers to put on them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotator.domain.annotations import Annotations, Cluster, Mention, Origin, Quote, Relation
from annotator.domain.dispatch import Status
from annotator.domain.schema import AttributeType, EntityType, RelationType, Schema
from annotator.domain.suggestions import (
    ClusterSuggestion,
    MentionSuggestion,
    QuoteSuggestion,
    RelationSuggestion,
    SuggestedEnd,
    SuggestedSpeaker,
)
from annotator.domain.text import Fragments, surface

PIPELINE = "fr_core_news_md 3.8.0"

TEXTS = (
    "Le président turc Recep Tayyip Erdogan a dit : «\u00a0Nous partons.\u00a0»\r\n\r\nIl l'a répété à Ankara.",
    "👩‍👩‍👧‍👦 Équipe 🇫🇷 à E\u0301vian\u00a0: 𝒳 et 𝒴, dit-elle.\rFin\u2028suite",
    "Fayez al-Sarraj, Premier ministre du GNA, à Tripoli. " * 40,
)

SCHEMA = Schema(
    name="essai",
    entity_types=(
        EntityType(id="PER", name="Personne", title={"fr": "Personne"}, key="1", hue="PER", aliases=("PERS", "Pers")),
        EntityType(id="LOC", name="LOC", key="2", hue="LOC"),
        EntityType(id="ORG", name="ORG"),
        EntityType(id="MISC", name="Divers"),
    ),
    relation_types=(
        RelationType(
            id="DIRIGE",
            name="dirige",
            head=("PER",),
            tail=("ORG", "LOC"),
            inverse={"fr": "dirigé par"},
            key="1",
            aliases=("mène",),
            maps_to=("per:title",),
        ),
        RelationType(id="ALLIE", name="allié", symmetric=True),
    ),
    attributes=(AttributeType(id="sure", on=("mention",), title={"fr": "sûr"}, values=("oui", "non")),),
)


def mention(name: str, text: str, fragments: Fragments, label: str = "PER", **fields: object) -> Mention:
    return Mention(id=name, label=label, fragments=fragments, text=surface(text, fragments), **fields)  # type: ignore[arg-type]


def full_layer(text: str) -> Annotations:
    """A layer with everything that a layer can hold, on a text of 30 characters at least."""
    attributes = {"sure": "oui", "clé": ["é", 1, None]}
    return Annotations(
        mentions={
            "m1": mention("m1", text, ((3, 12),), cluster="c1", origin=Origin.ACCEPTED, suggestion="s1", note="né"),
            "m2": mention("m2", text, ((0, 2), (5, 8), (13, 17)), "LOC", attributes=attributes),
            "m10": mention("m10", text, ((3, 12),), "ORG", origin=Origin.EDITED, suggestion="s1"),
        },
        relations={"r1": Relation(id="r1", label="DIRIGE", head="m1", tail="m10", note="?", attributes=attributes)},
        quotes={
            "q1": Quote(
                id="q1",
                kind="mixed",
                content=((0, 5), (7, 20)),
                text=surface(text, ((0, 5), (7, 20))),
                kind_overridden=True,
                cue=((21, 23),),
                source=((24, 25), (26, 27)),
                source_kind="pronoun",
                speaker="c1",
            ),
            "q2": Quote(id="q2", kind="direct", content=((2, 4),), text=text[2:4]),
        },
        clusters={
            "c1": Cluster(id="c1", name="Erdogan", kb_id="Q39259", suggestion="s4"),
            "c2": Cluster(id="c2", name="😀"),
        },
        rejections=frozenset({"s2", "s3"}),
        status=Status.FLAGGED,
        note="à revoir\nligne 2",
    )


def all_suggestions() -> tuple[MentionSuggestion | RelationSuggestion | QuoteSuggestion | ClusterSuggestion, ...]:
    """One suggestion of each kind, and a discontinuous mention."""
    ends = (SuggestedEnd(fragments=((0, 2),), label="PER"), SuggestedEnd(fragments=((3, 12),), label="ORG"))
    return (
        RelationSuggestion(
            id="s3", label="DIRIGE", head=ends[0], tail=ends[1], pipeline=PIPELINE, rule="apposition", score=0.8
        ),
        QuoteSuggestion(
            id="s2",
            quote_kind="mixed",
            content=((0, 5), (7, 9)),
            pipeline=PIPELINE,
            rule="incise",
            cue=((10, 12),),
            source=((13, 14),),
            source_kind="name",
            speaker=SuggestedSpeaker(name="Erdogan", fragments=((3, 12),)),
        ),
        MentionSuggestion(id="s5", label="LOC", fragments=((1, 3), (5, 8)), pipeline=PIPELINE),
        MentionSuggestion(id="s1", label="PER", fragments=((3, 12),), pipeline=PIPELINE, score=0.25),
        ClusterSuggestion(
            id="s4", mentions=(((3, 12),), ((13, 17), (18, 20))), name="Erdogan", pipeline=PIPELINE, rule="surname"
        ),
    )


def fingerprint(path: Path) -> tuple[str, list[str]]:
    """What must not change in a refused file: its bytes, and what lies beside it."""
    return hashlib.sha256(path.read_bytes()).hexdigest(), sorted(p.name for p in path.parent.iterdir())
