"""Names with semicolons of their own: in one text and out of it again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base.text import clean
from models.reports.figures import by_unit
from models.reports.gather import gather
from models.work import task_detail, task_list, tasks, timeliness, unit_names, units
from models.work.tasks import TaskFields

SCHOOL = "Trường TH; THCS Bản Phố"
names = st.lists(st.text("abc; đ", min_size=1, max_size=9).map(clean).filter(lambda name: name.strip("; ")), max_size=4)


@given(names)
def test_joined_names_come_out_as_they_were(given_names: list[str]) -> None:
    assert unit_names.parted(unit_names.joined(given_names)) == tuple(given_names)


def test_typed_names_and_known_one_with_semicolon() -> None:
    assert unit_names.typed("Phòng Nội vụ;  Công an ; Phòng Nội vụ;") == ("Phòng Nội vụ", "Công an")
    assert unit_names.typed("Công an; trường th; thcs bản phố", (SCHOOL,)) == ("Công an", SCHOOL)
    assert unit_names.typed(unit_names.joined((SCHOOL, "Công an"))) == (SCHOOL, "Công an")


def test_names_put_together_before_come_apart_where_unit_known() -> None:
    assert unit_names.parted(f"{SCHOOL}; Công an", (SCHOOL,)) == (SCHOOL, "Công an")
    assert unit_names.parted("A; B", ("A; B", "A; B; C")) == ("A; B",)
    assert unit_names.parted("A; B; C", ("A; B", "A; B; C")) == ("A; B; C",)


def test_unit_that_acts_is_named_as_an_agency() -> None:
    places = ("Xã Tả Củ Tỷ", "Thị trấn Bắc Hà", "Thị xã Sa Pa", "Phường Cam Đường", "Huyện Bắc Hà", "Tỉnh Lào Cai")
    assert [unit_names.agency(name) for name in places] == [f"UBND {name[0].lower()}{name[1:]}" for name in places]
    for name in ("Phòng Nội vụ", "UBND xã Tả Củ Tỷ", "Sở Nội vụ tỉnh Lào Cai", "Xã", ""):
        assert unit_names.agency(name) == name


def test_unit_with_semicolon_is_one_everywhere(office: OpenOffice) -> None:
    with office.store.write("unit.add") as write:
        school = units.add(write.session, name=SCHOOL, level="xa")
        task_id = tasks.add(write.session, TaskFields("Số hóa hồ sơ", area="procedure")).id
        tasks.assign(write.session, task_id, [school.id])
        tasks.add(write.session, TaskFields("Rà soát", area="procedure", lead=(SCHOOL, "Công an")))
    with office.store.read() as session:
        now = timeliness.today(session, date(2024, 3, 12))
        kept = tasks.get(session, task_id)
        assert task_list.row(session, kept, now).lead == (SCHOOL,)
        assert task_detail.fields_of(kept).lead == (SCHOOL,)
        assert task_list.is_lead(session, SCHOOL)
        data = gather(session, "thang", "2024-03")
    assert {task.lead for task in data.tasks} == {(SCHOOL,), (SCHOOL, "Công an")}
    assert dict(by_unit(data.tasks)).keys() == {SCHOOL}  # Công an is no unit of this book, and has no part


def test_text_of_older_book_is_one_unit_in_report(office: OpenOffice) -> None:
    with office.store.write("unit.add") as write:
        school = units.add(write.session, name=SCHOOL, level="xa")
        task = tasks.add(write.session, TaskFields("Số hóa hồ sơ", area="procedure"))
        tasks.assign(write.session, task.id, [school.id])
        task.lead_text = SCHOOL  # as it was put together before
    with office.store.read() as session:
        assert [task.lead for task in gather(session, "thang", "2024-03").tasks] == [(SCHOOL,)]


@pytest.mark.parametrize(
    ("named", "acts"),
    [
        ("Xã Tả Củ Tỷ", "UBND xã Tả Củ Tỷ"),
        ("Thị trấn Bắc Hà", "UBND thị trấn Bắc Hà"),
        ("Thành phố Lào Cai", "UBND thành phố Lào Cai"),
        ("Phường 5", "UBND phường 5"),
        ("Xã Thanh Bình (Huyện Mường Khương)", "UBND xã Thanh Bình (huyện Mường Khương)"),
        *((name, name) for name in ("Phòng Nội vụ", "UBND xã Bản Phố", "Ủy ban nhân dân huyện Bắc Hà", "")),
        *((name, name) for name in ("Huyện ủy Bắc Hà", "Huyện đoàn", "Công an xã Lùng Cải", "Trạm Y tế (xã Lùng Cải)")),
    ],
)
def test_place_speaks_as_agency(named: str, acts: str) -> None:
    assert unit_names.agency(named) == acts


def test_names_told_together_for_narrow_place() -> None:
    names = ("UBND xã Bản Cái", "Phòng Nội vụ", "UBND xã Bản Phố", "UBND thị trấn Bắc Hà")
    assert unit_names.together(names) == "UBND các xã: Bản Cái, Bản Phố; Phòng Nội vụ; UBND thị trấn Bắc Hà"
    assert unit_names.together(()) == ""
