"""The rows that results are worked out from: read once, however many periods are asked about, and only what is judged.

Rows of the tables' own classes take most of the time in a large book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, bindparam, exists, func, select
from sqlalchemy.orm import Session

from models.work import office, part_standing, task_conditions
from models.work.directives import Directive
from models.work.extensions import Extension
from models.work.occurrences import Calendar
from models.work.periods import Period, PeriodRow
from models.work.progress import SAYS, Progress
from models.work.tasks import Assignment, Task
from models.work.unit_words import Entry
from models.work.waivers import Waiver


class TaskRow(NamedTuple):
    """What of a task is judged and told; `given_on` is since when it exists, None where nobody knows."""

    id: str
    number: int
    ref: str
    text: str
    whose: str
    area: str | None
    state: str
    recurrence: str | None
    due_day: int | None
    due_on: date | None
    done_on: date | None
    standing_period: str | None
    cancelled_on: date | None
    assigned_on: date | None
    created_at: datetime
    former_leads: str | None
    given_on: date | None = None


class EntryRow(NamedTuple):
    """What of an entry is judged and told."""

    id: str
    unit_id: str
    percent: int | None
    value: Decimal | None
    note: str
    done_on: date | None
    reason: str | None
    promised_on: date | None
    speaks: bool


class LeadRow(NamedTuple):
    """A unit that leads a task."""

    id: str
    unit_id: str


class Moved(NamedTuple):
    """A deadline that was extended, and on which day."""

    on: date
    old_due_on: date | None
    new_due_on: date


_AT_ONCE: Final = 5_000  # SQLite takes at most 32,766 values in one statement
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_JUDGED = tuple(getattr(Task, name) for name in TaskRow._fields[:-1])
_TASKS = (
    select(*_JUDGED, Directive.issued_on, Directive.added_at)
    .outerjoin(Directive, Directive.id == Task.directive_id)
    .where(Task.id.in_(_IDS))
)
_ASSIGNED = select(Assignment.task_id, Assignment.role, Assignment.id, Assignment.unit_id).where(
    Assignment.task_id.in_(_IDS)
)
_ENTRIES = (
    select(
        *(Progress.task_id, Period.to_on, Progress.id, Progress.unit_id, Progress.percent, Progress.value),
        *(Progress.note, Progress.done_on, Progress.reason, Progress.promised_on, SAYS),
    )
    .join(Period, Period.id == Progress.period_id)
    .where(Progress.task_id.in_(_IDS))
    .order_by(Period.to_on, Progress.updated_at, Progress.id)
)
_MOVED = (
    select(Extension.task_id, Extension.on, Extension.old_due_on, Extension.new_due_on)
    .where(Extension.task_id.in_(_IDS))
    .order_by(Extension.on, Extension.id)
)
_WAIVED = select(Waiver.task_id, Waiver.period).where(Waiver.task_id.in_(_IDS))


class Rows:
    """The rows of one reading of the book."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.own, self.calendar = office.own_unit_id(session), Calendar(session)
        self.leads: dict[str, list[LeadRow]] = defaultdict(list)
        self.helping: dict[str, set[str]] = defaultdict(set)
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        self.moved: dict[str, list[Moved]] = defaultdict(list)
        self.waived: set[tuple[str, str]] = set()
        self._tasks: dict[str, TaskRow] = {}
        self._read: set[str] = set()  # the tasks of which all that hangs on them is here

    def belonging(
        self,
        period: PeriodRow,
        left_open: Collection[str],
        made_at: datetime | None,
        done_since: date | None = None,
    ) -> list[TaskRow]:
        """The tasks that may have a part in a period, in the book's order: done since it began, or only told since.

        `left_open` are those that the closed periods before told as not done, the last of them at `made_at`; what was
        done from `done_since` on they may not have told.
        """
        asked = select(Task.id)
        since = (
            asked.where(task_conditions.since(min(done_since or period.from_on, period.from_on))),
            asked.where(Task.assigned_on >= period.from_on),
        )
        ids = self._joined_later.union(left_open, *(self._session.scalars(statement) for statement in since))
        if made_at is not None:
            ids |= set(self._session.scalars(asked.where(Task.created_at > made_at)))
        self._each(_TASKS, ids - self._tasks.keys(), self._keep_task)
        return sorted((self._tasks[one] for one in ids if one in self._tasks), key=lambda task: task.number)

    def read(self, tasks: Iterable[TaskRow]) -> None:
        """Bring here what hangs on these tasks."""
        ids = {task.id for task in tasks} - self._read
        self._each(_ASSIGNED.order_by(Assignment.id), ids, self._keep_assigned)
        self._each(_ENTRIES, ids, self._keep_entry)
        self._each(_MOVED, ids, lambda task_id, *moved: self.moved[task_id].append(Moved(*moved)))
        self._each(_WAIVED, ids, lambda task_id, key: self.waived.add((task_id, key)))
        self._read |= ids

    def _each(self, statement: Any, ids: Collection[str], keep: Callable[..., None]) -> None:  # noqa: ANN401
        every = sorted(ids)
        for first in range(0, len(every), _AT_ONCE):
            for row in self._session.execute(statement, {"ids": every[first : first + _AT_ONCE]}):
                keep(*row)

    def _keep_task(self, *row: Any) -> None:  # noqa: ANN401
        *judged, issued_on, added_at = row
        task = TaskRow(*judged)
        given_on = part_standing.given_on(task.assigned_on, issued_on, added_at)
        self._tasks[task.id] = task._replace(given_on=given_on)

    def _keep_assigned(self, task_id: str, role: str, row_id: str, unit_id: str) -> None:
        if role == "lead":
            self.leads[task_id].append(LeadRow(row_id, unit_id))
        else:
            self.helping[task_id].add(unit_id)

    def _keep_entry(self, task_id: str, to_on: date, *row: Any) -> None:  # noqa: ANN401
        self.entries[task_id].append((EntryRow(*row), to_on))

    @cached_property
    def _joined_later(self) -> set[str]:
        """Tasks with a lead that was added after others had done the task, and has said nothing yet."""
        done = (
            select(Progress.task_id, func.min(Progress.id).label("first"))
            .where(Progress.done_on.is_not(None))
            .group_by(Progress.task_id)
            .subquery()
        )
        silent = ~exists().where(Progress.task_id == Assignment.task_id, Progress.unit_id == Assignment.unit_id)
        joined = select(Assignment.task_id).join(done, done.c.task_id == Assignment.task_id)
        late = (Assignment.role == "lead", Assignment.id > done.c.first, silent)
        return set(self._session.scalars(joined.where(*late)))
