"""What was typed into the monthly grid and could not be kept: a list, a way to the cell, a way to try again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from models.base.text import show_number
from models.base.words import _
from models.work.month_cells import column_name
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.labels import ShortLabel

if TYPE_CHECKING:
    from ui.month.month_saver import CellAddress, UnsavedCell

_LISTED = 200
_LINES = 8


class MonthProblems(QFrame):
    """One line, as high when it is hidden: the grid above never moves. Hidden while everything is kept."""

    picked = Signal(object)  # Place
    retried = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, "error")
        self.hide()
        self._head = ShortLabel(role="strong")
        self._all = QPushButton(_("Xem…"))
        self._all.setToolTip(_("Danh sách các ô chưa lưu được; bấm một dòng để tới ô đó"))
        self._all.clicked.connect(self.show_list)
        retry = QPushButton(_("Lưu lại"))
        retry.setToolTip(_("Thử lưu lại mọi ô trong danh sách này"))
        retry.clicked.connect(self.retried)
        drop = QPushButton(_("Bỏ…"))
        drop.setToolTip(_("Bỏ những gì chưa lưu được"))
        drop.clicked.connect(self.dropped)
        self._popup = QFrame(self, Qt.WindowType.Popup)  # a frame around it: Esc closes one, and not a list
        self._list = QListWidget()
        inside = QHBoxLayout(self._popup)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._list)
        self._list.setAccessibleName(_("Các ô chưa lưu được"))
        self._list.setUniformItemSizes(True)
        self._list.setWordWrap(False)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.itemClicked.connect(self._pick)
        self._list.itemActivated.connect(self._pick)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.em(0.6), theme.em(0.1), theme.em(0.2), theme.em(0.1))
        line.addWidget(self._head, 1)
        for widget in (self._all, retry, drop):
            line.addWidget(widget)

    def beside(self, label: QWidget) -> QHBoxLayout:
        """A line of `label` and this, as high without the problems as with them."""
        line = QHBoxLayout()
        label.setMinimumHeight(self.sizeHint().height())
        line.addWidget(label, 1)
        line.addWidget(self, 3)
        return line

    def show_problems(self, found: Sequence[tuple[CellAddress, UnsavedCell]]) -> None:
        """List them; none hides the line."""
        self.setVisible(bool(found))
        self._list.clear()
        if not found:
            self._popup.hide()
            return
        for place, draft in found[:_LISTED]:
            item = QListWidgetItem(_words(place, draft))
            item.setToolTip(plain_tip(item.text()))
            item.setData(Qt.ItemDataRole.UserRole, place)
            self._list.addItem(item)
        number = show_number(len(found))
        self._head.setText(_("{n} ô chưa lưu được. {why}").format(n=number, why=found[-1][1].why))

    def show_list(self) -> None:
        """All of them, above the line, until one is chosen or something else is clicked."""
        row = self._list.sizeHintForRow(0)
        height = row * min(self._list.count(), _LINES) + theme.em(0.6)
        corner = self.mapToGlobal(self.rect().topLeft())
        self._popup.setGeometry(corner.x(), corner.y() - height, self.width(), height)
        self._popup.show()
        self._list.setFocus()

    def texts(self) -> list[str]:
        """The lines shown."""
        return [self._list.item(n).text() for n in range(self._list.count())]

    def pick(self, number: int) -> None:
        """Go to one, as a click does."""
        self._pick(self._list.item(number))

    def _pick(self, item: QListWidgetItem) -> None:
        self._popup.hide()
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))


def _words(place: CellAddress, draft: UnsavedCell) -> str:
    from models.work import periods

    task = draft.row.ref or str(draft.row.number)
    where = " · ".join((periods.name(place.period), _("Mục {ref}").format(ref=task), draft.row.unit))
    typed = draft.text if len(draft.text) <= 40 else f"{draft.text[:39]}…"
    return f"{where} · {column_name(place.column)}: “{typed}”. {draft.why}"
