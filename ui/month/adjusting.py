"""Correcting a closed period from the page: the buttons for it, and what is said of a closed cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.base.text import show_number
from models.base.words import _
from models.work.month_cells import COLUMNS, EDITABLE
from ui.month.month_saver import CellAddress

if TYPE_CHECKING:
    from models.work.adjustments import AdjustmentRow
    from models.work.periods import PeriodRow
    from ui.frame.page import Page
    from ui.month.month_grid import MonthGrid

RIGHT = "period.adjust"


class Adjusting:
    """What the page offers while its period is closed; the list also where the period's report tells corrections."""

    def __init__(self, page: Page, grid: MonthGrid) -> None:
        self._page, self._grid = page, grid
        self._period: PeriodRow | None = None
        self._rows: tuple[AdjustmentRow, ...] = ()
        self._listed = page.add_action(_("Đã điều chỉnh…"), self.show_list)
        self._button = page.add_action(_("Điều chỉnh…"), self.ask, keys="Ctrl+Shift+J", may=RIGHT)
        self._listed.hide()
        self._button.hide()
        grid.block.closed.connect(self.offer)

    def show_period(self, period: PeriodRow, rows: tuple[AdjustmentRow, ...]) -> None:
        """Offer what this period needs; `rows` are its corrections."""
        self._period, self._rows = period, rows
        self._button.setVisible(period.closed and self._page.context.may(RIGHT))
        self._listed.setVisible(bool(rows))
        self._listed.setText(_("Đã điều chỉnh ({n})…").format(n=show_number(len(rows))))

    def offer(self) -> None:
        """Say in a sentence that the period is closed, and what can be done."""
        at, banner = self._grid.currentIndex(), self._page.banner
        if not self._page.context.may(RIGHT):
            words = _("Kỳ này đã chốt nên không sửa được. Muốn sửa, hãy mở lại kỳ và ghi lý do.")
            banner.note(words, holds=lambda: self._grid.currentIndex() == at)
            return
        words = _("Kỳ này đã chốt: hãy điều chỉnh (Ctrl+Shift+J), hoặc mở lại kỳ; đều phải ghi lý do.")
        banner.note(words, "", _("Điều chỉnh…"), self.ask, holds=lambda: self._grid.currentIndex() == at)

    def ask(self) -> None:
        """The dialog that corrects the line on which the keyboard is."""
        from ui.month.adjust_entry import AdjustDialog

        index = self._grid.currentIndex()
        if self._period is not None and self._period.closed and index.isValid():
            line, column = self._grid.rows.line(index.row()), COLUMNS[index.column()]
            key = self._period.key
            places = tuple(CellAddress(key, line.task_id, line.unit_id, name) for name in EDITABLE)
            dialog = AdjustDialog(self._page, self._page.jobs, self._period, line, column)
            dialog.committed.connect(lambda commit: self._grid.rows.saver.did(commit, key, places))
            dialog.open()

    def show_list(self) -> None:
        """The list of what was corrected after closing."""
        from ui.month.adjusted_list import AdjustedList

        if self._period is not None:
            AdjustedList(self._page, self._period.name, self._rows).open()
