"""Giving units to proposals and accepting them: completion in the cell, several at once, and what is asked before."""

from __future__ import annotations

from directive_driver import CTRL, Driver, at_the_page, open_document  # noqa: F401 - fixtures are used by their names
from looking import button, choose, click, named, one_open, says, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from task_driver import box, pick

from models.work import unit_list
from ui.directives.accept_question import AcceptQuestion
from ui.directives.proposal_rows import LEAD, TEXT
from ui.kit.name_line import NameLine
from ui.tasks.assign import RolesDialog

COMMUNES = "UBND các xã, thị trấn"  # leads two of the document's proposals, and is no unit
REMARKED = "Các mục cần xem: đánh dấu để nhận"


def add_communes(review: Driver) -> None:
    """Two more communes; the division that leads some proposals is known already."""

    def add(session: object) -> None:
        unit_list.add_many(session, [(None, "Xã Tả Mẫu"), (None, "Xã Nậm Mẫu")], "xa", None)  # type: ignore[arg-type]

    review.context.jobs.write("unit.add", add, review.page)
    review.settle()


def leads(review: Driver) -> dict[str, tuple[str, ...]]:
    return {item.task.ref: item.task.lead for item in review.items}


def line_of(review: Driver, ref: str) -> int:
    return next(n for n, item in enumerate(review.items) if item.task.ref == ref)


def test_unit_completed_in_the_lead_cell(review: Driver) -> None:
    line = review.editor(3, LEAD)
    assert isinstance(line, NameLine)
    type_text(line, "noi vu")
    QTest.keyClick(line, Qt.Key.Key_Return)
    review.settle()
    assert review.items[3].task.lead == ("Phòng Nội vụ",)
    assert review.view.table.indexWidget(review.view.rows.index(3, LEAD)) is None  # one Enter: taken and left
    review.press(Qt.Key.Key_Z, CTRL)
    assert review.items[3].task.lead == ("Phòng Tài chính - Kế hoạch",)


def test_words_of_no_unit_in_the_lead_cell(review: Driver) -> None:
    line = review.editor(3, LEAD)
    type_text(line, "Tổ công tác")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "không có trong danh mục" in line.offered()[-1]
    QTest.keyClick(line, Qt.Key.Key_Return)
    review.settle()
    assert review.items[3].task.lead == ("Tổ công tác",)


def test_lead_cell_left_as_it_was(review: Driver) -> None:
    line = review.editor(3, LEAD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    review.settle()
    assert review.items[3].task.lead == ("Phòng Tài chính - Kế hoạch",)
    assert not review.view.review.can_undo()


def test_units_given_to_several_proposals_in_one_step(review: Driver) -> None:
    add_communes(review)
    before = leads(review)
    review.view.table.choose([review.items[0].key, review.items[3].key, review.items[7].key], LEAD)
    review.press(Qt.Key.Key_Return)  # several are chosen: a cell alone would be a surprise
    dialog = review.dialog(RolesDialog)
    assert says(dialog, "Cho 3 đề xuất đã chọn")
    assert box(dialog, "Phòng Nội vụ", "Chủ trì").text() == "1/3"
    pick(dialog.roles, "Chọn nhanh phối hợp", "Tất cả xã, phường, thị trấn (4)")
    click(dialog, "Chọn")
    assert leads(review) == before
    communes = ("Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Nậm Mẫu", "Xã Tả Mẫu")
    assert {review.items[n].task.with_units for n in (0, 3, 7)} == {
        communes,
        ("Ban Quản lý dự án đầu tư xây dựng huyện", *communes),
    }
    review.press(Qt.Key.Key_Z, CTRL)
    assert not review.view.review.can_undo()
    assert review.items[0].task.with_units == ()


def test_accepting_asks_about_doubtful_ones(review: Driver) -> None:
    number, doubtful = len(review.items), [item for item in review.items if item.task.flags]
    assert doubtful
    review.press(Qt.Key.Key_Return, CTRL)
    asked = review.dialog(AcceptQuestion)
    shown = named(asked, REMARKED, QListWidget)
    assert [shown.item(n).text().split(" · ")[0] for n in range(shown.count())] == [i.task.ref for i in doubtful]
    assert doubtful[0].task.flags[0] in shown.item(0).text()
    shown.item(0).setCheckState(Qt.CheckState.Checked)
    click(asked, f"Nhận {number - len(doubtful) + 1} nhiệm vụ")
    review.settle()
    assert len(review.tasks()) == number - len(doubtful) + 1
    assert review.view.review.waiting() == [
        item for item in review.items if item.key in {i.key for i in doubtful[1:]} and not item.task_id
    ]
    assert len(review.view.review.waiting()) == len(doubtful) - 1


def test_accepting_leads_to_a_doubtful_one(review: Driver) -> None:
    doubtful = next(item for item in review.items if item.task.flags)
    review.press(Qt.Key.Key_Return, CTRL)
    click(review.dialog(AcceptQuestion), "Đi tới mục đang chọn")
    review.settle()
    assert review.tasks() == []
    assert review.view.table.current() == doubtful.key


def test_accepting_given_up(review: Driver) -> None:
    review.press(Qt.Key.Key_Return, CTRL)
    click(review.dialog(AcceptQuestion), "Thôi")
    review.settle()
    assert review.tasks() == []


def test_names_of_no_unit_given_to_ours(review: Driver) -> None:
    add_communes(review)
    before = leads(review)
    review.press(Qt.Key.Key_Return, CTRL)
    asked = review.dialog(AcceptQuestion)
    click(asked, "Đánh dấu tất cả")
    strange = {name for names in before.values() for name in names if not review.view.rows.is_known(name)}
    assert COMMUNES in strange and all(says(asked, f"“{name}”") for name in strange)
    click(asked, "Giao tất cả cho đơn vị của ta (Phòng Nội vụ)")
    choose(asked, f"Giao cho ai, thay cho “{COMMUNES}”", "Tất cả xã, phường, thị trấn (4)")
    choose(asked, "Giao cho ai, thay cho “Công an huyện”", "Giữ lời văn bản")
    click(asked, "Nhận ")
    review.settle()
    after = leads(review)
    assert after["II.5.a"] == ("Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Nậm Mẫu", "Xã Tả Mẫu")
    assert after["II.4"] == ("Công an huyện",)
    assert after["II.2"] == ("Phòng Nội vụ",)
    review.page.banner.press()  # one step takes all of it back, the units too
    review.settle()
    assert review.tasks() == []
    assert leads(review) == before


def test_other_units_chosen_for_a_name(review: Driver) -> None:
    review.press(Qt.Key.Key_Return, CTRL)
    asked = review.dialog(AcceptQuestion)
    choose(asked, f"Giao cho ai, thay cho “{COMMUNES}”", "Đơn vị khác…")
    roles = one_open(RolesDialog)
    roles.roles.tick("Sở Nội vụ", leads=True)
    roles.take()
    click(asked, "Nhận ")
    review.settle()
    assert leads(review)["II.5.a"] == ("Sở Nội vụ",)


def test_known_and_seen_proposals_are_accepted_without_a_question(review: Driver) -> None:
    keys = [item.key for item in review.items if item.task.lead == ("Phòng Nội vụ",)]
    assert len(keys) > 1
    review.view.table.choose(keys, TEXT)
    review.view.seen()
    button(review.view, f"Nhận {len(keys)} mục đã chọn").click()
    review.settle()
    assert len(review.tasks()) == len(keys)
