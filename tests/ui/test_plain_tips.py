"""What comes from outside is shown as it is written: no tooltip turns it into markup."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from contexts import write
from every_dialog import MAKERS, Book
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from task_book import build
from task_driver import box, pick

from models.base import policy
from models.base.paths import Home
from models.base.policy import Policy
from models.base.settings import Settings
from models.reading.proposal import ProposedTask, Source
from models.store.backups import backup_list
from models.store.backups.backup_list import KeptBackup
from models.work import units
from models.work.review import ReviewItem
from models.work.review_doubts import Doubts
from models.work.unit_catalogue import UnitCatalogue, UnitGroup
from ui.backup.restore import RestoreDialog
from ui.base.context import Context
from ui.base.plain_tips import plain_tip
from ui.directives.accept_leads import LeadQuestions
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


def test_tooltip_markup_is_plain(qapp: object) -> None:
    document = Listening()
    document.setHtml(plain_tip(HOSTILE))
    assert document.toPlainText().replace("\u2028", "\n") == HOSTILE
    document.size()
    assert document.asked == []


@pytest.mark.parametrize("text", [HOSTILE, "Rà soát &lt;mẫu&gt; mới", "&lt;", "a <b", "&amp; & <"])
def test_tooltip_reads_as_written(qapp: object, text: str) -> None:
    shown = plain_tip(text)
    if Qt.mightBeRichText(shown):
        document = QTextDocument()
        document.setHtml(shown)
        shown = document.toPlainText().replace("\u2028", "\n")
    assert shown == text


def test_ampersand_kept_on_buttons(app: QApplication, qtbot: QtBot) -> None:
    chips, roles = Chips(), UnitRoles()
    for widget in (chips, roles):
        qtbot.addWidget(widget)
    chips.show_chips([("unit", "Sở KH&CN <b>")])
    (chip,) = [found for found in chips.findChildren(QPushButton) if "✕" in found.text()]
    assert chip.text() == "Sở KH&&CN <b>  ✕"
    assert chip.accessibleName() == "Bỏ điều kiện: Sở KH&CN <b>"
    assert "KH&amp;CN &lt;b&gt;" in chip.toolTip()
    groups = [UnitGroup("above", "Do Sở KH&CN <b> theo dõi", ("Phòng <i>",))]
    roles.show_units(UnitCatalogue(("Phòng <i>",), groups=tuple(groups)), [])
    pick(roles, "Chọn nhanh chủ trì", "Do Sở KH&CN <b> theo dõi (1)")
    assert roles.lead() == ("Phòng <i>",)
    assert "&lt;i&gt;" in box(roles, "Phòng <i>", "Đơn vị").toolTip()


def test_tooltip_of_folder_and_policy_plain(context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = Policy({"ParentUnit": "UBND huyện"}, {"ParentUnit": "<b>SoCCHC.ini</b>"})
    monkeypatch.setattr(policy, "current", lambda: fixed)
    form = OfficeForm()
    qtbot.addWidget(form)
    assert any("&lt;b&gt;SoCCHC.ini" in line.toolTip() for line in form.findChildren(QLineEdit))
    owner = QWidget()
    qtbot.addWidget(owner)
    kept = KeptBackup(Path("/USB <b>/a.cchc"), 1, datetime(2026, 3, 14, tzinfo=UTC), None, None, None)
    monkeypatch.setattr(backup_list, "kept", lambda _folder: [kept])
    backups = RestoreDialog(context, owner)
    assert context.jobs.settle()
    item = backups.table.item(0, 0)
    assert item is not None and "/USB &lt;b&gt;/a.cchc" in item.toolTip()


def test_ampersand_kept_in_saved_view(app: QApplication, qtbot: QtBot, home: Home) -> None:
    views = ViewButton(Settings(home.settings), dict)
    qtbot.addWidget(views)
    views.keep("Sở KH&CN")
    assert "Sở KH&&CN" in views.text() and "Sở KH&CN" in views.accessibleName()
    views.menu().aboutToShow.emit()
    assert [action.text() for action in views.menu().actions() if "KH" in action.text()] == [
        "Sở KH&&CN",
        "Xóa bộ lọc “Sở KH&&CN”",
    ]


@pytest.mark.parametrize("text", ["Rà soát thủ tục", "a & b\nc", "", None])
def test_tooltip_of_plain_words_unchanged(text: str | None) -> None:
    assert plain_tip(text) == (text or "")


NAMED = "Văn phòng HĐND&UBND"


def mentions(root: QWidget) -> list[str]:
    """What is seen of the words, with the name of an office in them, in which an `&` could be the mark of a key."""
    labels = [label.text() for label in root.findChildren(QLabel) if label.buddy() is not None]
    pressed = [button.text() for button in root.findChildren(QAbstractButton)]
    entries = [action.text() for action in root.findChildren(QAction)]
    return [seen(words) for words in (*labels, *pressed, *entries) if "HĐND" in words]


@pytest.mark.parametrize("name", ["accept", "progress", "late done", "roles", "adjust", "waive"])
def test_ampersand_in_the_name_of_a_unit_is_shown(name: str, real_context: Context, qtbot: QtBot) -> None:
    ids = build(real_context)
    write(real_context, "unit.change", lambda session: rename(session, NAMED))
    book = Book(real_context, QWidget(), ids)
    qtbot.addWidget(book.owner)
    dialog = MAKERS[name](book)
    qtbot.addWidget(dialog)
    assert all("HĐND&UBND" in words for words in mentions(dialog))


def test_ampersand_in_the_name_that_is_asked_about(qtbot: QtBot) -> None:
    task = ProposedTask("1", "Rà soát", None, (NAMED,), (), None, None, None, Source(0, 1))
    asked = LeadQuestions(Doubts((), {NAMED: (ReviewItem("1", task),)}), UnitCatalogue((), f"{NAMED} huyện"))
    qtbot.addWidget(asked)
    found = mentions(asked)
    assert len(found) == 2 and all("HĐND&UBND" in words for words in found)


def rename(session: Any, name: str) -> None:
    """The unit that leads the late task, and the office itself, have `&` in their names."""
    for unit in (units.find(session, "Xã Lùng Cải"), units.find(session, "Phòng Nội vụ")):
        kept = {each: getattr(unit, each) for each in ("code", "level", "valid_from", "valid_to")}
        units.change(session, unit.id, name=f"{name} {unit.name}", **kept)


def seen(words: str) -> str:
    """What Qt shows of the text of a button, an entry of a menu, or the label of a field."""
    return re.sub("&(.?)", r"\1", words)
