"""What the parts of a task say of the whole, in words: who has done it, who has not, how late, how often in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from models.base.text import fold, say_date
from models.base.words import _
from models.reports.data import Mended, ReportTask
from models.reports.occurrence_words import often
from models.reports.sentence_case import lower_first
from models.work import periods, result_rules
from models.work.codes import result_name, state_name, whose_name
from models.work.result_parts import UnitPart

NAMED: Final = 3  # units named in a sentence; the appendix names all


def result(task: ReportTask) -> tuple[str, int]:
    """The result of the whole and its days late: done when every unit is, as late as the latest."""
    return result_rules.whole((part.result, part.days_late) for part in task.parts)


def is_done(task: ReportTask) -> bool:
    """Whether every unit has done its part, also without a deadline."""
    return all(part.done_on is not None for part in task.parts)


def done_on(task: ReportTask) -> date | None:
    """The day on which the last unit was done; None while one is not."""
    days = [part.done_on for part in task.parts]
    return None if not days or None in days else max(day for day in days if day is not None)


def due_on(task: ReportTask) -> date | None:
    """The last day in time of the whole: of a recurring duty that of its newest occurrence, if none is overdue; else
    that of the oldest one that is, or a day still to come would stand beside the word overdue.
    """
    overdue = [part.due_on for part in task.parts if part.due_on is not None and part.result == "open_overdue"]
    return (
        min(overdue) if overdue else max((part.due_on for part in task.parts if part.due_on is not None), default=None)
    )


def percent(task: ReportTask) -> int | None:
    """How far the whole is: the mean of its parts, rounded down, because nobody reports more than was done."""
    return sum(part.percent for part in task.parts) // len(task.parts) if task.parts else None


def status_words(task: ReportTask) -> str:
    """The words of a list for how a task stands: what people decided where that stops the work, else its result."""
    if task.whose != "ours" and not is_done(task):
        return whose_name(task.whose)  # nobody here is asked when it was done
    if is_paused(task):
        return state_name(task.state)
    code = result(task)[0]
    if code == "no_deadline" and is_done(task):
        return _("Đã hoàn thành, không quy định thời hạn")
    return result_name(code)


def differs(task: ReportTask) -> bool:
    """Whether the units of a task, or its occurrences, stand differently, so that each must be named."""
    stand = {(part.result, part.days_late, part.done_on is not None) for part in task.parts}
    return len(task.parts) > 1 and len(stand) > 1


def standing(task: ReportTask, most: int = NAMED, left: str = "") -> str:
    """One clause on the whole: `17/19 hoàn thành; còn 02 xã: …`, or how many occurrences were made in time.

    `left` are other words for those that have not done it than the first `most` names.
    """
    if tells_often(task):
        return often(task)
    if len(task.parts) > 1:
        return _of_units(task.parts, most, left)
    return _of_one(task.parts[0]) if task.parts else ""


def tells_often(task: ReportTask) -> bool:
    """Whether the whole is told by how often it was made: not where there is only the one occurrence of the period."""
    own = len(task.occurrences) == 1 and task.span[0] <= task.occurrences[0].due_on and not task.told_before
    return bool(task.occurrences) and not (own and not task.waived)


def remarks(task: ReportTask) -> tuple[str, ...]:
    """What people decided of the task, in clauses: who moved its deadline, what was corrected after the closing."""
    return tuple(filter(None, (task.allowed, mended_words(task))))


def mended_words(task: ReportTask) -> str:
    """`đã điều chỉnh sau khi chốt: UBND xã X hoàn thành ngày 9/11/2026, nêu tại báo cáo tháng 12/2026`; "" for none."""
    if not task.mended:
        return ""
    where = dict.fromkeys(lower_first(periods.name(one.told_in)) for one in task.mended)
    words = _("đã điều chỉnh sau khi chốt: {what}, nêu tại báo cáo {where}")
    return words.format(what="; ".join(dict.fromkeys(one.words for one in task.mended)), where=", ".join(where))


def without_mended(task: ReportTask) -> ReportTask:
    """The task without the parts that turned out to be done: nobody is to be told to do them."""
    done = [one for one in task.mended if one.done]
    return replace(task, parts=tuple(part for part in task.parts if not any(_is_of(part, one) for one in done)))


def is_paused(task: ReportTask) -> bool:
    """Whether people decided that nobody goes on with it for now."""
    return task.state == "paused" and not is_done(task)


def kind_of_units(names: Sequence[str]) -> str:
    """`xã` when all of them are communes, `xã, thị trấn` when they are and towns, else `đơn vị`."""
    folded = [fold(name).removeprefix("ubnd ").removeprefix("uy ban nhan dan ") for name in names]
    if all(name.startswith("xa ") for name in folded):
        return _("xã")
    if all(name.startswith(("xa ", "thi tran ", "phuong ")) for name in folded):
        return _("xã, thị trấn")
    return _("đơn vị")


def names_of(names: Sequence[str], most: int = NAMED) -> str:
    """The first names and how many more there are."""
    told = ", ".join(names[:most])
    return told if len(names) <= most else _("{names} và {n} đơn vị khác").format(names=told, n=len(names) - most)


def _is_of(part: UnitPart, one: Mended) -> bool:
    # An entry for another kind of period than the occurrence's says how far the occurrence is that holds it.
    same = part.period in {"", one.period} or periods.kind_of(part.period) != periods.kind_of(one.period)
    return part.unit == one.unit and same


def _of_units(parts: Sequence[UnitPart], most: int, left: str) -> str:
    done = [part for part in parts if part.done_on is not None]
    if not done:
        return ""
    late = [part for part in done if part.result == "done_late"]
    told = _("{n}/{of} hoàn thành").format(n=len(done), of=len(parts))
    if late:
        words = _(" ({n} sau thời hạn, chậm nhiều nhất {days} ngày)")
        told += words.format(n=len(late), days=max(part.days_late for part in late))
    names = [part.unit for part in parts if part.done_on is None]
    if names:
        words = _("{told}; còn {n:02d} {kind}: {names}")
        told = words.format(told=told, n=len(names), kind=kind_of_units(names), names=left or names_of(names, most))
    return told


def _of_one(part: UnitPart) -> str:
    if part.done_on is not None:
        words = _("hoàn thành ngày {day}").format(day=say_date(part.done_on))
        late = _(", sau thời hạn {n} ngày").format(n=part.days_late) if part.result == "done_late" else ""
        return words + late
    return _("tiến độ {n} %").format(n=part.percent) if part.percent else ""
