"""Edits of one layer: values that are applied, inverted and written to the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.domain.annotations import Annotations, Item, Kind, kind_of
from annotator.domain.dispatch import Status


@dataclass(frozen=True, slots=True)
class Put:
    """An annotation takes the place of another: made where `before` is None, removed where `after` is."""

    before: Item | None
    after: Item | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a Put needs a value before or after")
        if self.before and self.after and (self.before.id, type(self.before)) != (self.after.id, type(self.after)):
            raise ValueError("a Put keeps the id and the kind")

    @property
    def item(self) -> Item:
        """Return the value after, else the value before."""
        return self.after or self.before  # type: ignore[return-value]

    @property
    def kind(self) -> Kind:
        """Return the kind of the annotation."""
        return kind_of(self.item)


@dataclass(frozen=True, slots=True)
class Reject:
    """A person's no to a suggestion is given (`after`) or taken back (`before`)."""

    suggestion: str
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class SetStatus:
    """The status of the layer changes."""

    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class SetNote:
    """The note of the layer changes."""

    before: str
    after: str


Edit = Put | Reject | SetStatus | SetNote
Edits = tuple[Edit, ...]


class StaleEditError(RuntimeError):
    """An edit was applied to a value that is not the one it was made for: always our bug."""


def inverse(edits: Sequence[Edit]) -> Edits:
    """Return the edits that take a sequence of edits back."""
    return tuple(replace(edit, before=edit.after, after=edit.before) for edit in reversed(edits))


def apply(annotations: Annotations, edits: Iterable[Edit]) -> Annotations:
    """Return the layer after the edits, in their order; raise StaleEditError where one does not fit."""
    tables: dict[Kind, dict[str, Item]] = {}
    rejections = set(annotations.rejections)
    status, note = annotations.status, annotations.note
    for edit in edits:
        match edit:
            case Put():
                table = tables.setdefault(edit.kind, dict(annotations.of(edit.kind)))
                _put(table, edit)
            case Reject():
                _expect(edit.before, edit.suggestion in rejections, edit)
                (rejections.add if edit.after else rejections.discard)(edit.suggestion)
            case SetStatus():
                _expect(edit.before, status, edit)
                status = edit.after
            case SetNote():
                _expect(edit.before, note, edit)
                note = edit.after
    changed = {f"{kind}s": table for kind, table in tables.items()}
    return replace(annotations, **changed, rejections=frozenset(rejections), status=status, note=note)


def _put(table: dict[str, Item], edit: Put) -> None:
    _expect(edit.before, table.get(edit.item.id), edit)
    if edit.after is None:
        del table[edit.item.id]
    else:
        table[edit.item.id] = edit.after


def _expect(expected: object, found: object, edit: Edit) -> None:
    if expected != found:
        raise StaleEditError(f"{edit!r} was made for {expected!r} but found {found!r}")
