"""Keys and menus of the monthly grid, what is narrowed, and what a cell is called: each by what it must give."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from contexts import settle, write
from looking import click
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    at,
    filled_office,
    from_excel,
    grid_in_store,
    month_page,
    press,
    shown_at,
    type_text,
)
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from models.work import period_closing, progress
from models.work.month_cells import COLUMNS
from models.work.progress import NewProgress
from ui.month.page import MonthPage

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
STATES = [
    *("Chưa thực hiện", "Đang thực hiện", "Chờ xác nhận", "Đã hoàn thành", "Trả lại, làm tiếp", "Tạm dừng"),
]


@pytest.fixture(name="popped")
def menus_that_popped_up(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """Menus that would be open: the offscreen platform can show none without a warning."""
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu))
    return shown


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F4, NONE), (Qt.Key.Key_Down, ALT), (Qt.Key.Key_F2, NONE)], ids=["F4", "Alt", "F2"]
)
def test_the_states_are_offered_and_the_one_picked_is_kept(
    page: MonthPage, popped: list[QMenu], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    at(page, 1, "state")
    press(page, key, modifier)
    (offered,) = popped
    assert [action.text()[4:] for action in offered.actions()] == STATES
    assert [action.text()[:2] for action in offered.actions()] == [f"&{n}" for n in range(1, 7)]
    offered.actions()[2].trigger()
    settle(page)
    assert [line.state for line in grid_in_store(page.context)] == [None, "submitted", None, None]


def test_no_states_are_offered_in_a_closed_period(page: MonthPage, popped: list[QMenu]) -> None:
    write(page.context, "period.close", lambda session: period_closing.close(session, KEY, before_end=True))
    settle(page)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_F2):
        at(page, 1, "state")
        press(page, key)
        assert popped == []
        assert page.banner.text().startswith("Kỳ này đã chốt")
        page.banner.hide()
    assert not page.grid.is_editing()


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_F4, NONE), (Qt.Key.Key_Down, ALT)], ids=["F4", "Alt"])
def test_the_states_are_offered_only_in_their_column(
    page: MonthPage, popped: list[QMenu], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    for column in ("text", "percent", "value", "done_on", "note"):
        at(page, 1, column)
        press(page, key, modifier)
    assert popped == [] and not page.grid.is_editing()


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT)], ids=["Ctrl+Y", "Ctrl+Shift+Z"]
)
def test_the_grid_goes_back_and_forth_by_keys_and_banner(
    page: MonthPage, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    def percents() -> list[int | None]:
        settle(page)
        return [row.percent for row in grid_in_store(page.context)][:2]

    from_excel("10\n20")
    at(page, 0, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    assert percents() == [10, 20]
    press(page, Qt.Key.Key_Z, CTRL)
    assert (percents(), page.banner.text()) == ([None, None], "Đã hoàn tác: sửa 2 ô, Tháng 3/2024.")
    click(page.banner, "Làm lại")
    assert (percents(), page.banner.text()) == ([10, 20], "Đã làm lại: sửa 2 ô, Tháng 3/2024.")
    click(page.banner, "Hoàn tác")
    assert percents() == [None, None]
    press(page, key, modifier)
    assert percents() == [10, 20]


def test_the_grids_keys_go_on_from_the_windows_own(page: MonthPage) -> None:
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "một")
    settle(page)
    page.context.changes.back(page)
    settle(page)
    assert grid_in_store(page.context)[0].note == ""
    press(page, Qt.Key.Key_Y, CTRL)
    settle(page)
    assert grid_in_store(page.context)[0].note == "một"


def test_the_grids_menu_has_every_action_with_its_keys(page: MonthPage, popped: list[QMenu]) -> None:
    at(page, 0, "note")
    page.grid.customContextMenuRequested.emit(QPoint(5, 5))
    (offered,) = popped
    told = [(a.text(), a.shortcut().toString()) for a in offered.actions() if not a.isSeparator()]
    assert told == [
        ("Hoàn tác", "Ctrl+Z"),
        ("Làm lại", "Ctrl+Y"),
        ("Cắt", "Ctrl+X"),
        ("Chép", "Ctrl+C"),
        ("Dán", "Ctrl+V"),
        ("Điền xuống", "Ctrl+D"),
        ("Ngày hôm nay", "Ctrl+;"),
        ("Xóa trống", "Del"),
        ("Sửa ô", "F2"),
        ("Chọn trạng thái", "F4"),
        ("Cột hiển thị", ""),
    ]


def test_every_action_of_the_menu_does_what_its_keys_do(page: MonthPage) -> None:
    actions = {action.text(): action for action in page.grid.grid_actions}
    at(page, 0, "done_on")
    actions["Ngày hôm nay"].trigger()
    settle(page)
    assert grid_in_store(page.context)[0].done_on == date(2024, 3, 12)
    actions["Hoàn tác"].trigger()
    settle(page)
    assert grid_in_store(page.context)[0].done_on is None
    assert actions["Làm lại"].isEnabled() and not actions["Hoàn tác"].isEnabled()
    actions["Làm lại"].trigger()
    settle(page)
    assert grid_in_store(page.context)[0].done_on == date(2024, 3, 12)
    at(page, 0, "done_on")
    actions["Chép"].trigger()
    at(page, 1, "done_on")
    actions["Dán"].trigger()
    settle(page)
    assert grid_in_store(page.context)[1].done_on == date(2024, 3, 12)
    actions["Xóa trống"].trigger()
    settle(page)
    assert grid_in_store(page.context)[1].done_on is None
    actions["Điền xuống"].trigger()
    settle(page)
    assert grid_in_store(page.context)[1].done_on == date(2024, 3, 12)
    actions["Cắt"].trigger()
    settle(page)
    assert grid_in_store(page.context)[1].done_on is None
    actions["Sửa ô"].trigger()
    assert page.grid.is_editing()
    press(page, Qt.Key.Key_Escape)


def test_todays_date_goes_only_into_the_column_of_days(page: MonthPage) -> None:
    at(page, 0, "note")
    press(page, Qt.Key.Key_Semicolon, CTRL)
    settle(page)
    assert grid_in_store(page.context)[0].note == ""


def test_what_a_cell_is_called_and_says(page: MonthPage) -> None:
    def cell(row: int, column: str, role: Qt.ItemDataRole) -> Any:
        return page.rows.index(row, COLUMNS.index(column)).data(role)

    at(page, 0, "percent")
    type_text(page, "năm")
    press(page, Qt.Key.Key_Return)
    settle(page)
    why = "“năm” không phải số. Hãy nhập tỷ lệ từ 0 đến 100."
    assert cell(0, "percent", Qt.ItemDataRole.AccessibleTextRole) == f"Hoàn thành (%): năm. {why}"
    assert why in cell(0, "percent", Qt.ItemDataRole.ToolTipRole)
    at(page, 1, "percent")
    type_text(page, "40")
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert cell(1, "percent", Qt.ItemDataRole.AccessibleTextRole) == "Hoàn thành (%): 40 %. "
    assert cell(1, "percent", Qt.ItemDataRole.EditRole) == "40"
    assert cell(0, "value", Qt.ItemDataRole.ToolTipRole) == "Hồ sơ nộp trực tuyến, mục tiêu 80 %"
    for column in COLUMNS:
        side = cell(0, column, Qt.ItemDataRole.TextAlignmentRole)
        right = column in {"due_on", "value", "done_on", "percent", "promised_on"}
        assert bool(side & Qt.AlignmentFlag.AlignRight) is right, column
        title = page.rows.headerData(
            COLUMNS.index(column), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        assert bool(title & Qt.AlignmentFlag.AlignRight) is right, column
    titles = [page.rows.headerData(n, Qt.Orientation.Horizontal) for n in range(len(COLUMNS))]
    assert titles == [
        *("Mục", "Nhiệm vụ", "Đơn vị", "Thời hạn", "Trạng thái"),
        *("Hoàn thành\n(%)", "Chỉ số và mục tiêu", "Kết quả", "Ngày\nhoàn thành", "Ghi chú"),
        *("Nguyên nhân chủ yếu", "Hẹn hoàn thành"),
    ]
    assert page.rows.headerData(0, Qt.Orientation.Vertical) is None
    assert page.rows.headerData(len(COLUMNS), Qt.Orientation.Horizontal) is None


def test_only_cells_to_fill_in_can_be_edited(page: MonthPage) -> None:
    may = {
        column
        for column in COLUMNS
        if page.rows.flags(page.rows.index(0, COLUMNS.index(column))) & Qt.ItemFlag.ItemIsEditable
    }
    assert may == {"state", "percent", "value", "done_on", "note", "reason", "promised_on"}
    # The second task has no indicator, so no result.
    assert not page.rows.flags(page.rows.index(2, COLUMNS.index("value"))) & Qt.ItemFlag.ItemIsEditable
    assert not page.rows.setData(page.rows.index(2, COLUMNS.index("value")), "5")
    assert not page.rows.setData(page.rows.index(0, COLUMNS.index("text")), "x")
    assert not page.rows.setData(page.rows.index(0, COLUMNS.index("note")), "x", Qt.ItemDataRole.DisplayRole)
    at(page, 0, "text")
    type_text(page, "x")
    assert not page.grid.is_editing()
    assert "Cột này lấy từ nhiệm vụ" in page.banner.text()


WHOLE = [
    ("Số hóa hồ sơ", "Thị trấn Bắc Hà"),
    ("Số hóa hồ sơ", "Xã Lùng Cải"),
    ("Kế hoạch Ban Chỉ đạo", "Chưa giao đơn vị"),
    ("Công khai thủ tục", "Chưa giao đơn vị"),
]


def lines(page: MonthPage) -> list[tuple[str, str]]:
    return [(shown_at(page, n, "text"), shown_at(page, n, "unit")) for n in range(page.rows.rowCount())]


def test_lines_are_narrowed_by_each_condition_and_by_all(page: MonthPage) -> None:
    assert lines(page) == WHOLE
    line = grid_in_store(page.context)[1]
    write(
        page.context,
        "progress.put",
        lambda session: progress.put(session, line.task_id, KEY, NewProgress(percent=5, note="mất điện"), line.unit_id),
    )
    settle(page)
    page.show_filter({"area": "procedure"})
    settle(page)
    assert lines(page) == [WHOLE[0], WHOLE[1], WHOLE[3]]
    page.show_filter({"unit": line.unit_id})
    settle(page)
    assert lines(page) == [WHOLE[1]]
    page.show_filter({"unit": line.unit_id, "area": "direction"})
    settle(page)
    assert lines(page) == []
    page.show_filter({})
    page.todo.setChecked(True)
    settle(page)
    assert lines(page) == [WHOLE[0], WHOLE[2], WHOLE[3]]
    page.todo.setChecked(False)
    page.search.show_query("MAT dien")
    page.search.searched.emit("MAT dien")
    settle(page)
    assert lines(page) == [WHOLE[1]]
    page.search.show_query("ho so lung")
    page.search.searched.emit("ho so lung")
    settle(page)
    assert lines(page) == [WHOLE[1]]
    assert (page.rows.total(), page.rows.filled()) == (4, 1)


def test_copying_a_block_gives_excel_what_the_screen_shows(page: MonthPage) -> None:
    from_excel("40%\tx\t12,5\t05/03/2024\tđã làm")
    at(page, 0, "state")
    page.grid.setCurrentIndex(page.rows.index(0, COLUMNS.index("percent")))
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    block = QItemSelection(page.rows.index(0, 0), page.rows.index(1, len(COLUMNS) - 1))
    page.grid.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    press(page, Qt.Key.Key_C, CTRL)
    first, second = QGuiApplication.clipboard().text().split("\n")
    assert first.split("\t") == [
        *("3.2", "Số hóa hồ sơ", "Thị trấn Bắc Hà", "", "Đã hoàn thành", "100%"),
        *("Hồ sơ nộp trực tuyến, mục tiêu 80 %", "12,5", "05/03/2024", "đã làm"),
        *("", ""),
    ]
    assert second.split("\t")[:6] == ["3.2", "Số hóa hồ sơ", "Xã Lùng Cải", "", "", ""]
