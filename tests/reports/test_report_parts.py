"""What a report says of units, occurrences and closed periods: books made by hand, each sentence written beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import offices
import pytest
from docx import Document
from page_reading import pages
from parts_book import CAI, GIVEN, TOWN, gathered, told, words

from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.reports.canonical import data_json
from models.reports.data import ReportData
from models.reports.docx_report import make_docx
from models.reports.figures import by_unit, count
from models.reports.pdf import make_pdf
from models.reports.reader import read_data
from models.reports.task_lines import lines, told_words
from models.work import adjustments, indicators, period_closing, task_detail, tasks, units, waiving
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

LAST_TWO = "UBND xã Bản T, UBND xã Bản U"
COMMUNES = tuple(f"Xã Bản {letter}" for letter in "ABCDEGHIKLMNOPQRSTU")


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 15, 5, tzinfo=UTC))


def close(opened: OpenOffice, key: str) -> None:
    with opened.store.write("period.close") as write:
        period_closing.close(write.session, key)


@pytest.fixture
def district(home: Home, cheap_keys: None) -> OpenOffice:
    """Nineteen communes digitise files until 10 March: 17 are done on the 8th, two are at 60 %."""
    spec = OfficeSpec(
        "Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà", children=tuple((None, n) for n in COMMUNES)
    )
    opened = offices.new(home, spec, "một mật khẩu dài")
    duty = offices.add_task(
        opened, "Số hóa hồ sơ", lead=COMMUNES, due_on=date(2024, 3, 10), area="procedure", assigned_on=GIVEN, ref="3.2"
    )
    with opened.store.write("task.indicator") as write:
        indicators.put(write.session, duty, name="Hồ sơ đã số hóa", measure="hồ sơ", target=Decimal(2310))
    for name in COMMUNES[:17]:
        told(opened, duty, "2024-03", name, done_on=date(2024, 3, 8), value=Decimal(70))
    for name in COMMUNES[17:]:
        told(opened, duty, "2024-03", name, percent=60, value=Decimal(25), note="Máy quét hỏng")
    yield opened
    opened.close()


def test_nineteen_communes_of_which_seventeen_are_done(district: OpenOffice) -> None:
    data = gathered(district)
    assert words(data, "II.2") == [
        "- Số hóa hồ sơ (19 xã): hồ sơ đã số hóa 1.240/2.310 hồ sơ, đạt 53,7 %; 17/19 hoàn thành; "
        f"còn 02 xã: {LAST_TWO}.",
        "Tổng số 1 nhiệm vụ (19 phần việc): hoàn thành đúng hạn 17/19, đạt 89,5 %; chưa hoàn thành, quá hạn 2.",
    ]
    assert words(data, "III.2") == [
        "Còn 1 nhiệm vụ chưa hoàn thành, quá hạn:",
        f"- Số hóa hồ sơ (hạn 10/3/2024, 17/19 hoàn thành): {LAST_TWO} quá hạn 4 ngày, nguyên nhân: máy quét hỏng.",
    ]
    assert words(data, "III.3") == ["Máy quét hỏng (2 phần việc)."]
    assert words(data, "IV")[:2] == [
        "Nhiệm vụ quá hạn chưa có hẹn mới:",
        f"- Số hóa hồ sơ ({LAST_TWO}).",
    ]
    row = next(line.texts for line in lines(data) if not line.heading)
    assert row[-2] == "Chưa hoàn thành, quá hạn"
    wanted = f"17/19 hoàn thành; còn 02 xã: {LAST_TWO} quá hạn 4 ngày (máy quét hỏng)"
    assert row[-1] == f"{wanted}; hồ sơ đã số hóa 1.240/2.310 hồ sơ, đạt 53,7 %"
    late = [unit for unit, counts in by_unit(data.tasks) if counts.results.open_overdue]
    assert ", ".join(late) == LAST_TWO


def test_same_figures_in_pdf_word_and_data(district: OpenOffice) -> None:
    data = gathered(district)
    sentence = words(data, "II.2")[-1]
    with pages(make_pdf(data)) as read:
        printed = "".join("".join(page.text.split()) for page in read)
    document = Document(BytesIO(make_docx(data)))
    table = [[cell.text for cell in row.cells] for row in document.tables[3].rows]  # head, signature, period, areas
    assert "".join(sentence.split()) in printed
    assert sentence in [paragraph.text.replace("\u00a0", " ") for paragraph in document.paragraphs]
    counts = read_data(data_json(data))["counts"]
    total = next(row for row in table if row[1] == "Tổng cộng")
    assert total[2:7] == ["19", "17/19", "89,5", "0", "2"]
    assert (counts["all"]["due"], counts["all"]["done_on_time"], counts["all"]["on_time_rate"]) == (19, 17, "89.47")
    assert [row["open_overdue"] for row in counts["by_unit"]] == [0] * 17 + [1, 1]
    assert "1917/1989,502" in printed


@pytest.fixture
def monthly(office: OpenOffice) -> str:
    """A monthly duty of which January was done in time, February six days late, and March not."""
    duty = offices.add_task(office, "Báo cáo tháng", lead=(CAI,), recurrence="monthly", assigned_on=date(2023, 12, 20))
    told(office, duty, "2024-01", CAI, done_on=date(2024, 1, 14))
    told(office, duty, "2024-02", CAI, done_on=date(2024, 2, 20))
    return duty


def test_recurring_duty_in_longer_period(office: OpenOffice, monthly: str) -> None:
    data = gathered(office, "quy", "2024-Q1")
    assert words(data, "I")[:2] == [
        "Chưa phân lĩnh vực:",
        "- Báo cáo tháng (UBND xã Lùng Cải): thực hiện đúng hạn 1/3 tháng, 1 tháng chậm 6 ngày, "
        "1 tháng chưa thực hiện.",
    ]
    assert words(data, "III.2") == [
        "Còn 1 nhiệm vụ chưa hoàn thành, quá hạn:",
        "- Báo cáo tháng (hạn 14/3/2024): UBND xã Lùng Cải chưa thực hiện tháng 3 năm 2024, "
        "đến hạn mà chưa hoàn thành.",
        "Hoàn thành sau thời hạn 1 nhiệm vụ:",
        "- Báo cáo tháng: UBND xã Lùng Cải (tháng 02 năm 2024) chậm 6 ngày.",
    ]
    told(office, monthly, "2024-03", CAI, done_on=date(2024, 3, 14))
    data = gathered(office, "quy", "2024-Q1")
    assert told_words(data.tasks[0]).startswith("Thực hiện đúng hạn 2/3 tháng, 1 tháng chậm 6 ngày")
    assert words(data, "IV") == ["Nhiệm vụ định kỳ, hạn 14/4/2024, 14/5/2024, 14/6/2024: Báo cáo tháng."]


def test_miss_stays_in_the_next_report(office: OpenOffice, monthly: str) -> None:
    february = gathered(office, key="2024-02")
    assert [part.result for task in february.tasks for part in task.parts] == ["open_overdue"]
    march = gathered(office)
    assert [(part.period, part.result, part.days_late) for part in march.tasks[0].parts] == [
        ("2024-02", "done_late", 6),
        ("2024-03", "open_overdue", 0),
    ]


def told_of_later_correction(before: ReportData, after: ReportData) -> None:
    later = "đã điều chỉnh sau khi chốt: UBND xã Lùng Cải hoàn thành ngày 9/3/2024, nêu tại báo cáo tháng 4/2024"
    assert words(before, "III.2")[1] == "- Rà soát (hạn 10/3/2024, 1/2 hoàn thành): UBND xã Lùng Cải quá hạn 4 ngày."
    assert words(after, "III.2")[1] == f"{words(before, 'III.2')[1][:-1]} ({later})."
    assert told_words(after.tasks[0]) == f"{told_words(before.tasks[0])}; ({later})"
    assert words(before, "IV")[1] == "- Rà soát (UBND xã Lùng Cải)."
    assert not any("Rà soát" in line for line in words(after, "IV"))
    assert read_data(data_json(after))["tasks"][0]["notes"][-1] == later


def test_closed_report_stays_and_next_tells_what_was_corrected(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = offices.add_task(
        office, "Rà soát", lead=(TOWN, CAI), due_on=date(2024, 3, 10), area="institution", assigned_on=GIVEN
    )
    told(office, task_id, "2024-03", TOWN, done_on=date(2024, 3, 8), note="Đã rà soát 12 văn bản")
    close(office, "2024-03")
    before = gathered(office)
    assert before.period.closed
    hold_clock(datetime(2024, 4, 2, 5, tzinfo=UTC))
    with office.store.write("task.change") as write:
        kept = task_detail.fields_of(tasks.get(write.session, task_id))
        tasks.change(write.session, task_id, TaskFields(**{**vars(kept), "area": "digital", "due_on": None}))
    with office.store.write("period.adjust") as write:
        entry = NewProgress(done_on=date(2024, 3, 9))
        cai = units.find(write.session, CAI).id
        adjustments.adjust(write.session, task_id, "2024-03", entry, "xã gửi muộn", cai)
    after = gathered(office)
    assert [replace(task, mended=()) for task in after.tasks] == list(before.tasks)
    assert (after.so_far, after.before) == (before.so_far, before.before)
    assert words(after, "II.1") == words(before, "II.1")
    told_of_later_correction(before, after)
    assert words(after, "II.1") == [
        "- Rà soát (UBND thị trấn Bắc Hà, UBND xã Lùng Cải): đã rà soát 12 văn bản (UBND thị trấn Bắc Hà); "
        "1/2 hoàn thành; còn 01 xã: UBND xã Lùng Cải.",
        "Tổng số 1 nhiệm vụ (2 phần việc): hoàn thành đúng hạn 1/2, đạt 50 %; chưa hoàn thành, quá hạn 1.",
    ]
    told_in_april = words(gathered(office, key="2024-04"), "III.1")
    place = told_in_april.index("Điều chỉnh số liệu của kỳ đã chốt:")
    assert told_in_april[place + 1] == (
        "- Tháng 3 năm 2024, Rà soát (UBND xã Lùng Cải): ngày hoàn thành từ chưa có thành 9/3/2024; lý do: xã gửi muộn."
    )
    assert [one["unit"] for one in read_data(data_json(gathered(office, key="2024-04")))["adjustments"]] == [
        "UBND xã Lùng Cải"
    ]


def test_tasks_of_no_area_are_told_under_that_name_as_in_the_appendix(office: OpenOffice) -> None:
    offices.add_task(office, "Họp giao ban", lead=(CAI,), due_on=date(2024, 3, 10), area="direction", assigned_on=GIVEN)
    offices.add_task(office, "Rà soát", lead=(CAI,), due_on=date(2024, 3, 10), assigned_on=GIVEN)
    assert words(gathered(office), "I") == [
        "Có 1 nhiệm vụ, chưa hoàn thành, quá hạn.",
        "Chưa phân lĩnh vực:",
        "Có 1 nhiệm vụ, chưa hoàn thành, quá hạn.",
    ]


def test_closed_report_names_what_was_waived_since(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    duty = offices.add_task(office, "Báo cáo tháng", lead=(TOWN, CAI), recurrence="monthly", assigned_on=GIVEN)
    close(office, "2024-03")
    before = gathered(office)
    hold_clock(datetime(2024, 4, 20, 5, tzinfo=UTC))
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, duty, "2024-03", "Mưa lũ", "Chủ tịch UBND huyện")
    after = gathered(office)
    later = "đã điều chỉnh sau khi chốt: được miễn thực hiện tháng 3/2024, do Chủ tịch UBND huyện cho phép, nêu tại "
    assert [replace(task, mended=()) for task in after.tasks] == list(before.tasks)
    assert told_words(after.tasks[0]) == f"{told_words(before.tasks[0])}; ({later}báo cáo tháng 5/2024)"
    may = [line for section in gathered(office, key="2024-05").sections for line in section.paragraphs]
    assert any(line.startswith("Miễn thực hiện tháng 3/2024") for line in may)


def test_undated_and_followed_tasks(office: OpenOffice) -> None:
    silent = offices.add_task(office, "Đẩy mạnh tuyên truyền", lead=(TOWN,), area="direction", assigned_on=GIVEN)
    begun = offices.add_task(office, "Nâng cao kỷ cương", lead=(CAI,), area="direction", assigned_on=GIVEN)
    offices.add_task(
        office, "Việc của Sở", due_on=date(2024, 3, 1), area="direction", assigned_on=GIVEN, whose="followed"
    )
    told(office, begun, "2024-03", CAI, percent=40, note="Đã tập huấn 2 lớp")
    data = gathered(office)
    assert words(data, "I") == [
        "- Nâng cao kỷ cương (UBND xã Lùng Cải): đã tập huấn 2 lớp; tiến độ 40 %.",
        "Tổng số 2 nhiệm vụ: không quy định thời hạn 2 (chưa có tiến độ 1).",
    ]
    assert words(data, "III.2") == ["Không có nhiệm vụ chưa hoàn thành, quá hạn."]
    assert words(data, "IV") == [
        "Tiếp tục thực hiện nhiệm vụ không quy định thời hạn: Nâng cao kỷ cương (tiến độ 40 %).",
        "Nhiệm vụ không quy định thời hạn, chưa có tiến độ: Đẩy mạnh tuyên truyền.",
    ]
    rows = [line.texts for line in lines(data)]
    assert rows[-2][1] == "Nhiệm vụ theo dõi, không tính vào số liệu (1 nhiệm vụ)"
    assert (rows[-1][1], rows[-1][-2:]) == ("Việc của Sở", ("Theo dõi", ""))
    assert [task.whose for task in data.tasks] == ["ours", "ours", "followed"]
    assert count(data.tasks).total == 2
    assert silent in {task.id for task in data.tasks}


def test_task_is_in_no_report_before_it_was_given(office: OpenOffice) -> None:
    offices.add_task(office, "Mới giao", lead=(TOWN,), assigned_on=date(2024, 3, 20), due_on=date(2024, 3, 30))
    assert gathered(office).tasks == gathered(office, "nam", "2023").tasks == ()


def test_product_is_told_of_what_is_done(office: OpenOffice) -> None:
    task_id = offices.add_task(
        office, "Kiểm tra công vụ", lead=(TOWN,), area="finance", product="Kế hoạch kiểm tra", assigned_on=GIVEN
    )
    assert words(gathered(office), "II.5") == ["Có 1 nhiệm vụ, không quy định thời hạn, chưa có tiến độ."]
    told(office, task_id, "2024-03", TOWN, done_on=date(2024, 3, 5))
    assert words(gathered(office), "II.5") == [
        "- Kiểm tra công vụ (UBND thị trấn Bắc Hà): hoàn thành ngày 5/3/2024 (sản phẩm: Kế hoạch kiểm tra).",
        "Có 1 nhiệm vụ, không quy định thời hạn, đã hoàn thành.",
    ]


def test_plan_after_nine_months_is_of_the_last_quarter(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2024, 9, 15, 5, tzinfo=UTC))
    for day in (date(2024, 9, 15), date(2024, 12, 14), date(2024, 12, 15)):
        offices.add_task(office, f"Việc {day.day}/{day.month}", due_on=day)
    done = offices.add_task(office, "Việc đã thôi", due_on=date(2024, 10, 1))
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, done, "thôi")
    assert words(gathered(office, "9thang", "2024-9M"), "IV") == [
        "Nhiệm vụ đến hạn trong kỳ tới:",
        "- Việc 15/9 (chưa giao đơn vị): hạn 15/9/2024.",
        "- Việc 14/12 (chưa giao đơn vị): hạn 14/12/2024.",
    ]
