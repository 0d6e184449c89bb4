"""Name, version, licence."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator import __version__
from annotator.gui.i18n import tr
from annotator.gui.parts import label, push_button


class AboutDialog(QDialog):
    """What this program is."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About Dépêche"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(f"Dépêche {__version__}", px=17, bold=True))
        column.addWidget(label(tr("Annotate French news dispatches.")))
        column.addWidget(
            label(tr("Free software under the MIT licence. Made with Qt {qt} and spaCy.", qt=qVersion()), tone="2")
        )
        shut = push_button(tr("Close"))
        shut.setDefault(True)
        shut.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(shut)
        column.addLayout(foot)
