"""What a person has made of one dispatch: mentions, relations, quotes, clusters, status and note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count, pairwise
from typing import Any

from annotator.domain.dispatch import Status
from annotator.domain.text import Fragments, hull, surface, text_order


class Origin(StrEnum):
    """How an annotation came to be."""

    MANUAL = "manual"
    ACCEPTED = "accepted"
    EDITED = "edited"
    IMPORTED = "imported"
    MERGED = "merged"


class Kind(StrEnum):
    """The four kinds of annotation."""

    MENTION = "mention"
    RELATION = "relation"
    QUOTE = "quote"
    CLUSTER = "cluster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A labelled span of text: one fragment or several; `label` is an entity type's id, `text` its surface."""

    id: str
    label: str
    fragments: Fragments
    text: str
    cluster: str | None = None
    origin: Origin = Origin.MANUAL
    suggestion: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A typed link from a head mention to a tail mention; `label` is a relation type's id."""

    id: str
    label: str
    head: str
    tail: str
    origin: Origin = Origin.MANUAL
    suggestion: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One attribution: content, cue and source as fragments, the speaker as a cluster's id.

    `kind` is direct, indirect or mixed; `source_kind` is name, nominal, pronoun or implicit.
    """

    id: str
    kind: str
    content: Fragments
    text: str
    kind_overridden: bool = False
    cue: Fragments = ()
    source: Fragments = ()
    source_kind: str = "implicit"
    speaker: str | None = None
    origin: Origin = Origin.MANUAL
    suggestion: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The mentions of one entity in a dispatch; each mention names its cluster."""

    id: str
    name: str
    kb_id: str | None = None
    origin: Origin = Origin.MANUAL
    suggestion: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    note: str = ""


Item = Mention | Relation | Quote | Cluster


def kind_of(item: Item) -> Kind:
    """Return the kind of an annotation."""
    return _KINDS[type(item)]


_KINDS: dict[type, Kind] = {
    Mention: Kind.MENTION,
    Relation: Kind.RELATION,
    Quote: Kind.QUOTE,
    Cluster: Kind.CLUSTER,
}


@dataclass(frozen=True, slots=True)
class Annotations:
    """One layer: everything one annotator says of one dispatch, by id; the maps are never changed."""

    mentions: Mapping[str, Mention] = field(default_factory=dict[str, Mention])
    relations: Mapping[str, Relation] = field(default_factory=dict[str, Relation])
    quotes: Mapping[str, Quote] = field(default_factory=dict[str, Quote])
    clusters: Mapping[str, Cluster] = field(default_factory=dict[str, Cluster])
    rejections: frozenset[str] = frozenset()
    status: Status = Status.TODO
    note: str = ""

    def of(self, kind: Kind) -> Mapping[str, Item]:
        """Return the annotations of one kind, by id."""
        return getattr(self, f"{kind}s")

    def is_empty(self) -> bool:
        """Tell whether nothing was ever said here."""
        return self == Annotations()


def fresh_ids(annotations: Annotations, kind: Kind) -> Iterator[str]:
    """Yield ids that no annotation of the kind bears: its first letter and a number."""
    taken = annotations.of(kind)
    numbers = count(len(taken) + 1)
    return (name for number in numbers if (name := f"{kind[0]}{number}") not in taken)


def new_id(annotations: Annotations, kind: Kind) -> str:
    """Return an id that no annotation of the kind bears."""
    return next(fresh_ids(annotations, kind))


def in_text_order(annotations: Annotations) -> list[Mention]:
    """Return the mentions by start, the longer first."""
    return sorted(annotations.mentions.values(), key=lambda m: (text_order(m.fragments), m.label, m.id))


def violations(annotations: Annotations, text: str) -> list[str]:
    """Return each broken invariant in words: ranges outside the text, wrong surfaces, dangling ends."""
    broken: list[str] = []
    for mention in annotations.mentions.values():
        broken += _broken_fragments(mention.id, mention.fragments, mention.text, text)
        if mention.cluster is not None and mention.cluster not in annotations.clusters:
            broken.append(f"{mention.id}: cluster {mention.cluster} does not exist")
    for relation in annotations.relations.values():
        ends = (relation.head, relation.tail)
        broken += [f"{relation.id}: mention {e} does not exist" for e in ends if e not in annotations.mentions]
    for quote in annotations.quotes.values():
        broken += _broken_fragments(quote.id, quote.content, quote.text, text)
        for role in (quote.cue, quote.source):
            broken += _broken_fragments(quote.id, role, None, text) if role else []
        if quote.speaker is not None and quote.speaker not in annotations.clusters:
            broken.append(f"{quote.id}: cluster {quote.speaker} does not exist")
    return broken


def _broken_fragments(name: str, fragments: Fragments, words: str | None, text: str) -> list[str]:
    if not fragments:
        return [f"{name}: no fragment"]
    start, end = hull(fragments)
    edges = [edge for part in fragments for edge in part]
    if start < 0 or end > len(text) or any(a >= b for a, b in pairwise(edges)):
        return [f"{name}: {fragments} is not a list of ranges inside the text of {len(text)} characters"]
    if words is not None and surface(text, fragments) != words:
        return [f"{name}: the surface “{words}” is not what stands at {fragments}"]
    return []
