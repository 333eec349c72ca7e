"""The monthly grid as a list to copy, save or print: the lines on the screen, all columns, what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from models.work.month_cells import COLUMNS, column_name, show
from ui.kit.list_actions import ListContent, Shape
from ui.kit.rows import Column
from ui.month.month_rows import RIGHT, MonthRows

if TYPE_CHECKING:
    from models.work.month import GridRow

_WIDTHS = {"ref": 5, "text": 40, "unit": 18, "due_on": 11, "reason": 28, "note": 34, "indicator": 22}


def of_month(rows: MonthRows) -> ListContent:
    """The narrowed lines of the period that is shown."""

    def columns() -> list[Column[Any]]:
        return [
            Column(name, column_name(name), partial(_shown, name), _WIDTHS.get(name, 12), name in RIGHT)
            for name in COLUMNS
        ]

    def hand(shape: Shape, take: Callable[[Any], object]) -> None:
        take(shape([rows.line(number) for number in range(rows.rowCount())]))

    return ListContent(columns, rows.rowCount, hand)


def _shown(column: str, line: GridRow) -> str:
    return show(line, column)
