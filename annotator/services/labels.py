"""Labels of files and types of the project: files bear names, a project keeps stable ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.domain.record import Record, entity_labels, relation_labels, with_labels
from annotator.domain.schema import EntityType, RelationType, Schema
from annotator.storage import schema as schema_rows
from annotator.storage.project import Project


class Labels:
    """Takes the names in records to type ids, and adds to the schema what it does not know."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._know(project.schema())
        self._new_entities: list[str] = []
        self._new_relations: list[str] = []

    @property
    def added(self) -> tuple[str, ...]:
        """Return the names that were added to the schema."""
        return (*self._new_entities, *self._new_relations)

    def adopt(self, record: Record) -> Record:
        """Return the record under type ids; what is unknown is a type of the project from now on."""
        entities, relations = entity_labels(record), relation_labels(record)
        unknown = sorted(entities - self._entities.keys()), sorted(relations - self._relations.keys())
        if any(unknown):
            self._add(*unknown)
        same = entities <= self._same_entities and relations <= self._same_relations
        return record if same else with_labels(record, self._entities, self._relations)

    def take_back(self) -> None:
        """Remove what was added: nothing bears it any more."""
        if not self.added:
            return
        schema = self._project.schema()
        left = replace(
            schema,
            entity_types=tuple(t for t in schema.entity_types if t.name not in self._new_entities),
            relation_types=tuple(t for t in schema.relation_types if t.name not in self._new_relations),
        )
        self._store(left)
        self._new_entities, self._new_relations = [], []

    def _add(self, entities: list[str], relations: list[str]) -> None:
        # Read anew: a person may have changed the schema meanwhile.
        schema = self._project.schema()
        for name in entities:
            if name not in names_to_ids(schema.entity_types):
                schema = schema.with_entity_named(name)
                self._new_entities.append(name)
        for name in relations:
            if name not in names_to_ids(schema.relation_types):
                schema = schema.with_relation_named(name)
                self._new_relations.append(name)
        self._store(schema)
        self._know(schema)

    def _store(self, schema: Schema) -> None:
        with self._project.transaction() as connection:
            schema_rows.write(connection, schema)

    def _know(self, schema: Schema) -> None:
        self._entities = names_to_ids(schema.entity_types)
        self._relations = names_to_ids(schema.relation_types)
        self._same_entities = {name for name, id_ in self._entities.items() if name == id_}
        self._same_relations = {name for name, id_ in self._relations.items() if name == id_}


def names_to_ids(types: tuple[EntityType, ...] | tuple[RelationType, ...]) -> dict[str, str]:
    """Return the id for each name, id and former name; of two that agree the present name wins, then the id."""
    former = {alias: each.id for each in types for alias in each.aliases}
    return former | {each.id: each.id for each in types} | {each.name: each.id for each in types}


def ids_to_names(types: tuple[EntityType, ...] | tuple[RelationType, ...]) -> Mapping[str, str]:
    """Return the name that exports bear for each id."""
    return {each.id: each.name for each in types}
