"""The scrolled column under the canvas: what is on screen, scrolling that never makes text jump, zoom."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.gui.canvas import shapes
from annotator.gui.canvas.flow import Flow, Place
from annotator.gui.canvas.metrics import MARGIN_BOTTOM, ZOOM_HIGH, ZOOM_LOW, Metrics, column
from annotator.gui.canvas.shapes import Spot

_COMFORTABLE = 0.38
"""Where on the screen a place that is jumped to comes to stand."""


class Stage(QAbstractScrollArea):
    """A Flow in a viewport: the place at its top is kept as a block and a height, never as a guessed y."""

    zoom_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt's own viewport would make Python prepare every class of widgets, to find out which one it is.
        self.setViewport(QWidget())
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.metrics = Metrics()
        self.flow: Flow | None = None
        self.place: Place = (0, 0.0)
        self.column = column(self.width(), self.metrics.scale)
        self._bar = 0
        self._syncing = False
        self.verticalScrollBar().valueChanged.connect(self._follow_bar)
        self.verticalScrollBar().sliderReleased.connect(self._sync_bar)

    @property
    def zoom(self) -> int:
        """Return the zoom in per cent."""
        return self.metrics.zoom

    def set_zoom(self, zoom: int) -> None:
        """Show the text at 70 to 200 per cent; what is read keeps its place on screen."""
        zoom = min(max(zoom, ZOOM_LOW), ZOOM_HIGH)
        if zoom != self.zoom:
            self._reshape(Metrics(zoom, size=self.metrics.size))
            self.zoom_changed.emit(zoom)

    def set_text_size(self, size: float) -> None:
        """Take another size of the text at 100 per cent, in px."""
        if size != self.metrics.size:
            self._reshape(Metrics(self.zoom, size=size))

    def _reshape(self, metrics: Metrics) -> None:
        pinned = self._pin()
        self.metrics = metrics
        self.column = column(self.width(), metrics.scale)
        self.verticalScrollBar().setSingleStep(round(metrics.px(20)))
        if self.flow is not None:
            self.flow.reshape(metrics, self.column.width)
            self.place = (min(self.place[0], len(self.flow.blocks) - 1), 0.0)
            self._put_pin(pinned)
        self.viewport().update()

    # ── what is on screen ──────────────────────────────────────────────────

    def spots(self) -> Iterator[Spot]:
        """Yield the lines on screen from the top down."""
        if self.flow is None:
            return
        height, ratio = self.viewport().height(), self.devicePixelRatioF()
        for index, block, top in self.flow.seen(self.place, height):
            for number, line in enumerate(block.lines):
                if top + line.bottom < 0:
                    continue
                if top + line.top > height:
                    break
                yield shapes.spot(block, line, index, number, column=self.column, top=top, ratio=ratio)

    def spot_of(self, offset: int) -> Spot | None:
        """Return the line on screen that holds an offset; None where it is not on screen."""
        return next((s for s in self.spots() if s.line.start <= offset < max(s.line.end, s.line.start + 1)), None)

    def rect_of(self, offset: int) -> QRectF | None:
        """Return the box of an offset's character cell edge on screen, as high as the text; None where it is not."""
        place = self.spot_of(offset)
        if place is None:
            return None
        x = place.x + place.block.x_of(place.line, offset)
        return QRectF(QPointF(x, place.y(shapes.GROUND[0])), QPointF(x, place.y(shapes.GROUND[1])))

    # ── scrolling ──────────────────────────────────────────────────────────

    def scroll_by(self, height: float) -> None:
        """Scroll down by so many px, up where negative."""
        if self.flow is not None:
            self._go(self.flow.moved(self.place, height))

    def reveal_offset(self, offset: int, *, comfortable: bool = True) -> None:
        """Scroll so that an offset is on screen: not at all, by a little, or to a comfortable place."""
        if self.flow is None:
            return
        height = self.viewport().height()
        index, _, line = self.flow.line_of(offset)
        place = self.spot_of(offset)
        if place is not None:
            room = min(line.height * 0.5, height / 6)
            if place.top - room >= 0 and place.bottom + room <= height:
                return
            if not comfortable:
                self.scroll_by(place.top - room if place.top - room < 0 else place.bottom + room - height)
                return
        self._go(self.flow.moved((index, line.top), -height * _COMFORTABLE))

    def _go(self, place: Place) -> None:
        self.place = self._settled(place)
        self._sync_bar()
        self.viewport().update()

    def _settled(self, place: Place) -> Place:
        """Return the place so that neither end of the text leaves the viewport's edge."""
        flow = self.flow
        if flow is None:
            return 0, 0.0
        index, depth = flow.moved(place, 0.0)
        height = self.viewport().height()
        filled, at = -depth, index
        while at < len(flow.blocks) and filled < height:
            filled += flow.block(at).height
            at += 1
        if at == len(flow.blocks):
            filled += self.metrics.px(MARGIN_BOTTOM)
            if filled < height:
                index, depth = flow.moved((index, depth), filled - height)
        return (index, max(depth, -flow.margin_top)) if index == 0 else (index, depth)

    def _sync_bar(self) -> None:
        bar, flow = self.verticalScrollBar(), self.flow
        height = self.viewport().height()
        self._syncing = True
        bar.setPageStep(height)
        bar.setRange(0, max(0, round(flow.height - height)) if flow is not None else 0)
        if flow is not None and not bar.isSliderDown():
            bar.setValue(round(flow.top(self.place[0]) + self.place[1]))
        self._bar = bar.value()
        self._syncing = False

    def _follow_bar(self, value: int) -> None:
        if self._syncing or self.flow is None:
            return
        by, self._bar = value - self._bar, value
        near = abs(by) < 4 * self.viewport().height()
        self._go(self.flow.moved(self.place, by) if near else self.flow.place_at(value))

    # ── keeping what is read in its place ──────────────────────────────────

    def anchor_offset(self) -> int | None:
        """Return an offset on screen that must not move when lines around it grow or break anew."""
        first = next((s for s in self.spots() if s.baseline >= 0), None)
        return first.line.start if first is not None else None

    def _pin(self) -> tuple[int, float] | None:
        offset = self.anchor_offset()
        place = self.spot_of(offset) if offset is not None else None
        return (offset, place.baseline) if offset is not None and place is not None else None

    def _put_pin(self, pinned: tuple[int, float] | None) -> None:
        if self.flow is not None and pinned is not None:
            offset, y = pinned
            index, _, line = self.flow.line_of(offset)
            self.place = self.flow.moved((index, line.baseline), -y)
        self._go(self.place)

    # ── events ─────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew where the column's width changes; its place in the viewport always follows."""
        super().resizeEvent(event)
        fresh = column(self.width(), self.metrics.scale)
        if fresh.width != self.column.width:
            self._reshape(self.metrics)
        else:
            self.column = fresh
            self._go(self.place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self.zoom + round(10 * steps) if abs(steps) >= 1 else self.zoom + (steps > 0) - (steps < 0))
            event.accept()
        else:
            super().wheelEvent(event)
