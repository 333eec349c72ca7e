"""Which month is worked on: the choice of it, its days, whether it is closed, how much is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from models.base.text import show_number
from models.base.words import _
from ui.base import theme
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label
from ui.kit.period_choice import PeriodChoice

if TYPE_CHECKING:
    from models.work.period_list import PeriodList
    from models.work.periods import PeriodRow


class PeriodBar(QWidget):
    """Emits `picked` with the key of another period."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._compact = False
        self.choice = PeriodChoice()
        self.choice.picked.connect(self.picked)
        self._days = plain_label(role="muted")
        self._state = plain_label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.letters(16))
        self._bar.setAccessibleName(_("Số dòng đã cập nhật"))
        self._count = plain_label(role="muted")
        line = FlowLayout(self)
        for widget in (self.choice, self._days, self._state, self.choice.now):
            line.addWidget(widget)
        self._done = done = QWidget()  # the bar and its number go to the next line together
        pair = QHBoxLayout(done)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._bar)
        pair.addWidget(self._count)
        line.addWidget(done)

    def show_period(self, period: PeriodRow, listed: PeriodList) -> None:
        """Show `period` among the others."""
        from models.work import periods

        self.choice.show_periods(listed, period.key)
        self._days.setText(periods.span(period))
        self._state.setText(_("Đã chốt") if period.closed else _("Chưa chốt"))
        theme.mark(self._state, "good" if period.closed else "warn")
        self._show_way()

    def show_count(self, filled: int, total: int) -> None:
        """So many of the period's lines have an entry."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(filled)
        words = _("{filled}/{total} dòng đã cập nhật")
        self._count.setText(words.format(filled=show_number(filled), total=show_number(total)))

    def show_compact(self, compact: bool) -> None:
        """Only the choice of the period, where there is no room for more."""
        self._compact = compact
        for widget in (self._days, self._state, self._done):
            widget.setVisible(not compact)
        self._show_way()

    def _show_way(self) -> None:
        self.choice.now.setVisible(not self._compact and self.choice.away())
