"""Văn bản chỉ đạo: files that come in (chosen, dropped, in old fonts, known, broken), and the document's own head."""

from __future__ import annotations

from pathlib import Path

import docx
import looking
import pytest
from directive_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    DOCUMENT,
    Driver,
    at_the_page,
    open_document,
)
from looking import click, named, one_open, texts
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from ui.base import messages
from ui.directives.converted_text import ConvertedDialog
from ui.kit.file_view import FileView


def test_directives_empty_page(driver: Driver) -> None:
    assert driver.page.list.is_empty()
    with messages.answering([DOCUMENT]):
        looking.button(driver.page.list, "Đọc văn bản mới").click()
    driver.settle()
    assert driver.view.isVisible()
    assert driver.page.banner.text().startswith("Đã đọc")
    driver.page.show_list()
    assert not driver.page.list.is_empty()
    assert driver.page.list.rows.row_at(0) is not None


def test_directive_file_dropped(driver: Driver) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(DOCUMENT))])
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    driver.page.dropEvent(drop)
    driver.settle()
    assert driver.view.isVisible()


def test_directive_unreadable_file(driver: Driver, tmp_path: Path) -> None:
    empty = tmp_path / "rỗng.txt"
    empty.write_bytes(b"")
    driver.read(empty)
    assert "rỗng.txt" in driver.page.banner.text()
    assert not driver.view.isVisible()
    driver.read(tmp_path / "không có.docx")
    assert "không có.docx" in driver.page.banner.text()


def test_directive_read_twice(review: Driver) -> None:
    known = review.directive
    review.page.show_list()
    review.read(DOCUMENT)
    assert "đã có trong sổ" in review.page.banner.text()
    assert not review.view.isVisible()
    review.page.banner.press()
    review.settle()
    assert review.view.isVisible()
    assert review.directive == known


def test_directive_same_paper_other_file(review: Driver, tmp_path: Path) -> None:
    first = review.directive
    again = tmp_path / "bản khác.txt"
    again.write_text(DOCUMENT.read_text("utf-8").replace(";", " ;"), "utf-8")
    review.read(again)
    assert review.directive != first
    assert "Trong sổ đã có" in review.page.banner.text()
    review.button("Mở văn bản đã có").click()
    review.settle()
    assert review.directive == first


@pytest.fixture
def legacy(tmp_path: Path) -> Path:
    """A .docx typed in a TCVN3 font."""
    document = docx.Document()
    for words in ("1. Së Néi vô tham m\u00adu kÕ ho¹ch kiÓm tra tr\u00adíc ngµy 15/3/2024.", "2. B¸o c¸o kÕt qu¶."):
        run = document.add_paragraph().add_run(words)
        run.font.name = ".VnTime"
    path = tmp_path / "cũ.docx"
    document.save(str(path))
    return path


def test_directive_converted_words_confirmed(driver: Driver, legacy: Path) -> None:
    driver.read(legacy)
    dialog = driver.dialog(ConvertedDialog)
    assert "Sở Nội vụ tham mưu kế hoạch" in dialog.findChild(QPlainTextEdit).toPlainText()
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Không đúng").click()
    driver.settle()
    assert driver.page.list.is_empty()
    driver.read(legacy)
    next(b for b in driver.dialog(ConvertedDialog).findChildren(QPushButton) if b.text() == "Đúng, giữ lại").click()
    driver.settle()
    assert driver.view.isVisible()
    assert "Sở Nội vụ" in driver.view.document.toPlainText()


def test_directive_head_missing_filled_in(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "thông báo.txt"
    path.write_text("THÔNG BÁO\nKết luận cuộc họp\n1. Sở Nội vụ rà soát biên chế trước ngày 15/3/2024.\n", "utf-8")
    driver.read(path)
    head = driver.view.head
    assert "văn bản không ghi" in head.missing().lower()
    assert "ngày" in head.missing()
    QTest.keyClick(driver.view.table, Qt.Key.Key_E, CTRL)
    assert head.fields_shown()
    number = named(head, "Số", QLineEdit)
    assert number.placeholderText() == "văn bản không ghi"
    number.setText("75")
    head.day.line.setText("20/2/2024")
    head.flush()
    driver.settle()
    assert any(text.endswith("số 75 ngày 20/2/2024") for text in texts(driver.page))
    assert "ngày" not in head.missing()


def test_directive_original_suggested_folder(review: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[Path] = []
    monkeypatch.setattr(messages, "save_file", lambda _owner, _title, suggested, _kinds: offered.append(suggested))
    look_at_original(review)
    click(one_open(FileView), "Lưu bản sao ra…")
    review.page.context.settings.put("export_folder", "/mnt/báo cáo")
    click(one_open(FileView), "Lưu bản sao ra…")
    one_open(FileView).reject()
    assert [path.parent for path in offered] == [Path.home(), Path("/mnt/báo cáo")]


def test_directive_original_saved(review: Driver, tmp_path: Path) -> None:
    out = tmp_path / "bản gốc.txt"
    look_at_original(review)
    view = one_open(FileView)
    with messages.answering(out):
        click(view, "Lưu bản sao ra…")
    review.settle()
    assert out.read_bytes() == DOCUMENT.read_bytes()
    assert str(out) in view.banner.text()
    view.reject()


def look_at_original(review: Driver) -> None:
    click(review.page, "Xem bản gốc")
    review.settle()


def test_directive_search_with_and_without_marks(review: Driver) -> None:
    review.page.show_list()
    review.settle()
    listed = review.page.list
    listed.search.show_query("khong co chu nay")
    review.settle()
    assert listed.is_empty()
    listed.search.show_query("")
    review.settle()
    assert not listed.is_empty()


def test_directive_removed_and_restored(review: Driver) -> None:
    directive = review.directive
    review.page.show_list()
    review.settle()
    review.page.remove(directive)
    review.settle()
    assert review.page.list.is_empty()
    review.page.banner.press()
    review.settle()
    assert not review.page.list.is_empty()
