"""Driving the monthly grid as a person does, over a real small office: for the tests of its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from contexts import settle, store
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from models.store.audit import AuditEvent
from models.work import indicators, month, tasks
from models.work.month_cells import COLUMNS
from models.work.tasks import TaskFields
from ui.base.context import Context
from ui.month.month_cells import CellEditor
from ui.month.page import MonthPage

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = "2024-03"


@pytest.fixture(name="filled")
def filled_office(real_context: Context, hold_clock: Callable[[datetime], None]) -> Context:
    """Three tasks on 12 March 2024: one with an indicator for two communes, one plain, one recurring."""
    hold_clock(datetime(2024, 3, 12, 2, 0, tzinfo=UTC))
    with store(real_context).write("task.add") as write:
        s = write.session
        both = ("Thị trấn Bắc Hà", "Xã Lùng Cải")
        first = tasks.add(s, TaskFields("Số hóa hồ sơ", ref="3.2", area="procedure", lead=both))
        indicators.put(s, first.id, name="Hồ sơ nộp trực tuyến", measure="%", target=Decimal(80))
        tasks.add(s, TaskFields("Kế hoạch Ban Chỉ đạo", ref="9.3", area="direction", due_on=date(2024, 3, 1)))
        tasks.add(s, TaskFields("Công khai thủ tục", ref="3.3", area="procedure", recurrence="monthly"))
    return real_context


@pytest.fixture(name="page")
def month_page(filled: Context, shown: Any) -> MonthPage:
    made: MonthPage = shown(MonthPage(filled))
    made.resize(1100, 640)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    settle(made)
    made.grid.setFocus()
    return made


def at(page: MonthPage, row: int, column: str) -> None:
    page.grid.setCurrentIndex(page.rows.index(row, COLUMNS.index(column)))


def press(page: MonthPage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A key into the open line, else into the grid, as the keyboard goes."""
    editor = page.grid.indexWidget(page.grid.currentIndex())
    QTest.keyClick(editor if isinstance(editor, CellEditor) else page.grid, key, modifier)


def type_text(page: MonthPage, text: str) -> None:
    """The first letter opens the cell, the others go into its line, as UniKey sends them: letters without a key."""
    for letter in text:
        editor = page.grid.indexWidget(page.grid.currentIndex())
        target = editor if isinstance(editor, CellEditor) else page.grid
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))


def grid_in_store(context: Context) -> list[month.GridRow]:
    with store(context).read() as session:
        return list(month.read(session, KEY).rows)


def events(context: Context, operation: str) -> int:
    with store(context).read() as session:
        counted = select(func.count(AuditEvent.operation_id.distinct())).where(AuditEvent.operation == operation)
        return session.scalar(counted) or 0


def from_excel(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def shown_at(page: MonthPage, row: int, column: str) -> str:
    return page.rows.text(row, COLUMNS.index(column))


def paste(page: MonthPage, text: str, row: int, column: str) -> None:
    from_excel(text)
    at(page, row, column)
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)


def choose(page: MonthPage, row: int, left: str, tall: int, wide: int) -> None:
    """A block by Shift and the arrows, so many rows down and so many columns in sight to the right."""
    at(page, row, left)
    for key, steps in ((Qt.Key.Key_Down, tall - 1), (Qt.Key.Key_Right, wide - 1)):
        for _step in range(steps):
            press(page, key, SHIFT)


def chosen(page: MonthPage) -> set[tuple[int, str]]:
    return {(index.row(), COLUMNS[index.column()]) for index in page.grid.selectionModel().selectedIndexes()}
