"""What a person can read on a page: every text of its widgets and of its lists, one line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)

from ui.kit.pick_line import PickLine

BOLD = QFont.Weight.DemiBold


def words_on(page: QWidget) -> list[str]:
    """Every line of text, also of what is scrolled out of sight; what is bold in a list stands between stars."""
    found = []
    for widget in page.findChildren(QWidget):
        found += [widget.accessibleName(), *_own(widget)]
    return [line for line in found if line.strip()]


def _own(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, PickLine):
        yield from widget.words()
    elif isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QListView):
        yield from (_cell(widget.model().index(row, 0)) for row in range(widget.model().rowCount()))
    elif isinstance(widget, QTreeView):
        yield from _lines(widget.model(), QModelIndex(), tree=True)
    elif isinstance(widget, QTableView):
        yield from _lines(widget.model(), QModelIndex(), tree=False)


def _lines(model: QAbstractItemModel, above: QModelIndex, *, tree: bool) -> Iterator[str]:
    for row in range(model.rowCount(above)):
        cells = [model.index(row, column, above) for column in range(model.columnCount(above))]
        yield " | ".join(map(_cell, cells))
        yield from (cell.data(Qt.ItemDataRole.ToolTipRole) or "" for cell in cells)
        if tree:
            yield from _lines(model, model.index(row, 0, above), tree=True)


def _cell(index: QModelIndex) -> str:
    shown: Any = index.data(Qt.ItemDataRole.DisplayRole)
    text = "" if shown is None else str(shown)
    font = index.data(Qt.ItemDataRole.FontRole)
    return f"*{text}*" if isinstance(font, QFont) and font.weight() >= BOLD and text else text


def choose_line(page: QWidget, words: str) -> None:
    """Go to the first line of a list on this page that has these words."""
    for view in page.findChildren(QAbstractItemView):
        for row in range(view.model().rowCount()) if isinstance(view, QListView | QTreeView) else ():
            if words in _cell(view.model().index(row, 0)):
                view.setCurrentIndex(view.model().index(row, 0))
                return
    raise AssertionError(f"no line with {words!r}: {words_on(page)}")
