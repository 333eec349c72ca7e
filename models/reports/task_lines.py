"""The list of all tasks as lines of texts, the same for PDF and Word: full, or close where a report is long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.base.text import fold, say_date, show_date
from models.base.words import _
from models.reports import nd30
from models.reports.body import roman
from models.reports.data import ReportData, ReportTask
from models.reports.figures import group_by_area, ours
from models.reports.late_runs import LateRun, late_runs, number_words, spans_words
from models.reports.naming import period_words
from models.reports.occurrence_words import often
from models.reports.sentence_case import joined_remarks, lower_first
from models.reports.standing import (
    differs,
    done_on,
    due_on,
    mended_words,
    percent,
    standing,
    status_words,
    tells_often,
)
from models.work import citations, unit_names
from models.work.codes import area_name, extended_words
from models.work.result_parts import UnitPart

_LONG_NAME: Final = 25  # letters of a document's name, about two lines of its column
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
        "Kết quả, ghi chú",
    ),
    (28, 172, 84, 92, 58, 58, 36, 66, 106),
    centred=(0, 4, 5),
    right=(6,),
    size=nd30.TABLE,
)
CLOSE: Final = ListShape(
    ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Ngày hoàn thành", "Tiến độ (%)", "Tình trạng thời hạn"),
    (28, 358, 104, 52, 52, 34, 72),
    centred=(0, 3, 4),
    right=(5,),
    size=nd30.CLOSE_TABLE,
)
# What is not counted stands at the end, each class under its own heading.
_APART: Final = (
    ("followed", "Nhiệm vụ theo dõi, không tính vào số liệu"),
    ("orientation", "Quan điểm, chủ trương, không tính vào số liệu"),
)


def shape(data: ReportData) -> ListShape:
    """How this report's list is printed: thousands of tasks stand close, or nobody leafs through them."""
    return CLOSE if data.long else FULL


def lines(data: ReportData) -> Iterator[ListLine]:
    """Every task of the report, grouped by area; in a long report also by the document that gave it.

    Tasks that are only followed, and what only guides, come last: no count is about them.
    """
    place, cited = 0, _Cited()
    groups = [(area_name(area) or NO_AREA, tasks) for area, tasks in group_by_area(ours(data.tasks)).items()]
    groups += [(words, [task for task in data.tasks if task.whose == whose]) for whose, words in _APART]
    for index, (name, tasks) in enumerate([group for group in groups if group[1]], 1):
        yield _heading(roman(index), f"{name} ({len(tasks)} nhiệm vụ)")
        for source, given in _by_source(tasks) if data.long else [("", tasks)]:
            if source:
                yield _heading("", source)
            for task in given:
                place += 1
                yield _close(place, task) if data.long else _full(place, task, cited.words(place, task))


def told_words(task: ReportTask) -> str:
    """What a list tells beside the figures: each unit's result where they differ, causes, promises, notes."""
    told = []
    if granted := {part.extended_to for part in task.parts if part.extended_to is not None}:
        words = extended_words(max(granted))
        told += [task.allowed or words] if not any(note.startswith(words) for note in task.notes) else []
    overdue = _late_units(task, "open_overdue")
    if tells_often(task):
        beside = task.whose == "ours"
        told.append(often(task, missed_too=not _tells_missed(task), before_too=not beside))
    elif differs(task):
        left = ", ".join(overdue) if all(part.result != "open_in_time" for part in task.parts) else ""
        told.append(standing(task, len(task.parts), left))
        overdue = overdue if not left else []
    told += [*overdue, *_late_units(task, "done_late")]
    causes = tuple(filter(None, (fold(part.reason) for part in task.parts)))
    told += [
        part for part in (task.measured, *(note for note in task.notes if not fold(note).startswith(causes))) if part
    ]
    told += [_("({words})").format(words=words)] if (words := mended_words(task)) else []
    return joined_remarks(told, (*task.lead, *(part.unit for part in task.parts)))


def _tells_missed(task: ReportTask) -> bool:
    """Whether one clause tells all occurrences of the period that were missed."""
    return len(_late_runs(task, "open_overdue", before=False)) == 1


def _late_runs(task: ReportTask, result: str, *, before: bool) -> list[LateRun]:
    """Those of what was due before the period began, or of what was due in it and of all that is done once."""
    late = (part for part in task.counted if part.result == result and task.whose == "ours")
    return late_runs(part for part in late if _due_before(task, part) is before)


def _due_before(task: ReportTask, part: UnitPart) -> bool:
    return bool(part.period) and part.due_on is not None and part.due_on < task.span[0]


def _late_units(task: ReportTask, result: str) -> list[str]:
    """How late each unit is, those that are late alike together; why, and what it promised. Only of tasks of ours.

    What a recurring duty owes from before the period is told apart from what fell due in it.
    """
    return [
        _late_unit(task, run, result, before=before)
        for before in (False, True)
        for run in _late_runs(task, result, before=before)
    ]


def _late_unit(task: ReportTask, run: LateRun, result: str, *, before: bool) -> str:
    open_still = result == "open_overdue"
    words = _("quá hạn {n} ngày") if open_still else _("chậm {n} ngày")
    told = words.format(n=run.days_late) if run.days_late else _("đến hạn, chưa hoàn thành")
    if len(run.periods) > 1:
        number = number_words(run.periods)
        if before:
            number = _("{number} của các kỳ trước").format(number=number)
        made = _("{number} thực hiện chậm") if not before else _("đã làm bù {number}")
        what = (_("{number} chưa thực hiện") if open_still else made).format(number=number)
        most = _("lâu nhất {days}") if run.days_late else "{days}"
        told = f"{what}, {spans_words(run.periods)}, {most.format(days=told)}"
    elif run.periods and tells_often(task):
        words = _("đã làm bù {period}, {told}") if before and not open_still else "{period} {told}"
        told = words.format(period=period_words(run.periods[0]), told=told)
    if len({part.unit for part in task.parts}) > 1:
        told = f"{', '.join(run.units)} {told}"
    if run.reason:
        told += _(" ({why})").format(why=lower_first(run.reason.rstrip(" .;")))
    return told + (_(", hẹn {day}").format(day=say_date(run.promised_on)) if run.promised_on else "")


def _heading(number: str, name: str) -> ListLine:
    return ListLine((number, name), heading=True)


def _by_source(tasks: Sequence[ReportTask]) -> list[tuple[str, list[ReportTask]]]:
    groups: dict[str, list[ReportTask]] = {}
    for task in tasks:
        groups.setdefault(task.directive, []).append(task)
    return sorted(groups.items(), key=lambda group: not group[0])  # without a document first: no heading ends them


class _Cited:
    """The documents of a list by the line that first names them: a long name is printed once."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}

    def words(self, place: int, task: ReportTask) -> str:
        """The document and the place in it."""
        name, first = citations.short(task.directive), self._first.setdefault(task.directive, place)
        if first != place and len(name) > _LONG_NAME:
            name = _("như số {n}").format(n=first)
        return ", ".join(part for part in (name, _("mục {ref}").format(ref=task.ref) if task.ref else "") if part)


def _full(place: int, task: ReportTask, source: str) -> ListLine:
    about = (str(place), task.short, source, unit_names.together(task.lead))
    texts = (*about, *_figures(task), status_words(task), told_words(task))
    return ListLine(texts, single=frozenset({0, 4, 5, 6} if due_on(task) else {0, 5, 6}))


def _close(place: int, task: ReportTask) -> ListLine:
    text = f"{task.short} (mục {task.ref})" if task.ref else task.short
    told = told_words(task)
    words = f"{text} Kết quả, ghi chú: {told}" if told else text
    texts = (str(place), words, unit_names.together(task.lead), *_figures(task), status_words(task))
    return ListLine(texts, single=frozenset({0, 3, 4, 5} if due_on(task) else {0, 4, 5}))


def _figures(task: ReportTask) -> tuple[str, str, str]:
    last = due_on(task)
    due = show_date(last) if last else task.deadline_text
    far = "" if percent(task) is None or (task.whose != "ours" and not percent(task)) else str(percent(task))
    return due, show_date(done_on(task)), far
