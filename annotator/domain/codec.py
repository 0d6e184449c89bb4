"""Annotations, suggestions, edits and schemas as plain JSON values and back.

A reader raises ValueError, KeyError or TypeError for a value of the wrong shape; whoever reads a file
turns that into a KnownError with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import pairwise
from typing import Any, cast

from annotator.domain.annotations import Cluster, Item, Kind, Mention, Origin, Quote, Relation, kind_of
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edit, Edits, Put, Reject, SetNote, SetStatus
from annotator.domain.schema import AttributeType, EntityType, RelationType, Schema
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

Json = dict[str, Any]
SCHEMA_FORMAT = "annotator-schema/1"
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


def _text(value: object, *, key: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"“{key}” must be a string, not {value!r}")
    return value


def _optional_text(value: object, *, key: str) -> str | None:
    return None if value is None else _text(value, key=key)


def _score(value: object) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise ValueError(f"“score” must be a number or null, not {value!r}")


def _object(value: object, *, key: str) -> Json:
    if not isinstance(value, dict):
        raise TypeError(f"“{key}” must be an object, not {value!r}")
    return cast("Json", value)


def _one_of(value: object, allowed: Iterable[str], *, key: str) -> str:
    if value not in tuple(allowed):
        raise ValueError(f"“{key}” must be one of {', '.join(allowed)}, not {value!r}")
    return str(value)


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
    _object(record, key=kind)
    shared: Json = {
        "id": _text(record["id"], key="id"),
        "origin": Origin(record.get("origin", "imported")),
        "suggestion": _optional_text(record.get("suggestion"), key="suggestion"),
        "attributes": _object(record.get("attributes", {}), key="attributes"),
        "note": _text(record.get("note", ""), key="note"),
    }
    match kind:
        case Kind.MENTION:
            return Mention(
                **shared,
                label=_text(record["label"], key="label"),
                fragments=_some(fragments_from_json(record["fragments"])),
                text=_text(record["text"], key="text"),
                cluster=_optional_text(record.get("cluster"), key="cluster"),
            )
        case Kind.RELATION:
            return Relation(
                **shared,
                label=_text(record["label"], key="label"),
                head=_text(record["head"], key="head"),
                tail=_text(record["tail"], key="tail"),
            )
        case Kind.QUOTE:
            return Quote(
                **shared,
                kind=_one_of(record["kind"], QUOTE_KINDS, key="kind"),
                kind_overridden=_flag(record.get("kind_overridden", False), key="kind_overridden"),
                content=_some(fragments_from_json(record["content"])),
                cue=fragments_from_json(record.get("cue", [])),
                source=fragments_from_json(record.get("source", [])),
                source_kind=_one_of(record.get("source_kind", "implicit"), SOURCE_KINDS, key="source_kind"),
                speaker=_optional_text(record.get("speaker"), key="speaker"),
                text=_text(record["text"], key="text"),
            )
        case Kind.CLUSTER:
            kb_id = _optional_text(record.get("kb_id"), key="kb_id")
            return Cluster(**shared, name=_text(record["name"], key="name"), kb_id=kb_id)


def _some(fragments: Fragments) -> Fragments:
    if not fragments:
        raise ValueError("at least one range is needed")
    return fragments


def _flag(value: object, *, key: str) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"“{key}” must be true or false, not {value!r}")
    return value


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
    _object(record, key="suggestion")
    kind = Kind(record["kind"])
    shared: Json = {
        "id": _text(record["id"], key="id"),
        "pipeline": _text(record.get("pipeline", ""), key="pipeline"),
        "rule": _text(record.get("rule", ""), key="rule"),
        "score": _score(record.get("score")),
    }
    match kind:
        case Kind.MENTION:
            fragments = _some(fragments_from_json(record["fragments"]))
            return MentionSuggestion(**shared, label=_text(record["label"], key="label"), fragments=fragments)
        case Kind.QUOTE:
            return QuoteSuggestion(
                **shared,
                quote_kind=_one_of(record["quote_kind"], QUOTE_KINDS, key="quote_kind"),
                content=_some(fragments_from_json(record["content"])),
                cue=fragments_from_json(record.get("cue", [])),
                source=fragments_from_json(record.get("source", [])),
                source_kind=_one_of(record.get("source_kind", "implicit"), SOURCE_KINDS, key="source_kind"),
                speaker=_speaker_from_json(record.get("speaker")),
            )
        case Kind.RELATION:
            return RelationSuggestion(
                **shared,
                label=_text(record["label"], key="label"),
                head=_end_from_json(record["head"], key="head"),
                tail=_end_from_json(record["tail"], key="tail"),
            )
        case Kind.CLUSTER:
            places = tuple(_some(fragments_from_json(place)) for place in record["mentions"])
            return ClusterSuggestion(**shared, mentions=places, name=_text(record["name"], key="name"))


def _end_from_json(value: object, *, key: str) -> SuggestedEnd:
    record = _object(value, key=key)
    fragments = _some(fragments_from_json(record["fragments"]))
    return SuggestedEnd(fragments=fragments, label=_text(record["label"], key="label"))


def _speaker_from_json(value: object) -> SuggestedSpeaker | None:
    if value is None:
        return None
    record = _object(value, key="speaker")
    fragments = fragments_from_json(record.get("fragments", []))
    return SuggestedSpeaker(name=_text(record["name"], key="name"), fragments=fragments)


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


def schema_to_json(schema: Schema) -> Json:
    """Return a schema as a JSON object in the format of schema files."""
    entity_types = [_plain(asdict(t)) for t in schema.entity_types]
    relation_types = [_plain(asdict(t)) for t in schema.relation_types]
    attributes = [_plain(asdict(t)) for t in schema.attributes]
    return {
        "format": SCHEMA_FORMAT,
        "name": schema.name,
        "entity_types": entity_types,
        "relation_types": relation_types,
        "attributes": attributes,
    }


def _plain(value: Json) -> Json:
    return {
        key: list(cast("tuple[str, ...]", part)) if isinstance(part, tuple) else part for key, part in value.items()
    }


def schema_from_json(value: object) -> Schema:
    """Read a schema; raise ValueError where types repeat an id, a name or a key, or name what is not there."""
    record = _object(value, key="schema")
    if record.get("format") != SCHEMA_FORMAT:
        raise ValueError(f"“format” must be {SCHEMA_FORMAT!r}, not {record.get('format')!r}")
    schema = Schema(
        name=_text(record.get("name", ""), key="name"),
        entity_types=tuple(_entity_type(t) for t in record.get("entity_types", [])),
        relation_types=tuple(_relation_type(t) for t in record.get("relation_types", [])),
        attributes=tuple(_attribute(t) for t in record.get("attributes", [])),
    )
    _check_unique(schema)
    return schema


def _titles(value: object, *, key: str = "title") -> dict[str, str]:
    return {language: _text(words, key=key) for language, words in _object(value, key=key).items()}


def _strings(value: object, *, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"“{key}” must be a list of strings, not {value!r}")
    return tuple(_text(part, key=key) for part in cast("list[object]", value))


def _entity_type(value: object) -> EntityType:
    record = _object(value, key="entity type")
    identity = _text(record["id"], key="id")
    return EntityType(
        id=identity,
        name=_text(record.get("name", identity), key="name"),
        title=_titles(record.get("title", {})),
        key=_optional_text(record.get("key"), key="key"),
        hue=_text(record.get("hue", "hue5"), key="hue"),
        aliases=_strings(record.get("aliases", []), key="aliases"),
    )


def _relation_type(value: object) -> RelationType:
    record = _object(value, key="relation type")
    identity = _text(record["id"], key="id")
    inverse = record.get("inverse")
    return RelationType(
        id=identity,
        name=_text(record.get("name", identity), key="name"),
        title=_titles(record.get("title", {})),
        head=_strings(record.get("head", []), key="head"),
        tail=_strings(record.get("tail", []), key="tail"),
        symmetric=_flag(record.get("symmetric", False), key="symmetric"),
        inverse=None if inverse is None else _titles(inverse, key="inverse"),
        key=_optional_text(record.get("key"), key="key"),
        aliases=_strings(record.get("aliases", []), key="aliases"),
        maps_to=_strings(record.get("maps_to", []), key="maps_to"),
    )


def _attribute(value: object) -> AttributeType:
    record = _object(value, key="attribute")
    return AttributeType(
        id=_text(record["id"], key="id"),
        on=_strings(record["on"], key="on"),
        title=_titles(record.get("title", {})),
        values=_strings(record.get("values", []), key="values"),
    )


def _check_unique(schema: Schema) -> None:
    for types in (schema.entity_types, schema.relation_types):
        for field in ("id", "name", "key"):
            values = [value for t in types if (value := getattr(t, field)) is not None]
            repeated = sorted({value for value in values if values.count(value) > 1})
            if repeated:
                raise ValueError(f"the {field} {repeated[0]!r} stands for several types")
    known = {t.id for t in schema.entity_types}
    for relation in schema.relation_types:
        unknown = sorted({*relation.head, *relation.tail} - known)
        if unknown:
            raise ValueError(f"relation type {relation.id!r} names the entity type {unknown[0]!r}, which is not there")
