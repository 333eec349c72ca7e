"""The office's units as a tree: who belongs to whom, codes and dates, and how much each has to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from models.base import clock
from models.base.text import fold, show_date, show_number
from models.base.words import _
from models.work.codes import level_name
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import EvenRows, TintedLine
from ui.kit.column_widths import ColumnWidths, of_cells

if TYPE_CHECKING:
    from models.work.unit_list import UnitList
    from models.work.units import UnitRow

_ID = Qt.ItemDataRole.UserRole
_DAYS, _RUNNING, _OVERDUE = 3, 4, 5


class UnitTree(QTreeWidget):
    """Emits what a person wants to see: a unit itself (Enter, double click), its running or overdue tasks (a click)."""

    opened = Signal(str)  # unit id
    tasks_wanted = Signal(str, bool)  # unit id, only the overdue ones
    choice_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._book: UnitList | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setHeaderLabels([_("Đơn vị"), _("Mã"), _("Cấp"), _("Hiệu lực"), _("Đang thực hiện"), _("Quá hạn")])
        self.setAccessibleName(_("Danh sách đơn vị"))
        self.setUniformRowHeights(True)
        self.setItemDelegate(EvenRows(self))
        self.setAllColumnsShowFocus(True)
        self.setIndentation(theme.em(1))
        self.setMinimumHeight(theme.em(7))
        self._widths = ColumnWidths(self, (0,), lambda view: of_cells(view, {0: 24}))
        head = self.headerItem()
        once = _("Đếm nhiệm vụ: mỗi nhiệm vụ định kỳ tính một lần, theo kỳ sớm nhất còn phải thực hiện.")
        for column in (_RUNNING, _OVERDUE):
            if head is not None:
                head.setToolTip(column, once)
                head.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.itemClicked.connect(self._clicked)
        self.itemDoubleClicked.connect(self._double_clicked)
        self.currentItemChanged.connect(lambda *_what: self.choice_changed.emit())

    def show_book(self, book: UnitList, words: str, *, with_ended: bool) -> int:
        """Show the units in which `words` occur, with what they belong to; gives how many fit."""
        chosen = self.chosen_id()
        closed = {key for key, item in self._items.items() if item.childCount() and not item.isExpanded()}
        first = self._book is None
        self._book = book
        self.setUpdatesEnabled(False)
        self.clear()
        self._items = {}
        found = [row for row in book.rows if (with_ended or not ended(row)) and _fits(row, words)]
        known = {row.id: row for row in book.rows}
        for row in found:
            self._put(row, known)
        for key, item in self._items.items():
            item.setExpanded(bool(words) or first or key not in closed)
        self.setUpdatesEnabled(True)
        self._widths.renew()
        self.choose(chosen or book.own)
        return len(found)

    def chosen_id(self) -> str:
        """The unit that the keyboard is on; "" for none."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def choose(self, unit_id: str) -> None:
        """Put the keyboard on a unit."""
        item = self._items.get(unit_id)
        if item is not None:
            self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the unit."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen_id():
            self.opened.emit(self.chosen_id())
            return
        super().keyPressEvent(event)

    def _put(self, row: UnitRow, known: dict[str, UnitRow]) -> QTreeWidgetItem:
        """The unit's line, below that of what it belongs to, which is put in first."""
        made = self._items.get(row.id)
        if made is not None:
            return made
        above = known.get(row.parent_id or "")
        made = self._line(row)
        self._items[row.id] = made
        if above is None:
            self.addTopLevelItem(made)
        else:
            self._put(above, known).addChild(made)
        return made

    def _line(self, row: UnitRow) -> QTreeWidgetItem:
        book = self._book
        load = book.loads.get(row.id) if book is not None else None
        running, overdue = (load.running, load.overdue) if load is not None else (0, 0)
        own = book is not None and row.id == book.own
        name = _("{name} (cơ quan dùng sổ này)").format(name=row.name) if own else row.name
        texts = [name, row.code or "", level_name(row.level), validity(row)]
        item = TintedLine([*texts, show_number(running or None), show_number(overdue or None)])
        item.setData(0, _ID, row.id)
        item.setToolTip(0, plain_tip(row.name))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, tip in ((_RUNNING, _("Xem nhiệm vụ đang thực hiện")), (_OVERDUE, _("Xem nhiệm vụ quá hạn"))):
            item.setTextAlignment(column, right)
            if item.text(column):
                item.setToolTip(column, tip)
                item.tones[column] = "danger" if column == _OVERDUE else "accent"
        if own:
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(0, font)
        if ended(row):
            item.tones |= dict.fromkeys(range(4), "muted")
        return item

    def _clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if column in {_RUNNING, _OVERDUE} and item.text(column):
            self.tasks_wanted.emit(str(item.data(0, _ID)), column == _OVERDUE)

    def _double_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if column < _RUNNING:
            self.opened.emit(str(item.data(0, _ID)))


def ended(row: UnitRow, day: date | None = None) -> bool:
    """Whether the unit's time has passed."""
    return row.valid_to is not None and row.valid_to < (day or clock.today())


def validity(row: UnitRow) -> str:
    """From when to when the unit exists; empty where nobody said."""
    if row.valid_from and row.valid_to:
        return f"{show_date(row.valid_from)} – {show_date(row.valid_to)}"
    if row.valid_from:
        return _("từ {day}").format(day=show_date(row.valid_from))
    return _("đến {day}").format(day=show_date(row.valid_to)) if row.valid_to else ""


def _fits(row: UnitRow, words: str) -> bool:
    text = fold(f"{row.name} {row.code or ''}")
    return all(word in text for word in fold(words).split())
