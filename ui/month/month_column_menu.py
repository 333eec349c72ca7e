"""Which columns of the monthly grid are shown: those that are filled in can be put out of sight, and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from models.base.words import _
from models.work.month_cells import COLUMNS, EDITABLE, column_name

Show = Callable[[str, bool], object]  # put a column into sight or out of it


def listen(view: QTableView, show: Show) -> None:
    """Offer them where the heads of the columns are clicked with the right button."""
    header = view.horizontalHeader()
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def offer(where: QPoint) -> None:
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu, view, show)
        menu.popup(header.mapToGlobal(where))

    header.customContextMenuRequested.connect(offer)


def add_to(menu: QMenu, view: QTableView, show: Show) -> None:
    """Offer them in the grid's own menu."""
    fill(menu.addMenu(_("Cột hiển thị")), view, show)


def fill(menu: QMenu, view: QTableView, show: Show) -> None:
    """A line for each column that can be put out of sight, ticked where it is shown."""
    for column in EDITABLE:
        action = menu.addAction(column_name(column))
        action.setCheckable(True)
        action.setChecked(not view.isColumnHidden(COLUMNS.index(column)))
        action.toggled.connect(lambda on, name=column: show(name, on))
