"""Printing a list as it is on the screen: its columns, its filter, its order. Reports have a layout of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QFont, QPageLayout, QPainter, QPen

from models.base import clock
from models.base.errors import AppError
from models.base.text import say_date, show_number
from models.base.words import _
from ui.base import messages
from ui.kit.rows import Column

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

MOST = 1000  # rows: some thirty pages; laying out more would hold the window up
_POINTS = 9.0


def too_long(count: int) -> AppError | None:
    """Why a list of so many rows is not printed; None for one that can be."""
    if count <= MOST:
        return None
    return AppError(
        "too_long_to_print",
        _("Danh sách có {n} dòng, quá dài để in.").format(n=show_number(count)),
        _("Mỗi lần in được tối đa {n} dòng.").format(n=show_number(MOST)),
        _("Hãy lọc bớt, hoặc dùng “Chép cả danh sách sang Excel” rồi in từ Excel."),
    )


def print_rows(page: QWidget, title: str, columns: Sequence[Column[Any]], rows: Sequence[Any], filtered: str) -> None:
    """Ask for a printer and print a page's whole list. `filtered` says in words what it is narrowed to."""
    printer = messages.choose_printer(page)
    if printer is None:
        return
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageMargins(QMarginsF(15, 12, 12, 12), QPageLayout.Unit.Millimeter)
    parts = [_("Ngày {day}").format(day=say_date(clock.today())), _("{n} dòng").format(n=show_number(len(rows)))]
    if filtered:
        parts.append(_("Lọc: {words}").format(words=filtered))
    if not PrintedList(printer, columns).print_all(title, " · ".join(parts), rows):
        messages.error(page, messages.not_printed())


class PrintedList:
    """Lays rows out on the pages of a printer: the head of the table on each page, no row cut in two."""

    def __init__(self, printer: QPrinter, columns: Sequence[Column[Any]]) -> None:
        self._printer = printer
        self._columns = columns
        self._painter = QPainter()
        dots = printer.resolution() / 25.4
        self._pad = round(dots * 1.2)
        self._line = max(1, round(dots * 0.15))
        rect = printer.pageLayout().paintRectPixels(printer.resolution())
        self._wide, self._high = rect.width(), rect.height()
        whole = sum(column.width for column in columns)
        self._widths = [int(self._wide * column.width / whole) for column in columns]
        self._plain, self._bold, self._big = (_font(_POINTS), _font(_POINTS, bold=True), _font(15, bold=True))

    def print_all(self, title: str, below: str, rows: Sequence[Any]) -> bool:
        """Print everything; whether the printer took it all.

        The pages are counted first, because each says how many there are.
        """
        if not self._painter.begin(self._printer):
            return False
        try:
            lines = [[column.show(row) for column in self._columns] for row in rows]
            top = self._heading(title, below, draw=False)
            pages = self._pages(lines, top)
            for number, chosen in enumerate(pages):
                if number and not self._printer.newPage():
                    return False
                self._page(title, below, chosen, number, len(pages))
        finally:
            ended = self._painter.end()
        return ended

    def _page(self, title: str, below: str, lines: list[list[str]], number: int, of: int) -> None:
        top = self._heading(title, below, draw=True) if number == 0 else 0
        top = self._row([column.title for column in self._columns], top, self._bold)
        for line in lines:
            top = self._row(line, top, self._plain)
        self._painter.setFont(self._plain)
        foot = QRect(0, self._high - self._foot(), self._wide, self._foot())
        words = _("Trang {number}/{of}").format(number=number + 1, of=of)
        self._painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), words)

    def _pages(self, lines: list[list[str]], top: int) -> list[list[list[str]]]:
        head = self._height([column.title for column in self._columns], self._bold)
        room = self._high - self._foot() - head
        pages: list[list[list[str]]] = [[]]
        left = room - top
        for line in lines:
            high = self._height(line, self._plain)
            if high > left and pages[-1]:
                pages.append([])
                left = room
            pages[-1].append(line)
            left -= high
        return pages

    def _heading(self, title: str, below: str, *, draw: bool) -> int:
        top = 0
        for words, font in ((title, self._big), (below, self._plain)):
            self._painter.setFont(font)
            room = QRect(0, top, self._wide, self._high)
            taken = self._painter.boundingRect(room, _WRAP, words)
            if draw:
                self._painter.drawText(room, _WRAP, words)
            top += taken.height() + self._pad
        return top

    def _height(self, words: Sequence[str], font: QFont) -> int:
        self._painter.setFont(font)
        high = self._painter.fontMetrics().height()
        for wide, text in zip(self._widths, words, strict=True):
            room = QRect(0, 0, wide - 2 * self._pad, self._high)
            high = max(high, self._painter.boundingRect(room, _WRAP, text).height())
        return min(high + self._pad, self._high // 2)

    def _row(self, words: Sequence[str], top: int, font: QFont) -> int:
        high = self._height(words, font)
        self._painter.setFont(font)
        self._painter.setPen(QPen(Qt.GlobalColor.black, self._line))
        left = 0
        for wide, text, column in zip(self._widths, words, self._columns, strict=True):
            cell = QRect(left, top, wide, high)
            self._painter.drawRect(cell)
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            inside = cell.adjusted(self._pad, self._pad // 2, -self._pad, 0)
            self._painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
            left += wide
        return top + high

    def _foot(self) -> int:
        return self._pad * 5


_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont("Times New Roman")
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
