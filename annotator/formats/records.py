"""Our record from a JSON object, with every check that a reader owes its user.

Well-formed mentions and mention suggestions, nearly all there is, take a quick path; whatever it does not take
goes to `domain.codec`, which names what is wrong.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from operator import le, lt
from typing import Any, cast

from annotator.domain.annotations import Annotations, Cluster, Item, Kind, Mention, Origin, Quote, Relation
from annotator.domain.codec import item_from_json, suggestion_from_json
from annotator.domain.dispatch import Dispatch, PartialDate, Status, text_sha256
from annotator.domain.errors import KnownError
from annotator.domain.record import Layer, Record
from annotator.domain.suggestions import (
    ClusterSuggestion,
    MentionSuggestion,
    State,
    Suggestion,
    ledger,
    places_of,
)
from annotator.domain.text import Fragments, TokenGrid, first_forbidden, line_number, surface
from annotator.formats.checks import (
    REASON_LIMIT,
    check_inside,
    check_nesting,
    decoded,
    list_at,
    object_at,
    refuse_unknown,
    short,
    string_at,
)
from annotator.formats.reading import ReadOptions

FORMAT = "annotator/1"
VERSION = 1
OFFSET_UNIT = "code_point"

KEYS = (
    "format", "uid", "text", "sha256", "offset_unit", "metadata", "annotator", "status", "note", "seconds", "tokens",
    "mentions", "relations", "quotes", "clusters", "suggestions",
)  # fmt: skip
_SHARED = {"id", "origin", "suggestion", "attributes", "note"}
ITEM_KEYS: dict[Kind, set[str]] = {
    Kind.MENTION: _SHARED | {"label", "fragments", "text", "cluster"},
    Kind.RELATION: _SHARED | {"label", "head", "tail"},
    Kind.QUOTE: _SHARED | {"kind", "kind_overridden", "content", "cue", "source", "source_kind", "speaker", "text"},
    Kind.CLUSTER: _SHARED | {"name", "kb_id"},
}
_PROPOSED = {"id", "kind", "state", "pipeline", "rule", "score"}
SUGGESTION_KEYS: dict[str, set[str]] = {
    "mention": _PROPOSED | {"label", "fragments"},
    "relation": _PROPOSED | {"label", "head", "tail"},
    "quote": _PROPOSED | {"quote_kind", "content", "cue", "source", "source_kind", "speaker"},
    "cluster": _PROPOSED | {"mentions", "name"},
}
_KNOWN_METADATA = ("date", "slug", "headline", "language")
_METADATA_RANGES = ("dateline_range", "desk_sign_range")
_ORIGINS: dict[str, Origin] = {origin.value: origin for origin in Origin}
_STATES: dict[str, State] = {state.value: state for state in State}


def record_from_json(value: object, source_file: str, options: ReadOptions) -> tuple[Record, KnownError | None]:
    """Return the record that a JSON value is, and a remark where it contradicts itself harmlessly.

    Raises KnownError, without a place, where it is not a record of ours or not a sound one.
    """
    record = _record_object(value)
    text = _text_of(record)
    suggestions = _suggestions(record.get("suggestions", []), text)
    states = _states(record.get("suggestions", []))
    rejections = frozenset(name for name, state in states.items() if state is State.REJECTED)
    annotations = _annotations(record, text, rejections)
    _check_ends(annotations, suggestions)
    layer = _layer(record, annotations, options)
    dispatch = Dispatch(
        uid=_uid(record, text),
        text=text,
        metadata=_metadata(record.get("metadata", {}), len(text)),
        source_file=source_file,
    )
    found = Record(dispatch, _grid(record.get("tokens", []), len(text)), layer, tuple(suggestions.values()))
    return found, _contradiction(states, suggestions.values(), annotations)


def _record_object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise KnownError("A record is a JSON object; this is something else")
    record = cast("dict[str, Any]", value)
    _check_format(record.get("format"))
    if len(record) > len(KEYS) or not record.keys() <= _KEY_SET:
        refuse_unknown(record, _KEY_SET, "record")
    if record.get("offset_unit") != OFFSET_UNIT:
        raise KnownError("“offset_unit” must be “code_point”, not {unit}", unit=short(record.get("offset_unit")))
    return record


_KEY_SET = frozenset(KEYS)


def _check_format(written: object) -> None:
    if written == FORMAT:
        return
    name, _, version = written.partition("/") if isinstance(written, str) else ("", "", "")
    if name == "annotator" and version.isdecimal() and int(version) > VERSION:
        raise KnownError("A newer version of this program wrote this record ({format}); update it", format=written)
    if name == "annotator-schema":
        raise KnownError("This is a schema, not a record; a new project takes it")
    raise KnownError(
        "This is not a record of ours: “format” must be “annotator/1”, not {format}", format=short(written)
    )


def _text_of(record: Mapping[str, Any]) -> str:
    text = record.get("text")
    if not isinstance(text, str):
        raise KnownError("“text” must be a string")
    if not text.strip():
        raise KnownError("There is no text in this record")
    at = first_forbidden(text)
    if at is not None:
        line = line_number(text, at)
        raise KnownError("There is a NUL character in line {number} of the text", number=line)
    return text


def _uid(record: Mapping[str, Any], text: str) -> str:
    digest = text_sha256(text)
    said = record.get("sha256", digest)
    if said != digest:
        raise KnownError("“sha256” is not that of the text: the text was changed on its way")
    uid = record.get("uid", digest)
    if not isinstance(uid, str) or not uid:
        raise KnownError("“uid” must be a string that is not empty")
    return uid


def _metadata(value: object, size: int) -> dict[str, Any]:
    metadata = object_at(value, "metadata")
    for key in _KNOWN_METADATA:
        written = metadata.get(key)
        if written is not None and not isinstance(written, str):
            raise KnownError("“{key}” in the metadata must be a string, not {value}", key=key, value=short(written))
    if (written := metadata.get("date")) is not None:
        PartialDate.parse(written)
    for key in _METADATA_RANGES:
        if key in metadata and not _is_range(metadata[key], size):
            raise KnownError("“{key}” in the metadata must be a range [start, end] inside the text", key=key)
    check_nesting(metadata)
    return metadata


def _is_range(value: object, size: int) -> bool:
    edges = cast("list[object]", value) if isinstance(value, list) else []
    match edges:
        case [int(start), int(end)] if type(start) is type(end) is int:
            return 0 <= start < end <= size
        case _:
            return False


def _grid(value: object, length: int) -> TokenGrid | None:
    tokens = list_at(value, "tokens")
    if not tokens:
        return None
    try:
        flat = list(chain.from_iterable(tokens))
        starts, ends = flat[::2], flat[1::2]
        sound = (
            set(map(len, tokens)) == {2}
            and set(map(type, flat)) == {int}
            and starts[0] >= 0
            and ends[-1] <= length
            and all(map(lt, starts, ends))
            and all(map(le, ends, islice(starts, 1, None)))
        )
    except TypeError:
        sound, starts, ends = False, [], []
    if not sound:
        raise KnownError("“tokens” must be ranges [start, end] inside the text, in order and apart")
    grid = TokenGrid(())
    grid.starts, grid.ends = array("I", starts), array("I", ends)
    return grid


def _annotations(record: Mapping[str, Any], text: str, rejections: frozenset[str]) -> Annotations:
    return Annotations(
        mentions=_items(record.get("mentions", []), Kind.MENTION, text),  # type: ignore[arg-type]
        relations=_items(record.get("relations", []), Kind.RELATION, text),  # type: ignore[arg-type]
        quotes=_items(record.get("quotes", []), Kind.QUOTE, text),  # type: ignore[arg-type]
        clusters=_items(record.get("clusters", []), Kind.CLUSTER, text),  # type: ignore[arg-type]
        rejections=rejections,
        status=_status(record.get("status", "todo")),
        note=string_at(record.get("note", ""), "note"),
    )


def _status(value: object) -> Status:
    try:
        return Status(value)
    except ValueError:
        known = ", ".join(Status)
        raise KnownError("“status” must be one of {known}, not {value}", known=known, value=short(value)) from None


def _items(value: object, kind: Kind, text: str) -> dict[str, Item]:
    made: dict[str, Item] = {}
    size = len(text)
    for each in list_at(value, f"{kind}s"):
        item = _quick_mention(each, text, size) if kind is Kind.MENTION else None
        item = item or _item(each, kind, text)
        if item.id in made:
            raise KnownError("The id “{id}” stands twice in “{list}”", id=item.id, list=f"{kind}s")
        made[item.id] = item
    return made


def _quick_mention(value: Any, text: str, size: int) -> Mention | None:
    try:
        ((start, end),) = value["fragments"]
        name, label, words, note = value["id"], value["label"], value["text"], value["note"]
        cluster, suggestion, attributes = value["cluster"], value["suggestion"], value["attributes"]
        if (
            len(value) == 9
            and type(start) is type(end) is int
            and 0 <= start < end <= size
            and text[start:end] == words
            and type(name) is type(label) is type(note) is str
            and name
            and label
            and (cluster is None or type(cluster) is str)
            and (suggestion is None or type(suggestion) is str)
            and attributes == {}
        ):
            return Mention(
                id=name,
                label=label,
                fragments=((start, end),),
                text=words,
                cluster=cluster,
                origin=_ORIGINS[value["origin"]],
                suggestion=suggestion,
                note=note,
            )
    except (KeyError, TypeError, ValueError):
        pass
    return None


def _item(value: object, kind: Kind, text: str) -> Item:
    record = object_at(value, kind.value)
    refuse_unknown(record, ITEM_KEYS[kind], kind.value)
    item = decoded(lambda: item_from_json(kind, record), kind.value, record)
    if not item.id or not getattr(item, "label", "-"):
        raise KnownError("“{key}” must not be empty", key="id" if not item.id else "label")
    check_nesting(dict(item.attributes))
    match item:
        case Mention():
            _check_words(item.id, item.fragments, item.text, text)
        case Quote():
            _check_words(item.id, item.content, item.text, text)
            check_inside(item.id, (item.cue, item.source), len(text))
        case Relation() | Cluster():
            pass
    return item


def _check_words(name: str, fragments: Fragments, words: str, text: str) -> None:
    check_inside(name, (fragments,), len(text))
    there = surface(text, fragments)
    if there != words:
        raise KnownError(
            "“{id}” says “{words}”, but “{there}” stands at its place",
            id=name,
            words=words[:REASON_LIMIT],
            there=there[:REASON_LIMIT],
        )


def _suggestions(value: object, text: str) -> dict[str, Suggestion]:
    made: dict[str, Suggestion] = {}
    size = len(text)
    for each in list_at(value, "suggestions"):
        suggestion = _quick_suggestion(each, size) or _suggestion(each, size)
        if suggestion.id in made:
            raise KnownError("The id “{id}” stands twice in “{list}”", id=suggestion.id, list="suggestions")
        made[suggestion.id] = suggestion
    return made


def _quick_suggestion(value: Any, size: int) -> MentionSuggestion | None:
    try:
        ((start, end),) = value["fragments"]
        name, label, score = value["id"], value["label"], value["score"]
        pipeline, rule = value["pipeline"], value["rule"]
        if (
            len(value) == 8
            and value["kind"] == "mention"
            and type(start) is type(end) is int
            and 0 <= start < end <= size
            and type(name) is type(label) is type(pipeline) is type(rule) is str
            and name
            and label
            and value["state"] in _STATES
            and (score is None or type(score) is float)
        ):
            return MentionSuggestion(
                id=name, label=label, fragments=((start, end),), pipeline=pipeline, rule=rule, score=score
            )
    except (KeyError, TypeError, ValueError):
        pass
    return None


def _suggestion(value: object, size: int) -> Suggestion:
    record = object_at(value, "suggestion")
    known = SUGGESTION_KEYS.get(str(record.get("kind")))
    if known is None:
        raise KnownError("No suggestion is of the kind {kind}", kind=short(record.get("kind")))
    refuse_unknown(record, known, "suggestion")
    # In a list: what is no string need not be hashable.
    if record.get("state", "pending") not in list(_STATES):
        raise KnownError("No suggestion has the state {state}", state=short(record["state"]))
    suggestion = decoded(lambda: suggestion_from_json(record), "suggestion", record)
    if not suggestion.id:
        raise KnownError("“{key}” must not be empty", key="id")
    if isinstance(suggestion, ClusterSuggestion) and not suggestion.mentions:
        raise KnownError("The suggestion “{id}” names no mention", id=suggestion.id)
    check_inside(suggestion.id, places_of(suggestion), size)
    return suggestion


def _states(suggestions: list[dict[str, Any]]) -> dict[str, State]:
    return {each["id"]: _STATES[each.get("state", "pending")] for each in suggestions}


def _contradiction(
    states: Mapping[str, State], suggestions: Iterable[Suggestion], annotations: Annotations
) -> KnownError | None:
    if not states:
        return None
    derived = ledger(suggestions, annotations)
    if derived == states:
        return None
    name = next(name for name, state in derived.items() if states[name] is not state)
    return KnownError(
        "The suggestion “{id}” is said to be {said}, but by the annotations it is {derived}",
        id=name,
        said=states[name].value,
        derived=derived[name].value,
    )


def _check_ends(annotations: Annotations, suggestions: Mapping[str, Suggestion]) -> None:
    mentions, clusters = annotations.mentions, annotations.clusters
    for mention in mentions.values():
        if mention.cluster is not None and mention.cluster not in clusters:
            _refuse_dangling(mention.id, Kind.CLUSTER, mention.cluster)
    for relation in annotations.relations.values():
        for end in (relation.head, relation.tail):
            if end not in mentions:
                _refuse_dangling(relation.id, Kind.MENTION, end)
    for quote in annotations.quotes.values():
        if quote.speaker is not None and quote.speaker not in clusters:
            _refuse_dangling(quote.id, Kind.CLUSTER, quote.speaker)
    for kind in Kind:
        for item in annotations.of(kind).values():
            if item.suggestion is not None and item.suggestion not in suggestions:
                _refuse_dangling(item.id, "suggestion", item.suggestion)


def _refuse_dangling(name: str, kind: str, missing: str) -> None:
    raise KnownError("“{id}” names the {kind} “{missing}”, which is not there", id=name, kind=kind, missing=missing)


def _layer(record: Mapping[str, Any], annotations: Annotations, options: ReadOptions) -> Layer | None:
    annotator, seconds = record.get("annotator"), record.get("seconds", 0)
    if type(seconds) is not int or seconds < 0:
        raise KnownError("“seconds” must be a whole number, not {value}", value=short(seconds))
    if annotator is None:
        if annotations.is_empty() and not seconds:
            return None
        annotator = options.annotator
        if annotator is None:
            raise KnownError("There are annotations but no annotator; say who made them")
    if not isinstance(annotator, str) or not annotator.strip():
        raise KnownError("“annotator” must be a name or null, not {value}", value=short(annotator))
    return Layer(annotations, annotator, seconds)
