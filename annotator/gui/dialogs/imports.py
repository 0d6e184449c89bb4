"""The imports of a project, to take one out again."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from annotator.gui.i18n import tr
from annotator.gui.parts import label, push_button, stack_choices
from annotator.storage.batches import list_batches
from annotator.storage.project import Project


class ImportsDialog(QDialog):
    """The list; `removal_wanted` carries the number of an import."""

    removal_wanted = Signal(int)

    def __init__(self, project: Project, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Remove an import"))
        self.list = QListWidget()
        self.list.setProperty("boxed", True)
        for batch in list_batches(project):
            when = QLocale().toString(
                QDateTime.fromString(batch.started[:19], Qt.DateFormat.ISODate), QLocale.FormatType.ShortFormat
            )
            said = tr("{n} dispatches", n=batch.dispatches)
            item = QListWidgetItem(f"{when}   {batch.source}   {said}")
            item.setData(Qt.ItemDataRole.UserRole, batch.id)
            self.list.addItem(item)
        hint = label(tr("Only an import that nobody has worked on can be removed."), tone="2")
        self.remove = push_button(tr("Remove"), kind="primary")
        self.remove.setEnabled(self.list.count() > 0)
        self.remove.clicked.connect(self.accept)
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        stack_choices(self, self.list, hint, (cancel, self.remove))
        self.list.setCurrentRow(0)
        self.resize(560, 340)

    def accept(self) -> None:
        """Ask for the removal."""
        item = self.list.currentItem()
        super().accept()
        self.removal_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
