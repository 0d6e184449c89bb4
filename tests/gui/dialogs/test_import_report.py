"""The report of an import."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from annotator.domain.errors import KnownError
from annotator.gui.dialogs.import_report import ImportReportDialog
from annotator.services.importing import ImportReport


def test_a_long_reason_is_read_whole(qtbot: QtBot):
    report = ImportReport(read=1)
    report.refused.add(KnownError("A newer version of the program has written this record; get that version. " * 3))
    dialog = ImportReportDialog(report)
    qtbot.addWidget(dialog)
    dialog.show()
    table = dialog.findChild(QTableWidget)
    assert table is not None
    item = table.item(0, 2)
    assert item is not None
    cell = table.visualItemRect(item)
    room = QRect(0, 0, cell.width(), 10_000)
    needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
    assert cell.height() >= needed.height()
    assert needed.height() > table.fontMetrics().height()
