"""A task's badge outside of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.base import theme
from ui.kit.cells import draw_badge
from ui.tasks.task_columns import badge_tip, badge_tone, badge_words

if TYPE_CHECKING:
    from models.work.task_list import TaskRow


class BadgeLabel(QWidget):
    """A task's timeliness as the list shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._tone = "", "quiet"

    def show_row(self, row: TaskRow) -> None:
        """Show the badge of a task."""
        self._words, self._tone = badge_words(row), badge_tone(row)
        self.setToolTip(badge_tip(row))
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words and the ground around them."""
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + theme.em(1), theme.em(1.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as a cell does."""
        if self._words:
            draw_badge(QPainter(self), QRectF(self.rect()), self._words, self._tone)
