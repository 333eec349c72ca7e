"""Whose an accepted task is and since when it exists: by the office that reads, by what is said at acceptance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import offices
import pytest

from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.journal import undo
from models.reading import read
from models.reading.words.meetings import meeting_day
from models.work import (
    directive_view,
    directives,
    lead_meanings,
    month,
    overview,
    period_result,
    task_list,
    tasks,
    timeliness,
    unassigned,
    unit_catalogue,
    units,
)
from models.work.review import Review
from models.work.task_list import TaskFilter
from models.work.tasks import Task, TaskFields

NOTICE = Path(__file__).parents[3] / "shared" / "data" / "directive_lao_cai_2024.txt"
TEXT = NOTICE.read_text("utf-8")
ALL = "Các sở, ban, ngành, địa phương"
COMMUNES = ("Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Lùng Phình")
NOW = datetime(2024, 4, 2, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(NOW)


def keep(office: OpenOffice, text: str = TEXT) -> str:
    with office.store.write("directive.add") as write:
        return directives.add(write.session, office.evidence, read.read_text(text), "tb.txt", text.encode()).id


def accept(office: OpenOffice, kept: str, instead: dict[str, tuple[str, ...]], day: date | None = None) -> str:
    with office.store.write("directive.accept") as write:
        keys = [item.key for item in directives.items(write.session, kept)]
        directives.accept_items(write.session, kept, keys, instead, day)
    assert write.operation_id is not None
    return write.operation_id


def classes(office: OpenOffice, kept: str) -> dict[str, str]:
    with office.store.read() as session:
        return {item.task.ref: item.task.whose for item in directives.items(session, kept)}


def of_class(found: dict[str, str], code: str) -> set[str]:
    return {ref for ref, whose in found.items() if whose == code}


def test_notice_read_by_district(office: OpenOffice) -> None:
    kept = keep(office)
    found = classes(office, kept)
    assert of_class(found, "orientation") == {"1.1", "1.2"}
    assert of_class(found, "followed") == {"3.4", "9.1", "9.2", "9.3", "9.5"}
    accept(office, kept, {})
    with office.store.read() as session:
        assert {task.ref: task.whose for task in session.query(Task)} == found
        result = period_result.of_period(session, "2024-04")
        assert {task.ref for task in result.tasks if task.whose == "ours"} == of_class(found, "ours")


@pytest.mark.parametrize(
    ("name", "level", "parent", "followed"),
    [
        ("UBND xã Tả Củ Tỷ", "xa", "UBND huyện Bắc Hà", {"3.4", "9.1", "9.2", "9.3", "9.5"}),
        ("Sở Nội vụ", "tinh", "UBND tỉnh Lào Cai", set()),
        ("Sở Tài chính", "tinh", "UBND tỉnh Lào Cai", {"9.1", "9.2", "9.3", "9.5"}),
        ("Sở Nội vụ tỉnh Lào Cai", "tinh", "UBND tỉnh Lào Cai", set()),
        ("Văn phòng UBND tỉnh", "tinh", "UBND tỉnh Lào Cai", set()),
    ],
)
def test_notice_read_by_others(home: Home, name: str, level: str, parent: str, followed: set[str]) -> None:
    office = offices.found(home, OfficeSpec(name=name, level=level, parent=parent, place="Lào Cai"))
    try:
        found = classes(office, keep(office))
    finally:
        office.close()
    assert of_class(found, "followed") == followed
    assert of_class(found, "orientation") == {"1.1", "1.2"}


def test_department_in_list_of_units_is_above(office: OpenOffice) -> None:
    with office.store.write("unit.add") as write:
        units.add(write.session, "Sở Nội vụ", "tinh")
    assert classes(office, keep(office))["9.1"] == "followed"


def test_task_exists_from_day_said_at_acceptance(office: OpenOffice) -> None:
    kept = keep(office)
    with office.store.read() as session:
        opened = directive_view.opened(session, kept)
        assert opened.undated and opened.received_on == date(2024, 4, 2)
        assert opened.meeting_on == date(2024, 3, 5)
    accept(office, kept, {}, date(2024, 3, 5))
    with office.store.read() as session:
        assert {task.assigned_on for task in session.query(Task)} == {date(2024, 3, 5)}
        assert not period_result.of_period(session, "2024-02").tasks
        assert len(period_result.of_period(session, "2024-03").tasks) == 18
        opened = directive_view.opened(session, kept)
        assert (opened.given_on, opened.undated) == (date(2024, 3, 5), False)  # asked for once


def test_task_exists_from_day_received_when_nobody_says(office: OpenOffice) -> None:
    accept(office, keep(office), {})
    with office.store.read() as session:
        assert not period_result.of_period(session, "2024-03").tasks
        assert len(period_result.of_period(session, "2024-04").tasks) == 18


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Ngày 05 tháng 3 năm 2024, UBND tỉnh tổ chức Hội nghị cải cách hành chính.", date(2024, 3, 5)),
        ("Kết luận tại cuộc họp giao ban ngày 12/3/2024 của Chủ tịch UBND huyện.", date(2024, 3, 12)),
        ("Ngày 31 tháng 2 năm 2024, UBND huyện tổ chức họp giao ban.", None),
        ("Căn cứ Quyết định ngày 12/3/2024 của UBND tỉnh. Hội nghị kết luận:", None),
        ("Báo cáo trước ngày 15/3/2024.", None),
        ("Bắc Hà, ngày 07 tháng 3 năm 2024\nTHÔNG BÁO\nKết luận tại hội nghị sơ kết", None),
        ("Mường Hum, ngày 7/3/2024\nTHÔNG BÁO\nKết luận tại cuộc làm việc ngày 5/3/2024", date(2024, 3, 5)),
    ],
)
def test_day_of_meeting(said: str, day: date | None) -> None:
    assert meeting_day(f"THÔNG BÁO\n{said}\n") == day
    assert meeting_day("Ngày 9/3/2024, họp giao ban.", said) == (day or date(2024, 3, 9))


def test_general_name_means_units_and_is_remembered(office: OpenOffice) -> None:
    kept = keep(office)
    before = counted(office)
    operation = accept(office, kept, {ALL: COMMUNES, "Sở Nội vụ": ("Phòng Nội vụ",)})
    with office.store.read() as session:
        task = session.query(Task).filter_by(ref="2").one()
        assert task.lead_text == "; ".join(COMMUNES)
        assert unit_catalogue.read(session).meaning("CÁC SỞ, ban, ngành, địa phương") == COMMUNES
        assert unit_catalogue.read(session).meaning("Sở Nội vụ") is None  # one office is what it is called
        followed = session.query(Task).filter_by(ref="9.1").one()
        assert (followed.whose, followed.lead_text) == ("followed", "Sở Nội vụ")  # nobody was asked about this one
    assert counted(office) == before + 3  # 1.3, 1.4 and 8 are led by other words
    with office.store.write("undo") as write:
        undo.undo(write.session, operation)
    with office.store.read() as session:
        assert lead_meanings.remembered(session) == {}


def test_general_name_of_another_is_followed_and_keeps_its_words(office: OpenOffice) -> None:
    accept(office, keep(office), {ALL: ()})
    with office.store.read() as session:
        task = session.query(Task).filter_by(ref="2").one()
        assert (task.whose, task.lead_text) == ("followed", ALL)
        assert session.query(Task).filter_by(ref="1.1").one().whose == "orientation"
        assert unit_catalogue.read(session).meaning(ALL) == ()


def test_general_answer_does_not_take_over_what_is_followed(office: OpenOffice) -> None:
    kept = keep(office)
    with office.store.read() as session:
        (item,) = [item for item in directives.items(session, kept) if item.task.ref == "3.4"]
    led_by_all = replace(item, task=replace(item.task, lead=(ALL,)))
    nobody = replace(item, task=replace(item.task, lead=()))
    answers = {ALL: ("Phòng Nội vụ",), "": ("Phòng Nội vụ",)}
    assert (led_by_all.led(answers), nobody.led(answers)) == (led_by_all, nobody)
    accept(office, kept, {name: ("Phòng Nội vụ",) for name in (*item.task.lead, ALL, "") if name in {ALL, ""}})
    assert classes(office, kept)["3.4"] == "followed"


def test_meaning_without_its_units_is_forgotten(office: OpenOffice) -> None:
    accept(office, keep(office), {ALL: ("Xã Lùng Cải",)})
    with office.store.write("unit.change") as write:
        commune = units.find(write.session, "Xã Lùng Cải")
        commune.valid_to = date(2024, 4, 1)
    with office.store.read() as session:
        assert unit_catalogue.read(session).meaning(ALL) is None


def counted(office: OpenOffice) -> int:
    """The tasks that are given to nobody, as every place counts them."""
    with office.store.read() as session:
        now = timeliness.today(session)
        seen = {
            overview.read(session, now).unassigned,
            task_list.count(session, TaskFilter(unassigned=True, unfinished=True), now),
            len({row.task_id for row in month.read(session, "2024-04").rows if row.nobody}),
            sum(
                any(not part.unit for part in task.units)
                for task in period_result.of_period(session, "2024-04").tasks
                if task.whose == "ours"
            ),
            unassigned.count(session, [task.id for task in session.query(Task)]),
        }
    assert len(seen) == 1, seen
    return seen.pop()


def test_unassigned_is_one_number(office: OpenOffice) -> None:
    accept(office, keep(office), {})
    assert counted(office) == 11
    with office.store.write("task.assign") as write:
        one, other, helped = write.session.query(Task).filter_by(lead_text=ALL, whose="ours").limit(3)
        tasks.assign(write.session, one.id, [units.find(write.session, "Phòng Nội vụ").id])
        tasks.cancel(write.session, other.id, "thu hồi")
        tasks.assign(write.session, helped.id, [], [units.find(write.session, "Xã Lùng Cải").id])  # nobody leads
    assert counted(office) == 9
    offices.add_task(office, "theo dõi", whose="followed", lead=("Sở Y tế",))
    offices.add_task(office, "của ta")
    assert counted(office) == 10


def test_list_says_that_nobody_leads(office: OpenOffice) -> None:
    accept(office, keep(office), {})
    with office.store.read() as session:
        rows = {row.ref: row for row in task_list.page(session, TaskFilter(), timeliness.today(session))}
    assert {ref for ref, row in rows.items() if row.nobody} == {
        *("1.3", "1.4", "2", "3.1", "3.2", "3.3", "4", "5", "6", "7", "8")
    }
    assert rows["2"].lead == (ALL,)  # the document's words are there all the same


def test_review_of_classes(office: OpenOffice) -> None:
    kept = keep(office)
    with office.store.read() as session:
        review = Review(TEXT, directives.items(session, kept))
    keys = {item.task.ref: item.key for item in review.items}
    assert all(bool(item.task.why) == (item.task.whose != "ours") for item in review.items)
    review.edit([keys["2"], keys["4"]], whose="orientation")
    assert {review.item(keys[ref]).task.whose for ref in ("2", "4")} == {"orientation"}
    review.edit([keys["9.1"]], lead=("Phòng Nội vụ",))  # ours take over what was proposed as another's
    assert (review.item(keys["9.1"]).task.whose, review.item(keys["9.1"]).task.why) == ("ours", "")
    review.edit([keys["9.2"]], whose="followed")  # decided: no words of the reader's any more, and it stays
    review.edit([keys["9.2"]], lead=("Phòng Nội vụ",))
    assert review.item(keys["9.2"]).task.whose == "followed"
    review.fill_down([keys["4"], keys["5"]], "whose")
    assert review.item(keys["5"]).task.whose == "orientation"
    merged = review.merge([keys["9.3"], keys["6"]])
    assert review.item(merged).task.whose == "ours"
    with office.store.write("directive.review") as write:
        directives.keep_items(write.session, kept, review.items)
    with office.store.read() as session:
        assert directives.items(session, kept) == review.items


def test_proposals_kept_by_older_version_are_ours(office: OpenOffice) -> None:
    import json

    from models.work import kept_review, review

    (item,) = kept_review.from_plain(
        [
            {name: value for name, value in entry.items() if name not in {"whose", "why"}}
            for entry in json.loads(json.dumps(kept_review.as_plain([review.ReviewItem("1", PROPOSED)])))
        ]
    )
    assert item.task == replace(PROPOSED, whose="ours", why="")


PROPOSED = replace(read.read_text(TEXT).tasks[0], flags=())


def test_class_of_task_by_fields(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        task_id = tasks.add(write.session, TaskFields("việc", whose="orientation")).id
    with office.store.read() as session:
        assert unassigned.count(session, [task_id]) == 0
