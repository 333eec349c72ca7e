"""Above the report: a number alone or with its symbol, typing taken back and made again, who signs entered there."""

from __future__ import annotations

from contexts import settle
from looking import choose, click, named, retype, says, type_in
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from reports_driver import DAY, NUMBER, ReportsDriver

from models.access.opening import OpenOffice
from models.work import people, report_register
from models.work.report_register import Report
from ui.base import messages
from ui.reports.page import ReportsPage
from ui.units.person_edit import PersonDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def kept(book: OpenOffice) -> Report | None:
    with book.store.read() as session:
        return report_register.find(session, "thang", "2024-03")


def test_number_typed_whole_loses_symbol(reports_page: ReportsPage, book: OpenOffice) -> None:
    reports = ReportsDriver(reports_page)
    reports.fill(NUMBER, "45/BC-PNV")
    assert reports.field(NUMBER).text() == "45"
    report = kept(book)
    assert report is not None and report.number == "45"


def test_no_number_said_in_place_and_kept_typed(reports_page: ReportsPage, book: OpenOffice) -> None:
    reports = ReportsDriver(reports_page)
    for typed, said in (("8512/3/2024", "không phải số văn bản"), ("45/TB-PNV", "không phải của báo cáo này (BC-PNV)")):
        reports.fill(NUMBER, typed)
        assert reports.field(NUMBER).text() == typed and says(reports_page.window(), said)
    assert kept(book) is None
    retype(reports_page.head, DAY, "15/03/2024")  # the rest is still kept
    QTest.keyClick(reports.field(DAY), Qt.Key.Key_Return)
    settle(reports_page)
    report = kept(book)
    assert report is not None and (report.number, str(report.issued_on)) == ("", "2024-03-15")
    assert reports.field(NUMBER).text() == "45/TB-PNV"
    reports.click("Kỳ trước")
    assert reports.field(NUMBER).text() == "" and not says(reports_page.window(), "không phải của báo cáo này")


def test_typing_in_number_made_again(reports_page: ReportsPage) -> None:
    reports = ReportsDriver(reports_page)
    field = type_in(reports_page.head, NUMBER, "45")
    for keys, text in ((Qt.Key.Key_Z, ""), (Qt.Key.Key_Y, "45")):
        QTest.keyClick(field, keys, CTRL)
        assert reports.field(NUMBER).text() == text
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert reports.field(NUMBER).text() == "45"


def test_signer_entered_where_one_is_chosen(reports_page: ReportsPage, book: OpenOffice) -> None:
    choose(reports_page.head, "Người ký", "Thêm người ký")
    dialog = next(d for d in reports_page.window().findChildren(PersonDialog) if d.isVisible())
    retype(dialog, "Họ và tên", "Giàng A Páo")
    retype(dialog, "Chức vụ", "Phó Trưởng phòng")
    click(dialog, "Thêm")
    settle(reports_page)
    box = named(reports_page.head, "Người ký", QComboBox)
    assert box.currentText() == "Giàng A Páo (Phó Trưởng phòng)"
    with book.store.read() as session:
        report = report_register.find(session, "thang", "2024-03")
        assert report is not None
        assert people.get(session, report.signer_id or "").name == "Giàng A Páo"


def test_signing_before_making_offers_it(reports_page: ReportsPage, tmp_path: object) -> None:
    reports = ReportsDriver(reports_page)
    with messages.answering(0, tmp_path) as heard:
        reports.click("Ký số")
    assert [kind for kind, _words in heard.asked] == ["choose", "folder"]
    assert "Đã lập báo cáo" in reports_page.banner.text()


def test_one_name_for_checking_signatures(reports_page: ReportsPage) -> None:
    from PySide6.QtWidgets import QAbstractButton

    names = {b.text() for b in reports_page.findChildren(QAbstractButton) if "iểm tra chữ ký" in b.text()}
    assert names == {"Kiểm tra chữ ký…"}
