"""What an older copy would bring back of people, passphrases and codes, each to be ended again or let return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.base.words import _
from ui.backup import restore_words
from ui.base import theme
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.access.returning import Returning

_ROWS = 4  # are seen at once


class ReturningList(QWidget):
    """Everything is ticked, to be ended again; what is unticked returns. Not to be seen while nothing returns."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        words = _("Kết thúc lại sau khi khôi phục (bỏ đánh dấu mục nào thì mục đó có hiệu lực trở lại)")
        self.list.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label(words, wrap=True, buddy=self.list))
        column.addWidget(self.list)
        self.hide()

    def show_them(self, returning: Sequence[Returning]) -> None:
        """Offer these, all of them ticked."""
        self.list.clear()
        for one in returning:
            item = QListWidgetItem(restore_words.returning(one), self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.list.setFixedHeight(theme.em(2.0) * min(_ROWS, len(returning)) + theme.em(0.6))
        self.setVisible(bool(returning))

    def let_return(self) -> frozenset[str]:
        """The keys of what is not to be ended."""
        items = [self.list.item(number) for number in range(self.list.count())]
        free = (item for item in items if item.checkState() != Qt.CheckState.Checked)
        return frozenset(str(item.data(Qt.ItemDataRole.UserRole)) for item in free)
