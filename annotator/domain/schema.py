"""The entity, relation and attribute types of a project, with constraints, keys and colours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

HUES = ("PER", "LOC", "ORG", "MISC", "hue5", "hue6", "hue7", "hue8", "hue9", "hue10", "hue11", "hue12")
"""The palette's names in the order in which new types take them; the theme knows the colours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityType:
    """A type of mention: a stable id, the name people see and exports bear, a key and a hue of the palette."""

    id: str
    name: str
    title: Mapping[str, str] = field(default_factory=dict[str, str])
    key: str | None = None
    hue: str = "hue5"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A type of relation; `head` and `tail` are the entity type ids that it allows, all where empty."""

    id: str
    name: str
    title: Mapping[str, str] = field(default_factory=dict[str, str])
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    symmetric: bool = False
    inverse: Mapping[str, str] | None = None
    key: str | None = None
    aliases: tuple[str, ...] = ()
    maps_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeType:
    """An attribute of some kinds of annotation; any text where `values` is empty."""

    id: str
    on: tuple[str, ...]
    title: Mapping[str, str] = field(default_factory=dict[str, str])
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """All types of a project; ids never change, names may."""

    entity_types: tuple[EntityType, ...] = ()
    relation_types: tuple[RelationType, ...] = ()
    attributes: tuple[AttributeType, ...] = ()
    name: str = ""
    _entities: dict[str, EntityType] = field(init=False, repr=False, compare=False)
    _relations: dict[str, RelationType] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_entities", {t.id: t for t in self.entity_types})
        object.__setattr__(self, "_relations", {t.id: t for t in self.relation_types})

    def entity(self, type_id: str) -> EntityType | None:
        """Return the entity type with an id."""
        return self._entities.get(type_id)

    def relation(self, type_id: str) -> RelationType | None:
        """Return the relation type with an id."""
        return self._relations.get(type_id)

    def entity_named(self, name: str) -> EntityType | None:
        """Return the entity type that bears a name, now or formerly; exact case wins."""
        return _named(self.entity_types, name)

    def relation_named(self, name: str) -> RelationType | None:
        """Return the relation type that bears a name, now or formerly; exact case wins."""
        return _named(self.relation_types, name)

    def entity_for_key(self, digit: str) -> EntityType | None:
        """Return the entity type that a digit key gives."""
        return next((t for t in self.entity_types if t.key == digit), None)

    def allows(self, relation: RelationType, head: str, tail: str) -> bool:
        """Tell whether a relation type allows mentions of two entity type ids as its ends, as they stand."""
        forward = _permits(relation.head, head) and _permits(relation.tail, tail)
        backward = relation.symmetric and _permits(relation.head, tail) and _permits(relation.tail, head)
        return forward or backward

    def with_entity_named(self, name: str) -> Schema:
        """Return the schema with one entity type more: the next free key and hue."""
        keys = {t.key for t in self.entity_types}
        used = {t.hue for t in self.entity_types}
        added = EntityType(
            id=_free_id(name, self._entities),
            name=name,
            key=next((digit for digit in "123456789" if digit not in keys), None),
            hue=next((hue for hue in HUES if hue not in used), HUES[len(used) % len(HUES)]),
        )
        return replace(self, entity_types=(*self.entity_types, added))

    def with_relation_named(self, name: str) -> Schema:
        """Return the schema with one relation type more, without constraints."""
        added = RelationType(id=_free_id(name, self._relations), name=name)
        return replace(self, relation_types=(*self.relation_types, added))


T = TypeVar("T", EntityType, RelationType)


def _permits(allowed: tuple[str, ...], type_id: str) -> bool:
    return not allowed or type_id in allowed


def _named(types: tuple[T, ...], name: str) -> T | None:
    for fold in (str, str.casefold):
        for candidate in types:
            if fold(name) in {fold(candidate.id), fold(candidate.name), *map(fold, candidate.aliases)}:
                return candidate
    return None


def _free_id(name: str, taken: Mapping[str, object]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"\W+", "_", plain).strip("_").upper() or "TYPE"
    number, candidate = 1, stem
    while candidate in taken:
        number += 1
        candidate = f"{stem}_{number}"
    return candidate
