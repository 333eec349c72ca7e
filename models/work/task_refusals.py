"""What may not be said of a task, each with its sentence: no text, unknown codes, no reason, a day that is to come."""

from __future__ import annotations

from datetime import date

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, say_date
from models.base.words import _
from models.work.codes import AREAS, RECURRENCES, STATES, WHOSE

_CODES = {
    "wrong_area": (AREAS, _("Lĩnh vực “{name}” không hợp lệ."), _("Hãy chọn một lĩnh vực trong danh sách.")),
    "wrong_recurrence": (RECURRENCES, _("Chu kỳ “{name}” không hợp lệ."), _("Hãy chọn một chu kỳ trong danh sách.")),
    "wrong_class": (WHOSE, _("Loại nhiệm vụ “{name}” không hợp lệ."), _("Hãy chọn một loại trong danh sách.")),
}


def refuse_no_text(text: str) -> None:
    """Raises AppError `task_text_missing` for a task without words."""
    if not text:
        raise AppError(
            "task_text_missing",
            _("Nhiệm vụ chưa có nội dung."),
            _("Nội dung nhiệm vụ được in trong báo cáo nên không thể để trống."),
            _("Hãy nhập nội dung nhiệm vụ."),
        )


def refuse_unknown(refusal: str, name: str | None) -> None:
    """Raises AppError `refusal` (`wrong_area`, `wrong_recurrence`, `wrong_class`) for a word that is no such code."""
    known, what, do = _CODES[refusal]
    if name is not None and name not in known:
        words = _("Chỉ dùng được: {names}.").format(names=", ".join(known))
        raise AppError(refusal, what.format(name=name), words, do)


def refuse_wrong_due_day(day: int | None, recurrence: str | None) -> None:
    """Raises AppError `wrong_due_day` for a number that is no day of a month, or a day of what is done once."""
    if day is None:
        return
    if not 1 <= day <= 31:
        raise AppError(
            "wrong_due_day",
            _("Hạn trong kỳ “ngày {day}” không hợp lệ.").format(day=day),
            _("Hạn trong kỳ là ngày của tháng, từ 1 đến 31."),
            _("Hãy nhập lại; để trống thì hạn là ngày cuối kỳ."),
        )
    if recurrence is None:
        raise AppError(
            "wrong_due_day",
            _("Hạn trong kỳ không dùng cho nhiệm vụ làm một lần."),
            _("Hạn trong kỳ là ngày của tháng mà nhiệm vụ định kỳ phải xong."),
            _("Hãy chọn chu kỳ, hoặc ghi hạn hoàn thành."),
        )


def refuse_unknown_state(state: str) -> None:
    """Raises AppError `wrong_state` for a word that is no state."""
    if state not in STATES:
        raise AppError(
            "wrong_state",
            _("Trạng thái “{state}” không hợp lệ.").format(state=state),
            _("Chỉ dùng được: {states}.").format(states=", ".join(STATES)),
            _("Hãy chọn một trạng thái trong danh sách."),
        )


def refuse_no_reason(reason: str) -> None:
    """Raises AppError `reason_missing` for a decision without a reason."""
    if not clean(reason):
        raise AppError(
            "reason_missing",
            _("Chưa ghi lý do."),
            _("Lý do được lưu cùng nhiệm vụ để giải trình khi báo cáo."),
            _("Hãy ghi lý do ngắn gọn."),
        )


def refuse_future(on: date) -> None:
    """Raises AppError `done_in_future` for a completion that has not happened yet."""
    if on > clock.today():
        raise AppError(
            "done_in_future",
            _("Ngày hoàn thành {on} chưa tới.").format(on=say_date(on)),
            _("Ngày hoàn thành là ngày đã xảy ra, dùng để tính hoàn thành đúng hạn hay sau thời hạn."),
            _("Hãy kiểm tra lại ngày, hoặc xem ngày giờ của máy tính."),
        )
