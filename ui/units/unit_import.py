"""Units from the official list, many at once: which, below whom, and from when to when they exist."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.backup import auto_backup
from ui.base import theme
from ui.kit.day_field import DayField, wrong_day
from ui.kit.edit_dialog import Change, EditDialog
from ui.kit.fields import choice_field
from ui.kit.labels import plain_label
from ui.kit.pick_line import PickLine
from ui.units.unit_choice import UnitChoice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.units import UnitRow
    from ui.base.jobs import Jobs

REARRANGED = date(2025, 7, 1)  # the day from which the list of 2025 holds and the one of 2023 no longer does


class UnitImportDialog(EditDialog):
    """Nhập từ danh mục."""

    operation = "unit.add"
    keeps_typing = False

    def __init__(self, owner: QWidget, jobs: Jobs, own: UnitRow, others: Sequence[UnitRow], seat: str) -> None:
        super().__init__(owner, jobs, _("Nhập đơn vị từ danh mục"), _("Thêm các đơn vị đã chọn"))
        self.choice = UnitChoice(_("Chưa chọn đơn vị nào."))
        self.choice.setMinimumHeight(theme.em(14))
        levels = ((_("Xã, phường, thị trấn"), "xa"), (_("Huyện, thị xã, thành phố"), "huyen"))
        self.level = choice_field(_("Loại đơn vị"), levels)
        self.above = PickLine(_("Đơn vị cấp trên"), [(other.id, other.name) for other in others], seat)
        self.above.show_letters(40)
        self.first, self.last = DayField(_("Hiệu lực từ ngày")), DayField(_("Hết hiệu lực sau ngày"))
        self.form.addRow(plain_label(_("Loại đơn vị"), buddy=self.level), self.level)
        self.form.addRow(self.choice)
        self.form.addRow(plain_label(_("Đơn vị cấp trên"), buddy=self.above), self.above)
        self.form.addRow(plain_label(_("Hiệu lực từ ngày"), buddy=self.first.line), self.first)
        self.form.addRow(plain_label(_("Hết hiệu lực sau ngày"), buddy=self.last.line), self.last)
        self.level.activated.connect(lambda _n: self.choice.show_level("tinh" if self._level() == "huyen" else "huyen"))
        self.choice.source_changed.connect(self._propose_days)
        self._propose_days()
        self.choice.choose_group(f"{own.name} {own.parent_name or ''}")
        self.choice.setFocus()

    def do(self) -> None:
        """Many units at once are added only to a book that is backed up."""
        if self.complaint() is not None:
            super().do()
            return
        self.ok.setEnabled(False)

        def refused(failure: AppError) -> None:
            self.ok.setEnabled(True)
            self.show_error(failure)

        auto_backup.back_up_before("nhap-don-vi", self.jobs, self, super().do, refused)

    def complaint(self) -> tuple[str, QWidget] | None:
        """At least one unit, and days in their order."""
        if not self.choice.chosen():
            return _("Hãy đánh dấu ít nhất một đơn vị trong danh mục."), self.choice
        return wrong_day(self.first, self.last)

    def change(self) -> Change:
        """Add them; what is there already is passed over."""
        chosen, level, above = self.choice.chosen(), self._level(), self.above.value()
        first, last = self.first.day(), self.last.day()

        def change(session: Session) -> tuple[int, int]:
            from models.work import unit_list

            return unit_list.add_many(session, chosen, level, above, first, last)

        return change

    def done_words(self) -> str:
        """What was done."""
        return _("Đã thêm đơn vị từ danh mục ({n} đơn vị được chọn; đơn vị đã có được bỏ qua).").format(
            n=show_number(len(self.choice.chosen()))
        )

    def dirty(self) -> bool:
        """Units that were checked by hand are quickly checked again."""
        return False

    def _level(self) -> str:
        return str(self.level.currentData())

    def _propose_days(self) -> None:
        """The list of 2025 begins on 1 July 2025; that of 2023 has ended then."""
        new = self.choice.source() == "laocai_2025.csv"
        ended = not new and clock.today() >= REARRANGED
        self.first.show_day(REARRANGED if new else None)
        self.last.show_day(date(2025, 6, 30) if ended else None)
