"""The mark above a report: green while it says what was signed, amber with which is which as soon as it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from contexts import settle
from offices import add_task
from PySide6.QtWidgets import QLabel, QPushButton
from reports_driver import LEADER, NUMBER, ReportsDriver, key_of, signs

from ui.reports.page import ReportsPage


def told(page: ReportsPage) -> list[tuple[str, str]]:
    labels = [label for label in page.mark.findChildren(QLabel) if label.isVisible() and label.text()]
    return [(str(label.property("role")), label.text()) for label in labels]


def test_mark_follows_the_draft(reports_page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    reports.make(tmp_path)
    reports.sign(signs(key_of(tmp_path, "Lò Thị Hoa", "a.p12"), LEADER, True))
    who = "Lò Thị Hoa (KHÓA THỬ) (lãnh đạo) lúc 12/03/2024 10:00"
    assert told(reports_page) == [("good", f"Đã ký: {who}")]
    reports.fill(NUMBER, "7")
    (role, first), second = told(reports_page)
    assert (role, first) == ("warn", "Bản nháp dưới đây chưa ký: đã khác bản lập lần 1 (12/03/2024 10:00).")
    assert second == ("warn", f"Đã ký bản lập lần 1: {who}")
    reports.fill(NUMBER, "")
    assert told(reports_page) == [("good", f"Đã ký: {who}")]
    reports.fill(NUMBER, "7")
    again = tmp_path / "lại"
    again.mkdir()
    reports.make(again)
    settle(reports_page)
    (role, first), second = told(reports_page)
    assert (role, first) == ("warn", "Bản lập lần 2 (12/03/2024 10:00) chưa ký.")
    assert second == ("warn", f"Đã ký bản lập lần 1: {who}")
    reports.fill(NUMBER, "8")
    (role, first), second = told(reports_page)
    assert (role, first) == (
        "warn",
        "Bản lập lần 2 (12/03/2024 10:00) chưa ký, số liệu đã khác bản nháp dưới đây: cần lập lại.",
    )
    assert second == ("warn", f"Đã ký bản lập lần 1: {who}")


def test_unsigned_making_that_is_out_of_date_says_so(reports_page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    reports.make(tmp_path)
    settle(reports_page)
    assert told(reports_page) == []
    late = add_task(reports_page.context.office, "việc thêm", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 1))
    reports_page.refresh()
    settle(reports_page)
    assert late
    assert told(reports_page) == [
        ("warn", "Bản lập lần 1 (12/03/2024 10:00) chưa ký, số liệu đã khác bản nháp dưới đây: cần lập lại.")
    ]
    links = [link for link in reports_page.mark.findChildren(QPushButton) if link.isVisible()]
    assert links == []
