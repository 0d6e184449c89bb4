"""Our JSON Lines: the same bytes there and back, and every broken line refused with its place."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from annotator.domain.annotations import Annotations, Mention
from annotator.domain.dispatch import Dispatch, Status, text_sha256
from annotator.domain.errors import KnownError
from annotator.domain.record import Layer, Record
from annotator.domain.suggestions import MentionSuggestion
from annotator.formats import jsonl
from annotator.formats.reading import Found, Reading, ReadOptions, Remark
from annotator.resources import resource, seeds
from tests.formats.strategies import records

VALIDATOR = jsonschema.Draft202012Validator(json.loads(resource("export.schema.json").read_text("utf-8")))
TEXT = "Le maire de Brest 👩‍👩‍👧 a parlé."


def good(**changes: Any) -> dict[str, Any]:
    """A record of every kind, some of its keys changed."""
    record: dict[str, Any] = {
        "format": "annotator/1",
        "uid": "u1",
        "text": TEXT,
        "sha256": text_sha256(TEXT),
        "offset_unit": "code_point",
        "metadata": {"date": "2020-06"},
        "annotator": "Léa",
        "status": "done",
        "note": "",
        "seconds": 3,
        "tokens": [[0, 2], [3, 8]],
        "mentions": [mention("m1", 3, 8), mention("m2", 12, 17, cluster="c1", suggestion="s1")],
        "relations": [
            {"id": "r1", "label": "DIRIGE", "head": "m1", "tail": "m2", "origin": "manual", "suggestion": None}
            | {"attributes": {}, "note": ""}
        ],
        "quotes": [
            {"id": "q1", "kind": "direct", "kind_overridden": False, "content": [[0, 2]], "cue": [[24, 25]]}
            | {"source": [], "source_kind": "implicit", "speaker": "c1", "text": "Le", "origin": "manual"}
            | {"suggestion": None, "attributes": {}, "note": ""}
        ],
        "clusters": [
            {"id": "c1", "name": "Brest", "kb_id": None, "origin": "manual", "suggestion": None}
            | {"attributes": {}, "note": ""}
        ],
        "suggestions": [
            {"id": "s1", "kind": "mention", "label": "LOC", "fragments": [[12, 17]], "state": "accepted"}
            | {"pipeline": "p 1", "rule": "ner", "score": 0.5},
            {"id": "s2", "kind": "mention", "label": "PER", "fragments": [[12, 17]], "state": "rejected"}
            | {"pipeline": "p 1", "rule": "ner", "score": None},
        ],
    }
    return record | changes


def mention(name: str, start: int, end: int, **changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"id": name, "label": "LOC", "fragments": [[start, end]], "text": TEXT[start:end]}
    return made | {"cluster": None, "origin": "manual", "suggestion": None, "attributes": {}, "note": ""} | changes


def line(record: object) -> bytes:
    return orjson.dumps(record) + b"\n"


def read(folder: Path, *lines: bytes, options: ReadOptions | None = None) -> list[Reading]:
    path = folder / "records.jsonl"
    path.write_bytes(b"".join(lines))
    return list(jsonl.read(path, options or ReadOptions()))


def only_record(readings: list[Reading]) -> Record:
    (found,) = readings
    assert isinstance(found, Found), found
    return found.record


def test_a_good_record_comes_back_in_the_same_bytes(tmp_path: Path) -> None:
    raw = line(good())
    assert jsonl.line_of(only_record(read(tmp_path, raw))) == raw


def test_the_gold_of_the_sample_comes_back_in_the_same_bytes() -> None:
    path = seeds() / "gold.jsonl"
    found = list(jsonl.read(path, ReadOptions()))
    assert b"".join(jsonl.line_of(each.record) for each in found if isinstance(each, Found)) == path.read_bytes()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_any_record_is_valid_and_comes_back_equal_and_in_the_same_bytes(tmp_path: Path, record: Record) -> None:
    raw = jsonl.line_of(record)
    VALIDATOR.validate(json.loads(raw))
    back = only_record(read(tmp_path, raw))
    assert back.layer == record.layer
    assert back.grid == record.grid
    assert back.dispatch.metadata == record.dispatch.metadata
    assert sorted(map(repr, back.suggestions)) == sorted(map(repr, record.suggestions))
    assert jsonl.line_of(back) == raw


def test_every_surface_is_what_stands_at_its_place() -> None:
    for raw in (seeds() / "gold.jsonl").read_bytes().splitlines():
        record = json.loads(raw)
        VALIDATOR.validate(record)
        for each in record["mentions"]:
            assert " ".join(record["text"][a:b] for a, b in each["fragments"]) == each["text"]


def test_lists_are_in_text_order_whatever_the_order_of_the_layer() -> None:
    names = ("b", "a", "c")
    places = ((12, 17), (3, 8), (12, 14))
    made = {
        name: Mention(id=name, label="LOC", fragments=(place,), text=TEXT[slice(*place)])
        for name, place in zip(names, places, strict=True)
    }
    layer = Layer(Annotations(mentions=made, status=Status.STARTED), "Léa")
    record = jsonl.record_to_json(Record(Dispatch(uid="u", text=TEXT), None, layer))
    assert [each["id"] for each in record["mentions"]] == ["a", "b", "c"]
    assert tuple(record) == tuple(good())


def test_a_dispatch_without_a_layer_has_no_annotator(tmp_path: Path) -> None:
    record = Record(Dispatch(uid="u", text=TEXT), None, None, (_suggestion(),))
    raw = jsonl.line_of(record)
    VALIDATOR.validate(json.loads(raw))
    back = only_record(read(tmp_path, raw))
    assert back.layer is None
    assert back.suggestions == (_suggestion(),)
    assert jsonl.line_of(back) == raw


def _suggestion() -> MentionSuggestion:
    return MentionSuggestion(id="s1", label="PER", fragments=((0, 2),), pipeline="p 1")


def test_a_layer_that_says_nothing_keeps_its_annotator(tmp_path: Path) -> None:
    raw = jsonl.line_of(Record(Dispatch(uid="u", text=TEXT), None, Layer(Annotations(), "Léa")))
    assert jsonl.line_of(only_record(read(tmp_path, raw))) == raw


def test_blank_lines_crlf_and_a_byte_order_mark_are_no_matter(tmp_path: Path) -> None:
    raw = line(good())
    found = read(tmp_path, b"\xef\xbb\xbf", b"\n", raw.replace(b"\n", b"\r\n"), b"  \r\n\n", raw)
    assert [each.line for each in found if isinstance(each, Found)] == [2, 5]
    assert len(found) == 2


def test_keys_that_may_be_missing_have_their_plain_values(tmp_path: Path) -> None:
    record = only_record(read(tmp_path, line({"format": "annotator/1", "text": TEXT, "offset_unit": "code_point"})))
    assert record == Record(
        Dispatch(uid=text_sha256(TEXT), text=TEXT, source_file=str(tmp_path / "records.jsonl")), None, None
    )


def test_annotations_without_an_annotator_get_the_one_that_is_given(tmp_path: Path) -> None:
    raw = line(good(annotator=None))
    (refusal,) = read(tmp_path, raw)
    assert isinstance(refusal, KnownError)
    assert "annotator" in str(refusal)
    record = only_record(read(tmp_path, raw, options=ReadOptions(annotator="Zoé")))
    assert record.layer
    assert record.layer.annotator == "Zoé"


def test_a_state_that_the_annotations_belie_is_remarked_and_derived(tmp_path: Path) -> None:
    suggestions = good()["suggestions"]
    suggestions[0]["state"] = "edited"
    remark, found = read(tmp_path, line(good(suggestions=suggestions)))
    assert isinstance(remark, Remark)
    assert (remark.error.line, "s1") == (1, remark.error.fields["id"])
    assert isinstance(found, Found)
    assert jsonl.line_of(found.record) == line(good())


BAD: dict[str, tuple[bytes, str]] = {
    "not json": (b"{oops}\n", "not JSON"),
    "truncated": (line(good())[:200], "not JSON"),
    "not utf-8": (line(good()).replace("é".encode(), b"\xe9"), "not JSON"),
    "a number": (b"12\n", "JSON object"),
    "a list": (b"[]\n", "JSON object"),
    "a lone surrogate": (line(good()).replace(b"parl", b"\\ud800"), "not JSON"),
    "an escaped NUL": (line(good(note="x")).replace(b'"x"', b'"\\u0000"'), "NUL"),
    "a NUL in the text": (line(good(text="a\0b")), "NUL"),
    "a NUL in a key": (line(good(metadata={"a\0": 1})), "NUL"),
    "a bare NUL": (line(good()).replace(b"parl", b"\0"), "not JSON"),
    "not a number": (line(good()).replace(b"0.5", b"NaN"), "not JSON"),
    "infinity": (line(good()).replace(b"0.5", b"1e999"), "not JSON"),
    "deep nesting": (b'{"format": "annotator/1", "metadata": ' + b"[" * 100_000 + b"\n", "not JSON"),
    "deep metadata": (line(good(metadata={"a": 0})).replace(b"0}", b"[" * 100 + b"]" * 100 + b"}", 1), "nested"),
    "deep attributes": (
        line(good(mentions=[mention("m1", 3, 8, attributes={"a": 7})])).replace(b":7", b":" + b"[" * 99 + b"]" * 99),
        "nested",
    ),
    "a newer format": (line(good(format="annotator/2")), "newer version"),
    "another format": (line(good(format="x")), "not a record of ours"),
    "no format": (line({"text": "x"}), "not a record of ours"),
    "a schema": (line(good(format="annotator-schema/1")), "schema"),
    "an unknown key": (line(good(extra=1)), "extra"),
    "another unit": (line(good(offset_unit="utf-16")), "offset_unit"),
    "no text": (line(good(text=" ")), "no text"),
    "text of another type": (line(good(text=3)), "text"),
    "another text": (line(good(text=TEXT + "!")), "sha256"),
    "uid of another type": (line(good(uid=3)), "uid"),
    "empty uid": (line(good(uid="")), "uid"),
    "bad date": (line(good(metadata={"date": "2020-13"})), "2020-13"),
    "date of another type": (line(good(metadata={"date": 2020})), "date"),
    "metadata of another type": (line(good(metadata=[])), "metadata"),
    "dateline beyond": (line(good(metadata={"dateline_range": [0, 99]})), "dateline_range"),
    "dateline of another type": (line(good(metadata={"dateline_range": [0, True]})), "dateline_range"),
    "desk sign": (line(good(metadata={"desk_sign_range": None})), "desk_sign_range"),
    "annotator of another type": (line(good(annotator=3)), "annotator"),
    "blank annotator": (line(good(annotator=" ")), "annotator"),
    "status": (line(good(status="finished")), "status"),
    "status of another type": (line(good(status=[])), "status"),
    "note": (line(good(note=None)), "note"),
    "seconds": (line(good(seconds=-1)), "seconds"),
    "fractions of seconds": (line(good(seconds=1.5)), "seconds"),
    "tokens reversed": (line(good(tokens=[[2, 0]])), "tokens"),
    "tokens overlapping": (line(good(tokens=[[0, 3], [2, 4]])), "tokens"),
    "tokens beyond": (line(good(tokens=[[0, 99]])), "tokens"),
    "tokens negative": (line(good(tokens=[[-1, 2]])), "tokens"),
    "tokens of another type": (line(good(tokens=[[0, True]])), "tokens"),
    "tokens of numbers": (line(good(tokens=[0, 1])), "tokens"),
    "tokens of three": (line(good(tokens=[[0, 1, 2], [3]])), "tokens"),
    "mentions of another type": (line(good(mentions={})), "mentions"),
    "a mention of another type": (line(good(mentions=["m1"])), "mention"),
    "beyond the text": (line(good(mentions=[mention("m1", 24, 99)])), "beyond"),
    "reversed": (line(good(mentions=[mention("m1", 8, 3)])), "reversed"),
    "negative": (line(good(mentions=[mention("m1", -3, 3)])), "negative"),
    "empty range": (line(good(mentions=[mention("m1", 3, 3)])), "empty"),
    "no fragment": (line(good(mentions=[mention("m1", 3, 8, fragments=[])])), "at least one"),
    "true for 1": (line(good(mentions=[mention("m1", 0, 1, fragments=[[0, True]])])), "whole numbers"),
    "another surface": (line(good(mentions=[mention("m1", 3, 8, text="Maire")])), "stands at its place"),
    "utf-16 offsets": (line(good(mentions=[mention("m1", 28, 29, text="l")])), "stands at its place"),
    "an id twice": (line(good(mentions=[mention("m1", 3, 8), mention("m1", 0, 2)])), "twice"),
    "an empty id": (line(good(mentions=[mention("", 3, 8)])), "empty"),
    "an empty label": (line(good(mentions=[mention("m1", 3, 8, label="")])), "empty"),
    "an unknown origin": (line(good(mentions=[mention("m1", 3, 8, origin="x")])), "x"),
    "an unknown key of a mention": (line(good(mentions=[mention("m1", 3, 8, kb="x")])), "kb"),
    "a missing key of a mention": (line(good(mentions=[{"id": "m1", "label": "LOC"}])), "lacks"),
    "a dangling cluster": (line(good(mentions=[mention("m1", 3, 8, cluster="c9")], relations=[])), "c9"),
    "a dangling suggestion": (line(good(mentions=[mention("m1", 3, 8, suggestion="s9")], relations=[])), "s9"),
    "a dangling end": (line(good(relations=[good()["relations"][0] | {"tail": "m9"}])), "m9"),
    "a dangling speaker": (line(good(quotes=[good()["quotes"][0] | {"speaker": "c9"}])), "c9"),
    "a quote's kind": (line(good(quotes=[good()["quotes"][0] | {"kind": "oral"}])), "oral"),
    "a quote's surface": (line(good(quotes=[good()["quotes"][0] | {"text": "La"}])), "stands at its place"),
    "a cue beyond the text": (line(good(quotes=[good()["quotes"][0] | {"cue": [[24, 99]]}])), "beyond"),
    "a suggestion's kind": (line(good(suggestions=[{"id": "s1", "kind": "x"}])), "kind"),
    "a suggestion's state": (line(good(suggestions=[good()["suggestions"][0] | {"state": "x"}])), "state"),
    "a suggestion's state of another type": (
        line(good(suggestions=[good()["suggestions"][0] | {"state": []}])),
        "state",
    ),
    "a suggestion's score": (line(good(suggestions=[good()["suggestions"][0] | {"score": "x"}])), "score"),
    "a suggestion beyond": (line(good(suggestions=[good()["suggestions"][0] | {"fragments": [[2, 99]]}])), "beyond"),
    "a suggestion twice": (line(good(suggestions=[good()["suggestions"][0]] * 2)), "twice"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_refused_with_its_place_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    raw, reason = BAD[name]
    before, refusal, after = read(tmp_path, line(good()), raw.rstrip(b"\n") + b"\n", line(good()))
    assert isinstance(before, Found)
    assert isinstance(after, Found)
    assert isinstance(refusal, KnownError)
    assert (refusal.where, refusal.line) == (str(tmp_path / "records.jsonl"), 2)
    assert reason in str(refusal), refusal
    assert len(str(refusal)) < 700


def test_a_line_of_fifty_megabytes_is_read(tmp_path: Path) -> None:
    text = "é" * 25_000_000
    raw = line(good(text=text, sha256=text_sha256(text), mentions=[], relations=[], quotes=[], suggestions=[]))
    found = read(tmp_path, raw, line(good()))
    assert [type(each) for each in found] == [Found, Found]


def test_a_line_beyond_the_limit_is_refused_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 5000)
    refusal, found = read(tmp_path, b'"' + b"x" * 12_345 + b'"\n', line(good()))
    assert isinstance(refusal, KnownError)
    assert (refusal.line, "too long" in str(refusal)) == (1, True)
    assert isinstance(found, Found)
    assert found.line == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (json.dumps(good(), indent=1).encode(), "several lines"),
        (json.dumps([good()], indent=1).encode(), "several lines"),
        (b"\xff\xfe" + json.dumps(good()).encode("utf-16-le"), "UTF-16"),
    ],
)
def test_a_file_that_is_another_kind_is_refused_once(tmp_path: Path, content: bytes, reason: str) -> None:
    (refusal,) = read(tmp_path, content)
    assert isinstance(refusal, KnownError)
    assert reason in str(refusal)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (refusal,) = jsonl.read(tmp_path / "none.jsonl", ReadOptions())
    assert isinstance(refusal, KnownError)
    assert refusal.where == str(tmp_path / "none.jsonl")
