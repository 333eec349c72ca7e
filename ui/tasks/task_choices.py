"""The fields of a task's form in which one of a few is chosen: area, class, how often and on which day it comes due."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from models.base.words import _
from models.work.codes import (
    AREAS,
    PERIOD_KIND,
    RECURRENCES,
    WHOSE,
    area_name,
    due_day_words,
    recurrence_name,
    whose_name,
)
from ui.kit.fields import choice_field


def box(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """A field with these choices, as (words, what they stand for), that gives way where there is little room."""
    field = choice_field(name, choices)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(12)
    return field


def area_box() -> QComboBox:
    """The field of public administration reform that it belongs to."""
    return box(_("Lĩnh vực"), [(_("Chưa ghi"), ""), *((area_name(code), code) for code in AREAS)])


def whose_box() -> QComboBox:
    """Whose task it is."""
    field = box(_("Loại nhiệm vụ"), [(whose_name(code), code) for code in WHOSE])
    field.setMinimumContentsLength(9)
    lines = (
        _("Thực hiện: việc của cơ quan, được tính vào số liệu."),
        _("Theo dõi: việc của cấp trên, cơ quan khác."),
        _("Chủ trương: quan điểm chỉ đạo, không quy định thời hạn."),
    )
    field.setToolTip("\n".join(lines))
    return field


def recurrence_box() -> QComboBox:
    """How often it comes due."""
    every = [(_("Làm một lần"), ""), *((recurrence_name(code), code) for code in RECURRENCES)]
    return box(_("Chu kỳ"), every)


def due_day_box() -> QComboBox:
    """On which day of its month a recurring duty is due."""
    days = ((due_day_words(day), str(day)) for day in range(1, 32))
    field = box(_("Hạn trong kỳ"), [(_("ngày cuối kỳ"), ""), *days])
    field.setToolTip(_("Ngày cuối cùng còn đúng hạn: “trước ngày 10” là ngày 9, “chậm nhất ngày 25” là ngày 25."))
    return field


def direction_box() -> QComboBox:
    """Whether more of an indicator is better, or less."""
    return box(_("Chiều đánh giá"), [(_("càng cao càng tốt"), "up"), (_("càng thấp càng tốt"), "down")])


def due_words(due_day: int | None, recurrence: str) -> str:
    """When a duty that comes due so often, on this day of its month, has to be done."""
    if due_day is None:
        return _("Đến hạn vào ngày cuối của mỗi kỳ báo cáo.")
    if PERIOD_KIND.get(recurrence) == "month":
        return _("Đến hạn vào {day} của mỗi tháng.").format(day=due_day_words(due_day))
    return _("Đến hạn vào {day} của tháng cuối mỗi kỳ.").format(day=due_day_words(due_day))
