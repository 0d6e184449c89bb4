"""What to export: the format, which dispatches, what will be written and left out, the first record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QRadioButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.dispatch import Status
from annotator.domain.errors import KnownError
from annotator.formats.registry import Format, writable
from annotator.gui.i18n import number, tr, tr_error
from annotator.gui.parts import Bar, label, line, push_button
from annotator.gui.theme import ui_font
from annotator.services import exporting
from annotator.services.exporting import ExportReport
from annotator.storage import exports, listing
from annotator.storage.exports import Selection
from annotator.storage.listing import Filter

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    from annotator.gui.desk import Desk

PREVIEW_CHARACTERS: Final = 6_000
HOLDS = Qt.ItemDataRole.UserRole + 1
DONE: Final = frozenset({Status.DONE})
WORKED: Final = frozenset({Status.DONE, Status.FLAGGED, Status.STARTED})
ALL: Final = frozenset(Status)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen; `file_filter` is for the file dialog."""

    format: str
    selection: Selection
    extension: str
    file_filter: str


class _FormatDelegate(QStyledItemDelegate):
    """Paints a format: its name, and below what it holds."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 50)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect, palette = QRectF(option.rect), option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from PySide6.QtWidgets import QStyle

        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.highlight())
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 7, 7)
        painter.setPen(palette.text().color())
        painter.setFont(ui_font(13.5, ui_font().Weight.DemiBold))
        painter.drawText(rect.adjusted(12, 6, -8, -24), Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setFont(ui_font(12))
        painter.setPen(palette.placeholderText().color())
        painter.drawText(rect.adjusted(12, 25, -8, -5), Qt.AlignmentFlag.AlignVCenter, index.data(HOLDS))
        painter.restore()


class ExportDialog(QDialog):
    """The form; `wanted` carries an ExportChoice."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export"))
        self._desk = desk
        self._project = desk.session.project
        self.formats = QListWidget()
        self.choices: list[tuple[QRadioButton, Selection]] = []
        self.mine = QRadioButton(tr("Mine only ({name})", name=desk.session.annotator_name))
        self.everybody = QRadioButton(tr("All annotators"))
        self.written, self.left = label(px=26, bold=True), label(px=26, bold=True, tone="3")
        self.bar = Bar(desk.themes, height=8, hue="ink")
        self.reasons = label(tone="2", px=12.5)
        self.reasons.setWordWrap(True)
        self.preview = QPlainTextEdit()
        self.lost = QVBoxLayout()
        self.button = push_button("", kind="primary")
        self._build()
        self._refresh()

    def selection(self) -> Selection:
        """Return which records are chosen."""
        annotator = self._desk.session.annotator_name if self.mine.isChecked() else None
        chosen = next(selection for button, selection in self.choices if button.isChecked())
        return Selection(chosen.statuses, annotator, chosen.dispatches)

    def format(self) -> Format:
        """Return the chosen format."""
        return writable()[max(0, self.formats.currentRow())]

    def accept(self) -> None:
        """Ask for the export."""
        kind = self.format()
        extension = kind.extensions[0]
        choice = ExportChoice(kind.name, self.selection(), extension, f"{format_title(kind)} (*{extension})")
        super().accept()
        self.wanted.emit(choice)

    # ── build ──────────────────────────────────────────────────────────────

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left())
        columns.addWidget(line(vertical=True))
        columns.addWidget(self._right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(columns, 1)
        column.addWidget(line())
        column.addLayout(self._foot())
        self.resize(900, 640)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(235)
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 16, 8, 8)
        heading = label(tr("Format"), tone="2", bold=True)
        heading.setContentsMargins(10, 0, 0, 4)
        column.addWidget(heading)
        self.formats.setAccessibleName(tr("Format"))
        self.formats.setItemDelegate(_FormatDelegate(self.formats))
        for kind in writable():
            item = QListWidgetItem(format_title(kind))
            item.setData(HOLDS, format_holds(kind))
            self.formats.addItem(item)
        self.formats.setCurrentRow(0)
        self.formats.currentRowChanged.connect(lambda _row: self._refresh())
        column.addWidget(self.formats, 1)
        return left

    def _right(self) -> QWidget:
        right = QFrame()
        right.setProperty("place", "paper")
        top = QHBoxLayout()
        top.setSpacing(32)
        top.addLayout(self._which(), 1)
        top.addLayout(self._what(), 1)
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(tr("Preview of the first dispatch"))
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        column = QVBoxLayout(right)
        column.setContentsMargins(22, 16, 22, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(label(tr("Preview of the first dispatch"), tone="2", bold=True))
        column.addWidget(self.preview, 1)
        column.addLayout(self.lost)
        return right

    def _which(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(tr("Dispatches"), tone="2", bold=True))
        group = QButtonGroup(self)
        for text, selection in self._offered():
            button = QRadioButton(text)
            group.addButton(button)
            self.choices.append((button, selection))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            row.addWidget(label(number(self._count(selection)), tone="3"))
            column.addLayout(row)
            button.toggled.connect(self._toggled)
        self.choices[0][0].setChecked(True)
        column.addSpacing(4)
        column.addWidget(label(tr("Annotators"), tone="2", bold=True))
        people = QButtonGroup(self)
        for button in (self.mine, self.everybody):
            people.addButton(button)
            column.addWidget(button)
            button.toggled.connect(self._toggled)
        self.mine.setEnabled(self._desk.session.annotator is not None)
        self.everybody.setChecked(True)
        return column

    def _offered(self) -> list[tuple[str, Selection]]:
        offered = [
            (tr("Done", meaning="dispatches"), Selection(DONE)),
            (tr("All with work in them"), Selection(WORKED)),
            (tr("All, unfinished ones too"), Selection(ALL)),
        ]
        chosen = self._desk.list.filter()
        if chosen != Filter(annotator=chosen.annotator):
            offered.append((tr("Filtered list"), Selection(ALL, None, listing.ids(self._project, chosen))))
        if self._desk.has_dispatch:
            here = frozenset({self._desk.dispatch.id or 0})
            offered.append((tr("The one that is open"), Selection(ALL, None, here)))
        return offered

    def _what(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(tr("What will be written"), tone="2", bold=True))
        numbers = QGridLayout()
        numbers.setHorizontalSpacing(8)
        self._words: list[QLabel] = [label(), label(tone="2")]
        for at, widget in enumerate((self.written, self._words[0], self.left, self._words[1])):
            numbers.addWidget(widget, 0, at, Qt.AlignmentFlag.AlignBottom)
        numbers.setColumnStretch(4, 1)
        column.addLayout(numbers)
        column.addWidget(self.bar)
        column.addWidget(self.reasons)
        column.addStretch(1)
        return column

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addStretch(1)
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.button.setDefault(True)
        self.button.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.button)
        return row

    # ── show ───────────────────────────────────────────────────────────────

    def _toggled(self, on: bool) -> None:
        if on and hasattr(self, "_words"):
            self._refresh()

    def _count(self, selection: Selection) -> int:
        counts = exports.count(self._project, None, selection.dispatches)
        return sum(count for status, count in counts.items() if status in selection.statuses)

    def _refresh(self) -> None:
        try:
            found = exporting.preview(self._project, self.selection(), format=self.format().name)
        except KnownError as error:
            self.preview.setPlainText(tr_error(error))
            self.button.setEnabled(False)
            return
        text = found.first.decode("utf-8", "replace")
        shown = text[:PREVIEW_CHARACTERS] + (" …" if len(text) > PREVIEW_CHARACTERS else "")
        self.preview.setPlainText(shown or tr("Nothing would be written."))
        self._show_report(found.report)

    def _show_report(self, report: ExportReport) -> None:
        left = sum(report.left_out.values()) + report.other_annotators
        self.written.setText(number(report.written))
        self.left.setText(number(left))
        self._words[0].setText(tr("written", n=report.written, meaning="dispatches"))
        self._words[1].setText(tr("left out", n=left, meaning="dispatches"))
        whole = report.written + left
        self.bar.set_share(report.written / whole if whole else 0)
        self.reasons.setText(", ".join(left_out_words(report)))
        self.button.setText(tr("Export {n} dispatches…", n=report.written))
        self.button.setEnabled(report.written > 0)


def left_out_words(report: ExportReport) -> list[str]:
    """Return what is left out and why, a few words each."""
    words = {
        Status.TODO: lambda n: tr("{n} to do", n=n),
        Status.STARTED: lambda n: tr("{n} started", n=n),
        Status.DONE: lambda n: tr("{n} done", n=n),
        Status.FLAGGED: lambda n: tr("{n} flagged", n=n),
        Status.SKIPPED: lambda n: tr("{n} skipped", n=n),
    }
    found = [words[status](count) for status, count in report.left_out.items() if count]
    if report.other_annotators:
        found.append(tr("{n} by other annotators", n=report.other_annotators))
    return found


def format_title(kind: Format) -> str:
    """Return a format's name in the window's language."""
    titles = {"jsonl": tr("JSONL of Dépêche"), "text": tr("Plain text")}
    return titles.get(kind.name, kind.title)


def format_holds(kind: Format) -> str:
    """Return what a format holds, in words."""
    if kind.name == "jsonl":
        return tr("everything, can be imported again")
    names = {
        "mentions": tr("mentions"),
        "relations": tr("relations"),
        "quotes": tr("quotes"),
        "clusters": tr("clusters"),
    }
    return ", ".join(name for key, name in names.items() if key in kind.holds)
