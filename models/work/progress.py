"""Progress: what a unit reported about a task for a period, and what that makes of the task."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, Integer, Row, bindparam, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.text import nfc
from models.base.words import _
from models.store.declaration import ALL, Declaration
from models.store.tables import Table
from models.work import entry_refusals, implied, office, periods, task_refusals, tasks, units
from models.work.codes import PERIOD_KIND, percent_words, state_name
from models.work.implied import Fields
from models.work.judged import Judgement, Said, Word, judge, newest
from models.work.periods import Period
from models.work.tasks import Assignment, Task


class Progress(Table):
    """One unit's entry for one task and period. `value` is that of the task's indicator, in its unit of measure.

    `reason` (why it is late) and `promised_on` are told together and stand until a later entry tells others (`delays`);
    in an entry that tells neither `reason` is None.
    """

    __tablename__ = "progress"
    __declared__ = Declaration(
        title=_("Số liệu kỳ"),
        rank=3,
        write="progress.put",
        words={
            "unit_id": _("Đơn vị"),
            "period_id": _("Kỳ"),
            "value": _("Giá trị chỉ số"),
            "state": _("Trạng thái"),
            "percent": _("Tiến độ"),
            "done_on": _("Ngày hoàn thành"),
            "reason": _("Nguyên nhân chủ yếu"),
            "promised_on": _("Hẹn hoàn thành"),
            "note": _("Ghi chú"),
        },
        untold=frozenset({"task_id", "updated_at"}),
        values={"state": state_name, "percent": percent_words},
        subject=("task_id", "unit_id", "period_id"),
        part_of="task_id",
        tally=_("{n} số liệu kỳ"),
        counted=ALL,
        pages=frozenset({"month", "reports"}),
    )
    __table_args__ = (
        Index(None, "task_id", "period_id", "unit_id", unique=True),
        Index(None, "period_id"),
        Index(None, "unit_id"),
    )

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    period_id: Mapped[str] = mapped_column(ForeignKey("periods.id"))
    state: Mapped[str | None]
    percent: Mapped[int | None] = mapped_column(Integer)
    value: Mapped[Decimal | None]
    note: Mapped[str]
    done_on: Mapped[date | None]
    reason: Mapped[str | None]
    promised_on: Mapped[date | None]
    updated_at: Mapped[datetime]

    def refuse_return(self, session: Session) -> None:
        """Raises AppError `bin_closed` when its period was closed meanwhile."""
        period = session.get(Period, self.period_id)
        if period is not None and period.closed_at is not None:
            raise entry_refusals.in_closed(period)

    @property
    def speaks(self) -> bool:
        """Whether the entry says how far the task is; a note or a figure alone does not."""
        return self.state is not None or self.percent is not None or self.done_on is not None


UNCHANGED: Final[Any] = object()
# Made once: they are part of every cell's saving.
_OF_TASK = Progress.task_id == bindparam("task_id")
_OF_UNIT = (Progress.period_id == bindparam("period_id"), Progress.unit_id == bindparam("unit_id"))
_ENTRY = select(Progress).where(_OF_TASK, *_OF_UNIT)
_LEADS = select(Assignment.unit_id).where(Assignment.task_id == bindparam("task_id"), Assignment.role == "lead")
# By its task alone: with the unit beside it SQLite goes through all that the unit ever told.
_TOLD = (
    select(Progress.unit_id, Period.to_on, Progress.reason, Progress.promised_on)
    .join(Period, Period.id == Progress.period_id)
    .where(_OF_TASK, Progress.reason.is_not(None))
    .order_by(Period.to_on, Progress.updated_at)
)
SAYS: Final = or_(Progress.state.is_not(None), Progress.percent.is_not(None), Progress.done_on.is_not(None))
_SAID = (
    select(Progress.unit_id, Progress.state, Progress.percent, Progress.done_on, Period.to_on)
    .join(Period, Period.id == Progress.period_id)
    .where(_OF_TASK, SAYS)
    .order_by(Period.to_on, Progress.updated_at, Progress.id)
)
_SAID_WITHIN = _SAID.where(Period.to_on >= bindparam("first"), Period.to_on <= bindparam("last"))


@dataclass(frozen=True)
class NewProgress:
    """What to write; a field left `UNCHANGED` keeps what was there, None empties it."""

    state: str | None = UNCHANGED
    percent: int | None = UNCHANGED
    value: Decimal | None = UNCHANGED
    note: str = UNCHANGED
    done_on: date | None = UNCHANGED
    reason: str | None = UNCHANGED
    promised_on: date | None = UNCHANGED

    @property
    def explains(self) -> bool:
        """Whether anything is written of why it is late and until when it is promised."""
        return self.reason is not UNCHANGED or self.promised_on is not UNCHANGED

    @property
    def speaks(self) -> bool:
        """Whether anything is written of how far the task is."""
        return any(given is not UNCHANGED for given in (self.state, self.percent, self.done_on))


def put(session: Session, task_id: str, period_key: str, entry: NewProgress, unit_id: str | None = None) -> Progress:
    """Record a unit's entry (default: the only lead unit, else the office itself) and bring the task up to it.

    A closed period takes only the word that a missed occurrence of a recurring duty was done after it. Where the office
    returns a whole task that others had done (`returned` in its own line), their parts are returned with it.

    Raises AppError `task_unknown`, `unit_unknown`, `period_unknown`, `period_closed`, `wrong_percent`, `wrong_state`,
    `done_in_future`, `promise_passed`, `cancel_elsewhere`, `task_cancelled`,
    `kind_and_period_differ`, `done_too_early`.
    """
    periods.kind_of(period_key)
    period = periods.kept(session, period_key)
    closed = period is not None and period.closed_at is not None
    if period is not None and closed and not _makes_up(session, task_id, period, entry, unit_id):
        periods.refuse_closed(periods.row_of(period))
    task = tasks.get(session, task_id)
    done = task.done_on is not None
    row = _put(session, task, period or periods.stored(session, period_key), entry, unit_id)
    if done and entry.state == "returned":
        _return_parts(session, task, row)
    return row


def _return_parts(session: Session, task: Task, word: Progress) -> None:
    """Return the part of each lead that had told it as done by the period of the office's `word` on the whole."""
    leads = list(session.connection().scalars(_LEADS, {"task_id": task.id}))
    if word.unit_id != office.own_unit_id(session) or word.unit_id in leads:
        return
    period = session.get_one(Period, word.period_id)
    newest = {unit: (done_on, to_on) for unit, _state, _percent, done_on, to_on in _said(session, task, period)}
    for unit in leads:
        done_on, to_on = newest.get(unit, (None, date.max))
        if done_on is not None and to_on <= period.to_on:
            _put(session, task, period, NewProgress(state="returned"), unit)


def _makes_up(session: Session, task_id: str, period: Period, entry: NewProgress, unit_id: str | None) -> bool:
    """Whether the entry only says that a missed occurrence of a recurring duty was done after its period.

    That takes back nothing of what the period's report said, so a closed period takes it too.
    """
    corrects = any(given is not UNCHANGED for given in (entry.state, entry.percent, entry.value, entry.note))
    if entry.done_on is UNCHANGED or entry.done_on is None or corrects or entry.done_on <= period.to_on:
        return False
    before = entry_of(session, task_id, period.key, unit_id)
    return tasks.get(session, task_id).recurrence is not None and (before is None or before.done_on is None)


def put_after_closing(
    session: Session,
    task_id: str,
    period_key: str,
    entry: NewProgress,
    unit_id: str | None,
    vet: Callable[[Mapping[str, Any]], None],
) -> Progress:
    """The same for a period that may be closed: only `adjustments.adjust`, which keeps what it was and why, may.

    `vet` is shown what the entry is about to say, by column, and refuses it before anything is written. Raises
    AppError as `put` does, but `period_closed`.
    """
    task = tasks.get(session, task_id)
    return _put(session, task, periods.stored(session, period_key), entry, unit_id, vet)


def _put(
    session: Session,
    task: Task,
    period: Period,
    entry: NewProgress,
    unit_id: str | None,
    vet: Callable[[Mapping[str, Any]], None] | None = None,
) -> Progress:
    # A session forgets what nobody holds; what follows from the entry asks for its task and its period again.
    session.info.setdefault("told_of", []).extend((task, period))
    _check(entry, period)
    unit_id = units.get(session, unit_id).id if unit_id else _usual_unit(session, task.id)
    if entry.speaks:
        entry_refusals.refuse_cancelled(session, task, period)
        done_on = None if entry.done_on is UNCHANGED else entry.done_on
        entry_refusals.refuse_other_occurrence(session, task, period, done_on, unit_id)
    kept = _entry(session, task.id, period.id, unit_id)
    row = kept or Progress(task_id=task.id, period_id=period.id, unit_id=unit_id, note="")
    before = (row.speaks, row.done_on)
    says = _said_by(row, entry, period, decided=task.state in implied.DECIDED)
    if entry.explains:
        says |= _explained(session, row, entry, period)
    if vet is not None:
        vet(says)
    for name, value in says.items():
        setattr(row, name, value)
    if kept is None:
        session.add(row)
    row.updated_at = clock.now().replace(microsecond=0)
    session.flush()
    # A word or a figure beside it says nothing new about how far the task is, and takes back nobody's decision.
    if entry.speaks and (row.speaks or before[0]):
        _bring_up(session, task, period, unit_id, before[1], told=entry.state is not UNCHANGED)
    return row


def entry_of(session: Session, task_id: str, period_key: str, unit_id: str | None = None) -> Progress | None:
    """The entry of a unit (default as for `put`) in a period, None where there is none. Raises AppError as `put`."""
    period = periods.get(session, period_key)
    unit_id = units.get(session, unit_id).id if unit_id else _usual_unit(session, task_id)
    return _entry(session, task_id, period.id, unit_id) if period.id else None


def _entry(session: Session, task_id: str, period_id: str, unit_id: str) -> Progress | None:
    return session.scalars(_ENTRY, {"task_id": task_id, "period_id": period_id, "unit_id": unit_id}).first()


def _check(entry: NewProgress, period: Period) -> None:
    if entry.percent is not UNCHANGED and entry.percent is not None:
        entry_refusals.refuse_wrong_percent(entry.percent)
    if entry.state is not UNCHANGED and entry.state is not None:
        task_refusals.refuse_unknown_state(entry.state)
        entry_refusals.refuse_cancelling(entry.state)
    if entry.done_on is not UNCHANGED and entry.done_on is not None:
        task_refusals.refuse_future(entry.done_on)
    if entry.promised_on is not UNCHANGED and entry.promised_on is not None:
        entry_refusals.refuse_passed(entry.promised_on, period.to_on)


def _usual_unit(session: Session, task_id: str) -> str:
    found = list(session.scalars(_LEADS, {"task_id": task_id}))
    return found[0] if len(found) == 1 else office.own_unit_id(session)


def _said_by(row: Progress, entry: NewProgress, period: Period, *, decided: bool) -> dict[str, Any]:
    """What of a row, by column, the entry leaves or makes otherwise, without writing it."""
    says: dict[str, Any] = {"value": row.value if entry.value is UNCHANGED else entry.value}
    says["note"] = row.note if entry.note is UNCHANGED else nfc(entry.note or "").strip()
    given = {name: getattr(entry, name) for name in ("state", "percent", "done_on")}
    typed = {name: value for name, value in given.items() if value is not UNCHANGED}
    # Who says that it is done but not when means now, or the period's end if that has passed.
    day = max(min(clock.today(), period.to_on), period.from_on)
    fields = implied.after(Fields(row.state, row.percent, row.done_on), typed, day, decided=decided)
    return says | {"state": fields.state, "percent": fields.percent, "done_on": fields.done_on}


def _explained(session: Session, row: Progress, entry: NewProgress, period: Period) -> dict[str, Any]:
    """Why it is late and until when it is promised; what is left out of the two stays as it stood before."""
    earlier = told_before(session, row.task_id, row.unit_id, period.to_on)
    stood = row if row.reason is not None else earlier
    reason, promised_on = (stood.reason or "", stood.promised_on) if stood is not None else ("", None)
    if entry.reason is not UNCHANGED:
        reason = nfc(entry.reason or "").strip()
    if entry.promised_on is not UNCHANGED:
        promised_on = entry.promised_on
    told = bool(reason or promised_on or earlier is not None)
    return {"reason": reason, "promised_on": promised_on} if told else {"reason": None, "promised_on": None}


def told_before(session: Session, task_id: str, unit_id: str, day: date) -> Row[*tuple[Any, ...]] | None:
    """The `reason` and `promised_on` of the unit's newest entry that tells them, of a period that ended before `day`.

    What was not flushed yet does not count.
    """
    told = session.connection().execute(_TOLD, {"task_id": task_id})
    mine = [one for one in told if one.unit_id == unit_id and one.to_on < day]
    return mine[-1] if mine else None


def _bring_up(
    session: Session, task: Task, period: Period, unit_id: str, done_before: date | None, *, told: bool
) -> None:
    """Recompute the task from the newest entry of each answering unit, unless something later already spoke.

    `unit_id` is who made an entry, `done_before` the day of completion that it named until now; `told` says whether it
    names a state, without which a percentage takes back nobody's decision on the task's own page.
    """
    own_unit = office.own_unit_id(session)
    leads = list(session.connection().scalars(_LEADS, {"task_id": task.id}))
    former = tasks.led_before(task.former_leads)
    heard = None if former is None or not leads else {*leads, *former, own_unit}
    if heard is not None and unit_id not in heard:
        return  # who neither leads nor led finishes nobody's part, and begins none
    if task.recurrence:
        own = periods.containing(session, period.to_on, PERIOD_KIND[task.recurrence])
        if task.standing_period and periods.get(session, task.standing_period).to_on > own.to_on:
            return
        task.standing_period = own.key
    said_by = _said(session, task, period)
    entries = [(Said(unit, state, percent, done_on), to_on) for unit, state, percent, done_on, to_on in said_by]
    by_hand = task.done_on not in {None, done_before, *(row.done_on for row, _to_on in entries)}
    if by_hand and task.done_on and task.done_on > period.to_on:
        return  # finished on the task's own page after this period ended
    said = newest([one for one in entries if heard is None or one[0].unit_id in heard], leads, own_unit)
    judgement = judge(said, leads, own_unit) if said else Judgement(0, None, "new")
    task.percent, task.done_on = judgement.percent, judgement.done_on
    if task.state == "cancelled" or (
        not told and task.state in implied.DECIDED and judgement.state in {"new", "doing"}
    ):
        return
    # An entry of an old book may call a task off; who set the task going again decided otherwise.
    if judgement.state and judgement.state != "cancelled":
        task.state = judgement.state
    elif task.state in {"new", "accepted"} and (task.percent or _begun(said.values(), task.state)):
        task.state = "doing"


def _said(session: Session, task: Task, period: Period) -> Iterable[Row[*tuple[Any, ...]]]:
    """What was told of how far a task is, oldest first; of a recurring duty, for the occurrence that holds a period."""
    asked: dict[str, Any] = {"task_id": task.id}
    if not task.recurrence:
        return session.connection().execute(_SAID, asked)  # all is flushed: the session has nothing to add
    own = periods.containing(session, period.to_on, PERIOD_KIND[task.recurrence])
    return session.connection().execute(_SAID_WITHIN, {**asked, "first": own.from_on, "last": own.to_on})


def _begun(said: Iterable[Word], before: str) -> bool:
    """Whether some unit said more than that it has not begun; of what was done, saying anything is more."""
    return any(row.state and (row.state != "new" or before == "accepted") for row in said)
