"""What a task's fields may not be, each with its sentence: no text, and words that are none of the known codes."""

from __future__ import annotations

from models.base.errors import AppError
from models.base.words import _
from models.work.codes import AREAS, RECURRENCES, WHOSE

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
