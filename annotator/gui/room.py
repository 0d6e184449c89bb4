"""Everything around the canvas, built and wired once the first dispatch is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer

from annotator.gui.bindings import Bindings, Menus
from annotator.gui.commands.files import FileCommands
from annotator.gui.commands.suggesting import SuggestingCommands
from annotator.gui.corner import Corner
from annotator.gui.desk import Desk
from annotator.gui.i18n import tr
from annotator.gui.jobs import Jobs
from annotator.gui.links import CanvasLink, HeaderLink, InspectorLink, StatusLink
from annotator.gui.list_link import ListLink
from annotator.gui.panels.dispatch_list import DispatchList
from annotator.gui.panels.find_bar import FindBar
from annotator.gui.panels.header import Header
from annotator.gui.panels.inspector import Inspector
from annotator.gui.panels.status import StatusBar
from annotator.gui.panels.strip import Strip
from annotator.gui.requests import wire_late
from annotator.gui.stopwatch import Stopwatch
from annotator.services.changes import Changes

if TYPE_CHECKING:
    from annotator.gui.app import App
    from annotator.services.session import Session

REMEMBER_MS: Final = 1_500
"""After so long at a dispatch its place is remembered."""
LETTERS = ("label_all", "keys_here")


class Room:
    """The panels, the desk, and the links between them."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._panels()
        self._wire()

    def _panels(self) -> None:
        app, window = self._app, self._app.window
        self.jobs = Jobs(window)
        self.list = DispatchList(app.themes)
        self.inspector = Inspector(app.themes)
        window.furnish(
            header=Header(app.themes),
            find_bar=FindBar(app.themes),
            strip=Strip(app.themes),
            status=StatusBar(app.themes),
            dispatches=self.list,
            inspector=self.inspector,
        )

    def _wire(self) -> None:
        app, window = self._app, self._app.window
        self.desk = desk = Desk(
            window=window,
            canvas=app.canvas,
            list_panel=self.list,
            inspector=self.inspector,
            settings=app.settings,
            themes=app.themes,
            notify=app.notify,
            jobs=self.jobs,
        )
        self.inspector_link = InspectorLink(desk)
        self.header_link = HeaderLink(desk)
        self.status_link = StatusLink(desk, self.inspector_link)
        self.list_link = desk.list = ListLink(desk)
        desk.files = FileCommands(desk, app)
        desk.suggesting = SuggestingCommands(desk)
        desk.bindings = Bindings(desk)
        desk.menus = Menus(desk, desk.bindings, window.menuBar())
        self.corner = Corner(desk)
        self.stopwatch = Stopwatch(window, self._spend)
        desk.touched = self.stopwatch.touch
        self._resting = QTimer(window, singleShot=True, interval=REMEMBER_MS)
        self._resting.timeout.connect(app.remember_place)
        desk.changed.connect(self._moved)
        window.compact_changed.connect(self.list.set_compact)
        window.dropped.connect(desk.files.dropped)
        window.strip.label_wanted.connect(desk.mentions.label)
        window.strip.action_wanted.connect(desk.bindings.run)
        wire_late(desk)

    def take(self, session: Session, *, canvas_shows: bool) -> None:
        """Show an open project everywhere; `canvas_shows` tells that its dispatch is on the canvas already."""
        desk = self.desk
        if canvas_shows:
            desk.attach(session)
        self._connect_canvas()
        if not canvas_shows:
            desk.attach(session)
        self.show_schema()
        self.status_link.show_project()
        self.list_link.fill()
        if session.dispatch is not None:
            desk.changed.emit(Changes(dispatch_changed=True))
        self.corner.refresh()
        self.settle()

    def settle(self) -> None:
        """Start the background work of a project."""
        self.desk.suggesting.start()
        self._back_up()

    def show_schema(self) -> None:
        """Show the types and the letters that do something in the strip."""
        words = {"label_all": tr("Everywhere"), "keys_here": tr("Keys")}
        letters = tuple((name, keys[0], words[name]) for name in LETTERS if (keys := self.desk.bindings.keys(name)))
        self.desk.window.strip.show_schema(self.desk.session.schema, letters)
        self.desk.window.rearrange()

    def remembered(self) -> dict[str, Any]:
        """Return what is to be remembered of the project's layout and place."""
        desk = self.desk
        values: dict[str, Any] = {"layout": desk.window.layout_state(), "zoom": desk.canvas.zoom}
        if desk.has_dispatch:
            values["place"] = desk.dispatch.id
        return values

    def let_go(self, *, seconds: float = 2) -> None:
        """Let the project go: its jobs end, the panels are empty."""
        self._resting.stop()
        self.desk.leave()
        self.desk.detach()
        self.jobs.end_all(seconds=seconds)
        self.desk.suggesting.forget()
        self.empty()

    def _moved(self, changes: Changes) -> None:
        if changes.dispatch_changed:
            self._resting.start()

    def empty(self) -> None:
        """Show nothing of a project."""
        self.list.model.show(None)
        self.desk.emptied.emit()

    def _connect_canvas(self) -> None:
        if not hasattr(self, "canvas_link"):
            self.canvas_link = CanvasLink(self.desk)

    def _back_up(self) -> None:
        from annotator.services import backups

        self.jobs.start(
            backups.back_up_task,
            title="",
            failed=lambda error: self._app.notify.background(tr("No backup was made"), error),
            path=self.desk.session.project.path,
        )

    def _spend(self, seconds: int) -> None:
        if self.desk.has_dispatch:
            self.desk.session.add_seconds(seconds)
