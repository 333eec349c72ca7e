"""Văn bản chỉ đạo: what needs a look stands first and says why, and a cell shows the words that it was read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from directive_driver import Driver, at_the_page  # noqa: F401 - fixtures are used by their names

from models.reading.proposal import Ground, ProposedTask, Source
from models.work.review import ReviewItem
from ui.directives.proposal_order import ProposalOrder
from ui.directives.proposal_rows import DUE, LEAD, TEXT

PAPER = (
    "ỦY BAN NHÂN DÂN\nHUYỆN THANH MẪU\n\nSố: 16/KH-UBND\n\nThanh Mẫu, ngày 04 tháng 01 năm 2024\n\nKẾ HOẠCH\n"
    "Cải cách hành chính năm 2024\n\nNhiệm vụ cụ thể như sau:\n\n"
    "TT\tNhiệm vụ\tChủ trì\tThời hạn\n"
    "1\tRà soát quy chế làm việc\tPhòng Tư pháp\tQuý I/2024\n"
    "2\tCông khai danh mục thủ tục\t\t\n"
    "3\tBan hành bảng phân công\tPhòng Y tế\t20/5/2024\n\nNơi nhận:\n- Lưu: VT.\n"
)


@pytest.fixture(name="plan")
def a_plan_with_a_blank_row(driver: Driver, tmp_path: Path) -> Driver:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(PAPER, "utf-8")
    driver.read(path)
    return driver


def shown(driver: Driver) -> list[str]:
    """The numbers of the proposals from top to bottom."""
    return [item.task.ref for item in driver.view.rows.items()]


def test_unsure_proposals_first_and_the_switch_is_kept(plan: Driver) -> None:
    assert shown(plan) == ["B.2", "B.1", "B.3"]
    assert plan.view.table.current() == plan.items[1].key
    switch = plan.button("Chưa chắc trước")
    switch.click()
    assert shown(plan) == ["B.1", "B.2", "B.3"]
    assert plan.view.table.current() == plan.items[1].key
    assert plan.context.settings.get("unsure_first") is False
    switch.click()
    assert shown(plan) == ["B.2", "B.1", "B.3"]


def test_an_unsure_proposal_says_why_until_it_was_looked_at(plan: Driver) -> None:
    rows = plan.view.rows
    unsure = plan.items[1]
    why = [words for tone, words in rows.notes(unsure) if tone == "warn"]
    assert any("để trống" in words for words in why)
    assert "1 cần xem" in plan.view.words()
    plan.view.table.choose([unsure.key])
    plan.button("Đã kiểm tra").click()
    assert not [words for tone, words in rows.notes(plan.items[1]) if tone == "warn"]
    assert "cần xem" not in plan.view.words()
    assert shown(plan) == ["B.2", "B.1", "B.3"]  # a row does not run away from who has just looked at it


def test_a_cell_shows_the_words_it_was_read_from(plan: Driver) -> None:
    for column, words in ((LEAD, "Phòng Tư pháp"), (DUE, "Quý I/2024"), (TEXT, "")):
        plan.view.table.choose([plan.items[0].key], column)
        assert underlined(plan) == words


def underlined(driver: Driver) -> str:
    """The words of the document that are shown as what a cell was read from."""
    selections = driver.view.document.extraSelections()
    return "".join(one.cursor.selectedText() for one in selections if one.format.fontUnderline())


def test_the_next_that_waits_is_the_next_in_sight(plan: Driver) -> None:
    plan.view.table.choose([plan.items[1].key])
    plan.view.accept_wanted.emit([plan.items[1].key], {}, None)
    plan.settle()
    assert plan.items[1].task_id is not None
    assert plan.view.table.current() == plan.items[0].key


def item(key: str, *, sure: bool) -> ReviewItem:
    ground = Ground("lead", None, "Vì sao.", sure)
    return ReviewItem(key, ProposedTask(key, key, None, (), (), None, None, None, Source(0, 1), grounds=(ground,)))


def test_a_new_proposal_stands_beside_the_one_it_was_split_from() -> None:
    order = ProposalOrder()
    before = [item("1", sure=True), item("2", sure=False), item("3", sure=True)]
    order.arrange(before)
    assert order.places == (1, 0, 2)
    order.arrange([before[0], before[1], item("4", sure=True), before[2]])
    assert order.places == (1, 2, 0, 3)
    order.choose(before, unsure_first=False)
    assert order.places == (0, 1, 2)
