"""What units are late with, told together: occurrences missed one after the other, and units that are late alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.base.words import _
from models.reports.occurrence_words import SPANS
from models.reports.sentence_case import lower_first
from models.work import periods
from models.work.result_parts import UnitPart


@dataclass(frozen=True)
class LateRun:
    """Units that are late alike: with the same occurrences (none for what is done once), reason and promise.

    `days_late` are those of the occurrence that is late the longest.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    days_late: int
    percent: int
    reason: str
    promised_on: date | None


def late_runs(parts: Iterable[UnitPart]) -> list[LateRun]:
    """The runs of some parts of one task, in their order."""
    mine: dict[tuple[object, ...], list[UnitPart]] = {}
    for part in parts:
        once = () if part.period else (part.days_late,)
        mine.setdefault((part.unit, part.reason, part.promised_on, *once), []).append(part)
    alike: dict[tuple[object, ...], list[LateRun]] = {}
    for run in map(_of_unit, mine.values()):
        alike.setdefault((run.periods, run.days_late, run.reason, run.promised_on), []).append(run)
    return [_together(runs) for runs in alike.values()]


def spans_words(keys: Sequence[str]) -> str:
    """`từ tháng 3/2024 đến tháng 11/2026` of periods that follow each other; several such spans with commas."""
    spans: list[list[str]] = []
    for key in keys:
        if spans and periods.neighbour(spans[-1][-1], 1) == key:
            spans[-1].append(key)
        else:
            spans.append([key])
    return ", ".join(_span(span) for span in spans)


def number_words(keys: Sequence[str]) -> str:
    """`33 tháng`, `2 quý` of the periods of occurrences."""
    return f"{len(keys)} {SPANS[periods.kind_of(keys[0])]}"


def _of_unit(parts: list[UnitPart]) -> LateRun:
    one = parts[0]
    keys = tuple(sorted(part.period for part in parts if part.period))
    days = max(part.days_late for part in parts)
    return LateRun((one.unit,), keys, days, one.percent if len(parts) == 1 else 0, one.reason, one.promised_on)


def _together(runs: list[LateRun]) -> LateRun:
    one = runs[0]
    units = tuple(unit for run in runs for unit in run.units)
    percent = one.percent if len(runs) == 1 else 0
    return LateRun(units, one.periods, one.days_late, percent, one.reason, one.promised_on)


def _span(keys: list[str]) -> str:
    first, last = (lower_first(periods.name(key)) for key in (keys[0], keys[-1]))
    return first if first == last else _("từ {first} đến {last}").format(first=first, last=last)
