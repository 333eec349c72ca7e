"""From the book to ReportData: which tasks a period has, how they stood then, and whose words are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import offices
import pytest
from offices import refused

from models.access.opening import OfficeSpec, OpenOffice
from models.base.errors import AppError
from models.base.paths import Home
from models.reports import making
from models.reports.canonical import data_json, sha256
from models.reports.data import ReportData
from models.reports.gather import gather
from models.reports.naming import file_name
from models.reports.reader import embedded_data, read_data
from models.reports.readiness import checks
from models.work import indicators, people, periods, progress, report_register, tasks, units
from models.work.progress import NewProgress
from models.work.report_kinds import REPORT_KINDS
from models.work.rights import READER
from models.work.tasks import TaskFields

SPEC = OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà", children=((None, "Xã Bản Phố"),))


@pytest.fixture
def office(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Iterator[OpenOffice]:
    hold_clock(datetime(2024, 4, 2, 3, 0, tzinfo=UTC))
    opened = offices.new(home, SPEC, "một mật khẩu dài")
    yield opened
    opened.close()


def gathered(office: OpenOffice, kind: str = "thang", key: str = "2024-03") -> ReportData:
    with office.store.read() as session:
        return gather(session, kind, key)


def add(office: OpenOffice, **fields: object) -> str:
    with office.store.write("task.add") as write:
        return tasks.add(write.session, TaskFields(**{"text": "Một việc", **fields})).id  # type: ignore[arg-type]


def put(office: OpenOffice, task_id: str, key: str, entry: NewProgress, unit: str | None = None) -> None:
    with office.store.write("progress.put") as write:
        progress.put(write.session, task_id, key, entry, unit and units.find(write.session, unit).id)


def results(data: ReportData) -> list[tuple[str, str]]:
    return [(part.period, part.result) for task in data.tasks for part in task.parts]


def test_gather_recurring_by_report_period(office: OpenOffice) -> None:
    duty = add(office, recurrence="monthly", assigned_on=date(2024, 2, 20))
    put(office, duty, "2024-03", NewProgress(done_on=date(2024, 3, 10)))
    assert results(gathered(office, key="2024-03")) == [("2024-03", "done_on_time")]
    put(office, duty, "2024-04", NewProgress(percent=30))
    assert results(gathered(office, key="2024-03")) == [("2024-03", "done_on_time")]
    assert results(gathered(office, key="2024-04")) == [("2024-04", "open_in_time")]
    assert gathered(office, key="2024-04").tasks[0].parts[0].percent == 30


def test_gather_done_after_period(office: OpenOffice) -> None:
    late = add(office, due_on=date(2024, 3, 10))
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, late, date(2024, 3, 20))
    assert results(gathered(office, key="2024-03")) == [("", "open_overdue")]
    assert results(gathered(office, key="2024-04")) == [("", "done_late")]
    assert gathered(office, key="2024-05").tasks == ()


def test_gather_without_cancelled(office: OpenOffice) -> None:
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, tasks.add(write.session, TaskFields("Thôi")).id, "không còn phù hợp")
    assert gathered(office, key="2024-04").tasks == ()
    assert [task.state for task in gathered(office).tasks] == ["cancelled"]  # in March it was still to do
    assert not any("Thôi" in line for line in words_of(office, "IV"))


def test_gather_unit_figures_and_notes(office: OpenOffice) -> None:
    task = add(office, lead=("Xã Bản Phố",), area="procedure")
    with office.store.write("task.indicator") as write:
        indicators.put(write.session, task, name="Hồ sơ trực tuyến", measure="%", target=Decimal(80))
    put(office, task, "2024-03", NewProgress(percent=60, value=Decimal("72.5"), note="Mất điện 3 ngày"), "Bản Phố")
    [row] = gathered(office).tasks
    assert (row.parts[0].percent, row.lead) == (60, ("UBND xã Bản Phố",))
    assert (row.measured, row.notes) == ("Hồ sơ trực tuyến 72,5 % (mục tiêu 80 %)", ("Mất điện 3 ngày",))


def test_gather_quarter_takes_newest_entry(office: OpenOffice) -> None:
    task = add(office)
    put(office, task, "2024-01", NewProgress(percent=10))
    put(office, task, "2024-03", NewProgress(percent=40))
    assert [row.parts[0].percent for row in gathered(office, "quy", "2024-Q1").tasks] == [40]


def test_gather_keeps_edited_words(office: OpenOffice) -> None:
    add(office, area="finance")
    with office.store.write("report.words") as write:
        report_register.edit_section(write.session, "thang", "2024-03", "II.5", ["Lời của  lãnh đạo", ""])
    parts = {part.code: part.paragraphs for part in gathered(office).sections}
    assert parts["II.5"] == ("Lời của lãnh đạo",)
    assert "Có 1 nhiệm vụ" in parts["III.1"][1]
    with office.store.write("report.words") as write:
        report_register.edit_section(write.session, "thang", "2024-03", "II.5", None)
    assert "Có 1 nhiệm vụ" in {part.code: part.paragraphs for part in gathered(office).sections}["II.5"][0]


def test_gather_outline(office: OpenOffice) -> None:
    codes = [part.code for part in gathered(office).sections]
    assert codes == ["I", "II", *(f"II.{n}" for n in range(1, 7)), "III", "III.1", "III.2", "III.3", "IV", "V"]


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_each_declared_kind_gathered_named_and_read_back(office: OpenOffice, kind: str) -> None:
    data = gathered(office, kind, periods.default_key(date(2024, 4, 2), REPORT_KINDS[kind].period))
    assert read_data(data_json(data))["kind"] == kind
    assert file_name(data).startswith(f"BC-{kind}-2024")


def words_of(office: OpenOffice, code: str, kind: str = "thang", key: str = "2024-03") -> list[str]:
    section = next(part for part in gathered(office, kind, key).sections if part.code == code)
    return [section.heading, *section.paragraphs]


def test_gather_plans_for_next_period(office: OpenOffice) -> None:
    headings = [words_of(office, "IV", *period)[0] for period in (("9thang", "2024-9M"), ("quy", "2024-Q4"))]
    assert headings == ["Phương hướng, nhiệm vụ quý IV năm 2024", "Phương hướng, nhiệm vụ quý I năm 2025"]


def test_gather_causes_from_late_notes(office: OpenOffice) -> None:
    assert words_of(office, "III.3")[1:] == ["Trong kỳ không có tồn tại, hạn chế cần nêu nguyên nhân."]
    late = [add(office, text=f"Việc {number}", due_on=date(2024, 3, 1)) for number in range(4)]
    for task_id, note in zip(late, ("Chưa có mẫu.", "Thiếu máy", "Thiếu máy"), strict=False):
        put(office, task_id, "2024-03", NewProgress(percent=10, note=note))
    assert words_of(office, "III.3")[1:] == [
        "Thiếu máy (2 phần việc); chưa có mẫu (1 phần việc).",
        "Chưa nêu nguyên nhân (1 phần việc): Việc 3 (chưa giao đơn vị).",
    ]


def test_gather_long_task_called_by_short_name(office: OpenOffice) -> None:
    text = "Tiếp tục rà soát thủ tục, " + "cắt giảm thời gian, " * 200
    add(office, text=text, area="procedure", lead=("Phòng Nội vụ",))
    put(office, gathered(office).tasks[0].id, "2024-03", NewProgress(percent=20))
    said = words_of(office, "II.2")[1]
    assert said == "- Rà soát thủ tục, cắt giảm thời gian, cắt giảm thời gian, cắt giảm thời gian: tiến độ 20 %."
    add(office, text="Một việc rất dài dòng", area="finance", short_name="Việc ngắn")
    assert gathered(office).tasks[1].short == "Việc ngắn"


def test_gather_before_period_ends(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    assert "Kỳ đã hết" in [check.text for check in checks(gathered(office))]
    hold_clock(datetime(2024, 3, 10, 3, 0, tzinfo=UTC))
    told = [check.text for check in checks(gathered(office)) if check.state == "note"]
    assert "Kỳ chưa hết (đến 14/3/2024): số liệu mới tính đến 10/3/2024" in told


def test_gather_without_tasks_no_appendix(office: OpenOffice) -> None:
    assert "Phụ lục" not in gathered(office).opening[0]
    add(office)
    assert "Phụ lục" in gathered(office).opening[0]


def test_gather_committee_signs_for_collective(home: Home, cheap_keys: None) -> None:
    spec = OfficeSpec("UBND xã Bản Phố", "xa", parent="UBND huyện Bắc Hà", place="Bản Phố")
    opened = offices.new(home, spec, "một mật khẩu dài")
    data = gathered(opened)
    opened.close()
    assert (data.letterhead.superior, data.letterhead.symbol) == (None, "BC-UBND")
    assert data.signer.authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_gather_chosen_signer_and_authority(office: OpenOffice) -> None:
    with office.store.write("person.save") as write:
        people.save(write.session, None, name="Lò Thị Hoa", title="Trưởng phòng", signs=True)
        deputy = people.save(
            write.session, None, name="Giàng A Páo", title="Phó Trưởng phòng", authority="KT. Trưởng phòng", signs=True
        ).id
    assert gathered(office).signer.name == "Lò Thị Hoa"
    with office.store.write("report.words") as write:
        report_register.fill_head(write.session, "thang", "2024-03", number="05", issued_on=None, signer_id=deputy)
    data = gathered(office)
    assert data.signer.authority == ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
    assert (data.signer.name, data.letterhead.number) == ("Giàng A Páo", 5)


def test_gather_names_report_before(office: OpenOffice) -> None:
    first = making.make(office, "thang", "2024-03")
    second = making.make(office, "thang", "2024-03")
    assert (first.sequence, first.data.previous_sha256) == (1, None)
    assert (second.sequence, second.data.previous_sha256) == (2, first.data_sha256)
    assert first.data_sha256 == sha256(embedded_data(first.content) or b"")


def test_no_file_leaves_book_that_register_does_not_keep(office: OpenOffice, tmp_path: Path) -> None:
    office.store.role, role = READER, office.store.role
    with refused("not_allowed"):
        making.make_file(office, "thang", "2024-03", tmp_path / "ra")
    assert not (tmp_path / "ra").exists()
    office.store.role = role
    (tmp_path / "tệp").write_text("không phải thư mục")
    with refused("folder_unwritable"):
        making.make_file(office, "thang", "2024-03", tmp_path / "tệp")
    with office.store.read() as session:
        kept = report_register.kept_file(session, office.evidence, "thang", "2024-03")
    path = report_register.write_out(kept, tmp_path / "ra")
    assert (path.name, path.read_bytes()) == (kept.name, kept.content)


@pytest.mark.parametrize("number", ["0", "5/BC", "-1", "năm", "123456"])
def test_report_number_refused(office: OpenOffice, number: str) -> None:
    with pytest.raises(AppError) as refusal, office.store.write("report.words") as write:
        report_register.fill_head(write.session, "thang", "2024-03", number=number, issued_on=None, signer_id=None)
    assert refusal.value.code == "wrong_number"


def test_check_list_missing(office: OpenOffice) -> None:
    states = {check.text: check.state for check in checks(gathered(office))}
    assert states["Có địa danh"] == "ok"
    assert states["Chưa chọn người ký: thêm người ở trang Đơn vị"] == "missing"
    assert states["Số để trống cho văn thư ghi"] == "note"
