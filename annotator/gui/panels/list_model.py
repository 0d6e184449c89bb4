"""The list of dispatches as Qt's views want it: rows come by page, a few pages are kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.gui.i18n import tr
from annotator.gui.panels.list_delegate import ROW, STATES

if TYPE_CHECKING:
    from annotator.storage.listing import ListRow

PAGE: Final = 50
PAGES_KEPT: Final = 12

Index = QModelIndex | QPersistentModelIndex


class Source(Protocol):
    """What the list shows: counted at once, read by page."""

    def count(self) -> int:
        """Return how many rows there are."""
        ...

    def rows(self, first: int, count: int) -> list[ListRow]:
        """Return rows by their place in the list."""
        ...


class _Empty:
    def count(self) -> int:
        return 0

    def rows(self, first: int, count: int) -> list[ListRow]:
        del first, count
        return []


class ListModel(QAbstractListModel):
    """Rows of a source; reads a page when a row of it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._source: Source = _Empty()
        self._total = 0
        self._pages: OrderedDict[int, list[ListRow]] = OrderedDict()

    def show(self, source: Source | None) -> None:
        """Show another source from its first row."""
        self.beginResetModel()
        self._source = source or _Empty()
        self._pages.clear()
        self._total = self._source.count()
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is shown; the view keeps its place where the count is the same."""
        total = self._source.count()
        if total != self._total:
            self.beginResetModel()
            self._pages.clear()
            self._total = total
            self.endResetModel()
        else:
            self._pages.clear()
            if total:
                self.dataChanged.emit(self.index(0), self.index(total - 1))

    def replace(self, row: ListRow) -> None:
        """Show a row anew where it is on a page that is kept."""
        for number, page in self._pages.items():
            for within, known in enumerate(page):
                if known.id == row.id:
                    page[within] = row
                    index = self.index(number * PAGE + within)
                    self.dataChanged.emit(index, index)
                    return

    def row(self, at: int) -> ListRow | None:
        """Return a row by its place."""
        if not 0 <= at < self._total:
            return None
        number, within = divmod(at, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._source.rows(number * PAGE, PAGE)
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[within] if within < len(page) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else self._total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, or its words for screen readers and tool tips."""
        if role not in (
            ROW,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        row = self.row(index.row())
        if row is None or role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title
        state = STATES[row.status]()
        return tr("{title}, {state}, {mentions} mentions", title=row.title, state=state, mentions=row.mentions)
