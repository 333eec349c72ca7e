"""The list of all tasks as lines of texts, the same for PDF and Word: full, or close where a report is long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.base.text import show_date
from models.reports import nd30
from models.reports.body import roman
from models.reports.data import ReportData, ReportTask
from models.reports.figures import group_by_area, is_open
from models.work.codes import area_name, state_name, timeliness_name

NO_AREA: Final = "Chưa phân lĩnh vực"


@dataclass(frozen=True)
class ListShape:
    """The columns of the list: heads, widths in points, and which stand in the middle or to the right."""

    head: tuple[str, ...]
    widths: tuple[int, ...]
    centred: tuple[int, ...]
    right: tuple[int, ...]
    size: int  # of the letters, in points


@dataclass(frozen=True)
class ListLine:
    """One line: of a task, with a text for each column, or (`heading`) of what follows, with a number and a name.

    `single` are the columns that are one short word, which needs no breaking.
    """

    texts: tuple[str, ...]
    heading: bool = False
    single: frozenset[int] = frozenset()


FULL: Final = ListShape(
    (
        "STT",
        "Nội dung nhiệm vụ",
        "Văn bản giao",
        "Đơn vị chủ trì",
        "Thời hạn",
        "Ngày hoàn thành",
        "Tiến độ (%)",
        "Tình trạng thời hạn",
        "Ghi chú",
    ),
    (28, 190, 96, 98, 58, 58, 36, 60, 76),
    centred=(0, 4, 5),
    right=(6,),
    size=nd30.TABLE,
)
CLOSE: Final = ListShape(
    ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Ngày hoàn thành", "Tiến độ (%)", "Tình trạng thời hạn"),
    (28, 366, 104, 52, 52, 34, 64),
    centred=(0, 3, 4),
    right=(5,),
    size=nd30.CLOSE_TABLE,
)


def shape(data: ReportData) -> ListShape:
    """How this report's list is printed: thousands of tasks stand close, or nobody leafs through them."""
    return CLOSE if data.long else FULL


def lines(data: ReportData) -> Iterator[ListLine]:
    """Every task of the report, grouped by area; in a long report also by the document that gave it."""
    place = 0
    for index, (area, tasks) in enumerate(group_by_area(data.tasks).items(), 1):
        yield _heading(roman(index), f"{area_name(area) or NO_AREA} ({len(tasks)} nhiệm vụ)")
        for source, given in _by_source(tasks) if data.long else [("", tasks)]:
            if source:
                yield _heading("", source)
            for task in given:
                place += 1
                yield _close(place, task) if data.long else _full(place, task)


def status_words(task: ReportTask) -> str:
    """One word for how a task stands: what people decided where that stops the clock, else what the dates say."""
    if task.state in {"paused", "cancelled"}:
        return state_name(task.state)
    if task.timeliness == "done_on_time" and is_open(task):
        return timeliness_name("no_deadline")
    return timeliness_name(task.timeliness)


def _heading(number: str, name: str) -> ListLine:
    return ListLine((number, name), heading=True)


def _by_source(tasks: Sequence[ReportTask]) -> list[tuple[str, list[ReportTask]]]:
    groups: dict[str, list[ReportTask]] = {}
    for task in tasks:
        groups.setdefault(task.directive, []).append(task)
    return sorted(groups.items(), key=lambda group: not group[0])  # without a document first: no heading ends them


def _full(place: int, task: ReportTask) -> ListLine:
    source = ", ".join(part for part in (task.directive, f"mục {task.ref}" if task.ref else "") if part)
    texts = (str(place), task.text, source, "; ".join(task.lead), *_figures(task), status_words(task), task.note)
    return ListLine(texts, single=frozenset({0, 4, 5, 6} if task.due_on else {0, 5, 6}))


def _close(place: int, task: ReportTask) -> ListLine:
    text = f"{task.text.rstrip()} (mục {task.ref})" if task.ref else task.text
    told = f"{text} Ghi chú: {task.note}" if task.note else text
    texts = (str(place), told, "; ".join(task.lead), *_figures(task), status_words(task))
    return ListLine(texts, single=frozenset({0, 3, 4, 5} if task.due_on else {0, 4, 5}))


def _figures(task: ReportTask) -> tuple[str, str, str]:
    due = show_date(task.due_on) if task.due_on else task.deadline_text
    return due, show_date(task.done_on), "" if task.percent is None else str(task.percent)
