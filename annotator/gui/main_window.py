"""The window: where each panel stands, and what gives way when it is narrow. Nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.panels.find_bar import FindBar
from annotator.gui.panels.header import Header
from annotator.gui.panels.status import StatusBar
from annotator.gui.panels.strip import Strip
from annotator.gui.parts import line

if TYPE_CHECKING:
    from annotator.gui.canvas.view import Canvas
    from annotator.gui.theme import Themes

LIST: Final = 288
INSPECTOR: Final = 336
NARROW_LIST: Final = 216
NARROW_INSPECTOR: Final = 272
COMPACT_BELOW: Final = 1200
NO_INSPECTOR_BELOW: Final = 980
NO_LIST_BELOW: Final = 720


class MainWindow(QMainWindow):
    """Placement only; `dropped` carries the paths of files let go over the window, `closing` comes before the end."""

    dropped = Signal(list)
    closing = Signal()
    compact_changed = Signal(bool)
    panes_changed = Signal()

    def __init__(self, themes: Themes, canvas: Canvas, dispatches: QWidget, inspector: QWidget) -> None:
        super().__init__()
        self.canvas = canvas
        self.dispatches = dispatches
        self.inspector = inspector
        self.header = Header(themes)
        self.find_bar = FindBar(themes)
        self.strip = Strip(themes)
        self.status = StatusBar(themes)
        self.stack = QStackedWidget()
        self.desk = QSplitter(Qt.Orientation.Horizontal)
        self.welcome: QWidget | None = None
        self.wanted = {"list": True, "inspector": True}
        self.compact: bool | None = None
        self._text_only = False
        self._build()
        self.setMinimumSize(560, 400)
        self.resize(1400, 868)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)

    # ── placement ──────────────────────────────────────────────────────────

    def show_welcome(self, welcome: QWidget) -> None:
        """Show the first page."""
        self.welcome = welcome
        self.stack.addWidget(welcome)
        self.stack.setCurrentWidget(welcome)
        self.status.hide()

    def show_desk(self) -> None:
        """Show the open project."""
        self.stack.setCurrentWidget(self.desk)
        self.status.show()
        if self.welcome is not None:
            self.stack.removeWidget(self.welcome)
            self.welcome.deleteLater()
            self.welcome = None

    def show_pane(self, name: str, *, shown: bool) -> None:
        """Show or hide the `list` or the `inspector`; where there is no room it comes over the text."""
        self.wanted[name] = shown
        self._text_only = False
        self._arrange()
        if shown and self.pane(name).isHidden():
            self._lay_over(name)

    def pane(self, name: str) -> QWidget:
        """Return the `list` or the `inspector`."""
        return self.dispatches if name == "list" else self.inspector

    def is_shown(self, name: str) -> bool:
        """Tell whether the `list` or the `inspector` is on screen, or will be when the window is."""
        return not self.pane(name).isHidden()

    def show_text_only(self, wanted: bool) -> None:
        """Show nothing but the text, or all that was there."""
        self._text_only = wanted
        self._arrange()

    @property
    def text_only(self) -> bool:
        """Tell whether only the text is shown."""
        return self._text_only

    def layout_state(self) -> dict[str, Any]:
        """Return what is to be remembered of the placement, as JSON."""
        return {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode(),
            "sizes": self.desk.sizes() if self.desk.isVisible() else [],
            "wanted": self.wanted,
            "text_only": self._text_only,
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Place everything as it was; what makes no sense is left."""
        geometry, sizes, wanted = state.get("geometry"), state.get("sizes"), state.get("wanted")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if isinstance(wanted, dict):
            self.wanted = {name: bool(wanted.get(name, True)) for name in self.wanted}
        self._text_only = bool(state.get("text_only", False))
        self._arrange(force=True)
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(size, int) for size in sizes) and sizes[1]:
            self.desk.setSizes(sizes)

    def _build(self) -> None:
        middle = QWidget()
        self.setCentralWidget(middle)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        column.addWidget(self.stack, 1)
        column.addWidget(line())
        column.addWidget(self.status)
        self.stack.addWidget(self.desk)
        self.desk.setHandleWidth(1)
        self.desk.setChildrenCollapsible(False)
        for widget in (self.dispatches, self._centre(), self.inspector):
            self.desk.addWidget(widget)
        self.desk.setStretchFactor(0, 0)
        self.desk.setStretchFactor(1, 1)
        self.desk.setStretchFactor(2, 0)
        self.dispatches.setMinimumWidth(180)
        self.inspector.setMinimumWidth(220)

    def _centre(self) -> QWidget:
        centre = QFrame()
        centre.setProperty("place", "paper")
        centre.setMinimumWidth(420)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, line(), self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.canvas, 1)
        column.addWidget(line())
        column.addWidget(self.strip)
        return centre

    # ── what gives way ─────────────────────────────────────────────────────

    def _arrange(self, *, force: bool = False) -> None:
        width = self.width()
        compact = width < COMPACT_BELOW
        room = {"list": width >= NO_LIST_BELOW, "inspector": width >= NO_INSPECTOR_BELOW}
        for name in ("list", "inspector"):
            pane = self.pane(name)
            if self.desk.indexOf(pane) < 0:
                self._put_back(name)
            pane.setVisible(self.wanted[name] and room[name] and not self._text_only)
        for widget in (self.strip, self.header):
            widget.setVisible(not self._text_only)
        if compact is not self.compact or force:
            self.compact = compact
            sides = (NARROW_LIST, NARROW_INSPECTOR) if compact else (LIST, INSPECTOR)
            self.desk.setSizes([sides[0], max(420, width - sum(sides) - 2), sides[1]])
            for part in (self.header, self.strip, self.status):
                part.set_compact(compact)
            self.compact_changed.emit(compact)
        self.panes_changed.emit()

    def _lay_over(self, name: str) -> None:
        pane = self.pane(name)
        width = NARROW_LIST if name == "list" else NARROW_INSPECTOR
        pane.setParent(self.stack)
        pane.setAutoFillBackground(True)
        left = 0 if name == "list" else self.stack.width() - width
        pane.setGeometry(left, 0, width, self.stack.height())
        pane.show()
        pane.raise_()

    def _put_back(self, name: str) -> None:
        pane = self.pane(name)
        pane.setAutoFillBackground(False)
        self.desk.insertWidget(0 if name == "list" else 2, pane)

    # ── events ─────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panels give way."""
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
