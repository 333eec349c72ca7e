"""Which month is worked on: steps, the months of a year, its days, whether it is closed, how much is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from models.base.text import show_number
from models.base.words import _
from ui.base import theme
from ui.kit.fields import choice_field, step_button
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.work.periods import PeriodRow


class PeriodBar(QWidget):
    """Emits `picked` with the key of another period."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._key = self._present = self._last = ""
        self._compact = False
        self._before = step_button("‹", _("Kỳ trước (Ctrl+PgUp)"), lambda: self._go(-1))
        self._after = step_button("›", _("Kỳ sau (Ctrl+PgDn)"), lambda: self._go(1))
        self._box = choice_field(_("Kỳ báo cáo"))
        # As wide as its longest entry, the months that are closed among them.
        self._box.setMinimumContentsLength(16)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._box.setMaxVisibleItems(16)
        self._box.activated.connect(self._chosen)
        self._days = plain_label(role="muted")
        self._state = plain_label()
        self._now = QPushButton(_("Về kỳ hiện tại"))
        theme.mark(self._now, "link")
        self._now.clicked.connect(lambda: self.picked.emit(self._present))
        self._seen = QPushButton()
        self._seen.setToolTip(_("Kỳ đang xem khi đóng chương trình lần trước · Ctrl+Shift+PgUp"))
        theme.mark(self._seen, "link")
        self._seen.clicked.connect(self.go_to_seen)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.letters(16))
        self._bar.setAccessibleName(_("Số dòng đã cập nhật"))
        self._count = plain_label(role="muted")
        line = FlowLayout(self)
        for widget in (self._before, self._box, self._after, self._days, self._state, self._now, self._seen):
            line.addWidget(widget)
        self._done = done = QWidget()  # the bar and its number go to the next line together
        pair = QHBoxLayout(done)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._bar)
        pair.addWidget(self._count)
        line.addWidget(done)

    def show_period(self, period: PeriodRow, months: Sequence[PeriodRow], present: str, seen: str = "") -> None:
        """Show `period` among the months of its year.

        `present` is the key of the period that today falls in, `seen` of the one viewed when the program was closed.
        """
        from models.work import periods

        self._key, self._present, self._last = period.key, present, seen
        year = int(period.key[:4])
        self._box.clear()
        self._box.addItem(_("‹ Các tháng năm {year}").format(year=year - 1), f"{year - 1}{period.key[4:]}")
        for month in months:
            self._box.addItem(_("{name} (đã chốt)").format(name=month.name) if month.closed else month.name, month.key)
        self._box.addItem(_("Các tháng năm {year} ›").format(year=year + 1), f"{year + 1}{period.key[4:]}")
        self._box.setCurrentIndex(self._box.findData(period.key))
        self._days.setText(periods.span(period))
        self._state.setText(_("Đã chốt") if period.closed else _("Chưa chốt"))
        theme.mark(self._state, "good" if period.closed else "warn")
        self._seen.setText(_("Về {name} vừa xem").format(name=_lower(periods.name(seen))) if seen else "")
        self._show_ways()

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
        self._show_ways()

    def step(self, by: int) -> None:
        """Go `by` periods on."""
        self._go(by)

    def go_to_seen(self) -> None:
        """Go to the period viewed when the program was closed."""
        if self._last:
            self.picked.emit(self._last)

    def _show_ways(self) -> None:
        self._now.setVisible(not self._compact and self._key != self._present)
        self._seen.setVisible(not self._compact and bool(self._last))

    def _go(self, by: int) -> None:
        from models.work import periods

        if self._key:
            self.picked.emit(periods.neighbour(self._key, by))

    def _chosen(self, _place: int) -> None:
        self.picked.emit(str(self._box.currentData()))


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
