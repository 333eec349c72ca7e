"""What comes from outside is shown as it is written: no tooltip turns it into markup."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.base import policy
from models.base.paths import Home
from models.base.policy import Policy
from models.base.settings import Settings
from models.store.backups.backup_list import KeptBackup
from ui.backup.restore import RestoreDialog
from ui.base.context import Context
from ui.base.plain_tips import plain_tip
from ui.kit.chips import Chips
from ui.session.office_form import OfficeForm
from ui.tasks.saved_views import ViewButton
from ui.tasks.unit_roles import UnitRoles

HOSTILE = '<img src="file://may-la/anh.png"> Rà soát <b>đậm</b>\n&lt; dòng hai'


class Listening(QTextDocument):
    """A document that notes what it is asked to fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, kind: int, url: QUrl) -> object:
        self.asked.append(url.toString())
        return None


def test_markup_in_a_tooltip_is_words_and_fetches_nothing(qapp: object) -> None:
    document = Listening()
    document.setHtml(plain_tip(HOSTILE))
    assert document.toPlainText().replace("\u2028", "\n") == HOSTILE
    document.size()
    assert document.asked == []


@pytest.mark.parametrize("text", [HOSTILE, "Rà soát &lt;mẫu&gt; mới", "&lt;", "a <b", "&amp; & <"])
def test_a_tooltip_reads_as_it_is_written_whatever_qt_takes_it_for(qapp: object, text: str) -> None:
    shown = plain_tip(text)
    if Qt.mightBeRichText(shown):
        document = QTextDocument()
        document.setHtml(shown)
        shown = document.toPlainText().replace("\u2028", "\n")
    assert shown == text


def test_what_people_named_keeps_its_ampersand_on_buttons_and_in_menus(app: QApplication, qtbot: QtBot) -> None:
    chips, roles = Chips(), UnitRoles()
    for widget in (chips, roles):
        qtbot.addWidget(widget)
    chips.show_chips([("unit", "Sở KH&CN <b>")])
    (chip,) = [button for button in chips.findChildren(QPushButton) if "✕" in button.text()]
    assert chip.text() == "Sở KH&&CN <b>  ✕"
    assert chip.accessibleName() == "Bỏ điều kiện: Sở KH&CN <b>"
    assert "KH&amp;CN &lt;b&gt;" in chip.toolTip()
    roles.search.setText("Sở KH&CN")
    qtbot.waitUntil(lambda: not roles._other.isHidden())
    assert "Sở KH&&CN" in roles._other.text()


def test_names_of_folders_and_of_the_administrators_file_are_words_too(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = Policy({"ParentUnit": "UBND huyện"}, {"ParentUnit": "<b>SoCCHC.ini</b>"})
    monkeypatch.setattr(policy, "current", lambda: fixed)
    form = OfficeForm()
    qtbot.addWidget(form)
    assert any("&lt;b&gt;SoCCHC.ini" in line.toolTip() for line in form.findChildren(QLineEdit))
    owner = QWidget()
    qtbot.addWidget(owner)
    backups = RestoreDialog(context, owner)
    assert context.jobs.settle()
    backups._show([KeptBackup(Path("/USB <b>/a.cchc"), 1, datetime(2026, 3, 14, tzinfo=UTC), None, None, None)])
    item = backups.table.item(0, 0)
    assert item is not None and "/USB &lt;b&gt;/a.cchc" in item.toolTip()


def test_a_view_keeps_its_ampersand(app: QApplication, qtbot: QtBot, home: Home) -> None:
    views = ViewButton(Settings(home.settings), dict)
    qtbot.addWidget(views)
    views.keep("Sở KH&CN")
    assert "Sở KH&&CN" in views.text() and "Sở KH&CN" in views.accessibleName()
    views._fill()
    assert [action.text() for action in views._menu.actions() if "KH" in action.text()] == [
        "Sở KH&&CN",
        "Xoá cách xem “Sở KH&&CN”",
    ]


@pytest.mark.parametrize("text", ["Rà soát thủ tục", "a & b\nc", "", None])
def test_plain_words_stay_as_they_are(text: str | None) -> None:
    assert plain_tip(text) == (text or "")
