"""Pens that fall on device pixels, and the small paths of the canvas."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


def whole(width: float, ratio: float) -> float:
    """Return a pen's width in whole device pixels, one at least."""
    return max(1, int(width * ratio + 0.4)) / ratio


def middle(y: float, width: float, ratio: float) -> float:
    """Return where a horizontal pen of whole device pixels must run so that both its edges are sharp."""
    return round((y - width / 2) * ratio) / ratio + width / 2


def sharp(rect: QRectF, width: float, ratio: float) -> QRectF:
    """Return a rectangle whose upper and lower line are sharp when drawn with a pen of whole device pixels."""
    top, bottom = middle(rect.top(), width, ratio), middle(rect.bottom(), width, ratio)
    return QRectF(rect.left(), top, rect.width(), bottom - top)


def stroke(
    painter: QPainter,
    colour: QColor,
    width: float,
    *,
    dashes: tuple[float, float] | None = None,
    cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap,
) -> None:
    """Set a pen, its dashes in px, and no brush."""
    painter.setPen(_pen(colour.rgba(), width, dashes, cap))
    painter.setBrush(Qt.BrushStyle.NoBrush)


@lru_cache(maxsize=1024)
def _pen(rgba: int, width: float, dashes: tuple[float, float] | None, cap: Qt.PenCapStyle) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), width)
    pen.setCapStyle(cap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        # Qt counts dashes in pen widths.
        pen.setDashPattern([length / width for length in dashes])
    return pen


def rounded(rect: QRectF, radius: float, *, left: bool, right: bool, opened: bool = False) -> QPainterPath:
    """Return a rectangle with round corners at the sides that are closed; `opened` leaves the others undrawn."""
    path = QPainterPath()
    if left and right:
        path.addRoundedRect(rect, radius, radius)
        return path
    a, b, c, d = rect.left(), rect.top(), rect.right(), rect.bottom()
    if not left and not right:
        if opened:
            path.moveTo(a, b)
            path.lineTo(c, b)
            path.moveTo(c, d)
            path.lineTo(a, d)
        else:
            path.addRect(rect)
        return path
    near, far, way = (a, c, 1) if left else (c, a, -1)
    r = min(radius, rect.width(), rect.height() / 2)
    path.moveTo(far, b)
    path.lineTo(near + way * r, b)
    path.quadTo(near, b, near, b + r)
    path.lineTo(near, d - r)
    path.quadTo(near, d, near + way * r, d)
    path.lineTo(far, d)
    if not opened:
        path.closeSubpath()
    return path


def check(centre: QPointF) -> QPainterPath:
    """Return a tick of 10 × 7 around a point."""
    path = QPointF(centre.x() - 5, centre.y() + 0.3)
    tick = QPainterPath(path)
    tick.lineTo(centre.x() - 1.8, centre.y() + 3.5)
    tick.lineTo(centre.x() + 5, centre.y() - 3.7)
    return tick


def cross(centre: QPointF) -> QPainterPath:
    """Return a cross of 9 × 9 around a point."""
    path = QPainterPath()
    for way in (-1, 1):
        path.moveTo(centre.x() - 4.3, centre.y() - 4.3 * way)
        path.lineTo(centre.x() + 4.3, centre.y() + 4.3 * way)
    return path
