"""The head of a dispatch: headline, facts, place in the list, and the button that ends the work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.dispatch import Dispatch, PartialDate, Status, title
from annotator.gui.dates import long_date
from annotator.gui.i18n import tr
from annotator.gui.icons import pixmap
from annotator.gui.parts import Clickable, ElidedLabel, IconButton, KeyButton, key_cap, label, short_line

if TYPE_CHECKING:
    from annotator.gui.theme import Theme, Themes

HEIGHT: Final = 74


class Header(QFrame):
    """The band above the canvas."""

    done = Signal()
    previous = Signal()
    next = Signal()
    next_mark = Signal()
    next_pending = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setProperty("place", "paper")
        self.setFixedHeight(HEIGHT)
        self._themes = themes
        self._compact = False
        self.headline = ElidedLabel(px=17, bold=True)
        self.place = label(px=12, tone="2")
        self.button = KeyButton("Ctrl+Return", themes)
        self._facts: dict[str, QWidget] = {}
        self._lines: dict[str, QWidget] = {}
        self._build()
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    def show_nothing(self) -> None:
        """Show that no dispatch is there, and how to get some."""
        self.show_state(pending=0, odd=0, status=Status.TODO)
        for name in self._facts:
            self._set(name, "")
        self.headline.set_whole(tr("No dispatch is open"))
        self._set("date", tr("Drop files on the window, or choose Import in the File menu"))
        self.place.setText("")
        self._enable(False)

    def show_dispatch(self, dispatch: Dispatch, words: int) -> None:
        """Show what a dispatch says of itself."""
        self._enable(True)
        metadata = dispatch.metadata
        self.headline.set_whole(title(dispatch))
        date = metadata.get("date")
        self._set("date", long_date(PartialDate.parse(date)) if isinstance(date, str) else "")
        self._set("slug", str(metadata.get("slug") or ""))
        self._set("source", str(metadata.get("source") or ""))
        self._set("words", tr("{n} words", n=words))

    def show_place(self, place: int | None, total: int) -> None:
        """Show where the dispatch stands in the list, counted from 1."""
        locale = QLocale()
        at = "–" if place is None else locale.toString(place)
        self.place.setText(f"{at} / {locale.toString(total)}")

    def show_state(self, *, pending: int, odd: int, status: Status) -> None:
        """Show what is left to review and what is odd."""
        self._set("pending", tr("{n} suggestions to review", n=pending) if pending else "")
        self._set("odd", tr("{n} inconsistencies", n=odd) if odd else "")
        self._sign.setVisible(bool(odd))
        self._cap.setVisible(bool(odd))
        self.button.setText(tr("Done, next") if status is Status.DONE else tr("Done", meaning="button"))

    def set_compact(self, compact: bool) -> None:
        """Leave out source and word count where the window is narrow."""
        self._compact = compact
        self._arrange()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.headline, 1)
        top.addSpacing(12)
        self._back = IconButton("chevron-left", self._themes, size=22, accessible=tr("Previous dispatch"))
        self._on = IconButton("chevron-right", self._themes, size=22, accessible=tr("Next dispatch"))
        self._back.clicked.connect(self.previous)
        self._on.clicked.connect(self.next)
        for widget in (self._back, self.place, self._on):
            top.addWidget(widget)
        top.addSpacing(10)
        top.addWidget(self.button)
        self.button.clicked.connect(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 8)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(self._facts_row())

    def _facts_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name in ("date", "slug", "source", "words", "pending"):
            if self._facts:
                self._lines[name] = short_line()
                row.addWidget(self._lines[name])
            fact = Clickable() if name == "pending" else label(px=12)
            fact.setFont(self.place.font())
            fact.setProperty("tone", "1" if name == "pending" else "2")
            self._facts[name] = fact
            row.addWidget(fact)
        self._facts["pending"].on_click = self.next_pending.emit  # type: ignore[attr-defined]
        self._lines["odd"] = short_line()
        self._sign = label()
        odd = Clickable(tone="warn")
        odd.setFont(self.place.font())
        odd.on_click = self.next_mark.emit
        self._facts["odd"] = odd
        self._cap = key_cap("F8")
        for widget in (self._lines["odd"], self._sign, odd, self._cap):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _enable(self, enabled: bool) -> None:
        for button in (self._back, self._on, self.button):
            button.setEnabled(enabled)

    def _set(self, name: str, said: str) -> None:
        self._facts[name].setText(said)  # type: ignore[attr-defined]
        self._facts[name].setProperty("said", bool(said))
        self._arrange()

    def _arrange(self) -> None:
        shown_before = False
        for name, fact in self._facts.items():
            hidden = self._compact and name in ("source", "words")
            here = bool(fact.property("said")) and not hidden
            fact.setVisible(here)
            if name in self._lines:
                self._lines[name].setVisible(here and shown_before)
            shown_before = shown_before or here

    def _dress(self, theme: Theme) -> None:
        self._sign.setPixmap(pixmap("warning", theme.warn, 14))
