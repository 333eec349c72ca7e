"""What was typed into the monthly grid and could not be kept: one line each, a way to the cell, a way to try again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from models.base.text import show_number
from models.base.words import _
from models.work.month_cells import column_name
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from ui.month.month_saver import CellAddress, UnsavedCell

_LISTED = 200
_LINES = 4


class MonthProblems(QFrame):
    """Hidden while everything is kept."""

    picked = Signal(object)  # Place
    retried = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, "error")
        self.hide()
        self._head = plain_label(role="strong")
        retry = QPushButton(_("Lưu lại"))
        retry.setToolTip(_("Thử lưu lại mọi ô trong danh sách này"))
        retry.clicked.connect(self.retried)
        drop = QPushButton(_("Bỏ những gì chưa lưu…"))
        drop.clicked.connect(self.dropped)
        self._list = QListWidget()
        self._list.setAccessibleName(_("Các ô chưa lưu được"))
        self._list.setUniformItemSizes(True)
        self._list.setWordWrap(False)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.itemClicked.connect(self._pick)
        self._list.itemActivated.connect(self._pick)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(retry)
        head.addWidget(drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(0.6), theme.em(0.4), theme.em(0.6), theme.em(0.5))
        column.setSpacing(theme.em(0.3))
        column.addLayout(head)
        column.addWidget(self._list)

    def show_problems(self, found: Sequence[tuple[CellAddress, UnsavedCell]]) -> None:
        """List them; none hides the panel."""
        self.setVisible(bool(found))
        self._list.clear()
        if not found:
            return
        self._head.setText(_("{n} ô chưa lưu được. Bấm một dòng để tới ô đó.").format(n=show_number(len(found))))
        for place, draft in found[:_LISTED]:
            item = QListWidgetItem(_words(place, draft))
            item.setToolTip(plain_tip(item.text()))
            item.setData(Qt.ItemDataRole.UserRole, place)
            self._list.addItem(item)
        row = self._list.sizeHintForRow(0)
        self._list.setFixedHeight(row * min(len(found), _LINES) + theme.em(0.6))

    def texts(self) -> list[str]:
        """The lines shown."""
        return [self._list.item(n).text() for n in range(self._list.count())]

    def pick(self, number: int) -> None:
        """Go to one, as a click does."""
        self._pick(self._list.item(number))

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))


def _words(place: CellAddress, draft: UnsavedCell) -> str:
    from models.work import periods

    task = draft.row.ref or str(draft.row.number)
    where = " · ".join((periods.name(place.period), _("Mục {ref}").format(ref=task), draft.row.unit))
    typed = draft.text if len(draft.text) <= 40 else f"{draft.text[:39]}…"
    return f"{where} · {column_name(place.column)}: “{typed}”. {draft.why}"
