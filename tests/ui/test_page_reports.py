"""The page of reports over a real office: words, pages, check list, making, signing."""

from __future__ import annotations

from pathlib import Path

import pytest
from contexts import settle
from looking import button, named, retype, says
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QListWidget, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot
from reports_driver import DAY, NUMBER, ReportsDriver
from sqlalchemy import select
from typefaces import both_typefaces

from models.access.opening import OpenOffice
from models.work import report_register
from ui.base import messages
from ui.reports.page import ReportsPage


def test_present_month_shown_with_pages(reports_page: ReportsPage, qtbot: QtBot) -> None:
    assert reports_page.pages.pages() >= 3
    qtbot.waitUntil(lambda: reports_page.pages.drawn() >= 1)
    assert reports_page.which.kind == "thang"
    assert ReportsDriver(reports_page).codes()[:3] == ["I", "I.1", "I.2"]


def test_typed_words_kept_and_printed(reports_page: ReportsPage, book: OpenOffice) -> None:
    reports = ReportsDriver(reports_page)
    reports.choose_section("II.2")
    reports.type_words("Đã số hóa 80 % hồ sơ.\n\nCòn hai xã chưa xong.")
    assert reports_page.may_leave()
    settle(reports_page)
    with book.store.read() as session:
        kept = report_register.find(session, "thang", "2024-03")
        assert kept is not None
        words = report_register.edited_words(session, kept)
    assert words == {"II.2": ("Đã số hóa 80 % hồ sơ.", "Còn hai xã chưa xong.")}
    reports.choose_section("II.1")
    reports.choose_section("II.2")  # shown anew, from what was gathered
    assert reports.words() == "\n".join(words["II.2"])
    reports.click("Khôi phục nội dung tự động")
    assert "Có 1 nhiệm vụ" in reports.words()


@both_typefaces
@pytest.mark.parametrize("size", [(1148, 660), (693, 420), (683, 300)])
def test_words_have_five_lines_however_low_the_page_is(reports_page: ReportsPage, size: tuple[int, int]) -> None:
    reports_page.resize(*size)
    settle(reports_page)
    field = named(reports_page, "Nội dung của mục", QPlainTextEdit)
    assert field.viewport().height() >= 5 * field.fontMetrics().lineSpacing()
    way = button(reports_page, "Khôi phục nội dung tự động")
    assert way.mapTo(reports_page, QPoint()).y() >= field.mapTo(reports_page, QPoint(0, field.height())).y()
    headings = named(reports_page, "Các mục của báo cáo", QListWidget)
    assert headings.viewport().height() >= 3 * headings.sizeHintForRow(0)


def test_other_period_and_kind(reports_page: ReportsPage) -> None:
    reports = ReportsDriver(reports_page)
    reports.click("Kỳ trước")
    assert reports.shows_period("Tháng 2/2024")
    reports.choose_kind("Báo cáo quý")
    assert reports.shows_period("Quý I/2024")


def test_impossible_date_said_and_kept_typed(reports_page: ReportsPage, book: OpenOffice) -> None:
    reports = ReportsDriver(reports_page)
    reports.fill(DAY, "31/02/2024")
    assert says(reports_page, "Không có ngày này.")
    assert reports.field(DAY).text() == "31/02/2024"
    retype(reports_page.head, DAY, "15/3/2024")
    reports.fill(NUMBER, "5")
    assert not says(reports_page, "Không có ngày này.")
    with book.store.read() as session:
        kept = report_register.find(session, "thang", "2024-03")
        assert kept is not None
        assert (kept.number, str(kept.issued_on)) == ("5", "2024-03-15")
    assert reports.field(DAY).text() == "15/03/2024"  # gathered anew


def test_make_writes_file_and_registers(reports_page: ReportsPage, book: OpenOffice, tmp_path: Path) -> None:
    ReportsDriver(reports_page).make(tmp_path)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["BC-thang-2024-03-PNV.pdf"]
    with book.store.read() as session:
        kept = session.scalars(select(report_register.Report)).one()
        assert (kept.sequence, kept.file_id is not None) == (1, True)


def test_make_into_unwritable_folder_keeps_report(reports_page: ReportsPage, book: OpenOffice, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    make = next(action for action in reports_page.actions() if action.text() == "Lập báo cáo")
    with messages.answering(tmp_path / "tệp"):
        make.trigger()
        settle(reports_page)
    assert reports_page.banner.text().startswith(f"Không ghi được tệp vào {tmp_path / 'tệp'}.")
    assert make.isEnabled()
    with book.store.read() as session:
        assert report_register.kept_file(session, book.evidence, "thang", "2024-03").content.startswith(b"%PDF")


def test_trusted_issuer_kept_and_dropped(reports_page: ReportsPage, tmp_path: Path) -> None:
    from models.signing.signed_file import sign_file
    from models.signing.signing_key import open_p12
    from models.signing.test_key import make_test_p12
    from ui.reports.verdict import VerdictDialog

    reports = ReportsDriver(reports_page)
    made = reports.make(tmp_path)
    p12, issuer = make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khóa")
    (tmp_path / "ca.pem").write_bytes(issuer)
    sign_file(made, tmp_path / "ky.pdf", open_p12(p12, "khóa"), role="lanh-dao")

    def shown() -> VerdictDialog:
        settle(reports_page)
        return next(each for each in reports_page.findChildren(VerdictDialog) if each.isVisible())

    def words() -> str:
        return " ".join(label.text() for label in shown().findChildren(QLabel))

    reports.verify(tmp_path / "ky.pdf")
    assert "Chưa rõ" in words()
    with messages.answering(tmp_path / "ca.pem"):
        shown().trust_asked.emit()
    assert "Tin cậy" in words()
    assert len(reports_page.context.settings.get("trusted_issuers")) == 1
    shown().trust_dropped.emit()
    assert "Chưa rõ" in words()
    assert reports_page.context.settings.get("trusted_issuers") == []
    shown().close()


@pytest.mark.parametrize(("button", "ending"), [("Bản Word", "docx"), ("Bản Excel", "xlsx")])
def test_other_copies_saved(
    reports_page: ReportsPage, book: OpenOffice, tmp_path: Path, button: str, ending: str
) -> None:
    with messages.answering(tmp_path):
        menu = reports_page.findChild(QMenu)
        next(action for action in menu.actions() if button in action.text()).trigger()
        settle(reports_page)
    assert [path.name for path in tmp_path.glob("BC-*")] == [f"BC-thang-2024-03-PNV.{ending}"]
    assert f"BC-thang-2024-03-PNV.{ending}" in reports_page.banner.text()
    with book.store.read() as session:
        assert session.scalars(select(report_register.Report)).all() == []
