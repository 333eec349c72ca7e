"""Printing a report's pages: to the printer goes what was looked at, page by page, in each page's own way up."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, TypeVar

import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from models.base.errors import AppError
from ui.base import messages
from ui.base.context import Context
from ui.frame.page import Page
from ui.kit import print_pages

P = TypeVar("P", bound=QPrinter)
A4 = (595.276, 841.89)


class Paper(Page):
    """A page that hears what is said on it."""

    title = "Giấy"

    def build(self) -> None:
        self.heard: list[AppError] = []

    def show_error(self, failure: AppError) -> None:
        self.heard.append(failure)


@pytest.fixture
def page(context: Context, shown: Any) -> Paper:
    made: Paper = shown(Paper(context))
    return made


def report(*sizes: tuple[float, float]) -> bytes:
    """A PDF whose pages have a black square in the upper left quarter."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.rect(0, height / 2, width / 2, height / 2, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def to_file(target: Path, kind: type[P] = QPrinter) -> P:  # type: ignore[assignment]
    printer = kind(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(72)
    return printer


def printed(page: Paper, content: bytes, printer: QPrinter) -> None:
    with messages.answering(printer):
        print_pages.print_pages(page, page.jobs, content, "Báo cáo tháng 12")
        assert page.jobs.settle()


def test_print_pages_orientation(page: Paper, tmp_path: Path) -> None:
    target = tmp_path / "bản in.pdf"
    printed(page, report(A4, (A4[1], A4[0]), A4), to_file(target))
    with pypdfium2.PdfDocument(target.read_bytes()) as document:
        sizes = [tuple(round(side) for side in document.get_page_size(n)) for n in range(len(document))]
        assert sizes == [(595, 842), (842, 595), (595, 842)]
        for sheet in document:
            picture = sheet.render(scale=0.2).to_pil().convert("L")
            across, down = picture.size
            corners = [picture.getpixel((across * x // 4, down * y // 4)) for x, y in ((1, 1), (3, 1), (1, 3), (3, 3))]
            assert corners == [0, 255, 255, 255]  # upright, and on the whole sheet
    assert page.heard == []


def test_print_chosen_pages(page: Paper, tmp_path: Path) -> None:
    target = tmp_path / "bản in.pdf"
    printer = to_file(target)
    printer.setFromTo(2, 3)
    printed(page, report(*[A4] * 5), printer)
    with pypdfium2.PdfDocument(target.read_bytes()) as document:
        assert len(document) == 2


class WindowsPrinter(QPrinter):
    """Refuses a layout once it prints, as Qt does for every printer that is no PDF; `stiff` ones do not turn either."""

    stiff = False

    def setPageLayout(self, layout: QPageLayout) -> bool:
        return self.printerState() != QPrinter.PrinterState.Active and super().setPageLayout(layout)

    def setPageOrientation(self, way: QPageLayout.Orientation) -> bool:
        return not self.stiff and super().setPageOrientation(way)


@pytest.mark.parametrize("stiff", [False, True])
def test_print_pages_not_squashed(page: Paper, tmp_path: Path, stiff: bool) -> None:
    target = tmp_path / "bản in.pdf"
    printer = to_file(target, WindowsPrinter)
    printer.stiff = stiff
    printed(page, report(A4, (A4[1], A4[0]), A4), printer)
    with pypdfium2.PdfDocument(target.read_bytes()) as document:
        sizes = [tuple(round(side) for side in document.get_page_size(n)) for n in range(len(document))]
        assert sizes == [(595, 842), (595, 842) if stiff else (842, 595), (595, 842)]
        picture = document[1].render(scale=0.2).to_pil().convert("L")
    black = picture.point(lambda grey: 255 * (grey < 128)).getbbox()
    across, down = picture.size
    # The upper left quarter of the page, or of one turned to the right.
    wanted = (across / 2, 0, across, down / 2) if stiff else (0, 0, across / 2, down / 2)
    assert black == pytest.approx(wanted, abs=2)
    assert page.heard == []


@pytest.mark.parametrize(
    ("first", "last", "pages"), [(0, 0, [0, 1, 2]), (2, 2, [1]), (2, 9, [1, 2]), (3, 3, [2]), (4, 5, [])]
)
def test_print_page_numbers_from_one(first: int, last: int, pages: list[int]) -> None:
    assert print_pages.chosen_pages(3, first, last) == pages


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_print_not_begun(page: Paper, tmp_path: Path) -> None:
    printed(page, report(A4), to_file(tmp_path / "không có" / "bản in.pdf"))
    assert [failure.code for failure in page.heard] == ["not_printed"]


def test_print_cancelled(page: Paper) -> None:
    with messages.answering(None):
        print_pages.print_pages(page, page.jobs, report(A4), "x")
        assert page.jobs.settle()
