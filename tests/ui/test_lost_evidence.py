"""Evidence that is lost or was mended, in the window: by the backup, the second place, the check, the restore."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import offices
import pytest
from contexts import enter, settle
from gate_driver import RESTORE_KEY
from looking import retype

from models.access.opening import OfficeSpec, OpenOffice
from models.store.backups import backup, backup_list
from ui.backup import restore
from ui.base import messages
from ui.base.context import Context
from ui.frame.pages import TITLES, PageEntry
from ui.frame.window import Window
from ui.session.entrance import Entrance
from ui.settings.page import SettingsPage

PASSPHRASE = "mot cau de nho 2024"
ENTRIES = (PageEntry("settings", TITLES["settings"], "ui.settings.page:SettingsPage"),)


@pytest.fixture
def window(context: Context, cheap_keys: None, shown: Any, monkeypatch: pytest.MonkeyPatch) -> Window:
    office = offices.new(context.home, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE)
    offices.add_task(office, "biên bản", b"evidence" * 100)
    offices.add_task(office, "ảnh chụp", b"picture" * 100)
    office.close()
    monkeypatch.setenv("CCHC_PASSPHRASE", PASSPHRASE)
    return shown(Window(context, ENTRIES))


@pytest.fixture
def page(context: Context, window: Window) -> SettingsPage:
    """The settings of an open book with two files of evidence."""
    entrance = Entrance(context, window, _gateway(context))
    entrance.begin()
    settle(context)
    found = window.current_page()
    assert isinstance(found, SettingsPage)
    return found


def _gateway(context: Context) -> Any:
    from ui.session.gateway import FileGateway

    return FileGateway(context.home)


def office_of(page: SettingsPage) -> OpenOffice:
    office: OpenOffice = enter(page.context)
    return office


def scramble(folder: Path) -> None:
    for path in folder.glob("??/*"):
        path.write_bytes(os.urandom(path.stat().st_size + 1))


def test_backup_names_lost_evidence(page: SettingsPage, tmp_path: Path) -> None:
    scramble(office_of(page).home.evidence)
    with messages.answering(tmp_path / "sao.cchc"):
        page.backup.ask()
    settle(page)
    assert "Thiếu 2 tệp minh chứng" in page.backup.result.text() and "“biên bản.pdf”" in page.backup.result.text()


def test_second_place_names_lost_evidence(page: SettingsPage, tmp_path: Path) -> None:
    scramble(office_of(page).home.evidence)
    (tmp_path / "usb").mkdir()
    with messages.answering(tmp_path / "usb"):
        page.second.choose()
    settle(page)
    assert "Thiếu 2 tệp minh chứng" in page.second.state.text()
    page.second.reload()
    settle(page)
    assert "“ảnh chụp.pdf”" in page.second.state.text()  # also the next time that somebody looks


def test_check_says_what_it_mended(page: SettingsPage) -> None:
    office = office_of(page)
    backup_list.make(office.home, office.data_key)
    scramble(office.home.evidence)
    page.check.run()
    settle(page)
    assert (
        page.check.result.text().startswith("Sổ nguyên vẹn. Đã tự sửa:") and "biên bản.pdf" in page.check.result.text()
    )
    assert "sổ nguyên vẹn" in page.check.last.text()


def test_weekly_check_says_what_it_mended(page: SettingsPage, context: Context, window: Window) -> None:
    (entrance,) = window.findChildren(Entrance)
    office = office_of(page)
    backup_list.make(office.home, office.data_key)
    scramble(office.home.evidence)
    for said in (True, False):
        entrance.integrity_watch.examine()
        settle(context)
        assert ("tự sửa 2 điều" in window.notices.texts().get("check", "")) == said
        window.notices.clear()


def test_restore_dialog_names_lost_evidence(page: SettingsPage, context: Context, window: Window) -> None:
    office = office_of(page)
    scramble(office.home.evidence)
    backup.make(office.home, office.data_key, office.home.backups / "tay.cchc")
    backup_list.note_proven(office.home.backups / "tay.cchc")
    dialog = restore.show(context, window)
    settle(context)
    cell = dialog.table.item(0, 5)
    assert cell is not None and cell.text() == "thiếu 2 minh chứng"
    retype(dialog, RESTORE_KEY, PASSPHRASE)
    dialog.look.click()
    settle(context)
    assert "“biên bản.pdf”" in dialog.cost.text() and "không mất gì" not in dialog.cost.text()
    dialog.go.click()
    settle(context)
    assert "Thiếu 2 tệp minh chứng" in window.notices.texts()["evidence"]
