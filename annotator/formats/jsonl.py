"""Our own JSON Lines: one dispatch and layer a line, loss-free (docs/export-format.md)."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from annotator.domain.annotations import Annotations, Cluster, Mention, Quote, Relation, in_text_order
from annotator.domain.codec import item_to_json, suggestion_to_json
from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.domain.suggestions import State, Suggestion, ledger, places_of, suggested_kind
from annotator.domain.text import Range, text_order
from annotator.formats.reading import Found, Reading, ReadOptions, Refusal, Remark, name_of, unreadable
from annotator.formats.records import FORMAT, OFFSET_UNIT, record_from_json

LINE_LIMIT = 256 * 2**20
"""In bytes; a longer line is refused without being held."""

_UNICODE_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NUL_ESCAPE = b"\\u0000"

Json = dict[str, Any]

NOTHING_SAID = Annotations()


def read(source: Path, options: ReadOptions) -> Iterator[Reading]:
    """Yield the record of each line, or why the line is refused; blank lines and a byte order mark are no matter."""
    try:
        with source.open("rb") as stream:
            yield from _read(stream, source, options)
    except OSError as error:
        yield unreadable(source, error)


def _read(stream: BinaryIO, source: Path, options: ReadOptions) -> Iterator[Reading]:
    name = name_of(source)
    begun = False
    reached = 0
    for number, raw in _lines(stream):
        reached += LINE_LIMIT if raw is None else len(raw)
        if raw is None:
            yield KnownError("This line is too long", where=name, line=number)
            continue
        if raw.isspace() or not raw:
            continue
        if not begun and (refusal := _wrong_kind(raw, source)):
            yield refusal
            return
        begun = True
        try:
            record, remark = record_from_json(_value(raw), name, options)
        except KnownError as error:
            yield _placed(error, name, number)
            continue
        if remark:
            yield Remark(_placed(remark, name, number))
        yield Found(record, number, reached)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number, None for one that is beyond the limit."""
    number = 0
    while raw := stream.readline(LINE_LIMIT):
        number += 1
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if len(raw) < LINE_LIMIT or raw.endswith(b"\n"):
            yield number, raw
            continue
        while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _wrong_kind(raw: bytes, source: Path) -> Refusal | None:
    if raw.startswith(_UNICODE_16):
        return KnownError("JSON Lines are UTF-8; this file is UTF-16", where=name_of(source))
    if raw.strip() in (b"{", b"[", b"[{"):
        return KnownError("This is JSON over several lines; here a record is one line", where=name_of(source))
    return None


def _value(raw: bytes) -> object:
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise KnownError(
            "This line is not JSON (column {column}: {reason})", column=error.colno, reason=error.msg
        ) from None
    if _NUL_ESCAPE in raw:
        _refuse_nul(value)
    return value


def _refuse_nul(value: object) -> None:
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            if "\0" in part:
                raise KnownError("There is a NUL character in this record")
        elif isinstance(part, dict):
            for key, inner in cast("dict[str, object]", part).items():
                pending += (key, inner)
        elif isinstance(part, list):
            pending += cast("list[object]", part)


def _placed(error: KnownError, name: str, number: int) -> KnownError:
    error.where, error.line = name, number
    return error


def write(records: Iterable[Record], stream: BinaryIO) -> None:
    """Write each record as one line; labels are written as they stand in the record."""
    stream.writelines(line_of(record) for record in records)


def line_of(record: Record) -> bytes:
    """Return the line of one record with its line feed; the same record always gives the same bytes."""
    return dumped(record_to_json(record))


def dumped(record: Json) -> bytes:
    """Return a JSON object as a line."""
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def record_to_json(record: Record) -> Json:
    """Return a record as a JSON object: keys in the order of docs/export-format.md, lists in text order."""
    dispatch, layer = record.dispatch, record.layer
    annotations = layer.annotations if layer else NOTHING_SAID
    mentions = in_text_order(annotations)
    made = plain_json(
        uid=dispatch.uid,
        text=dispatch.text,
        sha256=dispatch.sha256,
        metadata=dict(dispatch.metadata),
        annotator=layer.annotator if layer else None,
        status=annotations.status.value,
        note=annotations.note,
        seconds=layer.seconds if layer else 0,
        tokens=list(record.grid or ()),
        mentions=[item_to_json(mention) for mention in mentions],
        suggestions=_proposals(record.suggestions, annotations),
    )
    made["relations"] = [item_to_json(relation) for relation in _relations(annotations, mentions)]
    made["quotes"] = [item_to_json(quote) for quote in _quotes(annotations)]
    made["clusters"] = [item_to_json(cluster) for cluster in _clusters(annotations, mentions)]
    return made


def plain_json(
    *,
    uid: str,
    text: str,
    sha256: str,
    metadata: Json,
    annotator: str | None,
    status: str,
    note: str,
    seconds: int,
    tokens: Sequence[Range],
    mentions: Sequence[Json],
    suggestions: Sequence[Json],
) -> Json:
    """Return the JSON object of a record without relations, quotes and clusters; orjson writes tuples as lists."""
    return {
        "format": FORMAT,
        "uid": uid,
        "text": text,
        "sha256": sha256,
        "offset_unit": OFFSET_UNIT,
        "metadata": metadata,
        "annotator": annotator,
        "status": status,
        "note": note,
        "seconds": seconds,
        "tokens": tokens,
        "mentions": mentions,
        "relations": [],
        "quotes": [],
        "clusters": [],
        "suggestions": suggestions,
    }


def _relations(annotations: Annotations, mentions: Iterable[Mention]) -> list[Relation]:
    if not annotations.relations:
        return []
    order = {mention.id: at for at, mention in enumerate(mentions)}
    return sorted(annotations.relations.values(), key=lambda r: (order[r.head], order[r.tail], r.label, r.id))


def _quotes(annotations: Annotations) -> list[Quote]:
    return sorted(annotations.quotes.values(), key=lambda q: (text_order(q.content), q.id))


def _clusters(annotations: Annotations, mentions: Iterable[Mention]) -> list[Cluster]:
    """Return the clusters by their first mention, those that only have a name last."""
    if not annotations.clusters:
        return []
    first = dict.fromkeys(m.cluster for m in mentions if m.cluster is not None)
    named = sorted(name for name in annotations.clusters if name not in first)
    return [annotations.clusters[name] for name in (*first, *named)]


def _proposals(suggestions: Iterable[Suggestion], annotations: Annotations) -> list[Json]:
    states = ledger(suggestions, annotations)
    return [_proposal(each, states[each.id]) for each in sorted(suggestions, key=_proposal_order)]


def _proposal_order(suggestion: Suggestion) -> tuple[object, ...]:
    return text_order(places_of(suggestion)[0]), suggested_kind(suggestion), suggestion.id


def _proposal(suggestion: Suggestion, state: State) -> Json:
    body = suggestion_to_json(suggestion)
    origin = {key: body.pop(key) for key in ("pipeline", "rule", "score")}
    return {**body, "state": state.value, **origin}
