"""Rows changed behind the program: said at the start and by the check, chosen one by one, and put back."""

from __future__ import annotations

from typing import Any

import behind
import offices
import pytest
from contexts import enter, read, settle, store
from looking import click, one_open, says
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from settings_driver import SettingsDriver
from sqlalchemy import select

from models.access import opening
from models.base.paths import Home
from models.store.integrity import check
from models.work import tasks
from models.work.tasks import Task, TaskFields
from ui.backup.put_back import PutBackDialog
from ui.base.context import Context
from ui.frame.pages import PAGES
from ui.frame.window import Window
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.settings.page import SettingsPage

PASSPHRASE = "mot cau de nho 2024"
BUTTON = "Đưa về đúng nhật ký…"


@pytest.fixture
def page(real_context: Context, shown: Any) -> SettingsPage:
    enter(real_context)
    with store(real_context).write("task.add") as write:
        for number in range(3):
            tasks.add(write.session, TaskFields(f"việc {number}"))
    made: SettingsPage = shown(SettingsPage(real_context))
    made.resize(1100, 700)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    settle(made)
    return made


def spoil(page: SettingsPage, statement: str = "UPDATE tasks SET percent = 100") -> None:
    office = page.context.office
    assert office is not None
    behind.do(office.home.database, office.data_key, statement)
    SettingsDriver(page).click("Kiểm tra")


def dialog(page: SettingsPage) -> PutBackDialog:
    SettingsDriver(page).click(BUTTON)
    return one_open(PutBackDialog)


def percents(page: SettingsPage) -> list[int]:
    return read(page.context, lambda session: list(session.scalars(select(Task.percent).order_by(Task.number))))


def lines(found: PutBackDialog) -> list[str]:
    return [found.list.item(place).text() for place in range(found.list.count())]


def test_all_put_back_from_settings(page: SettingsPage) -> None:
    assert not SettingsDriver(page).offers(BUTTON)
    spoil(page)
    assert says(page.check, "việc 1") and says(page.check, "nhật ký ghi “0 %”")
    found = dialog(page)
    assert len(lines(found)) == 3 and "việc 0" in lines(found)[0] and "100 %" in lines(found)[0]
    click(found, "Đưa về đúng nhật ký")
    settle(page)
    assert percents(page) == [0, 0, 0]
    assert says(page.check, "Sổ nguyên vẹn") and not SettingsDriver(page).offers(BUTTON)


def test_one_chosen_put_back(page: SettingsPage) -> None:
    spoil(page)
    found = dialog(page)
    click(found, "Bỏ đánh dấu tất cả")
    assert not found.yes.isEnabled() and says(found, "0 trong 3")
    place = next(n for n, line in enumerate(lines(found)) if "việc 1" in line)
    found.list.item(place).setCheckState(Qt.CheckState.Checked)
    click(found, "Đưa về đúng nhật ký")
    settle(page)
    assert percents(page) == [100, 0, 100]
    assert SettingsDriver(page).offers(BUTTON)


def test_clash_said_in_dialog(page: SettingsPage) -> None:
    spoil(page, "UPDATE tasks SET number = CASE number WHEN 1 THEN 9 ELSE number END")
    spoil(page, "UPDATE tasks SET number = 1 WHERE number = 2")
    found = dialog(page)
    place = next(n for n, line in enumerate(lines(found)) if "việc 0" in line)
    click(found, "Bỏ đánh dấu tất cả")
    found.list.item(place).setCheckState(Qt.CheckState.Checked)
    click(found, "Đưa về đúng nhật ký")
    settle(page)
    assert found.isVisible() and "Hãy chọn tất cả" in found.banner.text() and found.yes.isEnabled()
    click(found, "Đánh dấu tất cả")
    click(found, "Đưa về đúng nhật ký")
    settle(page)
    assert says(page.check, "Sổ nguyên vẹn")


def test_not_offered_to_others_nor_over_broken_journal(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(page)
    assert SettingsDriver(page).offers(BUTTON)
    may = page.context.may
    monkeypatch.setattr(page.context, "may", lambda word: word != "book.put_back" and may(word))
    SettingsDriver(page).click("Kiểm tra")
    assert not SettingsDriver(page).offers(BUTTON)
    monkeypatch.undo()
    office = page.context.office
    assert office is not None
    behind.change_journal(office.home.database, office.data_key, "UPDATE audit_events SET by = 'x' WHERE number = 2")
    SettingsDriver(page).click("Kiểm tra")
    assert says(page.check, "bị đứt") and not SettingsDriver(page).offers(BUTTON)


def test_touched_file_said_at_start(
    home: Home, context: Context, shown: Any, cheap_keys: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows that rights hang on at once; all the others by the check that follows."""
    monkeypatch.setenv("CCHC_PASSPHRASE", PASSPHRASE)
    spec = opening.OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà")
    office = offices.new(home, spec, PASSPHRASE)
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("việc duy nhất"))
    check.everything(home, office.store, office.evidence, office.data_key)
    office.close()
    behind.do(home.database, office.data_key, "UPDATE tasks SET percent = 100", "UPDATE office SET place = 'Sa Pa'")
    window = shown(Window(context, PAGES))
    entrance = Entrance(context, window, FileGateway(home))
    entrance.begin()
    for _step in range(8):
        settle(context)
    said = window.notices.texts()
    assert "Sa Pa" in said["rows"] and "việc duy nhất" not in said["rows"]
    assert "việc duy nhất" in said["check"]
    window.notices.press("rows")
    settle(context)
    assert window.current_page() is not None and window.current_page().key == "settings"
