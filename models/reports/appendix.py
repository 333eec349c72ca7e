"""The appendices of a report: totals with the chart, and the table of all tasks. The main text is elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import Color, black
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, LongTable, Spacer

from models.base.text import show_date
from models.reports import nd30
from models.reports.body import roman
from models.reports.charts import timeliness_chart
from models.reports.data import ReportData, ReportTask
from models.reports.figures import (
    DONE,
    LATE,
    UNDER_WAY,
    TimelinessCounts,
    by_area,
    by_unit,
    count,
    group_by_area,
    share,
)
from models.reports.letterhead import date_words
from models.reports.typeset import paragraph, pieces
from models.work.codes import area_name, state_name, timeliness_name

TITLES: Final = ("Tổng hợp tình hình thực hiện nhiệm vụ", "Danh mục nhiệm vụ cải cách hành chính")
CHART_TITLE: Final = "Biểu đồ: Số nhiệm vụ theo lĩnh vực và tình trạng thời hạn"
NO_AREA: Final = "Chưa phân lĩnh vực"
NO_UNIT: Final = "Chưa giao đơn vị"

COUNT_HEAD: Final = (
    "Tổng số",
    "Hoàn thành đúng hạn",
    "Hoàn thành quá hạn",
    "Đang thực hiện, trong hạn",
    "Quá hạn, chưa xong",
    "Tỷ lệ hoàn thành (%)",
)
COUNT_WIDTHS: Final = (30, 133, 43, 49, 49, 54, 48, 47.5)
TASK_HEAD: Final = (
    "STT",
    "Nội dung nhiệm vụ",
    "Văn bản giao",
    "Đơn vị chủ trì",
    "Thời hạn",
    "Ngày hoàn thành",
    "Tiến độ (%)",
    "Tình trạng",
    "Ghi chú",
)
TASK_WIDTHS: Final = (28, 190, 96, 98, 58, 58, 36, 60, 76)
_PADDING: Final = 3
_TALLEST: Final = 330  # points; with the head of the table it leaves room on a landscape page
_PLAIN_FACE: Final = ("FONT", (0, 0), (-1, -1), "report", nd30.TABLE, nd30.TABLE * nd30.SINGLE)
_HEAD_FILL: Final = Color(0.93, 0.93, 0.93)


def totals(data: ReportData) -> list[Flowable]:
    """The first appendix: counts by area, the chart, counts by unit."""
    areas = [(area_name(area) or NO_AREA, counts) for area, counts in by_area(data.tasks)]
    units = [(name or NO_UNIT, counts) for name, counts in by_unit(data.tasks)]
    return [
        *heading(data, 0),
        paragraph("1. Theo lĩnh vực", "caption"),
        _count_table("Lĩnh vực", areas, count(data.tasks)),
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
    commands = [*_grid(), ("ALIGN", (2, 1), (-1, -1), "RIGHT"), ("ALIGN", (0, 1), (0, -1), "CENTER"), *bold]
    return LongTable(table, colWidths=COUNT_WIDTHS, repeatRows=1, style=commands)


def count_figures(counts: TimelinessCounts) -> list[str]:
    """The figures of one row of a table of counts, as COUNT_HEAD names them."""
    done = counts.of(*DONE)
    figures = (counts.total, counts.of(DONE[0]), counts.of(DONE[1]), counts.of(*UNDER_WAY), counts.of(*LATE))
    return [*map(str, figures), share(done, counts.total) if counts.total else "-"]


def tasks(data: ReportData) -> list[Flowable]:
    """The second appendix: every task, grouped by area, the head repeated on each page."""
    table: list[list[Any]] = [[paragraph(text, "cell-head") for text in TASK_HEAD]]
    commands: list[tuple[Any, ...]] = []
    place = 0
    for index, (area, rows) in enumerate(group_by_area(data.tasks).items(), 1):
        line = len(table)
        name = paragraph(f"{area_name(area) or NO_AREA} ({len(rows)} nhiệm vụ)", "cell-bold")
        table.append([roman(index), name, *[""] * (len(TASK_HEAD) - 2)])
        commands += [
            ("SPAN", (1, line), (-1, line)),
            ("FONTNAME", (0, line), (0, line), "report-bold"),
            ("NOSPLIT", (0, line), (0, line + 1)),
        ]
        for task in rows:
            place += 1
            table += _task_rows(place, task)
    commands += [("ALIGN", (0, 1), (0, -1), "CENTER"), ("ALIGN", (4, 1), (5, -1), "CENTER")]
    commands += [("ALIGN", (6, 1), (6, -1), "RIGHT")]
    return [*heading(data, 1), LongTable(table, colWidths=TASK_WIDTHS, repeatRows=1, style=[*_grid(), *commands])]


def _task_rows(place: int, task: ReportTask) -> list[list[Any]]:
    """One row, or more when a text is taller than a page: the texts go on in the next row."""
    values = task_texts(place, task)
    wrapped = (1, 2, 3, 7, 8) if task.due_on else (1, 2, 3, 4, 7, 8)
    columns = {index: pieces(values[index], "cell", TASK_WIDTHS[index] - 2 * _PADDING, _TALLEST) for index in wrapped}
    rows: list[list[Any]] = [[""] * len(TASK_WIDTHS) for _row in range(max(map(len, columns.values())))]
    rows[0] = list(values)
    for index, column in columns.items():
        for row, part in zip(rows, column, strict=False):
            row[index] = part
    return rows


def task_texts(place: int, task: ReportTask) -> tuple[str, ...]:
    """What stands in the row of a task, as TASK_HEAD names it."""
    source = ", ".join(part for part in (task.directive, f"mục {task.ref}" if task.ref else "") if part)
    due = show_date(task.due_on) if task.due_on else task.deadline_text
    percent = "" if task.percent is None else str(task.percent)
    done = show_date(task.done_on)
    return (str(place), task.text, source, "; ".join(task.lead), due, done, percent, status_words(task), task.note)


def status_words(task: ReportTask) -> str:
    """One word for how a task stands: what people decided where that stops the clock, else what the dates say."""
    if task.state in {"paused", "cancelled"}:
        return state_name(task.state)
    return timeliness_name(task.timeliness)


def _grid() -> list[tuple[Any, ...]]:
    return [
        _PLAIN_FACE,
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD_FILL),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
