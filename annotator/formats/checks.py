"""Checks of JSON values that name what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar, cast

from annotator.domain.errors import KnownError
from annotator.domain.text import Fragments

NESTING_LIMIT = 60
"""Of metadata and attributes; the writer's own limit lies higher."""

REASON_LIMIT = 200
"""In characters: a reason is read by a person."""

T = TypeVar("T")


def short(value: object) -> str:
    """Return a value as it may stand in a sentence."""
    said = repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    return said if len(said) <= REASON_LIMIT else said[:REASON_LIMIT] + "…"


def refuse_unknown(value: Iterable[str], known: Collection[str], what: str) -> None:
    """Raise KnownError for a key that is not known."""
    for key in value:
        if key not in known:
            raise KnownError(
                "A {what} has no key “{key}”; what is yours goes into metadata or attributes",
                what=what,
                key=key[:REASON_LIMIT],
            )


def object_at(value: object, key: str) -> dict[str, Any]:
    """Return a JSON object; raise KnownError for another value."""
    if not isinstance(value, dict):
        raise KnownError("“{key}” must be an object", key=key)
    return cast("dict[str, Any]", value)


def list_at(value: object, key: str) -> list[Any]:
    """Return a JSON list; raise KnownError for another value."""
    if not isinstance(value, list):
        raise KnownError("“{key}” must be a list", key=key)
    return cast("list[Any]", value)


def check_nesting(value: object) -> None:
    """Raise KnownError for a value that is nested beyond the limit."""
    level, depth = list(_parts(value)), 1
    while level := [part for outer in level if isinstance(outer, dict | list) for part in _parts(outer)]:
        depth += 1
        if depth > NESTING_LIMIT:
            raise KnownError("Metadata or attributes are nested deeper than {limit} levels", limit=NESTING_LIMIT)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return cast("dict[str, object]", value).values()
    return cast("list[object]", value) if isinstance(value, list) else ()


def string_at(value: object, key: str) -> str:
    """Return a string; raise KnownError for another value."""
    if not isinstance(value, str):
        raise KnownError("“{key}” must be a string", key=key)
    return value


def decoded(decode: Callable[[], T], what: str, record: Mapping[str, Any]) -> T:
    """Return what `decode` makes of a record; raise KnownError with its reason where it cannot."""
    name = short(record.get("id"))
    try:
        return decode()
    except KeyError as error:
        raise KnownError("The {what} {id} lacks the key “{key}”", what=what, id=name, key=error.args[0]) from None
    except (TypeError, ValueError) as error:
        reason = str(error)[:REASON_LIMIT]
        raise KnownError("The {what} {id} is not sound: {reason}", what=what, id=name, reason=reason) from None


def check_inside(name: str, places: Iterable[Fragments], size: int) -> None:
    """Raise KnownError for fragments that end beyond a text of `size` code points."""
    for fragments in places:
        if fragments and fragments[-1][1] > size:
            raise KnownError(
                "“{id}” ends at {end}, beyond the text of {size} characters", id=name, end=fragments[-1][1], size=size
            )
