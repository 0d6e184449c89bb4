"""The JSON Schema of the record, the page that describes it, and the program say the same."""

import json

import jsonschema

from annotator.domain.annotations import Kind
from annotator.formats.records import ITEM_KEYS, KEYS, SUGGESTION_KEYS
from annotator.resources import resource
from tests.conftest import CHECKOUT

SCHEMA = json.loads(resource("export.schema.json").read_text("utf-8"))


def test_it_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_it_has_the_keys_of_the_program_and_no_other() -> None:
    assert tuple(SCHEMA["properties"]) == KEYS
    assert set(SCHEMA["required"]) == set(KEYS)
    for kind in Kind:
        part = SCHEMA["$defs"][kind]
        assert set(part["properties"]) == set(part["required"]) == ITEM_KEYS[kind]
        shared = SCHEMA["$defs"]["suggestion"]["properties"]
        assert set(shared) | set(SCHEMA["$defs"][f"{kind}_suggestion"]["properties"]) == SUGGESTION_KEYS[kind]


def test_the_page_names_every_key() -> None:
    page = (CHECKOUT / "docs" / "export-format.md").read_text("utf-8")
    keys = {key for part in SCHEMA["$defs"].values() for key in part.get("properties", {})} | set(KEYS)
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_the_page_of_commands_names_each_of_them_with_its_options() -> None:
    from annotator.cli import commands

    page = (CHECKOUT / "docs" / "commands.md").read_text("utf-8")
    for name, command in commands.commands.items():
        assert f"annotator {name}" in page or f"[{name}" in page
        for option in command.params:
            assert not option.opts[0].startswith("--") or option.opts[0] in page, option.opts
