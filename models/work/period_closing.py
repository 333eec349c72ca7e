"""Closing a period: its figures are locked, and its result is kept as it then is. Opening it again."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.base import clock
from models.base.errors import AppError
from models.base.text import say_date
from models.base.words import _
from models.work import closed_results, period_result, periods
from models.work.periods import PeriodRow


def close(session: Session, key: str, by: str | None = None, *, before_end: bool = False) -> None:
    """Lock a period and keep its result. `by` is whoever is at work, if nobody else is named.

    `before_end`: whoever closes knows that the period's last day has not come yet. On the last day itself nobody is
    asked: that day counts as passed then.

    Raises AppError `period_closed`, `period_not_begun`, `period_not_ended`, `not_allowed`.
    """
    period_to_close = periods.get(session, key)
    periods.refuse_closed(period_to_close)
    _refuse_too_early(period_to_close, before_end=before_end)
    result = period_result.worked_out(session, period_to_close, closing=True)
    period = periods.lock(session, key, by)
    closed_results.keep(session, period.id, result)


def reopen(session: Session, key: str, reason: str) -> None:
    """Open a closed period again, for a reason that is kept; its result follows what is saved from now on.

    Raises AppError `reason_missing`, `period_open`, `not_allowed`.
    """
    period = periods.unlock(session, key, reason)
    closed_results.forget(session, period.id)


def _refuse_too_early(period: PeriodRow, *, before_end: bool) -> None:
    """Figures of days that nobody has lived through yet would be locked."""
    today = clock.today()
    if today < period.from_on:
        raise AppError(
            "period_not_begun",
            _("{name} chưa bắt đầu nên chưa chốt được.").format(name=period.name),
            _("Kỳ này bắt đầu ngày {day}, hôm nay là ngày {today}.").format(
                day=say_date(period.from_on), today=say_date(today)
            ),
            _("Hãy kiểm tra lại kỳ (cả năm), hoặc xem ngày giờ của máy tính."),
        )
    if today < period.to_on and not before_end:
        raise AppError(
            "period_not_ended",
            _("{name} đến hết ngày {day} mới kết thúc.").format(name=period.name, day=say_date(period.to_on)),
            _("Chốt bây giờ thì những gì làm được từ hôm nay đến ngày đó không vào số liệu của kỳ."),
            _("Hãy chốt khi kỳ đã kết thúc; nếu vẫn cần chốt sớm, dùng lệnh period close với --before-end."),
        )
