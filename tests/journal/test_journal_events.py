"""The journal of a small book, event by event: as lists show it, as it is exported, and what can be taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from models.access.opening import OpenOffice
from models.journal import history, journal, undo
from models.journal.history import EventFilter
from models.work import period_closing, periods, report_register, task_list, tasks
from models.work.report_kinds import REPORT_KINDS
from models.work.report_register import Report
from models.work.rights import operation_name
from models.work.tasks import Task, TaskFields

NOW = datetime(2024, 3, 12, 3, tzinfo=UTC)
HEAD = ["Số", "Thời gian", "Người", "Thao tác", "Loại", "Đối tượng", "Nội dung", "Trước", "Sau"]


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(NOW)


def do(office: OpenOffice, operation: str, change: Callable[..., object], by: str = "Lan") -> str:
    with office.store.write(operation, by=by) as write:
        change(write.session)
    assert write.operation_id is not None
    return write.operation_id


def test_what_was_done_is_exported_line_by_line_newest_first(office: OpenOffice) -> None:
    do(office, "task.add", lambda s: tasks.add(s, TaskFields("Số hóa", ref="3.1")))
    do(office, "task.finish", lambda s: tasks.finish(s, s.query(Task).one().id, date(2024, 3, 10)), by="Huệ")
    with office.store.read() as session:
        text = journal.export(session, EventFilter()).decode("utf-8-sig")
        newest, added = journal.page(session, EventFilter(), limit=2)
        assert journal.operation_of(session, newest.number) == newest.operation_id
        assert journal.operation_of(session, newest.number + 1) is None
        assert journal.chain(session).number == newest.number
        assert journal.page(session, EventFilter(), offset=1, limit=1) == [added]
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == HEAD
    number = str(newest.number)
    same = [number, "12/03/2024 10:00", "Huệ", newest.operation, "Nhiệm vụ", "Số 1, mục 3.1: Số hóa"]
    assert [row for row in rows if row[0] == number] == [
        [*same, "Trạng thái", "Chưa thực hiện", "Đã hoàn thành"],
        [*same, "Tiến độ", "0 %", "100 %"],
        [*same, "Ngày hoàn thành", "(trống)", "10/03/2024"],
    ]
    assert (newest.kind, newest.came, newest.went, newest.by) == ("Nhiệm vụ", False, False, "Huệ")
    assert (added.came, added.went, added.by, added.at) == (True, False, "Lan", NOW)
    told = [row[6:] for row in rows if row[0] == str(added.number)]
    assert told[:2] == [["Mục", "", "3.1"], ["Nội dung", "", "Số hóa"]]


@pytest.mark.parametrize(
    ("words", "operations"),
    [
        ("thêm nhiệm vụ", ["task.add", "task.add"]),
        ("HOAN THANH", ["task.finish"]),
        ("hoàn thành nhiệm vụ Số hóa", ["task.finish"]),
        ("them nhiem vu cong khai", ["task.add"]),
        ("hoàn thành nhiệm vụ công khai", []),
        ("Huệ", ["task.finish"]),
        ("gia hạn", []),
    ],
)
def test_events_found_by_operation(office: OpenOffice, words: str, operations: list[str]) -> None:
    do(office, "task.add", lambda s: tasks.add(s, TaskFields("Số hóa", ref="3.1")))
    do(office, "task.add", lambda s: tasks.add(s, TaskFields("Công khai")))
    do(office, "task.finish", lambda s: tasks.finish(s, task_list.find(s, "1").id, date(2024, 3, 10)), by="Huệ")
    with office.store.read() as session:
        wanted = EventFilter(words, table="tasks")
        assert [row.operation for row in journal.page(session, wanted)] == [operation_name(one) for one in operations]
        assert history.count(session, wanted) == len(operations)


def test_code_of_chain_can_be_read_out() -> None:
    assert journal.short_code("3f9a12bc77d0ffff") == "3F9A-12BC-77D0"


def test_what_stands_in_way_of_taking_something_back_is_said(office: OpenOffice) -> None:
    def story(operation: str) -> tuple[int, str]:
        with office.store.read() as session:
            told = journal.story(session, operation)
        return told.size, told.obstacle

    first = do(office, "task.add", lambda s: tasks.add_many(s, [TaskFields("một"), TaskFields("hai")]))
    assert story(first) == (2, "")
    second = do(office, "task.change", lambda s: tasks.set_state(s, s.query(Task).first().id, "doing"))
    assert story(second) == (1, "")
    assert story(first)[1].startswith("Dữ liệu liên quan đã được sửa tiếp sau đó")
    closing = do(office, "period.close", lambda s: period_closing.close(s, "2024-03", before_end=True))
    assert "chốt" in story(closing)[1]
    assert story("không có") == (0, "Không tìm thấy thao tác này.")
    with office.store.read() as session:
        founded = journal.operation_of(session, 1)
        assert founded is not None
    assert story(founded)[1] == "Việc tạo sổ không hoàn tác được."


def test_operation_that_was_taken_back_says_so_until_done_again(office: OpenOffice) -> None:
    do(office, "task.add", lambda s: tasks.add(s, TaskFields("Số hóa", lead=("Xã Lùng Cải",))))
    finished = do(office, "task.finish", lambda s: tasks.finish(s, s.query(Task).one().id, date(2024, 3, 10)))

    def obstacle() -> str:
        with office.store.read() as session:
            return journal.story(session, finished).obstacle

    assert obstacle() == ""
    back = do(office, "undo", lambda s: undo.undo(s, finished))
    assert obstacle() == "Thao tác này đã được hoàn tác lúc 12/03/2024 10:00."
    do(office, "undo", lambda s: undo.undo(s, back))
    assert obstacle() == ""


def test_every_line_says_something_and_hidden_events_are_counted(office: OpenOffice) -> None:
    do(office, "task.add", lambda s: tasks.add(s, TaskFields("Số hóa", lead=("Xã Lùng Cải",), due_on=NOW.date())))
    do(office, "report.words", lambda s: report_register.edit_section(s, "quy", "2026-Q4", "V", ["Kiến nghị"]))
    do(office, "report.words", lambda s: setattr(s.query(Report).one(), "updated_at", NOW.replace(hour=5)))
    with office.store.read() as session:
        listed = journal.page(session, EventFilter())
        chain = journal.chain(session)
        assert chain.number - chain.derived == history.count(session, EventFilter()) == len(listed)
    assert all(row.summary for row in listed)
    assert listed[0].summary == "Chỉ thông tin đi kèm, không có nội dung nào khác."
    assert listed[0].subject == "Báo cáo quý IV/2026"


@pytest.mark.parametrize(
    ("kind", "period", "words"),
    [
        ("thang", "2026-10", "Báo cáo tháng 10/2026"),
        ("quy", "2026-Q4", "Báo cáo quý IV/2026"),
        ("6thang", "2026-H1", "Báo cáo 6 tháng đầu năm 2026"),
        ("9thang", "2026-9M", "Báo cáo 9 tháng năm 2026"),
        ("nam", "2026", "Báo cáo năm 2026"),
    ],
)
def test_report_is_named_without_saying_its_kind_twice(kind: str, period: str, words: str) -> None:
    assert REPORT_KINDS[kind].of(periods.name(period)) == words
