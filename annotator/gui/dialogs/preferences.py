"""The few things a person may want otherwise: language, theme, name, text size, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.action import Action
from annotator.gui.actions import TABLE, clash, keys_of
from annotator.gui.i18n import LANGUAGES, tr, tr_marked
from annotator.gui.keys import normal, shown
from annotator.gui.parts import label, push_button
from annotator.settings.table import ANNOTATOR, KEYS, LANGUAGE, TEXT_SIZE, THEME, UNRESOLVED

if TYPE_CHECKING:
    from annotator.settings.file import Settings


class PreferencesDialog(QDialog):
    """Each change holds at once; `changed` names the setting."""

    changed = Signal(str)

    def __init__(self, settings: Settings, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Preferences"))
        self._settings = settings
        self.language = _choices({"system": tr("System's language"), **LANGUAGES}, settings[LANGUAGE])
        themes = {"system": tr("System's theme"), "light": tr("Light theme"), "dark": tr("Dark theme")}
        self.theme = _choices(themes, settings[THEME])
        answers = {"ask": tr("ask"), "reject": tr("reject the rest"), "accept": tr("accept the rest")}
        self.unresolved = _choices(answers, settings[UNRESOLVED])
        self.annotator = QLineEdit(settings[ANNOTATOR])
        self.annotator.setPlaceholderText(settings.annotator())
        self.size_ = QSpinBox()
        self.size_.setRange(12, 32)
        self.size_.setSuffix(" px")
        self.size_.setValue(settings[TEXT_SIZE])
        self.table = QTableWidget(0, 2)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.said = label(tone="warn", px=12)
        self.said.setWordWrap(True)
        pages = QTabWidget()
        pages.addTab(self._general(), tr("General"))
        pages.addTab(self._keys(), tr("Keys"))
        close = push_button(tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.addWidget(pages, 1)
        column.addLayout(foot)
        self.resize(620, 520)
        self._connect()

    def _general(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(12, 16, 12, 12)
        form.setVerticalSpacing(10)
        form.addRow(tr("Language"), self.language)
        form.addRow(tr("Theme"), self.theme)
        form.addRow(tr("Size of the text"), self.size_)
        form.addRow(tr("Your name as annotator"), self.annotator)
        form.addRow("", label(tr("A new name begins new layers when a project is next opened."), tone="3", px=12))
        form.addRow(tr("Done, with suggestions left"), self.unresolved)
        return page

    def _keys(self) -> QWidget:
        page = QWidget()
        self.table.setHorizontalHeaderLabels([tr("Action"), tr("Keys")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, 180)
        self._fill()
        take = push_button(tr("Set this key"))
        reset = push_button(tr("As it was"))
        take.clicked.connect(self.take)
        reset.clicked.connect(self.reset)
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(take)
        row.addWidget(reset)
        column = QVBoxLayout(page)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        column.addWidget(self.said)
        return page

    def _fill(self) -> None:
        remapped = self._settings[KEYS]
        self.table.setRowCount(len(TABLE))
        for at, action in enumerate(TABLE):
            said = ", ".join(shown(chord) for chord in keys_of(action, remapped))
            text = tr_marked(action.text)
            text = f"{text} ({action.keys[0]})" if action.id.startswith("label_") and action.id[6:].isdigit() else text
            for column, words in enumerate((text, said)):
                self.table.setItem(at, column, QTableWidgetItem(words))

    def _connect(self) -> None:
        self.language.activated.connect(lambda _at: self._set(LANGUAGE, self.language.currentData()))
        self.theme.activated.connect(lambda _at: self._set(THEME, self.theme.currentData()))
        self.unresolved.activated.connect(lambda _at: self._set(UNRESOLVED, self.unresolved.currentData()))
        self.size_.valueChanged.connect(lambda size: self._set(TEXT_SIZE, size))
        self.annotator.editingFinished.connect(lambda: self._set(ANNOTATOR, self.annotator.text().strip()))

    def _set(self, setting: object, value: object) -> None:
        self._settings.set(setting, value)  # type: ignore[arg-type]
        self.changed.emit(setting.name)  # type: ignore[attr-defined]

    def take(self) -> None:
        """Give the chosen action the key in the field; one that another action has is refused."""
        action = self._chosen()
        chord = normal(self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))
        if action is None or not chord:
            return
        other = clash(action, chord, self._settings[KEYS])
        if other is not None:
            self.said.setText(tr("{key} is taken by “{action}”", key=shown(chord), action=tr_marked(other.text)))
            return
        self._remap({action.id: [chord]})

    def reset(self) -> None:
        """Give the chosen action its own keys back."""
        action = self._chosen()
        if action is not None:
            self._remap({action.id: None})

    def _remap(self, change: dict[str, list[str] | None]) -> None:
        remapped = {**self._settings[KEYS], **change}
        self._set(KEYS, {name: chords for name, chords in remapped.items() if chords is not None})
        self.said.setText("")
        self.edit.clear()
        at = self.table.currentRow()
        self._fill()
        self.table.selectRow(at)

    def _chosen(self) -> Action | None:
        at = self.table.currentRow()
        return TABLE[at] if 0 <= at < len(TABLE) else None


def _choices(choices: dict[str, str], chosen: str) -> QComboBox:
    box = QComboBox()
    for value, text in choices.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
