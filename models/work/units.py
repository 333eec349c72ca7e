"""Units: the office itself, its divisions and communes, the bodies above it. Level is data, and codes are reused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Integer, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock, policy
from models.base.errors import AppError
from models.base.name_match import same
from models.base.text import SOUGHT, clean, fold, has_marks, one_tone_place, sort_key
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import placed_names, unit_refusals
from models.work.codes import LEVELS, level_name
from models.work.placed_names import PlacedName

_FULL_NAME = re.compile(r"(.+?) \((.+)\)")


class Unit(Table):
    """A unit from one day to another: the official code alone is no key, codes were reused on 1 July 2025."""

    __tablename__ = "units"
    __declared__ = Declaration(
        title=_("Đơn vị"),
        rank=10,
        write="unit.change",
        words={
            "name": _("Tên đơn vị"),
            "code": _("Mã"),
            "level": _("Cấp"),
            "parent_id": _("Đơn vị cấp trên"),
            "valid_from": _("Hiệu lực từ"),
            "valid_to": _("Hiệu lực đến"),
        },
        untold=frozenset({"number", "name_key", "folded"}),
        values={"level": level_name},
        subject=("name",),
        name=itemgetter("name"),
        sought=("folded",),
        folded=True,
        in_bin=True,
        pages=frozenset({"overview", "directives", "tasks", "month", "reports", "units", "settings"}),
    )
    __table_args__ = (Index(None, "parent_id"), Index(None, "folded"))

    number: Mapped[int] = mapped_column(Integer, unique=True)
    code: Mapped[str | None]
    name: Mapped[str]
    level: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    name_key: Mapped[str]
    folded: Mapped[str]

    def refuse_return(self, session: Session) -> None:
        """Raises AppError `unit_exists` when one of its name stands in its place, `unit_code_exists` for its code."""
        days = (self.valid_from, self.valid_to)
        refuse_twin(session, self.name, self.parent_id, days, but=self.id)
        _refuse_code(session, self.code, days, but=self.id)


@dataclass(frozen=True)
class UnitRow:
    """A unit as lists show it."""

    id: str
    number: int
    code: str | None
    name: str
    level: str
    parent_id: str | None
    parent_name: str | None
    valid_from: date | None
    valid_to: date | None


def add(
    session: Session,
    name: str,
    level: str,
    *,
    code: str | None = None,
    parent_id: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Unit:
    """A new unit.

    Raises AppError `unit_name_missing`, `unit_name_too_long`, `strange_letters`, `unit_exists`, `unit_code_exists`,
    `wrong_level`, `wrong_dates`.
    """
    name = unit_refusals.checked_name(name)
    if level not in LEVELS:
        raise unit_refusals.wrong_level(level)
    unit_refusals.refuse_wrong_dates(valid_from, valid_to)
    refuse_twin(session, name, parent_id, (valid_from, valid_to))
    _refuse_code(session, code := clean(code or "") or None, (valid_from, valid_to))
    number = (session.scalar(select(func.max(Unit.number))) or 0) + 1
    unit = Unit(number=number, level=level, code=code, parent_id=parent_id)
    unit.name, unit.name_key, unit.folded = name, sort_key(name), fold(name)
    unit.valid_from, unit.valid_to = valid_from, valid_to
    session.add(unit)
    session.flush()
    return unit


def change(
    session: Session,
    unit_id: str,
    *,
    name: str,
    code: str | None,
    level: str,
    valid_from: date | None,
    valid_to: date | None,
) -> None:
    """Correct a unit's particulars. Raises AppError as `add` does, and `pinned` for a name that is fixed."""
    unit = get(session, unit_id)
    if unit.folded == fold(policy.current().get("ParentUnit") or ""):
        policy.refuse("ParentUnit", clean(name))
    if level not in LEVELS:
        raise unit_refusals.wrong_level(level)
    unit_refusals.refuse_wrong_dates(valid_from, valid_to)
    name = unit_refusals.checked_name(name)
    refuse_twin(session, name, unit.parent_id, (valid_from, valid_to), but=unit_id)
    _refuse_code(session, code := clean(code or "") or None, (valid_from, valid_to), but=unit_id)
    unit.name, unit.name_key, unit.folded = name, sort_key(name), fold(name)
    unit.code, unit.level = code, level
    unit.valid_from, unit.valid_to = valid_from, valid_to


def remove(session: Session, unit_id: str) -> None:
    """Take out a unit that nothing refers to. Raises AppError `unit_in_use`: such a unit is ended by date instead."""
    unit = get(session, unit_id)
    if any(session.scalar(select(exists().where(column == unit_id))) for column in _referring()):
        raise AppError(
            "unit_in_use",
            _("Không xóa được đơn vị “{name}”.").format(name=unit.name),
            _("Đơn vị này là cơ quan giữ sổ, đã được giao nhiệm vụ, đã có số liệu hoặc có đơn vị trực thuộc."),
            _("Hãy ghi ngày kết thúc hiệu lực cho đơn vị thay vì xóa."),
        )
    session.delete(unit)


def _referring() -> list[Column[Any]]:
    """The columns of all tables that name a unit: its assignments, figures, people, children and whatever comes."""
    every = (column for table in Table.metadata.sorted_tables for column in table.columns)
    return [column for column in every if any(key.column is Unit.__table__.c.id for key in column.foreign_keys)]


def get(session: Session, unit_id: str) -> Unit:
    """The unit with this id. Raises AppError `unit_unknown`."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise unit_refusals.unknown(unit_id)
    return unit


def find(session: Session, wanted: str) -> Unit:
    """The unit that a person means: an id, a number, a code, or an unambiguous part of the name (UNIT of the commands).

    Among those that answer, units in force come before ended ones. Raises AppError `unit_unknown`, `unit_ambiguous`.
    """
    wanted = clean(wanted)
    direct = session.get(Unit, wanted)
    if direct is not None:
        return direct
    if not wanted:
        raise unit_refusals.unknown(wanted)
    if wanted.isdecimal():
        matches = _answering_to_number(session, wanted)
    else:
        named = select(Unit).where(Unit.folded.contains(fold(wanted)[:SOUGHT], autoescape=True))
        coded = _coded(session, wanted)  # `H38.10`, `X1`
        matches = coded or _best_named(wanted, list(session.scalars(named))) or [*by_name(session, [wanted]).values()]
    today = clock.today()
    matches = [unit for unit in matches if _existed(unit, today)] or matches
    if not matches:
        raise unit_refusals.unknown(wanted)
    if len(matches) > 1:
        raise unit_refusals.ambiguous(wanted, [(unit.number, unit.name) for unit in matches])
    return matches[0]


def _coded(session: Session, wanted: str) -> list[Unit]:
    """By code, whatever the case of its letters; one that is the same letter by letter wins."""
    found = list(session.scalars(select(Unit).where(func.upper(Unit.code) == wanted.upper())))
    return [unit for unit in found if unit.code == wanted] or found


def _answering_to_number(session: Session, wanted: str) -> list[Unit]:
    """By code, which keeps its leading zeros, else by the number that lists show."""
    by_code = _coded(session, wanted)
    ours = int(wanted) if len(wanted) < 10 else 0
    return by_code or list(session.scalars(select(Unit).where(Unit.number == ours)))


def _best_named(wanted: str, units: list[Unit]) -> list[Unit]:
    """The units that fit a name best: Sa Pa and Sa Pả are two, so marks that were typed count; a whole name wins."""
    exact = one_tone_place(wanted)
    with_marks = [unit for unit in units if exact in one_tone_place(unit.name)] if has_marks(wanted) else []
    units = with_marks or units
    whole = [unit for unit in units if unit.folded == fold(wanted)]
    return [unit for unit in whole if one_tone_place(unit.name) == exact] or whole or units


def _existed(unit: Unit, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or unit.valid_to >= day)


def in_force() -> ColumnElement[bool]:
    """The SQL condition that a unit exists today."""
    day = clock.today()
    return (or_(Unit.valid_from.is_(None), Unit.valid_from <= day)) & (
        or_(Unit.valid_to.is_(None), Unit.valid_to >= day)
    )


def rows(session: Session, *, with_ended: bool = False) -> list[UnitRow]:
    """All units in dictionary order; those whose time has passed only when asked for."""
    from sqlalchemy.orm import aliased

    parent = aliased(Unit)
    statement = select(Unit, parent.name).outerjoin(parent, parent.id == Unit.parent_id).order_by(Unit.name_key)
    if not with_ended:
        statement = statement.where(in_force())
    return [
        UnitRow(u.id, u.number, u.code, u.name, u.level, u.parent_id, above, u.valid_from, u.valid_to)
        for u, above in session.execute(statement)
    ]


def by_name(session: Session, names: Iterable[str]) -> dict[str, Unit]:
    """The unit in force that each of `names` means as a whole, whatever its case; of two that fit, none.

    A name with marks means that name only: Phường Sa Pa and Phường Sa Pả are two units of one town. Of two communes of
    one name each is meant by its `full_names`. A name that tells the place otherwise than the list means the unit of
    that place (`placed_names`).
    """
    wanted = {name: clean(name) for name in names}
    parts = {name: found.groups() for name, cleaned in wanted.items() if (found := _FULL_NAME.fullmatch(cleaned))}
    folded = {fold(name) for name in (*wanted.values(), *(base for base, _above in parts.values()))}
    units = list(session.scalars(select(Unit).where(Unit.folded.in_(folded)).where(in_force())))
    meant = {}
    for name, cleaned in wanted.items():
        fitting = _called(units, cleaned)
        if not fitting and name in parts:
            base, above = parts[name]
            fitting = [unit for unit in _called(units, base) if same(_name_above(session, unit), above)]
        if len(fitting) == 1:
            meant[name] = fitting[0]
    return meant | _by_place(session, wanted.keys() - meant.keys())


def _by_place(session: Session, names: Collection[str]) -> dict[str, Unit]:
    told = {name: written for name in names if (written := placed_names.read_name(name)).places}
    known = with_places(session) if told else {}
    found = {name: [key for key, unit in known.items() if unit.is_meant_by(told[name])] for name in told}
    return {name: session.get_one(Unit, keys[0]) for name, keys in found.items() if len(keys) == 1}


def with_places(session: Session) -> dict[str, PlacedName]:
    """What the name of each unit in force and those above it say of its place, by id; the office's place is known."""
    office = Table.metadata.tables["office"]
    asked = select(office.c.unit_id, office.c.place, Unit.level).join(Unit, Unit.id == office.c.unit_id)
    own = session.execute(asked).first()
    rows = session.execute(select(Unit.id, Unit.name, Unit.parent_id).where(in_force()))
    return placed_names.placed(((key, name, above) for key, name, above in rows), *(own or ()))


def _called(units: list[Unit], name: str) -> list[Unit]:
    exact = [unit for unit in units if one_tone_place(unit.name) == one_tone_place(name)]
    return exact or [unit for unit in units if same(unit.name, name)]


def full_names(session: Session, unit_ids: Collection[str]) -> dict[str, str]:
    """The name of each of these units; where another one in force is called the same, with the unit above it.

    Two districts of Lào Cai had a Xã Thanh Bình: `Xã Thanh Bình (Huyện Mường Khương)` can be told from the other.
    """
    wanted = list(session.scalars(select(Unit).where(Unit.id.in_(unit_ids))))
    folded = {unit.folded for unit in wanted}
    there = session.execute(select(Unit.id, Unit.name).where(Unit.folded.in_(folded)).where(in_force()))
    bearers: dict[str, set[str]] = {}
    for unit_id, name in there:
        bearers.setdefault(one_tone_place(name), set()).add(unit_id)
    shared = {unit.id for unit in wanted if bearers.get(one_tone_place(unit.name), set()) - {unit.id}}
    return {unit.id: spellings(session, unit)[1 if unit.id in shared else 0] for unit in wanted}


def spellings(session: Session, unit: Unit) -> tuple[str, str]:
    """How a task may name a unit: by its name, and with the unit above it (the same where there is none)."""
    above = _name_above(session, unit)
    return unit.name, f"{unit.name} ({above})" if above else unit.name


def _name_above(session: Session, unit: Unit) -> str:
    above = session.get(Unit, unit.parent_id) if unit.parent_id else None
    return above.name if above else ""


def refuse_twin(
    session: Session, name: str, parent_id: str | None, days: tuple[date | None, date | None], but: str | None = None
) -> None:
    """Raises AppError `unit_exists` when another unit of that name stands in the same place at the same time."""
    same = select(Unit).where(Unit.folded == fold(name), Unit.parent_id.is_not_distinct_from(parent_id))
    twins = [
        unit
        for unit in session.scalars(same)
        if unit.id != but and one_tone_place(unit.name) == one_tone_place(name) and _together(unit, days)
    ]
    if twins:
        raise AppError(
            "unit_exists",
            _("Đơn vị “{name}” đã có trong danh mục.").format(name=name),
            _("Hai đơn vị cùng tên, cùng cấp trên và cùng thời gian sẽ làm số liệu bị cộng lẫn."),
            _("Hãy dùng đơn vị đã có, hoặc ghi ngày kết thúc cho đơn vị cũ."),
        )


def _refuse_code(
    session: Session, code: str | None, days: tuple[date | None, date | None], but: str | None = None
) -> None:
    """Raises AppError `unit_code_exists` when another unit has this code at the same time, whatever its letters' case.

    Official codes are numbers, and were given to other units on 1 July 2025: those may be there twice.
    """
    if not code or code.isdecimal():
        return
    others = session.scalars(select(Unit).where(Unit.code.is_not(None), Unit.id.is_not(but)))
    twin = next((one for one in others if fold(one.code or "") == fold(code) and _together(one, days)), None)
    if twin is not None:
        raise unit_refusals.code_exists(code, twin.code or "", twin.name)


def _together(unit: Unit, days: tuple[date | None, date | None]) -> bool:
    """Whether a unit exists at some time between these days."""
    first, last = days[0] or date.min, days[1] or date.max
    return (unit.valid_from or date.min) <= last and (unit.valid_to or date.max) >= first
