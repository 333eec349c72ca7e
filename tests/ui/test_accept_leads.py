"""The questions who leads: how many items are still open follows the answers."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from models.reading.proposal import ProposedTask, Source
from models.work.review import ReviewItem
from models.work.review_doubts import Doubts
from models.work.unit_catalogue import UnitCatalogue
from ui.directives.accept_leads import LeadQuestions


def test_open_items_are_counted_after_each_answer(qtbot: QtBot) -> None:
    about = ("Rà soát", None, (), (), None, None, None, Source(0, 1))
    items = tuple(ReviewItem(key, ProposedTask(key, *about)) for key in ("a", "b"))
    doubts = Doubts((), {"Các sở": items, "Các ban": items[:1]})
    asked = LeadQuestions(doubts, UnitCatalogue(("Phòng Nội vụ",), "Phòng Nội vụ"))
    qtbot.addWidget(asked)
    assert asked.left.text().startswith("2 mục")
    asked.give_all_to_ours()
    assert asked.left.text() == "Mọi mục đã có câu trả lời"
    asked.keep_all()
    assert asked.left.text().startswith("2 mục")
