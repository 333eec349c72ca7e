"""The occurrences of one recurring duty: when each was due, what came of it, who has not done it yet, in words.

A period's own result is the business of `period_result`; this is the same told of one task, as it stands today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import show_date
from models.base.words import _
from models.work import part_standing, periods, result_rules, units
from models.work.codes import result_name
from models.work.result_rules import JudgedOn
from models.work.waivers import Waiver


@dataclass(frozen=True)
class OccurrenceRow:
    """One occurrence. `left` are the units, by id and name, that have not done it; `waived` says why nobody has to."""

    period: str
    name: str
    due_on: date
    result: str
    days_late: int
    left: tuple[tuple[str, str], ...] = ()
    waived: str = ""

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return not self.waived and self.result in result_rules.OPEN


def of_task(session: Session, task_id: str) -> tuple[OccurrenceRow, ...]:
    """All since it was given, newest first, the present one too; none for what is done once.

    None is left out however long ago it was: a miss stays one until it is told as done, or waived. Raises AppError
    `task_unknown`.
    """
    today = clock.today()
    found = part_standing.occurrences(session, task_id, today)
    reasons = {one.period: one for one in session.scalars(select(Waiver).where(Waiver.task_id == task_id))}
    names = units.full_names(session, {unit for _span, parts in found for unit in parts if unit})
    rows = []
    for span, parts in found:
        judged = {
            unit: result_rules.judged(JudgedOn(today, over=False), span.due_on, part.done_on)
            for unit, part in parts.items()
        }
        result, late = result_rules.whole(judged.values())
        left = sorted((names[unit], unit) for unit, (what, _n) in judged.items() if unit and what in result_rules.OPEN)
        waiver = reasons.get(span.key)
        why = " · ".join(part for part in (waiver.reason, waiver.approved_by) if part) if waiver else ""
        named = () if waiver else tuple((unit, name) for name, unit in left)
        rows.append(OccurrenceRow(span.key, periods.name(span.key), span.due_on, result, late, named, why))
    return tuple(reversed(rows))


def result_words(row: OccurrenceRow) -> str:
    """`Hoàn thành sau thời hạn · chậm 6 ngày`, `Được miễn`."""
    if row.waived:
        return _("Được miễn")
    late = _("chậm {n} ngày").format(n=row.days_late) if row.days_late else ""
    return " · ".join(part for part in (result_name(row.result), late) if part)


def sums_words(rows: Sequence[OccurrenceRow], today: date) -> str:
    """How often the duty was made since it was given, and, where that is longer, in the reporting year of `today` too.

    A report tells the occurrences of its own period, so each sum says of which time it is. "" for nothing due.
    """
    first = periods.year_of_reporting(today)[0]
    of_year = [row for row in rows if row.due_on >= first]
    whole, year = sum_words(rows), sum_words(of_year)
    told = [_("Từ khi giao: {told}.").format(told=whole)] if whole else []
    if year and len(of_year) < len(rows):
        words = _("Từ đầu năm báo cáo ({day}): {told}.")
        told.append(words.format(day=show_date(first), told=year))
    return " ".join(told)


def sum_words(rows: Sequence[OccurrenceRow]) -> str:
    """What was due of these and how it was done: `thực hiện đúng hạn 2/3 tháng, 1 tháng chậm 6 ngày`.

    "" for nothing due and nothing waived.
    """
    due = [row for row in rows if not row.waived and row.result != "open_in_time"]
    waived = sum(bool(row.waived) for row in rows)
    if not due and not waived:
        return ""
    kind = {"month": _("tháng"), "quarter": _("quý"), "year": _("năm")}.get(periods.kind_of(rows[0].period), _("kỳ"))
    in_time = sum(row.result == "done_on_time" for row in due)
    words = [_("thực hiện đúng hạn {n}/{due} {kind}").format(n=in_time, due=len(due), kind=kind)] if due else []
    late = [row.days_late for row in due if row.result == "done_late"]
    if late:
        most = _("chậm {n} ngày") if len(late) == 1 else _("chậm nhiều nhất {n} ngày")
        words.append(_("{n} {kind} {late}").format(n=len(late), kind=kind, late=most.format(n=max(late))))
    missed = sum(row.result == "open_overdue" for row in due)
    if missed:
        words.append(_("{n} {kind} quá hạn chưa thực hiện").format(n=missed, kind=kind))
    if waived:
        words.append(_("{n} {kind} được miễn").format(n=waived, kind=kind))
    return ", ".join(words)
