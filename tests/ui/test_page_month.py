"""The cells of the monthly grid: typing, keys, the clipboard, undo, and what happens when saving fails."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    at,
    events,
    filled_office,
    from_excel,
    grid_in_store,
    month_page,
    press,
    settle,
    shown_at,
    store,
    type_text,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from typefaces import both_typefaces

from models.base.errors import AppError
from models.journal import undo
from models.work import progress, tasks
from models.work.month_cells import COLUMNS
from models.work.tasks import TaskFields
from ui.base.commit import Commit
from ui.month import month_clipboard
from ui.month.month_cells import CellEditor
from ui.month.page import MonthPage


def test_month_opens_at_present_period(page: MonthPage) -> None:
    assert [shown_at(page, n, "unit") for n in range(4)] == [
        "Thị trấn Bắc Hà",
        "Xã Lùng Cải",
        "Chưa giao đơn vị",
        "Chưa giao đơn vị",
    ]
    assert page.rows.period is not None and page.rows.period.key == KEY
    assert shown_at(page, 3, "due_on") == "14/03/2024"
    assert shown_at(page, 0, "indicator") == "Hồ sơ nộp trực tuyến, mục tiêu 80 %"


@both_typefaces
def test_month_columns_fit_small_screen(page: MonthPage) -> None:
    """1366x768: a task's words tell it from others, and it is told as done without scrolling sideways."""
    page.resize(1148, 700)
    QApplication.processEvents()
    grid, done = page.grid, COLUMNS.index("done_on")
    assert grid.columnWidth(COLUMNS.index("text")) >= 260
    assert grid.columnViewportPosition(done) + grid.columnWidth(done) <= grid.viewport().width()
    # The note and why a line is late stand beyond it, and come into view when the keyboard does.
    at(page, 2, "note")
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Tab)
    promised = COLUMNS.index("promised_on")
    assert grid.currentIndex().column() == promised
    assert 0 < grid.columnViewportPosition(promised) <= grid.viewport().width() - grid.columnWidth(promised)


def test_month_cell_typed_and_saved_by_enter(page: MonthPage) -> None:
    at(page, 0, "percent")
    type_text(page, "45")
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert grid_in_store(page.context)[0].percent == 45
    assert page.grid.currentIndex().row() == 1
    assert not page.grid.is_editing()
    assert page.saver.saved
    assert not page.saver.drafts


def test_month_cell_saved_by_tab(page: MonthPage) -> None:
    at(page, 0, "percent")
    type_text(page, "45")
    press(page, Qt.Key.Key_Tab)
    assert COLUMNS[page.grid.currentIndex().column()] == "value"
    type_text(page, "12,5")
    for _cell in range(3):
        press(page, Qt.Key.Key_Tab)
    assert (page.grid.currentIndex().row(), COLUMNS[page.grid.currentIndex().column()]) == (1, "state")
    settle(page)
    assert grid_in_store(page.context)[0].value == Decimal("12.5")


def test_month_cell_arrows_and_f2(page: MonthPage) -> None:
    at(page, 0, "note")
    type_text(page, "ab")
    press(page, Qt.Key.Key_Down)
    assert page.grid.currentIndex().row() == 1
    settle(page)
    at(page, 0, "note")
    press(page, Qt.Key.Key_F2)
    editor = page.grid.indexWidget(page.grid.currentIndex())
    assert isinstance(editor, CellEditor)
    assert editor.text() == "ab"
    assert not editor.hasSelectedText()
    press(page, Qt.Key.Key_Left)
    assert page.grid.is_editing()
    assert editor.cursorPosition() == 1
    press(page, Qt.Key.Key_Return)


def test_month_state_without_marks(page: MonthPage) -> None:
    at(page, 0, "state")
    type_text(page, "dang")
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert grid_in_store(page.context)[0].state == "doing"
    assert shown_at(page, 0, "state") == "Đang thực hiện"


def test_month_hundred_percent_shows_done(page: MonthPage) -> None:
    at(page, 0, "percent")
    type_text(page, "100")
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert shown_at(page, 0, "done_on") == "12/03/2024"
    assert shown_at(page, 0, "state") == "Đã hoàn thành"


def test_month_wrong_entry_kept_and_listed(page: MonthPage) -> None:
    at(page, 0, "percent")
    type_text(page, "150")
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert shown_at(page, 0, "percent") == "150"
    draft = page.rows.draft(0, "percent")
    assert draft is not None and "0 đến 100" in draft.why
    assert page.problems.isVisible()
    assert "150" in page.problems.texts()[0]
    assert grid_in_store(page.context)[0].percent is None
    at(page, 3, "note")
    page.problems.pick(0)
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (0, COLUMNS.index("percent"))


def test_month_failed_save_keeps_typing(page: MonthPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_named: Any) -> None:
        raise AppError("disk_full", "Ổ đĩa đã đầy.", "Không còn chỗ trống.", "Hãy dọn ổ đĩa rồi lưu lại.")

    at(page, 0, "note")
    with monkeypatch.context() as patch:
        patch.setattr(progress, "put", full)
        type_text(page, "đã xong bước một")
        press(page, Qt.Key.Key_Return)
        settle(page)
    assert shown_at(page, 0, "note") == "đã xong bước một"
    draft = page.rows.draft(0, "note")
    assert draft is not None and "Ổ đĩa đã đầy." in draft.why
    page.reload()
    settle(page)
    assert shown_at(page, 0, "note") == "đã xong bước một"
    page.problems.retried.emit()
    settle(page)
    assert grid_in_store(page.context)[0].note == "đã xong bước một"
    assert not page.problems.isVisible()


def test_month_typing_not_overwritten_by_late_answer(page: MonthPage) -> None:
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "một")
    page.rows.setData(page.grid.currentIndex(), "hai")
    assert shown_at(page, 0, "note") == "hai"
    settle(page)
    assert grid_in_store(page.context)[0].note == "hai"


def test_month_paste_block_from_excel(page: MonthPage) -> None:
    from_excel('80%\tbỏ qua\t12,5\t05/03/2024\tĐã làm\r\n35\t\t1.250\t\t"hai\ndòng"\r\n')
    at(page, 0, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    first, second = grid_in_store(page.context)[:2]
    assert (first.percent, first.value, first.done_on, first.note) == (100, Decimal("12.5"), date(2024, 3, 5), "Đã làm")
    assert (second.percent, second.value, second.note) == (35, Decimal(1250), "hai dòng")
    assert events(page.context, "progress.put") == 1
    assert "Đã dán" in page.banner.text()


def test_month_paste_block_with_wrong_cells(page: MonthPage) -> None:
    from_excel("50\nnăm mươi\n200\n60")
    at(page, 0, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert [row.percent for row in grid_in_store(page.context)] == [50, None, None, 60]
    assert [shown_at(page, n, "percent") for n in (1, 2)] == ["năm mươi", "200"]
    assert len(page.problems.texts()) == 2


def test_month_paste_one_value_fills_selection(page: MonthPage) -> None:
    from_excel("70")
    at(page, 0, "percent")
    for _line in range(3):
        press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert [row.percent for row in grid_in_store(page.context)] == [70, 70, 70, 70]


def test_month_fill_down_and_clear(page: MonthPage) -> None:
    at(page, 0, "percent")
    type_text(page, "30")
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_D, CTRL)
    settle(page)
    assert [row.percent for row in grid_in_store(page.context)][:2] == [30, 30]
    press(page, Qt.Key.Key_Delete)
    settle(page)
    assert [row.percent for row in grid_in_store(page.context)][:2] == [30, None]


def test_month_undo_and_redo_block(page: MonthPage) -> None:
    from_excel("10\n20\n30")
    at(page, 0, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert [row.percent for row in grid_in_store(page.context)] == [None] * 4
    assert shown_at(page, 1, "percent") == ""
    press(page, Qt.Key.Key_Y, CTRL)
    settle(page)
    assert [row.percent for row in grid_in_store(page.context)] == [10, 20, 30, None]
    assert shown_at(page, 1, "percent") == "20 %"


def test_month_undo_enabled_after_menu(page: MonthPage) -> None:
    assert not page.grid.grid_actions[0].isEnabled()  # as the menu shows it
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "một")
    settle(page)
    assert page.grid.grid_actions[0].isEnabled()
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert shown_at(page, 0, "note") == ""
    assert page.grid.grid_actions[1].isEnabled()


def test_month_undo_cell_by_cell(page: MonthPage) -> None:
    at(page, 0, "note")
    for words in ("một", "hai"):
        page.rows.setData(page.grid.currentIndex(), words)
        settle(page)
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert shown_at(page, 0, "note") == "một"
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert shown_at(page, 0, "note") == ""
    press(page, Qt.Key.Key_Z, CTRL)  # nothing left to take back: nothing happens
    settle(page)
    assert events(page.context, "undo") == 2


def test_month_undo_after_undo_elsewhere(page: MonthPage) -> None:
    commits: list[Commit] = []
    page.jobs.committed.connect(commits.append)
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "một")
    settle(page)
    operation = commits[-1].operation_id or ""
    page.jobs.write("undo", lambda s: undo.undo(s, operation), page)
    settle(page)
    assert shown_at(page, 0, "note") == ""
    assert not page.saver.can_undo()


def test_month_copy_round_trip_without_formulas(page: MonthPage) -> None:
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "- =1+1")
    settle(page)
    press(page, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "'- =1+1"
    at(page, 2, "note")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert grid_in_store(page.context)[2].note == "- =1+1"


def test_month_paste_quotation_mark() -> None:
    assert month_clipboard.from_excel('ông "Sáu\tđã ký') == [['ông "Sáu', "đã ký"]]
    assert month_clipboard.from_excel('"a\nb"\tc\nd\te\n') == [["a\nb", "c"], ["d", "e"]]


def test_month_escape_keeps_typing(page: MonthPage) -> None:
    at(page, 0, "note")
    type_text(page, "đang nghĩ")
    press(page, Qt.Key.Key_Escape)
    assert not page.grid.is_editing()
    assert shown_at(page, 0, "note") == "đang nghĩ"
    assert grid_in_store(page.context)[0].note == ""
    press(page, Qt.Key.Key_Escape)
    assert shown_at(page, 0, "note") == ""


def test_month_reload_leaves_open_line(page: MonthPage) -> None:
    at(page, 0, "note")
    type_text(page, "đang gõ")
    with store(page.context).write("task.add") as write:
        tasks.add(write.session, TaskFields("Nhiệm vụ mới", ref="1"))
    page.jobs.changed.emit(frozenset({"tasks"}))
    settle(page)
    editor = page.grid.indexWidget(page.grid.currentIndex())
    assert isinstance(editor, CellEditor)
    assert editor.text() == "đang gõ"
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert grid_in_store(page.context)[0].note == "đang gõ"
    assert page.rows.total() == 5


def test_month_state_from_list(page: MonthPage) -> None:
    at(page, 0, "state")
    menu = page.grid.state_menu(page.grid.currentIndex())
    assert [action.text()[4:] for action in menu.actions()][:2] == ["Chưa thực hiện", "Đang thực hiện"]
    assert "Đã hủy" not in [action.text()[4:] for action in menu.actions()]
    menu.actions()[1].trigger()
    menu.deleteLater()
    settle(page)
    assert grid_in_store(page.context)[0].state == "doing"


def test_month_cut_and_paste(page: MonthPage) -> None:
    from_excel("30\n40")
    at(page, 0, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, Qt.Key.Key_X, CTRL)
    at(page, 2, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert [row.percent for row in grid_in_store(page.context)] == [None, None, 30, 40]


def test_month_paste_beyond_edge(page: MonthPage) -> None:
    from_excel("1\n2\n3")
    at(page, 2, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert "1 dòng cuối không có chỗ" in page.banner.text()
    from_excel("10\t5")
    at(page, 3, "percent")
    page.grid.setCurrentIndex(page.rows.index(3, COLUMNS.index("indicator")))
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert grid_in_store(page.context)[3].value is None


@pytest.mark.parametrize(
    ("column", "text", "part"),
    [
        ("percent", "12,5", "số nguyên"),
        ("percent", "tám mươi", "không phải số"),
        ("value", "1.2.3", "không phải số"),
        ("value", "1234567890123456", "dài quá"),
        ("done_on", "31/02/2024", "không phải ngày"),
        ("done_on", "13/03/2024", "chưa tới"),
        ("done_on", "01/01/1970", "gõ nhầm"),
        ("state", "đã", "chưa rõ"),
        ("state", "hủy", "trang Nhiệm vụ"),
        ("note", "x" * 2001, "rút gọn"),
    ],
)
def test_month_wrong_entry_sentences(page: MonthPage, column: str, text: str, part: str) -> None:
    at(page, 0, column)
    page.rows.setData(page.grid.currentIndex(), text)
    settle(page)
    draft = page.rows.draft(0, column)
    assert draft is not None and part in draft.why
    assert shown_at(page, 0, column) == text
