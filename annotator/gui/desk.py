"""The desk: what actions and panels see of the open project, and the one way from them to the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.edits import Edits
from annotator.domain.errors import KnownError
from annotator.domain.suggestions import MentionSuggestion
from annotator.gui.commands.dispatches import DispatchCommands
from annotator.gui.commands.history import HistoryCommands
from annotator.gui.commands.mentions import Key, MentionCommands
from annotator.gui.commands.texts import TextCommands
from annotator.gui.commands.view import ViewCommands

if TYPE_CHECKING:
    from annotator.gui.bindings import Bindings, Menus
    from annotator.gui.canvas.marks import Mark
    from annotator.gui.canvas.view import Canvas
    from annotator.gui.commands.files import FileCommands
    from annotator.gui.commands.suggesting import SuggestingCommands
    from annotator.gui.jobs import Jobs
    from annotator.gui.list_link import ListLink
    from annotator.gui.main_window import MainWindow
    from annotator.gui.notify import Notify
    from annotator.gui.panels.dispatch_list import DispatchList
    from annotator.gui.panels.inspector import Inspector
    from annotator.gui.theme import Themes
    from annotator.services.changes import Changes
    from annotator.services.session import Session
    from annotator.settings.file import Settings


class Desk(QObject):
    """The open project on the window: its session, the canvas, and what a person can do by noun.

    `changed` carries the session's Changes to every panel; `opened` tells that a project was attached
    or let go, `emptied` that no dispatch is on the desk.
    """

    changed = Signal(object)
    opened = Signal()
    emptied = Signal()

    files: FileCommands
    suggesting: SuggestingCommands
    list: ListLink
    bindings: Bindings
    menus: Menus

    def __init__(
        self,
        *,
        window: MainWindow,
        canvas: Canvas,
        list_panel: DispatchList,
        inspector: Inspector,
        settings: Settings,
        themes: Themes,
        notify: Notify,
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.canvas = canvas
        self.list_panel = list_panel
        self.inspector = inspector
        self.settings = settings
        self.themes = themes
        self.notify = notify
        self.jobs = jobs
        self.touched: Callable[[], None] = _nothing
        self._session: Session | None = None
        self._presses = 0
        self.mentions = MentionCommands(self)
        self.work = DispatchCommands(self)
        self.history = HistoryCommands(self)
        self.texts = TextCommands(self)
        self.view = ViewCommands(self)

    @property
    def is_open(self) -> bool:
        """Tell whether a project is open."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """Return the open project's session."""
        if self._session is None:
            raise RuntimeError("no project is open")
        return self._session

    @property
    def has_dispatch(self) -> bool:
        """Tell whether a dispatch is on the canvas."""
        return self._session is not None and self._session.dispatch is not None

    @property
    def dispatch(self) -> Dispatch:
        """Return the dispatch on the canvas."""
        dispatch = self.session.dispatch
        if dispatch is None:
            raise RuntimeError("no dispatch is open")
        return dispatch

    @property
    def annotations(self) -> Annotations:
        """Return the layer of the dispatch on the canvas."""
        return self.session.annotations

    @property
    def pending(self) -> list[MentionSuggestion]:
        """Return the mention suggestions that wait for an answer, in text order."""
        return [s for s in self.session.shown if isinstance(s, MentionSuggestion)]

    @property
    def selected(self) -> Key | None:
        """Return the key of the mention or suggestion that is selected."""
        chosen = self.canvas.chosen
        return chosen.key if chosen is not None else None

    def select(self, key: Key, *, reveal: bool = False) -> None:
        """Select a mention or a suggestion on the canvas."""
        self.canvas.choose(self._mark(key), reveal=reveal)

    def hover(self, key: Key | None) -> None:
        """Show a mention or a suggestion as hovered on the canvas."""
        self.canvas.set_hover(self._mark(key) if key is not None else None)

    def place(self) -> int:
        """Return where in the text the selection, else the cursor, stands; -1 in a text without tokens."""
        part = self.canvas.selection or self.canvas.cursor_range()
        return part[0] if part is not None else -1

    def _mark(self, key: Key) -> Mark | None:
        flow = self.canvas.flow
        found = flow.marks.get(key) if flow is not None else None
        return found if found is not None and not found.ghost else None

    def attach(self, session: Session) -> None:
        """Put an open project on the desk."""
        self._session = session
        self._presses = 0
        session.subscribe(self.changed.emit)
        self.opened.emit()
        if not self.has_dispatch:
            self.emptied.emit()

    def detach(self) -> None:
        """Let the project go; closing it is the caller's business."""
        self._session = None
        self.opened.emit()

    def leave(self) -> None:
        """Let go of the dispatch: what is being written in the note is stored."""
        if self.has_dispatch:
            self.inspector.note.flush()

    def take_stock(self) -> None:
        """Show what an import brought or took: the list, a dispatch where none is open, suggestions for what is new."""
        if not self.is_open:
            return
        here = self.dispatch.id if self.has_dispatch else None
        is_there = here is not None and self.list.is_there(here)
        if not is_there:
            self.session.close()
        self.session.reread()
        self.list.fill()
        if not is_there:
            first = self.list.next_todo() or self.list.first()
            if first is not None:
                self.work.open(first)
            else:
                self.emptied.emit()
        self.suggesting.start()

    def reload_schema(self) -> None:
        """Take in types that a background job has added."""
        self.session.reload_schema()

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes round, in its order."""
        return self.list_panel, self.canvas, self.inspector.list

    def press(self) -> None:
        """Count one key press towards the next step."""
        self._presses += 1
        self.touched()

    def take_presses(self) -> int:
        """Return the key presses since the last step, and begin anew."""
        keys, self._presses = self._presses, 0
        return keys

    def do(self, edits: Edits, *, name: str) -> Changes | None:
        """Apply the edits of one step; an error of the user's world is shown, and nothing was changed then."""
        if not edits:
            return None
        return self.do_across({self.dispatch.id or 0: edits}, name=name)

    def do_across(self, edits: Mapping[int, Edits], *, name: str) -> Changes | None:
        """Apply edits to several dispatches, by id, as one step."""
        if not any(edits.values()):
            return None
        try:
            return self.session.apply_across(edits, name=name, keys=self.take_presses())
        except KnownError as error:
            self.notify.known(error)
            return None


def _nothing() -> None:
    pass
