"""Corrections after closing (điều chỉnh): a closed period's result stays, the next report tells what was corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, show_date, show_number
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import periods, progress, task_refusals, tasks, units
from models.work.codes import state_name
from models.work.periods import Period, PeriodRow
from models.work.progress import UNCHANGED, NewProgress, Progress
from models.work.result_parts import Correction
from models.work.tasks import Task

OPERATION = "period.adjust"
_FIELDS = ("state", "percent", "value", "done_on", "reason", "promised_on", "note")


class Adjustment(Table):
    """One figure of a closed period that was corrected; `told_in` is the key of the period whose report tells it."""

    __tablename__ = "adjustments"
    __declared__ = Declaration(
        title=_("Điều chỉnh sau khi chốt"),
        rank=21,
        write=OPERATION,
        words={
            "period_id": _("Kỳ"),
            "unit_id": _("Đơn vị"),
            "field": _("Số liệu"),
            "before": _("Trước điều chỉnh"),
            "after": _("Sau điều chỉnh"),
            "reason": _("Lý do"),
        },
        untold=frozenset({"task_id", "told_in", "by", "made_at"}),
        subject=("task_id", "unit_id", "period_id"),
        values={"field": lambda name: Progress.__declared__.words[name]},
        part_of="task_id",
        tally=_("{n} điều chỉnh"),
        pages=frozenset({"month", "reports"}),
    )
    __table_args__ = (Index(None, "task_id"), Index(None, "told_in"))

    period_id: Mapped[str] = mapped_column(ForeignKey("periods.id"))
    told_in: Mapped[str]
    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    field: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    made_at: Mapped[datetime]


def adjust(
    session: Session, task_id: str, period_key: str, entry: NewProgress, reason: str, unit_id: str | None = None
) -> list[Correction]:
    """Correct a unit's entry of a closed period (default unit: as `progress.put`); gives what was changed.

    Raises AppError `period_open`, `reason_missing`, `nothing_changed`, `done_after_period`, and as `progress.put` does.
    """
    period = periods.stored(session, period_key)
    if period.closed_at is None:
        raise AppError(
            "period_open",
            _("{name} chưa chốt.").format(name=periods.name(period_key)),
            _("Điều chỉnh chỉ dành cho kỳ đã chốt; số liệu của kỳ chưa chốt được sửa thẳng."),
            _("Hãy sửa số liệu ở trang Cập nhật kỳ hoặc bằng lệnh progress set."),
        )
    task_refusals.refuse_no_reason(reason)
    before = progress.entry_of(session, task_id, period_key, unit_id)
    old = {name: _words(getattr(before, name, None)) for name in _FIELDS}
    # What was asked for, and the day of completion that follows from it; a state or a percentage that the program set
    # along with it is nobody's correction.
    asked = {name for name in _FIELDS if getattr(entry, name) is not UNCHANGED} | {"done_on"}
    changed: list[str] = []

    def vet(after: Mapping[str, Any]) -> None:
        changed.extend(name for name in _FIELDS if name in asked and _words(after.get(name)) != old[name])
        # An occurrence of a recurring duty stays that of its period, however late; another task goes on into the next.
        done_on, lasts = after["done_on"], tasks.get(session, task_id).recurrence is None
        if lasts and "done_on" in changed and done_on is not None and done_on > period.to_on:
            raise _done_later(period, done_on)
        if not changed:
            raise _nothing_changed(period_key)

    row = progress.put_after_closing(session, task_id, period_key, entry, unit_id, vet)
    made = [_kept(session, period, row, name, old[name], reason) for name in changed]
    session.add_all(made)
    session.flush()
    return [_told(session, one, period_key) for one in made]


def told_in(session: Session, period_key: str) -> tuple[Correction, ...]:
    """The corrections that the report of this period tells, oldest first.

    A longer period also tells what was told in a period inside it of one that ended before it began; what was corrected
    within it is in its own figures. A period that was opened again since tells its own, so that none tells it for it.
    """
    told_of = periods.get(session, period_key)
    found = select(Adjustment, Period.key).join(Period, Period.id == Adjustment.period_id)
    mine = (Adjustment.told_in == period_key) | (Period.to_on < told_of.from_on)
    rows = session.execute(found.where(mine).order_by(Adjustment.made_at, Adjustment.id)).all()
    told = {key: periods.get(session, key) for key in {row.told_in for row, _key in rows}}
    inside = {key for key, one in told.items() if told_of.from_on <= one.from_on and one.to_on <= told_of.to_on}
    mine_to_tell = [(row, key) for row, key in rows if row.told_in in inside]
    return tuple(
        _told(session, row, key) for row, key in mine_to_tell if _unknown_to_its_own(session, row, key, told_of)
    )


def _unknown_to_its_own(session: Session, row: Adjustment, key: str, told_of: PeriodRow) -> bool:
    """Whether the closed result of the period corrected, or of the longer one that holds it, still lacks this."""
    corrected = periods.get(session, key)
    longer = periods.containing(session, corrected.to_on, told_of.kind).key
    kept = (periods.kept(session, one) for one in dict.fromkeys((key, longer)))
    return any(one is not None and one.closed_at is not None and one.closed_at <= row.made_at for one in kept)


def since_closing(session: Session, period: PeriodRow) -> tuple[tuple[Correction, str], ...]:
    """The corrections of a closed period, or of one inside it, that its kept result does not know, oldest first.

    Each with the key of the period whose report tells it. Nothing for a period that is open.
    """
    closed_at = session.scalar(select(Period.closed_at).where(Period.id == period.id)) if period.closed else None
    if closed_at is None:
        return ()
    found = select(Adjustment, Period.key).join(Period, Period.id == Adjustment.period_id)
    mine = (Period.from_on >= period.from_on, Period.to_on <= period.to_on, Adjustment.made_at >= closed_at)
    rows = session.execute(found.where(*mine).order_by(Adjustment.made_at, Adjustment.id)).all()
    return tuple((_told(session, row, key), row.told_in) for row, key in rows)


@dataclass(frozen=True)
class AdjustmentRow:
    """A correction in words, as a list shows it."""

    period: str
    task: str
    unit: str
    field: str
    before: str
    after: str
    reason: str
    by: str
    told_in: str
    made_at: datetime


def about(session: Session, period_key: str) -> tuple[AdjustmentRow, ...]:
    """The corrections of a period's own figures, and those of others that its report tells, oldest first."""
    found = select(Adjustment, Period.key, Task.ref, Task.text).join(Period, Period.id == Adjustment.period_id)
    found = found.join(Task, Task.id == Adjustment.task_id)
    wanted = found.where((Period.key == period_key) | (Adjustment.told_in == period_key))
    rows = session.execute(wanted.order_by(Adjustment.made_at, Adjustment.id)).all()
    names = units.full_names(session, {one.unit_id for one, *_rest in rows})
    return tuple(
        AdjustmentRow(
            period=periods.name(key),
            task=f"{ref} {text}".strip(),
            unit=names[one.unit_id],
            field=Progress.__declared__.words[one.field],
            before=in_words(one.field, one.before),
            after=in_words(one.field, one.after),
            reason=one.reason,
            by=one.by,
            told_in=periods.name(one.told_in),
            made_at=one.made_at,
        )
        for one, key, ref, text in rows
    )


def in_words(field: str, kept: str) -> str:
    """A figure as it is kept here, as an office writes it; `để trống` for none."""
    if not kept:
        return _("để trống")
    if field == "state":
        return state_name(kept)
    if field == "percent":
        return f"{kept} %"
    if field == "value":
        return show_number(Decimal(kept))
    return show_date(date.fromisoformat(kept)) if field in {"done_on", "promised_on"} else kept


def _nothing_changed(period_key: str) -> AppError:
    return AppError(
        "nothing_changed",
        _("Không có gì để điều chỉnh."),
        _("Số liệu đưa vào giống số liệu đang có của {name}.").format(name=periods.name(period_key).lower()),
        _("Hãy kiểm tra lại kỳ, đơn vị và giá trị."),
    )


def _done_later(period: Period, done_on: date) -> AppError:
    name = periods.name(period.key)
    return AppError(
        "done_after_period",
        _("Ngày hoàn thành {day} sau ngày cuối của {period} ({last}).").format(
            day=show_date(done_on), period=f"{name[:1].lower()}{name[1:]}", last=show_date(period.to_on)
        ),
        _("Tới hết kỳ này việc chưa hoàn thành, như số liệu đã chốt."),
        _("Hãy ghi ngày này ở trang Cập nhật kỳ, trong kỳ có ngày đó."),
    )


def _kept(session: Session, period: Period, row: Progress, name: str, before: str, reason: str) -> Adjustment:
    return Adjustment(
        period_id=period.id,
        told_in=_next_open(session, period.key),
        task_id=row.task_id,
        unit_id=row.unit_id,
        field=name,
        before=before,
        after=_words(getattr(row, name)),
        reason=clean(reason),
        by=session.info.get("actor", ""),
        made_at=clock.now().replace(microsecond=0),
    )


def _next_open(session: Session, key: str) -> str:
    """The first period after this one, of its kind, that is not closed: the next report that can tell it."""
    key = periods.neighbour(key, 1)
    while periods.get(session, key).closed:
        key = periods.neighbour(key, 1)
    return key


def _told(session: Session, one: Adjustment, period_key: str) -> Correction:
    name = units.full_names(session, [one.unit_id])[one.unit_id]
    return Correction(one.task_id, name, period_key, one.field, one.before, one.after, one.reason, one.by)


def _words(value: object) -> str:
    """A figure as it is kept here: a day as ISO 8601, a number with a point."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)
