"""Annotations, suggestions and edits as plain JSON values and back.

A reader raises ValueError, KeyError or TypeError for a value of the wrong shape; whoever reads a file
turns that into a KnownError with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, cast

from annotator.domain import shapes
from annotator.domain.annotations import Cluster, Item, Kind, Mention, Origin, Quote, Relation, kind_of
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edit, Edits, Put, Reject, SetNote, SetStatus
from annotator.domain.shapes import Json
from annotator.domain.suggestions import (
    ClusterSuggestion,
    MentionSuggestion,
    QuoteSuggestion,
    RelationSuggestion,
    SuggestedEnd,
    SuggestedSpeaker,
    Suggestion,
)
from annotator.domain.text import Fragments

QUOTE_KINDS = ("direct", "indirect", "mixed")
SOURCE_KINDS = ("name", "nominal", "pronoun", "implicit")


def fragments_to_json(fragments: Fragments) -> list[list[int]]:
    """Return the fragments as lists of start and end."""
    return [[start, end] for start, end in fragments]


def fragments_from_json(value: object) -> Fragments:
    """Read fragments; raise ValueError where they are not ordered ranges apart from each other."""
    if not isinstance(value, list):
        raise TypeError(f"fragments must be a list of [start, end], not {value!r}")
    fragments = tuple(_range(part) for part in cast("list[object]", value))
    edges = [edge for part in fragments for edge in part]
    if any(a >= b for a, b in pairwise(edges)):
        raise ValueError(f"fragments {value!r} are not in order or overlap")
    return fragments


def _range(value: object) -> tuple[int, int]:
    edges = cast("list[object]", value) if isinstance(value, list) else []
    if len(edges) != 2 or not all(type(edge) is int for edge in edges):
        raise ValueError(f"a range must be [start, end] in whole numbers, not {value!r}")
    start, end = cast("tuple[int, int]", tuple(edges))
    if not 0 <= start < end:
        raise ValueError(f"range {value!r} is empty, reversed or negative")
    return start, end


def item_to_json(item: Item) -> Json:
    """Return an annotation as a JSON object, keys in the order of the export record."""
    match item:
        case Mention():
            head: Json = {
                "id": item.id,
                "label": item.label,
                "fragments": fragments_to_json(item.fragments),
                "text": item.text,
                "cluster": item.cluster,
            }
        case Relation():
            head = {"id": item.id, "label": item.label, "head": item.head, "tail": item.tail}
        case Quote():
            head = {
                "id": item.id,
                "kind": item.kind,
                "kind_overridden": item.kind_overridden,
                "content": fragments_to_json(item.content),
                "cue": fragments_to_json(item.cue),
                "source": fragments_to_json(item.source),
                "source_kind": item.source_kind,
                "speaker": item.speaker,
                "text": item.text,
            }
        case Cluster():
            head = {"id": item.id, "name": item.name, "kb_id": item.kb_id}
    head["origin"] = item.origin.value
    head["suggestion"] = item.suggestion
    head["attributes"] = dict(item.attributes)
    head["note"] = item.note
    return head


def item_from_json(kind: Kind, record: Mapping[str, Any]) -> Item:
    """Read an annotation of one kind."""
    shapes.object_(record, key=kind)
    shared: Json = {
        "id": shapes.text(record["id"], key="id"),
        "origin": Origin(record.get("origin", "imported")),
        "suggestion": shapes.optional_text(record.get("suggestion"), key="suggestion"),
        "attributes": shapes.object_(record.get("attributes", {}), key="attributes"),
        "note": shapes.text(record.get("note", ""), key="note"),
    }
    match kind:
        case Kind.MENTION:
            return Mention(
                **shared,
                label=shapes.text(record["label"], key="label"),
                fragments=_some(fragments_from_json(record["fragments"])),
                text=shapes.text(record["text"], key="text"),
                cluster=shapes.optional_text(record.get("cluster"), key="cluster"),
            )
        case Kind.RELATION:
            return Relation(
                **shared,
                label=shapes.text(record["label"], key="label"),
                head=shapes.text(record["head"], key="head"),
                tail=shapes.text(record["tail"], key="tail"),
            )
        case Kind.QUOTE:
            return Quote(
                **shared,
                kind=shapes.one_of(record["kind"], QUOTE_KINDS, key="kind"),
                kind_overridden=shapes.flag(record.get("kind_overridden", False), key="kind_overridden"),
                content=_some(fragments_from_json(record["content"])),
                cue=fragments_from_json(record.get("cue", [])),
                source=fragments_from_json(record.get("source", [])),
                source_kind=shapes.one_of(record.get("source_kind", "implicit"), SOURCE_KINDS, key="source_kind"),
                speaker=shapes.optional_text(record.get("speaker"), key="speaker"),
                text=shapes.text(record["text"], key="text"),
            )
        case Kind.CLUSTER:
            kb_id = shapes.optional_text(record.get("kb_id"), key="kb_id")
            return Cluster(**shared, name=shapes.text(record["name"], key="name"), kb_id=kb_id)


def _some(fragments: Fragments) -> Fragments:
    if not fragments:
        raise ValueError("at least one range is needed")
    return fragments


def suggestion_to_json(suggestion: Suggestion) -> Json:
    """Return a suggestion as a JSON object without its state, keys in the order of the export record."""
    match suggestion:
        case MentionSuggestion():
            body: Json = {
                "kind": "mention",
                "label": suggestion.label,
                "fragments": fragments_to_json(suggestion.fragments),
            }
        case QuoteSuggestion():
            speaker = suggestion.speaker
            body = {
                "kind": "quote",
                "quote_kind": suggestion.quote_kind,
                "content": fragments_to_json(suggestion.content),
                "cue": fragments_to_json(suggestion.cue),
                "source": fragments_to_json(suggestion.source),
                "source_kind": suggestion.source_kind,
                "speaker": speaker and {"fragments": fragments_to_json(speaker.fragments), "name": speaker.name},
            }
        case RelationSuggestion():
            body = {"kind": "relation", "label": suggestion.label}
            body |= {end: _end_to_json(getattr(suggestion, end)) for end in ("head", "tail")}
        case ClusterSuggestion():
            places = [fragments_to_json(place) for place in suggestion.mentions]
            body = {"kind": "cluster", "mentions": places, "name": suggestion.name}
    origin = {"pipeline": suggestion.pipeline, "rule": suggestion.rule, "score": suggestion.score}
    return {"id": suggestion.id, **body, **origin}


def _end_to_json(end: SuggestedEnd) -> Json:
    return {"fragments": fragments_to_json(end.fragments), "label": end.label}


def suggestion_from_json(record: Mapping[str, Any]) -> Suggestion:
    """Read a suggestion; a key `state` is passed over, for it is derived."""
    shapes.object_(record, key="suggestion")
    kind = Kind(record["kind"])
    shared: Json = {
        "id": shapes.text(record["id"], key="id"),
        "pipeline": shapes.text(record.get("pipeline", ""), key="pipeline"),
        "rule": shapes.text(record.get("rule", ""), key="rule"),
        "score": shapes.score(record.get("score")),
    }
    match kind:
        case Kind.MENTION:
            fragments = _some(fragments_from_json(record["fragments"]))
            return MentionSuggestion(**shared, label=shapes.text(record["label"], key="label"), fragments=fragments)
        case Kind.QUOTE:
            return QuoteSuggestion(
                **shared,
                quote_kind=shapes.one_of(record["quote_kind"], QUOTE_KINDS, key="quote_kind"),
                content=_some(fragments_from_json(record["content"])),
                cue=fragments_from_json(record.get("cue", [])),
                source=fragments_from_json(record.get("source", [])),
                source_kind=shapes.one_of(record.get("source_kind", "implicit"), SOURCE_KINDS, key="source_kind"),
                speaker=_speaker_from_json(record.get("speaker")),
            )
        case Kind.RELATION:
            return RelationSuggestion(
                **shared,
                label=shapes.text(record["label"], key="label"),
                head=_end_from_json(record["head"], key="head"),
                tail=_end_from_json(record["tail"], key="tail"),
            )
        case Kind.CLUSTER:
            places = tuple(_some(fragments_from_json(place)) for place in record["mentions"])
            return ClusterSuggestion(**shared, mentions=places, name=shapes.text(record["name"], key="name"))


def _end_from_json(value: object, *, key: str) -> SuggestedEnd:
    record = shapes.object_(value, key=key)
    fragments = _some(fragments_from_json(record["fragments"]))
    return SuggestedEnd(fragments=fragments, label=shapes.text(record["label"], key="label"))


def _speaker_from_json(value: object) -> SuggestedSpeaker | None:
    if value is None:
        return None
    record = shapes.object_(value, key="speaker")
    fragments = fragments_from_json(record.get("fragments", []))
    return SuggestedSpeaker(name=shapes.text(record["name"], key="name"), fragments=fragments)


def edit_to_json(edit: Edit) -> Json:
    """Return an edit as a JSON object."""
    match edit:
        case Put():
            sides = {"before": edit.before, "after": edit.after}
            body = {side: item and item_to_json(item) for side, item in sides.items()}
            return {"edit": "put", "kind": kind_of(edit.item).value, **body}
        case Reject():
            return {
                "edit": "reject",
                "suggestion": edit.suggestion,
                "before": edit.before,
                "after": edit.after,
            }
        case SetStatus():
            return {"edit": "status", "before": edit.before.value, "after": edit.after.value}
        case SetNote():
            return {"edit": "note", "before": edit.before, "after": edit.after}


def edit_from_json(record: Mapping[str, Any]) -> Edit:
    """Read an edit."""
    before, after = record["before"], record["after"]
    match record["edit"]:
        case "put":
            kind = Kind(record["kind"])
            return Put(before and item_from_json(kind, before), after and item_from_json(kind, after))
        case "reject":
            return Reject(record["suggestion"], before, after)
        case "status":
            return SetStatus(Status(before), Status(after))
        case "note":
            return SetNote(before, after)
        case other:
            raise ValueError(f"no edit is called {other!r}")


def edits_to_json(edits: Iterable[Edit]) -> list[Json]:
    """Return edits as JSON objects."""
    return [edit_to_json(edit) for edit in edits]


def edits_from_json(records: Iterable[Mapping[str, Any]]) -> Edits:
    """Read edits."""
    return tuple(edit_from_json(record) for record in records)
