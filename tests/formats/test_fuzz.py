"""Whatever a file holds, a reader gives records that are sound, or says why not; it never breaks."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.annotations import violations
from annotator.domain.errors import KnownError
from annotator.formats import jsonl, text
from annotator.formats.reading import Found, Reading, ReadOptions
from annotator.resources import resource
from tests.formats.strategies import json_values, records
from tests.formats.test_jsonl import good

VALIDATOR = jsonschema.Draft202012Validator(json.loads(resource("export.schema.json").read_text("utf-8")))
ANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

odd_values = st.one_of(
    json_values,
    # A later damage may change what an earlier one put in.
    st.sampled_from([-1, 0, 2**31, 2**63, True, 1.5, "", "m1", "s1", "c1", [], {}, [[0, 2]], [[2, 0]], [[0, 9**9]]]),
).map(copy.deepcopy)


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """Draw a good record with a few values replaced, removed, doubled or added, wherever they stand."""
    record = copy.deepcopy(draw(st.one_of(st.just(good()), records().map(jsonl.record_to_json))))
    record = json.loads(json.dumps(record))
    for _ in range(draw(st.integers(1, 3))):
        _damage(draw, record)
    return record


def _damage(draw: st.DrawFn, value: Any) -> None:
    while True:
        inner = [
            part for part in (value.values() if isinstance(value, dict) else value) if isinstance(part, dict | list)
        ]
        inner = [part for part in inner if part]
        if not inner or draw(st.integers(0, 2)) == 0:
            break
        value = draw(st.sampled_from(inner))
    if isinstance(value, dict):
        key = draw(st.sampled_from([*value, "added"]))
        action = draw(st.integers(0, 2))
        if action == 0 and key in value:
            del value[key]
        else:
            value[key] = draw(odd_values)
    else:
        at = draw(st.integers(0, len(value) - 1))
        value[at : at + 1] = draw(st.sampled_from([[], [value[at]] * 2, [draw(odd_values)]]))


def readings(path: Path, content: bytes) -> list[Reading]:
    path.write_bytes(content)
    reader = jsonl if path.suffix == ".jsonl" else text
    return list(reader.read(path, ReadOptions()))


def check_sound(found: list[Reading]) -> None:
    for each in found:
        if isinstance(each, Found):
            record = each.record
            VALIDATOR.validate(json.loads(jsonl.line_of(record)))
            assert record.layer is None or violations(record.layer.annotations, record.dispatch.text) == []
        elif isinstance(each, KnownError):
            assert str(each)
            assert each.where


@ANY
@given(record=damaged())
def test_a_damaged_record_is_refused_or_sound(tmp_path: Path, record: Any) -> None:
    found = readings(tmp_path / "a.jsonl", json.dumps(record).encode())
    assert found
    check_sound(found)


@ANY
@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused_or_sound(tmp_path: Path, content: bytes) -> None:
    check_sound(readings(tmp_path / "a.jsonl", content))
    check_sound(readings(tmp_path / "a.txt", content))
    check_sound(readings(tmp_path / "a.txt", b" date 2020-06 " + content))


@ANY
@given(data=st.data())
def test_a_line_cut_or_stained_anywhere_is_refused_or_sound(tmp_path: Path, data: st.DataObject) -> None:
    raw = json.dumps(good(), ensure_ascii=data.draw(st.booleans())).encode()
    at = data.draw(st.integers(0, len(raw)))
    stain = data.draw(st.binary(max_size=4))
    check_sound(readings(tmp_path / "a.jsonl", raw[:at] + stain + raw[data.draw(st.integers(at, len(raw))) :]))
