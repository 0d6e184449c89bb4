"""Where things stand around a line, in viewport px: grounds, ring, handles, the ✓ ✗ of a suggestion; no painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from annotator.gui.canvas.layout import SIDE, Block, Line, Piece, Span
from annotator.gui.canvas.marks import Mark
from annotator.gui.canvas.metrics import LANES, Column

UNDERLINE, LANE_PITCH, CAPTION = 9.0, 14.0, 10.2
GROUND, HOLDER, TOKEN = (-15.0, 5.0), (-17.0, 6.5), (-14.0, 4.0)
RING_SIDE, RING_UP = 1.8, 1.0
HANDLE_WIDTH, HANDLE_TOP, HANDLE_BOTTOM = 4.4, -11.0, 1.0
TARGET_WIDTH, TARGET_HEIGHT = 12.0, 24.0
BUTTON_WIDTH, BUTTON_GAP, BUTTON_PAD = 24.0, 2.0, 2.5
CONTROL_WIDTH = 2 * BUTTON_WIDTH + BUTTON_GAP + 2 * BUTTON_PAD
CONTROL_AWAY = 4.4


@dataclass(frozen=True, slots=True)
class Spot:
    """One line on screen: its block, and where its baseline and the column stand; `ratio` is device px to px."""

    block: Block
    line: Line
    index: int
    number: int
    x: float
    baseline: float
    ratio: float

    @property
    def scale(self) -> float:
        """Return the zoom as a factor."""
        return self.block.metrics.scale

    @property
    def top(self) -> float:
        """Return the viewport y where the line's band begins."""
        return self.baseline - (self.line.baseline - self.line.top)

    @property
    def bottom(self) -> float:
        """Return the viewport y where the next line begins."""
        return self.top + self.line.height

    def y(self, below: float) -> float:
        """Return the viewport y of a measure below the baseline, on a device pixel."""
        return snap(self.baseline + below * self.scale, self.ratio)


class Handle(NamedTuple):
    """An edge of a mark that can be dragged: which fragment, which end, and where."""

    fragment: int
    end: bool
    rect: QRectF


class Control(NamedTuple):
    """The ✓ ✗ beside a suggestion: the box and the two buttons in it."""

    box: QRectF
    accept: QRectF
    reject: QRectF


def snap(value: float, ratio: float) -> float:
    """Return a length rounded to whole device pixels."""
    return round(value * ratio) / ratio


def spot(block: Block, line: Line, index: int, number: int, *, column: Column, top: float, ratio: float) -> Spot:
    """Return where a line of a block stands whose top is at a viewport y."""
    return Spot(block, line, index, number, column.left, snap(top + line.baseline, ratio), ratio)


def ground(place: Spot, piece: Piece, span: Span) -> QRectF:
    """Return the ground of one span: taller where the mark holds another."""
    up, down = HOLDER if piece.holds else GROUND
    left, right = span.ground(place.scale)
    return QRectF(QPointF(place.x + left, place.y(up)), QPointF(place.x + right, place.y(down)))


def stretch(place: Spot, left: float, right: float, *, heights: tuple[float, float] = GROUND) -> QRectF:
    """Return the rectangle over a stretch of text, 1.2 beyond it at each side."""
    side = SIDE * place.scale
    up, down = heights
    return QRectF(QPointF(place.x + left - side, place.y(up)), QPointF(place.x + right + side, place.y(down)))


def ring(place: Spot, piece: Piece, span: Span) -> QRectF:
    """Return the selection ring's middle line around one span."""
    rect = ground(place, piece, span)
    sides = (RING_SIDE - SIDE) * place.scale
    up = RING_UP * place.scale
    return rect.adjusted(0 if span.open_left else -sides, -up, 0 if span.open_right else sides, up)


def underline_y(place: Spot, lane: int) -> float:
    """Return the middle of an underline's pen, below the baseline of its line."""
    return place.baseline + (UNDERLINE + LANE_PITCH * lane) * place.scale


def is_hidden(place: Spot, piece: Piece) -> bool:
    """Tell whether a piece has no room in the lanes that are shown."""
    return place.line.hidden > 0 and piece.lane >= LANES


def handles(place: Spot, mark: Mark, piece: Piece) -> list[Handle]:
    """Return the handles of a mark's edges that stand on this line."""
    found: list[Handle] = []
    for span in piece.spans:
        start, end = mark.fragments[span.fragment]
        if not span.open_left and place.line.start <= start < place.line.end:
            x = place.block.x_of(place.line, start)
            found.append(Handle(span.fragment, False, _handle(place, x, outward=-1)))
        if not span.open_right and place.line.start < end <= place.line.end:
            x = place.block.x_of(place.line, min(end, place.line.inked))
            found.append(Handle(span.fragment, True, _handle(place, x, outward=1)))
    return found


def _handle(place: Spot, x: float, *, outward: int) -> QRectF:
    middle = place.x + x + outward * RING_SIDE * place.scale
    half = HANDLE_WIDTH / 2 * place.scale
    return QRectF(QPointF(middle - half, place.y(HANDLE_TOP)), QPointF(middle + half, place.y(HANDLE_BOTTOM)))


def target(handle: Handle) -> QRectF:
    """Return where a handle answers: 12 × 24 at least, around it."""
    rect = handle.rect
    width, height = max(TARGET_WIDTH, rect.width()), max(TARGET_HEIGHT, rect.height())
    return QRectF(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height)


def control(place: Spot, piece: Piece, *, viewport: float) -> Control:
    """Return the ✓ ✗ at the right end of a piece, at its left where there is no room."""
    scale = place.scale
    left = max(span.ground(scale)[1] for span in piece.spans) + place.x + CONTROL_AWAY
    if left + CONTROL_WIDTH > viewport - 2:
        left = min(span.ground(scale)[0] for span in piece.spans) + place.x - CONTROL_AWAY - CONTROL_WIDTH
    left = snap(max(2.0, left), place.ratio)
    top, bottom = place.y(GROUND[0]), place.y(GROUND[1])
    box = QRectF(QPointF(left, top - BUTTON_PAD), QPointF(left + CONTROL_WIDTH, bottom + BUTTON_PAD))
    accept = QRectF(left + BUTTON_PAD, top, BUTTON_WIDTH, bottom - top)
    return Control(box, accept, accept.translated(BUTTON_WIDTH + BUTTON_GAP, 0))


def overflow(place: Spot) -> QRectF | None:
    """Return where `+n` stands, after the last label of lane four; None where all marks of the line are shown."""
    if not place.line.hidden:
        return None
    scale = place.scale
    ends = [s.ground(scale)[1] for p in place.line.pieces if p.lane == LANES - 1 for s in p.spans]
    ends += [c.x + c.width for p in place.line.pieces if p.lane == LANES - 1 for c in p.captions]
    left = place.x + max(ends, default=0.0) + 4 * scale
    top = underline_y(place, LANES - 1) - 5 * scale
    return QRectF(left, top, 22 * scale, 14 * scale)
