"""How often a recurring duty was made, in words: of what fell due in the report's period, and apart of what did before.

The fraction is over all occurrences whose day lies in the period, also those that an earlier report told as done. What
was missed before the period is no part of it: it is named as still missing, or as made up for (làm bù).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.base.words import _
from models.reports.data import ReportTask
from models.work import periods
from models.work.result_parts import OccurrenceResult

SPANS: Final = {"month": _("tháng"), "quarter": _("quý"), "half": _("kỳ 6 tháng"), "year": _("năm")}
_NAMED: Final = 4  # periods named in a sentence; the rest are counted
_Some = tuple[OccurrenceResult, ...]


@dataclass(frozen=True)
class Sorted:
    """A duty's occurrences by what a report says of each: none is in two of these.

    Of those due in the period: `on_time`, `late`, `missed`, and (by their periods) `waived`. Of those due before it:
    `still_missed`, `made_up`, and `found_on_time`, that no report has told yet. `ahead` are not due yet, `early` are
    done though they fall due only after the period.
    """

    on_time: _Some
    late: _Some
    missed: _Some
    waived: tuple[str, ...]
    still_missed: _Some
    made_up: _Some
    found_on_time: _Some
    ahead: _Some
    early: _Some

    @property
    def due(self) -> int:
        """How many had to be made in the period: what the fraction is over."""
        return len(self.on_time) + len(self.late) + len(self.missed)

    @property
    def before(self) -> bool:
        """Whether anything is to be told of those due before the period."""
        return bool(self.still_missed or self.made_up or self.found_on_time)


def by_saying(task: ReportTask) -> Sorted:
    """The occurrences of a duty, sorted."""
    first, last = task.span
    every = sorted((*task.told_before, *task.occurrences), key=lambda one: one.due_on)
    own = [one for one in every if first <= one.due_on <= last]
    before = [one for one in every if one.due_on < first]
    return Sorted(
        _of(own, "done_on_time"),
        _of(own, "done_late"),
        _of(own, "open_overdue"),
        tuple(key for key in task.waived if key not in {one.period for one in every}),  # else some had done it
        _of(before, "open_overdue"),
        _of(before, "done_late"),
        _of(before, "done_on_time"),
        _of(every, "open_in_time"),
        tuple(one for one in every if one.due_on > last and one.result == "done_on_time"),
    )


def often(task: ReportTask, *, missed_too: bool = True, before_too: bool = True) -> str:
    """`thực hiện đúng hạn 2/3 tháng, 1 tháng chậm 6 ngày; còn 1 tháng của các kỳ trước chưa thực hiện: 9/2026`.

    Not `missed_too` where those that were missed are told beside it; not `before_too` where those are that were late
    before the period.
    """
    found, word = by_saying(task), span_word(task.occurrences)
    of_period = ", ".join(_of_period(found, word, missed_too=missed_too))
    if found.before and of_period:
        of_period = _("trong kỳ {told}").format(told=of_period)
    told = [of_period, *_before(found, word, late_too=before_too)]
    if found.early:
        told.append(_("đã thực hiện trước hạn {n} {word}: {names}").format(**_named(found.early, word)))
    return "; ".join(filter(None, told))


def span_word(occurrences: Sequence[OccurrenceResult]) -> str:
    """What the periods of these are called when they are counted: `tháng`, `quý`."""
    return SPANS[periods.kind_of(occurrences[0].period)]


def names_of_periods(keys: Sequence[str], word: str) -> str:
    """`9/2026, 10/2026`, `I/2026`: the first few, and how many more there are, counted by `word`."""
    told = ", ".join(map(_short, keys[:_NAMED]))
    if len(keys) <= _NAMED:
        return told
    return _("{names} và {n} {word} khác").format(names=told, n=len(keys) - _NAMED, word=word)


def _of(some: Sequence[OccurrenceResult], result: str) -> _Some:
    return tuple(one for one in some if one.result == result)


def _of_period(found: Sorted, word: str, *, missed_too: bool) -> list[str]:
    told = []
    if found.due:
        words = _("thực hiện đúng hạn {n}/{of} {word}")
        told.append(words.format(n=len(found.on_time), of=found.due, word=word))
    if len(found.late) == 1:
        told.append(_("1 {word} chậm {n} ngày").format(word=word, n=found.late[0].days_late))
    elif found.late:
        most = max(one.days_late for one in found.late)
        told.append(_("{n} {word} chậm nhiều nhất {days} ngày").format(n=len(found.late), word=word, days=most))
    for words, number in (
        (_("{n} {word} chưa thực hiện"), len(found.missed) if missed_too else 0),
        (_("{n} {word} được miễn"), len(found.waived)),
        (_("{n} {word} chưa đến hạn"), len(found.ahead)),
    ):
        if number:
            told.append(words.format(n=number, word=word))
    return [_("chưa đến hạn")] if found.ahead and len(told) == 1 else told


def _before(found: Sorted, word: str, *, late_too: bool) -> list[str]:
    told = []
    if found.still_missed and late_too:
        told.append(
            _("còn {n} {word} của các kỳ trước chưa thực hiện: {names}").format(**_named(found.still_missed, word))
        )
    if found.made_up and late_too:
        words = _("đã làm bù {n} {word}: {names}, chậm {most}{days} ngày")
        days = max(one.days_late for one in found.made_up)
        most = _("nhiều nhất ") if len(found.made_up) > 1 else ""
        told.append(words.format(**_named(found.made_up, word), most=most, days=days))
    if found.found_on_time:
        words = _("nay đã rõ {n} {word} của các kỳ trước thực hiện đúng hạn: {names}")
        told.append(words.format(**_named(found.found_on_time, word)))
    return told


def _named(some: _Some, word: str) -> dict[str, object]:
    return {"n": len(some), "word": word, "names": names_of_periods([one.period for one in some], word)}


def _short(key: str) -> str:
    """A period without the word for its kind, which stands before it: `9/2026`, `I/2026`, `2026`."""
    named = periods.name(key)
    return named.partition(" ")[2] if periods.kind_of(key) in {"month", "quarter", "year"} else named
