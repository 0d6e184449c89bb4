"""What went wrong: what happened, what was kept, and the details to copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui.i18n import tr
from annotator.gui.parts import push_button

WIDTH = 440


class ProblemDialog(QDialog):
    """One problem in words, with its details behind a button."""

    def __init__(self, title: str, what: str, kept: str, details: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.details = details
        self.what = _label(what, strong=True)
        self.kept = _label(kept)
        self.kept.setVisible(bool(kept))
        self.copy = push_button(tr("Copy details"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.shut = push_button(tr("Close"), kind="primary")
        self.shut.setDefault(True)
        self.shut.clicked.connect(self.reject)
        self.cure = push_button("", kind="primary")
        self.cure.hide()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        foot.addWidget(self.cure)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        for widget in (self.what, self.kept):
            column.addWidget(widget)
        column.addLayout(foot)
        self.setMinimumWidth(WIDTH)
        self.shut.setFocus()

    def offer(self, text: str, do: Callable[[], None]) -> None:
        """Offer what helps, as the first choice; the box closes before it is done."""
        self.cure.setText(text)
        self.cure.clicked.connect(self.reject)
        self.cure.clicked.connect(do)
        self.shut.setProperty("kind", "")
        self.shut.style().unpolish(self.shut)
        self.shut.style().polish(self.shut)
        self.cure.show()
        self.cure.setDefault(True)
        self.cure.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self.copy.setText(tr("Copied"))


def _label(text: str, *, strong: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if strong:
        font = label.font()
        font.setWeight(font.Weight.DemiBold)
        label.setFont(font)
    return label
