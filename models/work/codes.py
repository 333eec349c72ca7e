"""The codes of the field, as commands and files spell them, each once beside the words that an office uses for it."""

from __future__ import annotations

from datetime import date
from typing import Final

from models.base.text import say_date
from models.base.words import _

_AREAS: Final = {
    "direction": _("Chỉ đạo, điều hành"),
    "institution": _("Thể chế"),
    "procedure": _("Thủ tục hành chính"),
    "apparatus": _("Tổ chức bộ máy"),
    "civil_service": _("Chế độ công vụ"),
    "finance": _("Tài chính công"),
    "digital": _("Chính quyền số"),
}
_STATES: Final = {
    "new": _("Chưa thực hiện"),
    "doing": _("Đang thực hiện"),
    "submitted": _("Chờ xác nhận"),
    "accepted": _("Đã hoàn thành"),
    "returned": _("Trả lại, làm tiếp"),
    "paused": _("Tạm dừng"),
    "cancelled": _("Đã hủy"),
}
_TIMELINESS: Final = {
    "no_deadline": _("Không quy định"),
    "in_time": _("Trong hạn"),
    "due_soon": _("Sắp đến hạn"),
    "overdue": _("Quá hạn"),
    "done_on_time": _("Đúng hạn"),
    "done_late": _("Sau thời hạn"),
}
# The words, and the kind of period that each falls due in. A duty that is only "thường xuyên" is answered for every
# month, because the province follows up monthly.
_RECURRENCES: Final = {
    "monthly": (_("Hằng tháng"), "month"),
    "quarterly": (_("Hằng quý"), "quarter"),
    "half_yearly": (_("6 tháng một lần"), "half"),
    "yearly": (_("Hằng năm"), "year"),
    "regular": (_("Thường xuyên"), "month"),
}
_RESULTS: Final = {
    "done_on_time": _("Hoàn thành đúng hạn"),
    "done_late": _("Hoàn thành sau thời hạn"),
    "open_in_time": _("Chưa hoàn thành, trong hạn"),
    "open_overdue": _("Chưa hoàn thành, quá hạn"),
    "no_deadline": _("Không quy định thời hạn"),
}
# Columns and cards are too narrow for these; the short names in `_TIMELINESS` stand there, and these are their tips.
_WHOLE: Final = {
    **_RESULTS,
    "in_time": _RESULTS["open_in_time"],
    "due_soon": _("Chưa hoàn thành, trong hạn, sắp đến hạn"),
    "overdue": _RESULTS["open_overdue"],
}
# Whose a task is: only ours is counted, asked for and promised.
_WHOSE: Final = {
    "ours": _("Thực hiện"),
    "followed": _("Theo dõi"),
    "orientation": _("Chủ trương"),
}
NOBODY: Final = _("Chưa giao đơn vị")  # what stands where a unit would (`unassigned`)
_LEVELS: Final = {"xa": _("Xã"), "huyen": _("Huyện"), "tinh": _("Tỉnh")}

AREAS: Final = tuple(_AREAS)
STATES: Final = tuple(_STATES)
TIMELINESS: Final = tuple(_TIMELINESS)
RECURRENCES: Final = tuple(_RECURRENCES)
PERIOD_KIND: Final = {code: kind for code, (_words, kind) in _RECURRENCES.items()}
LEVELS: Final = tuple(_LEVELS)
WHOSE: Final = tuple(_WHOSE)
# How a person looks through the sums of a list: what must be done first, then what rests, then what is done.
MOST_URGENT_FIRST: Final = ("overdue", "due_soon", "in_time", "no_deadline", "done_on_time", "done_late")


def area_name(code: str | None) -> str:
    """The area as NQ 76/NQ-CP (2021) groups it, in the short words of lists; empty for none."""
    return _AREAS[code] if code else ""


def state_name(code: str) -> str:
    """What people decided about a task."""
    return _STATES[code]


def percent_words(percent: int) -> str:
    """How far something is: `65 %`."""
    return f"{percent} %"


def timeliness_name(code: str) -> str:
    """What the dates say about a task, in the short words of lists; `timeliness_whole` is to be read beside it."""
    return _TIMELINESS[code]


def timeliness_whole(code: str) -> str:
    """What the dates say about a task, in the words of the Government's reports."""
    return _WHOLE[code]


def result_name(code: str) -> str:
    """What a unit made of its part in a period, in the words of the Government's reports."""
    return _RESULTS[code]


def recurrence_name(code: str | None) -> str:
    """How often a standing duty comes due; empty for a task that is done once."""
    return _RECURRENCES[code][0] if code else ""


def due_day_words(day: int | None) -> str:
    """The day of its month on which a recurring duty is due: `ngày 10`; empty for the last day of each period."""
    return _("ngày {day}").format(day=day) if day else ""


def recurring_words(code: str | None, due_day: int | None) -> str:
    """How often a standing duty comes due, and on which day of its month: `Hằng tháng, ngày 10`."""
    return ", ".join(filter(None, (recurrence_name(code), due_day_words(due_day))))


def whose_name(code: str) -> str:
    """Whether the office carries a task out, follows another's, or is only guided by it."""
    return _WHOSE[code]


def level_name(code: str) -> str:
    """The level of government; a level is data, since the district level ended on 1 July 2025."""
    return _LEVELS[code]


def extended_words(extended_to: date) -> str:
    """How an extended deadline is named in lists, on a task's page and in reports: `đã gia hạn đến 12/3/2024`."""
    return _("đã gia hạn đến {day}").format(day=say_date(extended_to))
