"""The head of a page where there is no room for it: on a low page (1366x768 at 150 %) the list needs the height.

A page says by `keep` which line stays. Title, buttons and filters fold away; a button on that line brings them back,
and all of them stay in the menus with their keys.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from models.base.words import _
from ui.base import theme
from ui.kit import row_lines
from ui.kit.flow import FlowLayout

_LOW = 32  # line heights


class Folding(QObject):
    """Watches the height of `page`. `changed` carries whether the page is low, and whether its head is folded."""

    changed = Signal(bool, bool)

    def __init__(self, page: QWidget, head: QWidget) -> None:
        super().__init__(page)
        self._head = head
        self._kept = False
        self._away: tuple[QWidget, ...] = ()
        self._opened = False  # by the person, on a low page
        self.low = False
        self.button = QPushButton(page)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._turn)
        self.button.hide()
        page.installEventFilter(self)

    def keep(self, line: FlowLayout, *away: QWidget) -> None:
        """Let the head fold, and `away` with it; the button that brings all back goes to the end of `line`."""
        self._kept, self._away = True, away
        line.addWidget(self.button)

    def folded(self) -> bool:
        """Whether the head is out of sight."""
        return self.low and self._kept and not self._opened

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold and unfold with the height of the page."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            low = watched.height() < theme.em(_LOW)
            if low != self.low:
                self.low, self._opened = low, False
                self._apply()
        return False

    def _turn(self) -> None:
        self._opened = not self._opened
        self._apply()

    def _apply(self) -> None:
        folded = self.folded()
        for widget in (self._head, *self._away):
            widget.setVisible(not folded)
        self.button.setVisible(self.low and self._kept)
        self.button.setText(_("Nút và bộ lọc ▾") if folded else _("Thu gọn ▲"))
        self.button.setToolTip(_("Hiện tên trang, các nút và bộ lọc") if folded else _("Nhường chỗ cho danh sách"))
        for table in cast(QWidget, self.parent()).findChildren(QTableView):
            lines = row_lines.of(table)
            if lines is not None:
                lines.set_low(self.low)
        self.changed.emit(self.low, folded)
