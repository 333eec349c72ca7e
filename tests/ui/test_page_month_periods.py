"""The page around the monthly grid: leaving, closing, opening again, other periods, filters, reading again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from looking import click, one
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    at,
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
from PySide6.QtTest import QTest
from sqlalchemy import select
from sqlalchemy.orm import Session
from typefaces import both_typefaces

from models.access import opening
from models.work import month, period_closing, progress, units
from models.work.month_cells import COLUMNS
from models.work.progress import NewProgress as Figures
from ui.base import messages
from ui.base.context import Context
from ui.frame.pages import TITLES, PageEntry
from ui.frame.window import Window
from ui.kit.frozen_columns import FrozenColumns
from ui.month.page import MonthPage


def test_month_leaving_saves_open_cell(page: MonthPage) -> None:
    at(page, 0, "note")
    type_text(page, "dở")
    assert page.may_leave()
    settle(page)
    assert grid_in_store(page.context)[0].note == "dở"


def test_month_opens_at_lines_without_figures(page: MonthPage) -> None:
    every = page.rows.total()
    at(page, 0, "percent")
    type_text(page, "40")
    assert page.may_leave()
    settle(page)
    page.show_filter({"period": "2024-03", "todo": "1"})
    settle(page)
    assert page.todo.isChecked()
    assert page.grid.model().rowCount() < every
    page.show_filter({"period": "2024-03"})
    assert not page.todo.isChecked()


def test_month_leaving_asks_about_unsaved(page: MonthPage) -> None:
    at(page, 0, "percent")
    page.rows.setData(page.grid.currentIndex(), "abc")
    with messages.answering(False) as heard:
        assert not page.may_leave()
    assert "1 ô" in heard.asked[0][1]


def test_month_result_needs_indicator(page: MonthPage) -> None:
    at(page, 2, "value")
    QTest.keyClicks(page.grid, "5")
    assert not page.grid.is_editing()
    assert "chưa có chỉ số" in page.banner.text()


def test_month_closed_period_read_only(page: MonthPage) -> None:
    with messages.answering(True) as heard:
        page.ask_close()
    settle(page)
    assert heard.asked == [("ask", "Chốt tháng 3/2024?")]
    assert page.rows.locked()
    assert "Đã chốt" in page.banner.text()
    page.banner.press()  # offers no Undo: a closed period is opened again with a reason
    settle(page)
    assert page.rows.locked()
    at(page, 0, "percent")
    QTest.keyClicks(page.grid, "5")
    assert not page.grid.is_editing()
    assert "mở lại kỳ" in page.banner.text()
    from_excel("50")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert grid_in_store(page.context)[0].percent is None


def test_month_not_begun_is_not_closed_nor_asked_about(page: MonthPage) -> None:
    page.show_filter({"period": "2024-05"})
    settle(page)
    with messages.answering() as heard:
        page.ask_close()
    settle(page)
    assert not heard.asked
    assert "Tháng 5/2024 chưa bắt đầu" in page.banner.text()
    assert not page.rows.locked()


def test_month_period_closed_elsewhere_keeps_typing(page: MonthPage) -> None:
    with store(page.context).write("period.close") as write:
        period_closing.close(write.session, KEY, "người khác", before_end=True)
    at(page, 0, "percent")
    page.rows.setData(page.grid.currentIndex(), "50")
    settle(page)
    draft = page.rows.draft(0, "percent")
    assert draft is not None and draft.text == "50"
    assert "đã chốt" in draft.why


def test_month_period_reopened_with_reason(page: MonthPage) -> None:
    with messages.answering(True):
        page.ask_close()
    settle(page)
    with messages.answering("   "):
        page.ask_close()
    settle(page)
    assert page.rows.locked()
    assert "lý do" in page.banner.text()
    with messages.answering("Sở yêu cầu bổ sung"):
        page.ask_close()
    settle(page)
    assert not page.rows.locked()


def test_month_period_not_closed_over_unsaved(page: MonthPage) -> None:
    at(page, 0, "percent")
    page.rows.setData(page.grid.currentIndex(), "abc")
    page.ask_close()
    settle(page)
    assert not page.rows.locked()
    assert "chưa lưu được" in page.banner.text()


def test_month_period_days_edited(page: MonthPage) -> None:
    from ui.month.period_days import PeriodDaysDialog

    page.ask_days()
    dialog = page.findChild(PeriodDaysDialog) or page.window().findChild(PeriodDaysDialog)
    assert dialog is not None
    dialog.first.show_day(date(2024, 3, 20))
    dialog.do()
    assert "đứng trước" in dialog.banner.text()
    dialog.first.show_day(date(2024, 2, 20))
    dialog.last.show_day(date(2024, 3, 19))
    dialog.do()
    settle(page)
    assert page.rows.period is not None
    assert (page.rows.period.from_on, page.rows.period.to_on) == (date(2024, 2, 20), date(2024, 3, 19))


def test_month_periods_stepped_over_year(page: MonthPage) -> None:
    for _month in range(3):
        click(page.bar, "Kỳ trước")
        settle(page)
    assert page.rows.period is not None and page.rows.period.key == "2023-12"
    assert page.rows.period.from_on == date(2023, 11, 15)


def test_month_filter_and_jump(page: MonthPage) -> None:
    at(page, 0, "percent")
    page.rows.setData(page.grid.currentIndex(), "abc")
    page.search.show_query("ke hoach")
    assert [page.rows.line(n).ref for n in range(page.rows.rowCount())] == ["9.3"]
    page.problems.pick(0)
    assert page.rows.rowCount() == 4
    assert page.grid.currentIndex().row() == 0
    page.search.show_query("khong co gi")
    assert page.list.is_empty()


def test_month_jump_to_other_period(page: MonthPage) -> None:
    at(page, 1, "percent")
    page.rows.setData(page.grid.currentIndex(), "abc")
    page.choose_period("2024-02")
    settle(page)
    assert "Tháng 3/2024" in page.problems.texts()[0]
    page.problems.pick(0)
    settle(page)
    assert page.rows.period is not None and page.rows.period.key == KEY
    assert page.grid.currentIndex().row() == 1
    assert shown_at(page, 1, "percent") == "abc"


def test_month_short_date_year(page: MonthPage) -> None:
    page.choose_period("2024-01")
    settle(page)
    at(page, 2, "done_on")
    page.rows.setData(page.grid.currentIndex(), "20/12")
    settle(page)
    with store(page.context).read() as session:
        found = session.scalars(select(progress.Progress)).one()
        assert found.done_on == date(2023, 12, 20)


def test_month_today_by_ctrl_semicolon(page: MonthPage) -> None:
    at(page, 2, "done_on")
    press(page, Qt.Key.Key_Semicolon, CTRL)
    settle(page)
    assert grid_in_store(page.context)[2].done_on == date(2024, 3, 12)


def test_month_save_reads_one_line(page: MonthPage, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    read = month.read

    def counted(session: Session, key: str, **named: Any) -> month.PeriodGrid:
        reads.append(key)
        return read(session, key, **named)

    monkeypatch.setattr(month, "read", counted)
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "một")
    settle(page)
    assert reads == []
    with store(page.context).write("progress.put") as write:
        task_id = page.rows.line(2).task_id
        progress.put(write.session, task_id, KEY, Figures(percent=5))
    page.jobs.changed.emit(frozenset({"progress"}))
    settle(page)
    assert reads == [KEY]
    assert shown_at(page, 2, "percent") == "5 %"


def test_month_empty_period(real_context: Context, shown: Any) -> None:
    page: MonthPage = shown(MonthPage(real_context))
    settle(page)
    assert page.list.is_empty()
    with store(real_context).read() as session:
        assert units.rows(session)


@both_typefaces
def test_month_frozen_columns_at_every_width(page: MonthPage) -> None:
    frozen = one(page.grid, FrozenColumns)
    widths = [page.grid.columnWidth(n) for n in range(3)]
    assert frozen.width_shown() == sum(widths)
    at(page, 0, "note")
    page.grid.horizontalScrollBar().setValue(0)
    page.grid.scrollTo(page.rows.index(0, COLUMNS.index("state")))
    assert page.grid.visualRect(page.rows.index(0, COLUMNS.index("state"))).left() >= frozen.width_shown() - 1
    page.resize(520, 640)
    settle(page)
    assert frozen.width_shown() < 520 * 0.6
    page.resize(1100, 640)
    settle(page)
    assert [page.grid.columnWidth(n) for n in range(3)] == widths
    page.grid.setColumnWidth(1, 300)
    assert frozen.columnWidth(1) == 300
    frozen.setColumnWidth(0, 90)
    assert page.grid.columnWidth(0) == 90


def test_month_ctrl_z_and_close_in_window(filled: Context, shown: Any) -> None:
    window: Window = shown(Window(filled, [PageEntry("month", TITLES["month"], "ui.month.page:MonthPage")]))
    window.resize(1200, 700)
    window.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    page = window.current_page()
    assert isinstance(page, MonthPage)
    settle(page)
    at(page, 0, "percent")
    for number in ("10", "20"):
        type_text(page, number)
        press(page, Qt.Key.Key_Return)
        settle(page)
    for expected in ([10, None], [None, None]):
        press(page, Qt.Key.Key_Z, CTRL)
        settle(page)
        assert [row.percent for row in grid_in_store(filled)][:2] == expected
    assert page.saver.can_redo()
    at(page, 1, "note")
    type_text(page, "gõ dở")
    window.close()
    reopened = opening.open_office(filled.home, "mật khẩu thử nghiệm")
    with reopened.store.read() as session:
        assert month.read(session, KEY).rows[1].note == "gõ dở"
    reopened.close()
