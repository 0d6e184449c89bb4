"""Painting of the canvas: pure functions of what is laid out and how it looks now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.domain.text import Fragments, Range
from annotator.gui.canvas import pens, shapes
from annotator.gui.canvas.layout import Caption, Piece, Span
from annotator.gui.canvas.marks import Key, Mark
from annotator.gui.canvas.metrics import LANES
from annotator.gui.canvas.shapes import Control, Spot
from annotator.gui.theme import RADII, SUGGESTED, Theme, faded


@dataclass(slots=True)
class Look:
    """What the canvas shows beside text and marks, and how: everything that painting depends on."""

    theme: Theme
    hue_of: Callable[[str], str]
    cursor: Range | None = None
    selection: Range | None = None
    armed: str | None = None
    chosen: Mark | None = None
    hovered: Key | None = None
    pressed: str | None = None
    focused: bool = False
    shown: bool = True
    loud: bool = True
    hits: list[Range] = field(default_factory=list)
    current_hit: Range | None = None
    preview: Fragments | None = None

    def hue(self, mark: Mark) -> QColor:
        """Return the colour of a mark."""
        return self.theme.ink3 if mark.ghost else self.theme.hue(self.hue_of(mark.label))

    def ground(self, mark: Mark) -> QColor:
        """Return the ground of a mark; a suggestion's lets what lies below shine through."""
        colour = self.theme.ground(self.hue_of(mark.label))
        return faded(colour, SUGGESTED) if mark.suggested else colour

    def is_chosen(self, mark: Mark) -> bool:
        """Tell whether a mark is the selected one."""
        return self.chosen is not None and mark.key == self.chosen.key


def paint_line(painter: QPainter, look: Look, place: Spot) -> None:
    """Paint one line: what lies under the text, the text, what lies over it."""
    if look.shown:
        _grounds(painter, look, place)
    _hits(painter, look, place)
    _selection(painter, look, place)
    _cursor_ground(painter, look, place)
    _text(painter, look, place)
    if look.shown:
        _underlines(painter, look, place)
    _cursor_bar(painter, look, place)
    if look.shown:
        _outlines(painter, look, place)


def _text(painter: QPainter, look: Look, place: Spot) -> None:
    painter.setPen(look.theme.ink)
    place.line.text.draw(painter, QPointF(place.x, place.baseline - place.line.text.ascent()))


# ── under the text ─────────────────────────────────────────────────────────


def _grounds(painter: QPainter, look: Look, place: Spot) -> None:
    if not look.loud:
        return
    for piece in place.line.painted:
        mark = piece.mark
        if mark.ghost:
            continue
        for span in piece.spans:
            rect = shapes.ground(place, piece, span)
            outline = _outline_of(rect, span, RADII["mention"] * place.scale)
            painter.fillPath(outline, look.ground(mark))
            if mark.suggested:
                _suggested_outline(painter, look, place, piece, span)
            elif piece.holds:
                pens.stroke(painter, faded(look.hue(mark), 0.35), 0.7 * place.scale)
                painter.drawPath(_inset(rect, span, 0.35 * place.scale, RADII["mention"] * place.scale))


def _suggested_outline(painter: QPainter, look: Look, place: Spot, piece: Piece, span: Span) -> None:
    scale, mark = place.scale, piece.mark
    width = pens.whole(scale, place.ratio)
    loud = mark.key == look.hovered
    pens.stroke(painter, faded(look.hue(mark), 1.0 if loud else 0.7), width, dashes=(4 * scale, 3 * scale))
    rect = shapes.ground(place, piece, span)
    painter.drawPath(_inset(rect, span, width / 2, RADII["mention"] * scale))


def _hits(painter: QPainter, look: Look, place: Spot) -> None:
    for part in look.hits:
        if part[1] <= place.line.start or part[0] >= place.line.end:
            continue
        current = part == look.current_hit
        for left, right in place.block.extents(place.line, part):
            rect = shapes.stretch(place, left, right)
            painter.setPen(QPen(look.theme.focus, 1.0) if current else Qt.PenStyle.NoPen)
            painter.setBrush(faded(look.theme.focus, 0.32 if current else 0.16))
            painter.drawRoundedRect(rect, RADII["mention"], RADII["mention"])


def _selection(painter: QPainter, look: Look, place: Spot) -> None:
    if look.selection is None:
        return
    armed = look.theme.ground(look.hue_of(look.armed)) if look.armed else None
    for left, right in place.block.extents(place.line, look.selection):
        rect = shapes.stretch(place, left, right)
        radius = RADII["mention"] * place.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(armed or faded(look.theme.ink, 0.13))
        painter.drawRoundedRect(rect, radius, radius)
        pens.stroke(painter, look.theme.ink, pens.whole(place.scale, place.ratio))
        half = pens.whole(place.scale, place.ratio) / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def _cursor_ground(painter: QPainter, look: Look, place: Spot) -> None:
    for rect in _cursor(look, place):
        radius = RADII["mention"] * place.scale
        if look.focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(look.theme.ink, 0.13))
            painter.drawRoundedRect(rect, radius, radius)
        else:
            width = pens.whole(place.scale, place.ratio)
            pens.stroke(painter, faded(look.theme.ink, 0.45), width)
            painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius)


# ── over the text ──────────────────────────────────────────────────────────


def _underlines(painter: QPainter, look: Look, place: Spot) -> None:
    for piece in place.line.pieces:
        if shapes.is_hidden(place, piece):
            continue
        y = shapes.underline_y(place, piece.lane)
        _underline(painter, look, place, piece, y)
        for caption in piece.captions:
            _caption(painter, look, place, caption, y)
    rect = shapes.overflow(place)
    if rect is not None:
        painter.setFont(place.block.metrics.bold)
        painter.setPen(look.theme.ink2)
        baseline = shapes.underline_y(place, LANES - 1) + shapes.CAPTION * place.scale
        painter.drawText(QPointF(rect.left(), baseline), f"+{place.line.hidden}")


def _underline(painter: QPainter, look: Look, place: Spot, piece: Piece, y: float) -> None:
    mark, scale = piece.mark, place.scale
    hovered = any(m.key == look.hovered for m in piece.marks)
    wanted = 2.6 if hovered else 2.0 if look.loud else 1.3
    width = pens.whole(wanted * scale, place.ratio)
    middle = pens.middle(y, width, place.ratio)
    colour = look.hue(mark) if look.loud or hovered else faded(look.hue(mark), 0.6)
    dashes = (4 * scale, 3 * scale) if mark.suggested else None
    if mark.ghost:
        width, dashes = 1.3 * scale, (scale, 3.2 * scale)
    pens.stroke(painter, colour, width, dashes=dashes)
    for span in piece.spans:
        left, right = span.ground(scale)
        painter.drawLine(QPointF(place.x + left, middle), QPointF(place.x + right, middle))
    if piece.threads:
        pens.stroke(painter, colour, 1.3 * scale, dashes=(scale, 3.2 * scale))
    for left, right in piece.threads:
        painter.drawLine(QPointF(place.x + left, middle), QPointF(place.x + right, middle))


def _caption(painter: QPainter, look: Look, place: Spot, caption: Caption, y: float) -> None:
    metrics = place.block.metrics
    x = place.x + caption.x
    baseline = shapes.snap(y + shapes.CAPTION * place.scale, place.ratio)
    for word, mark in caption.words:
        bold = not mark.suggested and look.loud
        width = metrics.caption_width(word, bold=not mark.suggested)
        painter.setFont(metrics.bold if bold or look.is_chosen(mark) else metrics.medium)
        if look.is_chosen(mark):
            _pill(painter, look, place, QPointF(x, y), width)
            x += metrics.px(4)
        painter.setPen(look.theme.paper if look.is_chosen(mark) else look.hue(mark))
        painter.drawText(QPointF(x, baseline), word)
        if mark.ghost:
            middle = baseline - metrics.px(3.4)
            painter.drawLine(QPointF(x, middle), QPointF(x + width, middle))
        x += width + metrics.px(4)
        if mark.edited:
            if not look.is_chosen(mark):
                _diamond(painter, look.hue(mark), QPointF(x + metrics.px(2), baseline - metrics.px(3.4)), metrics.px(3))
            x += metrics.px(5)


def _pill(painter: QPainter, look: Look, place: Spot, at: QPointF, width: float) -> None:
    scale = place.scale
    top, bottom = shapes.snap(at.y() + scale, place.ratio), shapes.snap(at.y() + 13.3 * scale, place.ratio)
    rect = QRectF(QPointF(at.x() - 1.3 * scale, top), QPointF(at.x() + width + 10 * scale, bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.ink)
    painter.drawRoundedRect(rect, RADII["mention"] * scale, RADII["mention"] * scale)


def _diamond(painter: QPainter, colour: QColor, middle: QPointF, reach: float) -> None:
    path = QPainterPath(QPointF(middle.x(), middle.y() - reach))
    path.lineTo(middle.x() + reach, middle.y())
    path.lineTo(middle.x(), middle.y() + reach)
    path.lineTo(middle.x() - reach, middle.y())
    path.closeSubpath()
    painter.fillPath(path, colour)


def _cursor_bar(painter: QPainter, look: Look, place: Spot) -> None:
    found = _cursor(look, place) if look.focused else ()
    if not found:
        return
    width = pens.whole(2 * place.scale, place.ratio)
    middle = pens.middle(place.baseline + 3.2 * place.scale, width, place.ratio)
    pens.stroke(painter, look.theme.ink, width)
    for rect in found:
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))


def _cursor(look: Look, place: Spot) -> Sequence[QRectF]:
    if look.cursor is None or look.cursor[1] <= place.line.start or look.cursor[0] >= place.line.end:
        return ()
    found = place.block.extents(place.line, look.cursor)
    return [shapes.stretch(place, left, right, heights=shapes.TOKEN) for left, right in found]


def _outlines(painter: QPainter, look: Look, place: Spot) -> None:
    for piece in place.line.pieces:
        if any(mark.key == look.hovered for mark in piece.marks) and not piece.mark.suggested:
            _hover(painter, look, place, piece)
    if look.preview is not None:
        _preview(painter, look, place)
        return
    for piece in place.line.pieces:
        if any(look.is_chosen(mark) for mark in piece.marks):
            _ring(painter, look, place, piece)


def _preview(painter: QPainter, look: Look, place: Spot) -> None:
    scale = place.scale
    pens.stroke(painter, look.theme.ink, 1.6 * scale)
    for part in look.preview or ():
        for left, right in place.block.extents(place.line, part):
            rect = shapes.stretch(place, left, right)
            up, sides = shapes.RING_UP * scale, (shapes.RING_SIDE - shapes.SIDE) * scale
            painter.drawRoundedRect(rect.adjusted(-sides, -up, sides, up), RADII["ring"] * scale, RADII["ring"] * scale)


def _hover(painter: QPainter, look: Look, place: Spot, piece: Piece) -> None:
    width = pens.whole(place.scale, place.ratio)
    pens.stroke(painter, look.hue(piece.mark), width)
    for span in piece.spans:
        rect = shapes.ground(place, piece, span)
        painter.drawPath(_inset(rect, span, width / 2, RADII["mention"] * place.scale))


def _ring(painter: QPainter, look: Look, place: Spot, piece: Piece) -> None:
    scale = place.scale
    width = pens.whole(1.6 * scale, place.ratio)
    pens.stroke(painter, look.theme.ink, width)
    for span in piece.spans:
        rect = pens.sharp(shapes.ring(place, piece, span), width, place.ratio)
        painter.drawPath(_outline_of(rect, span, RADII["ring"] * scale, opened=True))
    pens.stroke(painter, look.theme.ink, 1.4 * scale)
    painter.setBrush(look.theme.paper)
    for handle in shapes.handles(place, next(m for m in piece.marks if look.is_chosen(m)), piece):
        painter.drawRoundedRect(handle.rect, 2.2 * scale, 2.2 * scale)


def paint_control(painter: QPainter, look: Look, control: Control) -> None:
    """Paint the ✓ ✗ beside the hovered suggestion; the one under the pointer is filled."""
    pens.stroke(painter, look.theme.line, 1.0)
    painter.setBrush(look.theme.paper)
    painter.drawRoundedRect(control.box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
    for name, rect in (("accept", control.accept), ("reject", control.reject)):
        if look.pressed == name:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.theme.row)
            painter.drawRoundedRect(rect, 5, 5)
    pens.stroke(painter, look.theme.ink, 2.0, cap=Qt.PenCapStyle.RoundCap)
    painter.drawPath(pens.check(control.accept.center()))
    painter.drawPath(pens.cross(control.reject.center()))


# ── outlines that stay open where a line breaks ────────────────────────────


def _outline_of(rect: QRectF, span: Span, radius: float, *, opened: bool = False) -> QPainterPath:
    return pens.rounded(rect, radius, left=not span.open_left, right=not span.open_right, opened=opened)


def _inset(rect: QRectF, span: Span, by: float, radius: float) -> QPainterPath:
    inner = rect.adjusted(0 if span.open_left else by, by, 0 if span.open_right else -by, -by)
    return _outline_of(inner, span, radius, opened=True)
