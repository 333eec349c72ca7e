"""The page of settings over a real small office: the card, the passphrase, this computer, backup, proof."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from contexts import enter, settle, store
from looking import choose, says
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from settings_driver import PassphraseChangeDriver, SettingsDriver
from typefaces import both_typefaces

from models.access import own_ways
from models.base import clock, secrets
from models.base.errors import AppError
from models.journal import journal
from models.journal.history import EventFilter
from models.store import audit
from models.store.backups import backup, backup_list, offsite, safety
from models.store.integrity import last_check
from models.store.keys import key_slots
from models.store.local import last_close
from models.work import office
from ui.base import messages
from ui.base.context import Context
from ui.frame.footer import Footer
from ui.settings.page import SettingsPage
from ui.support import licences

OLD = "mật khẩu thử nghiệm"
NEW = "một câu dễ nhớ khác"


@pytest.fixture
def page(real_context: Context, shown: Any) -> SettingsPage:
    enter(real_context)
    made: SettingsPage = shown(SettingsPage(real_context))
    made.resize(1100, 700)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    settle(made)
    return made


def card(page: SettingsPage) -> office.OfficeCard:
    with store(page.context).read() as session:
        return office.card(session)


@pytest.mark.parametrize(("field", "name"), [("place", "Địa danh"), ("recipients", "Kính gửi")])
def test_field_gone_to_from_elsewhere(page: SettingsPage, field: str, name: str) -> None:
    page.show_filter({"field": field})
    there = page.focusWidget()
    assert there is not None and there.accessibleName() == name


def test_long_report_chosen_and_kept(page: SettingsPage) -> None:
    choose(page, "Nội dung báo cáo chỉ nêu việc quá hạn, đáng chú ý", "Khi có trên 100 nhiệm vụ")
    assert page.context.settings.get("long_report") == 100


def test_card_saved_and_undone(page: SettingsPage) -> None:
    assert page.card.place.text() == "Bắc Hà"
    assert not SettingsDriver(page).may_save()
    page.card.symbol.setText("pnv")
    page.card.report_to.setPlainText("UBND huyện Bắc Hà\nSở Nội vụ")
    page.card.days.setValue(7)
    assert SettingsDriver(page).may_save()
    QTest.keyClick(page.card.place, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    kept = card(page)
    assert (kept.symbol, kept.report_to, kept.due_soon_days) == ("PNV", ("UBND huyện Bắc Hà", "Sở Nội vụ"), 7)
    assert not page.card.dirty()
    page.banner.press()
    settle(page)
    assert page.card.days.value() == 3


def test_card_typing_survives_reload(page: SettingsPage) -> None:
    page.card.place.setText("Bắc Hà mới")
    page.jobs.changed.emit(frozenset({"office"}))
    settle(page)
    assert page.card.place.text() == "Bắc Hà mới"


@pytest.mark.parametrize(("answer", "may", "place"), [(0, True, "Mới"), (1, True, "Bắc Hà"), (None, False, "Bắc Hà")])
def test_leaving_asks_about_unsaved_card(page: SettingsPage, answer: int | None, may: bool, place: str) -> None:
    page.card.place.setText("Mới")
    with messages.answering(answer):
        assert page.may_leave() is may
    settle(page)
    assert card(page).place == place
    assert page.card.dirty() is (answer is None)


def test_leaving_unchanged_card_asks_nothing(page: SettingsPage) -> None:
    with messages.answering():
        assert page.may_leave()


def test_passphrase_change_needs_present_one(page: SettingsPage) -> None:
    change = PassphraseChangeDriver(page)
    dialog = change.dialog
    change.do()
    assert "nhập mật khẩu" in dialog.banner.text()
    change.type_in(old="sai mật khẩu", new=NEW)
    change.do()
    assert dialog.isVisible()
    assert "mật khẩu" in dialog.banner.text().lower()
    assert dialog.ok.isEnabled()
    change.type_in(old=OLD)
    change.do()
    assert "Đã đổi mật khẩu" in page.banner.text()
    file = key_slots.load(page.context.home.keys)
    assert key_slots.unlock(file, NEW)
    with pytest.raises(AppError):
        key_slots.unlock(file, OLD)


def test_passphrase_change_closed_clears_fields(page: SettingsPage) -> None:
    change = PassphraseChangeDriver(page)
    change.type_in(old=OLD, new=NEW)
    fields = change.fields()
    change.dialog.reject()
    assert [field.text() for field in fields] == ["", "", ""]


def test_computer_remembered_and_forgotten(page: SettingsPage) -> None:
    settings = SettingsDriver(page)
    assert not settings.remembers()
    settings.press_memory()
    assert own_ways.remembered(page.context.home)
    assert settings.remembers()
    settings.press_memory()
    assert not own_ways.remembered(page.context.home)
    assert not settings.remembers()


def test_remember_without_keyring(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "find_backend", lambda: None)
    settings = SettingsDriver(page)
    settings.press_memory()
    assert "Không nhớ được" in page.banner.text()
    assert settings.memory_button().isEnabled()


def test_backup_made_and_proven(page: SettingsPage, tmp_path: Path) -> None:
    seen: list[Any] = []
    page.context.show_backup = seen.append
    path = tmp_path / "USB của tôi" / "sao lưu.cchc"
    with messages.answering(path):
        page.backup.ask()
    assert not page.backup.button.isEnabled()
    settle(page)
    assert page.backup.button.isEnabled()
    assert "Đã sao lưu và kiểm chứng: 0 nhiệm vụ" in page.backup.result.text()
    assert page.context.office is not None
    assert backup.prove(path, page.context.office.data_key)
    assert len(seen) == 1


def test_backup_not_writable(page: SettingsPage, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    with messages.answering(tmp_path / "tệp" / "sao lưu.cchc"):
        page.backup.ask()
    settle(page)
    assert page.backup.result.text()
    assert "Đã sao lưu" not in page.backup.result.text()
    assert page.backup.button.isEnabled()


def test_check_of_sound_office(page: SettingsPage) -> None:
    page.check.run()
    settle(page)
    assert "nguyên vẹn" in page.check.result.text()


def test_check_made_behind_the_page_is_said(page: SettingsPage) -> None:
    assert says(page.check, "Chưa lần nào đọc lại toàn bộ sổ.")
    page.show_check(last_check.LastCheck(clock.now(), ()))
    assert not says(page.check, "Chưa lần nào")
    assert says(page.check, "sổ nguyên vẹn")


def test_check_findings_in_words(page: SettingsPage) -> None:
    from models.work import attachments

    assert page.context.office is not None
    evidence = page.context.office.evidence
    with store(page.context).write("task.attach") as write:
        address = attachments.keep(write.session, evidence, "biên bản.pdf", "nội dung".encode()).address
    evidence.path(address).unlink()
    page.check.run()
    settle(page)
    assert "biên bản.pdf" in page.check.result.text()
    assert "1 điều" in page.check.result.text()


def test_export_folder_chosen(page: SettingsPage, tmp_path: Path) -> None:
    with messages.answering(tmp_path):
        SettingsDriver(page).click("Đổi thư mục xuất")
    assert page.context.settings.get("export_folder") == str(tmp_path)
    assert SettingsDriver(page).export_folder() == str(tmp_path)
    with messages.answering(None):
        SettingsDriver(page).click("Đổi thư mục xuất")
    assert page.context.settings.get("export_folder") == str(tmp_path)


def test_licences_name_every_library() -> None:
    shown = licences.text()
    for words in ("pyside6-essentials 6", "LGPL-3.0-only", "sqlcipher3", "pywin32-ctypes", "Liberation"):
        assert words in shown


@both_typefaces
def test_narrow_window_has_one_column(page: SettingsPage) -> None:
    def edges() -> tuple[int, int]:
        card, backup = (part.mapTo(page, part.rect().topLeft()).x() for part in (page.card, page.backup))
        return card, backup

    assert edges()[0] < edges()[1]
    page.resize(500, 700)
    settle(page)
    assert edges()[0] == edges()[1]


def test_offsite_chosen_copied_and_dropped(page: SettingsPage, tmp_path: Path) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    assert page.second.place.text() == "Chưa chọn nơi nào."
    assert page.second.bring_button.isHidden()
    with messages.answering(stick):
        page.second.choose()
    settle(page)
    assert page.context.second_place() == (str(stick), 7)
    assert page.second.place.text() == str(stick)
    assert page.second.state.text().startswith("Chép lần cuối")
    assert page.context.office is not None
    assert len(offsite.kept(page.context.office.home, str(stick))) == 1
    page.second.drop_button.click()
    settle(page)
    assert page.context.second_place()[0] == ""


def test_offsite_inside_data_folder_refused(page: SettingsPage) -> None:
    assert page.context.office is not None
    with messages.answering(page.context.office.home.folder):
        page.second.choose()
    settle(page)
    assert "Không dùng thư mục này" in page.second.state.text()
    assert page.context.second_place()[0] == ""


def test_offsite_reminder_days(page: SettingsPage) -> None:
    page.second.days.setCurrentIndex(page.second.days.findData(14))
    page.second.days.activated.emit(page.second.days.currentIndex())
    settle(page)
    assert page.context.second_place()[1] == 14


def test_older_book_accepted(page: SettingsPage) -> None:
    """Said by the check until the person accepts it, after a question; then it is gone, and in the journal."""
    office = page.context.office
    assert office is not None
    settings = SettingsDriver(page)
    assert not settings.offers("Chấp nhận sổ bản cũ…")
    lost = last_close.LostHead(999, "ab" * 32, 0)
    with office.store.read() as session:
        last_close.entered(office.home, *audit.head(session), 0, (lost,))
    settings.click("Kiểm tra")
    assert "đã ghi 999 sự kiện" in page.check.result.text()
    with messages.answering(False):
        settings.click("Chấp nhận sổ bản cũ…")
    assert "đã ghi 999 sự kiện" in page.check.result.text() and "Nếu cố ý" in page.check.result.text()
    with messages.answering(True):
        settings.click("Chấp nhận sổ bản cũ…")
    assert "nguyên vẹn" in page.check.result.text()
    assert not settings.offers("Chấp nhận sổ bản cũ…")
    with store(page.context).read() as session:
        assert journal.page(session, EventFilter(), limit=1)[0].operation == "Chấp nhận sổ bản cũ"


def test_backup_from_the_future_doubted(page: SettingsPage, tmp_path: Path) -> None:
    office = page.context.office
    assert office is not None
    page.context.settings.put("second_place", str(tmp_path))
    with clock.fixed(datetime(2031, 5, 1, tzinfo=UTC)):
        backup_list.make(office.home, office.data_key)
    page.second.reload()
    settle(page)
    assert "mang ngày giờ chưa tới (01/05/2031 07:00)" in page.second.state.text()
    footer = Footer()
    footer.show_safety(safety.look(office.home, str(tmp_path), 7, changed=False))
    assert says(footer, "1 bản sai ngày giờ")
    footer.deleteLater()
