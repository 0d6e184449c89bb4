"""The window: where each panel stands, and what gives way when it is narrow. Nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from annotator.gui.canvas.view import Canvas
    from annotator.gui.panels.dispatch_list import DispatchList
    from annotator.gui.panels.find_bar import FindBar
    from annotator.gui.panels.header import Header
    from annotator.gui.panels.inspector import Inspector
    from annotator.gui.panels.status import StatusBar
    from annotator.gui.panels.strip import Strip

MENU: Final = 36
HEADER: Final = 74
STRIP: Final = 46
STATUS: Final = 26
LIST: Final = 288
INSPECTOR: Final = 336
NARROW_LIST: Final = 216
NARROW_INSPECTOR: Final = 272
COMPACT_BELOW: Final = 1200
NO_INSPECTOR_BELOW: Final = 980
NO_LIST_BELOW: Final = 720


class MainWindow(QMainWindow):
    """Placement only; `dropped` carries the paths of files let go over the window, `closing` comes before the end.

    The rooms around the canvas are empty until `furnish` brings the panels: their places do not move then.
    """

    dropped = Signal(list)
    closing = Signal()
    compact_changed = Signal(bool)
    panes_changed = Signal()

    header: Header
    find_bar: FindBar
    strip: Strip
    status: StatusBar

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas = canvas
        self._panes: dict[str, QWidget] = {"list": QFrame(), "inspector": QFrame()}
        self._rows: dict[str, QWidget] = {}
        self._furnished = False
        self.stack = QStackedWidget()
        self.desk = QSplitter(Qt.Orientation.Horizontal)
        self.welcome: QWidget | None = None
        self.wanted = {"list": True, "inspector": True}
        self.compact: bool | None = None
        self._was_compact: bool | None = None
        self._text_only = False
        self._build()
        self.setMinimumSize(560, 400)
        self.resize(1400, 868)
        self.setAcceptDrops(True)

    def furnish(
        self,
        *,
        header: Header,
        find_bar: FindBar,
        strip: Strip,
        status: StatusBar,
        dispatches: DispatchList,
        inspector: Inspector,
    ) -> None:
        """Put the panels into their places."""
        self.header, self.find_bar, self.strip, self.status = header, find_bar, strip, status
        sizes = self.desk.sizes()
        for name, pane in (("list", dispatches), ("inspector", inspector)):
            old, self._panes[name] = self._panes[name], pane
            pane.setVisible(not old.isHidden())
            self.desk.replaceWidget(self.desk.indexOf(old), pane)
            old.deleteLater()
        for name, row in (("header", header), ("strip", strip), ("status", status)):
            old, self._rows[name] = self._rows[name], row
            _replace(old, row)
        self._column.insertWidget(2, find_bar)
        self._limit_panes()
        self.desk.setSizes(sizes)
        self._furnished = True
        self.rearrange()

    # ── placement ──────────────────────────────────────────────────────────

    def show_welcome(self, welcome: QWidget) -> None:
        """Show the first page."""
        self.welcome = welcome
        self.stack.addWidget(welcome)
        self.stack.setCurrentWidget(welcome)
        self._rows["status"].hide()

    def show_desk(self) -> None:
        """Show the open project."""
        self.stack.setCurrentWidget(self.desk)
        self._rows["status"].show()
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
        return self._panes[name]

    def rearrange(self) -> None:
        """Let everything take its place again."""
        self._arrange(force=True)

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
        self.menuBar().setFixedHeight(MENU)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows["status"] = _empty(STATUS)
        for widget in (_line(), self.stack, _line(), self._rows["status"]):
            column.addWidget(widget)
        column.setStretch(1, 1)
        self.stack.addWidget(self.desk)
        self.desk.setHandleWidth(1)
        self.desk.setChildrenCollapsible(False)
        for widget in (self._panes["list"], self._centre(), self._panes["inspector"]):
            self.desk.addWidget(widget)
        for at, stretch in enumerate((0, 1, 0)):
            self.desk.setStretchFactor(at, stretch)
        self._limit_panes()

    def _limit_panes(self) -> None:
        self._panes["list"].setMinimumWidth(180)
        self._panes["inspector"].setMinimumWidth(220)

    def _centre(self) -> QWidget:
        centre = QFrame()
        centre.setProperty("place", "paper")
        centre.setMinimumWidth(420)
        self._rows["header"], self._rows["strip"] = _empty(HEADER), _empty(STRIP)
        self._column = QVBoxLayout(centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self._rows["header"], _line(), self.canvas, _line(), self._rows["strip"]):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self.canvas, 1)
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
        for name in ("header", "strip"):
            self._rows[name].setVisible(not self._text_only)
        if compact is not self.compact or force:
            self.compact = compact
            sides = (NARROW_LIST, NARROW_INSPECTOR) if compact else (LIST, INSPECTOR)
            if compact is not self._was_compact:
                self.desk.setSizes([sides[0], max(420, width - sum(sides) - 2), sides[1]])
                self._was_compact = compact
            if self._furnished:
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


def _empty(height: int) -> QFrame:
    made = QFrame()
    made.setFixedHeight(height)
    return made


def _line() -> QFrame:
    made = _empty(1)
    made.setProperty("place", "line")
    return made


def _replace(old: QWidget, new: QWidget) -> None:
    parent = old.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is not None:
        layout.replaceWidget(old, new)
    new.setVisible(not old.isHidden())
    old.deleteLater()
