"""“Done” on a dispatch with suggestions that nobody answered: asks once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.i18n import tr
from annotator.gui.parts import label, push_button


class UnresolvedDialog(QDialog):
    """Reject the rest, accept the rest, or go back; `answered(answer, remember)` says which of the first two."""

    answered = Signal(str, bool)

    def __init__(self, count: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Done"))
        said = label(tr("{n} suggestions have no answer yet.", n=count), bold=True, px=14)
        hint = label(tr("What stands dashed is not part of your work until you accept it."), tone="2")
        hint.setWordWrap(True)
        self.remember = QCheckBox(tr("Always do this, without asking"))
        self.reject_rest = push_button(tr("Reject the rest"), kind="primary")
        self.accept_rest = push_button(tr("Accept the rest"))
        self.back = push_button(tr("Go back"))
        for button in (self.reject_rest, self.accept_rest, self.back):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAutoDefault(True)
        self.reject_rest.setDefault(True)
        self.reject_rest.clicked.connect(lambda: self._answer("reject"))
        self.accept_rest.clicked.connect(lambda: self._answer("accept"))
        self.back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.back, self.accept_rest, self.reject_rest):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        for widget in (said, hint, self.remember):
            column.addWidget(widget)
        column.addLayout(row)
        self.setMinimumWidth(440)
        self.reject_rest.setFocus()

    def _answer(self, answer: str) -> None:
        self.answered.emit(answer, self.remember.isChecked())
        self.accept()
