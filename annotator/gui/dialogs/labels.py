"""The label popup: every type of the schema, type to filter, Enter or its key to choose."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.domain.schema import EntityType, Schema
from annotator.gui import keys
from annotator.gui.i18n import language, tr
from annotator.gui.theme import Theme

ROWS_SHOWN = 9
WIDTH = 300
ROW = 27
FRAME = 52


class LabelPopup(QFrame):
    """A popup that closes on a choice, on Escape and on a click elsewhere; `chosen` carries a type's id."""

    chosen = Signal(str)
    pressed = Signal()

    def __init__(self, schema: Schema, theme: Theme, *, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        self._schema = schema
        self._theme = theme
        self._owner = parent
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Label"))
        self.field.setAccessibleName(tr("Label"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Types"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textEdited.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._choose_item)
        self._fill("")

    def show_at(self, point: QPoint) -> None:
        """Open below a point of the screen, above it where the window ends below; both sides are on the screen."""
        self._fit()
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = min(max(point.x(), room.left()), room.right() - self.width())
        window = self._owner.window().frameGeometry()
        bottom = min(room.bottom(), window.bottom()) if window.contains(point) else room.bottom()
        above = max(room.top(), point.y() - self.height() - 40)
        y = point.y() if point.y() + self.height() <= bottom else above
        self.move(x, y)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hear Enter, the arrows, and a type's own digit while nothing is typed."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if keys.is_press(event):
            self.pressed.emit()
        digit = keys.digit(event) if not self.field.text() else None
        kind = self._schema.entity_for_key(digit) if digit else None
        if kind is not None:
            self._choose(kind.id)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_item(self.list.currentItem())
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Tab)
            count = max(1, self.list.count())
            self.list.setCurrentRow((self.list.currentRow() + (1 if down else -1)) % count)
            return True
        return False

    def _fill(self, typed: str) -> None:
        wanted = _plain(typed)
        self.list.clear()
        for kind in sorted(self._schema.entity_types, key=lambda t: not _plain(t.name).startswith(wanted)):
            title = kind.title.get(language(), "")
            if wanted in _plain(kind.name) or wanted in _plain(title):
                self._add(kind, title)
        self.list.setCurrentRow(0)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is listed."""
        rows = min(ROWS_SHOWN, max(1, self.list.count()))
        self.setFixedSize(WIDTH, FRAME + rows * max(ROW, self.list.sizeHintForRow(0)))

    def _add(self, kind: EntityType, title: str) -> None:
        said = f"{kind.name}   {title}" if title and title != kind.name else kind.name
        item = QListWidgetItem(_square(self._theme, kind.hue), f"{kind.key or ' '}   {said}")
        item.setData(Qt.ItemDataRole.UserRole, kind.id)
        item.setToolTip(said)
        self.list.addItem(item)

    def _choose_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._choose(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self, label: str) -> None:
        self.close()
        self.chosen.emit(label)


def _square(theme: Theme, hue: str) -> QIcon:
    made = QPixmap(12, 12)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.hue(hue))
    painter.setBrush(theme.ground(hue))
    painter.drawRoundedRect(1, 1, 10, 10, 2, 2)
    painter.end()
    return QIcon(made)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
