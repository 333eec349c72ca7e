"""The table of every list: order by header, choice of columns, copying to Excel, a choice that stays."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication, QMenu
from test_rows import COLUMNS, Book, Line, lines
from typefaces import both_typefaces

from ui.base.context import Context
from ui.kit.cells import draw_badge
from ui.kit.rows import Column, Rows
from ui.kit.table import ListTable, as_tsv


@pytest.fixture
def book() -> Book:
    return Book(lines(50))


@pytest.fixture
def table(context: Context, office: Any, book: Book, shown: Any) -> ListTable:
    rows: Rows[Line] = Rows(context.jobs, COLUMNS, lambda r: r.id, context.jobs)
    rows.ask(book)
    assert context.jobs.settle()
    made = ListTable(rows, "lines", context.settings, context.jobs)
    made.resize(800, 400)
    return shown(made)


def click_header(table: ListTable, column: int, qtbot: Any) -> None:
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center().__class__(x, 5))


def test_table_sort_by_header(table: ListTable, qtbot: Any) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_changed.connect(lambda word, down: asked.append((word, down)))
    click_header(table, 2, qtbot)
    click_header(table, 2, qtbot)
    assert asked == [("p", False), ("p", True)]
    assert table.sort() == ("p", True)


def test_table_column_without_order(table: ListTable, qtbot: Any) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_changed.connect(lambda word, down: asked.append((word, down)))
    click_header(table, 1, qtbot)
    assert asked in ([], [("", False)])
    assert table.sort() == ("", False)


def test_table_copy_selection(context: Context, table: ListTable, qtbot: Any) -> None:
    table.horizontalHeader().moveSection(2, 0)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert context.jobs.settle()
    assert QGuiApplication.clipboard().text() == "1 %\tNhiệm vụ 1\tQuá hạn\n2 %\tNhiệm vụ 2\tQuá hạn"
    table.copy(with_titles=True)
    assert context.jobs.settle()
    assert QGuiApplication.clipboard().text().startswith("Hoàn thành\tNội dung\tTrạng thái\n1 %")


def test_table_copy_without_formulas() -> None:
    column = Column[str]("a", "A", lambda r: r)
    rows = ["=1+1", "@x", "- gạch đầu dòng", "-12,5", "+84", "hai\tcột\nhai dòng", "thường"]
    made = as_tsv([column], rows, with_titles=False).split("\n")
    assert made == ["'=1+1", "'@x", "'- gạch đầu dòng", "-12,5", "+84", "hai cột hai dòng", "thường"]


def test_table_columns_kept(context: Context, table: ListTable, shown: Any, qtbot: Any) -> None:
    menu = QMenu(table)
    table.column_menu(menu)
    choice = {action.text(): action for action in menu.actions()}
    assert not choice["Mã"].isChecked()
    choice["Mã"].trigger()
    choice["Trạng thái"].trigger()
    table.setColumnWidth(2, 222)
    qtbot.waitUntil(lambda: "lines" in context.settings.get("columns"))
    again = ListTable(table.rows, "lines", context.settings, context.jobs)
    again.resize(800, 400)
    shown(again)
    assert [again.isColumnHidden(n) for n in range(4)] == [False, True, False, False]
    assert again.columnWidth(2) == 222
    other = shown(ListTable(table.rows, "others", context.settings, context.jobs))
    assert [other.isColumnHidden(n) for n in range(4)] == [False, False, False, True]


def test_table_selection_follows_rows(context: Context, table: ListTable, book: Book) -> None:
    table.selectRow(3)
    assert [row.id for row in table.chosen()] == ["id3"]
    book.lines = [Line("new", "Mới", 0), *lines(50)]
    table.rows.again()
    assert context.jobs.settle()
    assert [row.id for row in table.chosen()] == ["id3"]
    assert table.current().id == "id3"
    table.rows.ask(Book(list(reversed(lines(50)))))
    assert context.jobs.settle()
    assert [row.id for row in table.chosen()] == ["id3"]
    assert table.currentIndex().row() == 46


def test_table_selection_drops_gone_row(context: Context, table: ListTable, book: Book) -> None:
    table.selectRow(3)
    book.lines = [line for line in lines(50) if line.id != "id3"]
    table.rows.again()
    assert context.jobs.settle()
    assert table.chosen() == []


def test_table_row_opened(table: ListTable, qtbot: Any) -> None:
    opened: list[str] = []
    table.opened.connect(lambda row: opened.append(row.id))
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    where = table.visualRect(table.rows.index(4, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == ["id2", "id4"]


def test_table_badges_and_bars_drawn(table: ListTable) -> None:
    from ui.base import theme

    picture = table.viewport().grab().toImage()
    seen = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
    }
    assert {theme.colour("danger_back").name(), theme.colour("accent").name(), theme.colour("track").name()} <= seen


@both_typefaces
@pytest.mark.parametrize("left", [0.0, 0.3, 7.7, 237.65])
@pytest.mark.parametrize("words", ["Chưa ký", "Đã ký", "Quá hạn", "Chưa rà soát", "Hoàn thành đúng hạn"])
def test_table_badge_shows_all_words(app: QApplication, words: str, left: float) -> None:
    drawn: list[str] = []

    class Noting(QPainter):
        def drawText(self, *what: Any) -> None:
            drawn.append(what[-1])

    picture = QImage(600, 40, QImage.Format.Format_RGB32)
    painter = Noting(picture)
    painter.setFont(app.font())
    draw_badge(painter, QRectF(left, 0, 300, 33), words, "quiet")
    painter.end()
    assert drawn == [words]
