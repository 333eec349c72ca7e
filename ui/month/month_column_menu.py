"""Which columns of the monthly grid are shown: those that are filled in can be put out of sight, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from models.base.words import _
from models.work.month_cells import COLUMNS, EDITABLE, column_name

if TYPE_CHECKING:
    from ui.month.month_grid import MonthGrid


def listen(grid: MonthGrid) -> None:
    """Offer them where the heads of the columns are clicked with the right button."""
    header = grid.horizontalHeader()
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def offer(where: QPoint) -> None:
        menu = QMenu(grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu, grid)
        menu.popup(header.mapToGlobal(where))

    header.customContextMenuRequested.connect(offer)


def add_to(menu: QMenu, grid: MonthGrid) -> None:
    """Offer them in the grid's own menu."""
    fill(menu.addMenu(_("Cột hiển thị")), grid)


def fill(menu: QMenu, grid: MonthGrid) -> None:
    """A line for each column that can be put out of sight, ticked where it is shown."""
    for column in EDITABLE:
        action = menu.addAction(column_name(column))
        action.setCheckable(True)
        action.setChecked(not grid.isColumnHidden(COLUMNS.index(column)))
        action.toggled.connect(lambda on, name=column: grid.show_column(name, on))
