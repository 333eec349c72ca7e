"""One unit: its name, code, level, what it belongs to, and from when to when it exists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.base.text import clean
from models.base.words import _
from models.work.codes import LEVELS, level_name
from ui.kit.day_field import DayField, wrong_day
from ui.kit.edit_dialog import Change, EditDialog
from ui.kit.fields import choice_field, line_field
from ui.kit.labels import plain_label
from ui.kit.pick_line import PickLine

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.units import UnitRow
    from ui.base.jobs import Jobs


class UnitDialog(EditDialog):
    """Thêm đơn vị, sửa đơn vị."""

    page = "units"

    def __init__(
        self,
        owner: QWidget,
        jobs: Jobs,
        unit: UnitRow | None,
        others: Sequence[UnitRow],
        *,
        parent_id: str | None = None,
        level: str = "xa",
    ) -> None:
        """`others` are offered as what the unit belongs to; `parent_id` and `level` are proposed for a new one."""
        title = _("Thêm đơn vị") if unit is None else _("Sửa đơn vị")
        super().__init__(owner, jobs, title, _("Thêm") if unit is None else _("Lưu"))
        self.operation = "unit.add" if unit is None else "unit.change"
        self._unit = unit
        written = _("như trong văn bản, ví dụ: UBND xã Lùng Cải")
        self.name = line_field(_("Tên đơn vị"), written, longest=200, text=unit.name if unit else "")
        free = _("mã đơn vị hành chính, có thể để trống")
        self.code = line_field(_("Mã"), free, longest=200, text=(unit.code or "") if unit else "")
        levels = ((level_name(code), code) for code in LEVELS)
        self.level = choice_field(_("Cấp"), levels, unit.level if unit else level)
        above = [(other.id, other.name) for other in others if unit is None or other.id != unit.id]
        parent = unit.parent_id if unit else parent_id
        self.above = PickLine(_("Đơn vị cấp trên"), [(None, _("(không có)")), *above], parent)
        self.above.show_letters(40)
        self.first, self.last = DayField(_("Hiệu lực từ ngày")), DayField(_("Hết hiệu lực sau ngày"))
        self.first.show_day(unit.valid_from if unit else None)
        self.last.show_day(unit.valid_to if unit else None)
        self._rows()
        self._before = self._typed()
        self.name.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """A name, and days in their order."""
        if not clean(self.name.text()):
            return _("Hãy nhập tên đơn vị."), self.name
        return wrong_day(self.first, self.last)

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        named = dict.fromkeys(("unit_exists", "unit_name_too_long", "strange_letters"), self.name)
        return {**named, "unit_code_exists": self.code, "wrong_dates": self.last.line}.get(code)

    def change(self) -> Change:
        """Add it, or correct it and put it where it belongs."""
        unit, name, code = self._unit, self.name.text(), self.code.text()
        level, above = str(self.level.currentData()), self.above.value()
        first, last = self.first.day(), self.last.day()

        def change(session: Session) -> None:
            from models.work import unit_list, units

            if unit is None:
                units.add(session, name, level, code=code, parent_id=above, valid_from=first, valid_to=last)
                return
            units.change(session, unit.id, name=name, code=code, level=level, valid_from=first, valid_to=last)
            unit_list.move(session, unit.id, above)

        return change

    def done_words(self) -> str:
        """What was done."""
        words = _("Đã thêm đơn vị “{name}”.") if self._unit is None else _("Đã sửa đơn vị “{name}”.")
        return words.format(name=clean(self.name.text()))

    def about_what(self) -> str:
        """Whom or what it corrects."""
        return self._unit.id if self._unit else ""

    def dirty(self) -> bool:
        """Anything that differs from what was shown."""
        return self._typed() != self._before

    def _typed(self) -> tuple[object, ...]:
        fields = (self.name.text(), self.code.text(), self.first.text(), self.last.text())
        return (*fields, self.level.currentData(), self.above.value())

    def _rows(self) -> None:
        pairs: list[tuple[str, QWidget, QWidget]] = [
            (_("Tên đơn vị"), self.name, self.name),
            (_("Mã"), self.code, self.code),
            (_("Cấp"), self.level, self.level),
            (_("Đơn vị cấp trên"), self.above, self.above),
            (_("Hiệu lực từ ngày"), self.first, self.first.line),
            (_("Hết hiệu lực sau ngày"), self.last, self.last.line),
        ]
        for words, field, buddy in pairs:
            self.form.addRow(plain_label(words, buddy=buddy), field)
        note = _("Mã có thể được dùng lại cho đơn vị khác (như từ 1/7/2025), vì vậy cần ghi thời gian hiệu lực.")
        self.form.addRow(plain_label(note, "muted", wrap=True))
