"""The units that tasks can be given to, and those of them that are often given one together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.name_match import meant, nearest
from models.base.text import fold
from models.base.words import _
from models.reading.words.levels import is_many
from models.work import lead_meanings, office, unit_groups, units
from models.work.codes import AREAS, area_name
from models.work.placed_names import PlacedName, read_name
from models.work.tasks import Assignment, Task
from models.work.unit_roles import Held
from models.work.units import Unit, UnitRow


@dataclass(frozen=True)
class UnitGroup:
    """Units that are ticked together. `kind` is why: `named` (by the office), `level`, `above` (the same unit above
    them), `area`.
    """

    kind: str
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class UnitCatalogue:
    """The names of the units in force in dictionary order, `ids` of each, the office's `own`, and the groups.

    `meanings` is what general names meant the last time (`lead_meanings.remembered`), `places` what is known of the
    place of each unit, by its id.
    """

    names: tuple[str, ...] = ()
    own: str = ""
    groups: tuple[UnitGroup, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, PlacedName] = field(default_factory=dict)

    def meant(self, name: str) -> str | None:
        """The unit that a document's words name as a whole, in the catalogue's spelling; as `units.by_name` has it."""
        found = meant(self.names, name)
        written = read_name(name) if found is None else None
        if written is None or not written.places:
            return found
        fitting = self.names_of(key for key, unit in self.places.items() if unit.is_meant_by(written))
        return fitting[0] if len(fitting) == 1 else None

    def meaning(self, name: str) -> tuple[str, ...] | None:
        """The units that a general name meant the last time, () where it was another's; None where nobody said."""
        return self.meanings.get(fold(name))

    def stranger(self, name: str) -> str:
        """That a name is no unit of the catalogue, with the nearest that are; "" of one that is, or means many."""
        if is_many(name) or self.meant(name) is not None:
            return ""
        near = "; ".join(nearest(self.names, name))
        if near:
            return _("“{name}” không có trong danh mục đơn vị. Gần nhất: {near}.").format(name=name, near=near)
        return _("“{name}” không có trong danh mục đơn vị. F4 để chọn đơn vị.").format(name=name)

    def ours(self, held: Held) -> Held:
        """The same roles with each unit called as the catalogue calls it; other names stay."""
        lead, helping = (tuple(dict.fromkeys(self.meant(name) or name for name in names)) for names in held)
        return lead, helping

    def names_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The names that still have these ids."""
        known = {unit_id: name for name, unit_id in self.ids.items()}
        return tuple(known[unit_id] for unit_id in ids if unit_id in known)


def read(session: Session) -> UnitCatalogue:
    """What there is to choose from today."""
    rows = units.rows(session)
    names = units.full_names(session, [row.id for row in rows])
    own = office.own_unit_id(session)
    named = [UnitGroup("named", row.name, tuple(name for _id, name in row.units)) for row in unit_groups.rows(session)]
    groups = [*named, *_by_level(rows, names, own), *_by_unit_above(rows, names), *_by_area(session, names)]
    return UnitCatalogue(
        tuple(names[row.id] for row in rows),
        names.get(own, ""),
        tuple(group for group in groups if group.units),
        {name: unit_id for unit_id, name in names.items()},
        lead_meanings.remembered(session),
        units.with_places(session),
    )


def _by_level(rows: list[UnitRow], names: Mapping[str, str], own: str) -> list[UnitGroup]:
    """All communes first: they are given one task together most often. Those above the office get none from it."""
    parents = {row.id: row.parent_id for row in rows}
    above: set[str] = set()
    step = parents.get(own)
    while step is not None and step not in above:
        above.add(step)
        step = parents.get(step)
    words = {
        "xa": _("Tất cả xã, phường, thị trấn"),
        "huyen": _("Tất cả phòng, ban, đơn vị cấp huyện"),
        "tinh": _("Tất cả sở, ban, ngành, đơn vị cấp tỉnh"),
    }
    return [
        UnitGroup("level", said, tuple(names[row.id] for row in rows if row.level == level and row.id not in above))
        for level, said in words.items()
    ]


def _by_unit_above(rows: list[UnitRow], names: Mapping[str, str]) -> list[UnitGroup]:
    made = []
    for parent in rows:
        below = tuple(names[row.id] for row in rows if row.parent_id == parent.id)
        made.append(UnitGroup("above", _("Do {name} theo dõi").format(name=names[parent.id]), below))
    return made


def _by_area(session: Session, names: Mapping[str, str]) -> list[UnitGroup]:
    """Those who lead tasks of an area now."""
    statement = (
        select(Task.area, Assignment.unit_id, Unit.name_key)
        .join(Assignment, Assignment.task_id == Task.id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.role == "lead", Task.area.is_not(None), Task.state != "cancelled")
        .order_by(Unit.name_key)
        .distinct()
    )
    leads: dict[str, list[str]] = {area: [] for area in AREAS}
    for area, unit_id, _key in session.execute(statement):
        if area in leads and unit_id in names:
            leads[area].append(names[unit_id])
    said = _("Đang chủ trì lĩnh vực {area}")
    return [UnitGroup("area", said.format(area=area_name(area)), tuple(found)) for area, found in leads.items()]
