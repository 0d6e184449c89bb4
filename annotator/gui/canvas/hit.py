"""What a point of the viewport is on: pure, over the lines that are on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF

from annotator.gui.canvas import shapes
from annotator.gui.canvas.marks import Key, Mark
from annotator.gui.canvas.shapes import Control, Handle, Spot


class On(StrEnum):
    """What lies under a point."""

    ACCEPT = "accept"
    REJECT = "reject"
    CONTROL = "control"
    HANDLE = "handle"
    OVERFLOW = "overflow"
    MARK = "mark"
    TEXT = "text"
    PAPER = "paper"


class Hit(NamedTuple):
    """What a point is on; `offset` is the nearest edge between characters, `character` the nearest character."""

    on: On
    offset: int = 0
    character: int = 0
    marks: tuple[Mark, ...] = ()
    handle: Handle | None = None
    spot: Spot | None = None

    @property
    def mark(self) -> Mark | None:
        """Return the mark on top: the shortest."""
        return self.marks[0] if self.marks else None


def hit(
    spots: Sequence[Spot],
    point: QPointF,
    *,
    marks_at: Callable[[int], list[Mark]],
    chosen: Mark | None = None,
    hovered: Key | None = None,
    viewport: float = 0.0,
) -> Hit:
    """Return what a point is on: ✓ ✗ first, then handles, `+n`, labels, marks, text."""
    place = nearest(spots, point.y())
    if place is None:
        return Hit(On.PAPER)
    offset = place.block.offset_at(place.line, point.x() - place.x)
    character = place.block.character_at(place.line, point.x() - place.x)
    special = _on_control(spots, point, hovered, viewport) or _on_handle(spots, point, chosen)
    if special is not None:
        on, marks, handle = special
        return Hit(on, offset, character, marks, handle, place)
    rect = shapes.overflow(place)
    if rect is not None and rect.contains(point):
        return Hit(On.OVERFLOW, offset, character, spot=place)
    marks = _labelled(place, point) or (tuple(marks_at(character)) if _on_words(place, point) else ())
    on = On.MARK if marks else On.TEXT if _on_words(place, point) else On.PAPER
    return Hit(on, offset, character, marks, spot=place)


def nearest(spots: Sequence[Spot], y: float) -> Spot | None:
    """Return the line at a viewport y, the nearest where there is none."""
    if not spots:
        return None
    return min(spots, key=lambda spot: max(spot.top - y, y - spot.bottom, 0.0))


_Special = tuple[On, tuple[Mark, ...], Handle | None]


def _on_control(spots: Sequence[Spot], point: QPointF, hovered: Key | None, viewport: float) -> _Special | None:
    found = control_of(spots, hovered, viewport)
    if found is None:
        return None
    control, mark = found
    reach = control.box.adjusted(-shapes.CONTROL_AWAY, 0, shapes.CONTROL_AWAY, 0)
    if control.accept.contains(point):
        return On.ACCEPT, (mark,), None
    if control.reject.contains(point):
        return On.REJECT, (mark,), None
    return (On.CONTROL, (mark,), None) if reach.contains(point) else None


def control_of(spots: Sequence[Spot], hovered: Key | None, viewport: float) -> tuple[Control, Mark] | None:
    """Return the ✓ ✗ of the hovered suggestion, at its last line on screen."""
    if hovered is None or not hovered[0]:
        return None
    for place in reversed(spots):
        for piece in place.line.pieces:
            for mark in piece.marks:
                if mark.key == hovered and not mark.ghost and piece.spans:
                    return shapes.control(place, piece, viewport=viewport), mark
    return None


def _on_handle(spots: Sequence[Spot], point: QPointF, chosen: Mark | None) -> _Special | None:
    if chosen is None:
        return None
    best: tuple[float, Handle] | None = None
    for place in spots:
        for piece in place.line.pieces:
            if all(mark.key != chosen.key for mark in piece.marks):
                continue
            for handle in shapes.handles(place, chosen, piece):
                away = abs(handle.rect.center().x() - point.x())
                if shapes.target(handle).contains(point) and (best is None or away < best[0]):
                    best = away, handle
    return (On.HANDLE, (chosen,), best[1]) if best else None


def _on_words(place: Spot, point: QPointF) -> bool:
    inside = -4 <= point.x() - place.x <= place.line.text.naturalTextWidth() + 4
    return inside and place.y(shapes.HOLDER[0]) <= point.y() <= place.y(shapes.HOLDER[1])


def _labelled(place: Spot, point: QPointF) -> tuple[Mark, ...]:
    """Return the marks whose underline or label is under the point."""
    for piece in place.line.pieces:
        if shapes.is_hidden(place, piece):
            continue
        y = shapes.underline_y(place, piece.lane)
        below = point.y() - y
        if not -3 * place.scale <= below <= (shapes.LANE_PITCH - 3) * place.scale:
            continue
        x = point.x() - place.x
        if any(caption.x <= x <= caption.x + caption.width for caption in piece.captions):
            return _live(piece.marks)
        if below <= 3 * place.scale and any(a <= x <= b for a, b in (s.ground(place.scale) for s in piece.spans)):
            return _live(piece.marks)
    return ()


def _live(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if not mark.ghost)
