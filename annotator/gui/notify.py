"""Everything said to the person at the window: passing words, known errors, and our own bugs."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import KnownError
from annotator.gui.i18n import tr, tr_error

if TYPE_CHECKING:
    from annotator.gui.dialogs.problem import ProblemDialog

PASSING_MS = 6_000


class Notify(QObject):
    """The one mouth of the window; `said(text, is_warning, details)` goes to the status bar."""

    said = Signal(str, bool, str)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__()
        self.window = window
        self.before_crash: Callable[[], None] = _nothing
        self.cure: Callable[[KnownError], tuple[str, Callable[[], None]] | None] = _no_cure
        self.dialog: ProblemDialog | None = None
        self._crashed = False

    def say(self, text: str) -> None:
        """Say something in passing, in the status bar."""
        self.said.emit(text, False, "")

    def warn(self, text: str, *, details: str = "") -> None:
        """Say in the status bar what went wrong beside the work; it stays until it is closed."""
        self.said.emit(text, True, details or text)

    def known(self, error: KnownError, *, kept: str = "") -> None:
        """Show an error of the user's world: what happened and where, what was kept, what to do."""
        place = f"\n{error.location()}" if error.location() else ""
        self._show(tr("This could not be done"), f"{tr_error(error)}{place}", kept, f"KnownError: {error}")
        cure = self.cure(error)
        if cure is not None and self.dialog is not None:
            self.dialog.offer(*cure)

    def background(self, what: str, error: KnownError | str) -> None:
        """Say in the status bar why a job beside the work stopped."""
        if isinstance(error, KnownError):
            self.warn(f"{what}: {tr_error(error)}", details=f"{what}\n{error}")
        else:
            self.warn(tr("{what}: stopped by a fault of the program", what=what), details=f"{what}\n{error}")

    def failed(self, what: str, error: KnownError | str, *, kept: str = "") -> None:
        """Show why a job that the person asked for stopped."""
        if isinstance(error, KnownError):
            self.known(error, kept=kept)
        else:
            self._show(what, tr("A fault of the program stopped this."), kept, error)

    def crash(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Close the project cleanly, then show that the program has a fault."""
        details = "".join(traceback.format_exception(kind, error, trace))
        print(details, file=sys.stderr)  # noqa: T201  Whoever started us from a terminal sees it too.
        if self._crashed:
            return
        self._crashed = True
        kept = tr("Everything up to your last edit is saved. The project was closed; open it again to go on.")
        try:
            self.before_crash()
        except Exception:  # noqa: BLE001  The fault may be in closing itself; the person must hear of the first one.
            details += "\n" + traceback.format_exc()
            kept = tr("Everything up to your last edit is saved. Please start the program again.")
        self._show(tr("The program has a fault"), tr("Something in the program itself went wrong."), kept, details)

    def install(self) -> None:
        """Take over what Python does with exceptions that nobody caught."""

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if isinstance(error, KnownError):
                self.known(error)
            elif issubclass(kind, Exception):
                self.crash(kind, error, trace)
            else:
                sys.__excepthook__(kind, error, trace)

        sys.excepthook = hook

    def _show(self, title: str, what: str, kept: str, details: str) -> None:
        from annotator.gui.dialogs.problem import ProblemDialog

        self.dialog = ProblemDialog(title, what, kept, details, parent=self.window)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
        self._crashed = False


def _nothing() -> None:
    pass


def _no_cure(_error: KnownError) -> None:
    return None
