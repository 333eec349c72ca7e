"""The appendices of a report in Word: totals with the chart, and the table of all tasks."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from docx.shared import Pt
from reportlab.graphics.renderPDF import drawToString

from models.reports import appendix, nd30, task_lines
from models.reports.charts import results_chart
from models.reports.data import ReportData
from models.reports.docx_shapes import ParagraphLook, paragraph, row, table
from models.reports.figures import PartCounts, count
from models.work.result_rules import Counts

_SHARPNESS: Final = 3  # dots of the chart for each point: 216 a inch
_CELL: Final = nd30.TABLE
_CAPTION: Final = ParagraphLook(size=13, bold=True, align="center", before=10, after=nd30.GAP, together=True)


def totals(document: Any, data: ReportData) -> None:  # noqa: ANN401 - python-docx has no types
    """Add the first appendix, as `appendix.totals` has it."""
    areas = appendix.area_rows(data)
    _add(document, *_heading(data, 0), paragraph(appendix.CAPTIONS[0], _CAPTION))
    _add(document, _counts("Kỳ", appendix.span_rows(data), None))
    _add(document, *(paragraph(note, ParagraphLook(size=_CELL, align="left")) for note in appendix.carried_notes(data)))
    _add(document, paragraph(appendix.CAPTIONS[1], _CAPTION))
    _add(document, _counts("Lĩnh vực", areas, count(data.tasks)))
    _add(document, paragraph(appendix.NOTE, ParagraphLook(size=_CELL, align="left")))
    _add(document, paragraph(appendix.CHART_TITLE, _CAPTION))
    document.add_picture(_chart(areas), width=Pt(nd30.WIDTH))
    _add(document, paragraph(appendix.CAPTIONS[2], _CAPTION), _counts("Đơn vị", appendix.unit_rows(data), None))


def tasks(document: Any, data: ReportData) -> None:  # noqa: ANN401
    """Add the second appendix: every task, grouped by area, the head repeated on each page."""
    shape = task_lines.shape(data)
    widths = shape.widths
    made = table(widths, lines=True)
    made.append(_row(widths, shape.head, head=True))
    for line in task_lines.lines(data):
        if line.heading:
            bold = ParagraphLook(size=shape.size, bold=True, together=True)
            number, name = (paragraph(text, bold) for text in line.texts)
            made.append(row([(widths[0], [number]), (sum(widths[1:]), [name])], span=len(widths) - 1))
        else:
            made.append(_row(widths, line.texts, centred=shape.centred, right=shape.right, size=shape.size))
    _add(document, *_heading(data, 1), made)


def _add(document: Any, *blocks: Any) -> None:  # noqa: ANN401
    for block in blocks:
        document.element.body.insert_element_before(block, "w:sectPr")


def _heading(data: ReportData, index: int) -> list[Any]:
    number, title, attached = appendix.heading_lines(data, index)
    bold = ParagraphLook(bold=True, align="center", after=2)
    return [
        paragraph(number, bold),
        paragraph(title, bold),
        paragraph(attached, ParagraphLook(italic=True, align="center", after=12)),
    ]


def _counts(label: str, rows: Sequence[tuple[str, PartCounts | Counts]], total: PartCounts | None) -> Any:  # noqa: ANN401
    widths, right = appendix.COUNT_WIDTHS, range(2, len(appendix.COUNT_WIDTHS))
    made = table(widths, lines=True)
    made.append(_row(widths, ("STT", label, *appendix.COUNT_HEAD), head=True))
    for index, (name, counts) in enumerate(rows, 1):
        made.append(_row(widths, (str(index), name, *appendix.count_figures(counts)), centred=(0,), right=right))
    if total is not None:
        made.append(_row(widths, ("", "Tổng cộng", *appendix.count_figures(total)), right=right, bold=True))
    return made


def _row(
    widths: Sequence[float],
    texts: Sequence[str],
    *,
    head: bool = False,
    bold: bool = False,
    centred: Sequence[int] = (),
    right: Sequence[int] = (),
    size: int = _CELL,
) -> Any:  # noqa: ANN401
    cells = []
    for index, (width, text) in enumerate(zip(widths, texts, strict=True)):
        align = "center" if head or index in centred else "right" if index in right else "left"
        cells.append((width, [paragraph(text, ParagraphLook(size=size, bold=head or bold, align=align))]))
    return row(cells, head=head)


def _chart(rows: Sequence[tuple[str, PartCounts]]) -> BytesIO:
    """The chart of the PDF as a picture, for Word draws no vectors of ours."""
    import pypdfium2

    picture = BytesIO()
    with pypdfium2.PdfDocument(drawToString(results_chart(rows))) as drawn:
        drawn[0].render(scale=_SHARPNESS).to_pil().save(picture, "PNG", optimize=True)
    picture.seek(0)
    return picture
