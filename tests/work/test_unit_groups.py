"""Sets of units that an office names: kept, listed among the choices, renamed, removed, journalled, undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import offices
import pytest

from models.access import opening
from models.base.errors import AppError
from models.base.paths import Home
from models.journal import bin as bins
from models.journal import history, undo
from models.work import unit_catalogue, unit_groups, unit_list, units
from models.work.unit_groups import OPERATION


@pytest.fixture
def office(home: Home, cheap_keys: None) -> Iterator[opening.OpenOffice]:
    opened = offices.new(home, opening.OfficeSpec("Phòng Nội vụ", "huyen"), "mật khẩu thử nghiệm")
    with opened.store.write("unit.add") as write:
        for name in ("Xã Lùng Phình", "Xã Bản Phố", "Xã Na Hối"):
            units.add(write.session, name, "xa")
    yield opened
    opened.close()


def write(office: opening.OpenOffice, change: Any) -> tuple[Any, str]:
    with office.store.write(OPERATION) as done:
        result = change(done.session)
    return result, str(done.operation_id)


def save(office: opening.OpenOffice, name: str, *members: str) -> str:
    found: str = write(office, lambda s: unit_groups.save(s, name, [units.find(s, member).id for member in members]))[0]
    return found


def shown(office: opening.OpenOffice) -> dict[str, tuple[str, ...]]:
    with office.store.read() as session:
        return {row.name: tuple(name for _id, name in row.units) for row in unit_groups.rows(session)}


def refused(office: opening.OpenOffice, change: Any) -> str:
    with pytest.raises(AppError) as refusal:
        write(office, change)
    return refusal.value.code


def test_group_is_a_choice(office: opening.OpenOffice) -> None:
    save(office, "  Các xã  vùng cao ", "Xã Lùng Phình", "Xã Bản Phố")
    assert shown(office) == {"Các xã vùng cao": ("Xã Bản Phố", "Xã Lùng Phình")}
    with office.store.read() as session:
        first = unit_catalogue.read(session).groups[0]
    assert (first.kind, first.name, first.units) == ("named", "Các xã vùng cao", ("Xã Bản Phố", "Xã Lùng Phình"))


def test_group_of_the_same_name_is_replaced(office: opening.OpenOffice) -> None:
    first = save(office, "Vùng cao", "Xã Lùng Phình")
    assert save(office, "VÙNG CAO", "Xã Na Hối") == first
    assert shown(office) == {"VÙNG CAO": ("Xã Na Hối",)}


def test_group_renamed_and_removed(office: opening.OpenOffice) -> None:
    group, other = save(office, "Vùng cao", "Xã Lùng Phình"), save(office, "Vùng thấp", "Xã Na Hối")
    assert refused(office, lambda s: unit_groups.rename(s, other, "vùng cao")) == "group_exists"
    write(office, lambda s: unit_groups.rename(s, group, "Vùng cao 2"))
    assert write(office, lambda s: unit_groups.remove(s, other))[0] == "Vùng thấp"
    assert shown(office) == {"Vùng cao 2": ("Xã Lùng Phình",)}
    assert refused(office, lambda s: unit_groups.remove(s, other)) == "group_unknown"


@pytest.mark.parametrize(
    ("name", "code"),
    [("  ", "group_name_missing"), ("x" * 101, "group_name_too_long"), ("Xã vùng c\u0430o", "strange_letters")],
)
def test_group_name_refused(office: opening.OpenOffice, name: str, code: str) -> None:
    with office.store.read() as session:
        unit = units.find(session, "Xã Na Hối").id
    assert refused(office, lambda s: unit_groups.save(s, name, [unit])) == code
    assert shown(office) == {}


def test_group_without_units_refused(office: opening.OpenOffice) -> None:
    assert refused(office, lambda s: unit_groups.save(s, "Vùng cao", [])) == "group_empty"
    assert refused(office, lambda s: unit_groups.save(s, "Vùng cao", ["khong-co"])) == "group_empty"


def test_group_passes_over_a_unit_that_is_gone(office: opening.OpenOffice) -> None:
    save(office, "Vùng cao", "Xã Lùng Phình", "Xã Na Hối")
    with office.store.write("unit.remove") as gone:
        unit_list.remove(gone.session, units.find(gone.session, "Xã Na Hối").id)
    assert shown(office) == {"Vùng cao": ("Xã Lùng Phình",)}
    with office.store.write("undo") as back:
        undo.undo(back.session, gone.operation_id)
    assert shown(office) == {"Vùng cao": ("Xã Lùng Phình", "Xã Na Hối")}


def test_group_found_by_name_with_or_without_marks(office: opening.OpenOffice) -> None:
    group = save(office, "Vùng cao", "Xã Lùng Phình")
    with office.store.read() as session:
        assert {unit_groups.find(session, typed).id for typed in (group, "vùng cao", "vung cao")} == {group}
        with pytest.raises(AppError, match="Không có nhóm"):
            unit_groups.find(session, "vùng")


def test_group_change_is_told_and_taken_back(office: opening.OpenOffice) -> None:
    save(office, "Vùng cao", "Xã Lùng Phình")
    _none, operation = write(
        office, lambda s: unit_groups.save(s, "Vùng cao", [units.find(s, n).id for n in ("Xã Na Hối", "Xã Bản Phố")])
    )
    with office.store.read() as session:
        from models.journal import journal

        told = journal.story(session, operation)
        assert ("unit_groups", "Nhóm đơn vị") in history.kinds()
    assert told
    with office.store.write("undo") as back:
        undo.undo(back.session, operation)
    assert shown(office) == {"Vùng cao": ("Xã Lùng Phình",)}


def test_group_comes_back_from_the_bin(office: opening.OpenOffice) -> None:
    group = save(office, "Vùng cao", "Xã Lùng Phình")
    write(office, lambda s: unit_groups.remove(s, group))
    save(office, "vùng cao", "Xã Na Hối")
    with office.store.read() as session:
        (row,) = bins.rows(session)
    with pytest.raises(AppError, match="Đã có nhóm"):
        write(office, lambda s: bins.restore(s, row.number))
    with office.store.read() as session:
        other = unit_groups.find(session, "vùng cao").id
    write(office, lambda s: unit_groups.rename(s, other, "Vùng thấp"))
    write(office, lambda s: bins.restore(s, row.number))
    assert shown(office) == {"Vùng cao": ("Xã Lùng Phình",), "Vùng thấp": ("Xã Na Hối",)}


def test_group_not_for_readers(office: opening.OpenOffice) -> None:
    from models.work import rights

    assert [role for role in rights.ROLES if rights.may(role, OPERATION)] == [rights.ADMIN, rights.CLERK]
