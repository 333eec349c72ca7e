"""The page of reports over a real office: words, pages, check list, making, signing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desks import settle
from patience import LONG
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
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


def test_the_present_month_is_shown_with_its_pages(page: ReportsPage) -> None:
    assert page.pages.pages() >= 3
    assert page.pages.drawn() >= 1
    assert page.head.kind() == "thang"
    assert page.words._codes()[:3] == ["I", "II", "II.1"]


def test_typed_words_are_kept_and_printed(page: ReportsPage, office: OpenOffice) -> None:
    page.words._headings.setCurrentRow(3)
    page.words._field.setPlainText("Đã số hoá 80 % hồ sơ.\n\nCòn hai xã chưa xong.")
    assert page.may_leave()
    settle(page)
    with office.store.read() as session:
        kept = report_register.find(session, "thang", "2024-03")
        assert kept is not None
        words = report_register.edited_words(kept)
    assert words == {"II.2": ("Đã số hoá 80 % hồ sơ.", "Còn hai xã chưa xong.")}
    assert page._draft is not None
    assert page._draft.data.sections[3].paragraphs == words["II.2"]
    page.words._go_back()
    settle(page)
    assert "Tổng số 1 nhiệm vụ" in page.words._field.toPlainText()


def test_another_period_and_kind(page: ReportsPage) -> None:
    page._choose(-1)
    settle(page)
    assert page._key == "2024-02"
    page.head.choose_kind("quy")
    page._choose(0)
    settle(page)
    assert page._key == "2024-Q1"


def test_a_date_that_is_not_on_the_calendar_is_said_and_stays_typed(page: ReportsPage) -> None:
    page.head._day.setText("31/02/2024")
    page.head._left()
    assert not page.head._wrong.isHidden()
    assert page.head._day.text() == "31/02/2024"
    page.head._day.setText("15/3/2024")
    page.head._number.setText("5")
    page.head._left()
    settle(page)
    assert page._draft is not None
    assert (page._draft.number, str(page._draft.issued_on)) == ("5", "2024-03-15")


def test_a_report_is_made_into_the_folder_and_remembered(page: ReportsPage, office: OpenOffice, tmp_path: Path) -> None:
    with messages.answering(tmp_path):
        page._ask_make()
        settle(page)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["BC-thang-2024-03-PNV.pdf"]
    with office.store.read() as session:
        kept = session.scalars(select(report_register.Report)).one()
        assert (kept.sequence, kept.file_id is not None) == (1, True)


def test_a_folder_that_takes_no_file_leaves_the_report_in_the_book(
    page: ReportsPage, office: OpenOffice, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    make = next(action for action in page.actions() if action.text() == "Lập báo cáo")
    with messages.answering(tmp_path / "tệp"):
        make.trigger()
        settle(page)
    assert page.banner.text().startswith(f"Không ghi được tệp vào {tmp_path / 'tệp'}.")
    assert make.isEnabled()
    with office.store.read() as session:
        assert report_register.kept_file(session, office.evidence, "thang", "2024-03").content.startswith(b"%PDF")


def test_a_report_is_signed_beside_the_unsigned_one_and_remembered(
    page: ReportsPage, office: OpenOffice, tmp_path: Path, qtbot: QtBot
) -> None:
    from models.signing.test_key import make_test_p12

    with messages.answering(tmp_path):
        page._ask_make()
        settle(page)
    (tmp_path / "key.p12").write_bytes(make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khoá")[0])
    assert page._made is not None
    before = page._made.read_bytes()
    dialog = SignDialog(page.jobs, page._made, None)
    qtbot.addWidget(dialog)
    dialog._file.setText(str(tmp_path / "key.p12"))
    dialog._secret.setText("sai")
    dialog._open_key()
    settle(page)
    assert dialog._refusal.text()
    assert not dialog._sign.isEnabled()
    dialog._secret.setText("khoá")
    dialog._open_key()
    settle(page)
    assert "Lò Thị Hoa" in dialog._about.text()
    assert dialog._secret.text() == ""
    dialog._make()
    settle(page)
    assert dialog.signed is not None
    assert page._made.read_bytes() == before
    page._keep_signed(dialog.signed)
    settle(page)
    with office.store.read() as session:
        assert session.scalars(select(report_register.Report)).one().signed_file_id is not None


def test_a_made_file_is_offered_for_signing_only_while_its_report_is_shown(page: ReportsPage, tmp_path: Path) -> None:
    with messages.answering(tmp_path):
        page._ask_make()
        settle(page)
    assert page._made is not None
    page._choose(-1)
    settle(page)
    assert page._made is None


def test_a_trusted_issuer_is_kept_and_can_be_dropped(page: ReportsPage, tmp_path: Path) -> None:
    from models.signing.sign import sign_file
    from models.signing.signing_key import open_p12
    from models.signing.test_key import make_test_p12
    from ui.reports.verdict import VerdictDialog

    with messages.answering(tmp_path):
        page._ask_make()
        settle(page)
    p12, issuer = make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khoá")
    (tmp_path / "ca.pem").write_bytes(issuer)
    assert page._made is not None
    sign_file(page._made, tmp_path / "ky.pdf", open_p12(p12, "khoá"), role="lanh-dao")

    def shown() -> VerdictDialog:
        settle(page)
        return next(each for each in page.findChildren(VerdictDialog) if each.isVisible())

    def words() -> str:
        return " ".join(label.text() for label in shown().findChildren(QLabel))

    page._check.verify(tmp_path / "ky.pdf")
    assert "Chưa rõ" in words()
    with messages.answering(tmp_path / "ca.pem"):
        shown().trust_asked.emit()
    assert "Tin cậy" in words()
    assert len(page.context.settings.get("trusted_issuers")) == 1
    shown().trust_dropped.emit()
    assert "Chưa rõ" in words()
    assert page.context.settings.get("trusted_issuers") == []
    shown().close()


def asked_to_sign(page: ReportsPage, folder: Path, qtbot: QtBot) -> SignDialog:
    """The dialog over a report made in `folder`."""
    with messages.answering(folder):
        page._ask_make()
        settle(page)
    assert page._made is not None
    dialog = SignDialog(page.jobs, page._made, None)
    qtbot.addWidget(dialog)
    return dialog


def open_key(page: ReportsPage, dialog: SignDialog, path: Path) -> None:
    dialog._file.setText(str(path))
    dialog._secret.setText("khoá")
    dialog._open_key()
    settle(page)


def test_the_agency_signs_with_a_picture_of_its_seal(page: ReportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    from PIL import Image

    from models.signing.test_key import make_test_p12

    Image.new("RGBA", (425, 425), (200, 0, 0, 90)).save(tmp_path / "dau.png", dpi=(300, 300))
    (tmp_path / "key.p12").write_bytes(make_test_p12("Phòng Nội vụ", "Phòng Nội vụ", "khoá")[0])
    dialog = asked_to_sign(page, tmp_path, qtbot)
    dialog._role.setCurrentIndex(dialog._role.findData("co-quan"))
    with messages.answering(tmp_path / "dau.png"):
        dialog._picture.ask()
    dialog._role.setCurrentIndex(dialog._role.findData("lanh-dao"))
    assert dialog._picture.content() is None
    dialog._role.setCurrentIndex(dialog._role.findData("co-quan"))
    open_key(page, dialog, tmp_path / "key.p12")
    dialog._make()
    settle(page)
    assert dialog.signed is not None
    assert b"/SMask " in dialog.signed.read_bytes()


def test_leaving_while_it_is_being_signed_calls_the_signing_off(
    page: ReportsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.signing import sign
    from models.signing.test_key import make_test_p12

    (tmp_path / "key.p12").write_bytes(make_test_p12("Lò Thị Hoa", "Phòng Nội vụ", "khoá")[0])
    dialog = asked_to_sign(page, tmp_path, qtbot)
    open_key(page, dialog, tmp_path / "key.p12")
    begun, left = threading.Event(), threading.Event()
    name = sign.target_name

    def target(source: Path) -> Path:
        begun.set()
        assert left.wait(LONG)
        return name(source)

    monkeypatch.setattr(sign, "target_name", target)
    dialog._make()
    assert begun.wait(LONG)
    dialog.reject()
    left.set()
    settle(page)
    assert dialog.signed is None and not list(tmp_path.glob("*_daky*"))


def test_a_word_copy_is_saved_to_go_on_writing(page: ReportsPage, office: OpenOffice, tmp_path: Path) -> None:
    with messages.answering(tmp_path):
        page._ask_word()
        settle(page)
    assert [path.name for path in tmp_path.glob("BC-*")] == ["BC-thang-2024-03-PNV.docx"]
    assert "BC-thang-2024-03-PNV.docx" in page.banner.text()
    with office.store.read() as session:
        assert session.scalars(select(report_register.Report)).all() == []
