"""What is late and why, and what is planned: units, days, reasons, promises, the dates of the next period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.base.text import sort_key
from models.base.words import _
from models.reports.achieved import called, clipped
from models.reports.data import ReportTask
from models.reports.figures import silent
from models.reports.naming import period_words
from models.reports.standing import NAMED, day_words, is_done, lower_first, names_of, percent, upper_first
from models.work.codes import extended_words
from models.work.result_parts import UnitPart

LISTED = 10  # tasks named in one list of the text; all of them are in the appendix


@dataclass(frozen=True)
class NextPeriod:
    """The period that plans are made for, and the recurring duties that fall due in it: their task and last day."""

    key: str
    last: date
    duties: tuple[tuple[ReportTask, date], ...] = ()


def shortcomings(tasks: Sequence[ReportTask], *, long: bool) -> tuple[str, ...]:
    """Who is late, the longest first: units, days, reason, promise. In a `long` report also whose most of it is."""
    late = _late(tasks, "open_overdue")
    done_late = _late(tasks, "done_late")
    if not late and not done_late:
        return (_("Không có nhiệm vụ chưa hoàn thành, quá hạn."),)
    words = []
    if late:
        words.append(_("Còn {n} nhiệm vụ chưa hoàn thành, quá hạn:").format(n=len(late)))
        words += _listed([_late_line(task, parts) for task, parts in late])
        if long:
            words += _most_late(late)
    if done_late:
        words.append(_("Hoàn thành sau thời hạn {n} nhiệm vụ:").format(n=len(done_late)))
        words += _listed([_done_late_line(task, parts) for task, parts in done_late])
    return tuple(words)


def causes(tasks: Sequence[ReportTask]) -> tuple[str, ...]:
    """The reasons that the units gave, that of most tasks first; nothing is made up for the others."""
    late = [*_late(tasks, "open_overdue"), *_late(tasks, "done_late")]
    told: Counter[str] = Counter()
    mute = []
    for task, parts in late:
        told.update({clipped(part.reason) for part in parts if part.reason})
        if units := [part.unit for part in parts if not part.reason and part.result == "open_overdue"]:
            mute.append(called(task, "", list(dict.fromkeys(units))))
    words = []
    if told:
        reasons = (_("{why} ({n} nhiệm vụ)").format(why=lower_first(why), n=n) for why, n in told.most_common(LISTED))
        words.append(upper_first(f"{'; '.join(reasons)}."))
    if mute:
        words.append(_("Chưa nêu nguyên nhân: {tasks}.").format(tasks="; ".join(_first(mute))))
    return tuple(words) or (_("Trong kỳ không có tồn tại, hạn chế cần nêu nguyên nhân."),)


def plans(tasks: Sequence[ReportTask], coming: NextPeriod, own: str) -> tuple[str, ...]:
    """What is overdue with a date, what falls due by name and day, and the next step of what has no deadline.

    What was called off since is planned no more.
    """
    tasks = [task for task in tasks if task.state != "cancelled"]
    words = _listed(
        [_promise_line(task, parts, coming.last) for task, parts in _late(tasks, "open_overdue")],
        _("Hoàn thành dứt điểm nhiệm vụ quá hạn:"),
    )
    due = sorted(
        ((part, task) for task in tasks if (part := _due_within(task, coming.last)) is not None),
        key=lambda one: (one[0].due_on or coming.last, one[1].number or 0),
    )
    words += _listed([_due_line(task, part, own) for part, task in due], _("Nhiệm vụ đến hạn trong kỳ tới:"))
    for day in sorted({day for _task, day in coming.duties}):
        names = _first([task.short for task, on in coming.duties if on == day])
        words.append(_("Nhiệm vụ định kỳ, hạn {day}: {names}.").format(day=day_words(day), names="; ".join(names)))
    words += _undated(tasks, coming.key)
    return tuple(words) or (_("Tiếp tục thực hiện các nhiệm vụ thường xuyên được giao."),)


def deadline_words(part: UnitPart) -> str:
    """`hạn 12/3/2024`, or that it was extended to this day; "" for none."""
    if part.due_on is None:
        return ""
    if part.extended_to is not None:
        return extended_words(part.due_on)
    return _("hạn {day}").format(day=day_words(part.due_on))


def _late(tasks: Sequence[ReportTask], result: str) -> list[tuple[ReportTask, list[UnitPart]]]:
    found = [(task, [part for part in task.counted if part.result == result]) for task in tasks]
    late = [(task, parts) for task, parts in found if parts]
    return sorted(late, key=lambda one: (-max(part.days_late for part in one[1]), one[0].number or 0))


def _listed(lines: list[str], heading: str = "") -> list[str]:
    if not lines:
        return []
    more = [_("- Và {n} nhiệm vụ khác nêu tại Phụ lục II.").format(n=len(lines) - LISTED)]
    return [*([heading] if heading else []), *lines[:LISTED], *(more if len(lines) > LISTED else [])]


def _first(names: list[str]) -> list[str]:
    more = [_("và {n} nhiệm vụ khác nêu tại Phụ lục II").format(n=len(names) - LISTED)]
    return [*names[:LISTED], *(more if len(names) > LISTED else [])]


def _late_line(task: ReportTask, parts: list[UnitPart]) -> str:
    head = task.short
    deadlines = {deadline_words(part) for part in parts}
    about = list(deadlines) if len(deadlines) == 1 else []
    if len(task.parts) > len(parts) and not task.occurrences:
        done = sum(part.done_on is not None for part in task.parts)
        about.append(_("{n}/{of} hoàn thành").format(n=done, of=len(task.parts)))
    if about:
        head = f"{head} ({', '.join(about)})"
    return f"- {head}: {'; '.join(_groups(parts))}."


def _groups(parts: Sequence[UnitPart]) -> list[str]:
    """Units that are late alike are told together: who, how many days, how far, why, until when."""
    alike: dict[tuple[object, ...], list[UnitPart]] = {}
    for part in parts:
        alike.setdefault((part.period, part.days_late, part.reason, part.promised_on), []).append(part)
    return [_late_words(group) for group in alike.values()]


def _late_words(group: list[UnitPart]) -> str:
    one = group[0]
    who = names_of([part.unit or _("chưa giao đơn vị") for part in group], LISTED)
    days = _("quá hạn {n} ngày").format(n=one.days_late) if one.days_late else _("đến hạn mà chưa hoàn thành")
    words = [f"{who} {days}"]
    if one.period:
        words[0] = _("{who} chưa thực hiện {period}, {days}").format(
            who=who, period=period_words(one.period), days=days
        )
    if len(group) == 1 and one.percent:
        words.append(_("tiến độ {n} %").format(n=one.percent))
    if one.reason:
        words.append(_("nguyên nhân: {why}").format(why=lower_first(clipped(one.reason))))
    if one.promised_on:
        words.append(_("hẹn hoàn thành ngày {day}").format(day=day_words(one.promised_on)))
    return ", ".join(words)


def _done_late_line(task: ReportTask, parts: list[UnitPart]) -> str:
    told = []
    for part in sorted(parts, key=lambda part: -part.days_late)[:NAMED]:
        period = _(" ({period})").format(period=period_words(part.period)) if part.period else ""
        why = _(", nguyên nhân: {why}").format(why=lower_first(clipped(part.reason))) if part.reason else ""
        told.append(
            _("{unit}{period} chậm {n} ngày{why}").format(
                unit=part.unit or _("chưa giao đơn vị"), period=period, n=part.days_late, why=why
            )
        )
    if len(parts) > NAMED:
        told.append(_("và {n} phần việc khác").format(n=len(parts) - NAMED))
    return f"- {task.short}: {'; '.join(told)}."


def _most_late(late: list[tuple[ReportTask, list[UnitPart]]]) -> list[str]:
    units = Counter(part.unit for _task, parts in late for part in parts if part.unit)
    most = sorted(units.items(), key=lambda item: (-item[1], sort_key(item[0])))[:LISTED]
    if not most:
        return []
    names = "; ".join(_("{unit} ({n})").format(unit=unit, n=n) for unit, n in most)
    return [_("Đơn vị có nhiều nhiệm vụ quá hạn: {names}.").format(names=names)]


def _promise_line(task: ReportTask, parts: list[UnitPart], last: date) -> str:
    """The units' own promise, else the end of the next period: what is overdue is planned with a date."""
    days = [part.promised_on for part in parts if part.promised_on is not None]
    by = max(days) if len(days) == len(parts) else last
    units = list(dict.fromkeys(part.unit for part in parts))
    return _("- {task}: chậm nhất ngày {day}.").format(task=called(task, "", units), day=day_words(by))


def _due_within(task: ReportTask, last: date) -> UnitPart | None:
    """A part that falls due by then, for the deadline that all its units share."""
    parts = [] if task.occurrences else [part for part in task.parts if part.result == "open_in_time"]
    return next((part for part in parts if part.due_on is not None and part.due_on <= last), None)


def _due_line(task: ReportTask, due: UnitPart, own: str) -> str:
    units = [part.unit for part in task.parts if part.result == "open_in_time"]
    return f"- {called(task, own, units)}: {deadline_words(due)}."


def _undated(tasks: Sequence[ReportTask], key: str) -> list[str]:
    open_ones = [
        task for task in tasks if {part.result for part in task.parts} == {"no_deadline"} and not is_done(task)
    ]
    fresh = [task for task in open_ones if all(silent(task, part) for part in task.parts)]
    running = [task for task in open_ones if task not in fresh]
    words = []
    if running:
        names = [
            f"{task.short} ({_('tiến độ {n} %').format(n=percent(task))})" if percent(task) else task.short
            for task in running
        ]
        told = "; ".join(_first(names))
        words.append(_("Tiếp tục thực hiện nhiệm vụ không quy định thời hạn: {names}.").format(names=told))
    if fresh:
        told = "; ".join(_first([task.short for task in fresh]))
        words.append(
            _("Triển khai, có kết quả bước đầu trong {period}: {names}.").format(period=period_words(key), names=told)
        )
    return words
