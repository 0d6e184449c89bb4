"""What a pipeline proposes, and the ledger: the state of each suggestion for a layer, always derived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.annotations import Annotations, Cluster, Item, Kind, Mention, Quote, Relation
from annotator.domain.dispatch import Status
from annotator.domain.text import Fragments, hull, overlap


class State(StrEnum):
    """What became of a suggestion in a layer."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionSuggestion:
    """A proposed mention; `label` is an entity type's id, `score` lies between 0 and 1 or is None."""

    id: str
    label: str
    fragments: Fragments
    pipeline: str
    rule: str = "ner"
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedEnd:
    """One end of a proposed relation: the words, and the label if a mention must be made."""

    fragments: Fragments
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSuggestion:
    """A proposed relation between two places in the text."""

    id: str
    label: str
    head: SuggestedEnd
    tail: SuggestedEnd
    pipeline: str
    rule: str
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedSpeaker:
    """The proposed speaker of a quote: where the name stands, if it does, and the name."""

    name: str
    fragments: Fragments = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSuggestion:
    """A proposed quote with its roles."""

    id: str
    quote_kind: str
    content: Fragments
    pipeline: str
    rule: str
    cue: Fragments = ()
    source: Fragments = ()
    source_kind: str = "implicit"
    speaker: SuggestedSpeaker | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSuggestion:
    """Places in the text that may name one entity."""

    id: str
    mentions: tuple[Fragments, ...]
    name: str
    pipeline: str
    rule: str
    score: float | None = None


Suggestion = MentionSuggestion | RelationSuggestion | QuoteSuggestion | ClusterSuggestion

_KINDS: dict[type, Kind] = {
    MentionSuggestion: Kind.MENTION,
    RelationSuggestion: Kind.RELATION,
    QuoteSuggestion: Kind.QUOTE,
    ClusterSuggestion: Kind.CLUSTER,
}


def suggested_kind(suggestion: Suggestion) -> Kind:
    """Return the kind of annotation that a suggestion proposes."""
    return _KINDS[type(suggestion)]


def places_of(suggestion: Suggestion) -> list[Fragments]:
    """Return every list of fragments that a suggestion names, the one that it is ordered by first."""
    match suggestion:
        case MentionSuggestion():
            return [suggestion.fragments]
        case RelationSuggestion():
            return [suggestion.head.fragments, suggestion.tail.fragments]
        case QuoteSuggestion():
            speaker = suggestion.speaker.fragments if suggestion.speaker else ()
            return [suggestion.content, suggestion.cue, suggestion.source, speaker]
        case ClusterSuggestion():
            return list(suggestion.mentions)


def equals(item: Item, suggestion: Suggestion, annotations: Annotations) -> bool:
    """Tell whether an annotation says just what a suggestion proposes."""
    if type(item) is Mention and type(suggestion) is MentionSuggestion:
        # Nearly all there is, and asked for every suggestion of an export.
        return item.label == suggestion.label and item.fragments == suggestion.fragments
    match item, suggestion:
        case Relation(), RelationSuggestion():
            ends = (annotations.mentions.get(item.head), annotations.mentions.get(item.tail))
            return item.label == suggestion.label and all(
                end is not None and overlap(end.fragments, proposed.fragments) > 0
                for end, proposed in zip(ends, (suggestion.head, suggestion.tail), strict=True)
            )
        case Quote(), QuoteSuggestion():
            roles = (item.kind, item.content, item.cue, item.source)
            return roles == (suggestion.quote_kind, suggestion.content, suggestion.cue, suggestion.source)
        case Cluster(), ClusterSuggestion():
            members = [m.fragments for m in annotations.mentions.values() if m.cluster == item.id]
            return len(members) >= len(suggestion.mentions) and all(
                any(overlap(place, member) for member in members) for place in suggestion.mentions
            )
        case _:
            return False


def citations(annotations: Annotations) -> dict[str, list[Item]]:
    """Return the annotations that cite each suggestion, by the suggestion's id."""
    cited: dict[str, list[Item]] = {}
    for kind in Kind:
        for item in annotations.of(kind).values():
            if item.suggestion is not None:
                cited.setdefault(item.suggestion, []).append(item)
    return cited


def state_of(suggestion: Suggestion, annotations: Annotations, citing: Iterable[Item]) -> State:
    """Return the state of one suggestion from the annotations that cite it."""
    if suggestion.id in annotations.rejections:
        return State.REJECTED
    state = State.PENDING
    for item in citing:
        if equals(item, suggestion, annotations):
            return State.ACCEPTED
        state = State.EDITED
    return state


def ledger(suggestions: Iterable[Suggestion], annotations: Annotations) -> dict[str, State]:
    """Return the state of each suggestion for a layer, by id."""
    cited = citations(annotations)
    return {s.id: state_of(s, annotations, cited.get(s.id, ())) for s in suggestions}


def shown(suggestions: Iterable[Suggestion], annotations: Annotations) -> list[Suggestion]:
    """Return the pending suggestions to show: none on a done layer, none that equals a mention."""
    if annotations.status is Status.DONE:
        return []
    cited = citations(annotations)
    taken = {(m.label, m.fragments) for m in annotations.mentions.values()}
    return [
        s
        for s in suggestions
        if s.id not in annotations.rejections
        and s.id not in cited
        and not (isinstance(s, MentionSuggestion) and (s.label, s.fragments) in taken)
    ]


def best_overlapping(fragments: Fragments, pending: Iterable[Suggestion]) -> MentionSuggestion | None:
    """Return the mention suggestion that shares most code points with the fragments, the earliest of equals."""
    start, end = hull(fragments)
    near = [
        s
        for s in pending
        if isinstance(s, MentionSuggestion) and s.fragments[0][0] < end and s.fragments[-1][1] > start
    ]
    best = max(near, key=lambda s: overlap(fragments, s.fragments), default=None)
    return best if best and overlap(fragments, best.fragments) else None


def by_id(suggestions: Iterable[Suggestion]) -> Mapping[str, Suggestion]:
    """Return the suggestions by their ids."""
    return {s.id: s for s in suggestions}
