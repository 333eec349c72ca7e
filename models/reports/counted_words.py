"""Counts in a sentence: no zero is recited, a rate shows both of its parts, what is not due yet stands apart."""

from __future__ import annotations

from models.base.text import say_date, show_number
from models.base.words import _
from models.reports.data import PeriodBefore, YearSoFar
from models.reports.figures import PartCounts, share
from models.reports.naming import period_words
from models.reports.sentence_case import lower_first
from models.work.codes import result_name
from models.work.result_rules import RESULTS, Counts


def sentence(tasks: int, counts: PartCounts, within: Counts | None = None) -> str:
    """`Tổng số 4 nhiệm vụ (5 phần việc): hoàn thành đúng hạn 2/3, đạt 66,7 %; …` of a number of tasks.

    `within` are the counts of what fell due in the period alone: what was late before it began is told apart.
    """
    if counts.total == 1:
        words = _("{stands} (từ kỳ trước chuyển sang)") if carried(counts.results, within) else "{stands}"
        return _("Có 1 nhiệm vụ, {stands}.").format(stands=words.format(stands=_alone(counts)))
    words = _("Tổng số {n} nhiệm vụ: {told}.")
    if counts.total != tasks:
        words = _("Tổng số {n} nhiệm vụ ({parts} phần việc): {told}.")
    told = "; ".join(_told(counts.results, _undated(counts), within))
    return words.format(n=tasks, parts=show_number(counts.total), told=told)


def rate(counts: Counts) -> str:
    """`đúng hạn 12/15, đạt 80 %`; what had not to be done yet is in neither figure."""
    words = _("hoàn thành đúng hạn {n}/{due}, đạt {percent} %")
    return words.format(n=counts.done_on_time, due=counts.due, percent=share(counts.done_on_time, counts.due))


def carried(counts: Counts, within: Counts | None) -> int:
    """How many parts are late and not done since before the period; 0 where nobody knows."""
    return counts.open_overdue - within.open_overdue if within is not None else 0


def apart(counts: Counts, within: Counts) -> str:
    """The same of all tasks in a note to the figures; "" where nothing was taken over."""
    if not carried(counts, within):
        return ""
    words = _("Chưa hoàn thành, quá hạn {n}: {told}.")
    note = words.format(n=counts.open_overdue, told=_new_and_carried(counts, within))
    if alone := _within_rate(within):
        note += _(" Tính riêng việc đến hạn trong kỳ: đúng hạn {rate}.").format(rate=alone)
    return note


def so_far(year: YearSoFar) -> str:
    """The same of the reporting year up to the period's end."""
    words = _("Lũy kế từ ngày {day}: {told}.")
    undated = _("không quy định thời hạn {n}").format(n=year.counts.no_deadline) if year.counts.no_deadline else ""
    return words.format(day=say_date(year.first), told="; ".join(_told(year.counts, undated)))


def trend(before: PeriodBefore, now: Counts) -> str:
    """How the rate and what is overdue have changed since the period before; "" where nothing had to be done then.

    Both count what was taken over; what is overdue no more without having been done is named.
    """
    old = before.counts
    told = []
    if old.due and now.due:
        was, is_now = (share(one.done_on_time, one.due) for one in (old, now))
        if was == is_now:
            told.append(_("tỷ lệ hoàn thành đúng hạn giữ nguyên {n} %").format(n=is_now))
        else:
            up = old.done_on_time * now.due < now.done_on_time * old.due
            words = _("tỷ lệ hoàn thành đúng hạn {way} từ {was} % {to} {now} %")
            way, to = (_("tăng"), _("lên")) if up else (_("giảm"), _("xuống"))
            told.append(words.format(way=way, was=was, to=to, now=is_now))
    if old.open_overdue != now.open_overdue:
        way = _("tăng") if old.open_overdue < now.open_overdue else _("giảm")
        words = _("số quá hạn {way} từ {was} {to} {now}")
        to = _("lên") if old.open_overdue < now.open_overdue else _("còn")
        told.append(words.format(way=way, was=old.open_overdue, to=to, now=now.open_overdue) + _fallen(before))
    if not told:
        return ""
    return _("So với {period}: {told}.").format(period=period_words(before.id), told="; ".join(told))


def _fallen(before: PeriodBefore) -> str:
    """What left the number of overdue parts without having been done."""
    told = [
        words.format(n=number)
        for words, number in (
            (_("miễn thực hiện {n}"), before.waived),
            (_("hủy {n}"), before.cancelled),
            (_("gia hạn {n}"), before.extended),
        )
        if number
    ]
    return _(" (giảm không do hoàn thành: {told})").format(told=", ".join(told)) if told else ""


def _alone(counts: PartCounts) -> str:
    """How the only part stands: a rate of one says nothing."""
    code = next(code for code in RESULTS if getattr(counts.results, code))
    if code == "open_in_time":
        return _("chưa đến hạn")
    words = lower_first(result_name(code))
    if counts.undated_done:
        return _("{stands}, đã hoàn thành").format(stands=words)
    return _("{stands}, chưa có tiến độ").format(stands=words) if counts.undated_silent else words


def _told(counts: Counts, undated: str, within: Counts | None = None) -> list[str]:
    told = []
    overdue = _("chưa hoàn thành, quá hạn {n}")
    if counts.due:
        told.append(rate(counts))
    if within is not None and carried(counts, within):
        overdue += f" ({_new_and_carried(counts, within)})"
        if alone := _within_rate(within):
            told[0] += _(" (tính riêng việc đến hạn trong kỳ: {rate})").format(rate=alone)
    if not counts.due and counts.open_in_time:
        told.append(_("chưa có nhiệm vụ đến hạn"))
    for words, number in (
        (_("hoàn thành sau thời hạn {n}"), counts.done_late),
        (overdue, counts.open_overdue),
        (_("chưa hoàn thành, trong hạn {n}"), counts.open_in_time),
    ):
        if number:
            told.append(words.format(n=number))
    return [*told, undated] if undated else told


def _new_and_carried(counts: Counts, within: Counts) -> str:
    old = carried(counts, within)
    if not within.open_overdue:
        return _("từ kỳ trước chuyển sang {n}").format(n=old)
    return _("phát sinh trong kỳ {new}, từ kỳ trước chuyển sang {old}").format(new=within.open_overdue, old=old)


def _within_rate(within: Counts) -> str:
    if not within.due:
        return ""
    percent = share(within.done_on_time, within.due)
    return _("{n}/{due}, đạt {percent} %").format(n=within.done_on_time, due=within.due, percent=percent)


def _undated(counts: PartCounts) -> str:
    if not counts.results.no_deadline:
        return ""
    apart = [
        words.format(n=number)
        for words, number in (
            (_("đã hoàn thành {n}"), counts.undated_done),
            (_("chưa có tiến độ {n}"), counts.undated_silent),
        )
        if number
    ]
    told = _("không quy định thời hạn {n}").format(n=counts.results.no_deadline)
    return _("{told} ({apart})").format(told=told, apart=", ".join(apart)) if apart else told
