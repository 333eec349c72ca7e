"""The questions who leads: how many items are still open follows the answers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from pytestqt.qtbot import QtBot

from models.work.review_doubts import Doubts
from models.work.unit_catalogue import UnitCatalogue
from ui.directives.accept_leads import LeadQuestions


def test_open_items_are_counted_after_each_answer(qtbot: QtBot) -> None:
    items = [SimpleNamespace(key=key) for key in ("a", "b")]
    strange = cast("Any", {"Các sở": tuple(items), "Các ban": tuple(items[:1])})
    asked = LeadQuestions(Doubts((), strange), UnitCatalogue(("Phòng Nội vụ",), "Phòng Nội vụ"))
    qtbot.addWidget(asked)
    assert asked.left.text().startswith("2 mục")
    asked.give_all_to_ours()
    assert asked.left.text() == "Mọi mục đã có câu trả lời"
    asked.keep_all()
    assert asked.left.text().startswith("2 mục")
