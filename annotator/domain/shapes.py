"""The shapes of plain JSON values: each function returns the value, typed, or raises TypeError or ValueError."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

Json = dict[str, Any]


def text(value: object, *, key: str) -> str:
    """Return a string."""
    if not isinstance(value, str):
        raise TypeError(f"“{key}” must be a string, not {value!r}")
    return value


def optional_text(value: object, *, key: str) -> str | None:
    """Return a string or None."""
    return None if value is None else text(value, key=key)


def score(value: object) -> float | None:
    """Return a number or None."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise ValueError(f"“score” must be a number or null, not {value!r}")


def object_(value: object, *, key: str) -> Json:
    """Return an object."""
    if not isinstance(value, dict):
        raise TypeError(f"“{key}” must be an object, not {value!r}")
    return cast("Json", value)


def one_of(value: object, allowed: Iterable[str], *, key: str) -> str:
    """Return one of the allowed strings."""
    if value not in tuple(allowed):
        raise ValueError(f"“{key}” must be one of {', '.join(allowed)}, not {value!r}")
    return str(value)


def flag(value: object, *, key: str) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise TypeError(f"“{key}” must be true or false, not {value!r}")
    return value


def strings(value: object, *, key: str) -> tuple[str, ...]:
    """Return a list of strings as a tuple."""
    if not isinstance(value, list):
        raise TypeError(f"“{key}” must be a list of strings, not {value!r}")
    return tuple(text(part, key=key) for part in cast("list[object]", value))
