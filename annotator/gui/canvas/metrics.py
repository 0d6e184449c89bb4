"""The measures of the canvas (mock/desk.md, px at 100 %), scaled by the zoom, and the faces that go with them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.gui import theme

BAND, ABOVE, BELOW, LANE, GAP = 8.0, 15.5, 6.0, 14.0, 12.0
LANES = 4
TRACK, TRACKS = 17.0, 4
GUTTER_LEFT, GUTTER_RIGHT, COLUMN = 128.0, 74.0, 614.0
NARROW_LEFT, NARROW_RIGHT, NARROW_BELOW = 52.0, 40.0, 680.0
MARGIN_TOP, MARGIN_BOTTOM = 22.0, 60.0
LANE_DISTANCE = 3.0
ZOOM_LOW, ZOOM_HIGH = 70, 200


class Column(NamedTuple):
    """Where the text stands across the viewport: its left edge, its width, and the gutters beside it."""

    left: float
    width: float
    gutter_left: float
    gutter_right: float

    @property
    def right(self) -> float:
        """Return the right edge of the text."""
        return self.left + self.width


def column(viewport: float, scale: float) -> Column:
    """Return the column for a viewport's width; gutters keep their size under zoom, narrow views get slim ones."""
    narrow = viewport < NARROW_BELOW
    left = NARROW_LEFT if narrow else GUTTER_LEFT
    right = NARROW_RIGHT if narrow else GUTTER_RIGHT
    width = max(80.0, min(COLUMN * scale, viewport - left - right))
    spare = max(0.0, viewport - left - width - right)
    return Column(round(spare / 2 + left), width, left, right)


class Metrics:
    """Measures and faces at one zoom and text size: `px(2)` is a length of desk.md on screen.

    The text size is that of the text at 100 %; all that stands around the text grows with it.
    """

    def __init__(self, zoom: int = 100, *, size: float = theme.SIZES["text"]) -> None:
        self.zoom = zoom
        self.size = size
        self.scale = zoom / 100 * size / theme.SIZES["text"]
        self.text: QFont = theme.text_font(self.px(theme.SIZES["text"]))
        self.bold: QFont = theme.lane_font(self.px(theme.SIZES["lane"]), bold=True)
        self.medium: QFont = theme.lane_font(self.px(theme.SIZES["lane"]), bold=False)
        self.space = QFontMetricsF(self.text).horizontalAdvance(" ")
        # Typical French letters: only heights that are guessed depend on it.
        self.letter = QFontMetricsF(self.text).horizontalAdvance("le président a déclaré mardi que") / 32
        self._faces = {True: QFontMetricsF(self.bold), False: QFontMetricsF(self.medium)}
        self._widths: dict[tuple[str, bool], float] = {}

    def px(self, length: float) -> float:
        """Return a length of desk.md at this zoom."""
        return length * self.scale

    def caption_width(self, caption: str, *, bold: bool) -> float:
        """Return the width of a lane label."""
        key = caption, bold
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = self._faces[bold].horizontalAdvance(caption)
        return width

    def line_height(self, lanes: int, tracks: int = 0) -> float:
        """Return the height of a line with so many lanes below and arc tracks above."""
        return self.band(tracks) + self.px(ABOVE + BELOW + LANE * max(1, lanes))

    def band(self, tracks: int = 0) -> float:
        """Return the space above a line's text; arcs get 17 a track and 8."""
        return self.px(BAND + TRACK * tracks)
