"""What is late and why, and what is planned: units, days, reasons, promises, the dates of the next period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.base.text import say_date, sort_key
from models.base.words import _
from models.reports.achieved import called, clipped
from models.reports.data import ReportTask
from models.reports.figures import silent
from models.reports.late_runs import LateRun, late_runs, number_words, spans_words
from models.reports.naming import period_words
from models.reports.sentence_case import lower_first, upper_first
from models.reports.standing import (
    NAMED,
    is_done,
    is_paused,
    mended_words,
    names_of,
    percent,
    without_mended,
)
from models.work.codes import extended_words
from models.work.result_parts import UnitPart

LISTED = 10  # tasks named in one list of the text; all of them are in the appendix


@dataclass(frozen=True)
class NextPeriod:
    """The period that plans are made for, and the recurring duties that fall due in it: their task and last day.

    `made_on` is the day on which the plans are made: a promise of a day before it is none any more.
    """

    key: str
    last: date
    duties: tuple[tuple[ReportTask, date], ...] = ()
    first: date = date.min
    made_on: date = date.min


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
    """The reasons that the units gave, that of most parts first; nothing is made up for the others.

    Parts are counted, as in the figures: units of one task may each have a reason of their own.
    """
    late = [*_late(tasks, "open_overdue"), *_late(tasks, "done_late")]
    told: Counter[str] = Counter()
    mute, silent_parts = [], 0
    for task, parts in late:
        told.update(clipped(part.reason) for part in parts if part.reason)
        if units := [part.unit for part in parts if not part.reason and part.result == "open_overdue"]:
            silent_parts += len(units)
            mute.append(called(task, "", list(dict.fromkeys(units))))
    words = []
    if told:
        reasons = (_("{why} ({n} phần việc)").format(why=lower_first(why), n=n) for why, n in told.most_common(LISTED))
        words.append(upper_first(f"{'; '.join(reasons)}."))
    if mute:
        told_of = _("Chưa nêu nguyên nhân ({n} phần việc): {tasks}.")
        words.append(told_of.format(n=silent_parts, tasks="; ".join(_first(mute))))
    return tuple(words) or (_("Trong kỳ không có tồn tại, hạn chế cần nêu nguyên nhân."),)


def plans(tasks: Sequence[ReportTask], coming: NextPeriod, own: str) -> tuple[str, ...]:
    """What is overdue with its promise, what falls due by name and day, and the next step of what has no deadline.

    What was called off since, or turned out to be done, is planned no more; what is paused is only named.
    """
    tasks = [left for task in tasks if task.state != "cancelled" and (left := without_mended(task)).parts]
    paused = [task for task in tasks if is_paused(task)]
    tasks = [task for task in tasks if task not in paused]
    stopped = {task.id for task in paused}
    words = _promised(_late(tasks, "open_overdue"), coming.made_on)
    still, due = _falling_due(tasks, coming)
    words += _listed([_due_line(task, part, own) for task, part in still], _("Nhiệm vụ còn đến hạn trong kỳ này:"))
    words += _listed([_due_line(task, part, own) for task, part in due], _("Nhiệm vụ đến hạn trong kỳ tới:"))
    words += _again([duty for duty in coming.duties if duty[0].id not in stopped])
    words += _undated(tasks)
    if paused:
        words.append(_("Nhiệm vụ đang tạm dừng: {names}.").format(names="; ".join(_first(_paused(paused)))))
    return tuple(words) or (_("Tiếp tục thực hiện các nhiệm vụ thường xuyên được giao."),)


def deadline_words(part: UnitPart) -> str:
    """`hạn 12/3/2024`, or that it was extended to this day; "" for none."""
    if part.due_on is None:
        return ""
    if part.extended_to is not None:
        return extended_words(part.due_on)
    return _("hạn {day}").format(day=say_date(part.due_on))


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
    deadlines = {task.allowed if part.extended_to and task.allowed else deadline_words(part) for part in parts}
    about = list(deadlines) if len(deadlines) == 1 else []
    if len(task.parts) > len(parts) and not task.occurrences:
        done = sum(part.done_on is not None for part in task.parts)
        about.append(_("{n}/{of} hoàn thành").format(n=done, of=len(task.parts)))
    if is_paused(task):
        about.append(_("đang tạm dừng"))
    if about:
        head = f"{head} ({', '.join(about)})"
    return f"- {head}: {'; '.join(map(_late_words, late_runs(parts)))}{_mended(task)}."


def _mended(task: ReportTask) -> str:
    return _(" ({words})").format(words=mended_words(task)) if task.mended else ""


def _late_words(run: LateRun) -> str:
    who = names_of([unit or _("chưa giao đơn vị") for unit in run.units], LISTED)
    days = _("quá hạn {n} ngày").format(n=run.days_late) if run.days_late else _("đến hạn mà chưa hoàn thành")
    words = [f"{who} {days}"]
    if len(run.periods) == 1:
        words[0] = _("{who} chưa thực hiện {period}, {days}").format(
            who=who, period=period_words(run.periods[0]), days=days
        )
    elif run.periods:
        words[0] = _("{who} {number} chưa thực hiện, {spans}, {most}").format(
            who=who, number=number_words(run.periods), spans=spans_words(run.periods), most=_most(run, days)
        )
    if run.percent:
        words.append(_("tiến độ {n} %").format(n=run.percent))
    if run.reason:
        words.append(_("nguyên nhân: {why}").format(why=lower_first(clipped(run.reason))))
    if run.promised_on:
        words.append(_("hẹn hoàn thành ngày {day}").format(day=say_date(run.promised_on)))
    return ", ".join(words)


def _most(run: LateRun, days: str) -> str:
    return _("lâu nhất {days}").format(days=days) if run.days_late else days


def _done_late_line(task: ReportTask, parts: list[UnitPart]) -> str:
    told = []
    runs = sorted(late_runs(parts), key=lambda run: -run.days_late)
    for run in runs[:NAMED]:
        period, days = "", _("chậm {n} ngày")
        if len(run.periods) == 1:
            period = _(" ({period})").format(period=period_words(run.periods[0]))
        elif run.periods:
            period = f" ({number_words(run.periods)}, {spans_words(run.periods)})"
            days = _("chậm nhiều nhất {n} ngày")
        why = _(", nguyên nhân: {why}").format(why=lower_first(clipped(run.reason))) if run.reason else ""
        who = names_of([unit or _("chưa giao đơn vị") for unit in run.units])
        told.append(f"{who}{period} {days.format(n=run.days_late)}{why}")
    if len(runs) > NAMED:
        left = sum(len(run.units) * max(len(run.periods), 1) for run in runs[NAMED:])
        told.append(_("và {n} phần việc khác").format(n=left))
    overdue = any(part.result == "open_overdue" for part in task.counted)  # then it was told there
    return f"- {task.short}: {'; '.join(told)}{'' if overdue else _mended(task)}."


def _most_late(late: list[tuple[ReportTask, list[UnitPart]]]) -> list[str]:
    units = Counter(part.unit for _task, parts in late for part in parts if part.unit)
    most = sorted(units.items(), key=lambda item: (-item[1], sort_key(item[0])))[:LISTED]
    if not most:
        return []
    names = "; ".join(_("{unit} ({n})").format(unit=unit, n=n) for unit, n in most)
    return [_("Đơn vị có nhiều nhiệm vụ quá hạn: {names}.").format(names=names)]


def _promised(late: Sequence[tuple[ReportTask, list[UnitPart]]], made_on: date) -> list[str]:
    """What is overdue by the day that each unit promised; apart, what nobody promised, or for a day that has passed.

    No day is made up for a unit that named none.
    """
    kept, without = [], []
    for task, parts in late:
        days: dict[str, date] = {}
        for part in parts:
            days[part.unit] = max(days.get(part.unit, date.min), part.promised_on or date.min)
        promised = {unit: day for unit, day in days.items() if day >= made_on and day != date.min}
        if promised:
            kept.append(_by_days(task, promised, _("chậm nhất ngày {day}")))
        if left := {unit: day for unit, day in days.items() if unit not in promised}:
            passed = _("đã hẹn ngày {day}, nay đã qua, chưa có hẹn mới")
            without.append(_by_days(task, left, passed))
    return [
        *_listed(kept, _("Hoàn thành dứt điểm nhiệm vụ quá hạn:")),
        *_listed(without, _("Nhiệm vụ quá hạn chưa có hẹn mới:")),
    ]


def _by_days(task: ReportTask, days: Mapping[str, date], words: str) -> str:
    """The units by the day of each (`date.min` for none), said by `words`: a unit that named several by the last."""
    by: dict[date, list[str]] = {}
    for unit, day in days.items():
        by.setdefault(day, []).append(unit)
    told = {day: words.format(day=say_date(day)) if day != date.min else _("chưa hẹn") for day in sorted(by)}
    if set(by) == {date.min}:
        return f"- {called(task, '', list(days))}."
    if len(by) == 1:
        return f"- {called(task, '', list(days))}: {told.popitem()[1]}."
    who = {day: names_of([unit or _("chưa giao đơn vị") for unit in by[day]], LISTED) for day in told}
    return f"- {task.short}: {'; '.join(f'{who[day]} {told[day]}' for day in told)}."


Due = list[tuple[ReportTask, UnitPart]]


def _falling_due(tasks: Sequence[ReportTask], coming: NextPeriod) -> tuple[Due, Due]:
    """What is still due before the next period begins, of a report that is made early, and what falls due in that."""
    found: tuple[Due, Due] = [], []
    for task in tasks:
        parts = [part for part in task.parts if part.result == "open_in_time" and part.due_on is not None]
        still = [part for part in parts if part.due_on and part.due_on < coming.first]
        # A recurring duty of the next period is told by its day, with the others of that day.
        due = [] if task.occurrences else [part for part in parts if part.due_on and part.due_on <= coming.last]
        if still or due:
            found[not still].append((task, (still or due)[0]))
    for one in found:
        one.sort(key=lambda row: (row[1].due_on or coming.last, row[0].number or 0))
    return found


def _due_line(task: ReportTask, due: UnitPart, own: str) -> str:
    units = [part.unit for part in task.parts if part.result == "open_in_time"]
    return f"- {called(task, own, units)}: {deadline_words(due)}."


def _again(duties: Sequence[tuple[ReportTask, date]]) -> list[str]:
    """The recurring duties with every day on which they fall due; those of the same days together."""
    days: dict[str, list[date]] = {}
    for task, day in duties:
        days.setdefault(task.id, []).append(day)
    alike: dict[tuple[date, ...], dict[str, str]] = {}
    for task, _day in duties:
        alike.setdefault(tuple(sorted(days[task.id])), {})[task.id] = task.short
    words = _("Nhiệm vụ định kỳ, hạn {days}: {names}.")
    return [
        words.format(days=", ".join(map(say_date, on)), names="; ".join(_first(list(names.values()))))
        for on, names in sorted(alike.items(), key=lambda one: one[0])
    ]


def _undated(tasks: Sequence[ReportTask]) -> list[str]:
    open_ones = [
        task for task in tasks if {part.result for part in task.parts} == {"no_deadline"} and not is_done(task)
    ]
    fresh = [task for task in open_ones if all(silent(task, part) for part in task.parts)]
    running = [task for task in open_ones if task not in fresh]
    words = []
    if running:
        told = "; ".join(_first(_so_far(running)))
        words.append(_("Tiếp tục thực hiện nhiệm vụ không quy định thời hạn: {names}.").format(names=told))
    if fresh:
        told = "; ".join(_first([task.short for task in fresh]))
        words.append(_("Nhiệm vụ không quy định thời hạn, chưa có tiến độ: {names}.").format(names=told))
    return words


def _so_far(tasks: Sequence[ReportTask]) -> list[str]:
    """The names with how far each is."""
    return [_with(task, []) for task in tasks]


def _paused(tasks: Sequence[ReportTask]) -> list[str]:
    """The same with the days that still stand: a pause moves no deadline."""
    named = []
    for task in tasks:
        left = sorted((part for part in task.parts if part.done_on is None), key=lambda part: part.due_on or date.max)
        days = [*dict.fromkeys(filter(None, map(deadline_words, left[-1:] if task.occurrences else left)))]
        if promised := {part.promised_on for part in left if part.promised_on is not None}:
            days.append(_("hẹn hoàn thành ngày {day}").format(day=say_date(max(promised))))
        named.append(_with(task, days))
    return named


def _with(task: ReportTask, about: list[str]) -> str:
    far = percent(task)
    told = [*about, *([_("tiến độ {n} %").format(n=far)] if far else [])]
    return f"{task.short} ({', '.join(told)})" if told else task.short
