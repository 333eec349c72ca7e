"""What people decided of a period's tasks, for its report: deadlines moved, occurrences waived, and by whose leave."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.words import _
from models.reports import adjusted
from models.reports.data import Mended
from models.reports.late_runs import spans_words
from models.reports.sentence_case import lower_first
from models.work import adjustments, occurrences, periods, short_names, unit_names
from models.work.codes import extended_words
from models.work.extensions import Extension
from models.work.periods import Period, PeriodRow
from models.work.result_parts import PeriodResult
from models.work.tasks import Task
from models.work.waivers import Waiver


def granted(session: Session, found: PeriodResult) -> dict[str, str]:
    """`đã gia hạn đến 20/12/2026, theo Chủ tịch UBND huyện: mưa lũ` of the tasks whose deadline was moved, by id."""
    moved = {task.id: {part.extended_to for part in task.units} - {None} for task in found.tasks}
    last = {task_id: max(filter(None, days)) for task_id, days in moved.items() if days}
    words = _("{extended}, theo {who}: {why}")
    rows = session.scalars(select(Extension).where(Extension.task_id.in_(last)).order_by(Extension.on, Extension.id))
    return {
        row.task_id: words.format(
            extended=extended_words(row.new_due_on), who=row.approved_by, why=lower_first(row.reason.rstrip(" .;"))
        )
        for row in rows
        if row.new_due_on == last[row.task_id]
    }


def waived(session: Session, period: PeriodRow, let_off: Collection[tuple[str, str]] = ()) -> list[str]:
    """A line for each duty of which an occurrence of this period, or in it, was waived; a closed one knows no later.

    `let_off` are occurrences by task and period that this report is the first to count no more, whenever that was.
    """
    closed = session.scalar(select(Period.closed_at).where(Period.id == period.id)) if period.closed else None
    until = clock.local(closed).date() if closed is not None else None
    found = select(Waiver, Task).join(Task, Task.id == Waiver.task_id)
    found = found.where(Task.whose == "ours", Task.state != "cancelled").order_by(Task.number, Waiver.period)
    alike: dict[tuple[str, str, str], list[str]] = {}
    for waiver, task in session.execute(found):
        on = occurrences.due_on(waiver.period, periods.get(session, waiver.period).to_on, task.due_day)
        mine = period.from_on <= on <= period.to_on or period.from_on <= waiver.made_on <= period.to_on
        mine = mine or (task.id, waiver.period) in let_off
        if mine and (until is None or waiver.made_on <= until):
            name = task.short_name or short_names.proposed(task.text)
            alike.setdefault((name, waiver.reason, waiver.approved_by), []).append(waiver.period)
    words = _("Miễn thực hiện {spans}: {task}, lý do: {why}, do {who} cho phép.")
    return [
        words.format(spans=spans_words(keys), task=name, why=lower_first(why.rstrip(" .;")), who=who)
        for (name, why, who), keys in alike.items()
    ]


def mended(session: Session, period: PeriodRow, found: PeriodResult) -> dict[str, tuple[Mended, ...]]:
    """What was corrected or waived of a closed period since, by task: its report stays, and says where it is told."""
    parts: dict[tuple[str, str, str], dict[str, str]] = {}
    told_in: dict[tuple[str, str, str], str] = {}
    for one, key in adjustments.since_closing(session, period):
        about = (one.task, unit_names.agency(one.unit), one.period)
        parts.setdefault(about, {})[one.field] = one.after
        told_in[about] = key
    made: dict[str, tuple[Mended, ...]] = {}
    for (task, unit, key), fields in parts.items():
        words = f"{unit} {_changed(fields)}"
        one_more = Mended(unit, key, words, told_in[task, unit, key], bool(fields.get("done_on")))
        made[task] = (*made.get(task, ()), one_more)
    for task, unit, waiver in _waived_since(session, period, found):
        words = _("được miễn thực hiện {span}, do {who} cho phép").format(
            span=spans_words([waiver.period]), who=waiver.approved_by
        )
        told = periods.containing(session, waiver.made_on, period.kind).key
        made[task] = (*made.get(task, ()), Mended(unit, waiver.period, words, told, done=True))
    return made


def _waived_since(session: Session, period: PeriodRow, found: PeriodResult) -> list[tuple[str, str, Waiver]]:
    """The waivers, by task and unit, of occurrences that the closed result still has as not done.

    What was waived before the closing is not in it.
    """
    if not period.closed:
        return []
    left: dict[tuple[str, str], list[str]] = {}
    for task in found.tasks:
        for part in task.counted:
            if part.period and part.done_on is None:
                left.setdefault((task.id, part.period), []).append(unit_names.agency(part.unit))
    rows = session.scalars(select(Waiver).order_by(Waiver.period))
    return [(row.task_id, unit, row) for row in rows for unit in left.get((row.task_id, row.period), ())]


def _changed(fields: dict[str, str]) -> str:
    if fields.get("done_on"):
        return _("hoàn thành ngày {day}").format(day=adjusted.shown("done_on", fields["done_on"]))
    told = {name: value for name, value in fields.items() if name != "done_on"} or fields
    return ", ".join(f"{adjusted.field_name(name)} {adjusted.shown(name, value)}" for name, value in told.items())
