"""The table of settings: name, default, what it accepts and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeGuard, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting; a value that `accepts` says no to is treated as if it were not there."""

    name: str
    default: T
    doc: str
    accepts: Callable[[Any], bool] = field(repr=False)


def _one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: value in allowed


def _is(kind: type) -> Callable[[Any], bool]:
    return lambda value: type(value) is kind


def _within(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _is_table(value: object) -> TypeGuard[dict[object, object]]:
    return isinstance(value, dict)


def _rows(value: object) -> bool:
    return _is_list(value) and all(_is_table(row) and isinstance(row.get("path"), str) for row in value)


def _keys(value: object) -> bool:
    return _is_table(value) and all(
        _is_list(keys) and all(isinstance(key, str) for key in keys) for keys in value.values()
    )


def _tables(value: object) -> bool:
    return _is_table(value) and all(_is_table(row) for row in value.values())


NO_ROWS: list[dict[str, Any]] = []
NOTHING: Mapping[str, Any] = MappingProxyType({})

LANGUAGE = Setting(
    "language", "system", "Language of the window: fr, en, or the system's", _one_of("system", "fr", "en")
)
THEME = Setting("theme", "system", "Colours: light, dark, or the system's", _one_of("system", "light", "dark"))
ANNOTATOR = Setting("annotator", "", "Name that new layers bear; the login's name where it is empty", _is(str))
TEXT_SIZE = Setting("text_size", 17, "Size of the dispatch's text at 100 %, in pixels", _within(12, 32))
UNRESOLVED = Setting(
    "unresolved",
    "ask",
    "What “done” does with suggestions that nobody answered: ask, reject, accept",
    _one_of("ask", "reject", "accept"),
)
KEYS: Setting[Mapping[str, list[str]]] = Setting(
    "keys", NOTHING, "Keys that differ from the table of actions, by action", _keys
)
RECENT = Setting("recent", NO_ROWS, "Projects opened last, the newest first", _rows)
PROJECTS: Setting[Mapping[str, Mapping[str, Any]]] = Setting(
    "projects", NOTHING, "Layout, zoom and last place, by a project's uuid", _tables
)
LAST_FOLDER = Setting("last_folder", "", "Folder that file dialogs start in", _is(str))

TABLE: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    ANNOTATOR,
    TEXT_SIZE,
    UNRESOLVED,
    KEYS,
    RECENT,
    PROJECTS,
    LAST_FOLDER,
)
