"""Văn bản chỉ đạo: going through the proposals by keyboard, beside the words they came from, and accepting them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from directive_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    DOCUMENT,
    Driver,
    at_the_page,
    open_document,
)
from looking import click
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typefaces import both_typefaces

from ui.base.context import Context
from ui.directives.accept_question import AcceptQuestion
from ui.directives.page import DirectivesPage
from ui.directives.proposal_rows import AREA, DUE, LEAD, TEXT
from ui.directives.split_proposal import SplitDialog
from ui.frame.window import Window
from ui.tasks.assign import RolesDialog


def test_proposal_row_and_source_follow_each_other(review: Driver) -> None:
    review.choose(0)
    review.press(Qt.Key.Key_Down)
    assert review.view.document.stressed() == review.items[1].key
    third = review.items[3]
    review.view.document.put_caret(third.task.source.start + 3)
    assert review.view.table.chosen() == [third.key]
    assert review.view.document.stressed() == third.key


@both_typefaces
def test_proposal_source_in_view(review: Driver) -> None:
    for line in (len(review.items) - 1, 0):
        review.choose(line)
        review.view.document.show_current(review.items[line].key)
        QTest.qWait(1)
        assert review.view.document.stressed() == review.items[line].key
        stressed = review.view.document.extraSelections()[-1]  # it is drawn over the others
        start = QTextCursor(stressed.cursor)
        start.setPosition(start.selectionStart())
        top = review.view.document.cursorRect(start).top()
        assert 0 <= top < review.view.document.viewport().height()


def test_document_places_with_surrogate_letters(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "lạ.txt"
    path.write_text("𝐊𝐞̂́ hoạch\n" + DOCUMENT.read_text("utf-8"), "utf-8")
    driver.read(path)
    task = driver.items[1].task
    view = driver.view.document
    view.select(task.source.start, task.source.end)
    assert view.selection() == (task.source.start, task.source.end)
    assert view.textCursor().selectedText()[:10] == task.text[:10]


# Changing proposals


def test_proposals_merge_split_drop_undo_by_keyboard(review: Driver) -> None:
    before = review.items
    review.choose(0, 1)
    review.press(Qt.Key.Key_M, CTRL)
    assert len(review.items) == len(before) - 1
    review.press(Qt.Key.Key_Z, CTRL)
    assert review.items == before
    review.press(Qt.Key.Key_Y, CTRL)
    assert len(review.items) == len(before) - 1
    review.press(Qt.Key.Key_Z, CTRL)
    review.choose(2)
    review.press(Qt.Key.Key_Delete)
    assert review.items[2].dropped
    review.choose(2)
    review.press(Qt.Key.Key_Delete)
    assert review.items == before
    review.choose(1)
    review.press(Qt.Key.Key_T, CTRL)
    dialog = review.dialog(SplitDialog)
    words = before[1].task.text
    at = words.index(" ", len(words) // 2) + 1
    dialog.text.put_caret(at)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert [item.task.text for item in review.items[1:3]] == [words[:at].strip(), words[at:].strip()]
    assert review.saved() == review.items


def test_proposal_split_at_caret(review: Driver) -> None:
    item = next(i for i in review.items if review.view.review.place_of(i.key, i.task.source.start) == 0)
    words = item.task.text
    at = words.index(" ", len(words) // 2) + 1
    view = review.view.document
    view.setFocus()
    view.put_caret(item.task.source.start + at)
    QTest.keyClick(view, Qt.Key.Key_T, CTRL)
    line = review.items.index(review.view.review.item(item.key))
    assert review.items[line].task.text == words[:at].strip()


def test_proposal_from_selection(review: Driver) -> None:
    before = len(review.items)
    review.view.document.select(5, 60)
    QTest.keyClick(review.view.document, Qt.Key.Key_I, CTRL)
    assert len(review.items) == before + 1
    added = review.view.review.item(review.view.table.current())
    assert (added.task.ref, added.task.source.start) == ("", 5)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # the offscreen platform, of every open list
def test_proposal_cells_edited(review: Driver) -> None:
    field = review.editor(0, TEXT)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("Lời mới\ncủa nhiệm vụ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert review.items[0].task.text == "Lời mới của nhiệm vụ"
    line = review.editor(0, DUE)
    assert isinstance(line, QLineEdit)
    line.setText("31/2/2024")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert review.items[0].task.due_on is None or review.items[0].task.due_on.day != 31
    assert "31/2/2024" in review.page.banner.text()
    line.setText("5/3/2024")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.qWait(1)  # Qt lets the line have its key first, and takes the value after
    assert review.view.rows.index(0, DUE).data() == "05/03/2024"
    box = review.editor(0, AREA)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("digital"))
    box.activated.emit(box.currentIndex())
    assert review.items[0].task.area == "digital"
    assert review.saved()[0] == review.items[0]


def test_proposal_cell_typing_kept_when_leaving(review: Driver) -> None:
    field = review.editor(1, TEXT)
    field.setPlainText("Đang gõ dở")
    assert review.page.may_leave()
    assert review.saved()[1].task.text == "Đang gõ dở"


def test_proposal_units_given_to_chosen(review: Driver) -> None:
    review.choose(0, 1)
    review.view.table.choose([review.items[0].key, review.items[1].key], LEAD)
    review.press(Qt.Key.Key_F4)
    dialog = review.dialog(RolesDialog)
    for name in dialog.roles.lead():
        dialog.roles.tick(name, leads=True)
    dialog.roles.tick("Sở Nội vụ", leads=True)
    dialog.take()
    assert [item.task.lead for item in review.items[:2]] == [("Sở Nội vụ",)] * 2
    assert review.view.rows.is_known("sở nội vụ")
    assert not review.view.rows.is_known("Các sở, ban, ngành")
    assert "có trong danh mục" in review.view.rows.index(0, LEAD).data(Qt.ItemDataRole.ToolTipRole)


def test_review_continued_later(review: Driver) -> None:
    directive = review.directive
    review.choose(1)
    review.press(Qt.Key.Key_Delete)
    left = review.items
    review.page.show_list()
    review.settle()
    assert review.page.list.rows.row_at(0).waiting == len(left) - 1
    review.page.show_filter({"directive": directive})
    review.settle()
    assert review.items == left
    assert review.view.review.can_undo()  # what was done before can still be taken back in this window


# Accepting


def test_proposals_accepted_once(review: Driver) -> None:
    number = len(review.items)
    review.choose(0)
    review.view.accept_chosen()
    review.settle()
    assert len(review.tasks()) == 1
    assert "✓ Đã nhận: nhiệm vụ số 1" in review.view.rows.index(0, TEXT).data(Qt.ItemDataRole.ToolTipRole)
    button = review.button(f"Nhận tất cả {number - 1} nhiệm vụ")
    button.click()
    click(review.dialog(AcceptQuestion), "Tôi đã xem cả")
    click(review.dialog(AcceptQuestion), f"Nhận {number - 1} nhiệm vụ")
    button.click()
    review.settle()
    assert len(review.tasks()) == number
    assert not button.isEnabled()
    review.button("Xem nhiệm vụ đã nhận").click()
    assert review.lists.pop() == ("tasks", {"directive": review.directive})
    review.choose(0)
    review.press(Qt.Key.Key_Return)
    assert review.lists == [("tasks", {"task": review.items[0].task_id})]


def test_proposals_wait_again_after_undo(review: Driver) -> None:
    number = len(review.items)
    review.accept_all()
    assert len(review.tasks()) == number
    review.page.banner.press()
    review.settle()
    assert review.tasks() == []
    assert len(review.view.review.waiting()) == number


def test_undo_review_before_window(
    real_context: Context, shown: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(real_context)
    shown(window)
    real_context.jobs.with_office(lambda office: setattr(real_context, "office", office), real_context.jobs)
    assert real_context.jobs.settle()
    window.open_office("Phòng Nội vụ", "")
    page = window.go("directives")
    assert isinstance(page, DirectivesPage)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    driver = Driver(page, real_context)
    driver.read(DOCUMENT)
    taken: list[str] = []
    monkeypatch.setattr(real_context.jobs, "undo", lambda operation, *_rest: taken.append(operation))
    before = driver.items
    driver.choose(0)
    driver.press(Qt.Key.Key_Delete)
    driver.saved()
    driver.press(Qt.Key.Key_Z, CTRL)
    assert (driver.items, taken) == (before, [])
    driver.saved()
    driver.press(Qt.Key.Key_Z, CTRL)
    assert taken == []  # reading the paper itself in is no step of its review
    window.undo_last()
    assert taken == []
    assert "Không còn bước nào của văn bản này" in page.banner.text()
