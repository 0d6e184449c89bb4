"""What to import: files, folders, their format and encoding."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.registry import AUTO, readable
from annotator.gui.dialogs.export import format_title
from annotator.gui.dialogs.files import file_dialog
from annotator.gui.i18n import tr
from annotator.gui.parts import label, push_button

ENCODINGS = ("utf-8", "windows-1252", "iso-8859-15", "utf-16")


class ImportDialog(QDialog):
    """The form; `wanted` carries the paths and the options of an import."""

    wanted = Signal(list, dict)

    def __init__(self, folder: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import"))
        self._folder = folder
        self.paths: list[Path] = []
        self.list = QListWidget()
        self.list.setProperty("boxed", True)
        self.format = QComboBox()
        self.format.addItem(tr("By the file's name"), AUTO)
        for kind in readable():
            self.format.addItem(format_title(kind), kind.name)
        self.encoding = QComboBox()
        self.encoding.addItem(tr("Find out and report"), None)
        for name in ENCODINGS:
            self.encoding.addItem(name, name)
        self.strict = QCheckBox(tr("All or nothing: import only if everything can be read"))
        self.go = push_button(tr("Import"), kind="primary")
        self._build()
        self._shown()

    def add(self, paths: list[Path]) -> None:
        """Add files or folders."""
        self.paths += [path for path in paths if path not in self.paths]
        self._shown()

    def accept(self) -> None:
        """Ask for the import."""
        options = {
            "format": self.format.currentData(),
            "encoding": self.encoding.currentData(),
            "strict": self.strict.isChecked(),
        }
        paths = list(self.paths)
        super().accept()
        self.wanted.emit(paths, options)

    def _build(self) -> None:
        row = QHBoxLayout()
        files, folders = push_button(tr("Add files…")), push_button(tr("Add a folder…"))
        files.clicked.connect(lambda: self._ask(QFileDialog.FileMode.ExistingFiles, tr("Add files")))
        folders.clicked.connect(lambda: self._ask(QFileDialog.FileMode.Directory, tr("Add a folder")))
        row.addWidget(files)
        row.addWidget(folders)
        row.addStretch(1)
        form = QFormLayout()
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Encoding"), self.encoding)
        form.addRow("", self.strict)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(tr("Files and folders; they can also be dropped on the window."), tone="2"))
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addLayout(form)
        column.addLayout(foot)
        self.resize(560, 420)

    def _shown(self) -> None:
        self.list.clear()
        self.list.addItems([str(path) for path in self.paths])
        self.go.setEnabled(bool(self.paths))

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = file_dialog(self, title, self._folder, tr("Dispatches (*.txt *.jsonl);;All files (*)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()
