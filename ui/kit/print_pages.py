"""Printing the pages of a report through the system's dialog: what was looked at is what comes out of the printer.

A page is drawn on the tool thread and handed to the printer on this one, one after the other, so that a long report
neither holds the window up nor fills the memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages
from ui.base.jobs import BackgroundWork, Jobs
from ui.kit import pdf_pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

_SHARPEST = 300  # dots an inch; more is not seen on paper, and a page has 35 MB at this


def print_pages(owner: QWidget, jobs: Jobs, content: bytes, title: str) -> None:
    """Ask for a printer and print the pages that were chosen there; `title` is the name in the printer's queue."""
    printer = messages.choose_printer(owner)
    if printer is None:
        return
    printer.setDocName(title)

    def begin(sizes: list[tuple[float, float]]) -> None:
        Printing(owner, jobs, content, printer, sizes).go_on()

    jobs.tool(lambda _task: pdf_pages.page_sizes(content), owner, begin, progress=lambda _task: None)


class Printing(QObject):
    """One report on its way to the printer. It ends with its owner."""

    def __init__(
        self, owner: QWidget, jobs: Jobs, content: bytes, printer: QPrinter, sizes: list[tuple[float, float]]
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._jobs = jobs
        self._content = content
        self._printer = printer
        self._sizes = sizes
        self._left = chosen_pages(len(sizes), printer.fromPage(), printer.toPage())
        if not printer.supportsMultipleCopies():
            self._left *= max(1, printer.copyCount())
        self._painter = QPainter()

    def go_on(self) -> None:
        """Draw the next page, or end."""
        if not self._left:
            self._end()
            return
        page = self._left[0]
        dots = min(self._printer.resolution(), _SHARPEST)
        width = round(self._sizes[page][0] / 72 * dots)

        def draw(_task: BackgroundWork) -> tuple[int, int, int, bytes]:
            return pdf_pages.page_picture(self._content, page, width)

        self._jobs.tool(draw, self, self._drawn, self._failed, title=_("Đang in báo cáo"))

    def _drawn(self, found: tuple[int, int, int, bytes]) -> None:
        page = self._left.pop(0)
        # The first sheet's size must be known before the printer begins, each other one's before it is fed.
        self._lay_out(_sheet(*self._sizes[page]))
        ready = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not ready:
            self._failed(messages.not_printed())
            return
        across, down, stride, data = found
        picture = QImage(data, across, down, stride, QImage.Format.Format_RGB32)
        paper = QRectF(self._printer.pageLayout().fullRectPixels(self._printer.resolution()))
        if (across > down) != (paper.width() > paper.height()):
            picture = picture.transformed(QTransform().rotate(90))
        place = QRectF(QPointF(), QSizeF(picture.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio))
        place.moveCenter(paper.center())
        self._painter.drawImage(place, picture)
        self.go_on()

    def _lay_out(self, sheet: QPageLayout) -> None:
        """Ask for a sheet; a printer that cannot turn its paper while it prints gets the page's picture turned."""
        if self._painter.isActive():
            # Windows' printers take a whole layout only before they begin, and the way up before each page.
            self._printer.setPageOrientation(sheet.orientation())
        else:
            self._printer.setPageLayout(sheet)

    def _failed(self, failure: AppError) -> None:
        if self._painter.isActive():
            self._printer.abort()
        self._end()
        messages.error(self._owner, failure)

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.deleteLater()


def chosen_pages(pages: int, first: int, last: int) -> list[int]:
    """Numbers from 0 of the pages that the dialog chose; it says 0 where all were meant."""
    begin = max(1, first)
    end = min(pages, last or pages)
    return list(range(begin - 1, end))


def _sheet(width: float, height: float) -> QPageLayout:
    """A sheet of a page's own size in points, with the page on all of it: the report has its margins already."""
    landscape = width > height
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
