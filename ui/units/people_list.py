"""The people of the office as a list: what is printed under a signature, who may sign, whose picture is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from models.base.text import fold
from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import EvenRows
from ui.kit.column_widths import ColumnWidths, of_cells

if TYPE_CHECKING:
    from models.work.people import PersonRow

_ID = Qt.ItemDataRole.UserRole


class PeopleList(QTreeWidget):
    """Emits `opened` with a person's id."""

    opened = Signal(str)
    choice_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        titles = [_("Họ và tên"), _("Chức vụ"), _("Thẩm quyền ký"), _("Được ký"), _("Ảnh chữ ký")]
        self.setHeaderLabels(titles)
        self.setAccessibleName(_("Danh sách người"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(EvenRows(self))
        self.setAllColumnsShowFocus(True)
        self.setMinimumHeight(theme.em(7))
        self._widths = ColumnWidths(self, (1,), lambda view: of_cells(view, {0: 16, 1: 16, 2: 12}))
        self.itemDoubleClicked.connect(lambda item, _column: self.opened.emit(str(item.data(0, _ID))))
        self.currentItemChanged.connect(lambda *_what: self.choice_changed.emit())

    def show_people(self, people: Sequence[PersonRow], words: str) -> int:
        """Show those in whose name or title `words` occur; gives how many."""
        chosen = self.chosen_id()
        self.clear()
        wanted = fold(words).split()
        found = [p for p in people if all(word in fold(f"{p.name} {p.title}") for word in wanted)]
        for person in found:
            texts = [person.name, person.title, " · ".join(person.authority.splitlines())]
            above = _("Được ký cho cấp trên") if person.signs_for == "parent" else _("Được ký")
            texts += [above if person.signs else "", _("Có ảnh") if person.image else ""]
            item = QTreeWidgetItem(texts)
            item.setData(0, _ID, person.id)
            item.setToolTip(2, plain_tip(person.authority))
            self.addTopLevelItem(item)
            if person.id == chosen or self.currentItem() is None:
                self.setCurrentItem(item)
        self._widths.renew()
        return len(found)

    def chosen_id(self) -> str:
        """The person that the keyboard is on; "" for none."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def choose(self, number: int) -> None:
        """Put the keyboard on the `number`-th person."""
        item = self.topLevelItem(number)
        if item is not None:
            self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the person."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen_id():
            self.opened.emit(self.chosen_id())
            return
        super().keyPressEvent(event)
