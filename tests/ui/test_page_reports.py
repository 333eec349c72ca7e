"""The page of reports over a real office: words, pages, check list, making, signing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from contexts import settle
from looking import retype, says
from patience import LONG
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from reports_driver import AGENCY, DAY, LEADER, NUMBER, ReportsDriver, SignDriver
from sqlalchemy import select

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.base.settings import Settings
from models.work import people, report_register, tasks
from models.work.tasks import TaskFields
from ui.base import messages, theme
from ui.base.context import Context
from ui.base.jobs import Jobs
from ui.reports.page import ReportsPage
from ui.reports.sign import SignDialog

SPEC = OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà")


@pytest.fixture
def office(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Iterator[OpenOffice]:
    hold_clock(datetime(2024, 3, 12, 3, 0, tzinfo=UTC))
    opened, _code = opening.found(home, SPEC, "một mật khẩu dài")
    with opened.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("Số hoá hồ sơ", area="procedure"))
        people.save(write.session, None, name="Lò Thị Hoa", title="Trưởng phòng", signs=True)
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, office: OpenOffice) -> Iterator[ReportsPage]:
    theme.apply(qtbot_app())
    jobs = Jobs()
    context = Context(office.home, Settings(office.home.settings), jobs)
    context.office = office
    shown = ReportsPage(context)
    qtbot.addWidget(shown)
    jobs.open(lambda: office, shown)
    shown.resize(1100, 640)
    shown.show()
    settle(shown)
    yield shown
    settle(shown)
    jobs.stop()


def qtbot_app():  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


def test_present_month_shown_with_pages(page: ReportsPage) -> None:
    assert page.pages.pages() >= 3
    assert page.pages.drawn() >= 1
    assert page.head.kind() == "thang"
    assert ReportsDriver(page).codes()[:3] == ["I", "II", "II.1"]


def test_typed_words_kept_and_printed(page: ReportsPage, office: OpenOffice) -> None:
    reports = ReportsDriver(page)
    reports.choose_section(3)
    reports.type_words("Đã số hoá 80 % hồ sơ.\n\nCòn hai xã chưa xong.")
    assert page.may_leave()
    settle(page)
    with office.store.read() as session:
        kept = report_register.find(session, "thang", "2024-03")
        assert kept is not None
        words = report_register.edited_words(kept)
    assert words == {"II.2": ("Đã số hoá 80 % hồ sơ.", "Còn hai xã chưa xong.")}
    reports.choose_section(2)
    reports.choose_section(3)  # shown anew, from what was gathered
    assert reports.words() == "\n".join(words["II.2"])
    reports.click("Lấy lại lời tự động")
    assert "Tổng số 1 nhiệm vụ" in reports.words()


def test_other_period_and_kind(page: ReportsPage) -> None:
    reports = ReportsDriver(page)
    reports.click("Kỳ trước")
    assert reports.shows_period("Tháng 2/2024")
    reports.choose_kind("Báo cáo quý")
    assert reports.shows_period("Quý I/2024")


def test_impossible_date_said_and_kept_typed(page: ReportsPage, office: OpenOffice) -> None:
    reports = ReportsDriver(page)
    reports.fill(DAY, "31/02/2024")
    assert says(page.head, "không có trên lịch")
    assert reports.field(DAY).text() == "31/02/2024"
    retype(page.head, DAY, "15/3/2024")
    reports.fill(NUMBER, "5")
    assert not says(page.head, "không có trên lịch")
    with office.store.read() as session:
        kept = report_register.find(session, "thang", "2024-03")
        assert kept is not None
        assert (kept.number, str(kept.issued_on)) == ("5", "2024-03-15")
    assert reports.field(DAY).text() == "15/03/2024"  # gathered anew


def test_make_writes_file_and_registers(page: ReportsPage, office: OpenOffice, tmp_path: Path) -> None:
    ReportsDriver(page).make(tmp_path)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["BC-thang-2024-03-PNV.pdf"]
    with office.store.read() as session:
        kept = session.scalars(select(report_register.Report)).one()
        assert (kept.sequence, kept.file_id is not None) == (1, True)


def test_make_into_unwritable_folder_keeps_report(page: ReportsPage, office: OpenOffice, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    make = next(action for action in page.actions() if action.text() == "Lập báo cáo")
    with messages.answering(tmp_path / "tệp"):
        make.trigger()
        settle(page)
    assert page.banner.text().startswith(f"Không ghi được tệp vào {tmp_path / 'tệp'}.")
    assert make.isEnabled()
    with office.store.read() as session:
        assert report_register.kept_file(session, office.evidence, "thang", "2024-03").content.startswith(b"%PDF")


def test_sign_beside_unsigned_and_register(page: ReportsPage, office: OpenOffice, tmp_path: Path) -> None:
    from models.signing.test_key import make_test_p12

    reports, key = ReportsDriver(page), tmp_path / "key.p12"
    made = reports.make(tmp_path)
    key.write_bytes(make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khoá")[0])
    before = made.read_bytes()
    signed: list[Path | None] = []

    def steps(signing: SignDriver) -> None:
        signing.open_key(key, "sai")
        assert signing.says("Mật khẩu của tệp khoá không đúng.")
        assert not signing.may_sign()
        signing.open_key(key, "khoá")
        assert signing.says("Chủ thể: Lò Thị Hoa")
        assert signing.secret() == ""
        signing.sign()
        settle(page)
        signed.append(signing.dialog.signed)

    reports.sign(steps)
    assert signed[0] is not None and signed[0].exists()
    assert made.read_bytes() == before
    settle(page)
    with office.store.read() as session:
        assert session.scalars(select(report_register.Report)).one().signed_file_id is not None


def test_made_file_signed_only_while_its_report_is_shown(page: ReportsPage, tmp_path: Path) -> None:
    reports = ReportsDriver(page)
    made = reports.make(tmp_path)
    offered: list[bool] = []
    reports.sign(lambda signing: offered.append(signing.says(made.name)))
    assert offered == [True]
    reports.click("Kỳ trước")
    with messages.answering(None) as heard:
        reports.click("Ký số")
    assert [title for _kind, title in heard.asked] == ["Chọn tệp báo cáo cần ký"]


def test_trusted_issuer_kept_and_dropped(page: ReportsPage, tmp_path: Path) -> None:
    from models.signing.sign import sign_file
    from models.signing.signing_key import open_p12
    from models.signing.test_key import make_test_p12
    from ui.reports.verdict import VerdictDialog

    reports = ReportsDriver(page)
    made = reports.make(tmp_path)
    p12, issuer = make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khoá")
    (tmp_path / "ca.pem").write_bytes(issuer)
    sign_file(made, tmp_path / "ky.pdf", open_p12(p12, "khoá"), role="lanh-dao")

    def shown() -> VerdictDialog:
        settle(page)
        return next(each for each in page.findChildren(VerdictDialog) if each.isVisible())

    def words() -> str:
        return " ".join(label.text() for label in shown().findChildren(QLabel))

    reports.verify(tmp_path / "ky.pdf")
    assert "Chưa rõ" in words()
    with messages.answering(tmp_path / "ca.pem"):
        shown().trust_asked.emit()
    assert "Tin cậy" in words()
    assert len(page.context.settings.get("trusted_issuers")) == 1
    shown().trust_dropped.emit()
    assert "Chưa rõ" in words()
    assert page.context.settings.get("trusted_issuers") == []
    shown().close()


def asked_to_sign(page: ReportsPage, folder: Path, shown: Callable[[SignDialog], SignDialog]) -> SignDriver:
    """At the dialog over a report made in `folder`."""
    made = ReportsDriver(page).make(folder)
    return SignDriver(page, shown(SignDialog(page.jobs, made, None)))


def test_agency_signs_with_seal_picture(page: ReportsPage, tmp_path: Path, shown: Any) -> None:
    from PIL import Image

    from models.signing.test_key import make_test_p12

    Image.new("RGBA", (425, 425), (200, 0, 0, 90)).save(tmp_path / "dau.png", dpi=(300, 300))
    (tmp_path / "key.p12").write_bytes(make_test_p12("Phòng Nội vụ", "Phòng Nội vụ", "khoá")[0])
    signing = asked_to_sign(page, tmp_path, shown)
    signing.choose_role(AGENCY)
    with messages.answering(tmp_path / "dau.png"):
        signing.picture().ask()
    signing.choose_role(LEADER)
    assert signing.picture().content() is None
    signing.choose_role(AGENCY)
    signing.open_key(tmp_path / "key.p12", "khoá")
    signing.sign()
    settle(page)
    assert signing.dialog.signed is not None
    assert b"/SMask " in signing.dialog.signed.read_bytes()


def test_leaving_sign_dialog_cancels_signing(
    page: ReportsPage, tmp_path: Path, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.signing import sign
    from models.signing.test_key import make_test_p12

    (tmp_path / "key.p12").write_bytes(make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khoá")[0])
    signing = asked_to_sign(page, tmp_path, shown)
    signing.open_key(tmp_path / "key.p12", "khoá")
    begun, left = threading.Event(), threading.Event()
    name = sign.target_name

    def target(source: Path) -> Path:
        begun.set()
        assert left.wait(LONG)
        return name(source)

    monkeypatch.setattr(sign, "target_name", target)
    signing.sign()
    assert begun.wait(LONG)
    signing.dialog.reject()
    left.set()
    settle(page)
    assert signing.dialog.signed is None and not list(tmp_path.glob("*_daky*"))


def test_word_copy_saved(page: ReportsPage, office: OpenOffice, tmp_path: Path) -> None:
    with messages.answering(tmp_path):
        ReportsDriver(page).click("Bản Word")
    assert [path.name for path in tmp_path.glob("BC-*")] == ["BC-thang-2024-03-PNV.docx"]
    assert "BC-thang-2024-03-PNV.docx" in page.banner.text()
    with office.store.read() as session:
        assert session.scalars(select(report_register.Report)).all() == []
