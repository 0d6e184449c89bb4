"""Lines of our JSON Lines straight from rows, for records of plain mentions: nearly all that an export writes.

Each is byte for byte what `formats.jsonl` makes of the same record; the tests compare the two.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.domain.suggestions import State
from annotator.formats.jsonl import dumped, plain_json
from annotator.storage.exports import PlainRecord

Json = dict[str, Any]

_PENDING, _REJECTED = State.PENDING.value, State.REJECTED.value
_ACCEPTED, _EDITED = State.ACCEPTED.value, State.EDITED.value


def plain_line(record: PlainRecord, names: Mapping[str, str]) -> bytes:
    """Return the line of a record; `names` gives the name for each entity type's id."""
    mentions = sorted(
        (start, end, names[label], name, text, cluster, origin, suggestion, attributes, note)
        for (name, label, text, cluster, origin, suggestion, attributes, note), (_, start, end) in record.mentions
    )
    made = plain_json(
        uid=record.uid,
        text=record.text,
        sha256=record.sha256,
        metadata=json.loads(record.metadata),
        annotator=record.annotator,
        status=record.status,
        note=record.note,
        seconds=record.seconds,
        tokens=record.tokens,
        mentions=_mentions(mentions),
        suggestions=_proposals(record, mentions, names),
    )
    return dumped(made)


def _mentions(rows: list[tuple[Any, ...]]) -> list[Json]:
    return [
        {
            "id": name,
            "label": label,
            "fragments": ((start, -end),),
            "text": text,
            "cluster": cluster,
            "origin": origin,
            "suggestion": suggestion,
            "attributes": {} if attributes == "{}" else json.loads(attributes),
            "note": note,
        }
        for start, end, label, name, text, cluster, origin, suggestion, attributes, note in rows
    ]


def _proposals(record: PlainRecord, mentions: list[tuple[Any, ...]], names: Mapping[str, str]) -> list[Json]:
    cited: dict[str, list[tuple[Any, ...]]] = {}
    for mention in mentions:
        if mention[7] is not None:
            cited.setdefault(mention[7], []).append(mention[:3])
    record.suggestions.sort()
    return [
        {
            "id": name,
            "kind": "mention",
            "label": names[label],
            "fragments": ((start, -end),),
            # As domain.suggestions.state_of has it, where there are only mentions.
            "state": _REJECTED
            if name in record.rejections
            else _PENDING
            if name not in cited
            else _ACCEPTED
            if (start, end, names[label]) in cited[name]
            else _EDITED,
            "pipeline": pipeline,
            "rule": rule,
            "score": score,
        }
        for start, end, name, label, rule, score, pipeline in record.suggestions
    ]
