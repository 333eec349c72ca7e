"""The codes of the field, as commands and files spell them, with the words that an office uses for each."""

from __future__ import annotations

from typing import Final

from models.base.words import _

AREAS: Final = ("direction", "institution", "procedure", "apparatus", "civil_service", "finance", "digital")
STATES: Final = ("new", "doing", "submitted", "accepted", "returned", "paused", "cancelled")
TIMELINESS: Final = ("no_deadline", "in_time", "due_soon", "overdue", "done_on_time", "done_late")
RECURRENCES: Final = ("monthly", "quarterly", "half_yearly", "yearly", "regular")
# A duty that is only "thường xuyên" is answered for every month, because the province follows up monthly.
PERIOD_KIND: Final = {
    "monthly": "month",
    "regular": "month",
    "quarterly": "quarter",
    "half_yearly": "half",
    "yearly": "year",
}
LEVELS: Final = ("xa", "huyen", "tinh")
REPORT_KINDS: Final = ("thang", "quy", "6thang", "9thang", "nam")


def area_name(code: str | None) -> str:
    """The area as NQ 76/NQ-CP (2021) groups it, in the short words of lists; empty for none."""
    names = {
        "direction": _("Chỉ đạo, điều hành"),
        "institution": _("Thể chế"),
        "procedure": _("Thủ tục hành chính"),
        "apparatus": _("Tổ chức bộ máy"),
        "civil_service": _("Chế độ công vụ"),
        "finance": _("Tài chính công"),
        "digital": _("Chính quyền số"),
    }
    return names[code] if code else ""


def state_name(code: str) -> str:
    """What people decided about a task."""
    return {
        "new": _("Chưa thực hiện"),
        "doing": _("Đang thực hiện"),
        "submitted": _("Chờ xác nhận"),
        "accepted": _("Đã hoàn thành"),
        "returned": _("Trả lại, làm tiếp"),
        "paused": _("Tạm dừng"),
        "cancelled": _("Đã huỷ"),
    }[code]


def percent_words(percent: int) -> str:
    """How far something is: `65 %`."""
    return f"{percent} %"


def timeliness_name(code: str) -> str:
    """What the dates say about a task."""
    return {
        "no_deadline": _("Không có hạn"),
        "in_time": _("Trong hạn"),
        "due_soon": _("Sắp đến hạn"),
        "overdue": _("Quá hạn"),
        "done_on_time": _("Xong đúng hạn"),
        "done_late": _("Xong quá hạn"),
    }[code]


def recurrence_name(code: str | None) -> str:
    """How often a standing duty comes due; empty for a task that is done once."""
    names = {
        "monthly": _("Hằng tháng"),
        "quarterly": _("Hằng quý"),
        "half_yearly": _("6 tháng một lần"),
        "yearly": _("Hằng năm"),
        "regular": _("Thường xuyên"),
    }
    return names[code] if code else ""


def level_name(code: str) -> str:
    """The level of government; a level is data, since the district level ended on 1 July 2025."""
    return {"xa": _("Xã"), "huyen": _("Huyện"), "tinh": _("Tỉnh")}[code]


def report_kind_name(code: str) -> str:
    """The kinds of periodic report."""
    return {
        "thang": _("Báo cáo tháng"),
        "quy": _("Báo cáo quý"),
        "6thang": _("Báo cáo 6 tháng"),
        "9thang": _("Báo cáo 9 tháng"),
        "nam": _("Báo cáo năm"),
    }[code]
