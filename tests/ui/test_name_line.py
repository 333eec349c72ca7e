"""A line for names of units: they are listed while one is typed, and put in only when a key or a click asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from looking import in_sight, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from ui.kit.name_line import NameLine

NAMES = ("Công an huyện", "Phòng Nội vụ", "Phòng Tư pháp", "Sở Nội vụ", "Xã Na Hối", "Xã Nậm Mòn")


@pytest.fixture
def line(app: Any, shown: Any) -> Iterator[NameLine]:
    place = QWidget()
    column = QVBoxLayout(place)
    made = NameLine("Chủ trì")
    made.offer(NAMES)
    column.addWidget(made)
    column.addWidget(QPlainTextEdit())
    place.resize(500, 400)
    shown(place)
    place.activateWindow()
    made.setFocus()
    yield made


def press(line: NameLine, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(line, key)


def test_names_listed_after_a_pause(line: NameLine, qtbot: Any) -> None:
    type_text(line, "noi vu")
    assert line.offered() == []
    qtbot.waitUntil(lambda: bool(line.offered()))
    assert line.offered()[:2] == ["Phòng Nội vụ", "Sở Nội vụ"]
    assert "không có trong danh mục" in line.offered()[-1]
    assert line.text() == "noi vu" and not line.hasSelectedText()


def test_enter_takes_the_first_and_is_used_up(line: NameLine) -> None:
    heard: list[str] = []
    line.returnPressed.connect(lambda: heard.append(line.text()))
    type_text(line, "noi vu\n")
    assert (line.text(), line.offered(), heard) == ("Phòng Nội vụ", [], [])
    press(line, Qt.Key.Key_Return)
    assert heard == ["Phòng Nội vụ"]


def test_down_goes_through_the_names(line: NameLine) -> None:
    type_text(line, "noi vu")
    press(line, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert line.text() == "Sở Nội vụ"


def test_down_in_an_empty_line_lists_all(line: NameLine) -> None:
    press(line, Qt.Key.Key_Down)
    assert line.offered() == list(NAMES)
    press(line, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert line.text() == NAMES[-1]


def test_several_names(line: NameLine) -> None:
    type_text(line, "noi vu;")
    assert line.text() == "Phòng Nội vụ; "
    type_text(line, "na h")
    press(line, Qt.Key.Key_Return)
    assert line.text() == "Phòng Nội vụ; Xã Na Hối"
    line.setCursorPosition(3)
    press(line, Qt.Key.Key_Backspace, Qt.Key.Key_Return)
    assert line.text() == "Phng Nội vụ; Xã Na Hối"
    assert line.offered() == ["“Phng Nội vụ”: không có trong danh mục, ghi bằng chữ"]
    type_text(line, "ò")
    press(line, Qt.Key.Key_Return)
    assert line.text() == "Phòng Nội vụ; Xã Na Hối"


def test_words_of_no_unit_are_told_before_they_are_taken(line: NameLine) -> None:
    type_text(line, "Các sở, ban\n")
    assert line.offered() == ["“Các sở, ban”: không có trong danh mục, ghi bằng chữ"]
    press(line, Qt.Key.Key_Return)
    assert (line.text(), line.offered()) == ("Các sở, ban", [])


def test_escape_leaves_the_words(line: NameLine, qtbot: Any) -> None:
    type_text(line, "noi vu")
    qtbot.waitUntil(lambda: bool(line.offered()))
    press(line, Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert (line.text(), line.offered()) == ("noi vu", [])


def test_taking_a_name_can_be_taken_back(line: NameLine) -> None:
    type_text(line, "noi vu\n")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "noi vu"


def test_tab_takes_a_name_and_goes_on(line: NameLine) -> None:
    type_text(line, "noi vu")
    assert line.half_typed() == "noi vu"
    press(line, Qt.Key.Key_Tab)
    assert (line.text(), line.half_typed()) == ("Phòng Nội vụ", "")
    assert line.window().focusWidget() is not line


def test_tab_stays_where_words_are_no_name(line: NameLine) -> None:
    type_text(line, "Tổ công tác")
    press(line, Qt.Key.Key_Tab)
    assert line.window().focusWidget() is line
    assert "không có trong danh mục" in line.offered()[0]
    press(line, Qt.Key.Key_Tab)
    assert line.window().focusWidget() is not line


def test_click_takes_a_name(line: NameLine) -> None:
    type_text(line, "noi vu")
    press(line, Qt.Key.Key_Down)
    shown = in_sight(line.window(), QListWidget)[0]
    place = shown.visualItemRect(shown.item(1)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert line.text() == "Sở Nội vụ"
    assert line.hasFocus()


def test_going_elsewhere_closes_the_list(line: NameLine) -> None:
    press(line, Qt.Key.Key_Down)
    in_sight(line.window(), QPlainTextEdit)[0].setFocus()
    assert line.offered() == []
    line.setFocus()
    press(line, Qt.Key.Key_Down)
    line.hide()
    assert line.offered() == []


def test_list_stays_within_its_window(line: NameLine) -> None:
    press(line, Qt.Key.Key_Down)
    shown = in_sight(line.window(), QListWidget)[0]
    assert line.window().rect().contains(shown.geometry())
    line.window().resize(300, 200)
    assert line.window().rect().contains(shown.geometry())
