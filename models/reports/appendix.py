"""The appendices of a report: totals with the chart, and the table of all tasks. The main text is elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, LongTable, Spacer

from models.reports import task_lines
from models.reports.body import roman
from models.reports.charts import timeliness_chart
from models.reports.data import ReportData
from models.reports.figures import TimelinessCounts, by_area, by_unit, count, is_open, share
from models.reports.letterhead import date_words
from models.reports.task_table import TaskRows, TaskTable, grid
from models.reports.typeset import paragraph
from models.work.codes import area_name

TITLES: Final = ("Tổng hợp tình hình thực hiện nhiệm vụ", "Danh mục nhiệm vụ cải cách hành chính")
CHART_TITLE: Final = "Biểu đồ: Số nhiệm vụ theo lĩnh vực và tình trạng thời hạn"
NO_UNIT: Final = "Chưa giao đơn vị"

COUNT_HEAD: Final = (
    "Tổng số",
    "Hoàn thành đúng hạn",
    "Hoàn thành sau thời hạn",
    "Chưa hoàn thành, trong hạn",
    "Chưa hoàn thành, quá hạn",
    "Không quy định thời hạn, đã hoàn thành",
    "Không quy định thời hạn, chưa hoàn thành",
    "Tỷ lệ hoàn thành (%)",
)
COUNT_WIDTHS: Final = (28, 97.5, 36, 41, 41, 42, 40, 43, 43, 42)
OPEN_NOTE: Final = "Nhiệm vụ không quy định thời hạn được tính riêng, không tính là đúng hạn, trong hạn hay quá hạn."


def totals(data: ReportData) -> list[Flowable]:
    """The first appendix: counts by area, the chart, counts by unit."""
    areas = [(area_name(area) or task_lines.NO_AREA, counts) for area, counts in by_area(data.tasks)]
    units = [(name or NO_UNIT, counts) for name, counts in by_unit(data.tasks)]
    return [
        *heading(data, 0),
        paragraph("1. Theo lĩnh vực", "caption"),
        _count_table("Lĩnh vực", areas, count(data.tasks)),
        *([paragraph(OPEN_NOTE, "cell")] if any(map(is_open, data.tasks)) else []),
        Spacer(0, 6),
        KeepTogether([paragraph(CHART_TITLE, "caption"), timeliness_chart(areas)]),
        CondPageBreak(170),  # the caption with the head and some rows
        paragraph("2. Theo đơn vị chủ trì", "caption"),
        _count_table("Đơn vị", units, None),
    ]


def heading(data: ReportData, index: int) -> list[Flowable]:
    """The head of an appendix on the page."""
    number, title, attached = heading_lines(data, index)
    return [paragraph(number, "appendix"), paragraph(title, "appendix"), paragraph(attached, "attached")]


def heading_lines(data: ReportData, index: int) -> tuple[str, str, str]:
    """`Phụ lục I`, its title, and the document it belongs to (NĐ 30/2020, Phụ lục I, mục III)."""
    head = data.letterhead
    number = "…" if head.number is None else f"{head.number:02d}"
    day = date_words(head.issued_on) if head.issued_on else "ngày … tháng … năm …"
    attached = f"(Kèm theo Báo cáo số {number}/{head.symbol} {day} của {data.unit.name})"
    return f"Phụ lục {roman(index + 1)}", TITLES[index].upper(), attached


def _count_table(label: str, rows: Sequence[tuple[str, TimelinessCounts]], total: TimelinessCounts | None) -> Flowable:
    table: list[list[Any]] = [[paragraph(text, "cell-head") for text in ("STT", label, *COUNT_HEAD)]]
    for index, (name, counts) in enumerate(rows, 1):
        table.append([str(index), paragraph(name, "cell"), *count_figures(counts)])
    bold = []
    if total is not None:
        table.append(["", paragraph("Tổng cộng", "cell-bold"), *count_figures(total)])
        bold = [("FONTNAME", (0, -1), (-1, -1), "report-bold")]
    commands = [*grid(), ("ALIGN", (2, 1), (-1, -1), "RIGHT"), ("ALIGN", (0, 1), (0, -1), "CENTER"), *bold]
    return LongTable(table, colWidths=COUNT_WIDTHS, repeatRows=1, style=commands)


def count_figures(counts: TimelinessCounts) -> list[str]:
    """The figures of one row of a table of counts, as COUNT_HEAD names them."""
    timed = (counts.on_time, counts.done_late, counts.running, counts.overdue)
    figures = (counts.total, *timed, counts.done_open, counts.running_open)
    return [*map(str, figures), share(counts.done, counts.total) if counts.total else "-"]


def tasks(data: ReportData) -> list[Flowable]:
    """The second appendix: every task, grouped by area, the head repeated on each page."""
    return [*heading(data, 1), TaskTable(TaskRows(task_lines.shape(data), task_lines.lines(data)))]
