"""How several units stand with one task, in words: `17/19 hoàn thành; còn 02 xã: Lùng Cải, Lùng Phình`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from models.base.words import _
from models.work.tasks import Assignment, Task
from models.work.timeliness import Today
from models.work.units import Unit

NAMED: Final = 3  # units that are named; the rest are counted
_COMMUNE: Final = "Xã "
# Made once: it is asked at every keystroke of a search.
_PARTS: Final = (
    select(
        Task.id, Task.recurrence, Task.due_day, Task.next_due_on, Assignment.done_on, Assignment.next_due_on, Unit.name
    )
    .join(Assignment, and_(Assignment.task_id == Task.id, Assignment.role == "lead"))
    .join(Unit, Unit.id == Assignment.unit_id)
    .where(Task.id.in_(bindparam("ids", expanding=True)), Task.whose == "ours")
    .order_by(Unit.name_key)
)


def of_tasks(session: Session, task_ids: Sequence[str], now: Today, *, left_first: bool = False) -> dict[str, str]:
    """For each of these tasks that several units lead how many are done, and who is not; by the task's id.

    Of a recurring duty this is its oldest occurrence that is still open.
    """
    rows: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    found = session.connection().execute(_PARTS, {"ids": list(task_ids)})
    for task_id, recurrence, due_day, oldest, done_on, next_due_on, name in found:
        present = None if recurrence is None else now.due_on(recurrence, due_day)
        done = done_on is not None if present is None else _ahead(present, oldest, next_due_on)
        rows[task_id].append((name, done))
    return {
        task_id: words(len(parts), [name for name, done in parts if not done], left_first=left_first)
        for task_id, parts in rows.items()
        if len(parts) > 1
    }


def words(units: int, left: Sequence[str], *, left_first: bool = False) -> str:
    """Of so many units those that are `left`, by their names; these first where there is little room."""
    done = _("{done}/{units} hoàn thành").format(done=units - len(left), units=units)
    if not left:
        return done
    communes = all(name.startswith(_COMMUNE) for name in left)
    short = [name.removeprefix(_COMMUNE) if communes else name for name in left]
    named = ", ".join(short[:NAMED]) + (f", +{len(short) - NAMED}" if len(short) > NAMED else "")
    kind = _("xã") if communes else _("đơn vị")
    told = _("Còn {n:02} {kind}: {named} ({done})") if left_first else _("{done}; còn {n:02} {kind}: {named}")
    if left_first and len(left) <= NAMED:
        told = _("{names} ({done})")
    return told.format(done=done, n=len(left), kind=kind, named=named, names=", ".join(left))


def _ahead(present: date, oldest: date | None, next_due_on: date | None) -> bool:
    """Whether a unit is through with the task's oldest open occurrence, or with the one that is due on `present`."""
    if next_due_on is None or oldest is None:
        return False
    return next_due_on > min(oldest, present)
