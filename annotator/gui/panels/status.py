"""The status bar: saved, what is done in the background, where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.gui.i18n import number, tr
from annotator.gui.icons import pixmap
from annotator.gui.notify import PASSING_MS
from annotator.gui.parts import Bar, ElidedLabel, IconButton, label, push_button, short_line

if TYPE_CHECKING:
    from annotator.gui.jobs import Work
    from annotator.gui.theme import Theme, Themes

HEIGHT: Final = 26


class StatusBar(QFrame):
    """The lowest row of the window; `cancelled` carries the Work that is to stop."""

    cancelled = Signal(object)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(HEIGHT)
        self._themes = themes
        self._details = ""
        self._work: Work | None = None
        self.sign, self.saved = label(), ElidedLabel(px=11.5, tone="2")
        self.copy = push_button(tr("Copy details"), kind="small")
        self.close_warning = IconButton("cross", themes, size=20, accessible=tr("Close this message"))
        self.job, self.bar = label(px=11.5, tone="2"), Bar(themes, hue="focus")
        self.progress = label(px=11.5, tone="2")
        self.cancel = IconButton("cross", themes, size=20, accessible=tr("Cancel"))
        self.place, self.pipeline = label(px=11.5, tone="2"), label(px=11.5, tone="2")
        self.annotator, self.zoom = label(px=11.5, tone="2"), label(px=11.5, tone="2")
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._passing.timeout.connect(self.quiet)
        self._compact_away: list[QWidget] = []
        self._build()
        themes.changed.connect(self._dress)
        self.quiet()

    def say(self, text: str, warning: bool, details: str) -> None:
        """Say something; a warning stays until it is closed."""
        self._details = details if warning else ""
        self.saved.set_whole(text)
        self.saved.setProperty("tone", "warn" if warning else "2")
        self.saved.style().polish(self.saved)
        self.copy.setVisible(warning)
        self.close_warning.setVisible(warning)
        if warning:
            self._passing.stop()
        else:
            self._passing.start()
        self._dress(self._themes.theme)

    def quiet(self) -> None:
        """Go back to saying that everything is saved."""
        self._details = ""
        self._passing.stop()
        self.saved.set_whole(tr("All saved"))
        self.saved.setProperty("tone", "2")
        self.saved.style().polish(self.saved)
        self.copy.hide()
        self.close_warning.hide()
        self._dress(self._themes.theme)

    def show_works(self, works: list[Work]) -> None:
        """Show how far the job is that was started last."""
        self._work = next((work for work in reversed(works) if work.title), None)
        for widget in (self.job, self.bar, self.progress, self.cancel):
            widget.setVisible(self._work is not None)
        if self._work is None:
            return
        self.job.setText(self._work.title)
        at = self._work.progress
        self.bar.set_share(at.done / at.total if at and at.total else 0)
        self.progress.setText(_how_far(self._work))

    def show_place(self, text: str) -> None:
        """Show paragraph, token and character of the cursor."""
        self.place.setText(text)

    def set_compact(self, compact: bool) -> None:
        """Leave out pipeline and annotator where the window is narrow."""
        for widget in self._compact_away:
            widget.setVisible(not compact)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.bar.setFixedWidth(106)
        for widget in (self.sign, self.saved, self.copy, self.close_warning):
            row.addWidget(widget)
        row.addSpacing(8)
        for widget in (self.job, self.bar, self.progress, self.cancel):
            widget.hide()
            row.addWidget(widget)
        row.addStretch(1)
        pipeline_line, annotator_line = short_line(), short_line()
        self._compact_away = [pipeline_line, self.pipeline, annotator_line, self.annotator]
        for widget in (
            self.place,
            pipeline_line,
            self.pipeline,
            annotator_line,
            self.annotator,
            short_line(),
            self.zoom,
        ):
            row.addWidget(widget)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self.close_warning.clicked.connect(self.quiet)
        self.cancel.clicked.connect(lambda: self.cancelled.emit(self._work))
        self.saved.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def _dress(self, theme: Theme) -> None:
        self.sign.setPixmap(pixmap("warning", theme.warn, 14) if self._details else pixmap("check", theme.ink2, 14))


def _how_far(work: Work) -> str:
    at = work.progress
    if work.cancelled:
        return tr("stopping…")
    if at is None:
        return tr("starting…")
    if not at.total:
        return number(at.done) if at.done else at.note
    said = f"{number(at.done)} / {number(at.total)}"
    left = work.seconds_left()
    return f"{said}, {time_left(left)}" if left is not None else said


def time_left(seconds: float) -> str:
    """Return how long something may still take: `1 min 50 s left`."""
    whole = max(1, round(seconds))
    if whole < 60:
        return tr("{seconds} s left", seconds=whole)
    if whole < 3600:
        return tr("{minutes} min {seconds} s left", minutes=whole // 60, seconds=whole % 60)
    return tr("{hours} h {minutes} min left", hours=whole // 3600, minutes=whole % 3600 // 60)
