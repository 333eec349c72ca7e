"""What an official who reads a report asks of it: what was missed told once, each unit's own promise, who allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import offices
import pytest
from docx import Document
from parts_book import CAI, GIVEN, TOWN, gathered, told, words
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.reports import from_data, readiness
from models.reports.appendix import carried_notes
from models.reports.canonical import data_json
from models.reports.docx_report import make_docx
from models.reports.late_runs import late_runs, number_words, spans_words
from models.reports.reader import read_data
from models.reports.task_lines import told_words
from models.work import extensions, indicators, period_closing, tasks, waiving
from models.work.result_parts import UnitPart


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))


def test_months_missed_one_after_the_other_are_told_as_one(office: OpenOffice) -> None:
    offices.add_task(
        office, "Công khai thủ tục", lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 3, 5), area="procedure"
    )
    data = gathered(office, key="2026-11")
    assert words(data, "III.2") == [
        "Còn 1 nhiệm vụ chưa hoàn thành, quá hạn:",
        "- Công khai thủ tục: UBND xã Lùng Cải 33 tháng chưa thực hiện, từ tháng 3/2024 đến tháng 11/2026, "
        "lâu nhất quá hạn 975 ngày.",
    ]
    assert told_words(data.tasks[0]) == (
        "Trong kỳ thực hiện đúng hạn 0/1 tháng; tháng 11 năm 2026 đến hạn, chưa hoàn thành; "
        "32 tháng của các kỳ trước chưa thực hiện, từ tháng 3/2024 đến tháng 10/2026, lâu nhất quá hạn 975 ngày"
    )
    assert words(data, "IV")[:2] == [
        "Nhiệm vụ quá hạn chưa có hẹn mới:",
        "- Công khai thủ tục (UBND xã Lùng Cải).",
    ]


def missed(unit: str, period: str, days: int, **fields: Any) -> UnitPart:
    part = UnitPart(unit, "open_overdue", 0, None, None, days, "", period)
    return replace(part, **fields)


def test_missed_quarters_with_a_gap_and_a_reason_of_their_own() -> None:
    keys = {"2025-Q1": 610, "2025-Q3": 426, "2025-Q4": 334, "2026-Q1": 245}
    why = {"reason": "Thiếu người", "promised_on": date(2026, 12, 20)}
    parts = [missed(unit, key, days) for key, days in keys.items() for unit in ("A", "B")]
    runs = late_runs([*parts, missed("A", "2026-Q2", 153, **why)])
    assert [(run.units, len(run.periods), run.days_late, run.reason) for run in runs] == [
        (("A", "B"), 4, 610, ""),
        (("A",), 1, 153, "Thiếu người"),
    ]
    assert number_words(runs[0].periods) == "4 quý"
    assert spans_words(runs[0].periods) == "quý I/2025, từ quý III/2025 đến quý I/2026"


def test_each_unit_keeps_its_own_promise(office: OpenOffice) -> None:
    task_id = offices.add_task(office, "Quán triệt", lead=(TOWN, CAI), due_on=date(2026, 11, 1), assigned_on=GIVEN)
    told(office, task_id, "2026-11", CAI, percent=20, promised_on=date(2026, 12, 10))
    assert words(gathered(office, key="2026-11"), "IV") == [
        "Hoàn thành dứt điểm nhiệm vụ quá hạn:",
        "- Quán triệt (UBND xã Lùng Cải): chậm nhất ngày 10/12/2026.",
        "Nhiệm vụ quá hạn chưa có hẹn mới:",
        "- Quán triệt (UBND thị trấn Bắc Hà).",
    ]


def test_promise_that_has_passed_is_none_any_more(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    both = offices.add_task(office, "Quán triệt", lead=(TOWN, CAI), due_on=date(2026, 11, 1), assigned_on=GIVEN)
    alone = offices.add_task(office, "Rà soát", lead=(CAI,), due_on=date(2026, 11, 2), assigned_on=GIVEN)
    for task_id in (both, alone):
        told(office, task_id, "2026-11", CAI, percent=20, promised_on=date(2026, 12, 10))
    hold_clock(datetime(2026, 12, 11, 5, tzinfo=UTC))
    assert words(gathered(office, key="2026-11"), "IV") == [
        "Nhiệm vụ quá hạn chưa có hẹn mới:",
        "- Quán triệt: UBND thị trấn Bắc Hà chưa hẹn; UBND xã Lùng Cải đã hẹn ngày 10/12/2026, nay đã qua, "
        "chưa có hẹn mới.",
        "- Rà soát (UBND xã Lùng Cải): đã hẹn ngày 10/12/2026, nay đã qua, chưa có hẹn mới.",
    ]


def test_report_made_early_tells_apart_what_is_still_due_in_its_period(office: OpenOffice) -> None:
    for text, due in (("Rà soát", date(2026, 12, 14)), ("Số hóa", date(2026, 12, 15))):
        offices.add_task(office, text, lead=(CAI,), due_on=due, assigned_on=GIVEN)
    assert words(gathered(office, key="2026-12"), "IV") == [
        "Nhiệm vụ còn đến hạn trong kỳ này:",
        "- Rà soát (UBND xã Lùng Cải): hạn 14/12/2026.",
        "Nhiệm vụ đến hạn trong kỳ tới:",
        "- Số hóa (UBND xã Lùng Cải): hạn 15/12/2026.",
    ]


def finish(office: OpenOffice, task_id: str, key: str, on: date) -> None:
    told(office, task_id, key, CAI, done_on=on)


def test_new_and_carried_misses_stand_apart(office: OpenOffice) -> None:
    def add(text: str, due: date) -> str:
        return offices.add_task(office, text, lead=(CAI,), due_on=due, area="digital", assigned_on=GIVEN)

    for number in range(3):
        add(f"Việc cũ {number}", date(2026, 10, 1))
    add("Việc mới", date(2026, 11, 10))
    for number in range(2):
        finish(office, add(f"Việc xong {number}", date(2026, 11, 12)), "2026-11", date(2026, 11, 11))
    data = gathered(office, key="2026-11")
    sentence = (
        "Tổng số 6 nhiệm vụ: hoàn thành đúng hạn 2/6, đạt 33,3 % (tính riêng việc đến hạn trong kỳ: 2/3, đạt 66,7 %); "
        "chưa hoàn thành, quá hạn 4 (phát sinh trong kỳ 1, từ kỳ trước chuyển sang 3)."
    )
    assert sentence in words(data, "II.6")
    assert sentence in words(data, "III.1")
    note = (
        "Chưa hoàn thành, quá hạn 4: phát sinh trong kỳ 1, từ kỳ trước chuyển sang 3. "
        "Tính riêng việc đến hạn trong kỳ: đúng hạn 2/3, đạt 66,7 %."
    )
    assert carried_notes(data) == [note]
    assert note in [one.text.replace("\xa0", " ") for one in Document(BytesIO(make_docx(data))).paragraphs]


def test_trend_says_what_was_waived_or_called_off(office: OpenOffice) -> None:
    duty = offices.add_task(office, "Báo cáo", lead=(CAI,), recurrence="monthly", assigned_on=date(2026, 8, 20))
    moved = offices.add_task(office, "Việc hoãn", lead=(CAI,), due_on=date(2026, 10, 1), assigned_on=GIVEN)
    off = offices.add_task(office, "Việc thôi làm", lead=(CAI,), due_on=date(2026, 10, 1), assigned_on=GIVEN)
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2026-10")
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, duty, "2026-09", "mưa lũ", "Chủ tịch UBND huyện")
        tasks.cancel(write.session, off, "không còn phù hợp")
        tasks.get(write.session, off).cancelled_on = date(2026, 11, 5)
        extensions.extend(write.session, moved, date(2027, 5, 12), "chờ vốn", "Chủ tịch UBND huyện")
        write.session.scalars(select(extensions.Extension)).one().on = date(2026, 11, 5)
    told(office, duty, "2026-10", CAI, done_on=date(2026, 11, 3))
    told(office, duty, "2026-11", CAI, done_on=date(2026, 11, 10))
    assert words(gathered(office, key="2026-11"), "III.1")[-1] == (
        "So với tháng 10 năm 2026: tỷ lệ hoàn thành đúng hạn tăng từ 0 % lên 50 %; "
        "số quá hạn giảm từ 4 còn 0 (giảm không do hoàn thành: miễn thực hiện 1, hủy 1, gia hạn 1)."
    )
    assert any(line.startswith("Miễn thực hiện") for line in words(gathered(office, key="2026-11"), "III.2"))


def test_highlights_praise_nothing_late_and_say_when_there_are_none(office: OpenOffice) -> None:
    late = offices.add_task(office, "Việc muộn", lead=(CAI,), due_on=date(2026, 11, 1), assigned_on=GIVEN)
    finish(office, late, "2026-11", date(2026, 11, 9))
    assert words(gathered(office, key="2026-11"), "III.1")[0] == "Trong kỳ chưa có nhiệm vụ hoàn thành đúng hạn."
    both = offices.add_task(office, "Số hóa hồ sơ", lead=(CAI, TOWN), due_on=date(2026, 11, 10), assigned_on=GIVEN)
    with office.store.write("task.indicator") as write:
        indicators.put(write.session, both, name="Hồ sơ số hóa", measure="hồ sơ", target=Decimal(100))
    told(office, both, "2026-11", CAI, done_on=date(2026, 11, 9), value=Decimal(120))
    assert words(gathered(office, key="2026-11"), "III.1")[:2] == [
        "1/2 xã, thị trấn hoàn thành đúng hạn nhiệm vụ số hóa hồ sơ.",
        "Đạt mục tiêu: hồ sơ số hóa 120/100 hồ sơ, đạt 120 %.",
    ]


def test_who_allowed_an_extension_and_a_waiver_is_told(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    moved = offices.add_task(office, "Rà soát", lead=(CAI,), due_on=date(2026, 10, 1), assigned_on=GIVEN)
    duty = offices.add_task(office, "Báo cáo", lead=(CAI,), recurrence="monthly", assigned_on=date(2026, 7, 20))
    hold_clock(datetime(2026, 10, 20, 5, tzinfo=UTC))
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, duty, "2026-08", "Mưa lũ chia cắt.", "Chủ tịch UBND huyện")
        waiving.waive(write.session, duty, "2026-09", "Mưa lũ chia cắt.", "Chủ tịch UBND huyện")
        extensions.extend(write.session, moved, date(2026, 11, 5), "Chờ hướng dẫn", "Chủ tịch UBND huyện")
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))
    data = gathered(office, key="2026-11")
    line = (
        "Miễn thực hiện từ tháng 8/2026 đến tháng 9/2026: Báo cáo, lý do: mưa lũ chia cắt, "
        "do Chủ tịch UBND huyện cho phép."
    )
    assert words(data, "III.2")[-1] == line
    allowed = "đã gia hạn đến 5/11/2026, theo Chủ tịch UBND huyện: chờ hướng dẫn"
    assert f"- Rà soát ({allowed}): UBND xã Lùng Cải quá hạn 9 ngày." in words(data, "III.2")
    assert told_words(data.tasks[0]).startswith(f"Đ{allowed[1:]}")
    again = from_data.report(read_data(data_json(data)))
    assert told_words(again.tasks[0]).lower().count("đã gia hạn") == 1
    assert allowed in told_words(again.tasks[0])
    assert words(gathered(office, key="2026-08"), "III.2")[-1] == line.replace(
        "từ tháng 8/2026 đến tháng 9/2026", "tháng 8/2026"
    )


def test_paused_task_says_so_and_is_not_promised(office: OpenOffice) -> None:
    task_id = offices.add_task(
        office, "Xây trụ sở", lead=(CAI,), due_on=date(2026, 11, 1), assigned_on=GIVEN, area="digital"
    )
    told(office, task_id, "2026-11", CAI, state="paused", percent=85)
    data = gathered(office, key="2026-11")
    assert words(data, "II.6")[0] == "- Xây trụ sở (UBND xã Lùng Cải): tiến độ 85 %; đang tạm dừng."
    assert words(data, "III.2")[1] == (
        "- Xây trụ sở (hạn 1/11/2026, đang tạm dừng): UBND xã Lùng Cải quá hạn 13 ngày, tiến độ 85 %."
    )
    assert words(data, "IV") == ["Nhiệm vụ đang tạm dừng: Xây trụ sở (hạn 1/11/2026, tiến độ 85 %)."]
    told(office, task_id, "2026-12", CAI, promised_on=date(2026, 12, 20))
    words_of_plan = words(gathered(office, key="2026-12"), "IV")
    assert words_of_plan == [
        "Nhiệm vụ đang tạm dừng: Xây trụ sở (hạn 1/11/2026, hẹn hoàn thành ngày 20/12/2026, tiến độ 85 %)."
    ]


def test_check_list_counts_what_was_given_to_nobody(office: OpenOffice) -> None:
    offices.add_task(office, "Có đơn vị", lead=(CAI,), due_on=date(2026, 11, 1), assigned_on=GIVEN)
    assert all(check.code != "unassigned" for check in readiness.checks(gathered(office, key="2026-11")))
    first = offices.add_task(office, "Chưa giao", due_on=date(2026, 11, 1), assigned_on=GIVEN)
    offices.add_task(office, "Cũng chưa giao", due_on=date(2026, 11, 1), assigned_on=GIVEN)
    [check] = [one for one in readiness.checks(gathered(office, key="2026-11")) if one.code == "unassigned"]
    assert (check.state, check.where) == ("note", f"task:{first}")
    assert check.text == "2 nhiệm vụ chưa giao đơn vị nào: báo cáo ghi “Chưa giao đơn vị”"


def test_cut_name_ends_its_sentence_with_its_own_points(office: OpenOffice) -> None:
    text = "Xây dựng " + "hệ thống báo cáo " * 20
    task_id = offices.add_task(office, text, lead=(CAI,), due_on=date(2026, 11, 10), assigned_on=GIVEN)
    finish(office, task_id, "2026-11", date(2026, 11, 9))
    told_here = words(gathered(office, key="2026-11"), "III.1")
    assert told_here[0].endswith("…")
