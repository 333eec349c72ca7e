"""The check list of the page of reports: its colours, its counts, and where each line leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from contexts import settle
from looking import named
from PySide6.QtWidgets import QLabel, QListWidget
from reports_driver import DAY, NUMBER, ReportsDriver
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.work import month, office, people, progress, report_register, units
from models.work.tasks import Assignment, Task
from ui.reports.page import ReportsPage


def lines(reports_page: ReportsPage) -> list[str]:
    found = named(reports_page, "Mục cần xem trước khi ký", QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def press_line(reports_page: ReportsPage, words: str) -> None:
    ReportsDriver(reports_page).press_check(words)


def test_check_list_never_green_with_failures(reports_page: ReportsPage, book: OpenOffice) -> None:
    head = one_label(reports_page, "mục kiểm tra đạt")
    assert "✓" not in head.text()
    assert head.property("role") == "warn"
    with book.store.write("office.change") as write:
        office.change(write.session, place="", symbol="PNV", report_to="", copies_to="", due_soon_days=3)
    reports_page.refresh()
    settle(reports_page)
    head = one_label(reports_page, "mục kiểm tra đạt")
    assert head.property("role") == "danger" and "2 mục còn thiếu" in head.text()
    assert any("Số để trống" in line for line in lines(reports_page))


def test_check_list_green_when_clean(
    reports_page: ReportsPage, book: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2024, 3, 16, 3, 0, tzinfo=UTC))
    reports_page.show_filter({"period": "2024-03"})
    reports = ReportsDriver(reports_page)
    reports.fill(NUMBER, "5")
    reports.fill(DAY, "16/03/2024")
    with book.store.write("task.change") as write:
        task, own = write.session.scalars(select(Task.id)).one(), office.own_unit_id(write.session)
        write.session.add(Assignment(task_id=task, unit_id=own, role="lead"))
    with book.store.write("progress.put") as write:
        progress.put(write.session, task, "2024-03", progress.NewProgress(percent=10), own)
    reports_page.refresh()
    settle(reports_page)
    head = one_label(reports_page, "mục kiểm tra đạt")
    assert (head.property("role"), head.text()) == ("good", "✓ 8/8 mục kiểm tra đạt")


def test_check_list_leads_to_each_place(reports_page: ReportsPage) -> None:
    went: list[tuple[str, dict[str, str]]] = []
    reports_page.context.open_list = lambda key, chosen: went.append((key, dict(chosen)))
    press_line(reports_page, "Số để trống")
    assert ReportsDriver(reports_page).field(NUMBER).hasFocus()
    press_line(reports_page, "Ngày để trống")
    assert ReportsDriver(reports_page).field(DAY).hasFocus()
    press_line(reports_page, "dòng chưa cập nhật")
    assert went == [("month", {"period": "2024-03", "todo": "1"})]


def test_each_strange_letter_leads_to_its_field(reports_page: ReportsPage, book: OpenOffice) -> None:
    with book.store.write("task.change") as write:
        task = write.session.scalars(select(Task)).one()
        task.text, task_id = "Số hóa 字", task.id
        card = office.card(write.session)
        units.get(write.session, card.unit_id).name = "Phòng Nội vụ 字"
        office.change(
            write.session, place="Bắc Hà 字", symbol="PNV", report_to="Sở 字", copies_to="Kho 字", due_soon_days=3
        )
        report_register.edit_section(write.session, "thang", "2024-03", "II.2", ["Đã số hóa 字."])
    reports_page.refresh()
    settle(reports_page)
    went: list[tuple[str, dict[str, str]]] = []
    reports_page.context.open_list = lambda key, chosen: went.append((key, dict(chosen)))
    told = [line for line in lines(reports_page) if "Phông chữ không có ký tự ở" in line]
    for start in ("cơ quan ban hành", "địa danh", "kính gửi", "nơi nhận", "nhiệm vụ 1"):
        press_line(reports_page, f"ở {start}")
    assert went == [
        ("units", {"unit": "own"}),
        *(("settings", {"field": field}) for field in ("place", "recipients", "copies")),
        ("tasks", {"task": task_id}),
    ]
    reports = ReportsDriver(reports_page)
    reports.choose_section("I")
    press_line(reports_page, "ở mục “2. Cải cách thủ tục")
    assert reports.codes()[reports.sections().currentRow()] == "II.2"
    for line in told:
        went.clear()
        reports.choose_section("I")
        press_line(reports_page, line.split("ở ", 1)[1])
        assert went or reports.sections().currentRow(), line


def test_line_of_signer_leads_to_people(reports_page: ReportsPage, book: OpenOffice) -> None:
    with book.store.write("person.remove") as write:
        for person in people.rows(write.session):
            people.remove(write.session, person.id)
    reports_page.refresh()
    settle(reports_page)
    went: list[tuple[str, dict[str, str]]] = []
    reports_page.context.open_list = lambda key, chosen: went.append((key, dict(chosen)))
    press_line(reports_page, "Chưa chọn người ký")
    assert went == [("units", {"people": "1"})]


def test_check_list_counts_as_grid_does(reports_page: ReportsPage, book: OpenOffice) -> None:
    with book.store.read() as session:
        grid = month.read(session, "2024-03")
    missing = len(grid.rows) - grid.filled
    assert any(f"{missing} dòng chưa cập nhật ở bảng Tháng 3/2024" in line for line in lines(reports_page))


def test_check_list_leads_to_empty_section(reports_page: ReportsPage) -> None:
    reports = ReportsDriver(reports_page)
    code = "II.3"
    reports.choose_section(code)
    reports.type_words(" ")
    assert reports_page.may_leave()
    settle(reports_page)
    reports.choose_section("I")
    press_line(reports_page, "Chưa có nội dung")
    assert reports.codes()[reports.sections().currentRow()] == code


def one_label(reports_page: ReportsPage, words: str) -> QLabel:
    (found,) = [label for label in reports_page.findChildren(QLabel) if words in label.text()]
    return found
