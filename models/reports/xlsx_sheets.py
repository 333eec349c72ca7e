"""The figures of a report as the sheets of a workbook: columns and rows of plain values. It writes no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from models.base.words import _
from models.reports import appendix, task_lines
from models.reports.data import ReportData, ReportTask
from models.reports.figures import PartCounts, count
from models.reports.naming import period_words
from models.reports.sentence_case import joined_remarks
from models.reports.standing import done_on, due_on, percent, remarks, status_words
from models.work.codes import NOBODY, area_name, result_name, state_name, whose_name
from models.work.report_kinds import REPORT_KINDS
from models.work.result_parts import Correction, UnitPart
from models.work.result_rules import Counts

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class SheetColumn:
    """One column; `width` in letters. `kind` is `text`, `number`, `rate` (two decimals) or `day`."""

    head: str
    width: int
    kind: str = "text"


@dataclass(frozen=True)
class Sheet:
    """One sheet: `words` stand above the table over its whole width, `total` says that the last row sums the others."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    words: tuple[str, ...] = ()
    total: bool = False


_PLACE: Final = SheetColumn("STT", 5, "number")
_COUNTS: Final = (
    SheetColumn(_("Tổng số phần việc"), 9, "number"),
    SheetColumn(_("Hoàn thành đúng hạn"), 9, "number"),
    SheetColumn(_("Hoàn thành sau thời hạn"), 9, "number"),
    SheetColumn(_("Chưa hoàn thành, quá hạn"), 9, "number"),
    SheetColumn(_("Đến hạn"), 9, "number"),
    SheetColumn(_("Tỷ lệ đúng hạn (%)"), 9, "rate"),
    SheetColumn(_("Chưa hoàn thành, trong hạn"), 9, "number"),
    SheetColumn(_("Không quy định thời hạn"), 10, "number"),
    SheetColumn(_("Trong đó đã hoàn thành"), 9, "number"),
    SheetColumn(_("Trong đó chưa có tiến độ"), 9, "number"),
)
_TASKS: Final = (
    _PLACE,
    SheetColumn(_("Số nhiệm vụ"), 7, "number"),
    SheetColumn(_("Nội dung nhiệm vụ"), 46),
    SheetColumn(_("Tên gọi tắt"), 24),
    SheetColumn(_("Văn bản giao"), 24),
    SheetColumn(_("Mục"), 6),
    SheetColumn(_("Lĩnh vực"), 16),
    SheetColumn(_("Loại"), 14),
    SheetColumn(_("Đơn vị chủ trì"), 24),
    SheetColumn(_("Đơn vị phối hợp"), 20),
    SheetColumn(_("Thời hạn"), 11, "day"),
    SheetColumn(_("Thời hạn theo văn bản"), 16),
    SheetColumn(_("Ngày hoàn thành"), 11, "day"),
    SheetColumn(_("Tiến độ (%)"), 8, "number"),
    SheetColumn(_("Trạng thái"), 14),
    SheetColumn(_("Tình trạng thời hạn"), 18),
    SheetColumn(_("Sản phẩm"), 20),
    SheetColumn(_("Kết quả, ghi chú"), 36),
)
_TASK: Final = SheetColumn(_("Nhiệm vụ"), 36)
_PARTS: Final = (
    _PLACE,
    SheetColumn(_("Số nhiệm vụ"), 7, "number"),
    _TASK,
    SheetColumn(_("Đơn vị"), 26),
    SheetColumn(_("Kỳ của việc định kỳ"), 16),
    SheetColumn(_("Thời hạn"), 11, "day"),
    SheetColumn(_("Đã gia hạn đến"), 11, "day"),
    SheetColumn(_("Ngày hoàn thành"), 11, "day"),
    SheetColumn(_("Tiến độ (%)"), 8, "number"),
    SheetColumn(_("Tình trạng thời hạn"), 20),
    SheetColumn(_("Số ngày chậm"), 8, "number"),
    SheetColumn(_("Nguyên nhân chủ yếu"), 34),
    SheetColumn(_("Hẹn hoàn thành"), 11, "day"),
    SheetColumn(_("Cách tính"), 18),
)
_DUTIES: Final = (
    _PLACE,
    SheetColumn(_("Số nhiệm vụ"), 7, "number"),
    _TASK,
    SheetColumn(_("Kỳ"), 18),
    SheetColumn(_("Thời hạn"), 11, "day"),
    SheetColumn(_("Tình trạng thời hạn"), 24),
    SheetColumn(_("Số ngày chậm"), 8, "number"),
)
_CORRECTIONS: Final = (
    _PLACE,
    _TASK,
    SheetColumn(_("Đơn vị"), 24),
    SheetColumn(_("Kỳ đã chốt"), 16),
    SheetColumn(_("Mục sửa"), 16),
    SheetColumn(_("Trước"), 18),
    SheetColumn(_("Sau"), 18),
    SheetColumn(_("Lý do"), 34),
    SheetColumn(_("Người sửa"), 18),
)


def sheets(data: ReportData) -> tuple[Sheet, ...]:
    """Every sheet of the report; what has nothing to say of duties or corrections is left out."""
    every = [(task, part) for task in data.tasks for part in task.parts]
    parts = [(task, part) for task, part in every if task.whose == "ours" and not part.earlier]
    late, left = _part_rows(_late(parts)), _part_rows(_left(parts))
    spans, notes = _count_rows(appendix.span_rows(data)), (*appendix.carried_notes(data), appendix.NOTE)
    units, areas = _summed(data, appendix.unit_rows(data)), _summed(data, appendix.area_rows(data))
    found = [
        Sheet(_("Tổng hợp"), appendix.CAPTIONS[0], _counted(_("Kỳ")), spans, notes),
        Sheet(_("Nhiệm vụ"), _("Danh mục nhiệm vụ"), _TASKS, _numbered(map(_task, data.tasks))),
        Sheet(_("Phần việc"), _("Phần việc của từng đơn vị"), _PARTS, _part_rows(every)),
        Sheet(_("Quá hạn, chậm"), _("Quá hạn và hoàn thành sau thời hạn"), _PARTS, late),
        Sheet(_("Kế hoạch"), _("Việc còn phải thực hiện"), _PARTS, left, _plan_words(data)),
        Sheet(_("Theo đơn vị"), appendix.CAPTIONS[2], _counted(_("Đơn vị")), units, (appendix.NOTE,), total=True),
        Sheet(_("Theo lĩnh vực"), appendix.CAPTIONS[1], _counted(_("Lĩnh vực")), areas, (appendix.NOTE,), total=True),
    ]
    if duties := _numbered(_occurrences(data.tasks)):
        found.append(Sheet(_("Việc định kỳ"), _("Kết quả từng kỳ của việc định kỳ"), _DUTIES, duties))
    if data.adjustments:
        corrected = _numbered(map(_correction, data.adjustments))
        found.append(Sheet(_("Điều chỉnh"), _("Số liệu điều chỉnh sau khi chốt kỳ"), _CORRECTIONS, corrected))
    return tuple(found)


def _numbered(rows: Iterable[tuple[Value, ...]]) -> tuple[tuple[Value, ...], ...]:
    return tuple((place, *row) for place, row in enumerate(rows, 1))


def _counted(label: str) -> tuple[SheetColumn, ...]:
    return _PLACE, SheetColumn(label, 36), *_COUNTS


def _count_rows(rows: Iterable[tuple[str, PartCounts | Counts]]) -> tuple[tuple[Value, ...], ...]:
    return _numbered((name, *_figures(counts)) for name, counts in rows)


def _summed(data: ReportData, rows: Iterable[tuple[str, PartCounts]]) -> tuple[tuple[Value, ...], ...]:
    return *_count_rows(rows), (None, _("Tổng cộng"), *_figures(count(data.tasks)))


def _figures(counted: PartCounts | Counts) -> tuple[Value, ...]:
    """The figures of one row as `_COUNTS` names them; `-` for what is not known, and no rate where none was due."""
    undated: tuple[Value, Value] = ("-", "-")
    if isinstance(counted, PartCounts):
        counts, undated = counted.results, (counted.undated_done, counted.undated_silent)
    else:
        counts = counted
    due = (counts.done_on_time, counts.done_late, counts.open_overdue, counts.due, counts.on_time_rate)
    return (counts.total, *due, counts.open_in_time, counts.no_deadline, *undated)


def _task(task: ReportTask) -> tuple[Value, ...]:
    told = (task.measured, *task.notes, *remarks(task))
    return (
        task.number,
        task.text,
        task.short,
        task.directive,
        task.ref,
        area_name(task.area) or task_lines.NO_AREA,
        whose_name(task.whose),
        "; ".join(task.lead),
        "; ".join(task.with_units),
        due_on(task),
        task.deadline_text,
        done_on(task),
        percent(task),
        state_name(task.state),
        status_words(task),
        task.product,
        joined_remarks(told, (*task.lead, *(part.unit for part in task.parts))),
    )


def _part_rows(parts: Iterable[tuple[ReportTask, UnitPart]]) -> tuple[tuple[Value, ...], ...]:
    return _numbered(
        (
            task.number,
            task.short or task.text,
            part.unit or _nobody(task),
            _period(part.period),
            part.due_on,
            part.extended_to,
            part.done_on,
            part.percent,
            result_name(part.result),
            part.days_late or None,
            part.reason,
            part.promised_on,
            _how_counted(task, part),
        )
        for task, part in parts
    )


def _nobody(task: ReportTask) -> str:
    """Who leads where no unit here does: nobody has to be given what is not ours, so the document's names stand."""
    return NOBODY if task.whose == "ours" else "; ".join(task.lead)


def _how_counted(task: ReportTask, part: UnitPart) -> str:
    if task.whose != "ours":
        return _("Không tính")
    return _("Đã tính ở kỳ trước") if part.earlier else _("Tính trong kỳ")


def _late(parts: Iterable[tuple[ReportTask, UnitPart]]) -> list[tuple[ReportTask, UnitPart]]:
    """What is overdue, the longest first, then what was done late."""
    late = [one for one in parts if one[1].result in {"open_overdue", "done_late"}]
    return sorted(late, key=lambda one: (one[1].result != "open_overdue", -one[1].days_late, one[0].number or 0))


def _left(parts: Iterable[tuple[ReportTask, UnitPart]]) -> list[tuple[ReportTask, UnitPart]]:
    """What is not done, by the day that it was promised for or is due; what has no day comes last."""
    left = [(task, part) for task, part in parts if part.done_on is None and task.state != "cancelled"]
    return sorted(left, key=lambda one: (one[1].promised_on or one[1].due_on or date.max, one[0].number or 0))


def _plan_words(data: ReportData) -> tuple[str, ...]:
    """What the report says of the next period: duties that fall due again in it have no part yet."""
    planned = {part.code for part in REPORT_KINDS[data.kind].outline if part.content == "plans"}
    return tuple(line for section in data.sections if section.code in planned for line in section.paragraphs)


def _occurrences(tasks: Iterable[ReportTask]) -> Iterator[tuple[Value, ...]]:
    for task in tasks:
        for one in task.occurrences:
            days = one.days_late or None
            yield task.number, task.short or task.text, _period(one.period), one.due_on, result_name(one.result), days


def _correction(one: Correction) -> tuple[Value, ...]:
    return one.task, one.unit, _period(one.period), one.field, one.before, one.after, one.reason, one.by


def _period(key: str) -> str:
    return period_words(key) if key else ""
