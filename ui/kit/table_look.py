"""How every table of ours looks and scrolls before it is given what is its own."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from ui.base import theme


def dress(table: QTableView) -> None:
    """Rows without numbers, scrolling by the pixel; Tab leaves the table. Their height is `ui.kit.row_lines`'."""
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setMinimumHeight(theme.em(7))
    give_way(table)
    side = table.verticalHeader()
    side.hide()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def give_way(view: QWidget) -> None:
    """Let it be as low as its least height: what Qt would like it to have pushes what is below it out of sight."""
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
