"""A record: one dispatch with at most one layer, as files hold it and as imports store it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.suggestions import MentionSuggestion, RelationSuggestion, Suggestion
from annotator.domain.text import TokenGrid


@dataclass(frozen=True, slots=True)
class Layer:
    """What one annotator made of a dispatch, and the seconds it took."""

    annotations: Annotations
    annotator: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A dispatch with its token grid, one layer or none, and its suggestions.

    `grid` is None until a tokenizer has made it. In a record that a reader made, labels are the names that the
    file bears; in one from or for a project they are type ids (`with_labels` takes one to the other).
    """

    dispatch: Dispatch
    grid: TokenGrid | None = None
    layer: Layer | None = None
    suggestions: tuple[Suggestion, ...] = ()


def entity_labels(record: Record) -> set[str]:
    """Return the labels of the mentions, and of the mentions that suggestions propose."""
    labels = {m.label for m in record.layer.annotations.mentions.values()} if record.layer else set[str]()
    for suggestion in record.suggestions:
        match suggestion:
            case MentionSuggestion():
                labels.add(suggestion.label)
            case RelationSuggestion():
                labels |= {suggestion.head.label, suggestion.tail.label}
            case _:
                pass
    return labels


def relation_labels(record: Record) -> set[str]:
    """Return the labels of the relations, made and proposed."""
    labels = {r.label for r in record.layer.annotations.relations.values()} if record.layer else set[str]()
    return labels | {s.label for s in record.suggestions if isinstance(s, RelationSuggestion)}


def with_labels(record: Record, entities: Mapping[str, str], relations: Mapping[str, str]) -> Record:
    """Return the record with each label replaced by what the maps give for it."""
    layer = record.layer
    if layer is not None:
        annotations = replace(
            layer.annotations,
            mentions={k: replace(m, label=entities[m.label]) for k, m in layer.annotations.mentions.items()},
            relations={k: replace(r, label=relations[r.label]) for k, r in layer.annotations.relations.items()},
        )
        layer = replace(layer, annotations=annotations)
    suggestions = tuple(_relabelled(s, entities, relations) for s in record.suggestions)
    return replace(record, layer=layer, suggestions=suggestions)


def _relabelled(suggestion: Suggestion, entities: Mapping[str, str], relations: Mapping[str, str]) -> Suggestion:
    match suggestion:
        case MentionSuggestion():
            return replace(suggestion, label=entities[suggestion.label])
        case RelationSuggestion():
            ends = {end: getattr(suggestion, end) for end in ("head", "tail")}
            renamed = {name: replace(end, label=entities[end.label]) for name, end in ends.items()}
            return replace(suggestion, label=relations[suggestion.label], **renamed)
        case _:
            return suggestion
