"""Lists of any length: fetched as they come into view, kept in place over a reload, quick with 300,000 rows."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from models.base.errors import AppError
from ui.base import messages
from ui.base.context import Context
from ui.kit.rows import PAGE, Column, Rows, RowSlice


@dataclass(frozen=True)
class Line:
    id: str
    words: str
    percent: int


COLUMNS = (
    Column[Line]("words", "Nội dung", lambda r: r.words, 30, sort="text", stretch=True),
    Column[Line]("state", "Trạng thái", lambda r: "Quá hạn", 12, kind="badge", tone=lambda r: "danger"),
    Column[Line](
        "percent", "Hoàn thành", lambda r: f"{r.percent} %", 12, kind="bar", part=lambda r: r.percent, sort="p"
    ),
    Column[Line]("id", "Mã", lambda r: r.id, 8, right=True, kind="muted", hidden=True),
)


class Book:
    """A question over lines in memory that counts how often and where it was asked."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.asked: list[int] = []

    def __call__(self, _session: Any, first: int, count: int) -> RowSlice[Line]:
        self.asked.append(first)
        return RowSlice(len(self.lines), self.lines[first : first + count])


def lines(count: int, start: int = 0) -> list[Line]:
    return [Line(f"id{n}", f"Nhiệm vụ {n}", n % 101) for n in range(start, start + count)]


def shown(rows: Rows[Any], row: int, column: int = 0) -> str:
    return str(rows.data(rows.index(row, column)))


@pytest.fixture
def rows(context: Context, office: Any) -> Rows[Line]:
    return Rows(context.jobs, COLUMNS, lambda r: r.id, context.jobs)


def test_rows_model_consistent(context: Context, rows: Rows[Line], qtbot: Any) -> None:
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    book = Book(lines(450))
    rows.ask(book)
    assert context.jobs.settle()
    for row in range(0, 450, 50):
        shown(rows, row)
    qtbot.waitUntil(lambda: rows.row_at(449) is not None or not context.jobs.settle() or shown(rows, 449) != "…")
    for count in (700, 3, 0, 450):
        book.lines = lines(count)
        rows.again()
        assert context.jobs.settle()
        assert rows.rowCount() == count
    rows.clear()
    assert rows.rowCount() == 0
    assert tester.model() is rows


def test_rows_fetched_in_view(context: Context, rows: Rows[Line], qtbot: Any) -> None:
    book = Book(lines(300_000))
    rows.ask(book)
    assert context.jobs.settle()
    assert rows.rowCount() == 300_000
    assert book.asked == [0]
    assert shown(rows, 250_000) == "…"
    qtbot.waitUntil(lambda: context.jobs.settle() and rows.row_at(250_000) is not None)
    assert shown(rows, 250_000) == "Nhiệm vụ 250000"
    assert book.asked == [0, 250_000 // PAGE * PAGE]


def test_rows_kept_until_new_ones_arrive(context: Context, rows: Rows[Line]) -> None:
    rows.ask(Book(lines(5)))
    assert context.jobs.settle()
    rows.ask(Book(lines(2, start=100)))
    assert rows.rowCount() == 5
    assert context.jobs.settle()
    assert [shown(rows, 0), rows.rowCount()] == ["Nhiệm vụ 100", 2]


def test_rows_of_overtaken_query_dropped(context: Context, rows: Rows[Line]) -> None:
    seen: list[str] = []
    rows.arrived.connect(lambda _fresh: seen.append(shown(rows, 0)))
    for start in (100, 200, 300):
        rows.ask(Book(lines(1, start=start)))
    assert context.jobs.settle()
    assert seen == ["Nhiệm vụ 300"]


def test_rows_kept_when_query_refused(context: Context, rows: Rows[Line]) -> None:
    rows.ask(Book(lines(5)))
    assert context.jobs.settle()

    def refuse(_session: Any, _first: int, _count: int) -> RowSlice[Line]:
        raise AppError("busy", "Tệp đang bận.")

    failures: list[AppError] = []
    rows.failed.connect(failures.append)
    with messages.answering() as heard:
        rows.ask(refuse)
        assert context.jobs.settle()
    assert heard.asked == [("error", "Tệp đang bận.")]
    assert [f.code for f in failures] == ["busy"]
    assert rows.rowCount() == 5


def test_rows_cache_bounded(context: Context, rows: Rows[Line], qtbot: Any) -> None:
    rows.ask(Book(lines(60 * PAGE)))
    assert context.jobs.settle()
    for page in range(60):
        shown(rows, page * PAGE)
        qtbot.waitUntil(lambda page=page: context.jobs.settle() and rows.row_at(page * PAGE) is not None)
    kept = sum(rows.row_at(page * PAGE) is not None for page in range(60))
    assert kept <= 40
    assert rows.row_at(59 * PAGE) is not None


def test_rows_cell_roles(context: Context, rows: Rows[Line]) -> None:
    rows.ask(Book(lines(3)))
    assert context.jobs.settle()
    right = rows.data(rows.index(0, 3), Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert rows.data(rows.index(1, 0), Qt.ItemDataRole.ToolTipRole) == "Nhiệm vụ 1"
    assert rows.headerData(0, Qt.Orientation.Horizontal) == "Nội dung"
    assert rows.data(rows.index(0, 3), Qt.ItemDataRole.ForegroundRole) is not None


def test_rows_three_hundred_thousand(context: Context, rows: Rows[Line], shown: Any, qtbot: Any) -> None:
    """Each step of showing, jumping and reloading stays far below what a person feels as a pause."""
    from ui.kit.table import ListTable

    def source(_session: Any, first: int, count: int) -> RowSlice[Line]:
        return RowSlice(300_000, lines(min(count, 300_000 - first), first))

    rows.ask(source)
    assert context.jobs.settle()
    table = ListTable(rows, "lines", context.settings, context.jobs)
    table.resize(900, 500)
    shown(table)
    longest = 0.0
    for act in (table.scrollToBottom, rows.again, table.selectAll, table.scrollToTop):
        begun = time.thread_time()  # what the window's own thread does, not what else the computer is busy with
        act()
        qtbot.wait(1)
        longest = max(longest, time.thread_time() - begun)
    assert context.jobs.settle()
    assert table.chosen_count() == 300_000
    assert longest < 0.4
