"""Giving units to proposals and accepting them: completion in the cell, several at once, and what is asked before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from contexts import read
from directive_driver import CTRL, Driver, at_the_page, open_document  # noqa: F401 - fixtures are used by their names
from looking import button, choose, click, named, one_open, says, texts, type_text
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QMenu
from task_driver import box, pick

from models.base import clock
from models.work import unit_list
from models.work.tasks import Task
from ui.directives.accept_question import AcceptQuestion
from ui.directives.proposal_rows import CLASS, LEAD, TEXT
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


def cell_of(review: Driver, ref: str, column: int) -> QModelIndex:
    """The cell of a proposal, whichever row it stands in: those that need a look come first."""
    row = review.view.rows.row_of(review.items[line_of(review, ref)].key)
    return review.view.rows.index(row, column)


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
    cell = review.view.rows.index(review.view.rows.row_of(review.items[3].key), TEXT)
    assert "“Tổ công tác” không có trong danh mục" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert not review.items[3].task.sure  # it is asked about before it becomes a task


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
    number, doubtful = len(review.items), [item for item in review.items if not item.task.sure]
    assert f"{len(doubtful)} cần xem" in review.view.words()
    assert doubtful
    review.press(Qt.Key.Key_Return, CTRL)
    asked = review.dialog(AcceptQuestion)
    shown = named(asked, REMARKED, QListWidget)
    assert [shown.item(n).text().split(" · ")[0] for n in range(shown.count())] == [i.task.ref for i in doubtful]
    assert all(reason in shown.item(n).text() for n, item in enumerate(doubtful) for reason in item.task.doubts)
    assert button(asked, f"Tôi đã xem cả {len(doubtful)} mục cần xem").isChecked() is False
    assert says(asked, f"{len(doubtful)} mục cần xem chưa đánh dấu, để lại chờ nhận.")
    shown.item(0).setCheckState(Qt.CheckState.Checked)
    click(asked, f"Nhận {number - len(doubtful) + 1} nhiệm vụ")
    review.settle()
    assert len(review.tasks()) == number - len(doubtful) + 1
    assert review.view.review.waiting() == [
        item for item in review.items if item.key in {i.key for i in doubtful[1:]} and not item.task_id
    ]
    assert len(review.view.review.waiting()) == len(doubtful) - 1


def test_accepting_leads_to_a_doubtful_one(review: Driver) -> None:
    doubtful = next(item for item in review.items if not item.task.sure)
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
    click(asked, "Tôi đã xem cả")
    strange = {name for names in before.values() for name in names if not review.view.rows.is_known(name)}
    assert COMMUNES in strange and all(says(asked, f"“{name}”") for name in strange)
    click(asked, "Giao tất cả cho đơn vị của ta (Phòng Nội vụ)")
    choose(asked, f"Giao cho ai, thay cho “{COMMUNES}”", "Tất cả xã, phường, thị trấn (4)")
    choose(asked, "Giao cho ai, thay cho “Công an huyện”", "Giữ lời văn bản, chưa giao đơn vị")
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
    click(asked, "Tôi đã xem cả")
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


# The province's notice: general names, no date, and much that is another's

NOTICE = Path(__file__).parents[3] / "shared" / "data" / "directive_lao_cai_2024.txt"
GENERAL = "Các sở, ban, ngành, địa phương"
WHO = f"Giao cho ai, thay cho “{GENERAL}”"


@pytest.fixture
def notice(driver: Driver) -> Driver:
    driver.read(NOTICE)
    assert len(driver.items) == 18
    return driver


def accepted(driver: Driver) -> dict[str, tuple[str, str, date | None]]:
    """Of each task: whose it is, who leads, since when."""
    return {  # type: ignore[no-any-return]
        task.ref: (task.whose, task.lead_text, task.assigned_on)
        for task in read(driver.context, lambda session: session.query(Task).all())
    }


def class_of(driver: Driver, ref: str) -> str:
    return str(next(item.task.whose for item in driver.items if item.task.ref == ref))


def type_day(asked: AcceptQuestion, words: str) -> None:
    field = named(asked, "Ngày giao", QLineEdit)
    field.clear()
    type_text(field, words)


@pytest.fixture(name="popped")
def menus_that_popped_up(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """Menus that would be open: the offscreen platform can show none without a warning."""
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu))
    return shown


def pick_class(driver: Driver, popped: list[QMenu], words: str) -> None:
    """Choose in the menu of classes, as it stands open."""
    (menu,) = popped
    popped.clear()
    next(entry for entry in menu.actions() if entry.text().startswith(words)).trigger()
    driver.settle()


def test_proposed_classes_stand_in_their_column_with_the_reason(notice: Driver) -> None:
    line = line_of(notice, "9.1")
    index = cell_of(notice, "9.1", CLASS)
    assert index.data() == "Theo dõi"
    assert "Sở Nội vụ chủ trì" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert any("Theo dõi: Sở Nội vụ chủ trì" in words for _tone, words in notice.view.rows.notes(notice.items[line]))
    assert cell_of(notice, "1.1", CLASS).data() == "Chủ trương"
    assert "5 theo dõi · 2 chủ trương" in notice.view.words()


def test_class_of_one_changed_in_its_cell(notice: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QComboBox, "showPopup", lambda _box: None)  # as with the menus
    editor = notice.editor(line_of(notice, "1.1"), CLASS)
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findText("Thực hiện"))
    editor.activated.emit(editor.currentIndex())
    assert class_of(notice, "1.1") == "ours"
    notice.view.undo()
    assert class_of(notice, "1.1") == "orientation"


def test_class_of_several_changed_at_once(notice: Driver, popped: list[QMenu]) -> None:
    refs = ("2", "4", "5")
    notice.choose(*(line_of(notice, ref) for ref in refs))
    notice.press(Qt.Key.Key_U, CTRL)
    pick_class(notice, popped, "Chủ trương")
    assert {class_of(notice, ref) for ref in refs} == {"orientation"}
    notice.view.table.choose([notice.items[line_of(notice, ref)].key for ref in refs], CLASS)
    notice.press(Qt.Key.Key_Return)
    pick_class(notice, popped, "Theo dõi")
    assert {class_of(notice, ref) for ref in refs} == {"followed"}


def test_general_name_and_day_are_asked_for_once(notice: Driver) -> None:
    add_communes(notice)
    notice.view.table.choose([notice.items[line_of(notice, "2")].key], TEXT)
    notice.press(Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    asked = notice.dialog(AcceptQuestion)
    assert named(asked, "Ngày giao", QLineEdit).text() == "05/03/2024"  # of the meeting that the notice tells of
    assert says(asked, "Cụm từ chung: ở đây là đơn vị nào của ta?")
    choose(asked, WHO, "Tất cả xã, phường, thị trấn (4)")
    type_day(asked, "12/3/2024")
    click(asked, "Nhận 1 nhiệm vụ")
    notice.settle()
    communes = "Thị trấn Bắc Hà; Xã Lùng Cải; Xã Nậm Mẫu; Xã Tả Mẫu"
    assert accepted(notice) == {"2": ("ours", communes, date(2024, 3, 12))}
    notice.view.accept_all()
    asked = notice.dialog(AcceptQuestion)
    assert not says(asked, "Văn bản không ghi ngày: các nhiệm vụ được giao ngày nào?")
    assert named(asked, WHO, QComboBox).currentText() == "Tất cả xã, phường, thị trấn (4)"
    assert says(asked, "7 mục, như lần trước")
    click(asked, "Tôi đã xem cả")
    click(asked, "Nhận ")
    notice.settle()
    found = accepted(notice)
    assert len(found) == 18 - len([item for item in notice.items if item.waiting])
    assert found["4"] == ("ours", communes, date(2024, 3, 12))
    assert found["8"] == ("ours", "Thủ trưởng các sở, ban, ngành, địa phương", date(2024, 3, 12))
    assert found["9.1"][:2] == ("followed", "Sở Nội vụ")


def test_general_name_of_another_is_only_followed(notice: Driver) -> None:
    notice.view.table.choose([notice.items[line_of(notice, "2")].key], TEXT)
    notice.view.accept_chosen()
    asked = notice.dialog(AcceptQuestion)
    choose(asked, WHO, "Không phải việc của ta, chỉ theo dõi")
    type_day(asked, "")
    click(asked, "Nhận 1 nhiệm vụ")
    notice.settle()
    assert accepted(notice) == {"2": ("followed", GENERAL, clock.today())}


def test_day_that_is_none_keeps_the_question_open(notice: Driver) -> None:
    notice.view.accept_chosen()
    asked = notice.dialog(AcceptQuestion)
    type_day(asked, "31/2/2024")
    click(asked, "Nhận 1 nhiệm vụ")
    notice.settle()
    assert asked.isVisible() and accepted(notice) == {}
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    notice.settle()
    assert accepted(notice) == {}


def recurring(notice: Driver) -> AcceptQuestion:
    """The question about a duty that recurs each month."""
    key = notice.items[line_of(notice, "2")].key
    notice.view.review.edit([key], recurrence="monthly")
    notice.view.table.choose([key], TEXT)
    notice.view.accept_chosen()
    return notice.dialog(AcceptQuestion)  # type: ignore[no-any-return]


def test_missed_occurrences_are_said_before_they_are_missed(
    notice: Driver, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))
    asked = recurring(notice)
    words = "▲ 1 nhiệm vụ định kỳ sẽ tính từ ngày 05/03/2024: 33 kỳ đã qua chưa có kết quả, là quá hạn ngay."
    assert says(asked, words)
    click(asked, "Tính từ ngày nhận văn bản")
    assert f"lấy ngày nhận văn bản, {named(asked, 'Ngày giao', QLineEdit).text()}" in " ".join(texts(asked))
    assert not says(asked, words)


def test_missed_occurrences_of_a_dated_document_are_said_too(
    review: Driver, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))
    key = next(item.key for item in review.items if item.task.lead == ("Phòng Tài chính - Kế hoạch",))
    review.view.review.edit([key], recurrence="monthly", lead=("Phòng Nội vụ",), whose="ours")
    review.view.table.choose([key], TEXT)
    review.view.accept_chosen()
    asked = review.dialog(AcceptQuestion)
    assert says(asked, "Có nhiệm vụ định kỳ tính từ nhiều kỳ trước: các nhiệm vụ được giao ngày nào?")
    assert any("kỳ đã qua chưa có kết quả, là quá hạn ngay." in words for words in texts(asked))
    type_day(asked, "20/11/2026")
    assert not any("là quá hạn ngay" in words for words in texts(asked))
    click(asked, "Nhận 1 nhiệm vụ")
    review.settle()
    assert [day for _whose, _lead, day in accepted(review).values()] == [date(2026, 11, 20)]


def test_what_is_followed_is_counted_as_it_is_answered(notice: Driver) -> None:
    notice.view.accept_all()
    asked = notice.dialog(AcceptQuestion)
    click(asked, "Tôi đã xem cả")
    assert says(asked, "Trong đó 5 mục theo dõi, 2 mục chủ trương: được nhận để biết, không tính vào số liệu.")
    choose(asked, WHO, "Không phải việc của ta, chỉ theo dõi")
    assert not says(asked, "Trong đó 5 mục theo dõi, 2 mục chủ trương: được nhận để biết, không tính vào số liệu.")
    click(asked, "Giao tất cả cho đơn vị của ta")
    assert says(asked, "Trong đó 5 mục theo dõi, 2 mục chủ trương: được nhận để biết, không tính vào số liệu.")
    click(asked, "Nhận ")
    notice.settle()
    assert sum(whose == "followed" for whose, *_rest in accepted(notice).values()) == 5
