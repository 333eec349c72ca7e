"""Why a unit is late with its part and until when it is promised: told once, kept from period to period until changed.

An entry tells both or neither (`Progress.reason` is None then). What was told in March is still the reason in April.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from models.base.text import nfc
from models.work.occurrences import Span
from models.work.periods import Period
from models.work.progress import Progress, told_before


@dataclass(frozen=True)
class Delay:
    """`reason` in the unit's words, "" where none was told; `promised_on` is the day by which it is promised."""

    reason: str = ""
    promised_on: date | None = None


NOTHING_TOLD: Final = Delay()
_WHY: Final = re.compile(
    r"\b(?:do|vì|bởi|tại vì|nguyên nhân|lý do|thiếu|chờ|đợi|vướng|vướng mắc|khó khăn|hỏng|lỗi|mất|quá tải|chồng chéo|"
    r"(?:chưa|không) (?:có|đủ|được|bố trí|nhận được|cấp|ban hành|thống nhất|phối hợp|hướng dẫn|kịp))\b"
)


def at_end_of(session: Session, day: date, about: ColumnElement[bool]) -> dict[tuple[str, str], Delay]:
    """What stands on the last day of a period, by task and unit; `about` is the condition on the tasks' ids."""
    told = select(Progress.task_id, Progress.unit_id, Progress.reason, Progress.promised_on)
    told = told.join(Period, Period.id == Progress.period_id)
    found = told.where(Progress.reason.is_not(None), Period.to_on <= day, about)
    rows = session.execute(found.order_by(Period.to_on, Progress.updated_at, Progress.id))
    return {(task_id, unit_id): Delay(reason or "", promised_on) for task_id, unit_id, reason, promised_on in rows}


def of_entry(session: Session, entry: Progress, day: date) -> Delay:
    """What stands for this entry's task and unit in its period, that begins on `day`; else what was told before."""
    told = entry if entry.reason is not None else told_before(session, entry.task_id, entry.unit_id, day)
    return _of(told) if told is not None else NOTHING_TOLD


def of_part(entries: Sequence[tuple[Progress, date]], day: date, span: Span | None, *, done: bool) -> Delay:
    """What stands on `day` for a unit's part, or for its occurrence in `span`, from its entries, oldest first.

    Of a recurring duty what was told within the occurrence counts, and after it while it is not done; of what was told
    before only the reason, and only until something was done: the promise was for another occurrence. Where no reason
    was ever told, as in older books, the newest note that tells one stands for it.
    """
    known = [(entry, to_on) for entry, to_on in entries if to_on <= day]
    told = [(entry, to_on) for entry, to_on in known if entry.reason is not None]
    if span is None:
        found = _newest(entry for entry, _to_on in told)
    else:
        own = [entry for entry, to_on in told if span.first <= to_on and (to_on <= span.last or not done)]
        found = _newest(own) if own else Delay(_still_held_by([entry for entry, to_on in known if to_on < span.first]))
    if found.reason:
        return found
    notes = [entry.note for entry, to_on in known if span is None or span.first <= to_on <= span.last]
    inside = [note for note in notes if note and tells_why(note)]
    return Delay(inside[-1] if inside else "", found.promised_on)


def tells_why(note: str) -> bool:
    """Whether a note says what holds the work up, and not only what was done: a report names nothing else a cause."""
    return _WHY.search(nfc(note).lower()) is not None


def _still_held_by(before: Sequence[Progress]) -> str:
    """The newest reason of these entries, oldest first; "" where the unit has done something since it was told."""
    for entry in reversed(before):
        if entry.done_on is not None:
            break
        if entry.reason is not None:
            return entry.reason
    return ""


def _newest(told: Iterable[Progress]) -> Delay:
    found = list(told)
    return _of(found[-1]) if found else NOTHING_TOLD


def _of(entry: Progress | Row[*tuple[Any, ...]]) -> Delay:
    return Delay(entry.reason or "", entry.promised_on)
