"""What a period's report names before its figures: what was finished, and not late, and what reached its goal."""

from __future__ import annotations

from collections.abc import Sequence

from models.base.words import _
from models.reports.data import ReportTask
from models.reports.occurrence_words import by_saying, span_word
from models.reports.sentence_case import lower_first, upper_first
from models.reports.standing import is_done, kind_of_units

_NAMED = 5  # results named in a sentence; all of them are in the appendix


def lines(tasks: Sequence[ReportTask]) -> tuple[str, ...]:
    """Tasks that were finished, those of which a part was in time, figures that reached their goal; or that none did.

    What was finished late is no achievement: it is told among the shortcomings.
    """
    whole = [task for task in tasks if is_done(task) and all(part.result != "done_late" for part in task.counted)]
    partly = [words for task in tasks if task not in whole and (words := _partly(task))]
    reached = [lower_first(task.measured) for task in tasks if task.reached and task.measured]
    told = []
    if whole:
        words = _("Hoàn thành {n} nhiệm vụ: {names}.")
        told.append(words.format(n=len(whole), names=_first([task.short for task in whole])))
    if partly:
        told.append(upper_first(f"{_first(partly)}."))
    if reached:
        told.append(_("Đạt mục tiêu: {names}.").format(names=_first(reached)))
    return tuple(told) or (_("Trong kỳ chưa có nhiệm vụ hoàn thành đúng hạn."),)


def _partly(task: ReportTask) -> str:
    """`17/19 xã hoàn thành đúng hạn nhiệm vụ số hóa hồ sơ`; "" where nothing in time was added in this period."""
    if all(part.result != "done_on_time" for part in task.counted):
        return ""
    name = lower_first(task.short)
    if task.occurrences:
        found = by_saying(task)
        if not found.on_time:
            return ""
        words = _("thực hiện đúng hạn {n}/{of} {span} nhiệm vụ {name}")
        return words.format(n=len(found.on_time), of=found.due, span=span_word(task.occurrences), name=name)
    in_time = sum(part.result == "done_on_time" for part in task.parts)
    kind = kind_of_units([part.unit for part in task.parts])
    words = _("{n}/{of} {kind} hoàn thành đúng hạn nhiệm vụ {name}")
    return words.format(n=in_time, of=len(task.parts), kind=kind, name=name)


def _first(names: list[str]) -> str:
    more = _(" và {n} nhiệm vụ khác").format(n=len(names) - _NAMED) if len(names) > _NAMED else ""
    return "; ".join(names[:_NAMED]) + more
