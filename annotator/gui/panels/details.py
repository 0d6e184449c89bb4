"""The card of the selected mention or suggestion: words, label, origin, bounds; its room is always there."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from annotator.domain.annotations import Mention, Origin
from annotator.domain.schema import Schema
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import surface
from annotator.gui.i18n import mark, number, tr, tr_marked
from annotator.gui.parts import CAP_HEIGHT, Chip, ElidedLabel, cap_width, draw_cap, label
from annotator.gui.theme import text_font, ui_font

if TYPE_CHECKING:
    from annotator.gui.theme import Themes

ORIGINS: Final = {
    Origin.MANUAL: mark("made by hand"),
    Origin.ACCEPTED: mark("accepted suggestion"),
    Origin.EDITED: mark("edited suggestion"),
    Origin.IMPORTED: mark("imported"),
    Origin.MERGED: mark("merged"),
}


GAP: Final = 8
"""Between two hints."""


class Card(QFrame):
    """The card; it says so while nothing is selected, and keeps its height: what lies under it never moves."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.words = ElidedLabel()
        self.words.setFont(text_font(15))
        self.chip = Chip(themes)
        self.paragraph = label(px=12, tone="2")
        self.origin = ElidedLabel(px=12)
        self.bounds = ElidedLabel(px=12)
        self.hints = Hints(themes)
        self.nothing = label(tr("No mention is selected"), px=12, tone="3")
        self.facts = QWidget()
        self._pages = QStackedLayout(self)
        self._build()

    def show_nothing(self) -> None:
        """Say that nothing is selected."""
        self._pages.setCurrentWidget(self.nothing)

    def show_target(
        self,
        target: Mention | MentionSuggestion | None,
        *,
        text: str,
        schema: Schema,
        paragraph: int,
        cited: MentionSuggestion | None,
    ) -> None:
        """Show a mention or a suggestion; `cited` is the suggestion that a mention came from."""
        if target is None:
            self.show_nothing()
            return
        self._pages.setCurrentWidget(self.facts)
        self.words.set_whole(" ".join(surface(text, target.fragments).split()))
        kind = schema.entity(target.label)
        self.chip.show_label(kind.name if kind else target.label, kind.hue if kind else "")
        self.paragraph.setText(f"§ {number(paragraph)}")
        self.origin.set_whole(_origin(target, cited))
        self.bounds.set_whole(", ".join(_bounds(start, end) for start, end in target.fragments))

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.words)
        top.addWidget(self.chip)
        top.addStretch(1)
        top.addWidget(self.paragraph)
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(3)
        facts.addWidget(label(tr("Origin"), tone="2", px=12), 0, 0)
        facts.addWidget(self.origin, 0, 1)
        facts.addWidget(label(tr("Bounds"), tone="2", px=12), 1, 0)
        facts.addLayout(self._bounds_row(), 1, 1)
        facts.setColumnStretch(1, 1)
        column = QVBoxLayout(self.facts)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(facts)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self.facts)

    def _bounds_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.bounds)
        row.addWidget(self.hints, 1)
        return row


class Hints(QWidget):
    """The keys that move the edges, as many as there is room for beside the bounds."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._hints = (("Alt ←→", tr("end", meaning="edge")), ("Alt ⇧ ←→", tr("start", meaning="edge")))
        self.setFixedHeight(CAP_HEIGHT)
        themes.changed.connect(self.update)

    def shown(self) -> int:
        """Return how many hints there is room for."""
        ends = list(accumulate(self._width(*hint) for hint in self._hints))
        return sum(end - GAP <= self.width() for end in ends)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hints."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, x = self._themes.theme, 0.0
        for cap, said in self._hints[: self.shown()]:
            right = draw_cap(painter, x, self.height() / 2, cap, theme)
            painter.setFont(ui_font(12))
            painter.setPen(theme.ink2)
            rest = QRectF(right + 4, 0, self.width() - right - 4, self.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
            x += self._width(cap, said)

    @staticmethod
    def _width(cap: str, said: str) -> float:
        return cap_width(cap) + 4 + QFontMetricsF(ui_font(12)).horizontalAdvance(said) + GAP


def _bounds(start: int, end: int) -> str:
    return tr("{start} to {end}", start=start, end=end)


def _origin(target: Mention | MentionSuggestion, cited: MentionSuggestion | None) -> str:
    if isinstance(target, MentionSuggestion):
        said = tr("suggestion to review")
        cited = target
    else:
        said = tr_marked(ORIGINS[target.origin])
    if cited is None:
        return said
    said = tr("{origin}, rule {rule}", origin=said, rule=cited.rule)
    return said if cited.score is None else f"{said}, {cited.score:.2f}"
