"""The days of a reporting period: from and to, which an office may set otherwise than the decree's 15 and 14."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.base.text import say_date, show_date
from models.base.words import _
from ui.kit.day_field import DayField, wrong_day
from ui.kit.edit_dialog import Change, EditDialog
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.work.periods import PeriodRow
    from ui.base.jobs import Jobs


class PeriodDaysDialog(EditDialog):
    """Sửa ngày của kỳ."""

    operation = "period.days"
    keeps_typing = False

    def __init__(self, owner: QWidget, jobs: Jobs, period: PeriodRow) -> None:
        from models.work import periods

        super().__init__(owner, jobs, _("Sửa ngày của kỳ {name}").format(name=period.name.lower()), _("Lưu"))
        self._period = period
        first, last = periods.default_days(period.key)
        self.first, self.last = DayField(_("Từ ngày"), needed=True), DayField(_("Đến hết ngày"), needed=True)
        self.first.show_day(period.from_on)
        self.last.show_day(period.to_on)
        self.form.addRow(plain_label(_("Từ ngày"), buddy=self.first.line), self.first)
        self.form.addRow(plain_label(_("Đến hết ngày"), buddy=self.last.line), self.last)
        usual = _(
            "Theo quy định chung, kỳ này từ {first} đến {last}. Nhiệm vụ định kỳ đến hạn ngày cuối, trừ khi ghi khác."
        )
        self.form.addRow(plain_label(usual.format(first=say_date(first), last=say_date(last)), "muted", wrap=True))
        self.first.line.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """Two days, in their order."""
        wrong = wrong_day(self.first, self.last)
        if wrong is not None:
            return wrong
        first, last = self.first.day(), self.last.day()
        if first is not None and last is not None and last < first:
            return _("Ngày cuối kỳ đứng trước ngày đầu kỳ."), self.last.line
        return None

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        return {"wrong_dates": self.first.line}.get(code)

    def change(self) -> Change:
        """Move the limits."""
        key, first, last = self._period.key, self.first.day(), self.last.day()

        def change(session: object) -> None:
            from models.work import periods

            periods.change_days(session, key, first, last)  # type: ignore[arg-type]

        return change

    def done_words(self) -> str:
        """What was done."""
        words = _("{name} nay từ {first} đến {last}.")
        return words.format(name=self._period.name, first=say_date(self.first.day()), last=say_date(self.last.day()))

    def dirty(self) -> bool:
        """Days that were typed."""
        shown = (show_date(self._period.from_on), show_date(self._period.to_on))
        return (self.first.text(), self.last.text()) != shown
