"""At the dialog that signs: Enter on the way, nothing tried without a passphrase, and whose certificate it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from contexts import settle
from looking import click, named, retype
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from reports_driver import AGENCY, LEADER, ReportsDriver, SignDriver, key_of

from models.access.opening import OpenOffice
from models.signing import signing_key
from models.work import report_register
from ui.base import messages
from ui.reports.page import ReportsPage

FILE = "Tệp chứng thư số"


def test_self_issued_certificate_is_told_and_asked_about(
    reports_page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, key = ReportsDriver(reports_page), key_of(tmp_path, "Lò Thị Hoa", "a.p12")
    reports.make(tmp_path)
    real = signing_key.open_p12

    def self_issued(content: bytes, passphrase: str) -> signing_key.SigningKey:
        opened = real(content, passphrase)
        return replace(opened, certificate=replace(opened.certificate, self_issued=True))

    monkeypatch.setattr(signing_key, "open_p12", self_issued)

    def steps(signing: SignDriver) -> None:
        signing.open_key(key, "khóa")
        assert signing.says("do người giữ tự cấp")

    reports.sign(steps)


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passphrases that were tried."""
    found: list[str] = []
    real = signing_key.open_p12

    def open_p12(content: bytes, passphrase: str) -> signing_key.SigningKey:
        found.append(passphrase)
        return real(content, passphrase)

    monkeypatch.setattr(signing_key, "open_p12", open_p12)
    return found


def test_enter_in_path_goes_to_passphrase(reports_page: ReportsPage, tmp_path: Path, tried: list[str]) -> None:
    reports, key = ReportsDriver(reports_page), key_of(tmp_path, "Lò Thị Hoa", "a.p12")
    reports.make(tmp_path)

    def steps(signing: SignDriver) -> None:
        dialog = signing.dialog
        dialog.activateWindow()
        retype(dialog, FILE, str(key))
        QTest.keyClick(named(dialog, FILE, QLineEdit), Qt.Key.Key_Return)
        secret = named(dialog, SignDriver.SECRET, QLineEdit)
        assert dialog.focusWidget() is secret
        for press in (
            lambda: QTest.keyClick(secret, Qt.Key.Key_Return),
            lambda: click(dialog, "Mở chứng thư"),
            lambda: QTest.keyClick(secret, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        ):
            press()
            settle(reports_page)
            assert tried == [] and signing.says("Hãy nhập mật khẩu.") and not signing.says("không đúng")
        retype(dialog, SignDriver.SECRET, "khóa")
        QTest.keyClick(secret, Qt.Key.Key_Return)
        settle(reports_page)
        assert tried == ["khóa"] and signing.may_sign()

    reports.sign(steps)


def test_no_file_named_yet(reports_page: ReportsPage, tmp_path: Path, tried: list[str]) -> None:
    reports = ReportsDriver(reports_page)
    reports.make(tmp_path)

    def steps(signing: SignDriver) -> None:
        retype(signing.dialog, SignDriver.SECRET, "khóa")
        click(signing.dialog, "Mở chứng thư")
        settle(reports_page)
        assert tried == [] and signing.says("Hãy chọn tệp chứng thư số")
        assert signing.secret() == "khóa"
        signing.open_key(tmp_path / "không có.p12", "khóa")
        assert signing.dialog.focusWidget() is named(signing.dialog, FILE, QLineEdit)

    reports.sign(steps)


def copies(book: OpenOffice) -> int:
    with book.store.read() as session:
        return len(report_register.copies(session, "thang", "2024-03"))


@pytest.mark.parametrize(
    ("name", "role", "asked"),
    [
        ("Vàng Seo Phà", LEADER, "Chứng thư mang tên “Vàng Seo Phà (KHÓA THỬ)”, còn người ký ghi trong báo cáo là"),
        ("LO THI HOA", LEADER, ""),
        ("Lò Thị Hoa", AGENCY, "Chứng thư mang tên người ký “Lò Thị Hoa (KHÓA THỬ)”, không phải tên cơ quan."),
        ("Phòng Nội vụ", AGENCY, ""),
    ],
)
def test_certificate_of_another_asked_about(
    reports_page: ReportsPage, book: OpenOffice, tmp_path: Path, name: str, role: str, asked: str
) -> None:
    reports, key = ReportsDriver(reports_page), key_of(tmp_path, name, "a.p12")
    reports.make(tmp_path)

    def steps(signing: SignDriver) -> None:
        signing.choose_role(role)
        signing.open_key(key, "khóa")
        assert signing.says(asked) or not asked
        assert signing.says("Chứng thư mang tên") == bool(asked)
        with messages.answering(True, *([False] if asked else [])) as heard:
            signing.sign()
            settle(reports_page)
        assert [what.startswith(asked) for _kind, what in heard.asked[1:]] == ([True] if asked else [])

    reports.sign(steps)
    assert copies(book) == (0 if asked else 1)
