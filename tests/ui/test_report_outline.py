"""Lines of section I that a person fills, who issues the report, and the way to a directive without a number."""

from __future__ import annotations

from pathlib import Path

from contexts import settle
from looking import named, says
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton
from reports_driver import NUMBER, ReportsDriver

from models.access.opening import OpenOffice
from models.reading import read
from models.reports.gather import gather
from models.work import directives, people, report_register
from ui.reports.page import ReportsPage

NOTICE = Path(__file__).parents[2].parent / "shared" / "data" / "directive_lao_cai_2024.txt"


def printed(book: OpenOffice) -> dict[str, tuple[str, ...]]:
    with book.store.read() as session:
        return {part.code: part.paragraphs for part in gather(session, "thang", "2024-03").sections}


def write(book: OpenOffice, period: str, code: str, *words: str) -> None:
    with book.store.write("report.words") as made:
        report_register.edit_section(made.session, "thang", period, code, words)


def test_empty_line_is_shown_to_be_filled_and_not_printed(reports_page: ReportsPage, book: OpenOffice) -> None:
    reports = ReportsDriver(reports_page)
    assert not {"I.1", "I.3", "I.4", "I.5", "I.6"} & set(printed(book))
    assert reports.heading("I.3") == "· Kiểm tra công tác cải cách hành chính"
    reports.choose_section("I.3")
    reports.type_words("Kiểm tra 05 xã theo Kế hoạch số 12/KH-UBND.")
    assert reports_page.may_leave()
    settle(reports_page)
    assert printed(book)["I.3"] == ("Kiểm tra 05 xã theo Kế hoạch số 12/KH-UBND.",)
    assert reports.heading("I.3").startswith("1. Kiểm tra")
    reports.type_words("")
    assert reports_page.may_leave()
    settle(reports_page)
    assert "I.3" not in printed(book)


def test_words_of_period_before_are_offered_and_not_taken_by_themselves(
    reports_page: ReportsPage, book: OpenOffice
) -> None:
    write(book, "2024-02", "I.4", "Đăng 03 tin bài.")
    write(book, "2024-02", "II.2", "Lời cũ.")
    reports_page.reload()
    settle(reports_page)
    reports = ReportsDriver(reports_page)
    assert "I.4" not in printed(book)
    reports.choose_section("II.2")
    assert "Lấy lời kỳ trước" not in {one.text() for one in reports_page.findChildren(QPushButton) if one.isVisible()}
    reports.choose_section("I.4")
    reports.click("Lấy lời kỳ trước")
    assert printed(book)["I.4"] == ("Đăng 03 tin bài.",)
    reports.type_words("Đăng 05 tin bài.")
    reports.click("Lấy lời kỳ trước")
    assert printed(book)["I.4"] == ("Đăng 05 tin bài.", "Đăng 03 tin bài.")
    assert named(reports_page, "Nội dung của mục", QPlainTextEdit).toPlainText().count("tin bài") == 2


def test_other_issuer_has_its_own_number_and_signers(reports_page: ReportsPage, book: OpenOffice) -> None:
    with book.store.write("person.save") as made:
        people.save(made.session, None, name="Vàng A Páo", title="Chủ tịch", signs=True, signs_for="parent")
    reports = ReportsDriver(reports_page)
    reports.fill(NUMBER, "12")
    reports.choose_issuer("UBND huyện Bắc Hà")
    assert reports.field(NUMBER).text() == ""
    signers = named(reports_page.head, "Người ký", QComboBox)
    assert [signers.itemText(row) for row in range(2)] == ["Mặc định: Vàng A Páo", "Vàng A Páo (Chủ tịch)"]
    reports.fill(NUMBER, "7/BC-UBND")
    with book.store.read() as session:
        head = gather(session, "thang", "2024-03").letterhead
        assert (head.issuer, head.symbol, head.number, head.superior) == ("UBND huyện Bắc Hà", "BC-UBND", 7, None)
    reports.choose_issuer("Phòng Nội vụ")
    assert reports.field(NUMBER).text() == "12"


def test_directive_without_number_leads_to_its_field(reports_page: ReportsPage, book: OpenOffice) -> None:
    content = NOTICE.read_bytes()
    with book.store.write("directive.add") as made:
        row = directives.add(made.session, book.evidence, read.read_text(content.decode()), NOTICE.name, content)
        paper = row.id
    went: list[tuple[str, dict[str, str]]] = []
    reports_page.context.open_list = lambda page, chosen: went.append((page, dict(chosen)))
    reports_page.reload()
    settle(reports_page)
    assert says(reports_page, "mục nên xem")
    ReportsDriver(reports_page).press_check("Văn bản chưa có số: Thông báo kết luận của Phó Chủ tịch")
    assert went == [("directives", {"directive": paper, "head": "number"})]
