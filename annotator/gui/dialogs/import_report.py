"""What an import did: what was read, what was refused and why, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from annotator.gui.i18n import number, tr, tr_error
from annotator.gui.parts import label, push_button

if TYPE_CHECKING:
    from annotator.services.importing import ImportReport

Line = tuple[str, str, str]
"""What happened, where, and why."""


class ImportReportDialog(QDialog):
    """The report; `removal_wanted` asks to take the import out again."""

    removal_wanted = Signal(int)

    def __init__(self, report: ImportReport, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import"))
        self.report = report
        self.lines = report_lines(report)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(headline(report), px=15, bold=True))
        for said in sentences(report):
            text = label(said, tone="2")
            text.setWordWrap(True)
            column.addWidget(text)
        if self.lines:
            column.addWidget(_table(self.lines), 1)
        column.addLayout(self._buttons())
        self.resize(720, 460 if self.lines else 160)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        if self.report.batch is not None and self.report.imported:
            remove = push_button(tr("Remove this import"))
            remove.clicked.connect(self._remove)
            row.addWidget(remove)
        if self.lines:
            copy = push_button(tr("Copy the report"))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(as_text(self.report)))
            row.addWidget(copy)
        row.addStretch(1)
        close = push_button(tr("Close"), kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        return row

    def _remove(self) -> None:
        if self.report.batch is not None:
            self.removal_wanted.emit(self.report.batch)
        self.accept()


def headline(report: ImportReport) -> str:
    """Return the sentence that sums an import up."""
    if report.cancelled:
        return tr("The import was stopped; nothing was imported.")
    return tr("{n} dispatches imported.", n=report.imported)


def sentences(report: ImportReport) -> list[str]:
    """Return what else is to be said, a sentence each."""
    said: list[str] = []
    if report.refused.total:
        said.append(tr("{n} refused; the reasons are below.", n=report.refused.total))
    if report.duplicates.total:
        said.append(tr("{n} were in the project already and were left out.", n=report.duplicates.total))
    if report.likely.total:
        said.append(
            tr("{n} have a text that is in the project already, under another header or id.", n=report.likely.total)
        )
    if report.guesses.total:
        said.append(
            tr(
                "The encoding of {n} files was guessed; please look whether their accents are right.",
                n=report.guesses.total,
            )
        )
    if report.passed_over:
        said.append(tr("{n} files of other kinds were passed over.", n=report.passed_over))
    if report.labels:
        said.append(tr("New types: {names}", names=", ".join(report.labels)))
    return said


def report_lines(report: ImportReport) -> list[Line]:
    """Return the lines of the table."""
    lines = [(tr("refused"), error.location(), tr_error(error)) for error in report.refused.items]
    lines += [(tr("noted"), error.location(), tr_error(error)) for error in report.remarks.items]
    for twin in report.duplicates.items:
        lines.append(
            (tr("duplicate"), _where(twin.where, twin.line), tr("already there from {earlier}", earlier=twin.earlier))
        )
    for twin in report.likely.items:
        lines.append(
            (tr("likely duplicate"), _where(twin.where, twin.line), tr("same text as {earlier}", earlier=twin.earlier))
        )
    for guess in report.guesses.items:
        sure = f"{round(guess.confidence * 100)} %"
        lines.append(
            (tr("encoding"), guess.where, tr("read as {encoding}, {sure} sure", encoding=guess.encoding, sure=sure))
        )
    return lines


def as_text(report: ImportReport) -> str:
    """Return the whole report as text, to copy."""
    rows = ["\t".join(line) for line in report_lines(report)]
    return "\n".join([headline(report), *sentences(report), "", *rows])


def _where(file: str, line: int | None) -> str:
    return file if line is None else f"{file}:{number(line)}"


def _table(lines: list[Line]) -> QTableWidget:
    table = QTableWidget(len(lines), 3)
    table.setHorizontalHeaderLabels([tr("What"), tr("Where"), tr("Why")])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    # The reason is what the report is for: it is never cut. A path too long for its cell is known by its end.
    table.setTextElideMode(Qt.TextElideMode.ElideLeft)
    table.setWordWrap(True)
    for at, line in enumerate(lines):
        for column, text in enumerate(line):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(at, column, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(1, 200)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
