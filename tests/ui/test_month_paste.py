"""Pasting into the monthly grid: lines that name their tasks, numbers and days of other countries, hidden columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from contexts import settle, store, write
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    SHIFT,
    at,
    choose,
    chosen,
    events,
    filled_office,
    from_excel,
    grid_in_store,
    month_page,
    paste,
    press,
    shown_at,
    type_text,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from models.work import progress
from models.work.month_cells import COLUMNS
from models.work.progress import NewProgress, Progress
from ui.base import messages
from ui.month.page import MonthPage


def percents(page: MonthPage) -> list[int | None]:
    return [line.percent for line in grid_in_store(page.context)]


# Lines by their names

BOARD = "9.3\tKế hoạch Ban Chỉ đạo\tPhòng Nội vụ\t01/03/2024\tĐang thực hiện\t70%\t\t\t\tchín ba"
FIRST = "3.2\tSố hóa hồ sơ\tXã Lùng Cải\t\tĐang thực hiện\t20%\t\t1.250,5\t\tba hai"


def test_figures_go_to_the_task_and_unit_that_stand_beside_them(page: MonthPage) -> None:
    paste(page, f"{BOARD}\r\n{FIRST}\r\n", 0, "ref")
    lines = grid_in_store(page.context)
    assert [(line.percent, line.note) for line in lines] == [(None, ""), (20, "ba hai"), (70, "chín ba"), (None, "")]
    assert lines[1].value == Decimal("1250.5")
    assert "không theo dòng đang chọn" in page.banner.text()
    assert events(page.context, "progress.put") == 1
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert percents(page) == [None] * 4


def test_lines_that_fit_are_pasted_without_the_others_only_when_asked(page: MonthPage) -> None:
    strange = BOARD.replace("9.3\tKế hoạch Ban Chỉ đạo", "9.9\tViệc khác")
    with messages.answering(False) as asked:
        paste(page, f"{strange}\n{FIRST}", 0, "ref")
    assert percents(page) == [None] * 4
    assert "9.9 · Việc khác · Phòng Nội vụ" in asked.asked[0][1]
    with messages.answering(True):
        paste(page, f"{strange}\n{FIRST}", 0, "ref")
    assert percents(page) == [None, 20, None, None]
    assert "1 dòng không khớp bỏ qua." in page.banner.text()


def test_lines_of_which_none_fits_are_refused(page: MonthPage) -> None:
    page.search.show_query("số hóa")
    page.search.searched.emit("số hóa")
    paste(page, BOARD, 0, "ref")
    assert percents(page) == [None] * 4
    assert "“9.3 · Kế hoạch Ban Chỉ đạo · Phòng Nội vụ” không khớp" in page.banner.text()


def test_names_beside_their_columns_are_refused(page: MonthPage) -> None:
    paste(page, "Phòng Nội vụ\t70", 0, "percent")
    assert not page.saver.drafts and percents(page) == [None] * 4
    assert "rơi vào cột “Hoàn thành (%)”" in page.banner.text()


def test_a_copied_list_with_its_titles_goes_into_its_columns(page: MonthPage) -> None:
    paste(page, "Mục\tĐơn vị\tHoàn thành\n3.2\tXã Lùng Cải\t20\n9.3\tPhòng Nội vụ\t70", 3, "note")
    assert percents(page) == [None, 20, 70, None]
    assert not page.saver.drafts


def test_a_whole_line_copied_here_stays_with_its_task(page: MonthPage) -> None:
    paste(page, "70", 2, "percent")
    choose(page, 2, "ref", 1, len(COLUMNS))
    press(page, Qt.Key.Key_C, CTRL)
    at(page, 0, "ref")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert percents(page) == [None, None, 70, None]
    assert "không theo dòng đang chọn" in page.banner.text()


# Numbers and days


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.850", "0.85"),
        ("0,850", "0.85"),
        ("1.5", "1.5"),
        ("1 234", "1234"),
        ("1,234,567.5", "1234567.5"),
        ("1.234.567,5", "1234567.5"),
        ("８５，５", "85.5"),
        ("80 %", "80"),
        ("1.250\t05/03/2024", None),  # a day tells nothing about numbers
    ],
)
def test_a_number_of_a_sheet_is_what_it_says(page: MonthPage, text: str, value: str | None) -> None:
    if value is None:
        with messages.answering(0):
            paste(page, text, 0, "value")
        value = "1250"
    else:
        paste(page, text, 0, "value")
    assert grid_in_store(page.context)[0].value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "answer", "values"),
    [
        ("1.234\n12.345", 0, ["1234", "12345"]),
        ("1.234\n12.345", 1, ["1.234", "12.345"]),
        ("1,234\n12,345", 0, ["1234", "12345"]),
        ("1,234\n12,345", 1, ["1.234", "12.345"]),
        ("1.234\n12.345", None, [None, None]),
    ],
)
def test_a_number_that_can_be_two_is_asked_about(
    page: MonthPage, text: str, answer: int | None, values: list[str | None]
) -> None:
    with messages.answering(answer) as asked:
        paste(page, text, 0, "value")
    assert len(asked.asked) == 1
    kept = [None if value is None else Decimal(value) for value in values]
    assert [line.value for line in grid_in_store(page.context)][:2] == kept
    assert not page.saver.drafts


def test_other_numbers_of_the_block_answer_for_it(page: MonthPage) -> None:
    paste(page, "12.5\n1.234", 0, "value")
    assert [line.value for line in grid_in_store(page.context)][:2] == [Decimal("12.5"), Decimal("1.234")]
    paste(page, "12,5\n1.234", 0, "value")
    assert [line.value for line in grid_in_store(page.context)][:2] == [Decimal("12.5"), Decimal(1234)]


def test_swapped_days_are_asked_about_once_for_the_block(page: MonthPage) -> None:
    with messages.answering(0) as asked:
        paste(page, "2/20/2024\n3/1/2024\n3/5/2024", 0, "done_on")
    assert len(asked.asked) == 1 and "3/1/2024" in asked.asked[0][1]
    days = [line.done_on for line in grid_in_store(page.context)]
    assert days == [date(2024, 2, 20), date(2024, 3, 1), date(2024, 3, 5), None]
    with messages.answering(1):
        paste(page, "3/1/2024", 0, "done_on")
    assert grid_in_store(page.context)[0].done_on == date(2024, 1, 3)
    with messages.answering(None):
        paste(page, "2/3/2024\n3/1/2024", 0, "done_on")
    assert grid_in_store(page.context)[0].done_on == date(2024, 1, 3)


def test_a_swapped_day_that_is_typed_is_asked_about_in_its_cell(page: MonthPage) -> None:
    at(page, 0, "done_on")
    type_text(page, "3/1/2024")
    press(page, Qt.Key.Key_Return)
    settle(page)
    draft = page.rows.draft(0, "done_on")
    assert draft is not None and "1/3/2024" in draft.why
    page.problems.retried.emit()
    settle(page)
    assert grid_in_store(page.context)[0].done_on is None
    at(page, 0, "done_on")
    press(page, Qt.Key.Key_F2)
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert grid_in_store(page.context)[0].done_on == date(2024, 1, 3)


def test_a_day_copied_here_is_not_asked_about(page: MonthPage) -> None:
    line = grid_in_store(page.context)[0]
    entry = NewProgress(done_on=date(2024, 1, 3), note="một\n\nhai")
    write(page.context, "progress.put", lambda s: progress.put(s, line.task_id, KEY, entry, line.unit_id))
    settle(page)
    choose(page, 0, "done_on", 1, 2)
    press(page, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "03/01/2024\tmột hai"
    at(page, 1, "done_on")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    choose(page, 1, "done_on", 2, 2)
    press(page, Qt.Key.Key_D, CTRL)
    settle(page)
    with store(page.context).read() as session:  # what was done before the month is not in its grid
        entries = session.scalars(select(Progress)).all()
    assert [(entry.done_on, entry.note) for entry in entries] == [(date(2024, 1, 3), "một\n\nhai")] * 3
