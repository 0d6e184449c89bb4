"""A schema as a plain JSON value, in the format of schema files, and back.

A reader raises ValueError, KeyError or TypeError for a value of the wrong shape.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from annotator.domain import shapes
from annotator.domain.schema import AttributeType, EntityType, RelationType, Schema
from annotator.domain.shapes import Json

SCHEMA_FORMAT = "annotator-schema/1"


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
    record = shapes.object_(value, key="schema")
    if record.get("format") != SCHEMA_FORMAT:
        raise ValueError(f"“format” must be {SCHEMA_FORMAT!r}, not {record.get('format')!r}")
    schema = Schema(
        name=shapes.text(record.get("name", ""), key="name"),
        entity_types=tuple(_entity_type(t) for t in record.get("entity_types", [])),
        relation_types=tuple(_relation_type(t) for t in record.get("relation_types", [])),
        attributes=tuple(_attribute(t) for t in record.get("attributes", [])),
    )
    _check_unique(schema)
    return schema


def _titles(value: object, *, key: str = "title") -> dict[str, str]:
    return {language: shapes.text(words, key=key) for language, words in shapes.object_(value, key=key).items()}


def _entity_type(value: object) -> EntityType:
    record = shapes.object_(value, key="entity type")
    identity = shapes.text(record["id"], key="id")
    return EntityType(
        id=identity,
        name=shapes.text(record.get("name", identity), key="name"),
        title=_titles(record.get("title", {})),
        key=shapes.optional_text(record.get("key"), key="key"),
        hue=shapes.text(record.get("hue", "hue5"), key="hue"),
        aliases=shapes.strings(record.get("aliases", []), key="aliases"),
    )


def _relation_type(value: object) -> RelationType:
    record = shapes.object_(value, key="relation type")
    identity = shapes.text(record["id"], key="id")
    inverse = record.get("inverse")
    return RelationType(
        id=identity,
        name=shapes.text(record.get("name", identity), key="name"),
        title=_titles(record.get("title", {})),
        head=shapes.strings(record.get("head", []), key="head"),
        tail=shapes.strings(record.get("tail", []), key="tail"),
        symmetric=shapes.flag(record.get("symmetric", False), key="symmetric"),
        inverse=None if inverse is None else _titles(inverse, key="inverse"),
        key=shapes.optional_text(record.get("key"), key="key"),
        aliases=shapes.strings(record.get("aliases", []), key="aliases"),
        maps_to=shapes.strings(record.get("maps_to", []), key="maps_to"),
    )


def _attribute(value: object) -> AttributeType:
    record = shapes.object_(value, key="attribute")
    return AttributeType(
        id=shapes.text(record["id"], key="id"),
        on=shapes.strings(record["on"], key="on"),
        title=_titles(record.get("title", {})),
        values=shapes.strings(record.get("values", []), key="values"),
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
