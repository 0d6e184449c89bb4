"""Going from dispatch to dispatch, and saying how far one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain import operations
from annotator.domain.consistency import Mark, marks
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edits, apply
from annotator.domain.errors import KnownError
from annotator.domain.suggestions import MentionSuggestion
from annotator.gui.i18n import tr
from annotator.settings.table import UNRESOLVED

if TYPE_CHECKING:
    from annotator.gui.desk import Desk


class DispatchCommands:
    """Open, done, flag, skip, note; the inconsistencies of the dispatch."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: int | None = None
        self._marks: tuple[tuple[object, ...], list[Mark]] | None = None

    # ── go ─────────────────────────────────────────────────────────────────

    def open(self, dispatch: int) -> None:
        """Open a dispatch by its id; one that is gone is said."""
        self._desk.leave()
        try:
            self._desk.session.open(dispatch)
        except KnownError as error:
            self._desk.notify.known(error)

    def step(self, step: int) -> None:
        """Open the next or previous dispatch of the list as it is filtered."""
        following = self._desk.list.neighbour(step)
        if following is None:
            self._desk.notify.say(tr("This is the last dispatch") if step > 0 else tr("This is the first dispatch"))
        else:
            self.open(following)

    def next_todo(self) -> None:
        """Open the next dispatch that is to do, around the end of the list."""
        following = self._desk.list.next_todo()
        if following is None:
            self._desk.notify.say(tr("Nothing is left to do"))
        else:
            self.open(following)

    # ── how far ────────────────────────────────────────────────────────────

    def done(self) -> None:
        """Mark the dispatch as done and open the next to do; asks once about suggestions without an answer."""
        pending = self._desk.pending
        answer = self._desk.settings[UNRESOLVED]
        if self._is_early():
            self._told = self._desk.dispatch.id
            self._desk.notify.say(tr("The suggestions are still to come; once more to finish without them"))
        elif not pending or self._desk.annotations.status is Status.DONE:
            self._finish("")
        elif answer == "ask":
            from annotator.gui.dialogs.unresolved import UnresolvedDialog

            dialog = UnresolvedDialog(len(pending), parent=self._desk.window)
            dialog.answered.connect(self._answered)
            dialog.open()
        else:
            self._finish(answer)

    def flag(self) -> None:
        """Flag the dispatch, or take the flag away."""
        self._turn(Status.FLAGGED)

    def skip(self) -> None:
        """Skip the dispatch and open the next to do, or take it up again."""
        self._turn(Status.SKIPPED)
        if self._desk.annotations.status is Status.SKIPPED:
            self.next_todo()

    def reopen(self) -> None:
        """Take a dispatch up again that was done, flagged or skipped."""
        self._set(self._back())

    def note(self) -> None:
        """Give the keyboard to the note."""
        window = self._desk.window
        if not window.is_shown("inspector"):
            window.show_pane("inspector", shown=True)
        self._desk.inspector.show_tab(1)
        self._desk.inspector.note.setFocus()

    def write_note(self, note: str) -> None:
        """Store the note."""
        if self._desk.has_dispatch:
            self._desk.do(operations.set_note(self._desk.annotations, note), name="note")

    # ── inconsistencies ────────────────────────────────────────────────────

    def marks(self) -> list[Mark]:
        """Return the inconsistencies of the dispatch; found once for a state of it."""
        session, annotations = self._desk.session, self._desk.annotations
        state = (annotations, session.shown, session.grid)
        if self._marks is None or any(a is not b for a, b in zip(self._marks[0], state, strict=True)):
            known = session.suggestions_by_id
            answered = (known.get(name) for name in annotations.rejections)
            rejected = [found.fragments for found in answered if isinstance(found, MentionSuggestion)]
            pending = [suggestion.fragments for suggestion in self._desk.pending]
            text = self._desk.dispatch.text
            self._marks = state, marks(annotations, text, session.grid, pending=pending, rejected=rejected)
        return self._marks[1]

    def next_mark(self, step: int) -> None:
        """Go to the next or previous inconsistency and say what is odd."""
        found = self.marks()
        if not found:
            self._desk.notify.say(tr("Nothing is inconsistent here"))
            return
        at = self._desk.place()
        if step > 0:
            here = next((m for m in found if m.fragments[0][0] > at), found[0])
        else:
            here = next((m for m in reversed(found) if m.fragments[0][0] < at), found[-1])
        if here.mention is not None:
            self._desk.select((False, here.mention), reveal=True)
        else:
            self._desk.canvas.select_range(here.fragments[0], reveal=True)
        kind = self._desk.session.schema.entity(here.label)
        label = kind.name if kind else here.label
        if here.mention is not None:
            self._desk.notify.say(tr("“{words}” is {label} elsewhere in this dispatch", words=here.words, label=label))
        else:
            self._desk.notify.say(tr("“{words}” is marked {label} elsewhere, not here", words=here.words, label=label))

    # ── helpers ────────────────────────────────────────────────────────────

    def _answered(self, answer: str, remember: bool) -> None:
        if remember:
            self._desk.settings.set(UNRESOLVED, answer)
        self._finish(answer)

    def _is_early(self) -> bool:
        """Tell whether the dispatch would be finished before its suggestions came, which was not said yet."""
        desk = self._desk
        if desk.pending or desk.annotations.status is Status.DONE or self._told == desk.dispatch.id:
            return False
        return desk.suggesting.awaited()

    def _finish(self, answer: str) -> None:
        annotations, pending = self._desk.annotations, self._desk.pending
        edits: Edits = ()
        if answer == "accept":
            edits = operations.accept_mentions(annotations, pending, self._desk.dispatch.text)
        elif answer == "reject":
            edits = operations.reject(annotations, [s.id for s in pending])
        after = apply(annotations, edits)
        self._desk.do((*edits, *operations.set_status(after, Status.DONE)), name="done")
        if self._desk.annotations.status is Status.DONE:
            self.next_todo()

    def _turn(self, status: Status) -> None:
        self._set(self._back() if self._desk.annotations.status is status else status)

    def _back(self) -> Status:
        annotations = self._desk.annotations
        return Status.STARTED if annotations.mentions or annotations.rejections else Status.TODO

    def _set(self, status: Status) -> None:
        self._desk.do(operations.set_status(self._desk.annotations, status), name="status")
