"""Types by id, by name now or formerly, by key; constraints; types added."""

from annotator.domain.schema import EntityType, RelationType, Schema

SCHEMA = Schema(
    entity_types=(
        EntityType(id="PER", name="Personne", key="1", hue="PER", aliases=("PERSON",)),
        EntityType(id="ORG", name="ORG", key="3", hue="ORG"),
    ),
    relation_types=(
        RelationType(id="DIRIGE", name="DIRIGE", head=("PER",), tail=("ORG",)),
        RelationType(id="ALIAS", name="ALIAS", head=("PER",), tail=("ORG",), symmetric=True),
        RelationType(id="LIBRE", name="LIBRE"),
    ),
)


def test_types_are_found_by_id_name_former_name_and_key() -> None:
    for name in ("PER", "Personne", "PERSON", "personne"):
        found = SCHEMA.entity_named(name)
        assert found is not None
        assert found.id == "PER"
    assert SCHEMA.entity_named("LOC") is None
    assert SCHEMA.entity_for_key("3") == SCHEMA.entity("ORG")


def test_constraints_hold_for_the_ends_as_they_stand_unless_symmetric() -> None:
    dirige, alias, free = SCHEMA.relation_types
    assert SCHEMA.allows(dirige, "PER", "ORG")
    assert not SCHEMA.allows(dirige, "ORG", "PER")
    assert SCHEMA.allows(alias, "ORG", "PER")
    assert SCHEMA.allows(free, "ORG", "ORG")


def test_a_type_added_takes_the_next_free_id_key_and_hue() -> None:
    grown = SCHEMA.with_entity_named("Évènement majeur").with_entity_named("per")
    assert [(t.id, t.key, t.hue) for t in grown.entity_types[2:]] == [
        ("EVENEMENT_MAJEUR", "2", "LOC"),
        ("PER_2", "4", "MISC"),
    ]
    assert SCHEMA.with_relation_named("人").relation_types[-1].id == "TYPE"
