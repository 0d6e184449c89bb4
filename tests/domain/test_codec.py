"""Values as JSON and back, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.annotations import Kind
from annotator.domain.codec import (
    fragments_from_json,
    item_from_json,
    item_to_json,
    suggestion_from_json,
    suggestion_to_json,
)
from annotator.domain.schema_codec import schema_from_json, schema_to_json
from annotator.resources import resource
from tests.domain.strategies import layers, suggestion_lists, words_text

MENTION = {"id": "m1", "label": "PER", "fragments": [[0, 2]], "text": "Le"}


@given(words_text, st.data())
def test_annotations_and_suggestions_come_back_equal(text: str, data: st.DataObject) -> None:
    layer = data.draw(layers(text))
    for kind in Kind:
        for item in layer.of(kind).values():
            assert item_from_json(kind, json.loads(json.dumps(item_to_json(item)))) == item
    for suggestion in data.draw(suggestion_lists(text, every_kind=True)):
        assert suggestion_from_json(json.loads(json.dumps(suggestion_to_json(suggestion)))) == suggestion


@pytest.mark.parametrize(
    "value",
    [
        None,
        "x",
        [[2, 1]],
        [[1, 1]],
        [[-1, 2]],
        [[0, 2], [1, 3]],
        [[0, 2], [2, 3]],
        [[0, True]],
        [[0.0, 1]],
        [[0]],
        [0, 1],
    ],
)
def test_ranges_that_are_none_are_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        fragments_from_json(value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", 1),
        ("label", None),
        ("fragments", []),
        ("text", 3),
        ("cluster", 7),
        ("origin", "guessed"),
        ("attributes", []),
        ("note", None),
        ("suggestion", 1),
    ],
)
def test_a_mention_of_the_wrong_shape_is_refused(key: str, value: object) -> None:
    assert item_from_json(Kind.MENTION, MENTION).id == "m1"
    with pytest.raises((ValueError, TypeError)):
        item_from_json(Kind.MENTION, {**MENTION, key: value})
    if key in MENTION:
        with pytest.raises(KeyError):
            item_from_json(Kind.MENTION, {k: v for k, v in MENTION.items() if k != key})


@pytest.mark.parametrize("name", ["default", "entities-only"])
def test_the_schemas_we_ship_come_back_equal(name: str) -> None:
    schema = schema_from_json(json.loads(resource("schemas", f"{name}.json").read_text(encoding="utf-8")))
    assert [t.id for t in schema.entity_types] == ["PER", "LOC", "ORG", "MISC"]
    assert schema_from_json(json.loads(json.dumps(schema_to_json(schema)))) == schema


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "must be an object"),
        ({"format": "other"}, "format"),
        ({"format": "annotator-schema/1", "entity_types": [{"id": "A"}, {"id": "A"}]}, "several types"),
        (
            {"format": "annotator-schema/1", "entity_types": [{"id": "A", "key": "1"}, {"id": "B", "key": "1"}]},
            "the key",
        ),
        ({"format": "annotator-schema/1", "relation_types": [{"id": "R", "head": ["X"]}]}, "not there"),
    ],
)
def test_a_schema_that_contradicts_itself_is_refused(value: object, says: str) -> None:
    with pytest.raises((ValueError, TypeError), match=says):
        schema_from_json(value)
