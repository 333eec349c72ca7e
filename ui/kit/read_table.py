"""A small table of plain words, to read only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QTableWidget, QTableWidgetItem, QWidget

from ui.base.plain_tips import plain_tip
from ui.kit.column_widths import ColumnWidths, of_cells
from ui.kit.labels import plain_label

_FEW, _SEEN = 10, 18  # letters of free words, and of the last column, that are always seen


class ReadTable(QWidget):
    """Rows of plain words with the last column wide; in place of no rows, a sentence."""

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        empty: str,
        *,
        right: frozenset[int] = frozenset(),
        free: frozenset[int] = frozenset(),
        seen: int = _FEW,
    ) -> None:
        """`right` columns hold numbers and days, `free` ones words that give way where room is short.

        Of those `seen` letters are always seen.
        """
        super().__init__()
        self._right = right
        self.table = QTableWidget(0, len(titles))
        self._high = QTimer(self)
        self._high.setSingleShot(True)
        self._high.setInterval(0)
        self._high.timeout.connect(self.table.resizeRowsToContents)
        self.table.setAccessibleName(name)
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        letters = dict.fromkeys(free, seen) | {len(titles) - 1: _SEEN}
        self._widths = ColumnWidths(self.table, (len(titles) - 1,), lambda view: of_cells(view, letters))
        self.table.horizontalHeader().sectionResized.connect(lambda *_what: self._high.start())
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._empty = plain_label(empty, "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these rows."""
        self._stack.setCurrentWidget(self.table if lines else self._empty)
        self.table.setRowCount(len(lines))
        for number, line in enumerate(lines):
            for place, words in enumerate(line):
                item = QTableWidgetItem(words)
                side = Qt.AlignmentFlag.AlignRight if place in self._right else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(plain_tip(words) if len(words) > 60 else "")
                self.table.setItem(number, place, item)
        self._widths.renew()
        self.table.resizeRowsToContents()

    def chosen(self) -> list[int]:
        """The places of the rows that are selected, from the top."""
        return sorted({place.row() for place in self.table.selectionModel().selectedRows()})

    def choose(self, rows: Iterable[int]) -> None:
        """Select these rows alone."""
        picked = QItemSelection()
        model = self.table.model()
        for row in rows:
            picked.select(model.index(row, 0), model.index(row, model.columnCount() - 1))
        self.table.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def lines(self) -> list[list[str]]:
        """What is shown."""
        return [
            [item.text() if (item := self.table.item(line, place)) else "" for place in range(self.table.columnCount())]
            for line in range(self.table.rowCount())
        ]
