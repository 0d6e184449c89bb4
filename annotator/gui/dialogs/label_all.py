"""Label all occurrences: a preview with checkboxes, in this dispatch or in all, one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
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
from annotator.domain.text import Range, occurrences
from annotator.gui.i18n import tr
from annotator.gui.panels.mention_rows import Paragraphs
from annotator.gui.parts import label, push_button

if TYPE_CHECKING:
    from annotator.gui.desk import Desk

CONTEXT = 40
PLACE = Qt.ItemDataRole.UserRole


class LabelAllDialog(QDialog):
    """The preview; all places are checked at first."""

    def __init__(self, desk: Desk, words: str, wanted: str | None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Label all occurrences"))
        self._desk = desk
        self._words = words
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
        found = self._here(wanted) if self.scope.currentData() == "here" else self._everywhere(wanted)
        self.list.blockSignals(True)
        for dispatch, place, said in found:
            item = QListWidgetItem(said)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(PLACE, (dispatch, *place))
            self.list.addItem(item)
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
        head.addWidget(label(f"“{self._words}”", bold=True, px=14), 1)
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

    def _here(self, wanted: str) -> list[tuple[int, Range, str]]:
        dispatch = self._desk.dispatch
        numbers = Paragraphs(dispatch.text)
        taken = {m.fragments for m in self._desk.annotations.mentions.values() if m.label == wanted}
        return [
            (dispatch.id or 0, place, f"§ {numbers.at(place[0])}   {around(dispatch.text, place)}")
            for place in occurrences(dispatch.text, self._words, self._desk.session.grid)
            if (place,) not in taken
        ]

    def _everywhere(self, wanted: str) -> list[tuple[int, Range, str]]:
        from annotator.services import labelling

        found = labelling.places(self._desk.session, self._words, wanted)
        return [
            (p.dispatch, p.part, f"{p.title[:30]}   {shown_between(p.before, self._words, p.after)}") for p in found
        ]

    def _edits(self, dispatch: int, places: list[Range], wanted: str) -> Edits:
        session = self._desk.session
        if dispatch == self._desk.dispatch.id:
            return operations.label_all(session.annotations, session.shown, self._desk.dispatch.text, places, wanted)
        from annotator.services import labelling

        return labelling.edits_for(session, dispatch, places, wanted)


def around(text: str, place: Range) -> str:
    """Return the words around a place, on one line."""
    start, end = place
    return shown_between(text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])


def shown_between(before: str, words: str, after: str) -> str:
    """Return words with those before and after, on one line."""
    return f"… {' '.join(before.split())} [{' '.join(words.split())}] {' '.join(after.split())} …"
