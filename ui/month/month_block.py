"""What is done to a block of the monthly grid: copy, cut, paste, fill down, clear. Each is one operation of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from models.base.words import _
from models.work import month_paste
from models.work.month_cells import COLUMNS, EDITABLE, LATE_ONLY, exact
from models.work.month_doubts import Placed
from models.work.month_paste import Arrangement, Room
from ui.base import clipboard
from ui.month import month_clipboard, paste_questions
from ui.month.month_rows import MonthRows


@dataclass(frozen=True)
class ChosenBlock:
    """The rows from `top` to `bottom`, and the columns in sight from left to right."""

    top: int
    bottom: int
    columns: list[int]

    def rows(self) -> range:
        """Each row of it."""
        return range(self.top, self.bottom + 1)


class MonthBlock(QObject):
    """The actions on what is chosen in `view`. `entered` carries the cells and the sentence for the banner."""

    entered = Signal(object, str)  # list[Cell], what to say
    refused = Signal(str)  # why a key could not do what it is for
    closed = Signal()  # the same of a key pressed in a closed period

    def __init__(self, view: QTableView, rows: MonthRows) -> None:
        super().__init__(view)
        self._view = view
        self.rows = rows
        self._from = QPersistentModelIndex()  # where a block begins that Shift makes larger
        self._extending = False
        view.selectionModel().currentChanged.connect(self._moved)

    def in_sight(self) -> list[int]:
        """The columns that are shown, from left to right: what a person does not see is never chosen."""
        header = self._view.horizontalHeader()
        across = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in across if not header.isSectionHidden(column)]

    def copy(self) -> None:
        """The chosen block to the clipboard."""
        chosen = self._chosen()
        if chosen is not None:
            shown = [[self._shown(row, column) for column in chosen.columns] for row in chosen.rows()]
            kept = [[self._kept(row, column) for column in chosen.columns] for row in chosen.rows()]
            columns = [COLUMNS[column] for column in chosen.columns]
            clipboard.put(month_clipboard.packed(columns, shown, kept))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear_chosen()

    def paste(self) -> None:
        """The clipboard's block from the top left of the chosen one on, or where the tasks stand that it names."""
        chosen, pasted = self._chosen(), month_clipboard.unpacked(clipboard.held())
        if chosen is None or not pasted.texts or self.locked() or self.rows.period is None:
            return
        shown = [COLUMNS[column] for column in self.in_sight()]
        left, tall = COLUMNS[chosen.columns[0]], len(chosen.rows())
        room = Room(self.rows.lines(), shown, chosen.top, left, tall, len(chosen.columns))
        found = month_paste.arrange(pasted, room)
        why = paste_questions.refusal(found)
        if why:
            self.refused.emit(why)
        elif paste_questions.agreed(self._view, found):
            own = bool(pasted.source)
            cells = paste_questions.settled(self._view, found.cells, self.rows.period, own=own)
            if cells is not None:
                self._enter(cells, chosen, [_("Đã dán {n} ô.").format(n=len(cells)), *paste_questions.left_out(found)])
                self._choose(cells, found)

    def fill_down(self) -> None:
        """The first line of the chosen block into the lines below it; a single cell takes what stands above it."""
        chosen = self._chosen()
        if chosen is None or self.locked():
            return
        first, below = chosen.top, range(chosen.top + 1, chosen.bottom + 1)
        if not below:
            first, below = chosen.top - 1, range(chosen.top, chosen.top + 1)
        if first < 0:
            self.refused.emit(_("Đây là dòng đầu, phía trên không có gì để điền xuống."))
            return
        texts = [(column, self._kept(first, column)) for column in chosen.columns]
        self._put_texts(chosen, below, texts, _("Đã điền xuống {n} ô."))

    def clear_chosen(self) -> None:
        """Empty the cells that are chosen."""
        chosen = self._chosen()
        if chosen is not None and not self.locked():
            texts = [(column, "") for column in chosen.columns]
            self._put_texts(chosen, chosen.rows(), texts, _("Đã xóa trống {n} ô."))

    def extend(self, index: QModelIndex) -> None:
        """Choose from where the person last stood to `index`, which becomes the current cell.

        Qt itself begins at the last cell that was clicked or reached by an arrow, whatever Enter, Tab, an undo or a
        paste did since.
        """
        start = self._from if self._from.isValid() else QPersistentModelIndex(self._view.currentIndex())
        if index.isValid() and start.isValid():
            self._extending = True
            self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._extending = False
            top, bottom = sorted((start.row(), index.row()))
            self._select(top, bottom, [start.column(), index.column()])
            self._view.scrollTo(index)

    def choose(self, top: int, bottom: int, columns: Iterable[int]) -> None:
        """Go to the first cell of these rows and of the columns from the leftmost to the rightmost; choose them all."""
        wanted = set(columns)
        across = [column for column in self.in_sight() if column in wanted]
        if across:
            first = self.rows.index(top, across[0])
            self._view.setCurrentIndex(first)
            self._from = QPersistentModelIndex(first)
            self._select(top, bottom, across)

    # Inside

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        # While a button is held the block grows from where it was pressed.
        drawn = self._view.state() == QAbstractItemView.State.DragSelectingState
        if not (self._extending or drawn):
            self._from = QPersistentModelIndex(current)

    def _select(self, top: int, bottom: int, columns: Iterable[int]) -> None:
        shown, wanted = self.in_sight(), set(columns)
        places = [place for place, column in enumerate(shown) if column in wanted]
        block = QItemSelection()
        for column in shown[min(places) : max(places) + 1] if places else ():
            part = QItemSelection(self.rows.index(top, column), self.rows.index(bottom, column))
            block.merge(part, QItemSelectionModel.SelectionFlag.Select)
        self._view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _chosen(self) -> ChosenBlock | None:
        """What is chosen, else the current cell; None where nothing of it is in sight."""
        selection = self._view.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        if ranges:
            top, bottom = min(part.top() for part in ranges), max(part.bottom() for part in ranges)
            across = {column for part in ranges for column in range(part.left(), part.right() + 1)}
        else:
            index = self._view.currentIndex()
            top = bottom = index.row()
            across = {index.column()}
        columns = [column for column in self.in_sight() if column in across]
        return ChosenBlock(top, bottom, columns) if columns and top >= 0 else None

    def _shown(self, row: int, column: int) -> str:
        """The cell's text as Excel takes it."""
        text = self.rows.text(row, column)
        return text.replace(" %", "%") if COLUMNS[column] == "percent" else text

    def _kept(self, row: int, column: int) -> str:
        """The cell's text for ourselves; what is typed there and not kept is copied as it was typed."""
        if self.rows.draft(row, COLUMNS[column]) is not None:
            return self._shown(row, column)
        return exact(self.rows.line(row), COLUMNS[column])

    def _put_texts(self, chosen: ChosenBlock, rows: Iterable[int], texts: Iterable[tuple[int, str]], said: str) -> None:
        """Enter the same texts into each of `rows`; cells that take no entry are passed over."""
        texts = [*texts]
        cells, unmeasured = [], 0
        for row in rows:
            for column, text in texts:
                if self.rows.editable(row, column):
                    cells.append((row, COLUMNS[column], text))
                elif COLUMNS[column] in EDITABLE and text.strip():
                    unmeasured += 1
        parts = paste_questions.left_out(Arrangement(unmeasured=unmeasured))
        self._enter(cells, chosen, [said.format(n=len(cells)), *parts])

    def _enter(self, cells: Iterable[Placed], chosen: ChosenBlock, parts: list[str]) -> None:
        """Hand the cells over as one operation, with what there is to say about it."""
        given = [(self.rows.line(row), column, text) for row, column, text in cells]
        if given:
            self.entered.emit(given, " ".join(parts) if len(given) > 1 or len(parts) > 1 else "")
        else:
            self.explain(self.rows.index(chosen.top, chosen.columns[0]))

    def _choose(self, cells: list[Placed], found: Arrangement) -> None:
        """Choose what has been pasted; of lines that lie apart, the first."""
        if not cells:
            return
        columns = {COLUMNS.index(name) for _row, name, _text in cells}
        rows = [row for row, _name, _text in cells]
        top, bottom = min(rows), min(rows) if found.by_names else max(rows)
        self.choose(top, bottom, columns)

    def locked(self) -> bool:
        """Whether nothing can be entered; then it is said why."""
        if self.rows.locked():
            self.explain(self._view.currentIndex())
        return self.rows.locked()

    def explain(self, index: QModelIndex) -> None:
        """Say why nothing can be entered there, and where it can be changed."""
        if self.rows.only_shown:
            self.refused.emit(_("Tài khoản của anh/chị chỉ xem được bảng này; việc nhập số liệu dành cho chuyên viên."))
        elif self.rows.locked():
            self.closed.emit()
        elif index.isValid() and COLUMNS[index.column()] == "value":
            self.refused.emit(_("Nhiệm vụ này chưa có chỉ số. Thêm chỉ số ở trang Nhiệm vụ rồi nhập kết quả."))
        elif index.isValid() and COLUMNS[index.column()] in LATE_ONLY:
            self.refused.emit(_("Dòng này đã hoàn thành nên không phải ghi nguyên nhân và ngày hẹn."))
        elif index.isValid() and COLUMNS[index.column()] not in EDITABLE:
            self.refused.emit(_("Cột này lấy từ nhiệm vụ; muốn sửa, hãy mở trang Nhiệm vụ."))
