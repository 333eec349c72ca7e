"""A closed period in the grid: it says that it is closed, and offers to correct a figure, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from contexts import read, settle, write
from looking import one_open
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    at,
    events,
    filled_office,
    grid_in_store,
    month_page,
    press,
    shown_at,
    type_text,
)
from PySide6.QtCore import Qt

from models.work import adjustments, month, period_closing, period_result, tasks, waiving
from models.work.progress import NewProgress
from models.work.tasks import TaskFields
from ui.month.adjust_entry import AdjustDialog
from ui.month.adjusted_list import AdjustedList
from ui.month.page import MonthPage

PLAIN = 2


@pytest.fixture(name="closed")
def closed_page(page: MonthPage) -> MonthPage:
    at(page, PLAIN, "percent")
    type_text(page, "40")
    press(page, Qt.Key.Key_Return)
    settle(page)
    write(page.context, "period.close", lambda session: period_closing.close(session, KEY, before_end=True))
    settle(page)
    assert page.rows.period is not None and page.rows.period.closed
    return page


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_5])
def test_closed_cell_says_so_and_offers_to_correct(closed: MonthPage, key: Qt.Key) -> None:
    at(closed, PLAIN, "percent")
    if key == Qt.Key.Key_5:
        type_text(closed, "5")
    else:
        press(closed, key)
    assert "đã chốt" in closed.banner.text() and "điều chỉnh" in closed.banner.text()
    assert closed.grid.currentIndex().row() == PLAIN
    closed.banner.press()
    dialog = one_open(AdjustDialog)
    assert dialog.focusWidget() is not None and dialog.focusWidget().accessibleName() == "Hoàn thành (%)"
    dialog.close()


def open_dialog(page: MonthPage, column: str) -> Any:
    at(page, PLAIN, column)
    page.adjusting.ask()
    return one_open(AdjustDialog)


def fill(dialog: Any, name: str, text: str) -> None:
    from looking import retype

    retype(dialog, name, text)


def test_correction_is_kept_told_and_taken_back(closed: MonthPage) -> None:
    dialog = open_dialog(closed, "percent")
    fill(dialog, "Hoàn thành (%)", "70")
    dialog.do()
    assert dialog.isVisible() and "lý do" in dialog.banner.text()
    fill(dialog, "Lý do điều chỉnh", "xã báo nhầm")
    dialog.do()
    settle(closed)
    assert shown_at(closed, PLAIN, "percent") == "70 %"
    with_reason = read(closed.context, lambda s: period_result.of_period(s, "2024-04").adjustments)
    assert [(one.field, one.before, one.after, one.reason) for one in with_reason] == [
        ("percent", "40", "70", "xã báo nhầm")
    ]
    closed.adjusting.show_list()
    listed = one_open(AdjustedList)
    ((period, _task, _unit, field, before, after, told_in, _by, reason),) = listed.table.lines()
    assert (period, field, before, after) == ("Tháng 3/2024", "Tiến độ", "40 %", "70 %")
    assert (told_in, reason) == ("Tháng 4/2024", "xã báo nhầm")
    listed.close()
    assert events(closed.context, "period.adjust") == 1
    closed.banner.press()  # Hoàn tác
    settle(closed)
    assert grid_in_store(closed.context)[PLAIN].percent == 40
    assert read(closed.context, lambda s: period_result.of_period(s, "2024-04").adjustments) == ()


def test_figure_that_cannot_be_read_stays_with_why(closed: MonthPage) -> None:
    dialog = open_dialog(closed, "done_on")
    fill(dialog, "Ngày hoàn thành", "13/3/2024")
    fill(dialog, "Lý do điều chỉnh", "nhập thiếu")
    dialog.do()
    assert "chưa tới" in dialog.banner.text()
    fill(dialog, "Ngày hoàn thành", "8/3/2024")
    dialog.do()
    settle(closed)
    assert grid_in_store(closed.context)[PLAIN].done_on == date(2024, 3, 8)


def test_nothing_changed_is_no_correction(closed: MonthPage) -> None:
    dialog = open_dialog(closed, "ref")
    fill(dialog, "Lý do điều chỉnh", "xem lại")
    dialog.do()
    settle(closed)
    assert "Chưa có số liệu nào khác" in dialog.banner.text()
    fill(dialog, "Lý do điều chỉnh", "")
    dialog.close()


def test_who_may_not_correct_is_not_offered_it(closed: MonthPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(closed.context), "may", lambda _self, word: word != "period.adjust")
    closed.reload()
    settle(closed)
    at(closed, PLAIN, "percent")
    press(closed, Qt.Key.Key_F2)
    assert closed.banner.text().startswith("Kỳ này đã chốt nên không sửa được")


def test_ctrl_z_takes_correction_back_before_older_cell_of_another_period(closed: MonthPage) -> None:
    """The correction is the page's newest step; the cell typed before it in another period comes after it."""
    closed.choose_period("2024-04")
    settle(closed)
    at(closed, PLAIN, "note")
    type_text(closed, "chờ")
    press(closed, Qt.Key.Key_Return)
    settle(closed)
    closed.choose_period(KEY)
    settle(closed)
    dialog = open_dialog(closed, "percent")
    fill(dialog, "Hoàn thành (%)", "55")
    fill(dialog, "Lý do điều chỉnh", "xã báo nhầm")
    dialog.do()
    settle(closed)
    at(closed, PLAIN, "percent")
    for words, period, percent, note in (
        ("Đã hoàn tác: điều chỉnh sau khi chốt, Tháng 3/2024.", KEY, 40, "chờ"),
        ("Đã hoàn tác: sửa 1 ô, Tháng 4/2024.", "2024-04", 40, ""),
    ):
        press(closed, Qt.Key.Key_Z, CTRL)
        settle(closed)
        assert closed.banner.text() == words
        assert closed.rows.period is not None and closed.rows.period.key == period
        assert grid_in_store(closed.context)[PLAIN].percent == percent
        assert read(closed.context, lambda s: month.read(s, "2024-04").rows)[PLAIN].note == note
    press(closed, Qt.Key.Key_Y, CTRL)
    settle(closed)
    assert closed.banner.text() == "Đã làm lại: sửa 1 ô, Tháng 4/2024."


def test_nothing_before_closing_is_taken_back_by_keys(closed: MonthPage) -> None:
    assert not closed.saver.can_undo()


def test_day_after_period_is_refused_and_belongs_to_next_period(
    closed: MonthPage, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2024, 3, 25, 2, 0, tzinfo=UTC))
    last = closed.rows.period.to_on if closed.rows.period is not None else None
    assert last == date(2024, 3, 14)
    dialog = open_dialog(closed, "done_on")
    fill(dialog, "Ngày hoàn thành", "15/3/2024")
    fill(dialog, "Lý do điều chỉnh", "nhập thiếu")
    dialog.do()
    settle(closed)
    words = "Ngày hoàn thành 15/03/2024 sau ngày cuối của tháng 3/2024 (14/03/2024)."
    assert dialog.isVisible() and words in dialog.banner.text() and "trong kỳ có ngày đó" in dialog.banner.text()
    assert grid_in_store(closed.context)[PLAIN].done_on is None
    fill(dialog, "Ngày hoàn thành", "14/3/2024")
    dialog.do()
    settle(closed)
    assert grid_in_store(closed.context)[PLAIN].done_on == last


def test_tip_of_a_corrected_line_without_a_number_begins_with_its_words(page: MonthPage) -> None:
    task_id = grid_in_store(page.context)[PLAIN].task_id

    def without_number(session: Any) -> None:
        tasks.get(session, task_id).ref = ""

    write(page.context, "task.change", without_number)
    write(page.context, "period.close", lambda session: period_closing.close(session, KEY, before_end=True))
    told = NewProgress(percent=70)
    write(page.context, "period.adjust", lambda s: adjustments.adjust(s, task_id, KEY, told, "xã báo nhầm"))
    settle(page)
    tips = [page.rows.index(PLAIN, place).data(Qt.ItemDataRole.ToolTipRole) for place in range(3)]
    assert [tip for tip in tips if not tip.splitlines()[0] or "xã báo nhầm" not in tip] == []


def test_closed_month_says_in_one_line_what_was_waived(page: MonthPage) -> None:
    def given(session: Any) -> None:
        duty = TaskFields("Trực báo", recurrence="monthly", lead=("Xã Lùng Cải",), assigned_on=date(2024, 2, 20))
        waiving.waive(session, tasks.add(session, duty).id, KEY, "mưa lũ", "Chủ tịch")

    assert not page.beside.isVisible()
    write(page.context, "task.waive", given)
    write(page.context, "period.close", lambda session: period_closing.close(session, KEY, before_end=True))
    settle(page)
    assert page.beside.isVisible()
    assert page.beside.text() == "Miễn thực hiện tháng 3/2024: Trực báo, lý do: mưa lũ, do Chủ tịch cho phép."
