"""The backups of a project, to open one as a project of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from annotator.domain.errors import KnownError
from annotator.gui.i18n import tr
from annotator.gui.parts import label, push_button, stack_choices
from annotator.services.backups import find_backups, open_copy


class BackupsDialog(QDialog):
    """The list; `restored` carries the path of a project made from a backup, `refused` why none could be."""

    restored = Signal(object)
    refused = Signal(object)

    def __init__(self, project: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Open a backup"))
        self._project = project
        self.list = QListWidget()
        self.list.setProperty("boxed", True)
        locale = QLocale()
        for backup in find_backups(project):
            made = QDateTime.fromSecsSinceEpoch(int(backup.made.timestamp()))
            when = locale.toString(made, QLocale.FormatType.ShortFormat)
            item = QListWidgetItem(f"{when}   {locale.formattedDataSize(backup.size)}")
            item.setData(Qt.ItemDataRole.UserRole, str(backup.path))
            self.list.addItem(item)
        if not self.list.count():
            self.list.addItem(tr("There is no backup of this project."))
            self.list.setEnabled(False)
        hint = label(tr("It is opened as a copy beside the project; the project stays as it is."), tone="2")
        go = push_button(tr("Open"), kind="primary")
        go.setEnabled(self.list.isEnabled())
        go.clicked.connect(self.accept)
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        stack_choices(self, self.list, hint, (cancel, go))
        self.list.setCurrentRow(0)
        self.resize(480, 300)

    def accept(self) -> None:
        """Copy the backup beside the project and hand on the copy."""
        item = self.list.currentItem()
        super().accept()
        try:
            made = open_copy(Path(item.data(Qt.ItemDataRole.UserRole)), self._project)
        except KnownError as error:
            self.refused.emit(error)
        else:
            self.restored.emit(made)
