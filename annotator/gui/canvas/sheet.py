"""What the canvas shows: a dispatch, its marks and everything painted over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.schema import Schema
from annotator.domain.suggestions import Suggestion
from annotator.domain.text import Fragments, Range, TokenGrid
from annotator.gui.canvas.flow import Flow
from annotator.gui.canvas.ghosts import Ghosts
from annotator.gui.canvas.hit import Hit, control_of, hit
from annotator.gui.canvas.marks import Mark
from annotator.gui.canvas.paint import Look, paint_control, paint_line
from annotator.gui.canvas.stage import Stage
from annotator.gui.theme import Theme

_NO_MARKS = Annotations()


class Sheet(Stage):
    """A Stage with a dispatch on it; knows marks and their looks, not what a person does with them."""

    hovered_changed = Signal(object)
    marks_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = TokenGrid(())
        self.schema = Schema()
        self.look = Look(theme, self._hue_of)
        self.ghosts = Ghosts(self, self._refresh)
        self.painted = 0.0
        self._rejections: frozenset[str] = frozenset()
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def text(self) -> str:
        """Return the text of the dispatch."""
        return self.flow.raw if self.flow is not None else ""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.look.theme = theme
        self.viewport().update()

    def set_schema(self, schema: Schema) -> None:
        """Take other names and hues for the labels."""
        self.schema = schema
        if self.flow is not None:
            self.flow.touch_all()
        self.viewport().update()

    def set_layers(self, *, shown: bool = True, loud: bool = True) -> None:
        """Show or hide mentions; quiet ones have thin underlines and no ground."""
        self.look.shown, self.look.loud = shown, loud
        self.viewport().update()

    def set_hits(self, hits: Sequence[Range], current: Range | None = None) -> None:
        """Highlight what a search has found; `current` stands out."""
        self.look.hits, self.look.current_hit = list(hits), current
        self.viewport().update()

    def set_marks(self, annotations: Annotations, suggestions: Iterable[Suggestion]) -> None:
        """Show a layer and the suggestions that wait; only what differs is laid out, and nothing moves sideways."""
        flow = self.flow
        if flow is None:
            return
        pinned = self._pin()
        rejected = [flow.marks.suggestion(name) for name in annotations.rejections - self._rejections]
        self._rejections = annotations.rejections
        touched = flow.set_marks(annotations, suggestions)
        touched |= self.ghosts.raise_from(flow.marks, [s for s in rejected if s is not None])
        if touched:
            flow.touch(touched)
            self._put_pin(pinned)
            self.marks_changed.emit()

    def open_line(self, block: int, number: int) -> None:
        """Show all lanes of a line that had too many; again: only four."""
        if self.flow is not None:
            self.flow.opened.setdefault(block, set()).symmetric_difference_update({number})
            self._refresh({block})

    def hit_at(self, point: QPointF, *, plain: bool = False) -> Hit:
        """Return what a viewport point is on; a plain look sees neither ✓ ✗ nor handles."""
        flow = self.flow
        return hit(
            list(self.spots()),
            point,
            marks_at=flow.marks_at if flow is not None else lambda _: [],
            chosen=None if plain else self.look.chosen,
            hovered=None if plain else self.look.hovered,
            viewport=self.viewport().width(),
        )

    def set_hover(self, mark: Mark | None, pressed: str | None = None) -> None:
        """Show a mark as hovered; `pressed` is the button under the pointer."""
        look, key = self.look, None if mark is None else mark.key
        if (look.hovered, look.pressed) != (key, pressed):
            changed = look.hovered != key
            look.hovered, look.pressed = key, pressed
            self.viewport().update()
            if changed:
                self.hovered_changed.emit(mark)

    def preview(self, fragments: Fragments | None) -> None:
        """Show where the selected mark would stand while an edge is dragged."""
        self.look.preview = fragments
        self.viewport().update()

    def _show(self, dispatch: Dispatch | None, grid: TokenGrid, schema: Schema) -> None:
        self.grid, self.schema = grid, schema
        self.ghosts.clear()
        self._rejections = frozenset()
        look = self.look
        look.chosen = look.hovered = look.pressed = look.preview = look.selection = look.cursor = None
        look.hits, look.current_hit = [], None
        self.flow = None
        if dispatch is not None:
            self.flow = Flow(dispatch.text, self.metrics, self.column.width, self._name_of)
            self._go((0, -self.flow.margin_top))
        else:
            self._sync_bar()
            self.viewport().update()

    def _refresh(self, blocks: set[int]) -> None:
        if self.flow is not None:
            pinned = self._pin()
            self.flow.touch(blocks)
            self._put_pin(pinned)

    def _name_of(self, label: str) -> str:
        kind = self.schema.entity(label)
        return kind.name if kind is not None else label

    def _hue_of(self, label: str) -> str:
        kind = self.schema.entity(label)
        return kind.hue if kind is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that the event's region meets."""
        painter = QPainter(self.viewport())
        self.paint(painter, QRectF(event.rect()))
        painter.end()
        self.painted = perf_counter()

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what is on screen into a painter."""
        # A fractional scale leaves half a device pixel at the edges; paper must cover it.
        painter.fillRect(clip.adjusted(-1, -1, 1, 1), self.look.theme.paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spots = list(self.spots())
        for place in spots:
            if place.bottom + 4 >= clip.top() and place.top - 4 <= clip.bottom():
                paint_line(painter, self.look, place)
        found = control_of(spots, self.look.hovered, self.viewport().width()) if self.look.shown else None
        if found is not None:
            paint_control(painter, self.look, found[0])
