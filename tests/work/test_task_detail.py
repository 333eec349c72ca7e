"""A task's own page: all of it read in one go, its history in the office's words, its saving in one operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import offices
import pytest
from sqlalchemy import select

from models.access import opening
from models.base import clock
from models.base.paths import Home
from models.journal import task_history, undo
from models.reading import read as reading
from models.work import attachments, directives, extensions, progress, task_detail, task_list, tasks, timeliness, units
from models.work.indicators import IndicatorRow
from models.work.task_list import TaskFilter
from models.work.tasks import Assignment, TaskFields
from models.work.unit_roles import RoleChoice

NOTICE = """ỦY BAN NHÂN DÂN
HUYỆN BẮC HÀ
Số: 12/TB-UBND
Bắc Hà, ngày 05 tháng 3 năm 2024
THÔNG BÁO
Kết luận về cải cách hành chính
1. Giao Phòng Tư pháp rà soát văn bản quy phạm pháp luật, hoàn thành trước ngày 15/3/2024.
2. Giao Phòng Nội vụ kiểm tra kỷ luật, kỷ cương tại các xã trong tháng 6 năm 2024.
"""


@pytest.fixture
def office(home: Home, cheap_keys: None) -> Iterator[opening.OpenOffice]:
    spec = opening.OfficeSpec(
        "Phòng Nội vụ", "huyen", children=((None, "Phòng Tư pháp"), (None, "Xã Lùng Cải"), (None, "Xã Bản Phố"))
    )
    with clock.fixed(datetime(2024, 3, 10, 3, tzinfo=UTC)):
        opened = offices.new(home, spec, "mật khẩu thử nghiệm")
        yield opened
        opened.close()


def add(office: opening.OpenOffice, **fields: object) -> str:
    with office.store.write("task.add") as write:
        return tasks.add(write.session, TaskFields(**{"text": "Rà soát thủ tục", **fields})).id  # type: ignore[arg-type]


def detail(office: opening.OpenOffice, task_id: str) -> task_detail.TaskDetail:
    with office.store.read() as session:
        return task_detail.read(session, task_id)


def history(office: opening.OpenOffice, task_id: str) -> Sequence[task_history.TaskEvent]:
    with office.store.read() as session:
        return task_history.of_task(session, task_id)


def test_task_detail_read_whole(office: opening.OpenOffice) -> None:
    task_id = add(office, lead=("Phòng Tư pháp", "Sở Công an"), with_units=("Xã Lùng Cải",), due_on=date(2024, 3, 12))
    with office.store.write("progress.put") as write:
        entry = progress.NewProgress(percent=40, note="Đang rà soát", value=Decimal("12.5"))
        progress.put(write.session, task_id, "2024-03", entry)
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, task_id, date(2024, 4, 1), "Chờ hướng dẫn", "CV 45")
    with office.store.write("task.attach") as write:
        attachments.attach(write.session, office.evidence, task_id, "Kế hoạch.pdf", b"%PDF")
    seen = detail(office, task_id)
    assert [(p.name, p.unit_id is not None) for p in (*seen.lead, *seen.helping)] == [
        ("Phòng Tư pháp", True),
        ("Sở Công an", False),
        ("Xã Lùng Cải", True),
    ]
    assert (seen.row.percent, seen.row.due_on) == (40, date(2024, 4, 1))
    assert [(e.period, e.unit, e.percent, e.value) for e in seen.entries] == [
        ("Tháng 3/2024", "Phòng Tư pháp", 40, Decimal("12.5"))
    ]
    assert [(x.old_due_on, x.new_due_on, x.reason, x.approved_by) for x in seen.extensions] == [
        (date(2024, 3, 12), date(2024, 4, 1), "Chờ hướng dẫn", "CV 45")
    ]
    assert [f.name for f in seen.files] == ["Kế hoạch.pdf"]
    assert [m.key for m in seen.months] == ["2024-03", "2024-02", "2024-01", "2023-12", "2023-11", "2023-10"]


def test_task_history_words(office: opening.OpenOffice) -> None:
    task_id = add(office, lead=("Phòng Tư pháp",), due_on=date(2024, 3, 12))
    other = add(office, text="Việc khác")
    with office.store.write("task.change") as write:
        fields = TaskFields(text="Rà soát thủ tục", area="procedure", lead=("Xã Bản Phố",), due_on=date(2024, 3, 20))
        task_detail.save(write.session, task_id, fields, IndicatorRow("", "Tỷ lệ", "%", Decimal("12.5"), None, "up"))
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, task_id, date(2024, 3, 9))
        tasks.finish(write.session, other, date(2024, 3, 8))
    newest, changed, first = history(office, task_id)
    assert newest.operation == "Hoàn thành nhiệm vụ"
    assert set(newest.lines) == {
        "Trạng thái: Chưa thực hiện → Đã hoàn thành",
        "Tiến độ: 0 % → 100 %",
        "Ngày hoàn thành: (trống) → 09/03/2024",
    }
    assert {
        "Lĩnh vực: (trống) → Thủ tục hành chính",
        "Hạn hoàn thành: 12/03/2024 → 20/03/2024",
        "Chủ trì: Phòng Tư pháp → Xã Bản Phố",
        "Chỉ số: Tỷ lệ; Đơn vị tính: %; Mục tiêu: 12,5; Chiều đánh giá: càng cao càng tốt",
    } <= set(changed.lines)
    assert (first.operation, first.by) == ("Thêm nhiệm vụ", office.store.actor)
    assert "Nội dung: Rà soát thủ tục" in first.lines


def test_task_history_keeps_removed(office: opening.OpenOffice) -> None:
    task_id = add(office)
    with office.store.write("task.attach") as write:
        file = attachments.attach(write.session, office.evidence, task_id, "Kế hoạch.pdf", b"%PDF").id
    with office.store.write("task.detach") as write:
        attachments.detach(write.session, file)
    seen = detail(office, task_id)
    assert seen.files == ()
    assert [h.lines for h in history(office, task_id)[:2]] == [
        ("Gỡ bỏ: Tệp minh chứng: Kế hoạch.pdf",),
        ("Tệp minh chứng: Kế hoạch.pdf",),
    ]


def test_task_passage_in_document(office: opening.OpenOffice) -> None:
    read = reading.read_text(NOTICE)
    with office.store.write("directive.add") as write:
        kept = directives.add(write.session, office.evidence, read, "tb.txt", NOTICE.encode()).id
    with office.store.write("directive.accept") as write:
        task_id = directives.accept(write.session, kept, read.tasks)[0].id
    passage = detail(office, task_id).passage
    assert passage is not None
    assert "rà soát văn bản quy phạm pháp luật" in passage.words
    assert passage.before + passage.words + passage.after in read.text
    assert "kiểm tra kỷ luật" in passage.after
    assert "12/TB-UBND" in passage.label


def test_task_passage_none(office: opening.OpenOffice) -> None:
    assert detail(office, add(office)).passage is None


def test_task_saved_with_indicator_and_undone(office: opening.OpenOffice) -> None:
    with office.store.write("task.add") as write:
        measure = IndicatorRow("", "Tỷ lệ đúng hạn", "%", Decimal(95), Decimal("80.5"), "up")
        task_id = task_detail.save(write.session, None, TaskFields("Một việc"), measure)
    assert detail(office, task_id).indicator == IndicatorRow(
        task_id, "Tỷ lệ đúng hạn", "%", Decimal(95), Decimal("80.5"), "up"
    )
    assert write.operation_id is not None
    with office.store.write("undo") as again:
        undo.undo(again.session, write.operation_id)
    with office.store.read() as session:
        assert task_list.count(session, TaskFilter(), timeliness.today(session)) == 0


def test_task_keeps_ended_unit(office: opening.OpenOffice) -> None:
    task_id = add(office, lead=("Xã Lùng Cải",))
    with office.store.write("unit.change") as write:
        unit = units.find(write.session, "Xã Lùng Cải")
        units.change(
            write.session, unit.id, name=unit.name, code=None, level="xa", valid_from=None, valid_to=date(2024, 3, 1)
        )
    with office.store.read() as session:
        fields = task_detail.fields_of(tasks.get(session, task_id))
        before = [(a.id, a.unit_id, a.role) for a in session.scalars(select(Assignment))]
    with office.store.write("task.change") as write:
        task_detail.save(write.session, task_id, TaskFields(text="Rà soát thủ tục đất đai", lead=fields.lead), None)
    with office.store.read() as session:
        assert [(a.id, a.unit_id, a.role) for a in session.scalars(select(Assignment))] == before


def test_task_assigned_to_units_and_names(office: opening.OpenOffice) -> None:
    first, second = add(office, text="Việc một"), add(office, text="Việc hai", note="giữ nguyên")
    with office.store.write("task.assign") as write:
        task_detail.give(write.session, [first, second], RoleChoice(("Xã Bản Phố",), ("Phòng Tư pháp",)))
    with office.store.write("task.assign") as write:
        task_detail.give(write.session, [second], RoleChoice(("Xã Bản Phố", "Sở Công an")))
    one, two = detail(office, first), detail(office, second)
    assert [p.name for p in (*one.lead, *one.helping)] == ["Xã Bản Phố", "Phòng Tư pháp"]
    assert [(p.name, p.unit_id is not None) for p in two.lead] == [("Xã Bản Phố", True), ("Sở Công an", False)]
    assert (two.helping, two.fields.note) == ((), "giữ nguyên")


def test_task_list_filters_cancelled_and_area(office: opening.OpenOffice) -> None:
    kept = add(office, text="Còn làm", area="digital")
    bare = add(office, text="Chưa ghi lĩnh vực")
    gone = add(office, text="Thôi không làm")
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, gone, "Trùng việc")
    with office.store.read() as session:
        now = timeliness.today(session)
        assert {r.id for r in task_list.page(session, TaskFilter(alive=True), now)} == {kept, bare}
        assert [r.id for r in task_list.page(session, TaskFilter(no_area=True, alive=True), now)] == [bare]


@pytest.mark.parametrize("descending", [False, True])
def test_task_list_sorts_recurring_by_shown_day(office: opening.OpenOffice, descending: bool) -> None:
    add(office, text="Hằng tháng", recurrence="monthly", assigned_on=date(2024, 2, 20))  # due 14/03/2024
    add(office, text="Sớm", due_on=date(2024, 3, 11))
    add(office, text="Muộn", due_on=date(2024, 5, 1))
    add(office, text="Không hạn")
    with office.store.read() as session:
        found = task_list.page(session, TaskFilter(sort="due_on", descending=descending), timeliness.today(session))
    dated = ["Sớm", "Hằng tháng", "Muộn"]
    assert [row.text for row in found] == [*(reversed(dated) if descending else dated), "Không hạn"]
