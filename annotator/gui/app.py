"""Builds every object of the window once and wires it; the only place that does.

It goes in two steps, so that the dispatch is on screen at once: the window with its canvas, and after the first
paint everything around it (room.py).
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import KnownError
from annotator.domain.text import TokenGrid
from annotator.gui import theme
from annotator.gui.canvas.view import Canvas
from annotator.gui.i18n import set_language, tr
from annotator.gui.main_window import MainWindow
from annotator.gui.notify import Notify
from annotator.services.files import named_project
from annotator.services.session import Session
from annotator.settings.file import Settings
from annotator.settings.table import LANGUAGE, TEXT_SIZE, THEME
from annotator.storage.project import Project

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.gui.room import Room


class App(QObject):
    """The composition root; opens and closes projects in its one window."""

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        super().__init__()
        self.qt = qt
        self.settings = settings
        set_language(settings[LANGUAGE])
        self.themes = theme.apply(qt, settings[THEME])
        self.notify = Notify()
        self.notify.before_crash = self.give_up
        self.notify.cure = self._cure
        self.session: Session | None = None
        self._build()

    def _build(self) -> None:
        self._room: Room | None = None
        self.canvas = Canvas(self.themes.theme)
        self.canvas.set_text_size(self.settings[TEXT_SIZE])
        self.themes.changed.connect(self.canvas.set_theme)
        self.window = MainWindow(self.canvas)
        self.window.closing.connect(self._closing)
        self.notify.window = self.window

    @property
    def room(self) -> Room:
        """Return everything around the canvas; built at the first call."""
        self.finish()
        return cast("Room", self._room)

    @property
    def desk(self) -> Desk:
        """Return the desk."""
        return self.room.desk

    def finish(self) -> None:
        """Build what the first painted dispatch does not need."""
        gc.enable()
        if self._room is not None:
            return
        from annotator.gui.room import Room

        self._room = Room(self)
        if self.session is not None:
            self._room.take(self.session, canvas_shows=True)
            self._opened(self.session)

    # ── projects ───────────────────────────────────────────────────────────

    def open_project(self, path: Path) -> bool:
        """Open a project in the window; False where it could not be, which was said."""
        path = path.absolute()
        if self.session is not None and self.session.project.path == path:
            return True
        try:
            project = Project.open(path, write=True, who=self.settings.annotator())
        except KnownError as error:
            self.notify.known(error)
            return False
        self.close_project(welcome=False)
        self.session = Session(project, self.settings.annotator())
        self._show(self.session)
        if self._room is not None:
            self._room.take(self.session, canvas_shows=True)
            self._opened(self.session)
        return True

    def _cure(self, error: KnownError) -> tuple[str, Callable[[], None]] | None:
        """Return what helps against an error: the backups of a damaged project, where there are any."""
        if not error.damaged or error.where is None:
            return None
        from annotator.services.backups import find_backups

        path = Path(error.where)
        if not find_backups(path):
            return None
        return tr("Open a backup…"), lambda: self.desk.files.show_backups(path)

    def open_demo(self) -> None:
        """Open a fresh copy of the sample."""
        from annotator.services import projects

        try:
            path = projects.make_sample(annotator=self.settings.annotator())
        except KnownError as error:
            self.notify.known(error)
            return
        self.open_project(path)

    def close_project(self, *, welcome: bool = True) -> None:
        """Close the open project; what was in the making goes on when it is opened again."""
        session = self.session
        if session is not None:
            if self._room is not None:
                self._remember(session, self._room)
                self._room.let_go()
            self.session = None
            session.close()
            session.project.close()
        if welcome:
            self.show_welcome()

    def give_up(self) -> None:
        """Close the project after a fault and show the first page: nothing on the window is about it any more."""
        self.close_quietly()
        if self._room is not None:
            self._room.empty()
        self.show_welcome()

    def close_quietly(self) -> None:
        """Close the project after a fault, without touching the panels."""
        session, self.session = self.session, None
        if session is not None:
            if self._room is not None:
                self._room.desk.detach()
                self._room.jobs.end_all(seconds=0.5)
            session.project.close()

    def show_welcome(self) -> None:
        """Show the first page."""
        from annotator.gui.welcoming import build_welcome

        self.finish()
        self.window.setWindowTitle("Dépêche")
        self.window.show_welcome(build_welcome(self))

    def _show(self, session: Session) -> None:
        info = session.project.info
        remembered = self.settings.project(info.uuid)
        self.window.show_desk()
        self.window.setWindowTitle(f"{info.name} — Dépêche")
        self.window.restore_layout(remembered.get("layout") or {})
        zoom = remembered.get("zoom")
        self.canvas.set_zoom(zoom if isinstance(zoom, int) else 100)
        self._open_place(session, remembered.get("place"))
        self.canvas.setFocus()

    def _open_place(self, session: Session, place: object) -> None:
        """Open the dispatch that was open last, else the first to do, on the canvas alone."""
        for find in (lambda: place, lambda: _first(session)):
            wanted = find()
            try:
                if isinstance(wanted, int):
                    session.open(wanted)
                    break
            except KnownError as error:
                self.notify.warn(str(error))
        if session.dispatch is None:
            self.canvas.show_dispatch(None, TokenGrid(()), session.schema)
            return
        self.canvas.show_dispatch(session.dispatch, session.grid, session.schema)
        self.canvas.set_marks(session.annotations, session.shown)

    def _opened(self, session: Session) -> None:
        info = session.project.info
        self.settings.remember_recent(session.project.path, name=info.name, opened=time.time())
        aside, self.settings.aside = self.settings.aside, None
        if aside is not None:
            self.notify.warn(tr("The settings could not be read; they were kept as {file}", file=aside.name))

    def remember_place(self) -> None:
        """Remember the layout and the place now: a window that is killed comes back to them too."""
        if self.session is not None and self._room is not None:
            self.settings.set_project(self.session.project.info.uuid, **self._room.remembered())

    def _remember(self, session: Session, room: Room) -> None:
        self.settings.set_project(session.project.info.uuid, **room.remembered())
        done, total = room.list_link.progress()
        self.settings.remember_recent(session.project.path, done=done, total=total, opened=time.time())

    # ── the rest ───────────────────────────────────────────────────────────

    def setting_changed(self, name: str) -> None:
        """Take over a setting that was changed."""
        if name == THEME.name:
            self.themes.choose(self.settings[THEME])
        elif name == LANGUAGE.name:
            QTimer.singleShot(0, self.rebuild)
        elif name == TEXT_SIZE.name:
            self.canvas.set_text_size(self.settings[TEXT_SIZE])
        elif name == "keys":
            self.desk.bindings.bind()
            if self.session is not None:
                self.room.show_schema()

    def rebuild(self) -> None:
        """Build the window anew in another language, with the same project in the same place."""
        path = self.session.project.path if self.session is not None else None
        geometry = self.window.saveGeometry()
        self.close_project(welcome=False)
        old = self.window
        set_language(self.settings[LANGUAGE])
        self._build()
        self.window.restoreGeometry(geometry)
        self.finish()
        if path is None or not self.open_project(path):
            self.show_welcome()
        self.window.show()
        old.closing.disconnect()
        old.close()
        old.deleteLater()

    def quit(self) -> None:
        """Close the window."""
        self.window.close()

    def _closing(self) -> None:
        self.close_project(welcome=False)


class AfterPaint(QObject):
    """Calls once when a widget has been painted for the first time."""

    def __init__(self, parent: QObject, call: Callable[[], None]) -> None:
        super().__init__(parent)
        self._call = call

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._call)
        return False


def open_window(project: Path | None = None, *, demo: bool = False) -> int:
    """Open the window on a project, on a fresh copy of the sample, or on the first page; return the exit status."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication([*sys.argv[:1], *theme.STYLE])
    qt.setApplicationName("Dépêche")
    qt.setDesktopFileName("depeche")
    app = App(qt, Settings())
    app.notify.install()
    if demo:
        app.open_demo()
    elif project is not None:
        app.open_project(named_project(project))
    if app.session is None:
        app.show_welcome()
    else:
        after = AfterPaint(app.window, app.finish)
        app.canvas.viewport().installEventFilter(after)
    app.window.show()
    return qt.exec()


def _first(session: Session) -> int | None:
    from annotator.services import queue
    from annotator.storage import listing
    from annotator.storage.listing import Filter

    todo = queue.next_to_do(session.project, annotator=session.annotator)
    if todo is not None:
        return todo
    rows = listing.page(session.project, Filter(), limit=1)
    return rows[0].id if rows else None
