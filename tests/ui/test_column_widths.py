"""The one place that decides widths: what a column holds is whole, free words give way, whoever pulled what."""

from __future__ import annotations

from typing import Any

import pytest
from cut import cut_cells, cut_heads
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot
from typefaces import both_typefaces

from ui.base import theme
from ui.base.context import Context
from ui.kit.column_widths import DAY, MOMENT, ColumnWidths, head_width, of_cells, of_column
from ui.kit.read_table import ReadTable
from ui.kit.rows import Column, Rows, RowSlice
from ui.kit.table import ListTable

COLUMNS: list[Column[str]] = [
    Column("at", "Lúc ghi", lambda _r: "31/12/2026 23:59", sort="at", holds=(MOMENT,)),
    Column("text", "Nội dung và lý do", str, 40, stretch=True, wraps=True),
    Column("who", "Người ghi", lambda _r: "Văn phòng HĐND và UBND huyện", 30, least=9),
    Column("due", "Thời hạn", lambda _r: "31/12/2026", 3, right=True, sort="due", holds=(DAY,)),
]
ROWS = ["Rà soát, đơn giản hóa thủ tục hành chính nội bộ giữa các cơ quan hành chính nhà nước của huyện"] * 30


@pytest.fixture
def table(context: Context, office: Any, shown: Any) -> ListTable:
    rows: Rows[str] = Rows(context.jobs, COLUMNS, str, context.jobs)
    rows.ask(lambda _s, first, count: RowSlice(len(ROWS), ROWS[first : first + count]))
    assert context.jobs.settle()
    made = ListTable(rows, "x", context.settings, context.jobs)
    made.resize(900, 400)
    return shown(made)  # type: ignore[no-any-return]


def widths(table: ListTable) -> list[int]:
    return [table.columnWidth(place) for place in range(len(COLUMNS))]


@both_typefaces
@pytest.mark.parametrize("width", [1400, 900, 640, 420, 200])
def test_columns_hold_their_words(table: ListTable, width: int, qtbot: QtBot) -> None:
    table.resize(width, 400)
    assert list(cut_heads(table)) == list(cut_cells(table)) == []
    if width >= 640:
        qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())


def test_columns_free_words_give_way(table: ListTable) -> None:
    table.resize(1400, 400)
    wide = widths(table)
    table.resize(500, 400)
    narrow = widths(table)
    assert (narrow[0], narrow[3]) == (wide[0], wide[3])
    assert narrow[1] < wide[1] and narrow[2] < wide[2]
    table.resize(1400, 400)
    assert widths(table) == wide


def test_column_pulled_too_narrow(table: ListTable) -> None:
    for place in range(len(COLUMNS)):
        table.setColumnWidth(place, 5)
    assert list(cut_heads(table)) == list(cut_cells(table)) == []


def test_column_pulled_wide_is_kept(table: ListTable, context: Context, shown: Any) -> None:
    table.setColumnWidth(2, 333)
    table.resize(500, 400)  # the narrow window takes it back for now
    assert table.columnWidth(2) < 333
    table.keep_columns()
    again = ListTable(table.rows, "x", context.settings, context.jobs)
    again.resize(1400, 400)
    shown(again)
    assert again.columnWidth(2) == 333


def test_columns_of_older_settings_are_not_cut(table: ListTable) -> None:
    plain = QTableWidget(0, len(COLUMNS))
    for place in range(len(COLUMNS)):
        plain.setColumnWidth(place, 12)
    table.widths.restore(plain.horizontalHeader().saveState())
    assert list(cut_heads(table)) == list(cut_cells(table)) == []
    table.widths.restore(QByteArray(b"nonsense"))
    assert list(cut_heads(table)) == []


def test_column_holding_nothing_declared_is_free() -> None:
    assert [of_column(column).free for column in COLUMNS] == [False, True, True, False]


@both_typefaces
@pytest.mark.parametrize("title", ["Chỉ số và mục tiêu", "Ngày", "Hoàn thành", "Tình trạng thời hạn"])
def test_head_drawn_whole_at_its_least(app: QApplication, shown: Any, title: str) -> None:
    """The letters are the same as in a column twice as wide, with the arrow of the order beside them."""
    table = QTableWidget(1, 2)
    table.setHorizontalHeaderLabels([title, "x"])
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSortIndicatorShown(True)
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    table.resize(900, 120)
    shown(table)

    def letters(width: int) -> QImage:
        table.setColumnWidth(0, width)
        return header.grab().toImage().copy(0, 0, head_width(title) - 6, header.height() - 2)

    least = head_width(title, sortable=True)
    assert letters(least) == letters(2 * least)


def test_small_table_measured_by_its_cells(app: QApplication, shown: Any) -> None:
    table = QTableWidget(2, 3)
    table.setHorizontalHeaderLabels(["Lúc", "Ai", "Việc đã làm"])
    keeper = ColumnWidths(table, (2,), lambda view: of_cells(view, {1: 8, 2: 12}))
    for row, words in enumerate(["31/12/2026 23:59", "1/1/2026 0:00"]):
        table.setItem(row, 0, QTableWidgetItem(words))
        table.setItem(row, 1, QTableWidgetItem("Nguyễn Thị Phương Thảo, Phó Chủ tịch"))
    table.resize(360, 120)
    shown(table)
    keeper.renew()
    assert keeper.free() == {1, 2}
    assert list(cut_heads(table)) == list(cut_cells(table)) == []


@both_typefaces
def test_no_cell_of_a_small_table_needs_more_than_its_column(typeface: str, qtbot: QtBot) -> None:
    """Words that miss one pixel are broken into two lines, of which one is seen: `Tháng …`."""
    made = ReadTable("Các kỳ", ["Kỳ", "Thời hạn", "Kết quả", "Ghi chú"], "", right=frozenset({1}))
    qtbot.addWidget(made)
    made.resize(theme.letters(120), theme.em(30))
    made.show_lines([[f"Tháng {month}/2024", f"14/{month}/2024", "Được miễn", "x"] for month in range(1, 13)])
    made.show()
    table = made.table
    wanted = [(table.sizeHintForColumn(place), table.columnWidth(place)) for place in range(3)]
    assert [place for place in wanted if place[0] > place[1]] == []
