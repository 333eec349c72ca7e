"""Who we are to a document that was read: what the reader needs to tell our tasks from those of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.text import fold
from models.base.words import _
from models.reading.proposal import DirectiveHead, Ground, ProposedTask
from models.reading.words.levels import RANK, is_city, level_of, place_in
from models.reading.words.whose import Ourselves, judged
from models.work import office, units
from models.work.placed_names import read_name
from models.work.units import Unit

# A book of these is the whole place's; any other office of a province keeps its own.
_WHOLE = ("ubnd", "uy ban nhan dan", "van phong ubnd", "van phong uy ban nhan dan", "van phong doan dbqh")


def proposed(session: Session, head: DirectiveHead, tasks: Iterable[ProposedTask]) -> list[ProposedTask]:
    """The tasks with the class that fits this office. Raises AppError `no_office`."""
    read = _of_their_place(session, head, list(tasks))
    us = about(session, {name for task in read for name in task.lead})
    return [judged(task, head, us) for task in read]


def _of_their_place(session: Session, head: DirectiveHead, tasks: list[ProposedTask]) -> list[ProposedTask]:
    """The tasks with the place of the paper behind each name that means another unit there than in our list."""
    issuer = read_name(", ".join(filter(None, (head.issuer, head.parent_issuer))))
    if not issuer.places:
        return tasks
    known = units.by_name(session, {name for task in tasks for name in (*task.lead, *task.with_units)})
    around = units.with_places(session) if known else {}
    kind, place = issuer.places[min(issuer.places)]
    place = head.place if head.place and fold(head.place) == fold(place) else place.title()
    theirs = {name: f"{name} ({kind} {place})" for name, unit in known.items() if around[unit.id].is_elsewhere(issuer)}
    return [_with_their_place(task, theirs, f"{kind} {place}") for task in tasks] if theirs else tasks


def _with_their_place(task: ProposedTask, theirs: dict[str, str], place: str) -> ProposedTask:
    found = [name for name in (*task.lead, *task.with_units) if name in theirs]
    words = _("Văn bản của {place}: “{name}” ở đây là của {place}, không phải đơn vị cùng tên trong danh mục của ta.")
    doubts = (
        Ground("lead" if name in task.lead else "with", None, words.format(place=place, name=name), sure=False)
        for name in found
    )
    lead, helping = (tuple(theirs.get(name, name) for name in names) for names in (task.lead, task.with_units))
    return replace(task, lead=lead, with_units=helping, grounds=(*task.grounds, *doubts)) if found else task


def about(session: Session, names: Iterable[str]) -> Ourselves:
    """What this office is; `names` are those of whom the list of units may know more. Raises AppError `no_office`."""
    own = session.get_one(Unit, office.own_unit_id(session))
    parent = session.get(Unit, own.parent_id) if own.parent_id else None
    near = [own.name, *([parent.name] if parent is not None and _level(parent) == own.level else [])]
    whole = own.level != "tinh" or fold(own.name).startswith(_WHOLE)
    places = {place for name in near if (place := place_in(name))} or {fold(office.own(session).place)}
    lower = [level for level, rank in RANK.items() if rank < RANK[own.level]]
    below = select(Unit.id).where(Unit.level.in_(lower)).where(units.in_force()).limit(1)
    above = _above(session, own)
    known = units.by_name(session, names)
    return Ourselves(
        level=own.level,
        places=frozenset(filter(None, places)),
        whole=whole,
        below=whole or session.scalar(below) is not None,
        city=any(map(is_city, near)),
        mine={name: _is_mine(unit, own, above, whole=whole) for name, unit in known.items()} | _called(names, own),
    )


def _is_mine(unit: Unit, own: Unit, above: set[str], *, whole: bool) -> bool:
    if unit.id == own.id:
        return True
    level = _level(unit)
    return RANK[level] < RANK[own.level] or (level == own.level and (whole or unit.id not in above))


def _called(names: Iterable[str], own: Unit) -> dict[str, bool]:
    """`Giám đốc Sở Nội vụ`, `Sở Nội vụ tỉnh Lào Cai`: more words around the own name mean the own office too."""
    if own.level != "tinh":
        return {}
    core = fold(own.name.split(" tỉnh ")[0].split(" thành phố ")[0])
    return {name: True for name in names if f" {core} " in f" {fold(name)} "}


def _level(unit: Unit) -> str:
    """What its name tells goes before what was entered: a commune's committee is often entered as a district's."""
    told = level_of(unit.name)
    return told if told is not None and told != "central" else unit.level


def _above(session: Session, own: Unit) -> set[str]:
    found: set[str] = set()
    step = own.parent_id
    while step is not None and step not in found:
        found.add(step)
        unit = session.get(Unit, step)
        step = unit.parent_id if unit is not None else None
    return found
