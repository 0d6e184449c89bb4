"""Paints a row of the list of dispatches: status, date, slug, how far, first words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.dispatch import PartialDate, Status
from annotator.domain.errors import KnownError
from annotator.gui.dates import short_date
from annotator.gui.i18n import number, tr
from annotator.gui.icons import pixmap
from annotator.gui.parts import draw_bar
from annotator.gui.theme import ui_font
from annotator.storage.search import HIT_CLOSE, HIT_OPEN

if TYPE_CHECKING:
    from annotator.gui.theme import Theme, Themes
    from annotator.storage.listing import ListRow

ROW_HEIGHT: Final = 55
ROW: Final = Qt.ItemDataRole.UserRole
MARGIN: Final = 6
TEXT_LEFT: Final = 33
BAR: Final = 33

ICONS: Final = {
    Status.TODO: "status-todo",
    Status.STARTED: "status-started",
    Status.DONE: "status-done",
    Status.FLAGGED: "status-flagged",
    Status.SKIPPED: "status-skipped",
}


STATES: Final = {
    Status.TODO: lambda: tr("to do"),
    Status.STARTED: lambda: tr("started"),
    Status.DONE: lambda: tr("done"),
    Status.FLAGGED: lambda: tr("flagged"),
    Status.SKIPPED: lambda: tr("skipped"),
}


_font = cache(ui_font)


class ListDelegate(QStyledItemDelegate):
    """The painter of the list."""

    def __init__(self, themes: Themes, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes
        self.compact = False
        self.open_id: int | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of every row."""
        return QSize(200, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row; one whose page is not read yet stays empty."""
        row: ListRow | None = index.data(ROW)
        if row is None:
            return
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        theme = self._themes.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state, theme, is_open=row.id == self.open_id)
        colour = theme.warn if row.status is Status.FLAGGED else theme.ink2
        painter.drawPixmap(QPointF(rect.left() + 12, rect.top() + 10), pixmap(ICONS[row.status], colour, 14))
        right = self._counts(painter, rect, row, theme)
        self._facts(
            painter,
            QRectF(rect.left() + TEXT_LEFT, rect.top() + 8, right - rect.left() - TEXT_LEFT - 6, 18),
            row,
            theme,
        )
        words = QRectF(rect.left() + TEXT_LEFT, rect.top() + 27, rect.width() - TEXT_LEFT - 14, 19)
        quiet = row.status in (Status.DONE, Status.SKIPPED)
        draw_marked(painter, words, row.snippet or row.title, theme.ink2 if quiet else theme.ink)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme, *, is_open: bool) -> None:
        inner = rect.adjusted(MARGIN, 1, -MARGIN, -1)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_open or hovered:
            painter.setBrush(theme.row)
            painter.setOpacity(1.0 if is_open else 0.5)
            painter.drawRoundedRect(inner, 7, 7)
            painter.setOpacity(1.0)
        else:
            painter.setPen(QPen(theme.line, 1))
            y = rect.bottom() - 0.5
            painter.drawLine(QPointF(rect.left() + TEXT_LEFT, y), QPointF(rect.right() - 14, y))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 6, 6)

    def _counts(self, painter: QPainter, rect: QRectF, row: ListRow, theme: Theme) -> float:
        """Draw how far the dispatch is and return the left edge of it."""
        total = row.mentions + row.pending
        done = total if row.status is Status.DONE else row.mentions
        said = "—" if row.status is Status.SKIPPED or not total else f"{number(done)}/{number(total)}"
        right = rect.right() - 14
        has_bar = not self.compact and said != "—"
        if has_bar:
            share = done / total if total else 0
            draw_bar(painter, QRectF(right - BAR, rect.top() + 15, BAR, 4), share, theme.ink2, theme.line)
            right -= BAR + 6
        painter.setFont(_font(12))
        painter.setPen(theme.ink2)
        width = QFontMetricsF(painter.font()).horizontalAdvance(said)
        box = QRectF(right - width, rect.top() + 8, width + 1, 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
        return right - width

    def _facts(self, painter: QPainter, rect: QRectF, row: ListRow, theme: Theme) -> None:
        facts = [_date(row.date)] if row.date else []
        if row.slug and (not self.compact or not facts):
            facts.append(row.slug)
        if not facts:
            facts.append(f"n° {number(row.position)}")
        painter.setFont(_font(12))
        painter.setPen(theme.ink2)
        said = painter.fontMetrics().elidedText("  ".join(facts), Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, said)


def _date(written: str) -> str:
    try:
        return short_date(PartialDate.parse(written))
    except KnownError:
        return written


def draw_marked(painter: QPainter, rect: QRectF, text: str, colour: object) -> None:
    """Draw one line whose hits stand between marks, those in bold, elided at the right."""
    painter.setPen(colour)
    x = rect.left()
    for piece, bold in _pieces(text):
        room = rect.right() - x
        if room < 6:
            return
        painter.setFont(_font(13, QFont.Weight.Bold if bold else QFont.Weight.Normal))
        metrics = QFontMetricsF(painter.font())
        said = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
        box = QRectF(x, rect.top(), room, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, said)
        if said != piece:
            return
        x += metrics.horizontalAdvance(piece)


def _pieces(text: str) -> list[tuple[str, bool]]:
    text = text.replace("\n", " ")
    pieces: list[tuple[str, bool]] = []
    for at, part in enumerate(text.split(HIT_OPEN)):
        if at == 0:
            pieces.append((part, False))
            continue
        hit, _, rest = part.partition(HIT_CLOSE)
        pieces += [(hit, True), (rest, False)]
    return [(piece, bold) for piece, bold in pieces if piece]
