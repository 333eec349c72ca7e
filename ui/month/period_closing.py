"""Closing a period for good, and opening it again with a reason: the questions, and what is said afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.base import clock
from models.base.text import clean, say_date, show_number
from models.base.words import _
from ui.base import messages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.periods import PeriodRow
    from ui.frame.page import Page


def ask_close(page: Page, period: PeriodRow, missing: int) -> None:
    """Close `period` if the person wants to; `missing` of its lines have no entry."""
    why = _("Sau khi chốt, số liệu của kỳ không sửa được nữa, trừ khi mở lại kỳ và ghi lý do.")
    if missing:
        why = _("Còn {n} dòng chưa cập nhật.").format(n=show_number(missing)) + " " + why
    left = (period.to_on - clock.today()).days
    if left > 0:
        why = _("Kỳ còn {n} ngày nữa mới hết ({day}).").format(n=left, day=say_date(period.to_on)) + " " + why
    title = _("Chốt {name}?").format(name=_lower(period.name))
    begun = period.from_on <= clock.today()  # else closing is refused, and a question would promise otherwise
    if begun and not messages.ask(page, title, why, yes=_("Chốt kỳ"), danger=True):
        return
    said = _("Đã chốt {name}.").format(name=_lower(period.name))

    def close(session: Session) -> None:
        from models.work import period_closing

        period_closing.close(session, period.key, before_end=True)  # how early it is was said in the question

    # Without Undo: what is closed is opened again with a reason.
    page.jobs.write("period.close", close, page, lambda _none: page.banner.say(said))


def ask_reopen(page: Page, period: PeriodRow) -> None:
    """Open a closed `period` again, for a reason."""
    title = _("Mở lại {name}").format(name=_lower(period.name))
    reason = messages.ask_text(page, title, _("Lý do mở lại kỳ (được lưu trong nhật ký):"), several_lines=True)
    if reason is None:
        return
    said = _("Đã mở lại {name}.").format(name=_lower(period.name))
    words = clean(reason)

    def reopen(session: Session) -> None:
        from models.work import period_closing

        period_closing.reopen(session, period.key, words)

    page.jobs.write("period.reopen", reopen, page, lambda _none: page.banner.say(said))


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
