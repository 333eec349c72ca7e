"""The grid's columns beside the frozen ones, and the line below it that names where the keyboard is."""

from __future__ import annotations

from contexts import settle
from looking import one
from month_driver import at, filled_office, month_page  # noqa: F401 - fixtures are used by their names
from PySide6.QtWidgets import QApplication
from typefaces import both_typefaces

from models.work.month_cells import COLUMNS
from ui.kit.frozen_columns import FrozenColumns
from ui.month.page import MonthPage


@both_typefaces
def test_month_leaves_no_sliver_of_a_column(page: MonthPage) -> None:
    page.resize(1000, 700)
    QApplication.processEvents()
    grid, bar = page.grid, page.grid.horizontalScrollBar()
    frozen = one(grid, FrozenColumns)
    assert bar.maximum() > 0
    for value in (*range(0, bar.maximum() + 1, 7), bar.maximum(), *range(bar.maximum(), -1, -7)):
        bar.setValue(value)
        seen = [n for n in range(len(COLUMNS)) if not grid.isColumnHidden(n)]
        lefts = {grid.columnViewportPosition(n) for n in seen}
        assert frozen.width_shown() in lefts
    bar.setValue(0)
    assert bar.value() == 0


def test_month_line_below_names_the_task_after_filtering(page: MonthPage) -> None:
    at(page, 0, "note")
    page.search.show_query("9.3")
    settle(page)
    assert page.rows.rowCount() == 1
    assert page.rows.line(page.grid.currentIndex().row()).ref == "9.3"
    assert page.where.text().startswith("9.3")
