"""Which report the page shows: any period from the list, kinds there and back, an issuer that stays until changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from contexts import settle
from looking import click, named, says
from PySide6.QtWidgets import QComboBox
from reports_driver import ReportsDriver

from models.access.opening import OpenOffice
from models.work import report_register
from ui.reports.page import ReportsPage

OWN, ABOVE = "Phòng Nội vụ", "UBND huyện Bắc Hà"


def issuer(page: ReportsPage) -> str:
    return named(page.head, "Cơ quan ban hành", QComboBox).currentText()


def period(page: ReportsPage, words: str) -> None:
    driver = ReportsDriver(page)
    driver.choose_period(words)
    assert driver.shows_period(words)


def made(page: ReportsPage, book: OpenOffice, key: str, by: str) -> None:
    with book.store.write("report.make") as write:
        at = datetime(2024, 3, 1, tzinfo=UTC)
        which = (write.session, book.evidence, "thang", key, by)
        report_register.keep_made(*which, name="a.pdf", content=b"%PDF", data_sha256="0", made_at=at)
    page.reload()
    settle(page)


def test_another_kind_and_back_is_where_one_was(reports_page: ReportsPage) -> None:
    reports = ReportsDriver(reports_page)
    period(reports_page, "Tháng 11/2024")
    for kind, shown in (
        ("Báo cáo quý", "Quý IV/2024"),
        ("Báo cáo 6 tháng", "6 tháng cuối năm 2024"),
        ("Báo cáo năm", "Năm 2024"),
        ("Báo cáo tháng", "Tháng 11/2024"),
        ("Báo cáo quý", "Quý IV/2024"),
    ):
        reports.choose_kind(kind)
        assert reports.shows_period(shown)
    reports.click("Kỳ trước")
    reports.choose_kind("Báo cáo tháng")
    assert reports.shows_period("Tháng 9/2024")


def test_list_of_periods_says_what_became_of_them(reports_page: ReportsPage, book: OpenOffice) -> None:
    made(reports_page, book, "2024-02", "own")
    box = named(reports_page.head, "Kỳ báo cáo", QComboBox)
    assert "Tháng 2/2024 (chưa chốt, có báo cáo)" in [box.itemText(row) for row in range(box.count())]
    ReportsDriver(reports_page).choose_period("‹ Năm 2023")
    assert ReportsDriver(reports_page).shows_period("Tháng 3/2023")
    click(reports_page, "Về kỳ hiện tại")
    settle(reports_page)
    assert ReportsDriver(reports_page).shows_period("Tháng 3/2024")


@pytest.mark.parametrize(("mine", "other"), [(OWN, "parent"), (ABOVE, "own")])
def test_issuer_stays_and_the_other_ones_report_is_named(
    reports_page: ReportsPage, book: OpenOffice, mine: str, other: str
) -> None:
    reports = ReportsDriver(reports_page)
    reports.choose_issuer(mine)
    made(reports_page, book, "2024-02", other)
    assert not says(reports_page, "đã lập báo cáo")
    reports.click("Kỳ trước")
    assert issuer(reports_page) == mine
    name = ABOVE if other == "parent" else OWN
    assert says(reports_page, f"Kỳ này {mine} chưa lập báo cáo; {name} đã lập báo cáo.")
    reports.click(f"Xem báo cáo của {name}")
    assert issuer(reports_page) == name and not says(reports_page, "đã lập báo cáo")
    reports.click("Kỳ sau")
    assert issuer(reports_page) == name


def test_report_being_written_by_the_other_is_named(reports_page: ReportsPage, book: OpenOffice) -> None:
    with book.store.write("report.words") as write:
        report_register.choose_issuer(write.session, "thang", "2024-02", "parent")
    reports = ReportsDriver(reports_page)
    reports.click("Kỳ trước")
    assert issuer(reports_page) == OWN
    assert says(reports_page, f"đang được soạn là của {ABOVE}")


def test_change_of_issuer_taken_back_is_seen(reports_page: ReportsPage) -> None:
    ReportsDriver(reports_page).choose_issuer(ABOVE)
    reports_page.context.changes.back(reports_page)
    settle(reports_page)
    assert issuer(reports_page) == OWN
