"""Label all occurrences: a preview with checkboxes, in this dispatch or in all, one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import operations
from annotator.domain.edits import Edits
from annotator.domain.text import Range
from annotator.gui.i18n import number, tr
from annotator.gui.panels.mention_rows import Paragraphs
from annotator.gui.parts import label, push_button

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.services.labelling import Place

ROW_HEIGHT = 24
TITLE_WIDTH = 180
PLACE = Qt.ItemDataRole.UserRole


class LabelAllDialog(QDialog):
    """The preview; at first all places are checked but those inside a longer mention of that label."""

    def __init__(self, desk: Desk, words: str, wanted: str | None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Label all occurrences"))
        self._desk = desk
        self._words = words
        self._numbers = Paragraphs(desk.dispatch.text)
        self.types = QComboBox()
        self.types.setAccessibleName(tr("Label"))
        for kind in desk.session.schema.entity_types:
            self.types.addItem(kind.name, kind.id)
        self.types.setCurrentIndex(max(0, self.types.findData(wanted)))
        self.scope = QComboBox()
        self.scope.setAccessibleName(tr("Where"))
        self.scope.addItem(tr("in this dispatch"), "here")
        self.scope.addItem(tr("in all dispatches"), "all")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Places"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.button = push_button("", kind="primary")
        self._count = QLabel()
        self._build()
        self.types.currentIndexChanged.connect(self.fill)
        self.scope.currentIndexChanged.connect(self.fill)
        self.list.itemChanged.connect(self._counted)
        self.fill()
        self.button.setFocus()

    def fill(self) -> None:
        """List the places that do not bear the label yet."""
        self.list.clear()
        wanted = self.types.currentData()
        self.list.blockSignals(True)
        for place in self._places(wanted):
            self.list.addItem(self._item(place))
        self.list.blockSignals(False)
        self._counted()

    def accept(self) -> None:
        """Label what is checked, as one step."""
        wanted = self.types.currentData()
        places: dict[int, list[Range]] = {}
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item.checkState() == Qt.CheckState.Checked:
                dispatch, start, end = item.data(PLACE)
                places.setdefault(dispatch, []).append((start, end))
        edits = {dispatch: self._edits(dispatch, found, wanted) for dispatch, found in places.items()}
        self._desk.do_across({name: part for name, part in edits.items() if part}, name="label_all")
        super().accept()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(tr("“{words}”", words=self._words), bold=True, px=14), 1)
        head.addWidget(self.types)
        head.addWidget(self.scope)
        foot = QHBoxLayout()
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.button.setDefault(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self.accept)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.resize(640, 420)

    def _counted(self, *_: Any) -> None:
        count = sum(self.list.item(at).checkState() == Qt.CheckState.Checked for at in range(self.list.count()))
        self.button.setText(tr("Label {n} places", n=count))
        self.button.setEnabled(count > 0)

    def _places(self, wanted: str) -> list[Place]:
        from annotator.services import labelling

        find = labelling.places_here if self.scope.currentData() == "here" else labelling.places
        return find(self._desk.session, self._words, wanted)

    def _item(self, place: Place) -> QListWidgetItem:
        said = f"{place.before}[{' '.join(self._words.split())}]{place.after}"
        if place.inside:
            label = self.types.currentText()
            said = tr("inside a longer {label}: {words}", label=label, words=said)
        item = QListWidgetItem(f"{self._where(place)}   {said}")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked if place.inside else Qt.CheckState.Checked)
        item.setData(PLACE, (place.dispatch, *place.part))
        # A width of its own would make the list scroll sideways; so the words are cut where it ends.
        item.setSizeHint(QSize(1, ROW_HEIGHT))
        item.setToolTip(said)
        return item

    def _where(self, place: Place) -> str:
        if place.title:
            return self.fontMetrics().elidedText(place.title, Qt.TextElideMode.ElideRight, TITLE_WIDTH)
        return f"§ {number(self._numbers.at(place.part[0]))}"

    def _edits(self, dispatch: int, places: list[Range], wanted: str) -> Edits:
        session = self._desk.session
        if dispatch == self._desk.dispatch.id:
            return operations.label_all(session.annotations, session.shown, self._desk.dispatch.text, places, wanted)
        from annotator.services import labelling

        return labelling.edits_for(session, dispatch, places, wanted)
