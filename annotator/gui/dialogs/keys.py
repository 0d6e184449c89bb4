"""All keys on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.action import Action, Group
from annotator.gui.actions import TABLE
from annotator.gui.bindings import SECTIONS, Bindings
from annotator.gui.i18n import tr, tr_marked
from annotator.gui.parts import key_cap, label

COLUMNS = 3


class KeysDialog(QDialog):
    """The page; Escape or `?` closes it."""

    def __init__(self, bindings: Bindings, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("All keys"))
        self._bindings = bindings
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(32)
        sections = [(text, self._rows(group)) for group, text in SECTIONS]
        for column in _balanced(sections):
            row.addLayout(self._column(column), 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.resize(1180, 720)

    def _rows(self, group: Group) -> list[tuple[str, list[str]]]:
        found: dict[str, list[str]] = {}
        for action in TABLE:
            if action.group is group:
                found.setdefault(tr_marked(action.text), []).extend(self._keys(action))
        return [(text, chords) for text, chords in found.items() if chords]

    def _keys(self, action: Action) -> list[str]:
        return [chord for chord in self._bindings.keys(action.id) if chord not in ("Ctrl+Enter", "Ctrl+À")]

    def _column(self, sections: list[tuple[str, list[tuple[str, list[str]]]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        for title, rows in sections:
            column.addSpacing(6)
            column.addWidget(label(tr_marked(title), bold=True, px=13))
            column.addLayout(_grid(rows))
        column.addStretch(1)
        return column


def _grid(rows: list[tuple[str, list[str]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(3)
    for at, (text, chords) in enumerate(rows):
        caps = QHBoxLayout()
        caps.setSpacing(3)
        shown = chords if len(chords) < 5 else [f"{chords[0]} … {chords[-1]}"]
        for chord in shown:
            cap = key_cap(chord)
            if "…" in chord:
                cap.setText(chord)
            caps.addWidget(cap)
        caps.addStretch(1)
        grid.addLayout(caps, at, 0, Qt.AlignmentFlag.AlignTop)
        said = label(text, tone="2", px=12)
        said.setWordWrap(True)
        grid.addWidget(said, at, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _balanced(
    sections: list[tuple[str, list[tuple[str, list[str]]]]],
) -> list[list[tuple[str, list[tuple[str, list[str]]]]]]:
    columns: list[list[tuple[str, list[tuple[str, list[str]]]]]] = [[] for _ in range(COLUMNS)]
    heights = [0] * COLUMNS
    for section in sorted(sections, key=lambda s: -len(s[1])):
        least = heights.index(min(heights))
        columns[least].append(section)
        heights[least] += len(section[1]) + 2
    return columns
