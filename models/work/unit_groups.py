"""Sets of units that an office named, to give them work together again: “Các xã vùng cao”."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session

from models.base.errors import AppError
from models.base.lookalike import strange_letters
from models.base.text import clean, fold, sort_key
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import rights, units
from models.work.units import Unit

OPERATION = "unit.group"
LONGEST_NAME = 100  # letters: it stands in a menu


def _counted(kept: Any) -> str:  # noqa: ANN401 - as the column holds it
    return _("{n} đơn vị").format(n=len(json.loads(kept or "[]")))


class NamedGroup(Table):
    """A name, and the units that it stands for; a unit that is gone is passed over, and comes back with its unit."""

    __tablename__ = "unit_groups"
    __declared__ = Declaration(
        title=_("Nhóm đơn vị"),
        rank=18,
        write=OPERATION,
        words={"name": _("Tên nhóm"), "units": _("Các đơn vị")},
        untold=frozenset({"name_key", "folded"}),
        values={"units": _counted},
        subject=("name",),
        name=itemgetter("name"),
        sought=("folded",),
        folded=True,
        in_bin=True,
        pages=frozenset({"directives"}),
    )
    __table_args__ = (Index(None, "folded", unique=True),)

    name: Mapped[str]
    units: Mapped[str]  # a JSON list of ids, in the order in which they were chosen
    name_key: Mapped[str]
    folded: Mapped[str]

    def refuse_return(self, session: Session) -> None:
        """Raises AppError `group_exists` when another has its name by now."""
        _refuse_twin(session, self.name, self.id)


@dataclass(frozen=True)
class GroupRow:
    """A group as lists show it: the units that it stands for today, (id, name) in the order of the catalogue."""

    id: str
    name: str
    units: tuple[tuple[str, str], ...]


def rows(session: Session) -> list[GroupRow]:
    """The groups of the office, by name."""
    found = session.scalars(select(NamedGroup).order_by(NamedGroup.name_key)).all()
    if not found:
        return []
    known = [row.id for row in units.rows(session)]
    names = units.full_names(session, known)
    made = []
    for group in found:
        members = set(json.loads(group.units))
        made.append(GroupRow(group.id, group.name, tuple((one, names[one]) for one in known if one in members)))
    return made


def save(session: Session, name: str, unit_ids: Iterable[str]) -> str:
    """Keep these units under `name`, instead of those that it stood for before; the group's id.

    Raises AppError `not_allowed`, `group_name_missing`, `group_name_too_long`, `strange_letters`, `group_empty`.
    """
    rights.require(session, OPERATION)
    name = _checked_name(name)
    wanted = list(dict.fromkeys(unit_ids))
    known = set(session.scalars(select(Unit.id).where(Unit.id.in_(wanted)))) if wanted else set()
    kept = json.dumps([one for one in wanted if one in known])
    if not known:
        raise AppError(
            "group_empty",
            _("Nhóm “{name}” chưa có đơn vị nào.").format(name=name),
            _("Nhóm chỉ gồm các đơn vị có trong danh mục."),
            _("Hãy chọn ít nhất một đơn vị rồi lưu lại."),
        )
    group = session.scalar(select(NamedGroup).where(NamedGroup.folded == fold(name)))
    if group is None:
        group = NamedGroup(name=name, units=kept, name_key=sort_key(name), folded=fold(name))
        session.add(group)
    else:
        group.name, group.units, group.name_key = name, kept, sort_key(name)
    session.flush()
    return group.id


def rename(session: Session, group_id: str, name: str) -> None:
    """Call a group otherwise. Raises AppError as `save` does, `group_unknown`, `group_exists`."""
    rights.require(session, OPERATION)
    group, name = _get(session, group_id), _checked_name(name)
    _refuse_twin(session, name, group_id)
    group.name, group.name_key, group.folded = name, sort_key(name), fold(name)


def remove(session: Session, group_id: str) -> str:
    """Take a group into the bin; its units and what they were given stay. Its name. Raises AppError `group_unknown`."""
    rights.require(session, OPERATION)
    group = _get(session, group_id)
    session.delete(group)
    return group.name


def find(session: Session, wanted: str) -> GroupRow:
    """The group of an id or a name, with or without marks. Raises AppError `group_unknown`."""
    groups = rows(session)
    exact = [one for one in groups if wanted == one.id or clean(wanted).casefold() == one.name.casefold()]
    found = exact or [one for one in groups if fold(wanted) == fold(one.name)]
    if len(found) != 1:
        raise _unknown(wanted, [one.name for one in groups])
    return found[0]


def _refuse_twin(session: Session, name: str, but: str) -> None:
    twin = session.scalar(select(NamedGroup).where(NamedGroup.folded == fold(name), NamedGroup.id != but))
    if twin is not None:
        raise AppError(
            "group_exists",
            _("Đã có nhóm “{name}”.").format(name=twin.name),
            _("Hai nhóm cùng tên thì không phân biệt được."),
            _("Hãy đặt tên khác, hoặc đổi tên nhóm kia trước."),
        )


def _get(session: Session, group_id: str) -> NamedGroup:
    group = session.get(NamedGroup, group_id)
    if group is None:
        raise _unknown(group_id, ())
    return group


def _unknown(wanted: str, names: Sequence[str]) -> AppError:
    there = _("Sổ có: {names}.").format(names="; ".join(names)) if names else _("Nhóm này không có, hoặc đã bị xóa.")
    what = _("Không có nhóm đơn vị “{wanted}”.").format(wanted=clean(wanted))
    return AppError("group_unknown", what, there, _("Hãy ghi đúng tên nhóm (unit group list)."))


def _checked_name(name: str) -> str:
    name = clean(name)
    if not name:
        raise AppError("group_name_missing", _("Nhóm chưa có tên."), "", _("Hãy đặt tên cho nhóm."))
    if len(name) > LONGEST_NAME:
        what = _("Tên nhóm dài quá {n} chữ.").format(n=LONGEST_NAME)
        raise AppError("group_name_too_long", what, "", _("Hãy đặt tên ngắn hơn."))
    strange = strange_letters(name)
    if strange:
        raise AppError(
            "strange_letters",
            _("Tên nhóm có chữ lạ: {letters}.").format(letters=", ".join(strange)),
            _("Chữ ấy trông như chữ thường gặp nhưng là chữ khác, nên tìm sẽ không thấy."),
            _("Hãy gõ lại tên nhóm."),
        )
    return name
