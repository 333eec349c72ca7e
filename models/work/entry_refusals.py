"""What a unit's entry may not say of a task: figures that cannot be, that it is called off, how far it is then."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.errors import AppError
from models.base.text import say_date
from models.base.words import _
from models.work import occurrences, periods
from models.work.codes import PERIOD_KIND
from models.work.periods import Period
from models.work.tasks import Assignment, Task


def refuse_cancelling(state: str) -> None:
    """Raises AppError `cancel_elsewhere` for an entry that calls the task off: that needs a day and a reason."""
    if state == "cancelled":
        raise AppError(
            "cancel_elsewhere",
            _("Số liệu của kỳ không hủy được nhiệm vụ."),
            _("Hủy nhiệm vụ là quyết định về cả nhiệm vụ, phải ghi lý do."),
            _("Hãy dùng nút Hủy ở trang Nhiệm vụ, hoặc lệnh task cancel."),
        )


def refuse_wrong_percent(percent: int) -> None:
    """Raises AppError `wrong_percent` for what is no share of a hundred."""
    if not 0 <= percent <= 100:
        raise AppError(
            "wrong_percent",
            _("Tiến độ {percent} không hợp lệ.").format(percent=percent),
            _("Tỷ lệ là số nguyên từ 0 đến 100."),
            _("Hãy nhập lại."),
        )


def promises_from(period_end: date) -> date:
    """The first day that can be promised in a period that ends on this day: today, or in a past one its last day.

    What was promised in a past month is entered in that month, though the promised day may have passed by now.
    """
    return min(clock.today(), period_end)


def refuse_passed(promised_on: date, period_end: date) -> None:
    """Raises AppError `promise_passed` for a promise that could not be kept any more when it was made."""
    first = promises_from(period_end)
    if promised_on < first:
        raise AppError(
            "promise_passed",
            _("Ngày hẹn hoàn thành {on} đã qua.").format(on=say_date(promised_on)),
            _("Ngày hẹn là ngày đơn vị hứa sẽ làm xong, ở kỳ này tính từ ngày {day} trở đi.").format(
                day=say_date(first)
            ),
            _("Hãy ghi ngày hẹn mới; nếu đã làm xong thì ghi ngày hoàn thành."),
        )


def refuse_cancelled(session: Session, task: Task, period: Period) -> None:
    """Raises AppError `task_cancelled` for how far a task is in a period by whose end it had been called off.

    Nothing would come of it. What was due before can still be told. Of an old book nobody knows when it was called
    off, so it counts as called off always.
    """
    if task.state == "cancelled" and (
        task.cancelled_on is None or task.cancelled_on <= _ends_on(session, task, period)
    ):
        raise AppError(
            "task_cancelled",
            _("Nhiệm vụ số {n} đã hủy nên không ghi tiến độ được.").format(n=task.number),
            _("Nhiệm vụ đã hủy không còn được tính từ kỳ bị hủy trở đi."),
            _("Nếu vẫn phải làm, hãy mở lại nhiệm vụ này ở trang Nhiệm vụ, rồi ghi tiến độ."),
        )


def _ends_on(session: Session, task: Task, period: Period) -> date:
    """Until when a task had to be going on for a period to tell of it: its last day, or that in time of an occurrence.

    A shorter period than the occurrence's only says how far that is.
    """
    if task.recurrence is None or task.due_day is None:
        return period.to_on
    own = periods.containing(session, period.to_on, PERIOD_KIND[task.recurrence])
    due = occurrences.due_on(own.key, own.to_on, task.due_day)
    return due if own.key == period.key else min(period.to_on, due)


_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}


def refuse_other_occurrence(session: Session, task: Task, period: Period, done_on: date | None, unit_id: str) -> None:
    """Raises AppError where it is not plain which occurrence of a recurring duty an entry tells of.

    `kind_and_period_differ`: the period holds several of them; a shorter one says how far it is within its own.
    `done_too_early`: done before the occurrence before it began. A report that is handed in some days before its month
    begins is plausible; one from two months before was another one, or the year was mistyped. Where the occurrence
    before it is due after its period's end, and not done by the unit, a day until then is of that one.
    """
    if task.recurrence is None:
        return
    kind = PERIOD_KIND[task.recurrence]
    if _MONTHS[period.kind] > _MONTHS[kind]:
        raise AppError(
            "kind_and_period_differ",
            _("{period} gồm nhiều lần thực hiện của nhiệm vụ số {n}.").format(
                period=periods.name(period.key), n=task.number
            ),
            _("Tiến độ của nhiệm vụ định kỳ được ghi riêng cho từng lần thực hiện."),
            _("Hãy chọn kỳ như {key}.").format(key=periods.containing(session, period.to_on, kind).key),
        )
    if done_on is None:
        return
    own = periods.containing(session, period.to_on, kind)
    before = periods.get(session, periods.neighbour(own.key, -1))
    if done_on < before.from_on:
        raise AppError(
            "done_too_early",
            _("Ngày hoàn thành {on} quá sớm so với {period}.").format(on=say_date(done_on), period=own.name.lower()),
            _("Kỳ này bắt đầu ngày {first}; ngày đó thuộc lần thực hiện trước nữa.").format(
                first=say_date(own.from_on)
            ),
            _("Hãy kiểm tra lại ngày (cả năm), hoặc ghi vào kỳ có ngày đó."),
        )
    _refuse_day_of_one_before(session, task, before, done_on, unit_id)


def _refuse_day_of_one_before(
    session: Session, task: Task, before: periods.PeriodRow, done_on: date, unit_id: str
) -> None:
    due = occurrences.due_on(before.key, before.to_on, task.due_day)
    if before.to_on < done_on <= due and _is_open(session, task, unit_id, due):
        raise AppError(
            "done_too_early",
            _("{before} (hạn {due}) chưa hoàn thành.").format(before=before.name, due=say_date(due)),
            _("Ngày hoàn thành {on} vẫn thuộc lần thực hiện đó.").format(on=say_date(done_on)),
            _("Hãy ghi vào kỳ {key}; kỳ đã chốt thì ghi ở trang nhiệm vụ, nút Ghi đã hoàn thành.").format(
                key=before.key
            ),
        )


def _is_open(session: Session, task: Task, unit_id: str, due: date) -> bool:
    """Whether the unit, or where it leads none the task, still has to make the occurrence that is due on this day."""
    leads = (Assignment.task_id == task.id, Assignment.unit_id == unit_id, Assignment.role == "lead")
    oldest = session.scalar(select(Assignment.next_due_on).where(*leads)) or task.next_due_on
    return oldest is not None and oldest <= due


def in_closed(period: Period) -> AppError:
    """An entry cannot come back into a period that was closed meanwhile."""
    name = periods.name(period.key).lower()
    return AppError(
        "bin_closed",
        _("Chưa khôi phục được mục này vì {name} đã chốt.").format(name=name),
        _("Mục này có số liệu của kỳ đó; đưa lại sẽ làm thay đổi số liệu đã báo cáo."),
        _("Hãy mở lại {name} (ghi lý do), khôi phục, rồi chốt lại.").format(name=name),
    )
