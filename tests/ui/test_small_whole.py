"""Small things that were cut: lists of two entries, a verdict of two signatures, the lines of a printed page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from contexts import settle
from cut import cut_on
from looking import named
from month_driver import filled_office  # noqa: F401 - a fixture, by its name
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from typefaces import both_typefaces

from models.signing.verdict import SignatureFinding, Verdict
from ui.base import theme
from ui.base.context import Context
from ui.kit import pdf_pages
from ui.kit.fields import choice_field
from ui.kit.labels import PathLabel
from ui.kit.pdf_view import PdfView
from ui.reports.page import ReportsPage
from ui.reports.verdict import VerdictDialog

_ISSUER = "Cơ quan chứng thực số chuyên dùng Chính phủ (RootCA) phiên bản thứ hai, Ban Cơ yếu Chính phủ, Hà Nội"


@both_typefaces
@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("entries", [1, 2, 3, 7])
def test_list_shows_every_entry(app: QApplication, shown: Any, qtbot: QtBot, entries: int) -> None:
    owner = shown(QWidget())
    box = choice_field("Kỳ", [(f"Mục thứ {number}", number) for number in range(entries)], entries - 1)
    box.setParent(owner)
    box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    rects = [view.visualRect(view.model().index(row, 0)) for row in range(entries)]
    assert all(rect.top() >= 0 and rect.bottom() <= view.viewport().height() for rect in rects)
    parts = [child.metaObject().className() for child in view.window().children()]
    assert "QComboBoxPrivateScroller" not in parts  # the arrows that took the place of an entry
    box.hidePopup()


@both_typefaces
@pytest.mark.parametrize("signatures", [1, 2, 6])
def test_verdict_slices_no_text(app: QApplication, shown: Any, signatures: int) -> None:
    one = SignatureFinding(
        "a",
        "Nguyễn Thị Phương Thảo",
        "Ủy ban nhân dân huyện Bắc Hà, tỉnh Lào Cai",
        _ISSUER,
        datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC),
        True,
        False,
        "signatures",
        "unknown",
    )
    remark = "Tệp có kèm mã lệnh; chương trình này không chạy, phần mềm khác có thể chạy khi mở tệp ra xem."
    dialog = shown(VerdictDialog(Path("x.pdf"), Verdict((one,) * signatures, None, None, (remark,)), trusted=1))
    assert cut_on(dialog) == []
    area = dialog.findChild(QScrollArea)
    if signatures <= 2:
        assert area.verticalScrollBar().maximum() == 0
    dialog.resize(theme.em(20), theme.em(16))  # the person makes it small: then it scrolls
    assert [
        label.text() for label in dialog.findChildren(QLabel) if label.height() < label.fontMetrics().height()
    ] == []


def test_path_breaks_anywhere(app: QApplication, shown: Any) -> None:
    label = PathLabel("D:\\" + "HồSơCủaPhòngNộiVụ" * 8)
    shown(label)
    assert label.heightForWidth(theme.letters(30)) >= 4 * label.fontMetrics().lineSpacing()


def printed(lines: int) -> bytes:
    """A page with as many thin lines across it as there is room for, a heading on the last of three pages."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in range(3):
        for line in range(lines):
            canvas.rect(60, 60 + line * 6, 475, 1.5, stroke=0, fill=1)
        if page == 2:
            canvas.drawString(60, 420, "II. KET QUA")
            canvas.drawString(60, 400, "1. Cai cach the che")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def pages(context: Context, office: Any, shown: Any, qtbot: QtBot) -> PdfView:
    view = PdfView(context.jobs)
    view.resize(613, 500)
    shown(view)
    view.show_pdf(printed(110))
    qtbot.waitUntil(lambda: view.pages() == 3 and not view.is_settling())
    settle(context)
    qtbot.waitUntil(lambda: view.drawn() > 0)
    return view


@pytest.mark.parametrize("scrolled", [0, 137, 401])
def test_page_drawn_pixel_for_pixel(pages: PdfView, context: Context, scrolled: int) -> None:
    """No line of it is thicker, thinner or missing: each pixel is the one that the page was drawn with."""
    pages.verticalScrollBar().setValue(scrolled)
    settle(context)
    seen = pages.viewport().grab().toImage()
    gap = theme.em(0.6)
    width = pages.viewport().width() - 2 * gap
    across, down, stride, data = pdf_pages.page_picture(printed(110), 0, width)
    column, offset = width // 2, scrolled - gap
    rows = [y for y in range(2, seen.height() - 2) if 0 < y + offset < down - 1]
    shown_column = [seen.pixelColor(gap + column, y).red() for y in rows]
    assert (across, shown_column) == (width, [data[(y + offset) * stride + column * 4] for y in rows])


def test_words_found_on_pages() -> None:
    content = printed(3)
    place = pdf_pages.text_place(content, ["II. KET QUA", "1. Cai  cach\nthe che"])
    assert place is not None and place.page == 2
    assert place.part == pytest.approx(1 - 400 / 842, abs=0.03)
    assert pdf_pages.text_place(content, ["1. Cai cach the che", "II. KET QUA"]) is None  # not in this order


def test_pages_go_to_words(pages: PdfView, context: Context, qtbot: QtBot) -> None:
    pages.go_to(["II. KET QUA", "1. Cai cach the che"])
    settle(context)
    bar = pages.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > bar.maximum() // 2)
    where = bar.value()
    bar.setValue(where - 20)  # still well in sight: it stays where the person has it
    pages.go_to(["II. KET QUA"])
    settle(context)
    assert bar.value() == where - 20


def test_pages_follow_the_section(filled: Context, shown: Any, qtbot: QtBot) -> None:
    page = ReportsPage(filled)
    page.resize(1148, 640)
    shown(page)
    settle(page)
    qtbot.waitUntil(lambda: page.pages.pages() > 0)
    headings = named(page, "Các mục của báo cáo", QListWidget)
    assert page.pages.verticalScrollBar().value() == 0
    headings.setCurrentRow(headings.count() - 1)
    settle(page)
    qtbot.waitUntil(lambda: page.pages.verticalScrollBar().value() > 0)
    page.pages.verticalScrollBar().setValue(0)
    headings.itemClicked.emit(headings.currentItem())
    settle(page)
    qtbot.waitUntil(lambda: page.pages.verticalScrollBar().value() > 0)
    assert page.pages.viewport().rect().contains(QPoint(5, 5))
