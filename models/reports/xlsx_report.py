"""ReportData becomes an Excel workbook: the figures of the report to reckon on with. The report itself is the PDF."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from models.base import clock
from models.base.text import show_date
from models.base.words import _
from models.reports.appendix import heading_lines
from models.reports.data import ReportData
from models.reports.pdf import cleaned
from models.reports.xlsx_sheets import Sheet, Value, sheets

_FACE: Final = "Times New Roman"
_A4: Final = 9  # the number of the paper in a workbook
_INCH: Final = 25.4  # mm
_LONGEST: Final = 32_000  # letters; a cell holds 32,767 (Excel specifications and limits)
_FIRST_YEAR: Final = 1900  # what is before has no number as a day in a workbook
_FORMATS: Final = {
    "text": {"align": "left"},
    "number": {"align": "right", "num_format": "0"},
    "rate": {"align": "right", "num_format": "0.00"},
    "day": {"align": "center", "num_format": "dd/mm/yyyy"},
}
_CELL: Final = {"font_name": _FACE, "font_size": 11, "border": 1, "valign": "top", "text_wrap": True}
_PLAIN: Final = {"font_name": _FACE, "font_size": 11, "text_wrap": True, "valign": "top"}


def make_xlsx(data: ReportData) -> bytes:
    """The report's figures as a .xlsx: a sheet for each list, A4 across, heads repeated; days and numbers as such.

    Text is written as text whatever it begins with, so that none of it is reckoned as a formula.
    """
    data = cleaned(data)
    out = BytesIO()
    # Nothing of the book is written into a temporary file.
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": data.subject[:255],
            "author": data.unit.name[:255],
            "created": clock.local(data.made_at).replace(tzinfo=None),
        }
    )
    looks = _Looks(book)
    for sheet in sheets(data):
        _write(book.add_worksheet(sheet.name), sheet, _above(data, sheet), looks)
    book.close()
    return out.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.title = book.add_format({**_PLAIN, "bold": True, "font_size": 14, "text_wrap": False})
        self.about = book.add_format({**_PLAIN, "italic": True, "text_wrap": False})
        self.words = book.add_format(_PLAIN)
        self.head = book.add_format(
            {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEDED"}
        )
        self.cells = {kind: book.add_format({**_CELL, **look}) for kind, look in _FORMATS.items()}
        self.sums = {kind: book.add_format({**_CELL, **look, "bold": True}) for kind, look in _FORMATS.items()}


def _above(data: ReportData, sheet: Sheet) -> tuple[str, ...]:
    """The title of the sheet, what the report is about (which says that a sample is one), and the document itself."""
    attached = heading_lines(data, 0)[2]
    span = _("Số liệu từ ngày {first} đến ngày {last}; lập lần {n}").format(
        first=show_date(data.period.first), last=show_date(data.period.last), n=data.sequence
    )
    return sheet.title, data.subject, attached, span


def _write(page: Any, sheet: Sheet, above: tuple[str, ...], looks: _Looks) -> None:  # noqa: ANN401
    last = len(sheet.columns) - 1
    for column, one in enumerate(sheet.columns):
        page.set_column(column, column, one.width)
    for row, words in enumerate(above):
        page.write_string(row, 0, words[:_LONGEST], looks.about if row else looks.title)
    head = len(above)
    letters = sum(one.width for one in sheet.columns)
    for words in sheet.words:
        page.merge_range(head, 0, head, last, "", looks.words)
        page.write_string(head, 0, words[:_LONGEST], looks.words)
        page.set_row(head, 15 * (1 + len(words) // max(letters, 1)))  # a merged cell does not grow by itself
        head += 1
    for column, one in enumerate(sheet.columns):
        page.write_string(head, column, one.head, looks.head)
    for row, values in enumerate(sheet.rows, head + 1):
        formats = looks.sums if sheet.total and row == head + len(sheet.rows) else looks.cells
        for column, (one, value) in enumerate(zip(sheet.columns, values, strict=True)):
            _cell(page, row, column, value, formats[one.kind])
    _print_setup(page, head, head + max(len(sheet.rows), 1), last)


def _cell(page: Any, row: int, column: int, value: Value, look: Any) -> None:  # noqa: ANN401
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, int | Decimal):
        page.write_number(row, column, value, look)
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        page.write_datetime(row, column, value, look)
    else:
        page.write_string(row, column, value[:_LONGEST] if isinstance(value, str) else show_date(value), look)


def _print_setup(page: Any, head: int, end: int, last: int) -> None:  # noqa: ANN401
    """A4 across, as wide as the paper, the head on each page and in sight; the margins are those of an appendix."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=15 / _INCH, right=10 / _INCH, top=15 / _INCH, bottom=15 / _INCH)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_footer("&C&P/&N")
    page.freeze_panes(head + 1, 0)
    page.autofilter(head, 0, end, last)
