"""What is done to a block of the monthly grid: copy, cut, paste, fill down, clear. Each is one operation of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from models.base.words import _
from models.work.month_cells import COLUMNS, EDITABLE
from ui.month import month_clipboard
from ui.month.month_rows import MonthRows
from ui.month.month_saver import Cell


class MonthBlock(QObject):
    """The actions on what is chosen in `view`. `entered` carries the cells and the sentence for the banner."""

    entered = Signal(object, str)  # list[Cell], what to say
    refused = Signal(str)  # why a key could not do what it is for

    def __init__(self, view: QTableView, rows: MonthRows) -> None:
        super().__init__(view)
        self._view = view
        self.rows = rows

    def copy(self) -> None:
        """The chosen block to the clipboard."""
        block = self._block()
        if block is not None:
            top, left, bottom, right = block
            across = self._in_sight(left, right)
            cells = [[self._plain(r, c) for c in across] for r in range(top, bottom + 1)]
            QGuiApplication.clipboard().setMimeData(month_clipboard.packed(cells))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear_chosen()

    def paste(self) -> None:
        """The clipboard's block from the top left of the chosen one on; a single value fills all that is chosen."""
        block, pasted = self._block(), month_clipboard.unpacked(QGuiApplication.clipboard().mimeData())
        if block is None or not pasted or self.locked():
            return
        top, left, bottom, right = block
        if len(pasted) == 1 and len(pasted[0]) == 1:
            pasted = [[pasted[0][0]] * len(self._in_sight(left, right))] * (bottom - top + 1)
        self._put_block(top, left, pasted, _("Đã dán {n} ô."))

    def fill_down(self) -> None:
        """The first line of the chosen block into the lines below it; a single cell takes what stands above it."""
        block = self._block()
        if block is None or self.locked():
            return
        top, left, bottom, right = block
        if top == bottom:
            if top == 0:
                return
            top -= 1
        first = [self._plain(top, column) for column in self._in_sight(left, right)]
        self._put_block(top + 1, left, [first] * (bottom - top), _("Đã điền xuống {n} ô."))

    def clear_chosen(self) -> None:
        """Empty the cells that are chosen."""
        block = self._block()
        if block is not None and not self.locked():
            top, left, bottom, right = block
            empty = [""] * len(self._in_sight(left, right))
            self._put_block(top, left, [empty] * (bottom - top + 1), _("Đã xoá trống {n} ô."))

    # Inside

    def _block(self) -> tuple[int, int, int, int] | None:
        """Top, left, bottom, right of what is chosen."""
        selection = self._view.selectionModel().selection()
        if not selection.count():
            index = self._view.currentIndex()
            return (index.row(), index.column(), index.row(), index.column()) if index.isValid() else None
        ranges = [selection.at(n) for n in range(selection.count())]
        return (
            min(part.top() for part in ranges),
            min(part.left() for part in ranges),
            max(part.bottom() for part in ranges),
            max(part.right() for part in ranges),
        )

    def _in_sight(self, left: int, right: int) -> list[int]:
        """The columns from `left` to `right` that are shown: what a person did not see was not chosen."""
        return [column for column in range(left, right + 1) if not self._view.isColumnHidden(column)]

    def _plain(self, row: int, column: int) -> str:
        """The cell's text as Excel takes it."""
        text = self.rows.text(row, column)
        return text.replace(" %", "%") if COLUMNS[column] == "percent" else text

    def _put_block(self, top: int, left: int, block: Sequence[Sequence[str]], said: str) -> None:
        """Enter a block of texts as one operation; cells that take no entry are passed over, and that is said."""
        across = self._in_sight(left, len(COLUMNS) - 1)
        cells: list[Cell] = []
        unmeasured = 0
        for row, texts in zip(range(top, self.rows.rowCount()), block, strict=False):
            for column, text in zip(across, texts, strict=False):
                if self.rows.editable(row, column):
                    cells.append((self.rows.line(row), COLUMNS[column], text))
                elif COLUMNS[column] in EDITABLE and text.strip():
                    unmeasured += 1
        over = top + len(block) - self.rows.rowCount()
        parts = [said.format(n=len(cells))]
        if over > 0:
            parts.append(_("{n} dòng cuối không có chỗ vì bảng đã hết dòng.").format(n=over))
        if unmeasured:
            parts.append(_("{n} kết quả bỏ qua vì nhiệm vụ chưa có chỉ số.").format(n=unmeasured))
        if cells:
            self.entered.emit(cells, " ".join(parts) if len(cells) > 1 or len(parts) > 1 else "")
        else:
            self.explain(self.rows.index(top, left))

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
            self.refused.emit(_("Kỳ này đã chốt nên không sửa được. Muốn sửa, hãy mở lại kỳ và ghi lý do."))
        elif index.isValid() and COLUMNS[index.column()] == "value":
            self.refused.emit(_("Nhiệm vụ này chưa có chỉ số. Thêm chỉ số ở trang Nhiệm vụ rồi nhập kết quả."))
        elif index.isValid() and COLUMNS[index.column()] not in EDITABLE:
            self.refused.emit(_("Cột này lấy từ nhiệm vụ; muốn sửa, hãy mở trang Nhiệm vụ."))
