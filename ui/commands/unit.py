"""`unit group list`, `unit group save`, `unit group remove`: sets of units that are given work together."""

from __future__ import annotations

from typing import Any

from models.base.errors import AppError
from models.base.words import _
from models.work import unit_groups, units
from models.work.unit_groups import GroupRow
from ui.commands import opened
from ui.commands.request import Answer, Request


def list_groups(request: Request) -> Answer:
    """The named groups with their units."""
    with opened.office(request) as office, office.store.read() as session:
        rows = unit_groups.rows(session)
    return Answer({"groups": [_as_json(row) for row in rows]}, [_line(row) for row in rows] or [_("Chưa có nhóm nào.")])


def save_group(request: Request) -> Answer:
    """Keep units under a name, or call a group otherwise."""
    options = request.options
    if not options.unit and not options.name:
        raise AppError(
            "nothing_to_set",
            _("Chưa có gì để ghi."),
            _("Lệnh cần ít nhất một --unit, hoặc --name để đổi tên nhóm đã có."),
            _("Hãy thêm đơn vị hoặc tên mới."),
        )
    with opened.office(request) as office:
        with office.store.write(unit_groups.OPERATION) as write:
            session = write.session
            if options.unit:
                group_id = unit_groups.save(
                    session, options.group, [units.find(session, typed).id for typed in options.unit]
                )
            else:
                group_id = unit_groups.find(session, options.group).id
            if options.name:
                unit_groups.rename(session, group_id, options.name)
        with office.store.read() as session:
            row = unit_groups.find(session, group_id)
    return Answer(_as_json(row), [_("Đã lưu nhóm {group}").format(group=_line(row))])


def remove_group(request: Request) -> Answer:
    """Take a group away; its units stay."""
    with opened.office(request) as office, office.store.write(unit_groups.OPERATION) as write:
        row = unit_groups.find(write.session, request.options.group)
        unit_groups.remove(write.session, row.id)
    words = _("Đã xóa nhóm “{name}”; các đơn vị vẫn còn trong danh mục.")
    return Answer({"removed": {"id": row.id, "name": row.name}}, [words.format(name=row.name)])


def _as_json(row: GroupRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "units": [{"id": one, "name": name} for one, name in row.units]}


def _line(row: GroupRow) -> str:
    return _("{name} ({n}): {units}").format(
        name=row.name, n=len(row.units), units="; ".join(name for _id, name in row.units)
    )
