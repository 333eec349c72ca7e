"""How many lines of words the rows of a table have: one, two where the window is high enough, or all.

It is a setting of the person (`text_lines`), the same for every list of tasks; each table offers it with its columns.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from models.base.settings import CHOICES, Settings
from models.base.words import _
from ui.base import theme

_KEY = "text_lines"
# Line heights of a row.
_ONE, _TWO, _LOW = 1.85, 2.35, 1.4


def names() -> list[tuple[str, str]]:
    """The choices in words, each with its value."""
    words = {"one": _("Một dòng"), "two": _("Hai dòng khi đủ chỗ"), "all": _("Cả nội dung")}
    return [(words[value], value) for value in CHOICES[_KEY]]


class RowLines(QObject):
    """Keeps the rows of `table`, and of another that shows the same rows beside it, to the setting.

    A table that does not wrap has rows of one line. `low` rows are those of a window with little height.
    """

    def __init__(self, table: QTableView, settings: Settings, *, wraps: bool, beside: QTableView | None = None) -> None:
        super().__init__(table)  # which nothing here refers back to: a circle would be taken apart at any moment
        self._beside = beside
        self._settings = settings
        self._wraps = wraps
        self._low = False
        self._stay = ""  # what to bring back into sight: the current row, the end
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self._fit_rows_in_sight)
        model = table.model()
        for signal in (model.modelReset, model.dataChanged, model.rowsInserted, model.layoutChanged):
            signal.connect(self._soon)
        table.verticalScrollBar().valueChanged.connect(self._soon)
        table.horizontalHeader().sectionResized.connect(self._soon)
        table.installEventFilter(self)
        self.apply()

    def set_low(self, low: bool) -> None:
        """Draw the rows together where the window is low."""
        if low != self._low:
            self._low = low
            self.apply()

    def apply(self) -> None:
        """Take up the setting."""
        height = theme.em(_LOW if self._low else _TWO if self._mode() == "two" else _ONE)
        for table in self._tables():
            table.setWordWrap(self._mode() == "all" or (self._mode() == "two" and not self._low))
            table.verticalHeader().setDefaultSectionSize(height)
        self._soon()

    def wraps(self) -> bool:
        """Whether the table has words that are worth more than a line."""
        return self._wraps

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The setting may have been changed elsewhere while the table was out of sight."""
        if event.type() == QEvent.Type.Show and watched is self.parent():
            self.apply()
        return False

    # Inside

    def _tables(self) -> list[QTableView]:
        table = cast(QTableView, self.parent())
        return [table] if self._beside is None else [table, self._beside]

    def _mode(self) -> str:
        return str(self._settings.get(_KEY)) if self._wraps else "one"

    def _soon(self) -> None:
        if self._mode() == "all":
            self._fit.start()

    def _fit_rows_in_sight(self) -> None:
        """As high as their words: only those that are seen, for a list may have 300,000."""
        if self._mode() != "all":
            return
        table = self._tables()[0]
        bar, index, stay = table.verticalScrollBar(), table.currentIndex(), self._stay
        self._stay = ""
        if stay == "end":
            bar.setValue(bar.maximum())
        elif stay == "current":
            table.scrollTo(index)
        at_end = 0 < bar.maximum() == bar.value()
        seen = index.isValid() and table.viewport().rect().contains(table.visualRect(index))
        if self._grow():
            # What the person went to stays in sight though rows above it have grown: once the table knows its height.
            self._stay = "end" if at_end else "current" if seen else ""
            self._fit.start()

    def _grow(self) -> bool:
        """Give the rows in sight their heights; whether any was another."""
        table, changed = self._tables()[0], False
        bottom, least = table.viewport().height(), table.verticalHeader().defaultSectionSize()
        row = max(0, table.rowAt(0))
        while row < table.model().rowCount() and table.rowViewportPosition(row) <= bottom:
            height = max(least, table.sizeHintForRow(row))
            for each in self._tables():
                if each.rowHeight(row) != height:
                    each.setRowHeight(row, height)
                    changed = True
            row += 1
        return changed


def fill_menu(menu: QMenu, window: QWidget, settings: Settings) -> None:
    """Put the choice into `menu`; it is taken up at once by every table in `window`."""

    def choose(value: str) -> None:
        settings.put(_KEY, value)
        for lines in window.findChildren(RowLines):
            lines.apply()

    group = QActionGroup(menu)
    for words, value in names():
        action = QAction(words, group)
        action.setCheckable(True)
        action.setChecked(value == settings.get(_KEY))
        action.triggered.connect(lambda _on=False, chosen=value: choose(chosen))
        menu.addAction(action)


def of(table: QWidget) -> RowLines | None:
    """Who keeps the rows of this table."""
    return table.findChild(RowLines, options=Qt.FindChildOption.FindDirectChildrenOnly)
