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
from models.work import month, office, progress
from models.work.tasks import Task
from ui.reports.page import ReportsPage


def lines(reports_page: ReportsPage) -> list[str]:
    found = named(reports_page, "Mục cần xem trước khi ký", QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def press_line(reports_page: ReportsPage, words: str) -> None:
    found = named(reports_page, "Mục cần xem trước khi ký", QListWidget)
    row = next(row for row in range(found.count()) if words in found.item(row).text())
    found.itemActivated.emit(found.item(row))
    settle(reports_page)


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
    with book.store.write("progress.put") as write:
        task = write.session.scalars(select(Task.id)).one()
        progress.put(
            write.session, task, "2024-03", progress.NewProgress(percent=10), office.own_unit_id(write.session)
        )
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


def test_check_list_counts_as_grid_does(reports_page: ReportsPage, book: OpenOffice) -> None:
    with book.store.read() as session:
        grid = month.read(session, "2024-03")
    missing = len(grid.rows) - grid.filled
    assert any(f"{missing} dòng chưa cập nhật ở bảng Tháng 3/2024" in line for line in lines(reports_page))


def test_check_list_leads_to_empty_section(reports_page: ReportsPage) -> None:
    reports = ReportsDriver(reports_page)
    reports.choose_section(4)
    code = reports.codes()[4]
    reports.type_words(" ")
    assert reports_page.may_leave()
    settle(reports_page)
    reports.choose_section(0)
    press_line(reports_page, "Chưa có lời")
    assert reports.codes()[reports.sections().currentRow()] == code


def one_label(reports_page: ReportsPage, words: str) -> QLabel:
    (found,) = [label for label in reports_page.findChildren(QLabel) if words in label.text()]
    return found
