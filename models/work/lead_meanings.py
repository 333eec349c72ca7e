"""What general names that lead ("Các sở, ban, ngành, địa phương") mean here: the units given the last time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session

from models.base.text import clean, fold
from models.base.words import _
from models.reading.words.levels import is_many
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import units
from models.work.units import Unit


def _counted(kept: Any) -> str:  # noqa: ANN401 - as the column holds it
    return _("{n} đơn vị").format(n=len(json.loads(kept or "[]"))) if kept != "[]" else _("không phải đơn vị của ta")


class LeadMeaning(Table):
    """A general name as a document wrote it, and the units that it stood for; none where it was none of ours."""

    __tablename__ = "lead_meanings"
    __declared__ = Declaration(
        title=_("Nghĩa của cụm từ chung"),
        rank=23,
        write="directive.accept",
        words={"words": _("Cụm từ"), "units": _("Các đơn vị")},
        untold=frozenset({"folded"}),
        values={"units": _counted},
        subject=("words",),
        name=itemgetter("words"),
        sought=("folded",),
        folded=True,
        pages=frozenset({"directives"}),
    )
    __table_args__ = (Index(None, "folded", unique=True),)

    words: Mapped[str]
    units: Mapped[str]  # a JSON list of ids, in the order in which they were given
    folded: Mapped[str]


def remember(session: Session, meant: Mapping[str, Sequence[str]]) -> None:
    """Keep what the general ones of these names meant: names of units, none for another's."""
    general = {name: names for name, names in meant.items() if is_many(name)}
    known = units.by_name(session, {one for names in general.values() for one in names}) if general else {}
    for name, names in general.items():
        ids = json.dumps([known[one].id for one in names if one in known])
        kept = session.scalar(select(LeadMeaning).where(LeadMeaning.folded == fold(name)))
        if kept is None:
            session.add(LeadMeaning(words=clean(name), units=ids, folded=fold(name)))
        else:
            kept.units = ids


def remembered(session: Session) -> dict[str, tuple[str, ...]]:
    """By the folded name, the units that it meant the last time, as a list of units calls them; () for another's.

    A name whose units are all gone is left out: nobody said that it is another's.
    """
    kept = {row.folded: json.loads(row.units) for row in session.scalars(select(LeadMeaning))}
    there = {one for ids in kept.values() for one in ids}
    found = session.scalars(select(Unit.id).where(Unit.id.in_(there)).where(units.in_force())) if there else ()
    names = units.full_names(session, set(found))
    made = {folded: tuple(names[one] for one in ids if one in names) for folded, ids in kept.items()}
    return {folded: meant for folded, meant in made.items() if meant or not kept[folded]}
