"""The page of settings over a real small office: the card, the passphrase, this computer, backup, proof."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from contexts import settle, store
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from models.access import opening
from models.base import secrets
from models.base.errors import AppError
from models.store.backups import backup, offsite
from models.store.keys import key_slots
from models.work import office
from ui.base import messages
from ui.base.context import Context
from ui.settings.page import SettingsPage
from ui.settings.passphrase_change import PassphraseChange
from ui.support import licences

OLD = "mật khẩu thử nghiệm"
NEW = "một câu dễ nhớ khác"


@pytest.fixture
def page(real_context: Context, shown: Any) -> SettingsPage:
    real_context.office = real_context.jobs._office
    made: SettingsPage = shown(SettingsPage(real_context))
    made.resize(1100, 700)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    settle(made)
    return made


def card(page: SettingsPage) -> office.OfficeCard:
    with store(page.context).read() as session:
        return office.card(session)


def press(page: SettingsPage, words: str) -> None:
    found = [button for button in page.findChildren(QPushButton) if button.text().startswith(words)]
    assert len(found) == 1
    found[0].click()


def test_the_card_is_shown_and_saved_and_can_be_taken_back(page: SettingsPage) -> None:
    assert page.card.place.text() == "Bắc Hà"
    assert not page._save.isEnabled()
    page.card.symbol.setText("pnv")
    page.card.report_to.setPlainText("UBND huyện Bắc Hà\nSở Nội vụ")
    page.card.days.setValue(7)
    assert page._save.isEnabled()
    QTest.keyClick(page.card.place, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    kept = card(page)
    assert (kept.symbol, kept.report_to, kept.due_soon_days) == ("PNV", ("UBND huyện Bắc Hà", "Sở Nội vụ"), 7)
    assert not page.card.dirty()
    page.banner.press()
    settle(page)
    assert page.card.days.value() == 3


def test_a_change_from_elsewhere_leaves_what_is_being_typed(page: SettingsPage) -> None:
    page.card.place.setText("Bắc Hà mới")
    page.jobs.changed.emit(frozenset({"office"}))
    settle(page)
    assert page.card.place.text() == "Bắc Hà mới"


@pytest.mark.parametrize(("answer", "may", "place"), [(0, True, "Mới"), (1, True, "Bắc Hà"), (None, False, "Bắc Hà")])
def test_leaving_asks_about_what_was_typed(page: SettingsPage, answer: int | None, may: bool, place: str) -> None:
    page.card.place.setText("Mới")
    with messages.answering(answer):
        assert page.may_leave() is may
    settle(page)
    assert card(page).place == place
    assert page.card.dirty() is (answer is None)


def test_leaving_without_typing_asks_nothing(page: SettingsPage) -> None:
    with messages.answering():
        assert page.may_leave()


def test_the_passphrase_is_changed_only_with_the_present_one(page: SettingsPage) -> None:
    page.change_passphrase()
    dialog = page.window().findChild(PassphraseChange)
    assert isinstance(dialog, PassphraseChange)
    old, new = dialog.old._fields()[0], dialog.new._fields()
    dialog.do()
    assert "nhập mật khẩu" in dialog.banner.text()
    old.setText("sai mật khẩu")
    for field in new:
        field.setText(NEW)
    dialog.do()
    settle(page)
    assert dialog.isVisible()
    assert "mật khẩu" in dialog.banner.text().lower()
    assert dialog.ok.isEnabled()
    old.setText(OLD)
    dialog.do()
    settle(page)
    assert "Đã đổi mật khẩu" in page.banner.text()
    file = key_slots.load(page.context.home.keys)
    assert key_slots.unlock(file, NEW)
    with pytest.raises(AppError):
        key_slots.unlock(file, OLD)


def test_closing_the_dialog_leaves_no_passphrase_in_its_fields(page: SettingsPage) -> None:
    page.change_passphrase()
    dialog = page.window().findChild(PassphraseChange)
    assert isinstance(dialog, PassphraseChange)
    dialog.old._fields()[0].setText(OLD)
    dialog.new._fields()[0].setText(NEW)
    fields = [*dialog.old._fields(), *dialog.new._fields()]
    dialog.reject()
    assert [field.text() for field in fields] == ["", "", ""]


def test_this_computer_is_remembered_and_forgotten(page: SettingsPage) -> None:
    assert "phải nhập mật khẩu" in page._memory_words.text()
    page._memory.click()
    settle(page)
    assert opening.remembered(page.context.home)
    assert "đang được nhớ" in page._memory_words.text()
    page._memory.click()
    settle(page)
    assert not opening.remembered(page.context.home)
    assert "phải nhập mật khẩu" in page._memory_words.text()


def test_without_a_keyring_that_is_said(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_backend", lambda: None)
    page._memory.click()
    settle(page)
    assert "Không nhớ được" in page.banner.text()
    assert page._memory.isEnabled()


def test_a_backup_is_made_proven_and_said_in_words(page: SettingsPage, tmp_path: Path) -> None:
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


def test_a_backup_that_cannot_be_written_is_said(page: SettingsPage, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    with messages.answering(tmp_path / "tệp" / "sao lưu.cchc"):
        page.backup.ask()
    settle(page)
    assert page.backup.result.text()
    assert "Đã sao lưu" not in page.backup.result.text()
    assert page.backup.button.isEnabled()


def test_a_sound_book_is_proven(page: SettingsPage) -> None:
    page.check.run()
    settle(page)
    assert "nguyên vẹn" in page.check.result.text()


def test_findings_are_said_in_words(page: SettingsPage) -> None:
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


def test_the_export_folder_is_chosen_and_kept(page: SettingsPage, tmp_path: Path) -> None:
    with messages.answering(tmp_path):
        press(page, "Đổi thư mục xuất")
    assert page.context.settings.get("export_folder") == str(tmp_path)
    assert page._export.text() == str(tmp_path)
    with messages.answering(None):
        press(page, "Đổi thư mục xuất")
    assert page.context.settings.get("export_folder") == str(tmp_path)


def test_licences_name_every_library_with_its_licence() -> None:
    shown = licences.text()
    for words in ("pyside6-essentials 6", "LGPL-3.0-only", "sqlcipher3", "pywin32-ctypes", "Liberation"):
        assert words in shown


def test_a_narrow_window_has_one_column(page: SettingsPage) -> None:
    def edges() -> tuple[int, int]:
        card, backup = (part.mapTo(page, part.rect().topLeft()).x() for part in (page.card, page.backup))
        return card, backup

    assert edges()[0] < edges()[1]
    page.resize(500, 700)
    settle(page)
    assert edges()[0] == edges()[1]


def test_a_second_place_is_chosen_brought_and_dropped(page: SettingsPage, tmp_path: Path) -> None:
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


def test_a_second_place_inside_the_book_is_refused(page: SettingsPage) -> None:
    assert page.context.office is not None
    with messages.answering(page.context.office.home.folder):
        page.second.choose()
    settle(page)
    assert "Không dùng thư mục này" in page.second.state.text()
    assert page.context.second_place()[0] == ""


def test_the_days_until_the_reminder_are_kept(page: SettingsPage) -> None:
    page.second.days.setCurrentIndex(page.second.days.findData(14))
    page.second.days.activated.emit(page.second.days.currentIndex())
    settle(page)
    assert page.context.second_place()[1] == 14
