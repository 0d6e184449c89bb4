"""What each panel shows of the session, and when it must be shown anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from annotator.domain.annotations import Mention
from annotator.domain.schema import Schema
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import TokenGrid
from annotator.gui.commands.mentions import Key, key_of
from annotator.gui.i18n import tr
from annotator.gui.panels.mention_rows import Paragraphs, rows

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.services.changes import Changes

SOON_MS: Final = 0
LATER_MS: Final = 200
MANY: Final = 400
"""So many marks that a list of them is not made anew at each key."""
LONG: Final = 60_000
"""Code points of a text from which on inconsistencies are looked for when the hands rest."""
REST_MS: Final = 700


class CanvasLink:
    """The canvas shows the open dispatch and its marks, at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.changed.connect(self.refresh)
        desk.emptied.connect(self.clear)

    def clear(self) -> None:
        """Show no dispatch."""
        schema = self._desk.session.schema if self._desk.is_open else Schema()
        self._desk.canvas.show_dispatch(None, TokenGrid(()), schema)

    def refresh(self, changes: Changes) -> None:
        """Show what changed."""
        session, canvas = self._desk.session, self._desk.canvas
        if changes.dispatch_changed or changes.grid or changes.schema:
            if changes.dispatch_changed:
                canvas.show_dispatch(self._desk.dispatch, session.grid, session.schema)
            elif changes.grid:
                canvas.set_grid(session.grid)
            else:
                canvas.set_schema(session.schema)
        if changes.dispatch_changed or changes.mentions or changes.suggestions or changes.status:
            canvas.set_marks(session.annotations, session.shown)


class InspectorLink(QObject):
    """The inspector's list is made anew after the canvas was painted; its card follows the selection at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._closed: set[tuple[str, str]] = set()
        self._numbers: tuple[str, Paragraphs] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.fill)
        self._card_timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._card_timer.timeout.connect(self.show_card)
        panel = desk.inspector
        desk.changed.connect(self.refresh)
        desk.emptied.connect(self.clear)
        desk.canvas.mark_selected.connect(lambda _mark: self._card_timer.start())
        desk.canvas.cursor_moved.connect(lambda _token: self._card_timer.start())
        panel.only_pending.toggled.connect(lambda _on: self.fill())
        panel.list.picked.connect(lambda key: desk.select(key, reveal=True))
        panel.list.hovered.connect(desk.hover)
        panel.list.accepted.connect(self._accept)
        panel.list.rejected.connect(self._reject)
        panel.list.toggled.connect(self._toggle)
        panel.note.written.connect(desk.work.write_note)

    @property
    def numbers(self) -> Paragraphs:
        """Return the paragraphs of the open dispatch, found once."""
        text = self._desk.dispatch.text
        if self._numbers is None or self._numbers[0] is not text:
            self._numbers = (text, Paragraphs(text))
        return self._numbers[1]

    def clear(self) -> None:
        """Show no dispatch."""
        panel = self._desk.inspector
        self._timer.stop()
        self._card_timer.stop()
        self._closed.clear()
        self._numbers = None
        panel.list.model_.show([], Schema())
        for tab in range(panel.tabs.count()):
            panel.tabs.set_count(tab, 0)
        panel.note.show_note("")
        panel.note.setEnabled(False)
        panel.card.show_nothing()
        self._desk.window.strip.frame_label(None)

    def refresh(self, changes: Changes) -> None:
        """Show what changed, soon."""
        if changes.dispatch_changed:
            self._desk.inspector.note.setEnabled(True)
            self._closed.clear()
        if changes.dispatch_changed or changes.note:
            self._desk.inspector.note.show_note(self._desk.annotations.note)
            self._desk.inspector.tabs.set_count(1, int(bool(self._desk.annotations.note)))
        if changes.dispatch_changed or changes.mentions or changes.suggestions or changes.status or changes.schema:
            many = len(self._desk.annotations.mentions) + len(self._desk.session.shown) > MANY
            self._timer.start(LATER_MS if many else SOON_MS)
            self._card_timer.start()

    def fill(self) -> None:
        """Show the rows."""
        desk = self._desk
        if not desk.has_dispatch or not desk.inspector.isVisible():
            return
        only = desk.inspector.only_pending.isChecked()
        mentions = desk.annotations.mentions
        found = rows(
            desk.dispatch.text,
            self.numbers,
            mentions.values(),
            desk.pending,
            closed=self._closed,
            only_pending=only,
        )
        desk.inspector.list.model_.show(found, desk.session.schema)
        desk.inspector.tabs.set_count(0, len(mentions))
        self.show_card()

    def show_card(self) -> None:
        """Show the card of the target."""
        desk = self._desk
        if not desk.has_dispatch:
            return
        key = desk.selected
        target = desk.mentions.find(key) if key is not None else None
        desk.window.strip.frame_label(target.label if target is not None else None)
        desk.inspector.list.select(key_of(target) if target is not None else None)
        cited = None
        if isinstance(target, Mention) and target.suggestion is not None:
            found = desk.session.suggestions_by_id.get(target.suggestion)
            cited = found if isinstance(found, MentionSuggestion) else None
        desk.inspector.card.show_target(
            target,
            text=desk.dispatch.text,
            schema=desk.session.schema,
            paragraph=self.numbers.at(target.fragments[0][0]) if target is not None else 0,
            cited=cited,
        )

    def _accept(self, key: Key) -> None:
        target = self._desk.mentions.find(key)
        if isinstance(target, MentionSuggestion):
            self._desk.mentions.accept(target)

    def _reject(self, key: Key) -> None:
        target = self._desk.mentions.find(key)
        if isinstance(target, MentionSuggestion):
            self._desk.mentions.reject(target)

    def _toggle(self, words: str, label: str) -> None:
        self._closed ^= {(words, label)}
        self.fill()


class HeaderLink(QObject):
    """The header shows the dispatch at once; what is odd in it when the hands rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._odd = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.count_odd)
        desk.changed.connect(self.refresh)
        desk.emptied.connect(self.clear)
        header = desk.window.header
        for name in ("done", "next", "previous", "next_mark", "next_pending"):
            getattr(header, name).connect(lambda name=name: desk.bindings.run(name))

    def clear(self) -> None:
        """Show no dispatch."""
        self._timer.stop()
        self._odd = 0
        self._desk.window.header.show_nothing()

    def refresh(self, changes: Changes) -> None:
        """Show what changed."""
        if changes.dispatch_changed:
            self._odd = 0
            text = self._desk.dispatch.text
            self._desk.window.header.show_dispatch(self._desk.dispatch, len(text.split()))
        if changes.dispatch_changed or changes.mentions or changes.suggestions or changes.status or changes.grid:
            self._show()
            self._timer.start(REST_MS if len(self._desk.dispatch.text) > LONG else LATER_MS)

    def count_odd(self) -> None:
        """Count what is inconsistent."""
        if self._desk.has_dispatch:
            self._odd = len(self._desk.work.marks())
            self._show()

    def _show(self) -> None:
        desk = self._desk
        desk.window.header.show_state(pending=len(desk.session.shown), odd=self._odd, status=desk.annotations.status)


class StatusLink(QObject):
    """The status bar says where the cursor is, and the rest once."""

    def __init__(self, desk: Desk, inspector: InspectorLink) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._inspector = inspector
        self._timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._timer.timeout.connect(self.show_place)
        status = desk.window.status
        desk.canvas.cursor_moved.connect(lambda _token: self._timer.start())
        desk.canvas.zoom_changed.connect(lambda zoom: status.zoom.setText(f"{zoom} %"))
        desk.changed.connect(self.refresh)
        desk.emptied.connect(self.show_place)
        desk.notify.said.connect(status.say)
        desk.jobs.changed.connect(lambda: status.show_works(desk.jobs.works))
        status.cancelled.connect(_cancel)

    def refresh(self, changes: Changes) -> None:
        """Show the place of another dispatch; an edit is saved when this is called."""
        if changes.dispatch_changed:
            self._timer.start()

    def show_project(self) -> None:
        """Show pipeline, annotator and zoom."""
        status, session = self._desk.window.status, self._desk.session
        status.pipeline.setText(session.project.info.pipeline or tr("no pipeline"))
        status.annotator.setText(tr("Annotator: {name}", name=session.annotator_name))
        status.zoom.setText(f"{self._desk.canvas.zoom} %")

    def show_place(self) -> None:
        """Show paragraph, token and character of the cursor."""
        token = self._desk.canvas.cursor_range() if self._desk.has_dispatch else None
        if token is None:
            self._desk.window.status.show_place("")
            return
        paragraph = self._inspector.numbers.at(token[0])
        start = self._inspector.numbers.ranges[paragraph - 1][0] if self._inspector.numbers.ranges else 0
        grid = self._desk.session.grid
        first, here = grid.nearest(start), grid.nearest(token[0])
        at = (here or 0) - (first or 0) + 1
        said = tr("§ {p}, token {t}, character {c}", p=paragraph, t=at, c=token[0])
        self._desk.window.status.show_place(said)


def _cancel(work: Any) -> None:
    if work is not None:
        work.cancel()
