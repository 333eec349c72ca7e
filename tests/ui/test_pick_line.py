"""A list that is typed into: found with and without marks, taken by Enter, Tab or a click, left alone by Esc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from looking import type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from ui.kit.filters import FilterBox

UNITS = [("a", "Phòng Nội vụ"), ("b", "Phòng Tư pháp"), ("c", "Sở Nội vụ"), ("d", "Xã Sa Pả"), ("e", "Phường Sa Pa")]


@pytest.fixture
def box(app: QApplication, shown: Any) -> Iterator[FilterBox]:
    place = QWidget()
    column = QVBoxLayout(place)
    made = FilterBox("Đơn vị", "Mọi đơn vị", UNITS)
    column.addWidget(made)
    column.addWidget(QPlainTextEdit())
    place.resize(500, 400)
    shown(place)
    place.activateWindow()
    QTest.qWaitForWindowActive(place)
    made.setFocus()
    yield made


@pytest.fixture
def picked(box: FilterBox) -> list[str]:
    heard: list[str] = []
    box.picked.connect(heard.append)
    return heard


def press(box: FilterBox, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(box, key)


def test_filter_found_without_marks(box: FilterBox, picked: list[str], qtbot: Any) -> None:
    type_text(box, "noi vu")
    qtbot.waitUntil(lambda: bool(box.offered()))
    assert box.offered() == ["Phòng Nội vụ", "Sở Nội vụ"]
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (picked, box.text(), box.offered()) == (["c"], "Sở Nội vụ", [])


def test_filter_taken_before_the_pause(box: FilterBox, picked: list[str]) -> None:
    type_text(box, "tu phap\n")
    assert (picked, box.code()) == (["b"], "b")
    type_text(box, "noi vu")  # over what stood there
    press(box, Qt.Key.Key_Tab)
    assert picked == ["b", "a"]
    assert not box.hasFocus()


def test_filter_left_alone(box: FilterBox, picked: list[str]) -> None:
    type_text(box, "noi vu")
    press(box, Qt.Key.Key_Escape)
    assert (box.text(), picked) == ("Mọi đơn vị", [])
    type_text(box, "khong co\n")
    assert box.offered() == ["Không có mục nào khớp “khong co”"]
    press(box, Qt.Key.Key_Return)
    assert (box.code(), picked) == ("", [])
    box.parentWidget().findChild(QPlainTextEdit).setFocus(Qt.FocusReason.MouseFocusReason)  # type: ignore[union-attr]
    assert (box.text(), box.offered(), picked) == ("Mọi đơn vị", [], [])


def test_filter_opened_shows_everything(box: FilterBox, picked: list[str]) -> None:
    box.pick("b")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.offered() == ["Mọi đơn vị", *(words for _code, words in UNITS)]
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert picked == ["c"]
    press(box, Qt.Key.Key_F4)
    assert box.offered()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.offered() == []
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert (box.offered(), box.code()) == ([], "c")


def test_filter_keeps_what_is_typed_when_choices_come(box: FilterBox) -> None:
    type_text(box, "noi")
    box.show_choices(UNITS[:2])
    assert box.text() == "noi"
    press(box, Qt.Key.Key_Escape)
    assert box.words() == ["Mọi đơn vị", "Phòng Nội vụ", "Phòng Tư pháp"]


def test_filter_of_two_with_one_name(box: FilterBox, picked: list[str]) -> None:
    box.show_choices([("x", "Xã Thanh Bình"), ("y", "Xã Thanh Bình")])
    type_text(box, "thanh binh")
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert picked == ["y"]
    box.pick("y")
    assert box.code() == "y"


def test_filter_only_to_look_at_opens_nothing(box: FilterBox) -> None:
    box.setReadOnly(True)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    press(box, Qt.Key.Key_Down)
    assert box.offered() == []
