"""Icons of resources/icons in the colour that is wanted, sharp at any scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.resources import resource


def icon(name: str, colour: QColor | str) -> QIcon:
    """Return an icon of resources/icons in one colour."""
    return QIcon(pixmap(name, colour))


def pixmap(name: str, colour: QColor | str, size: int = 16) -> QPixmap:
    """Return an icon as a pixmap of a size in logical px, at the screen's own density."""
    written = colour if isinstance(colour, str) else colour.name()
    screen = QGuiApplication.primaryScreen()
    return _pixmap(name, written, size, screen.devicePixelRatio() if screen else 1.0)


@cache
def _pixmap(name: str, colour: str, size: int, density: float) -> QPixmap:
    made = QPixmap(round(size * density), round(size * density))
    made.setDevicePixelRatio(density)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    path = resource("icons", f"{name}.svg")
    if not path.exists():
        return QSvgRenderer()
    drawn = path.read_bytes().replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(drawn))
