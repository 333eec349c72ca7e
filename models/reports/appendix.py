"""The appendices of a report: totals with the chart, and the table of all tasks. The main text is elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, LongTable, Spacer

from models.base.text import say_date
from models.reports import counted_words, task_lines
from models.reports.body import roman
from models.reports.charts import results_chart
from models.reports.data import ReportData
from models.reports.figures import PartCounts, by_area, by_unit, count, due_within, share
from models.reports.letterhead import date_words
from models.reports.naming import period_words
from models.reports.sentence_case import upper_first
from models.reports.task_table import TaskRows, TaskTable, grid
from models.reports.typeset import paragraph
from models.work.codes import area_name
from models.work.result_rules import Counts

TITLES: Final = ("Tổng hợp tình hình thực hiện nhiệm vụ", "Danh mục nhiệm vụ cải cách hành chính")
CHART_TITLE: Final = "Biểu đồ: Số phần việc theo lĩnh vực và tình trạng thời hạn"
CAPTIONS: Final = ("1. Trong kỳ, lũy kế và kỳ trước", "2. Theo lĩnh vực", "3. Theo đơn vị chủ trì")
NO_UNIT: Final = "Chưa giao đơn vị"

COUNT_HEAD: Final = (
    "Tổng số phần việc",
    "Hoàn thành đúng hạn / đến hạn",
    "Tỷ lệ đúng hạn (%)",
    "Hoàn thành sau thời hạn",
    "Chưa hoàn thành, quá hạn",
    "Chưa hoàn thành, trong hạn",
    "Không quy định thời hạn",
    "Trong đó chưa có tiến độ",
)
COUNT_WIDTHS: Final = (28, 116.5, 36, 43, 36, 38, 39, 39, 40, 38)
NOTE: Final = (
    "Mỗi phần việc là nhiệm vụ của một đơn vị, việc định kỳ tính từng kỳ. Tỷ lệ đúng hạn = hoàn thành đúng hạn / (hoàn "
    "thành đúng hạn + sau thời hạn + quá hạn); việc chưa đến hạn và việc không quy định thời hạn tính riêng."
)


def totals(data: ReportData) -> list[Flowable]:
    """The first appendix: the period beside the year and the one before, by area with the chart, by unit."""
    return [
        *heading(data, 0),
        paragraph(CAPTIONS[0], "caption"),
        _count_table("Kỳ", span_rows(data), None),
        *(paragraph(note, "cell") for note in carried_notes(data)),
        paragraph(CAPTIONS[1], "caption"),
        _count_table("Lĩnh vực", area_rows(data), count(data.tasks)),
        paragraph(NOTE, "cell"),
        Spacer(0, 6),
        KeepTogether([paragraph(CHART_TITLE, "caption"), results_chart(area_rows(data))]),
        CondPageBreak(170),  # the caption with the head and some rows
        paragraph(CAPTIONS[2], "caption"),
        _count_table("Đơn vị", unit_rows(data), None),
    ]


def area_rows(data: ReportData) -> list[tuple[str, PartCounts]]:
    """Each area and its counts."""
    return [(area_name(area) or task_lines.NO_AREA, counts) for area, counts in by_area(data.tasks)]


def unit_rows(data: ReportData) -> list[tuple[str, PartCounts]]:
    """Each unit and the counts of its own parts."""
    return [(name or NO_UNIT, counts) for name, counts in by_unit(data.tasks)]


def span_rows(data: ReportData) -> list[tuple[str, PartCounts | Counts]]:
    """The period, the year up to its end, the period before; how many have no progress is known of the period alone."""
    rows: list[tuple[str, PartCounts | Counts]] = [("Trong kỳ", count(data.tasks))]
    if data.so_far is not None:
        rows.append((f"Lũy kế từ {say_date(data.so_far.first)}", data.so_far.counts))
    if data.before is not None:
        rows.append((upper_first(period_words(data.before.id)), data.before.counts))
    return rows


def carried_notes(data: ReportData) -> list[str]:
    """Below the figures of the period: what of the overdue was so before it began, and the rate without it."""
    within = due_within(data.tasks, data.period.first, data.period.last)
    return list(filter(None, [counted_words.apart(count(data.tasks).results, within)]))


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


def _count_table(label: str, rows: Sequence[tuple[str, PartCounts | Counts]], total: PartCounts | None) -> Flowable:
    table: list[list[Any]] = [[paragraph(text, "cell-head") for text in ("STT", label, *COUNT_HEAD)]]
    for index, (name, counts) in enumerate(rows, 1):
        table.append([str(index), paragraph(name, "cell"), *count_figures(counts)])
    bold = []
    if total is not None:
        table.append(["", paragraph("Tổng cộng", "cell-bold"), *count_figures(total)])
        bold = [("FONTNAME", (0, -1), (-1, -1), "report-bold")]
    commands = [*grid(), ("ALIGN", (2, 1), (-1, -1), "RIGHT"), ("ALIGN", (0, 1), (0, -1), "CENTER"), *bold]
    return LongTable(table, colWidths=COUNT_WIDTHS, repeatRows=1, style=commands)


def count_figures(counted: PartCounts | Counts) -> list[str]:
    """The figures of one row of a table of counts, as COUNT_HEAD names them; `-` for what is not known or not due."""
    counts = counted.results if isinstance(counted, PartCounts) else counted
    silent = str(counted.undated_silent) if isinstance(counted, PartCounts) else "-"
    of_due = [f"{counts.done_on_time}/{counts.due}", share(counts.done_on_time, counts.due)] if counts.due else "--"
    others = (counts.done_late, counts.open_overdue, counts.open_in_time, counts.no_deadline)
    return [str(counts.total), *of_due, *map(str, others), silent]


def tasks(data: ReportData) -> list[Flowable]:
    """The second appendix: every task, grouped by area, the head repeated on each page."""
    return [*heading(data, 1), TaskTable(TaskRows(task_lines.shape(data), task_lines.lines(data)))]
