"""A new project: name, place, pipeline, types, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.dialogs.files import file_dialog
from annotator.gui.i18n import tr
from annotator.gui.parts import label, push_button
from annotator.nlp import pipelines
from annotator.services.projects import DEFAULT_PIPELINE, EXTENSION, NO_PIPELINE

_ILLEGAL = set('<>:"/\\|?*')
OTHER = "…"


@dataclass(frozen=True, slots=True)
class NewProject:
    """What was asked for; `schema` names a schema file, None is the default."""

    path: Path
    name: str
    pipeline: str
    schema: Path | None
    files: tuple[Path, ...]


class NewProjectDialog(QDialog):
    """The form; `wanted` carries a NewProject."""

    wanted = Signal(object)

    def __init__(self, folder: Path, files: Sequence[Path] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New project"))
        self._folder = folder
        self.files = list(files)
        self.name = QLineEdit(files[0].stem if files else "")
        self.name.setPlaceholderText(tr("Name of the project"))
        self.place = label(tone="2", px=12)
        self.pipeline = QComboBox()
        self.types = QComboBox()
        self.list = QListWidget()
        self.said = label(tone="warn", px=12)
        self.said.setWordWrap(True)
        self.make = push_button(tr("Make the project"), kind="primary")
        self._fill_choices()
        self._build()
        self.name.textChanged.connect(self._check)
        self._show_files()
        self._check()
        self.name.setFocus()

    def path(self) -> Path:
        """Return where the project file will lie."""
        safe = "".join("-" if character in _ILLEGAL else character for character in self.name.text().strip())
        return self._folder / f"{safe}{EXTENSION}"

    def accept(self) -> None:
        """Ask for the project."""
        wanted = NewProject(
            path=self.path(),
            name=self.name.text().strip(),
            pipeline=self.pipeline.currentData() or self.pipeline.currentText(),
            schema=Path(schema) if (schema := self.types.currentData()) else None,
            files=tuple(self.files),
        )
        super().accept()
        self.wanted.emit(wanted)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files or folders to import."""
        self.files += [path for path in paths if path not in self.files]
        self._show_files()

    def _fill_choices(self) -> None:
        for found in pipelines.installed():
            self.pipeline.addItem(found.label, found.name)
        self.pipeline.addItem(tr("No pipeline: everything by hand"), NO_PIPELINE)
        self.pipeline.addItem(tr("A folder with a spaCy pipeline…"), OTHER)
        self.pipeline.setCurrentIndex(max(0, self.pipeline.findData(DEFAULT_PIPELINE)))
        self._asks(self.pipeline, QFileDialog.FileMode.Directory, tr("A folder with a spaCy pipeline"), "")
        self.types.addItem(tr("PER, LOC, ORG, MISC and relations of news"), "")
        self.types.addItem(tr("From a schema file…"), OTHER)
        self._asks(self.types, QFileDialog.FileMode.ExistingFile, tr("A schema file"), tr("Schemas (*.json)"))

    def _build(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(tr("Name"), self.name)
        place = QHBoxLayout()
        place.addWidget(self.place, 1)
        other = push_button(tr("Other folder…"), kind="small")
        other.clicked.connect(self._choose_folder)
        place.addWidget(other)
        form.addRow(tr("Place"), place)
        form.addRow(tr("Pipeline"), self.pipeline)
        form.addRow(tr("Types"), self.types)
        form.addRow(tr("Dispatches"), self._files_box())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.make.setDefault(True)
        self.make.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.resize(600, 440)

    def _files_box(self) -> QVBoxLayout:
        box = QVBoxLayout()
        self.list.setAccessibleName(tr("Files to import"))
        self.list.setProperty("boxed", True)
        box.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, act in ((tr("Add files…"), self._choose_files), (tr("Add a folder…"), self._choose_import_folder)):
            button = push_button(text, kind="small")
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        return box

    def _show_files(self) -> None:
        self.list.clear()
        self.list.addItems([str(path) for path in self.files] or [tr("None yet; files can be added at any time")])

    def _check(self) -> None:
        name = self.name.text().strip()
        there = bool(name) and self.path().exists()
        self.place.setText(str(self.path() if name else self._folder))
        self.said.setText(tr("A file of this name is there already; choose another name.") if there else "")
        self.make.setEnabled(bool(name) and not there)

    def _asks(self, box: QComboBox, mode: QFileDialog.FileMode, title: str, kinds: str) -> None:
        """Let the last choice of a box ask for a file, which becomes a choice itself."""

        def add(names: list[str]) -> None:
            at = box.count() - 1
            box.insertItem(at, names[0], names[0])
            box.setCurrentIndex(at)

        def chosen(at: int) -> None:
            if box.itemData(at) == OTHER:
                # Whoever goes back without a file has changed nothing.
                box.setCurrentIndex(settled[0])
                self._ask(mode, title, kinds, add)

        def changed(at: int) -> None:
            if box.itemData(at) != OTHER:
                settled[0] = at

        settled = [box.currentIndex()]
        box.currentIndexChanged.connect(changed)
        box.activated.connect(chosen)

    def _choose_folder(self) -> None:
        def chosen(names: list[str]) -> None:
            self._folder = Path(names[0])
            self._check()

        self._ask(QFileDialog.FileMode.Directory, tr("Folder of the project"), "", chosen)

    def _choose_files(self) -> None:
        kinds = tr("Dispatches (*.txt *.jsonl);;All files (*)")
        self._ask(
            QFileDialog.FileMode.ExistingFiles,
            tr("Add files"),
            kinds,
            lambda names: self.add_files([Path(n) for n in names]),
        )

    def _choose_import_folder(self) -> None:
        self._ask(
            QFileDialog.FileMode.Directory,
            tr("Add a folder"),
            "",
            lambda names: self.add_files([Path(n) for n in names]),
        )

    def _ask(self, mode: QFileDialog.FileMode, title: str, kinds: str, chosen: object) -> None:
        dialog = file_dialog(self, title, self._folder, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(chosen)
        dialog.open()
