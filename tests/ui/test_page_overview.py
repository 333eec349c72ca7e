"""The overview over a real book: its numbers, its words, and that each number opens exactly its tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from contexts import settle, write
from looking import in_sight, one, press, says
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from task_book import book_of_tasks, texts  # noqa: F401 - fixtures are used by their names
from typefaces import both_typefaces

from models.work.periods import PeriodRow
from ui.base import theme
from ui.base.context import Context
from ui.kit.day_watch import DayWatch
from ui.overview.page import OverviewPage, cut_off_words
from ui.overview.tally_table import TallyLine, TallyTable
from ui.overview.task_lines import TaskLine
from ui.tasks.page import TasksPage


@pytest.fixture
def opened(real_context: Context) -> list[tuple[str, dict[str, str]]]:
    """What the page asked the window to open."""
    asked: list[tuple[str, dict[str, str]]] = []

    def note(key: str, chosen: Mapping[str, str]) -> None:
        asked.append((key, dict(chosen)))

    real_context.open_list = note
    return asked


@pytest.fixture
def page(real_context: Context, book: dict[str, str], shown: Any) -> OverviewPage:
    made = OverviewPage(real_context)
    made.resize(1150, 700)
    shown(made)
    settle(real_context)
    return made


def test_overview_cards_tables_lists(page: OverviewPage) -> None:
    assert page.cards.card("overdue").accessibleName() == "1 Quá hạn"
    assert page.cards.card("unassigned").accessibleName() == "2 Chưa giao đơn vị"
    lines = [page.areas.numbers(n) for n in range(page.areas.rowCount())]
    assert ["Thủ tục hành chính", "1", "–", "1", "–", "–", "–", "2"] in lines
    assert [page.units.numbers(n)[0] for n in range(page.units.rowCount())] == [
        "Xã Lùng Cải",
        "Thị trấn Bắc Hà",
        "Chưa giao đơn vị",
    ]
    assert page.late.lines() == ["Quá hạn · 2 ngày: Rà soát thủ tục hành chính · Xã Lùng Cải"]
    assert page.soon.lines() == ["Sắp đến hạn · 1 ngày: Kiểm tra kỷ luật · Thị trấn Bắc Hà"]
    assert says(page, "Tháng 4/2024 (15/03/2024 – 14/04/2024): còn 29 ngày tới ngày chốt số liệu")


def test_overview_bar_tooltip(page: OverviewPage) -> None:
    row = next(n for n in range(page.areas.rowCount()) if page.areas.numbers(n)[0] == "Thủ tục hành chính")
    assert page.areas.item(row, 0).toolTip() == "Thủ tục hành chính: 1 quá hạn · 1 trong hạn"


def test_overview_numbers_open_lists(page: OverviewPage, opened: list[Any], real_context: Context, shown: Any) -> None:
    """Whatever number is pressed, the page of tasks then has as many tasks as the number said."""
    tasks_page = shown(TasksPage(real_context))
    pressed: list[int] = []
    for code in ("overdue", "due_soon", "in_time", "no_deadline", "unassigned"):
        page.cards.card(code).click()
        pressed.append(int(page.cards.card(code).accessibleName().split()[0]))
    for table in (page.areas, page.units, page.months):
        for row in range(table.rowCount()):
            words = table.numbers(row)
            if words[-1] == "–":
                continue
            table.press(row, "")
            pressed.append(int(words[-1]))
            if words[1] != "–":
                table.press(row, "overdue")
                pressed.append(int(words[1]))
    assert len(opened) == len(pressed)
    for (key, chosen), number in zip(opened, pressed, strict=True):
        assert key == "tasks"
        tasks_page.show_filter(chosen)
        settle(real_context)
        assert tasks_page.rows.total == number, chosen


def test_overview_months_of_year(page: OverviewPage) -> None:
    lines = {page.months.numbers(n)[0]: page.months.numbers(n)[1:] for n in range(page.months.rowCount())}
    assert len(lines) == 14
    assert sum(int(numbers[-1]) for numbers in lines.values() if numbers[-1] != "–") == 5
    assert lines["Tháng 3/2024"] == ["1", "–", "–", "–", "–", "–", "1"]
    assert lines["Tháng 4/2024"] == ["–", "1", "1", "–", "–", "–", "2"]
    assert lines["Tháng 12/2024"] == ["–", "–", "–", "–", "–", "–", "–"]  # it ends on the 14th


@both_typefaces
def test_overview_on_one_screen(page: OverviewPage, real_context: Context) -> None:
    """1366x768 at 100 %, without the task bar, with a message above: nothing is below the edge."""
    page.banner.note("Đây là cơ quan mẫu.", "Cứ thử thoải mái.", "Rời cơ quan mẫu", lambda: None)
    page.resize(1148, 647)
    settle(real_context)
    area = page.findChild(QScrollArea)
    assert area is not None and area.verticalScrollBar().maximum() == 0
    assert page.areas.verticalScrollBar().maximum() == page.months.verticalScrollBar().maximum() == 0
    for widget in (page.units, page.areas, page.months, *in_sight(page.late, TaskLine), *in_sight(page.soon, TaskLine)):
        assert widget.height() > 0
        assert page.rect().contains(widget.mapTo(page, widget.rect().bottomRight()))
    assert in_sight(page.late, TaskLine) and in_sight(page.soon, TaskLine)


@both_typefaces
def test_overview_many_units_on_one_screen(page: OverviewPage, real_context: Context) -> None:
    """A district's twenty communes: their table scrolls, the page does not, and no task in the lists is cut."""

    def add(session: Any) -> None:
        from models.work import office, tasks, units

        fields = tasks.TaskFields
        for number in range(20):
            name = f"Xã Nậm Mẫu số {number}"
            units.add(session, name, "xa", parent_id=office.own(session).unit_id)
            tasks.add(session, fields(f"Việc {number}", str(number), "procedure", (name,), due_on=date(2024, 3, 1)))

    write(real_context, "task.add", add)
    page.resize(1148, 640)
    settle(real_context)
    area = page.findChild(QScrollArea)
    assert area is not None and area.verticalScrollBar().maximum() == 0
    assert page.units.verticalScrollBar().maximum() > 0
    lines = in_sight(page.late, TaskLine)
    assert lines and all(page.late.rect().contains(line.geometry()) for line in lines)


def test_overview_units_add_up(page: OverviewPage, real_context: Context, opened: list[Any]) -> None:
    totals = [page.units.numbers(row) for row in range(page.units.rowCount())]
    assert sum(int(words[-1]) for words in totals) == sum(
        int(page.areas.numbers(row)[-1]) for row in range(page.areas.rowCount())
    )
    assert totals[-1][0] == "Chưa giao đơn vị"
    page.units.press(page.units.rowCount() - 1, "")
    assert opened[-1][1]["unassigned"] == "1"
    assert not says(page, "Các dòng cộng lại")

    def lead_together(session: Any) -> None:
        from models.work import tasks

        leads = ("Xã Lùng Cải", "Thị trấn Bắc Hà")
        tasks.add(session, tasks.TaskFields("Việc chung", "7", "procedure", leads, due_on=date(2024, 3, 30)))

    write(real_context, "task.add", lead_together)
    settle(real_context)
    assert says(page, "Các dòng cộng lại 7 phần việc, của 6 nhiệm vụ")


@both_typefaces
def test_tally_table_sums_in_sight_at_150_percent(app: QApplication, shown: Any) -> None:
    table = TallyTable("Theo đơn vị", "Đơn vị chủ trì")
    table.show_lines([TallyLine(str(n), f"Văn phòng HĐND và UBND huyện {n}", {"overdue": 1}) for n in range(20)])
    table.setFixedWidth(theme.letters(86))  # beside the navigation of a window of 911
    shown(table)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnWidth(0) >= theme.letters(14)


@both_typefaces
def test_tally_names_clear_of_their_bars(app: QApplication, shown: Any) -> None:
    """The bar stands under the name and crosses none of its letters."""
    table = TallyTable("Theo đơn vị", "Đơn vị chủ trì")
    table.show_lines([TallyLine("1", "Phòng Nội vụ", {"overdue": 1, "done_on_time": 2})])
    table.setFixedSize(theme.letters(90), theme.em(8))
    shown(table)
    drawn = table.visualRect(table.model().index(0, 0))
    assert drawn.height() >= table.fontMetrics().height() + theme.em(0.2)


def test_overview_missing_number_opens_nothing(page: OverviewPage, opened: list[Any]) -> None:
    page.areas.press(0, "done_late")
    empty = next(n for n in range(12) if page.months.numbers(n)[-1] == "–")
    page.months.press(empty, "")
    assert opened == []


def test_overview_number_opened_by_keyboard(page: OverviewPage, opened: list[Any]) -> None:
    row = next(n for n in range(page.areas.rowCount()) if page.areas.numbers(n)[0] == "Thủ tục hành chính")
    page.areas.setCurrentCell(row, 1)
    QTest.keyClick(page.areas, Qt.Key.Key_Return)
    assert opened == [("tasks", {"area": "procedure", "timeliness": "overdue", "since": "2023-12-15"})]


def test_overview_line_opens_task(page: OverviewPage, opened: list[Any], book: dict[str, str]) -> None:
    press(in_sight(page.late, TaskLine)[0])
    assert opened == [("tasks", {"task": book["late"]})]


def test_overview_soon_list(page: OverviewPage, opened: list[Any], real_context: Context, shown: Any) -> None:
    page.soon.all_wanted.emit()
    tasks_page = shown(TasksPage(real_context))
    tasks_page.show_filter(opened[0][1])
    settle(real_context)
    assert texts(tasks_page) == ["Kiểm tra kỷ luật"]


@pytest.mark.parametrize("days", [1, 3, 20, 30])
def test_overview_one_number_of_days_for_soon(
    real_context: Context, book: dict[str, str], shown: Any, days: int
) -> None:
    """The card, the list under it and the page of tasks go by what the office has set for itself."""
    write(real_context, "office.change", lambda s: _soon(s, days))
    page, tasks_page = shown(OverviewPage(real_context)), shown(TasksPage(real_context))
    settle(real_context)
    tasks_page.show_filter({"timeliness": "due_soon"})
    settle(real_context)
    counted = page.cards.card("due_soon").accessibleName()
    assert counted == f"{tasks_page.rows.total} Sắp đến hạn"
    assert len(page.soon.lines()) == tasks_page.rows.total == {1: 1, 3: 1, 20: 1, 30: 2}[days]


def _soon(session: Any, days: int) -> None:
    from models.work import office

    own = office.own(session)
    own.due_soon_days = days


def test_overview_follows_changes_and_midnight(
    page: OverviewPage, real_context: Context, book: dict[str, str], hold_clock: Callable[[datetime], None]
) -> None:
    def finish(session: Any) -> None:
        from models.work import tasks

        tasks.finish(session, book["late"], date(2024, 3, 15))

    write(real_context, "task.finish", finish)
    settle(real_context)
    assert page.cards.card("overdue").accessibleName() == "0 Quá hạn"
    hold_clock(datetime(2024, 3, 17, 17, 1, tzinfo=UTC))
    page.findChild(DayWatch).look()
    settle(real_context)
    assert page.cards.card("overdue").accessibleName() == "1 Quá hạn"


def test_overview_empty_office(real_context: Context, opened: list[Any], shown: Any) -> None:
    page = shown(OverviewPage(real_context))
    settle(real_context)
    assert page.area.is_empty()
    press(one(page.area, QPushButton))
    assert opened == [("directives", {})]


@pytest.mark.parametrize(
    ("day", "closed", "words"),
    [
        (date(2024, 3, 10), False, "còn 4 ngày tới ngày chốt số liệu"),
        (date(2024, 3, 14), False, "hôm nay là ngày chốt số liệu"),
        (date(2024, 3, 14), True, "đã chốt số liệu"),
    ],
)
def test_cut_off_words(day: date, closed: bool, words: str) -> None:
    period = PeriodRow(None, "2024-03", "month", date(2024, 2, 15), date(2024, 3, 14), closed)
    assert cut_off_words(period, day).endswith(words)


def test_heads_say_that_a_recurring_duty_counts_once(page: OverviewPage) -> None:
    for table in (page.areas, page.units, page.months):
        head = table.horizontalHeaderItem(1)
        assert head is not None and "mỗi nhiệm vụ định kỳ tính một lần" in head.toolTip()
