"""The palette strip below the canvas: the labels with their keys, and the few letters that do something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from annotator.domain.schema import EntityType, Schema
from annotator.gui.i18n import language, tr
from annotator.gui.parts import CAP_HEIGHT, cap_text, draw_cap, short_line
from annotator.gui.theme import ui_font

if TYPE_CHECKING:
    from annotator.gui.theme import Themes

HEIGHT: Final = 46


class StripButton(QAbstractButton):
    """A key cap with what its key does; a label shows its colour, and a frame where it is the target's."""

    def __init__(self, themes: Themes, text: str, key: str, *, hue: str = "") -> None:
        super().__init__()
        self._themes = themes
        self._key = key
        self._hue = hue
        self._compact = False
        self.framed = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(ui_font(13, QFont.Weight.DemiBold if hue else QFont.Weight.Normal))
        themes.changed.connect(self.update)

    def set_framed(self, framed: bool) -> None:
        """Frame the label that the target bears."""
        if framed is not self.framed:
            self.framed = framed
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Leave out the words of a letter where the window is narrow."""
        self._compact = compact and not self._hue
        self.setToolTip(self.text() if self._compact else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for cap, square and words."""
        words = 0 if self._compact else QFontMetricsF(self.font()).horizontalAdvance(self.text()) + 8
        return QSize(int(self._cap_width() + (18 if self._hue else 0) + words + 12), 28)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing is cut."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Repaint when the mouse comes or goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.framed or self.underMouse() or self.hasFocus():
            painter.setBrush(theme.paper if self.framed else theme.row)
            pen = QPen(theme.focus, 2) if self.hasFocus() else QPen(theme.line, 1)
            painter.setPen(pen if self.framed or self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, 6, 6)
        middle = self.height() / 2
        x = draw_cap(painter, 6, middle, self._key, theme) + 7
        if self._hue:
            painter.setPen(QPen(theme.hue(self._hue), 1.8))
            painter.setBrush(theme.ground(self._hue))
            painter.drawRoundedRect(QRectF(x + 1, middle - 4.5, 9, 9), 2, 2)
            x += 17
        if not self._compact:
            painter.setFont(self.font())
            painter.setPen(theme.hue(self._hue) if self._hue else theme.ink if self.isEnabled() else theme.ink3)
            rest = QRectF(x, 0, self.width() - x, self.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def _cap_width(self) -> float:
        return max(CAP_HEIGHT, QFontMetricsF(ui_font(10.5, QFont.Weight.Medium)).horizontalAdvance(self._key) + 9) + 7


class Strip(QFrame):
    """The strip; `label_wanted` carries an entity type's id, `action_wanted` an action's."""

    label_wanted = Signal(str)
    action_wanted = Signal(str)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        self._themes = themes
        self._labels: dict[str, StripButton] = {}
        self._letters: list[StripButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(4)

    def show_schema(self, schema: Schema, letters: tuple[tuple[str, str, str], ...]) -> None:
        """Show the entity types, and letters as (action id, chord, words)."""
        self._clear()
        for kind in schema.entity_types:
            self._add_label(kind)
        self._row.addWidget(_spaced(short_line(20)))
        for action, chord, words in letters:
            button = StripButton(self._themes, words, cap_text(chord))
            button.clicked.connect(lambda _checked=False, name=action: self.action_wanted.emit(name))
            self._letters.append(button)
            self._row.addWidget(button)
        self._row.addStretch(1)

    def frame_label(self, label: str | None) -> None:
        """Frame the label of the target."""
        for name, button in self._labels.items():
            button.set_framed(name == label)

    def set_compact(self, compact: bool) -> None:
        """Show the letters' caps alone where the window is narrow."""
        for button in self._letters:
            button.set_compact(compact)

    def _add_label(self, kind: EntityType) -> None:
        button = StripButton(self._themes, kind.name, kind.key or "–", hue=kind.hue)
        said = kind.title.get(language(), kind.name)
        button.setToolTip(said if kind.key else tr("{type}: no key; press Enter to choose it by name", type=said))
        button.clicked.connect(lambda _checked=False, name=kind.id: self.label_wanted.emit(name))
        self._labels[kind.id] = button
        self._row.addWidget(button)

    def _clear(self) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._labels.clear()
        self._letters.clear()


def _spaced(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(10, 0, 8, 0)
    row.addWidget(widget)
    return holder
