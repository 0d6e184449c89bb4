"""Small pieces that several panels are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.icons import icon
from annotator.gui.keys import shown
from annotator.gui.theme import Theme, ui_font

if TYPE_CHECKING:
    from annotator.gui.theme import Themes

CAP_HEIGHT: Final = 18
CHIP_HEIGHT: Final = 15


def label(text: str = "", *, tone: str = "", px: float = 13.0, bold: bool = False) -> QLabel:
    """Return a label of plain text in one of the tones `2`, `3` and `warn`."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(ui_font(px, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
    if tone:
        made.setProperty("tone", tone)
    return made


def key_cap(chord: str) -> QLabel:
    """Return a key cap that shows a chord as the person's keyboard names it."""
    made = QLabel(cap_text(chord))
    made.setFont(ui_font(10.5, QFont.Weight.Medium))
    made.setProperty("cap", True)
    made.setFixedHeight(CAP_HEIGHT)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


_SHORT: Final = {"Return": "↵", "Enter": "↵", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Backspace": "⌫"}


def cap_text(chord: str) -> str:
    """Return a chord with blanks between its keys and arrows for the arrow keys: `Ctrl ⇧ F`."""
    if chord in ("+", "Ctrl++"):
        return chord.replace("++", " +")
    parts = chord.split("+")
    names = [_SHORT.get(part, "⇧" if part == "Shift" else shown(part) or part) for part in parts]
    return " ".join(names)


def line(*, vertical: bool = False) -> QFrame:
    """Return a line of one pixel."""
    made = QFrame()
    made.setProperty("place", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def short_line(height: int = 14) -> QFrame:
    """Return the short upright line between two facts of a row."""
    made = line(vertical=True)
    made.setFixedHeight(height)
    return made


def push_button(text: str, *, kind: str = "") -> QPushButton:
    """Return a button of the kinds `primary`, `small`, `quiet`; a click does not take the keyboard."""
    made = QPushButton(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if kind:
        made.setProperty("kind", kind)
    return made


class KeyButton(QPushButton):
    """A primary button that shows its key at its right."""

    def __init__(self, chord: str, themes: Themes) -> None:
        super().__init__()
        self._cap = cap_text(chord)
        self._themes = themes
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("kind", "primary")
        self.setProperty("keyed", True)
        self.setFixedHeight(26)

    def sizeHint(self) -> QSize:
        """Return the room for words and cap."""
        font = ui_font(13, QFont.Weight.DemiBold)
        return QSize(int(QFontMetricsF(font).horizontalAdvance(self.text()) + self._cap_width() + 32), 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and the cap on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, width = self._themes.theme, self._cap_width()
        rect = QRectF(self.width() - width - 7, 4.5, width, 17)
        painter.setPen(QPen(theme.ink3, 1))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(theme.paper if self.isEnabled() else theme.ink3)
        painter.setFont(ui_font(10.5, QFont.Weight.Medium))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._cap)

    def _cap_width(self) -> float:
        return QFontMetricsF(ui_font(10.5, QFont.Weight.Medium)).horizontalAdvance(self._cap) + 9


class IconButton(QToolButton):
    """A square button with an icon that follows the theme."""

    def __init__(self, name: str, themes: Themes, *, size: int = 26, accessible: str = "") -> None:
        super().__init__()
        self._name = name
        self._themes = themes
        self.setFixedSize(size, size)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if accessible:
            self.setAccessibleName(accessible)
            self.setToolTip(accessible)
        self.set_name(name)
        themes.changed.connect(self._dress)

    def set_name(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self._dress(self._themes.theme)

    def _dress(self, theme: Theme) -> None:
        self.setIcon(icon(self._name, theme.ink2))


class ElidedLabel(QLabel):
    """A label of one line that ends in … where there is no room; the whole text is its tool tip then."""

    def __init__(self, text: str = "", *, px: float = 13.0, bold: bool = False, tone: str = "") -> None:
        super().__init__()
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(ui_font(px, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
        if tone:
            self.setProperty("tone", tone)
        self.setMinimumWidth(24)

    def set_whole(self, text: str) -> None:
        """Show a text as far as there is room."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that the whole text takes."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that lets the label shrink."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        said = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(said)
        self.setToolTip("" if said == self._whole else self._whole)


class Bar(QWidget):
    """A thin bar filled to a share."""

    def __init__(self, themes: Themes, *, height: int = 4, hue: str = "ink2") -> None:
        super().__init__()
        self._themes = themes
        self._hue = hue
        self._share = 0.0
        self.setFixedHeight(height)
        themes.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Fill the bar to a share between 0 and 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._themes.theme
        draw_bar(painter, QRectF(self.rect()), self._share, getattr(theme, self._hue), theme.line)


class Switch(QAbstractButton):
    """A switch of 26 by 15."""

    def __init__(self, themes: Themes, *, accessible: str) -> None:
        super().__init__()
        self._themes = themes
        self.setCheckable(True)
        self.setFixedSize(26, 16)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(accessible)
        self.setToolTip(accessible)
        themes.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the switch."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1, 1.5, 24, 13)
        on = self.isChecked()
        painter.setPen(QPen(theme.focus if self.hasFocus() else theme.ink if on else theme.ink3, 1.5))
        painter.setBrush(theme.ink if on else theme.paper)
        painter.drawRoundedRect(track, 6.5, 6.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.paper if on else theme.ink3)
        painter.drawEllipse(QPointF(18.5 if on else 7.5, 8.0), 3.6, 3.6)


class Clickable(QLabel):
    """A label that acts like a link; the keyboard reaches the same through an action."""

    def __init__(self, text: str = "", *, tone: str = "") -> None:
        super().__init__(text)
        self.on_click = _nothing
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if tone:
            self.setProperty("tone", tone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act where the button is let go over the label."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.on_click()


def _nothing() -> None:
    pass


def draw_bar(painter: QPainter, rect: QRectF, share: float, filled: QColor, ground: QColor) -> None:
    """Draw a bar with round ends, filled to a share."""
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0:
        painter.setBrush(filled)
        width = max(rect.height(), rect.width() * share)
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), width, rect.height()), radius, radius)


def cap_width(text: str) -> float:
    """Return the width of a drawn key cap."""
    return max(CAP_HEIGHT, QFontMetricsF(ui_font(10.5, QFont.Weight.Medium)).horizontalAdvance(text) + 9)


def draw_cap(painter: QPainter, x: float, middle: float, text: str, theme: Theme) -> float:
    """Draw a key cap from x on and return its right edge."""
    font, width = ui_font(10.5, QFont.Weight.Medium), cap_width(text)
    rect = QRectF(x + 0.5, middle - CAP_HEIGHT / 2 + 0.5, width - 1, CAP_HEIGHT - 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.line)
    painter.drawRoundedRect(rect.adjusted(0, 1, 0, 1), 4, 4)
    painter.setPen(QPen(theme.line, 1))
    painter.setBrush(theme.paper)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(theme.ink2)
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    return x + width


def chip_width(name: str) -> float:
    """Return the width of a label chip."""
    return QFontMetricsF(ui_font(10.0, QFont.Weight.Bold)).horizontalAdvance(name) + 10


def draw_chip(painter: QPainter, at: QPointF, name: str, hue: QColor, ground: QColor) -> float:
    """Draw a label on its ground from the middle of its left edge on and return its right edge."""
    width = chip_width(name)
    rect = QRectF(at.x(), at.y() - CHIP_HEIGHT / 2, width, CHIP_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(hue)
    painter.setFont(ui_font(10.0, QFont.Weight.Bold))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
    return at.x() + width


class Chip(QWidget):
    """A label chip as a widget."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._name, self._hue = "", ""
        self.setFixedHeight(CHIP_HEIGHT + 2)
        themes.changed.connect(self.update)

    def show_label(self, name: str, hue: str) -> None:
        """Show a type by its name and hue."""
        self._name, self._hue = name, hue
        self.setFixedWidth(int(chip_width(name)) + 1)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._themes.theme
        draw_chip(painter, QPointF(0, self.height() / 2), self._name, theme.hue(self._hue), theme.ground(self._hue))


def stack_choices(dialog: QWidget, choices: QWidget, hint: QWidget, buttons: Sequence[QWidget]) -> None:
    """Lay out a dialog: what there is to choose from, a word on it, and the buttons at the right."""
    foot = QHBoxLayout()
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(12)
    column.addWidget(choices, 1)
    column.addWidget(hint)
    column.addLayout(foot)
