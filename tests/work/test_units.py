"""Units: codes that were reused, names that differ by one mark, and what a person means by a few letters."""

from __future__ import annotations

from datetime import UTC, date, datetime

import offices
import pytest
from sqlalchemy import select

from models.access.opening import OfficeSpec, OpenOffice
from models.base import clock
from models.base.paths import Home
from models.work import people, progress, report_register, tasks, units
from models.work.progress import NewProgress
from models.work.tasks import TaskFields
from models.work.units import Unit

MERGED = date(2025, 7, 1)


def add(office: OpenOffice, name: str, **fields: object) -> str:
    with office.store.write("unit.add") as write:
        return units.add(write.session, name, "xa", **fields).id  # type: ignore[arg-type]


def found(office: OpenOffice, wanted: str) -> str:
    with office.store.read() as session:
        return units.find(session, wanted).name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("02842", "Xã Lùng Cải"),
        ("4", "Xã Lùng Cải"),
        ("lùng cải", "Xã Lùng Cải"),
        ("LUNG CAI", "Xã Lùng Cải"),
        ("phinh", "Xã Lùng Phình"),
        ("Phòng Nội vụ", "Phòng Nội vụ"),
        ("thị trấn", "Thị trấn Bắc Hà"),
    ],
)
def test_unit_find(office: OpenOffice, wanted: str, name: str) -> None:
    assert found(office, wanted) == name


@pytest.mark.parametrize("wanted", ["", "  ", "không có", "99999", "9" * 40, "²", "%", "_", "0"])
def test_unit_find_refused(office: OpenOffice, wanted: str) -> None:
    with offices.refused("unit_unknown"):
        found(office, wanted)


def test_unit_find_ambiguous(office: OpenOffice) -> None:
    with pytest.raises(Exception, match="4: Xã Lùng Cải; 5: Xã Lùng Phình") as refused:
        found(office, "lùng")
    assert refused.value.code == "unit_ambiguous"  # type: ignore[attr-defined]


def test_unit_find_whole_name_first(office: OpenOffice) -> None:
    add(office, "Xã Lùng Cải Thượng")
    assert found(office, "xa lung cai") == "Xã Lùng Cải"


def test_unit_names_differ_by_mark(office: OpenOffice) -> None:
    """Phường Sa Pa and Phường Sa Pả are both in thị xã Sa Pa."""
    sa_pa, other = add(office, "Phường Sa Pa"), add(office, "Phường Sa Pả")
    assert found(office, "Phường Sa Pa") == "Phường Sa Pa"
    assert found(office, "phường sa pả") == "Phường Sa Pả"
    with offices.refused("unit_ambiguous"):
        found(office, "sa pa")
    with office.store.read() as session:
        known = units.by_name(session, ["Phường Sa Pa", "phường SA PẢ", "phuong sa pa", "Phường Sa Pá"])
        assert {name: unit.id for name, unit in known.items()} == {"Phường Sa Pa": sa_pa, "phường SA PẢ": other}


def test_unit_name_spelled_two_ways(office: OpenOffice) -> None:
    add(office, "Xã Hoà Mạc")
    with offices.refused("unit_exists"):
        add(office, "Xã Hòa Mạc")
    with office.store.read() as session:
        assert set(units.by_name(session, ["xã Hòa Mạc", "Xa Hoa Mac"])) == {"xã Hòa Mạc", "Xa Hoa Mac"}


def test_unit_reused_code(office: OpenOffice) -> None:
    """02842 was Lùng Cải until 30/6/2025 and is Tả Củ Tỷ since."""
    with office.store.write("unit.change") as write:
        old = units.find(write.session, "02842")
        units.change(
            write.session,
            old.id,
            name=old.name,
            code=old.code,
            level="xa",
            valid_from=None,
            valid_to=date(2025, 6, 30),
        )
    add(office, "Xã Tả Củ Tỷ", code="02842", valid_from=MERGED)
    with clock.fixed(datetime(2025, 7, 1, tzinfo=UTC)):
        assert found(office, "02842") == "Xã Tả Củ Tỷ"
        assert found(office, "lùng cải") == "Xã Lùng Cải"  # history stays readable
    with clock.fixed(datetime(2025, 6, 30, tzinfo=UTC)):
        assert found(office, "02842") == "Xã Lùng Cải"


def test_unit_name_reused_after_end(office: OpenOffice) -> None:
    add(office, "Xã Bản Liền", valid_to=date(2025, 6, 30))
    add(office, "Xã Bản Liền", valid_from=MERGED)
    for days in ({}, {"valid_from": date(2025, 6, 30)}, {"valid_to": MERGED}, {"valid_from": date(2030, 1, 1)}):
        with offices.refused("unit_exists"):
            add(office, "Xã Bản Liền", **days)
    with clock.fixed(datetime(2025, 7, 2, tzinfo=UTC)), office.store.read() as session:
        assert units.find(session, "bản liền").valid_from == MERGED
        assert len([row for row in units.rows(session) if row.name == "Xã Bản Liền"]) == 1
        assert len([row for row in units.rows(session, with_ended=True) if row.name == "Xã Bản Liền"]) == 2


def test_unit_days_overlap_refused(office: OpenOffice) -> None:
    add(office, "Xã Bản Liền", valid_to=date(2025, 6, 30))
    later = add(office, "Xã Bản Liền", valid_from=MERGED)
    with offices.refused("unit_exists"), office.store.write("unit.change") as write:
        units.change(write.session, later, name="Xã Bản Liền", code=None, level="xa", valid_from=None, valid_to=None)
    with office.store.write("unit.change") as write:
        units.change(write.session, later, name="xã Bản Liền", code="1", level="xa", valid_from=MERGED, valid_to=None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "unit_name_missing"),
        ({"level": "thon"}, "wrong_level"),
        ({"valid_from": MERGED, "valid_to": date(2025, 6, 30)}, "wrong_dates"),
    ],
)
def test_unit_fields_refused(office: OpenOffice, fields: dict[str, object], code: str) -> None:
    values = {"name": "Xã Mới", "level": "xa"} | fields
    with offices.refused(code), office.store.write("unit.add") as write:
        units.add(write.session, **values)  # type: ignore[arg-type]


def test_unit_in_use_not_removed(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields("việc", lead=("Xã Lùng Cải",)))
        phinh = units.find(write.session, "Lùng Phình")
        progress.put(write.session, task.id, "2024-03", NewProgress(percent=5), phinh.id)
    for wanted in ("Lùng Cải", "Lùng Phình", "Phòng Nội vụ", "Ủy ban nhân dân"):
        with offices.refused("unit_in_use"), office.store.write("unit.remove") as write:
            units.remove(write.session, units.find(write.session, wanted).id)
    with office.store.write("unit.remove") as write:
        units.remove(write.session, units.find(write.session, "Thị trấn").id)
    with offices.refused("unit_unknown"):
        found(office, "Thị trấn")


def test_unit_order(office: OpenOffice) -> None:
    for name in ("Xã Đông", "Xã Dân", "Xã Ấm", "Xã An", "Xã Ăn"):
        add(office, name)
    with office.store.read() as session:
        names = [row.name for row in units.rows(session) if row.name.startswith("Xã")]
    assert names == ["Xã An", "Xã Ăn", "Xã Ấm", "Xã Dân", "Xã Đông", "Xã Lùng Cải", "Xã Lùng Phình"]


def test_unit_levels_since_2025(home: Home) -> None:
    spec = OfficeSpec("Sở Nội vụ", "tinh", children=(("02839", "Xã Bắc Hà"), ("085", "Huyện Bắc Hà")))
    office = offices.found(home, spec)
    with office.store.read() as session:
        assert {unit.name: unit.level for unit in session.query(Unit)} == {
            "Sở Nội vụ": "tinh",
            "Xã Bắc Hà": "xa",
            "Huyện Bắc Hà": "huyen",
        }
    office.close()


def test_person_signer_removed_leaves_report(office: OpenOffice) -> None:
    with office.store.write("person.save") as write:
        person = people.save(write.session, None, name="Lê Thị Hoa", title="Phó Trưởng phòng", signs=True)
        report_register.fill_head(write.session, "thang", "2024-03", number="05", issued_on=None, signer_id=person.id)
    with office.store.write("person.remove") as write:
        people.remove(write.session, person.id)
    with office.store.read() as session:
        report = session.scalars(select(report_register.Report)).one()
        assert (report.number, report.signer_id) == ("05", None)
        assert people.rows(session) == []
