"""The words of a document: stars of bold letters are not shown and nothing of the file is lost; what is done with."""

from __future__ import annotations

from pathlib import Path

import pytest
from contexts import read
from directive_driver import CTRL, DOCUMENT, Driver, at_the_page, open_document  # noqa: F401 - fixtures, by their names
from hypothesis import given
from hypothesis import strategies as st
from looking import click, named, retype, says
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.reading.passage import emphasis_of_lines, passage
from models.work import directives
from ui.directives.document_view import DocumentView, Mark

STARRED = "Năm 2024: “**Đoàn kết - Kỷ cương**” 😀.\n* Mục *thứ* nhất\n* Mục hai"


@pytest.fixture
def view(app: QApplication, qtbot: QtBot) -> DocumentView:
    made = DocumentView()
    qtbot.addWidget(made)
    return made


def test_stars_not_shown_and_offsets_kept(view: DocumentView) -> None:
    view.show_text(STARRED)
    assert view.toPlainText() == "Năm 2024: “Đoàn kết - Kỷ cương” 😀.\n* Mục *thứ* nhất\n* Mục hai"
    assert view.text() == STARRED
    for words in ("Đoàn", "cương", "😀", "thứ", "Mục hai"):
        start = STARRED.index(words)
        view.select(start, start + len(words))
        assert view.textCursor().selectedText() == words
        selected = view.selection()
        assert selected is not None
        assert passage(STARRED, *selected).words == words
        view.put_caret(start)
        assert view.caret() == start


@given(st.text(alphabet="a *`\n😀é", max_size=60))
def test_what_is_left_out(text: str) -> None:
    gone = emphasis_of_lines(text)
    assert all(text[place] in "*`" for place in gone)
    assert gone == sorted(set(gone))
    kept = [letter for place, letter in enumerate(text) if place not in set(gone)]
    assert kept.count("\n") == text.count("\n")


def test_marks_lie_on_their_words(view: DocumentView) -> None:
    view.show_text(STARRED)
    start = STARRED.index("Kỷ")
    view.show_marks([Mark("a", start, start + 8, "1", "info")])
    assert view.extraSelections()[0].cursor.selectedText() == "Kỷ cương"


def test_original_keeps_its_bytes(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "thông báo.txt"
    words = DOCUMENT.read_text("utf-8").replace("Kế hoạch", "**Kế hoạch**")
    path.write_text(words, "utf-8")
    driver.read(path)
    assert "**" not in named(driver.page, "Văn bản gốc", QPlainTextEdit).toPlainText()
    row = read(driver.context, lambda session: directives.get(session, driver.directive))
    assert row.text.count("**") == words.count("**") > 0


def test_next_is_chosen_after_acceptance(review: Driver) -> None:
    review.choose(0)
    QTest.keyClick(review.view.table, Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    review.settle()
    assert review.items[0].task_id is not None
    assert review.view.table.chosen() == [review.items[1].key]
    assert review.view.document.stressed() == review.items[1].key


def test_nothing_is_chosen_when_all_are_accepted(review: Driver) -> None:
    review.choose(2)
    review.accept_all()
    assert all(item.task_id is not None for item in review.items)
    assert review.view.table.chosen() == []
    assert review.view.document.stressed() == ""
    review.view.table.clearFocus()
    review.view.table.setFocus()
    assert review.view.table.chosen() == []


def test_number_of_a_document(review: Driver) -> None:
    click(review.page, "Sửa thông tin văn bản")
    head = review.view.head
    number = named(head, "Số", QLineEdit)
    retype(head, "Ký hiệu", "")
    for typed in ("8512/3/2024", "năm"):
        retype(head, "Số", typed)
        QTest.keyClick(number, Qt.Key.Key_Return)
        review.settle()
        assert number.text() == typed and says(review.page.window(), "không phải số văn bản")
        assert read(review.context, lambda s: directives.get(s, review.directive).doc_number) != typed
    retype(head, "Số", "45/TB-VPUBND")
    QTest.keyClick(number, Qt.Key.Key_Return)
    review.settle()
    row = read(review.context, lambda s: directives.get(s, review.directive))
    assert (row.doc_number, row.symbol) == ("45", "TB-VPUBND")
    click(review.page, "Sửa thông tin văn bản")  # Enter was through with the fields
    assert (number.text(), named(head, "Ký hiệu", QLineEdit).text()) == ("45", "TB-VPUBND")
    retype(head, "Số", "46/KH-UBND")
    QTest.keyClick(number, Qt.Key.Key_Return)
    review.settle()
    assert says(review.page.window(), "khác với ký hiệu đang ghi") and number.text() == "46/KH-UBND"
    assert read(review.context, lambda s: directives.get(s, review.directive).doc_number) == "45"
