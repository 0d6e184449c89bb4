"""Builds every object of the window once and wires it; the only place that does."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import KnownError
from annotator.domain.text import TokenGrid
from annotator.gui import theme
from annotator.gui.canvas.view import Canvas
from annotator.gui.desk import Desk
from annotator.gui.i18n import set_language, tr
from annotator.gui.jobs import Jobs
from annotator.gui.links import CanvasLink, HeaderLink, InspectorLink, StatusLink
from annotator.gui.list_link import ListLink
from annotator.gui.main_window import MainWindow
from annotator.gui.notify import Notify
from annotator.gui.panels.dispatch_list import DispatchList
from annotator.gui.panels.inspector import Inspector
from annotator.services.session import Session
from annotator.settings.file import Settings
from annotator.settings.table import LANGUAGE, THEME
from annotator.storage.project import Project

AFTER_PAINT_MS = 0


class App(QObject):
    """The composition root; opens and closes projects in its one window."""

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        super().__init__()
        self.qt = qt
        self.settings = settings
        set_language(settings[LANGUAGE])
        self.themes = theme.apply(qt, settings[THEME])
        self.notify = Notify()
        self.jobs = Jobs(self)
        self._build()

    # ── build ──────────────────────────────────────────────────────────────

    def _build(self) -> None:
        canvas = Canvas(self.themes.theme)
        self.themes.changed.connect(canvas.set_theme)
        self.list = DispatchList(self.themes)
        self.inspector = Inspector(self.themes)
        self.window = MainWindow(self.themes, canvas, self.list, self.inspector)
        self.notify.window = self.window
        self.desk = Desk(
            window=self.window,
            canvas=canvas,
            list_panel=self.list,
            inspector=self.inspector,
            settings=self.settings,
            themes=self.themes,
            notify=self.notify,
            jobs=self.jobs,
        )
        self._wire()

    def _wire(self) -> None:
        desk = self.desk
        self.canvas_link = CanvasLink(desk)
        self.header_link = HeaderLink(desk)
        self.inspector_link = InspectorLink(desk)
        self.status_link = StatusLink(desk, self.inspector_link)
        self.list_link = desk.list = ListLink(desk)
        self._finished = False
        self.window.closing.connect(self._closing)
        self.window.compact_changed.connect(self.list.set_compact)
        self.notify.before_crash = self.close_quietly
        self.window.strip.label_wanted.connect(desk.mentions.label)

    def finish(self) -> None:
        """Build what the first painted dispatch does not need: keys, menus, commands on files."""
        if self._finished:
            return
        self._finished = True
        from annotator.gui.bindings import Bindings, Menus
        from annotator.gui.commands.files import FileCommands
        from annotator.gui.commands.suggesting import SuggestingCommands
        from annotator.gui.corner import Corner
        from annotator.gui.requests import wire_late
        from annotator.gui.stopwatch import Stopwatch

        desk = self.desk
        desk.files = FileCommands(desk, self)
        desk.suggesting = SuggestingCommands(desk)
        desk.bindings = Bindings(desk)
        desk.menus = Menus(desk, desk.bindings, self.window.menuBar())
        self.corner = Corner(desk)
        self.stopwatch = Stopwatch(self.window, self._spend)
        desk.touched = self.stopwatch.touch
        self.window.dropped.connect(desk.files.dropped)
        self.window.strip.action_wanted.connect(desk.bindings.run)
        wire_late(desk)
        if desk.is_open:
            self._settle()

    # ── projects ───────────────────────────────────────────────────────────

    def open_project(self, path: Path) -> bool:
        """Open a project in the window; False where it could not be, which was said."""
        path = path.absolute()
        try:
            project = Project.open(path, write=True, who=self.settings.annotator())
        except KnownError as error:
            self.notify.known(error)
            return False
        self.close_project(welcome=False)
        try:
            self._show(Session(project, self.settings.annotator()))
        except KnownError as error:
            self.notify.known(error)
        if self._finished:
            self._settle()
        return True

    def open_demo(self) -> None:
        """Open a fresh copy of the sample."""
        from annotator.services import projects

        try:
            path = projects.make_sample()
        except KnownError as error:
            self.notify.known(error)
            return
        self.open_project(path)

    def close_project(self, *, welcome: bool = True) -> None:
        """Close the open project; what was in the making goes on when it is opened again."""
        if self.desk.is_open:
            self._remember()
            self.desk.leave()
            session = self.desk.session
            self.desk.detach()
            self.jobs.end_all()
            session.close()
            session.project.close()
            self.list.model.show(None)
        if welcome:
            self.show_welcome()

    def close_quietly(self) -> None:
        """Close the project after a fault, without touching the panels."""
        if self.desk.is_open:
            session = self.desk.session
            self.desk.detach()
            self.jobs.end_all(seconds=0.5)
            session.project.close()

    def show_welcome(self) -> None:
        """Show the first page."""
        from annotator.gui.welcoming import build_welcome

        self.finish()
        self.window.setWindowTitle("Dépêche")
        self.window.show_welcome(build_welcome(self))

    def _show(self, session: Session) -> None:
        desk = self.desk
        desk.attach(session)
        info = session.project.info
        remembered = self.settings.project(info.uuid)
        self.window.show_desk()
        self.window.setWindowTitle(f"{info.name} — Dépêche")
        self.window.restore_layout(remembered.get("layout") or {})
        zoom = remembered.get("zoom")
        desk.canvas.set_zoom(zoom if isinstance(zoom, int) else 100)
        self.show_schema()
        self.status_link.show_project()
        self._open_place(remembered.get("place"))

    def _open_place(self, place: object) -> None:
        desk = self.desk
        self.list_link.fill()
        first = self.list.model.row(0)
        wanted = place if isinstance(place, int) else first.id if first is not None else None
        if wanted is None:
            desk.canvas.show_dispatch(None, TokenGrid(()), desk.session.schema)
            return
        try:
            desk.session.open(wanted)
        except KnownError as error:
            if first is not None and first.id != wanted:
                desk.session.open(first.id)
            else:
                self.notify.known(error)
        desk.canvas.setFocus()

    def show_schema(self) -> None:
        """Show the types and the letters that do something in the strip."""
        letters = (("label_all", "G", tr("Everywhere")), ("keys", "?", tr("Keys")))
        self.window.strip.show_schema(self.desk.session.schema, letters)

    def _settle(self) -> None:
        """Start what may wait until the dispatch is painted."""
        session = self.desk.session
        info = session.project.info
        self.settings.remember_recent(session.project.path, name=info.name, opened=time.time())
        self.inspector_link.fill()
        self.desk.suggesting.start()
        self._back_up()
        if self.settings.aside is not None:
            self.notify.warn(
                tr("The settings could not be read; they were kept as {file}", file=self.settings.aside.name)
            )
            self.settings.aside = None

    def _back_up(self) -> None:
        from annotator.services import backups

        self.jobs.start(
            backups.back_up_task,
            title="",
            failed=lambda error: self.notify.background(tr("No backup was made"), error),
            path=self.desk.session.project.path,
        )

    def _remember(self) -> None:
        desk = self.desk
        session = desk.session
        values = {"layout": self.window.layout_state(), "zoom": desk.canvas.zoom}
        if session.dispatch is not None:
            values["place"] = session.dispatch.id
        self.settings.set_project(session.project.info.uuid, **values)
        counts = self.list_link.progress()
        self.settings.remember_recent(session.project.path, done=counts[0], total=counts[1], opened=time.time())

    # ── the rest ───────────────────────────────────────────────────────────

    def setting_changed(self, name: str) -> None:
        """Take over a setting that was changed."""
        if name == "theme":
            self.themes.choose(self.settings[THEME])
        elif name == "language":
            self.rebuild()
        elif name == "keys":
            self.desk.bindings.bind()

    def rebuild(self) -> None:
        """Build the window anew in another language, with the same project in the same place."""
        path = self.desk.session.project.path if self.desk.is_open else None
        geometry = self.window.saveGeometry()
        self.close_project(welcome=False)
        old = self.window
        set_language(self.settings[LANGUAGE])
        self._build()
        self.finish()
        self.window.restoreGeometry(geometry)
        if path is None or not self.open_project(path):
            self.show_welcome()
        self.window.show()
        old.hide()
        old.deleteLater()

    def quit(self) -> None:
        """Close the window."""
        self.window.close()

    def _closing(self) -> None:
        self.close_project(welcome=False)
        self.jobs.end_all()

    def _spend(self, seconds: int) -> None:
        if self.desk.has_dispatch:
            self.desk.session.add_seconds(seconds)


def open_window(project: Path | None = None, *, demo: bool = False) -> int:
    """Open the window on a project, on a fresh copy of the sample, or on the first page; return the exit status."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Dépêche")
    qt.setDesktopFileName("depeche")
    app = App(qt, Settings())
    app.notify.install()
    shown = project is not None and app.open_project(project)
    if not shown and not demo:
        app.show_welcome()
    app.window.show()
    if demo:
        app.finish()
        app.open_demo()
    QTimer.singleShot(AFTER_PAINT_MS, app.finish)
    return qt.exec()
