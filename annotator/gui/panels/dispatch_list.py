"""The list of dispatches: search, filters, rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from annotator.domain.dispatch import Status
from annotator.domain.schema import Schema
from annotator.gui.i18n import number, tr
from annotator.gui.icons import icon
from annotator.gui.panels.list_delegate import ListDelegate
from annotator.gui.panels.list_model import ListModel
from annotator.gui.parts import IconButton, key_cap, label
from annotator.gui.theme import ui_font

if TYPE_CHECKING:
    from annotator.gui.theme import Theme, Themes

TYPING_MS: Final = 180

CHIPS: Final = ("all", "todo", "done", "flagged")


class Rows(QListView):
    """The view; `picked` carries the place of a row, `menu_wanted` also a point."""

    picked = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Dispatches"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the row under the mouse."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.setCurrentIndex(index)
            self.picked.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a row."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_wanted.emit(index.row(), event.globalPos())


class DispatchList(QFrame):
    """The pane at the left; `filter_changed` tells that other rows are wanted."""

    filter_changed = Signal()

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("list")
        self._themes = themes
        self.label: str | None = None
        self.pending = False
        self.state = "all"
        self.total = label(px=12, tone="2")
        self.field = QLineEdit()
        self.cap = key_cap("Ctrl+Shift+F")
        self.chips: dict[str, QPushButton] = {}
        self.more = IconButton("filter", themes, size=24, accessible=tr("More filters"))
        self.view = Rows()
        self.model = ListModel()
        self.delegate = ListDelegate(themes, self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.filter_changed)
        self._schema = Schema()
        self._said: dict[str, tuple[str, str]] = {}
        self._build()
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    @property
    def query(self) -> str:
        """Return what is sought in the texts."""
        return self.field.text().strip()

    @property
    def statuses(self) -> frozenset[Status] | None:
        """Return the statuses to list; None is all."""
        match self.state:
            case "todo":
                return frozenset({Status.TODO, Status.STARTED})
            case "done" | "flagged" | "skipped" | "started":
                return frozenset({Status(self.state)})
            case _:
                return None

    def set_schema(self, schema: Schema) -> None:
        """Take the types that the filter menu offers."""
        self._schema = schema

    def show_counts(self, counts: dict[Status, int]) -> None:
        """Show how many dispatches there are of each status."""
        self.total.setText(number(sum(counts.values())))
        todo = counts.get(Status.TODO, 0) + counts.get(Status.STARTED, 0)
        self._said = {
            "todo": (tr("To do"), tr("To do {count}", count=todo)),
            "done": (tr("Done", meaning="dispatches"), tr("Done {count}", count=counts.get(Status.DONE, 0))),
        }
        self.chips["flagged"].setText(number(counts.get(Status.FLAGGED, 0)))
        self._show_chips()

    def set_open(self, dispatch: int | None, at: int | None) -> None:
        """Mark the row of the open dispatch and bring it into view."""
        before = self.view.currentIndex()
        self.delegate.open_id = dispatch
        if at is None or at >= self.model.rowCount():
            self.view.viewport().update()
            return
        index = self.model.index(at)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        # Two rows look different now; painting all would take a third of a frame.
        self.view.update(before)
        self.view.update(index)

    def set_compact(self, compact: bool) -> None:
        """Leave out slug and bar where the window is narrow."""
        self.delegate.compact = compact
        self.cap.setVisible(not compact and not self.field.text())
        for chip in self.chips.values():
            chip.setProperty("tight", compact)
            chip.style().polish(chip)
        self._show_chips()
        self.view.viewport().update()

    def _show_chips(self) -> None:
        """Show the counts beside the names where there is room, else in tool tips."""
        for name, (short, whole) in self._said.items():
            self.chips[name].setText(short if self.delegate.compact else whole)
            self.chips[name].setToolTip(whole)

    def focus_search(self) -> None:
        """Give the keyboard to the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear_filter(self) -> None:
        """List everything."""
        self.field.clear()
        self.label, self.pending, self.state = None, False, "all"
        self.chips["all"].setChecked(True)
        self.filter_changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """From the field: Down goes to the rows, Escape clears."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                self.filter_changed.emit()
                return True
        return False

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(label(tr("Dispatches"), bold=True))
        head.addStretch(1)
        head.addWidget(self.total)
        self.field.setPlaceholderText(tr("Search the texts"))
        self.field.setAccessibleName(tr("Search the texts"))
        self.field.setFixedHeight(27)
        self.field.textEdited.connect(lambda _text: self._typing.start())
        self.field.installEventFilter(self)
        inside = QHBoxLayout(self.field)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addWidget(self.cap, 0, Qt.AlignmentFlag.AlignRight)
        self.cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.field.textChanged.connect(lambda text: self.cap.setVisible(not text and not self.delegate.compact))
        search = QHBoxLayout()
        search.setContentsMargins(12, 0, 12, 0)
        search.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        for row in (head, search, self._chip_row()):
            column.addLayout(row)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _chip_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(2)
        group = QButtonGroup(self)
        texts = {
            "all": tr("All", meaning="dispatches"),
            "todo": tr("To do"),
            "done": tr("Done", meaning="dispatches"),
            "flagged": "0",
        }
        for name in CHIPS:
            chip = QPushButton(texts[name])
            chip.setProperty("kind", "quiet")
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setChecked(name == "all")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setFont(ui_font(12))
            chip.clicked.connect(lambda _checked=False, name=name: self._choose(name))
            group.addButton(chip)
            self.chips[name] = chip
            row.addWidget(chip)
        self.chips["flagged"].setAccessibleName(tr("Flagged"))
        self.chips["flagged"].setToolTip(tr("Flagged"))
        self.chips["flagged"].setIconSize(QSize(12, 12))
        row.addStretch(1)
        row.addWidget(self.more)
        self.more.clicked.connect(self._open_menu)
        return row

    def _choose(self, state: str) -> None:
        self.state = state
        self.filter_changed.emit()

    def _open_menu(self) -> None:
        menu = self.filter_menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def filter_menu(self) -> QMenu:
        """Return the menu of the filters that have no chip."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entry(menu, tr("With suggestions to review"), self.pending, self._toggle_pending)
        menu.addSeparator()
        for name, text in (("started", tr("Started")), ("skipped", tr("Skipped"))):
            self._entry(menu, text, self.state == name, lambda name=name: self._choose(name))
        menu.addSeparator()
        for kind in self._schema.entity_types:
            text = tr("With {label}", label=kind.name)
            self._entry(menu, text, self.label == kind.id, lambda name=kind.id: self._toggle_label(name))
        menu.addSeparator()
        self._entry(menu, tr("No filter"), False, self.clear_filter)
        return menu

    def _entry(self, menu: QMenu, text: str, on: bool, act: object) -> QAction:
        entry = menu.addAction(text)
        entry.setCheckable(True)
        entry.setChecked(on)
        entry.triggered.connect(lambda _checked=False: act())  # type: ignore[operator]
        return entry

    def _toggle_pending(self) -> None:
        self.pending = not self.pending
        self.filter_changed.emit()

    def _toggle_label(self, name: str) -> None:
        self.label = None if self.label == name else name
        self.filter_changed.emit()

    def _dress(self, theme: Theme) -> None:
        self.chips["flagged"].setIcon(icon("flag", theme.ink2))
        for action in self.field.actions():
            self.field.removeAction(action)
        self.field.addAction(icon("search", theme.ink3), QLineEdit.ActionPosition.LeadingPosition)
