"""Why a line is late and until when it is promised, filled in at the grid and on a task's own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from contexts import read, settle, write
from looking import retype
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    at,
    filled_office,
    grid_in_store,
    month_page,
    paste,
    press,
    shown_at,
    type_text,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from models.work import month, task_detail
from models.work.month_cells import COLUMNS
from ui.base import messages
from ui.month import month_column_menu
from ui.month.page import MonthPage
from ui.tasks.progress_entry import ProgressDialog

LATE = 2  # "Kế hoạch Ban Chỉ đạo", due on 1 March; today is the 12th


def put(page: MonthPage, row: int, column: str, text: str) -> None:
    at(page, row, column)
    type_text(page, text)
    press(page, Qt.Key.Key_Return)
    settle(page)


def test_reason_and_promise_are_kept_for_the_next_period(page: MonthPage) -> None:
    put(page, LATE, "reason", "thiếu kinh phí")
    put(page, LATE, "promised_on", "30/4")
    row = grid_in_store(page.context)[LATE]
    assert (row.reason, row.promised_on) == ("thiếu kinh phí", date(2024, 4, 30))
    page.choose_period("2024-04")
    settle(page)
    line = next(n for n in range(page.rows.rowCount()) if page.rows.line(n).ref == "9.3")
    assert (shown_at(page, line, "reason"), shown_at(page, line, "promised_on")) == ("thiếu kinh phí", "30/04/2024")
    put(page, line, "promised_on", "15/5")
    assert grid_in_store(page.context)[LATE].promised_on == date(2024, 4, 30)
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert shown_at(page, line, "promised_on") == "30/04/2024"


def test_promise_that_has_passed_stays_in_its_cell_with_why(page: MonthPage) -> None:
    put(page, LATE, "promised_on", "1/3/2024")
    (place, draft) = page.saver.wrong()[0]
    assert (place.column, draft.text) == ("promised_on", "1/3/2024")
    assert "đã qua" in draft.why
    assert grid_in_store(page.context)[LATE].promised_on is None


def test_block_with_reason_and_promise_is_pasted(page: MonthPage) -> None:
    paste(page, "60\t\t\t\tĐang làm\tmưa lũ\t20/04/2024", LATE, "percent")
    row = grid_in_store(page.context)[LATE]
    assert (row.percent, row.note, row.reason, row.promised_on) == (60, "Đang làm", "mưa lũ", date(2024, 4, 20))


def test_done_line_is_not_asked(page: MonthPage) -> None:
    put(page, LATE, "percent", "100")
    at(page, LATE, "reason")
    type_text(page, "x")
    assert not page.grid.is_editing()
    assert page.banner.text() == "Dòng này đã hoàn thành nên không phải ghi nguyên nhân và ngày hẹn."


def test_columns_are_put_out_of_sight_and_back(page: MonthPage) -> None:
    def chosen(name: str) -> Any:
        menu = QMenu(page)
        month_column_menu.fill(menu, page.grid, page.grid.show_column)
        return next(action for action in menu.actions() if action.text() == name)

    place = COLUMNS.index("reason")
    chosen("Nguyên nhân chủ yếu").trigger()
    assert page.grid.isColumnHidden(place)
    page.reload()
    settle(page)
    assert page.grid.isColumnHidden(place)
    assert not chosen("Nguyên nhân chủ yếu").isChecked()
    chosen("Nguyên nhân chủ yếu").trigger()
    assert not page.grid.isColumnHidden(place)


@pytest.fixture(name="dialog")
def progress_dialog(page: MonthPage) -> Callable[[], ProgressDialog]:
    def opened() -> ProgressDialog:
        task_id = grid_in_store(page.context)[LATE].task_id
        made = ProgressDialog(page, page.jobs, read(page.context, lambda s: task_detail.read(s, task_id)))
        made.show()
        return made

    return opened


def test_entry_on_page_of_task_has_both(page: MonthPage, dialog: Callable[[], ProgressDialog]) -> None:
    first = dialog()
    retype(first, "Nguyên nhân chủ yếu", "chờ hướng dẫn")
    first.promise.show_day(date(2024, 5, 1))
    first.do()
    settle(page)
    row = grid_in_store(page.context)[LATE]
    assert (row.reason, row.promised_on) == ("chờ hướng dẫn", date(2024, 5, 1))
    again = dialog()
    assert (again.reason.text(), again.promise.day()) == ("chờ hướng dẫn", date(2024, 5, 1))
    assert not again.dirty()
    again.percent.setText("100")
    assert not again.reason.isEnabled() and not again.promise.isEnabled()
    again.percent.setText("70")
    assert again.reason.isEnabled() and again.promise.isEnabled()
    again.promise.show_day(date(2024, 3, 1))
    again.do()
    settle(page)
    assert "đã qua" in again.banner.text()
    with messages.answering(True):
        again.reject()


def test_what_was_told_before_stands_in_the_next_entry(page: MonthPage, dialog: Callable[[], ProgressDialog]) -> None:
    from models.work import progress

    def told(session: Any) -> None:
        row = month.read(session, "2024-02").rows[LATE]
        entry = progress.NewProgress(reason="mưa lũ", promised_on=date(2024, 4, 2))
        progress.put(session, row.task_id, "2024-02", entry, row.unit_id)

    write(page.context, "progress.put", told)
    made = dialog()
    assert made.period.currentData() == KEY
    assert (made.reason.text(), made.promise.day()) == ("mưa lũ", date(2024, 4, 2))
    made.percent.setText("30")
    made.do()
    settle(page)
    row = grid_in_store(page.context)[LATE]
    assert (row.percent, row.reason, row.promised_on) == (30, "mưa lũ", date(2024, 4, 2))
