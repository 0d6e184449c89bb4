"""The inspector's list of mentions and suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.schema import Schema
from annotator.gui.i18n import number, tr
from annotator.gui.icons import pixmap
from annotator.gui.panels.mention_rows import GroupRow, ItemRow, Row, index_of
from annotator.gui.parts import draw_chip
from annotator.gui.theme import ui_font

if TYPE_CHECKING:
    from annotator.gui.theme import Theme, Themes

ROW_HEIGHT: Final = 25
BUTTON: Final = 22

Index = QModelIndex | QPersistentModelIndex

Answer = tuple[tuple[bool, str], bool]
"""A row's key, and whether its ✓ is meant: else its ✗."""


class MentionModel(QAbstractListModel):
    """The rows as Qt's views want them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.schema = Schema()

    def show(self, rows: list[Row], schema: Schema) -> None:
        """Show other rows."""
        if rows == self.rows and schema is self.schema:
            return
        if len(rows) == len(self.rows):
            self.rows, self.schema = rows, schema
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows, self.schema = rows, schema
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's words for screen readers and for type-ahead."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(self.rows[index.row()])
        return None

    def _said(self, row: Row) -> str:
        kind = self.schema.entity(row.label)
        name = kind.name if kind else row.label
        if isinstance(row, GroupRow):
            return tr("{words}, {label}, {count} places", words=row.words, label=name, count=row.solid + row.suggested)
        if row.suggested:
            return tr("{words}, {label}, suggested, paragraph {p}", words=row.words, label=name, p=row.paragraph)
        return tr("{words}, {label}, paragraph {p}", words=row.words, label=name, p=row.paragraph)


class MentionDelegate(QStyledItemDelegate):
    """Paints a row: dot, words in their context, paragraph; ✓ ✗ on a hovered suggestion."""

    def __init__(self, themes: Themes, parent: MentionList) -> None:
        super().__init__(parent)
        self._themes = themes
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of every row."""
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        model = index.model()
        if not isinstance(model, MentionModel):
            return
        row, theme = model.rows[index.row()], self._themes.theme
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self._list.row_over() == index.row()
        _ground(painter, rect, state, theme, hovered=hovered)
        kind = model.schema.entity(row.label)
        hue = kind.hue if kind else ""
        if isinstance(row, GroupRow):
            _group(painter, rect, row, theme, name=kind.name if kind else row.label, hue=hue)
        else:
            _item(painter, rect, row, hue, theme, hovered=hovered and row.suggested)
        painter.restore()


def _ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme, *, hovered: bool) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        ground = theme.row
        painter.setOpacity(1.0 if selected else 0.55)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect.adjusted(0, 0.5, 0, -0.5), 7, 7)
        painter.setOpacity(1.0)
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(QPen(theme.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)


def _group(painter: QPainter, rect: QRectF, row: GroupRow, theme: Theme, *, name: str, hue: str) -> None:
    middle = rect.center().y()
    chevron = pixmap("chevron-down" if row.open else "chevron-right", theme.ink2, 12)
    painter.drawPixmap(QPointF(rect.left() + 6, middle - 6), chevron)
    font = ui_font(13, QFont.Weight.DemiBold)
    count = number(row.solid) if not row.suggested else f"{number(row.solid)} + {number(row.suggested)}"
    right = rect.right() - 8 - QFontMetricsF(ui_font(12)).horizontalAdvance(count)
    metrics = QFontMetricsF(font)
    room = right - rect.left() - 24 - 60
    words = metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, room)
    painter.setFont(font)
    painter.setPen(theme.ink)
    x = rect.left() + 24
    painter.drawText(QRectF(x, rect.top(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
    place = QPointF(x + metrics.horizontalAdvance(words) + 8, middle)
    draw_chip(painter, place, name, theme.hue(hue), theme.ground(hue))
    painter.setFont(ui_font(12))
    painter.setPen(theme.ink2)
    painter.drawText(rect.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)


def _item(painter: QPainter, rect: QRectF, row: ItemRow, hue: str, theme: Theme, *, hovered: bool) -> None:
    middle = rect.center().y()
    _dot(painter, QPointF(rect.left() + (30 if row.grouped else 13), middle), row, hue, theme)
    place = f"§ {number(row.paragraph)}"
    painter.setFont(ui_font(12))
    painter.setPen(theme.ink2)
    painter.drawText(rect.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, place)
    right = rect.right() - 12 - QFontMetricsF(ui_font(12)).horizontalAdvance(place)
    if hovered:
        for box, name in zip(answer_boxes(rect), ("check", "cross"), strict=True):
            painter.setPen(QPen(theme.line, 1))
            painter.setBrush(theme.paper)
            painter.drawRoundedRect(box.adjusted(0.5, 1.5, -0.5, -1.5), 5, 5)
            painter.drawPixmap(box.center() - QPointF(6, 6), pixmap(name, theme.ink, 12))
        right = answer_boxes(rect)[0].left() - 6
    left = rect.left() + (42 if row.grouped else 25)
    parts = [(row.before, theme.ink2), (row.words, theme.ink), (row.after, theme.ink2)]
    _draw_words(painter, QRectF(left, rect.top(), right - left, rect.height()), parts)


def _draw_words(painter: QPainter, rect: QRectF, parts: list[tuple[str, Any]]) -> None:
    painter.setFont(ui_font(12.5))
    metrics = QFontMetricsF(painter.font())
    x = rect.left()
    for text, colour in parts:
        room = rect.right() - x
        if room < 8:
            return
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(x, rect.top(), room, rect.height()), flags, said)
        if said != text:
            return
        x += metrics.horizontalAdvance(text)


def _dot(painter: QPainter, at: QPointF, row: ItemRow, hue: str, theme: Theme) -> None:
    colour = theme.hue(hue)
    if row.suggested:
        pen = QPen(colour, 1.5)
        pen.setDashPattern([1.6, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, 3.6, 3.6)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if row.edited:
        diamond = [QPointF(0, -4.4), QPointF(4.4, 0), QPointF(0, 4.4), QPointF(-4.4, 0)]
        painter.drawPolygon([at + corner for corner in diamond])
    else:
        painter.drawEllipse(at, 3.4, 3.4)


def answer_boxes(rect: QRectF) -> tuple[QRectF, QRectF]:
    """Return where ✓ and ✗ stand in a row."""
    right = rect.right() - 40
    top = rect.center().y() - BUTTON / 2
    return QRectF(right - 2 * BUTTON - 3, top, BUTTON, BUTTON), QRectF(right - BUTTON, top, BUTTON, BUTTON)


class MentionList(QListView):
    """The list; `toggled` carries a group's words and label, the other signals a row's key or None."""

    picked = Signal(object)
    accepted = Signal(object)
    rejected = Signal(object)
    hovered = Signal(object)
    toggled = Signal(str, str)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setAccessibleName(tr("Mentions"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model_ = MentionModel()
        self.setModel(self.model_)
        self.setItemDelegate(MentionDelegate(themes, self))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._mouse: QPoint | None = None
        self._pressed: Answer | None = None
        self.model_.modelReset.connect(self._slid)
        self.model_.dataChanged.connect(self._slid)

    def row_over(self) -> int:
        """Return the row under the mouse, also where rows slid under a mouse at rest; -1 where there is none."""
        return self.indexAt(self._mouse).row() if self._mouse is not None else -1

    def select(self, key: tuple[bool, str] | None) -> None:
        """Mark the row of a mention or suggestion and bring it into view."""
        at = index_of(self.model_.rows, key) if key is not None else None
        if at is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != at:
            self.setCurrentIndex(self.model_.index(at))
            self.scrollTo(self.model_.index(at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a group, pick a row; ✓ ✗ answer where they are let go."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self.model_.rows[index.row()]
        self._pressed = self._answer_at(event.position())
        if isinstance(row, GroupRow):
            self.toggled.emit(row.words, row.label)
        elif self._pressed is None:
            self.setCurrentIndex(index)
            self.picked.emit(row.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Answer a suggestion by the ✓ or ✗ that was pressed."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._answer_at(event.position()):
            key, accepts = pressed
            (self.accepted if accepts else self.rejected).emit(key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count a double click once: what slid under the mouse meanwhile is not meant."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which row the mouse is over."""
        super().mouseMoveEvent(event)
        self._over(event.position().toPoint())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell that the mouse left."""
        if event.type() == QEvent.Type.HoverLeave:
            self._over(None)
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; another row is under the mouse then."""
        super().scrollContentsBy(dx, dy)
        self._slid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick the current row, open or close a group, by Enter or Space."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            row = self.model_.rows[index.row()]
            if isinstance(row, GroupRow):
                self.toggled.emit(row.words, row.label)
            else:
                self.picked.emit(row.key)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a row."""
        key = self._key_at(event.pos())
        if key is not None:
            self.menu_wanted.emit(key, event.globalPos())

    def _over(self, point: QPoint | None) -> None:
        self._mouse = point
        if point is None:
            self.hovered.emit(None)
        self._slid()

    def _slid(self) -> None:
        # While the mouse is elsewhere, what is hovered there stays so.
        if self._mouse is not None:
            self.hovered.emit(self._key_at(self._mouse))
        self.viewport().update()

    def _answer_at(self, point: QPointF) -> Answer | None:
        """Return the answer that is drawn at a point: none in a row that the mouse was not over."""
        index = self.indexAt(point.toPoint())
        row = self.model_.rows[index.row()] if index.isValid() and index.row() == self.row_over() else None
        if not isinstance(row, ItemRow) or not row.suggested:
            return None
        yes, no = answer_boxes(QRectF(self.visualRect(index)))
        if yes.contains(point):
            return row.key, True
        return (row.key, False) if no.contains(point) else None

    def _key_at(self, point: QPoint) -> tuple[bool, str] | None:
        index = self.indexAt(point)
        row = self.model_.rows[index.row()] if index.isValid() else None
        return row.key if isinstance(row, ItemRow) else None
