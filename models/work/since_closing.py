"""What was done or waived of a closed period after its closing, for its page to say: none of its figures moves by that.

Occurrences of recurring duties are told as done in their own period, also when that is closed, or waived; figures that
were corrected are the business of `adjustments`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import say_date
from models.base.words import _
from models.store.audit import AuditEvent
from models.work import office, periods
from models.work.closed_lines import KeptLine, Lines
from models.work.periods import Period, PeriodRow
from models.work.progress import Progress
from models.work.waivers import Waiver

Place = tuple[str, str]  # task and unit, as in `closed_lines`


def told(session: Session, period: PeriodRow, kept: Lines) -> dict[Place, str]:
    """In words, by line: `hoàn thành ngày 20/3/2024 (Hoa ghi ngày 21/3/2024)`, `được miễn, do … cho phép (…)`.

    Nothing for a period that is open.
    """
    left = {place: line for place, line in kept.items() if line.part.period and line.part.done_on is None}
    closed_at = session.scalar(select(Period.closed_at).where(Period.id == period.id)) if left else None
    if closed_at is None:
        return {}
    return _waived(session, left) | _done(session, left, closed_at)


def _done(session: Session, left: dict[Place, KeptLine], closed_at: datetime) -> dict[Place, str]:
    words = _("hoàn thành ngày {day} ({who})")
    asked = select(Progress, Period.to_on).join(Period, Period.id == Progress.period_id)
    asked = asked.where(Progress.task_id.in_({task_id for task_id, _unit in left}), Progress.done_on.is_not(None))
    own, found = office.own_unit_id(session), defaultdict[str, list[tuple[Progress, date]]](list)
    for entry, to_on in session.execute(asked.where(Progress.updated_at >= closed_at)):
        found[entry.task_id].append((entry, to_on))
    made: dict[Place, str] = {}
    for (task_id, unit_id), line in left.items():
        if not found[task_id]:
            continue
        span = periods.get(session, line.part.period)
        for entry, to_on in found[task_id]:
            inside = span.from_on <= to_on <= span.to_on
            if inside and entry.unit_id in {unit_id, own} and entry.done_on is not None:
                who = _recorded(session, "progress", entry.id)
                made[task_id, unit_id] = words.format(day=say_date(entry.done_on), who=who)
    return made


def _waived(session: Session, left: dict[Place, KeptLine]) -> dict[Place, str]:
    words = _("được miễn thực hiện, do {whom} cho phép, lý do: {why} ({who})")
    rows = session.scalars(select(Waiver).where(Waiver.task_id.in_({task_id for task_id, _unit in left})))
    waivers = {(row.task_id, row.period): row for row in rows}
    made: dict[Place, str] = {}
    for place, line in left.items():
        if row := waivers.get((place[0], line.part.period)):
            who = _recorded(session, "waivers", row.id)
            made[place] = words.format(whom=row.approved_by, why=row.reason.rstrip(" ."), who=who)
    return made


def _recorded(session: Session, table: str, row_id: str) -> str:
    """By whom and when the journal has a row's newest change."""
    newest = select(AuditEvent.by, AuditEvent.at).where(AuditEvent.table_name == table, AuditEvent.row_id == row_id)
    by, at = session.execute(newest.order_by(AuditEvent.number.desc()).limit(1)).one()
    return _("{who} ghi ngày {day}").format(who=by or _("không rõ ai"), day=say_date(clock.local(at).date()))
