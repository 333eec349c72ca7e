"""The units to choose from: in groups that are given one task together, and two communes of one name told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import offices
import pytest

from models.access import opening
from models.base import clock
from models.base.paths import Home
from models.journal import undo
from models.work import task_detail, tasks, unit_catalogue, units
from models.work.tasks import TaskFields
from models.work.unit_catalogue import UnitCatalogue
from models.work.unit_roles import RoleChoice, gathered


@pytest.fixture
def office(home: Home, cheap_keys: None) -> Iterator[opening.OpenOffice]:
    """Phòng Nội vụ below its district, with a division, two communes of one name in two districts, and a third."""
    with clock.fixed(datetime(2024, 3, 10, 3, tzinfo=UTC)):
        spec = opening.OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà")
        opened = offices.new(home, spec, "mật khẩu thử nghiệm")
        with opened.store.write("unit.add") as write:
            district = units.find(write.session, "UBND huyện Bắc Hà").id
            other = units.add(write.session, "Huyện Mường Khương", "huyen").id
            units.add(write.session, "Phòng Tư pháp", "huyen", parent_id=district)
            for name, above in (("Xã Thanh Bình", district), ("Xã Thanh Bình", other), ("Xã Bản Phố", district)):
                units.add(write.session, name, "xa", parent_id=above)
        yield opened
        opened.close()


def catalogue(office: opening.OpenOffice) -> UnitCatalogue:
    with office.store.read() as session:
        return unit_catalogue.read(session)


def groups(office: opening.OpenOffice) -> dict[str, tuple[str, ...]]:
    return {group.name: group.units for group in catalogue(office).groups}


def add(office: opening.OpenOffice, **fields: object) -> str:
    with office.store.write("task.add") as write:
        return tasks.add(write.session, TaskFields(**{"text": "Rà soát thủ tục", **fields})).id  # type: ignore[arg-type]


def roles(office: opening.OpenOffice, *ids: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    with office.store.read() as session:
        return task_detail.roles_of(session, ids)


def test_groups_of_units(office: opening.OpenOffice) -> None:
    communes = ("Xã Bản Phố", "Xã Thanh Bình (Huyện Mường Khương)", "Xã Thanh Bình (UBND huyện Bắc Hà)")
    add(office, area="institution", lead=("Phòng Tư pháp",))
    add(office, area="institution", lead=("Sở Tư pháp",))
    found = groups(office)
    assert set(found["Tất cả xã, phường, thị trấn"]) == set(communes)
    assert found["Tất cả phòng, ban, đơn vị cấp huyện"] == ("Huyện Mường Khương", "Phòng Nội vụ", "Phòng Tư pháp")
    assert found["Do Huyện Mường Khương theo dõi"] == communes[1:2]
    assert found["Đang chủ trì lĩnh vực Thể chế"] == ("Phòng Tư pháp",)
    assert all(found.values())
    assert catalogue(office).own == "Phòng Nội vụ"


def test_two_communes_of_one_name_are_both_given(office: opening.OpenOffice) -> None:
    task_id = add(office)
    communes = groups(office)["Tất cả xã, phường, thị trấn"]
    with office.store.write("task.assign") as write:
        task_detail.give(write.session, [task_id], RoleChoice(communes))
    with office.store.read() as session:
        detail = task_detail.read(session, task_id)
    assert [party.name for party in detail.lead] == list(communes)
    assert len({party.unit_id for party in detail.lead} - {None}) == 3
    with office.store.write("task.change") as write:  # a word of the task is corrected
        task_detail.save(write.session, task_id, TaskFields(text="Rà soát", lead=communes), None)
    with office.store.read() as session:
        assert {p.unit_id for p in task_detail.read(session, task_id).lead} == {p.unit_id for p in detail.lead}
        assert units.find(session, "Xã Thanh Bình (Huyện Mường Khương)").parent_id is not None


def test_mixed_tasks_given_in_one_step_to_take_back(office: opening.OpenOffice) -> None:
    first = add(office, lead=("Phòng Tư pháp",), with_units=("Xã Bản Phố",))
    second = add(office, lead=("phòng nội vụ",))
    third = add(office, lead=("Các sở, ban, ngành",), with_units=("Phòng Tư pháp",))
    before = roles(office, first, second, third)
    assert before[1] == (("Phòng Nội vụ",), ())
    start = gathered(before)
    assert start == RoleChoice(
        (), (), frozenset(n for h in before for n in h[0]), frozenset(n for h in before for n in h[1])
    )
    choice = RoleChoice(("Phòng Nội vụ",), (), start.some_lead - {"Phòng Nội vụ"}, start.some_help)
    with office.store.write("task.assign") as write:
        task_detail.give(write.session, [first, second, third], choice)
        operation = write.operation_id
    assert roles(office, first, second, third) == [
        (("Phòng Tư pháp", "Phòng Nội vụ"), ("Xã Bản Phố",)),
        (("Phòng Nội vụ",), ()),
        (("Các sở, ban, ngành", "Phòng Nội vụ"), ("Phòng Tư pháp",)),
    ]
    with office.store.write("undo") as write:
        undo.undo(write.session, operation)
    assert roles(office, first, second, third) == before
