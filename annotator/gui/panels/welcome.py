"""The first page: the sample, a new project, a project opened before; a place to drop files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.gui.dates import near_date
from annotator.gui.i18n import LANGUAGES, tr
from annotator.gui.icons import pixmap
from annotator.gui.parts import Clickable, cap_text, draw_bar, draw_cap, key_cap, label, line, push_button
from annotator.gui.theme import ui_font
from annotator.settings.table import LANGUAGE, RECENT, THEME

if TYPE_CHECKING:
    from annotator.gui.theme import Theme, Themes
    from annotator.settings.file import Settings

LEFT: Final = 373
ROW: Final = 62
PATH = Qt.ItemDataRole.UserRole
VALUES = Qt.ItemDataRole.UserRole + 1


class Choice(QFrame):
    """One of the three actions: icon, name, what it is for, and its key."""

    clicked = Signal()

    def __init__(self, themes: Themes, icon: str, name: str, hint: str, key: str = "") -> None:
        super().__init__()
        self._themes = themes
        self._icon_name = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._icon = label()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(name, px=14, bold=True))
        words.addWidget(label(hint, tone="2", px=13))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 0, 6)
        row.setSpacing(13)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if key:
            row.addWidget(key_cap(key), 0, Qt.AlignmentFlag.AlignTop)
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act where the button is let go."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on Enter and Space; Up and Down go along the actions."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the keyboard's place and the mouse."""
        super().paintEvent(event)
        if self.hasFocus() or self.underMouse():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme = self._themes.theme
            painter.setPen(QPen(theme.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.row if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _dress(self, theme: Theme) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, theme.ink2, 18))


class DropZone(QFrame):
    """The dashed frame that says where files may be dropped; the whole window takes them."""

    def __init__(self, themes: Themes, formats: str) -> None:
        super().__init__()
        self._themes = themes
        self.setFixedHeight(105)
        self._arrow = label()
        self._arrow.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = label(tr("Drop files or a folder here"), tone="2")
        kinds = label(formats, tone="3", px=12)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(1)
        for widget in (self._arrow, said, kinds):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget)
        column.addStretch(1)
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._themes.theme.ink3, 1.5)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _dress(self, theme: Theme) -> None:
        self._arrow.setPixmap(pixmap("arrow-down", theme.ink2, 18))


class RecentDelegate(QStyledItemDelegate):
    """Paints a recent project: name, folder, progress, when."""

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of every row."""
        return QSize(300, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one project."""
        theme, values = self._themes.theme, index.data(VALUES)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.row)
            painter.drawRoundedRect(rect, 8, 8)
        _paint_names(painter, rect, values, theme)
        if values["missing"]:
            _paint_missing(painter, rect, theme)
        else:
            _paint_progress(painter, rect, values, theme)
            _paint_when(painter, rect, values, theme, chosen=chosen)
        painter.restore()


def _paint_names(painter: QPainter, rect: QRectF, values: dict[str, Any], theme: Theme) -> None:
    painter.setFont(ui_font(14, ui_font().Weight.DemiBold))
    painter.setPen(theme.ink3 if values["missing"] else theme.ink)
    room = rect.width() * 0.53 - 14
    name = painter.fontMetrics().elidedText(values["name"], Qt.TextElideMode.ElideRight, int(room))
    painter.drawText(QRectF(rect.left() + 14, rect.top() + 10, room, 20), Qt.AlignmentFlag.AlignVCenter, name)
    painter.setFont(ui_font(12.5))
    painter.setPen(theme.ink2)
    place = painter.fontMetrics().elidedText(values["place"], Qt.TextElideMode.ElideMiddle, int(room))
    painter.drawText(QRectF(rect.left() + 14, rect.top() + 31, room, 18), Qt.AlignmentFlag.AlignVCenter, place)


def _paint_progress(painter: QPainter, rect: QRectF, values: dict[str, Any], theme: Theme) -> None:
    done, total = values.get("done"), values.get("total")
    if not isinstance(done, int) or not isinstance(total, int) or not total:
        return
    left, width = rect.left() + rect.width() * 0.565, rect.width() * 0.25
    painter.setFont(ui_font(12.5))
    painter.setPen(theme.ink2)
    said = tr("{done} / {total} done", done=done, total=total)
    painter.drawText(QRectF(left, rect.top() + 15, width + 40, 18), Qt.AlignmentFlag.AlignVCenter, said)
    ground = QColor(theme.ink3)
    ground.setAlphaF(0.25)
    draw_bar(painter, QRectF(left, rect.top() + 38, width, 4), done / total, theme.ink2, ground)


def _paint_when(painter: QPainter, rect: QRectF, values: dict[str, Any], theme: Theme, *, chosen: bool) -> None:
    opened = values.get("opened")
    said = near_date(opened) if isinstance(opened, int | float) else ""
    painter.setFont(ui_font(12.5))
    painter.setPen(theme.ink2)
    box = rect.adjusted(0, 0, -42 if chosen else -14, 0)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
    if chosen:
        draw_cap(painter, rect.right() - 34, rect.center().y(), cap_text("Return"), theme)


def _paint_missing(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    left = rect.left() + rect.width() * 0.565
    painter.drawPixmap(int(left), int(rect.center().y() - 7), pixmap("warning", theme.warn, 14))
    painter.setFont(ui_font(12.5))
    painter.setPen(theme.warn)
    box = QRectF(left + 20, rect.top(), 200, rect.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr("File not found"))


class Welcome(QWidget):
    """The page; what is wanted comes as signals."""

    demo_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    keys_wanted = Signal()
    project_wanted = Signal(str)
    locate_wanted = Signal(str)
    language_wanted = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self, themes: Themes, settings: Settings, *, sample: str, formats: str, pipeline: str) -> None:
        super().__init__()
        self._themes = themes
        self._settings = settings
        self.demo = Choice(themes, "book", tr("Open the sample"), sample)
        self.new = Choice(themes, "plus", tr("New project…"), tr("Choose texts and types"), "Ctrl+N")
        self.open = Choice(themes, "folder", tr("Open a project…"), tr("An .annotator file"), "Ctrl+O")
        self.list = QListWidget()
        self.filter = QLineEdit()
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left(formats))
        columns.addWidget(line(vertical=True))
        columns.addWidget(self._right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(columns, 1)
        column.addWidget(line())
        column.addWidget(self._foot(pipeline))
        self.fill()

    def fill(self) -> None:
        """Show the projects opened last."""
        self.list.clear()
        for row in self._settings[RECENT]:
            path = Path(row["path"])
            values = {**row, "name": row.get("name") or path.stem, "missing": not path.exists(), "place": _place(path)}
            item = QListWidgetItem(str(values["name"]))
            item.setData(PATH, row["path"])
            item.setData(VALUES, values)
            item.setToolTip(row["path"])
            self.list.addItem(item)
            if values["missing"]:
                self.list.setItemWidget(item, self._locate(row["path"]))
        self.list.setVisible(self.list.count() > 0)
        self._none.setVisible(self.list.count() == 0)
        if self.list.count():
            self.list.setCurrentRow(0)

    def focus_first(self) -> None:
        """Give the keyboard to the newest project, to the sample where there is none."""
        (self.list if self.list.count() else self.demo).setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self, formats: str) -> QWidget:
        left = QWidget()
        left.setFixedWidth(LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(28, 32, 32, 20)
        column.setSpacing(4)
        mark = label()
        mark.setPixmap(pixmap("app", self._themes.theme.ink, 52))
        column.addWidget(mark)
        column.addSpacing(14)
        column.addWidget(label("Dépêche", px=24, bold=True))
        motto = label(tr("Mentions in news dispatches, suggested and corrected."), tone="2", px=14)
        motto.setWordWrap(True)
        column.addWidget(motto)
        column.addSpacing(24)
        for choice, wanted in (
            (self.demo, self.demo_wanted),
            (self.new, self.new_wanted),
            (self.open, self.open_wanted),
        ):
            choice.clicked.connect(wanted)
            column.addWidget(choice)
            column.addSpacing(4)
        column.addStretch(1)
        column.addWidget(DropZone(self._themes, formats))
        return left

    def _right(self) -> QWidget:
        right = QFrame()
        right.setProperty("place", "paper")
        self.filter.setPlaceholderText(tr("Search"))
        self.filter.setAccessibleName(tr("Search the recent projects"))
        self.filter.setFixedWidth(190)
        self.filter.textChanged.connect(self._filter)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.addWidget(label(tr("Recent projects"), px=16, bold=True))
        head.addStretch(1)
        head.addWidget(self.filter)
        self.list.setAccessibleName(tr("Recent projects"))
        self.list.setItemDelegate(RecentDelegate(self._themes, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemActivated.connect(self._picked)
        self.list.itemClicked.connect(self._picked)
        self._none = label(tr("No project yet. The sample shows how it works."), tone="2")
        self._none.setContentsMargins(14, 12, 0, 0)
        links = QHBoxLayout()
        links.setContentsMargins(14, 8, 0, 0)
        keys = Clickable(tr("All keys"), tone="2")
        keys.on_click = self.keys_wanted.emit
        links.addWidget(keys)
        links.addWidget(key_cap("F1"))
        links.addStretch(1)
        column = QVBoxLayout(right)
        column.setContentsMargins(26, 28, 26, 20)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addWidget(line())
        column.addLayout(links)
        column.addStretch(0)
        return right

    def _foot(self, pipeline: str) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(26)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(label(f"Dépêche {__version__}", tone="2", px=11.5))
        row.addWidget(label(pipeline, tone="2", px=11.5))
        row.addStretch(1)
        languages = {"system": tr("System's language"), **LANGUAGES}
        themes = {"system": tr("System's theme"), "light": tr("Light theme"), "dark": tr("Dark theme")}
        row.addWidget(_small_choice(languages, self._settings[LANGUAGE], tr("Language"), self.language_wanted.emit))
        row.addWidget(_small_choice(themes, self._settings[THEME], tr("Theme"), self.theme_wanted.emit))
        return foot

    def _locate(self, path: str) -> QWidget:
        holder = QWidget()
        holder.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 14, 0)
        row.addStretch(1)
        button = push_button(tr("Locate…"))
        button.clicked.connect(lambda: self.locate_wanted.emit(path))
        row.addWidget(button)
        return holder

    def _filter(self, typed: str) -> None:
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(typed.casefold() not in item.text().casefold())

    def _picked(self, item: QListWidgetItem) -> None:
        path = item.data(PATH)
        if item.data(VALUES)["missing"]:
            self.locate_wanted.emit(path)
        else:
            self.project_wanted.emit(path)


def _small_choice(choices: dict[str, str], chosen: str, name: str, wanted: Any) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setFixedHeight(22)
    box.setFont(ui_font(11.5))
    for value, text in choices.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.activated.connect(lambda _at: wanted(box.currentData()))
    return box


def _place(path: Path) -> str:
    try:
        folder = path.parent.relative_to(Path.home())
        parts = folder.parts or ("~",)
    except ValueError:
        parts = path.parent.parts[-2:]
    place = " › ".join(parts)
    try:
        size = QLocale().formattedDataSize(path.stat().st_size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    except OSError:
        return place
    return f"{place}, {size}"
