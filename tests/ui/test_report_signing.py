"""Signing at the page of reports: leader, then agency on top; what is asked about; the mark that stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from contexts import read, settle
from looking import click, says
from patience import LONG
from PySide6.QtWidgets import QComboBox
from reports_driver import AGENCY, LEADER, NUMBER, ReportsDriver, SignDriver, key_of, signs

from models.access.opening import OpenOffice
from models.work import issuers, report_register
from models.work.issuers import Issuer
from ui.base import messages
from ui.reports.page import ReportsPage
from ui.reports.sign import SignDialog

SIGNERS = (("Lò Thị Hoa", "lãnh đạo"), ("Phòng Nội vụ", "cơ quan"))


def copies(office: OpenOffice) -> list[tuple[str, str]]:
    with office.store.read() as session:
        return [
            (copy.by.role, copy.by.signer.removesuffix(" (KHÓA THỬ)"))
            for copy in report_register.copies(session, "thang", "2024-03")
        ]


def fields(pdf: Path) -> list[str]:
    from models.signing.verify import verify_pdf

    verdict = verify_pdf(pdf.read_bytes())
    assert verdict.intact
    return [one.field for one in verdict.signatures]


def test_sign_beside_unsigned_and_register(reports_page: ReportsPage, book: OpenOffice, tmp_path: Path) -> None:
    reports, key = ReportsDriver(reports_page), key_of(tmp_path, "Lò Thị Hoa", "key.p12")
    made = reports.make(tmp_path)
    before = made.read_bytes()

    def steps(signing: SignDriver) -> None:
        signing.open_key(key, "sai")
        assert signing.says("Mật khẩu của tệp khóa không đúng.")
        assert not signing.may_sign()
        signing.open_key(key, "khóa")
        assert signing.says("Chủ thể: Lò Thị Hoa")
        assert signing.secret() == ""
        with messages.answering(True):
            signing.sign()
            settle(reports_page)

    reports.sign(steps)
    assert fields(tmp_path / f"{made.stem}_daky.pdf") == ["LanhDao"]
    assert made.read_bytes() == before
    assert copies(book) == [("lanh-dao", "Lò Thị Hoa")]


def test_agency_signs_on_top_of_leader(reports_page: ReportsPage, book: OpenOffice, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    made = reports.make(tmp_path)
    hoa, seal = key_of(tmp_path, "Lò Thị Hoa", "a.p12"), key_of(tmp_path, "Phòng Nội vụ", "b.p12")
    reports.sign(signs(hoa, LEADER, True))
    reports.sign(signs(seal, AGENCY, True))
    assert fields(tmp_path / f"{made.stem}_daky-2.pdf") == ["LanhDao", "CoQuan"]
    assert copies(book) == [("lanh-dao", "Lò Thị Hoa"), ("co-quan", "Phòng Nội vụ")]
    with book.store.read() as session:
        newest = report_register.kept_file(session, book.evidence, "thang", "2024-03")
        first = report_register.copies(session, "thang", "2024-03")[0]
        kept = report_register.signed_copy(session, book.evidence, "thang", "2024-03", first.id)
    assert newest.content.startswith(kept.content) and newest.content != kept.content
    leader, agency = (f"{who} (KHÓA THỬ) ({role}) lúc 12/03/2024 10:00" for who, role in SIGNERS)
    assert says(reports_page, f"Đã ký: {leader}") and says(reports_page, f"Đã ký: {agency}")
    reports_page.banner.hide()
    reports_page.refresh()
    settle(reports_page)
    assert says(reports_page, f"Đã ký: {leader}")  # and it stays


def test_second_signature_of_role_asked_about(reports_page: ReportsPage, book: OpenOffice, tmp_path: Path) -> None:
    reports, key = ReportsDriver(reports_page), key_of(tmp_path, "Lò Thị Hoa", "a.p12")
    reports.make(tmp_path)
    reports.sign(signs(key, LEADER, True))
    heard: list[tuple[str, str]] = []

    def steps(signing: SignDriver) -> None:
        signing.choose_role(LEADER)
        signing.open_key(key, "khóa")
        with messages.answering(True, False) as boxes:
            signing.sign()
            settle(reports_page)
        heard.extend(boxes.asked)
        assert signing.says("Lò Thị Hoa (KHÓA THỬ) (lãnh đạo) lúc 12/03/2024 10:00")

    reports.sign(steps)
    assert [what for _kind, what in heard][1] == "Bản này đã có chữ ký của lãnh đạo."
    assert len(copies(book)) == 1
    reports.sign(signs(key, LEADER, True, True))
    assert len(copies(book)) == 2


def test_signing_of_unclean_report_asked_about(reports_page: ReportsPage, book: OpenOffice, tmp_path: Path) -> None:
    reports, key = ReportsDriver(reports_page), key_of(tmp_path, "Lò Thị Hoa", "a.p12")
    reports.make(tmp_path)

    def steps(signing: SignDriver) -> None:
        assert signing.says("Số để trống cho văn thư ghi") and signing.says("Ngày để trống cho văn thư ghi")
        signing.open_key(key, "khóa")
        with messages.answering(False) as boxes:
            signing.sign()
            settle(reports_page)
        assert [what for _kind, what in boxes.asked] == ["Danh sách kiểm tra chưa đạt hết. Vẫn ký?"]
        assert signing.dialog.isVisible()

    reports.sign(steps)
    assert copies(book) == []


def test_number_given_after_making_told_at_signing(reports_page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    reports.make(tmp_path)
    reports.fill(NUMBER, "5")
    offered: list[bool] = []
    reports.sign(lambda signing: offered.append(signing.says("Sổ đã thay đổi từ khi lập bản này")))
    assert offered == [True]


def test_signed_file_and_folder_opened(
    reports_page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    reports = ReportsDriver(reports_page)
    made = reports.make(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    reports.sign(signs(key_of(tmp_path, "Lò Thị Hoa", "a.p12"), LEADER, True))
    reports.click("Mở tệp đã ký")
    click(reports_page.mark, "Mở thư mục")
    assert opened == [str(tmp_path / f"{made.stem}_daky.pdf"), str(tmp_path)]


def test_made_file_signed_only_while_its_report_is_shown(reports_page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    made = reports.make(tmp_path)
    offered: list[bool] = []
    reports.sign(lambda signing: offered.append(signing.says(made.name)))
    assert offered == [True]
    reports.click("Kỳ trước")
    with messages.answering(1, None) as heard:
        reports.click("Ký số")
    what, title = (words for _kind, words in heard.asked)
    assert what.startswith("Chưa lập Báo cáo tháng · Tháng 2/2024") and title == "Chọn tệp báo cáo cần ký"


def test_named_file_signed_on_top_of_kept_copy(reports_page: ReportsPage, book: OpenOffice, tmp_path: Path) -> None:
    """Văn thư names the unsigned file; the leader's copy in the book is what gets the agency's signature."""
    reports = ReportsDriver(reports_page)
    made = reports.make(tmp_path)
    reports.sign(signs(key_of(tmp_path, "Lò Thị Hoa", "a.p12"), LEADER, True))
    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    (elsewhere / "bc.pdf").write_bytes(made.read_bytes())
    reports.click("Kỳ trước")
    with messages.answering(1, elsewhere / "bc.pdf"):
        reports.sign(signs(key_of(tmp_path, "Phòng Nội vụ", "b.p12"), AGENCY, True))
    assert fields(elsewhere / "bc_daky.pdf") == ["LanhDao", "CoQuan"]
    assert len(copies(book)) == 2


def test_role_after_the_leader_is_the_agency(reports_page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    reports.make(tmp_path)
    roles: list[str] = []

    def look(signing: SignDriver) -> None:
        box = next(b for b in signing.dialog.findChildren(QComboBox) if b.accessibleName() == "Vai trò ký")
        roles.append(box.currentText())

    reports.sign(look)
    reports.sign(signs(key_of(tmp_path, "Lò Thị Hoa", "a.p12"), LEADER, True))
    reports.sign(look)
    assert roles == ["Lãnh đạo ký", "Cơ quan (văn thư) ký"]


def asked_to_sign(reports_page: ReportsPage, folder: Path, shown: Callable[[SignDialog], SignDialog]) -> SignDriver:
    """At the dialog over a report made in `folder`."""
    from models.reports.signing_order import SignSource

    made = ReportsDriver(reports_page).make(folder)
    return SignDriver(
        reports_page, shown(SignDialog(reports_page.jobs, SignSource(made.name, made.read_bytes()), folder, None))
    )


def test_agency_signs_with_seal_picture(reports_page: ReportsPage, tmp_path: Path, shown: Any) -> None:
    from PIL import Image

    Image.new("RGBA", (425, 425), (200, 0, 0, 90)).save(tmp_path / "dau.png", dpi=(300, 300))
    key = key_of(tmp_path, "Phòng Nội vụ", "key.p12")
    signing = asked_to_sign(reports_page, tmp_path, shown)
    signing.choose_role(AGENCY)
    with messages.answering(tmp_path / "dau.png"):
        signing.picture().ask()
    signing.choose_role(LEADER)
    assert signing.picture().content() is None
    signing.choose_role(AGENCY)
    signing.open_key(key, "khóa")
    signing.sign()
    settle(reports_page)
    assert signing.dialog.signed is not None
    assert b"/SMask " in signing.dialog.signed.content


def test_leaving_sign_dialog_cancels_signing(
    reports_page: ReportsPage, tmp_path: Path, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.signing import signed_file

    key = key_of(tmp_path, "Lò Thị Hoa", "key.p12")
    signing = asked_to_sign(reports_page, tmp_path, shown)
    signing.open_key(key, "khóa")
    begun, left = threading.Event(), threading.Event()
    name = signed_file.target_name

    def target(source: Path) -> Path:
        begun.set()
        assert left.wait(LONG)
        return name(source)

    monkeypatch.setattr(signed_file, "target_name", target)
    signing.sign()
    assert begun.wait(LONG)
    signing.dialog.reject()
    left.set()
    settle(reports_page)
    assert signing.dialog.signed is None and not list(tmp_path.glob("*_daky*"))


def test_dialog_names_file_as_it_is_on_disk(reports_page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    first = reports.make(tmp_path)
    with messages.answering(tmp_path):
        reports.click("Lập báo cáo")
    second = tmp_path / f"{first.stem}-2.pdf"
    assert second.exists()
    named: list[bool] = []
    reports.sign(lambda signing: named.append(signing.says(second.name)))
    second.write_bytes(b"another")
    reports.sign(lambda signing: named.append(signing.says(first.name)))
    assert named == [True, True]


def test_making_of_one_issuer_leaves_that_of_the_other(reports_page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(reports_page)
    reports.make(tmp_path)
    own, above = (one.name for one in draft_issuers(reports_page))
    reports.choose_issuer(above)
    with messages.answering(tmp_path) as heard:
        reports.click("Lập báo cáo")
    assert [kind for kind, _words in heard.asked] == ["folder"]
    assert sorted(issuers_kept(reports_page)) == sorted([own, above])


def draft_issuers(page: ReportsPage) -> tuple[Issuer, ...]:
    return read(page.context, issuers.choices)


def issuers_kept(page: ReportsPage) -> list[str]:
    return [row.issuer_name for row in read(page.context, report_register.made)]
