"""The office's list of units as its page shows it, with what each has to do; adding many at once; moving one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from models.base import policy
from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.work import issuers, office, people, timeliness, units
from models.work.people import PersonRow
from models.work.tasks import Assignment, Task
from models.work.units import Unit, UnitRow


@dataclass(frozen=True)
class UnitLoad:
    """What a unit answers for: parts of tasks that it has not done, and how many of them are overdue."""

    running: int
    overdue: int


@dataclass(frozen=True)
class UnitList:
    """All units, also those whose time has passed, in dictionary order; `own` is the office's own unit.

    `seat` is the one that a new commune is proposed to belong to.
    """

    own: str
    seat: str
    level: str
    rows: tuple[UnitRow, ...]
    loads: dict[str, UnitLoad]
    people: tuple[PersonRow, ...]


def read(session: Session) -> UnitList:
    """Everything that the page of units shows."""
    card = office.card(session)
    now = timeliness.today(session)
    own = units.get(session, card.unit_id)
    above = units.get(session, own.parent_id) if own.parent_id else None
    return UnitList(
        own=card.unit_id,
        seat=issuers.seat(own, above).id,
        level=card.level,
        rows=tuple(units.rows(session, with_ended=True)),
        loads=_loads(session, now),
        people=tuple(people.rows(session)),
    )


def _loads(session: Session, now: timeliness.Today) -> dict[str, UnitLoad]:
    part = timeliness.Part
    running = and_(Task.state != "cancelled", ~timeliness.sql_done(now, part))
    counted = (
        select(
            Assignment.unit_id,
            func.sum(case((running, 1), else_=0)),
            func.sum(case((timeliness.sql_is(now, "overdue", part), 1), else_=0)),
        )
        .join(Task, Task.id == Assignment.task_id)
        .where(Assignment.role == "lead", Task.whose == "ours")
        .group_by(Assignment.unit_id)
    )
    return {unit_id: UnitLoad(int(open_ones), int(late)) for unit_id, open_ones, late in session.execute(counted)}


def add_many(
    session: Session,
    many: Sequence[tuple[str | None, str]],
    level: str,
    parent_id: str | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> tuple[int, int]:
    """Add units, (code, name) each, below one parent; how many were added, and how many were there already.

    Raises AppError `wrong_level`, `wrong_dates`, `unit_code_exists`.
    """
    added = known = 0
    beside = _beside(session, parent_id)
    for code, name in many:
        try:
            for place in beside:
                units.refuse_twin(session, clean(name), place, (valid_from, valid_to))
            units.add(session, name, level, code=code, parent_id=parent_id, valid_from=valid_from, valid_to=valid_to)
        except AppError as refusal:
            if refusal.code != "unit_exists":
                raise
            known += 1
        else:
            added += 1
    return added, known


def _beside(session: Session, parent_id: str | None) -> tuple[str, ...]:
    """Where the same communes may stand already: in older books below the office, in others below its committee."""
    own = units.get(session, office.own_unit_id(session))
    above = units.get(session, own.parent_id) if own.parent_id else None
    places = (own.id, issuers.seat(own, above).id)
    return tuple(place for place in places if place != parent_id) if parent_id in places else ()


def move(session: Session, unit_id: str, parent_id: str | None) -> None:
    """Put a unit below another one. Raises AppError `unit_unknown`, `unit_below_itself`, `pinned`."""
    unit = units.get(session, unit_id)
    if unit_id == office.own_unit_id(session) and parent_id != unit.parent_id:
        policy.refuse("ParentUnit", units.get(session, parent_id).name if parent_id else "")
    above = parent_id
    while above is not None:
        if above == unit_id:
            raise AppError(
                "unit_below_itself",
                _("Không đặt được “{name}” dưới chính nó.").format(name=unit.name),
                _("Đơn vị cấp trên được chọn đang là đơn vị trực thuộc của đơn vị này."),
                _("Hãy chọn đơn vị cấp trên khác."),
            )
        above = units.get(session, above).parent_id
    unit.parent_id = parent_id


def remove(session: Session, unit_id: str) -> None:
    """Take out a unit that nothing refers to. Raises AppError as `units.remove` does, and `own_unit`."""
    if unit_id == office.own_unit_id(session):
        name = session.get_one(Unit, unit_id).name
        raise AppError(
            "own_unit",
            _("Không xóa được “{name}”.").format(name=name),
            _("Đây là cơ quan đang dùng sổ này."),
            _("Muốn đổi tên cơ quan, hãy sửa đơn vị thay vì xóa."),
        )
    units.remove(session, unit_id)
