"""Tasks: what was ordered, by whom it is done, until when. Every function here is one operation of a person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, ForeignKey, Index, Integer, and_, case, func, literal_column, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, nfc, sort_key
from models.base.words import _
from models.store.declaration import ALL, Declaration
from models.store.tables import Table
from models.work import implied, occurrences, task_refusals, unit_names, units
from models.work.codes import (
    PERIOD_KIND,
    area_name,
    due_day_words,
    percent_words,
    recurrence_name,
    state_name,
    whose_name,
)


def _named(row: Mapping[str, Any]) -> str:
    words = _("Số {n}, mục {ref}: {text}") if row["ref"] else _("Số {n}: {text}")
    return words.format(n=row["number"], ref=row["ref"], text=row["text"])


class Task(Table):
    """One duty. `lead_text` and `with_text` are the names in the document's words or those of the assigned units."""

    __tablename__ = "tasks"
    __table_args__ = (
        Index(None, "directive_id"),
        Index(None, "ref", "number"),
        Index(None, "text_key", "number"),
        Index(None, "lead_key", "number"),
        Index(None, "source_text", "number"),
    )
    __declared__ = Declaration(
        title=_("Nhiệm vụ"),
        rank=1,
        write="task.change",
        words={
            "ref": _("Mục"),
            "text": _("Nội dung"),
            "short_name": _("Tên gọi tắt"),
            "area": _("Lĩnh vực"),
            "product": _("Sản phẩm"),
            "deadline_text": _("Thời hạn theo văn bản"),
            "due_on": _("Hạn hoàn thành"),
            "recurrence": _("Chu kỳ"),
            "due_day": _("Hạn trong kỳ"),
            "assigned_on": _("Ngày giao"),
            "whose": _("Loại nhiệm vụ"),
            "lead_text": _("Chủ trì"),
            "with_text": _("Phối hợp"),
            "source_text": _("Văn bản giao"),
            "state": _("Trạng thái"),
            "percent": _("Tiến độ"),
            "done_on": _("Ngày hoàn thành"),
            "note": _("Ghi chú"),
        },
        untold=frozenset(["number", "standing_period", "next_due_on", "cancelled_on", "directive_id"])
        | frozenset(["source_from", "source_to", "text_key", "lead_key", "created_at", "former_leads"]),
        values={
            "area": area_name,
            "recurrence": recurrence_name,
            "due_day": due_day_words,
            "state": state_name,
            "percent": percent_words,
            "whose": whose_name,
        },
        subject=("number", "ref", "text"),
        name=_named,
        search=("ref", "text", "lead_text", "with_text", "source_text", "product", "deadline_text", "note", "area"),
        in_bin=True,
        counted=frozenset(
            {
                "area",
                "assigned_on",
                "cancelled_on",
                "due_day",
                "due_on",
                "done_on",
                "former_leads",
                "percent",
                "recurrence",
                "standing_period",
                "state",
                "whose",
            }
        ),
        derived=frozenset({"next_due_on"}),
        pages=frozenset({"overview", "directives", "tasks", "month", "reports", "units"}),
    )

    number: Mapped[int] = mapped_column(Integer, unique=True)
    ref: Mapped[str]
    text: Mapped[str]
    area: Mapped[str | None]
    product: Mapped[str]
    deadline_text: Mapped[str]
    due_on: Mapped[date | None]
    recurrence: Mapped[str | None]
    state: Mapped[str]
    percent: Mapped[int] = mapped_column(Integer)
    done_on: Mapped[date | None]
    standing_period: Mapped[str | None]
    lead_text: Mapped[str]
    with_text: Mapped[str]
    note: Mapped[str]
    directive_id: Mapped[str | None] = mapped_column(ForeignKey("directives.id"))
    source_text: Mapped[str]
    source_from: Mapped[int | None] = mapped_column(Integer)
    source_to: Mapped[int | None] = mapped_column(Integer)
    text_key: Mapped[str]
    lead_key: Mapped[str]
    created_at: Mapped[datetime]
    assigned_on: Mapped[date | None]
    whose: Mapped[str] = mapped_column(server_default="ours")
    short_name: Mapped[str] = mapped_column(server_default="")
    cancelled_on: Mapped[date | None]
    next_due_on: Mapped[date | None]  # of a recurring duty, by its part that is furthest behind (`part_standing`)
    # Ids of the units that led before, with a space between; None in books of before, where nobody knows.
    former_leads: Mapped[str | None]
    # Of a recurring duty the day of its month on which it is due (`occurrences.due_on`); None: the period's last.
    due_day: Mapped[int | None] = mapped_column(Integer)


# Never, for what is still open; a recurring duty always is. One column, so that one index serves "open" and "since".
OPEN = date(9999, 12, 31)
alive_until: ColumnElement[date] = case(
    (and_(Task.recurrence.is_(None), Task.done_on.is_not(None)), Task.done_on),
    else_=literal_column(f"'{OPEN}'", Date()),
)
_LISTED = (
    Task.area, Task.state, Task.recurrence, Task.standing_period, Task.due_on, Task.done_on, Task.percent,
    Task.next_due_on, Task.whose, Task.due_day,
)  # fmt: skip
# Lists find their rows in these two without touching the wide rows themselves: the whole book, and what is alive.
Index("ix_tasks_listed", Task.number, Task.id, *_LISTED)
Index("ix_tasks_alive", alive_until, Task.number, Task.id, *_LISTED)


class Assignment(Table):
    """A unit's part in a task: `lead` (chủ trì) or `with` (phối hợp)."""

    __tablename__ = "assignments"
    __declared__ = Declaration(
        title=_("Phân công"),
        rank=2,
        write="task.assign",
        words={"unit_id": _("Đơn vị"), "role": _("Vai trò")},
        untold=frozenset({"task_id", "done_on", "percent", "next_due_on"}),
        derived=frozenset({"done_on", "percent", "next_due_on"}),
        values={"role": lambda code: {"lead": _("Chủ trì"), "with": _("Phối hợp")}[code]},
        subject=("task_id", "unit_id"),
        part_of="task_id",
        tally=_("{n} phân công"),
        in_history=False,  # who leads and helps is said by the task's own row; saying it twice only confuses
        counted=ALL,
        pages=frozenset({"overview", "tasks", "month", "units"}),
    )
    __table_args__ = (
        Index(None, "task_id", "unit_id", unique=True),
        Index(None, "task_id", "role", "unit_id", "done_on", "next_due_on"),
        Index(None, "unit_id", "role", "task_id", "done_on", "next_due_on"),
    )

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    role: Mapped[str]
    # How far a lead unit is, kept by `part_standing` when something is saved; None for who only helps.
    done_on: Mapped[date | None]
    percent: Mapped[int | None] = mapped_column(Integer)
    next_due_on: Mapped[date | None]


@dataclass(frozen=True)
class TaskFields:
    """What a person fills in about a task. Names in `lead` and `with_units` that are known units become assignments."""

    text: str
    ref: str = ""
    area: str | None = None
    lead: tuple[str, ...] = ()
    with_units: tuple[str, ...] = ()
    deadline_text: str = ""
    due_on: date | None = None
    recurrence: str | None = None
    product: str = ""
    note: str = ""
    directive_id: str | None = None
    source_text: str = ""
    source: tuple[int, int] | None = field(default=None)
    assigned_on: date | None = None
    whose: str = "ours"
    short_name: str = ""
    due_day: int | None = None


def add(session: Session, fields: TaskFields) -> Task:
    """A new task. Raises AppError `task_text_missing` or `wrong_` with `area`, `recurrence`, `class`, `due_day`."""
    return add_many(session, [fields])[0]


def add_many(session: Session, many: Sequence[TaskFields]) -> list[Task]:
    """New tasks in the order given, numbered on from the last. Raises AppError as `add` does, before any is kept."""
    checked = [_checked(fields) for fields in many]
    number = session.scalar(select(func.max(Task.number))) or 0
    names = {name for fields in checked for name in (*fields.lead, *fields.with_units)}
    known = units.by_name(session, names) if names else {}
    made = []
    for fields in checked:
        number += 1
        made_at = clock.now().replace(microsecond=0)
        task = Task(number=number, state="new", percent=0, created_at=made_at, former_leads="")
        _fill(task, fields)
        session.add(task)
        made.append(task)
    session.flush()
    for task, fields in zip(made, checked, strict=True):
        _assign_known(session, task, fields, known)
    return made


def change(session: Session, task_id: str, fields: TaskFields) -> None:
    """Correct a task's particulars; its deadline only through `extend` once it has one that was accepted.

    Raises AppError as `add` does, and `task_unknown`.
    """
    task = get(session, task_id)
    fields = _checked(replace(fields, directive_id=task.directive_id, source_text=task.source_text))
    source = (task.source_from, task.source_to)
    _fill(task, fields)
    task.source_from, task.source_to = source
    _reassign(session, task, fields)


def assign(session: Session, task_id: str, lead: Sequence[str], with_units: Sequence[str] = ()) -> None:
    """Give a task to units (ids): `lead` answer for it, `with_units` help. Replaces what was there.

    Raises AppError `task_unknown`, `unit_unknown`.
    """
    task = get(session, task_id)
    leading = [units.get(session, unit_id) for unit_id in dict.fromkeys(lead)]
    helping = [units.get(session, unit_id) for unit_id in dict.fromkeys(with_units) if unit_id not in set(lead)]
    wanted = {unit.id: "lead" for unit in leading} | {unit.id: "with" for unit in helping}
    for old in session.scalars(select(Assignment).where(Assignment.task_id == task_id)):
        if wanted.get(old.unit_id) == old.role:
            del wanted[old.unit_id]
        else:
            _take_from(session, task, old)
    session.flush()
    session.add_all(Assignment(task_id=task_id, unit_id=unit_id, role=role) for unit_id, role in wanted.items())
    names = units.full_names(session, [unit.id for unit in (*leading, *helping)])
    task.lead_text = unit_names.joined(names[unit.id] for unit in leading)
    task.with_text = unit_names.joined(names[unit.id] for unit in helping)
    task.lead_key = sort_key(task.lead_text)


def set_state(session: Session, task_id: str, state: str) -> None:
    """Record what people decided; what is accepted is finished, today unless a day was said before.

    Called off is one by `cancel` alone. Raises AppError `task_unknown`, `wrong_state`, `reason_missing`.
    """
    task_refusals.refuse_unknown_state(state)
    if state == "cancelled":
        task_refusals.refuse_no_reason("")
    task = get(session, task_id)
    if state == "accepted":
        finish(session, task_id, None if task.recurrence else task.done_on)
        return
    _follow(task, {"state": state}, clock.today())
    task.cancelled_on = None


def finish(session: Session, task_id: str, on: date | None = None) -> None:
    """The task is done and accepted, on `on` (default today). Raises AppError `task_unknown`, `done_in_future`."""
    task = get(session, task_id)
    on = on or clock.today()
    task_refusals.refuse_future(on)
    _follow(task, {"state": "accepted", "done_on": on}, on)
    if task.recurrence:
        asked = (PERIOD_KIND[task.recurrence], task.due_day, task.next_due_on)
        task.standing_period = occurrences.done_on(session, on, *asked)


def _follow(task: Task, typed: implied.Typed, day: date) -> None:
    """What was decided on the task's page, and what follows from it by the list of rules."""
    fields = implied.after(implied.Fields(task.state, task.percent, task.done_on), typed, day)
    task.state, task.percent, task.done_on = fields.state or "new", fields.percent or 0, fields.done_on


def cancel(session: Session, task_id: str, reason: str) -> None:
    """The task is called off, for a reason that stays in its note. Raises AppError `task_unknown`, `reason_missing`."""
    task = get(session, task_id)
    task_refusals.refuse_no_reason(reason)
    before = task.cancelled_on if task.state == "cancelled" else None
    task.state, task.cancelled_on = "cancelled", before or clock.today()
    task.note = "\n".join(part for part in (task.note, _("Hủy: {reason}").format(reason=clean(reason))) if part)


def led_before(former_leads: str | None) -> frozenset[str] | None:
    """The units, by id, that `Task.former_leads` names; None where nobody knows."""
    return None if former_leads is None else frozenset(former_leads.split())


def get(session: Session, task_id: str) -> Task:
    """The task with this id. Raises AppError `task_unknown`."""
    task = session.get(Task, task_id)
    if task is None:
        raise unknown(task_id)
    return task


def unknown(wanted: str) -> AppError:
    """No task answers to that."""
    return AppError(
        "task_unknown",
        _("Không tìm thấy nhiệm vụ “{wanted}”.").format(wanted=wanted),
        _("Không có nhiệm vụ nào mang số hoặc nội dung đó."),
        _("Hãy xem danh sách nhiệm vụ để lấy đúng số."),
    )


def _checked(fields: TaskFields) -> TaskFields:
    text = clean(fields.text)
    task_refusals.refuse_no_text(text)
    task_refusals.refuse_unknown("wrong_area", fields.area)
    task_refusals.refuse_unknown("wrong_recurrence", fields.recurrence)
    task_refusals.refuse_unknown("wrong_class", fields.whose)
    task_refusals.refuse_wrong_due_day(fields.due_day, fields.recurrence)
    lead = tuple(dict.fromkeys(filter(None, map(clean, fields.lead))))
    helping = tuple(name for name in dict.fromkeys(filter(None, map(clean, fields.with_units))) if name not in lead)
    return replace(fields, text=text, lead=lead, with_units=helping)


def _fill(task: Task, fields: TaskFields) -> None:
    task.ref, task.text, task.area = clean(fields.ref), fields.text, fields.area
    task.product, task.note = clean(fields.product), nfc(fields.note).strip()
    task.deadline_text, task.due_on, task.recurrence = clean(fields.deadline_text), fields.due_on, fields.recurrence
    task.lead_text, task.with_text = unit_names.joined(fields.lead), unit_names.joined(fields.with_units)
    task.assigned_on, task.whose, task.due_day = fields.assigned_on, fields.whose, fields.due_day
    task.short_name = clean(fields.short_name)
    task.directive_id, task.source_text = fields.directive_id, clean(fields.source_text)
    task.source_from, task.source_to = fields.source or (None, None)
    task.text_key, task.lead_key = sort_key(fields.text)[:200], sort_key(task.lead_text)[:200]


def _reassign(session: Session, task: Task, fields: TaskFields) -> None:
    """Bring the assignments up to the names; a unit that is named still keeps its own, also when it no longer exists.

    Otherwise correcting a word in an old task would cut its tie to a unit that ended on 1 July 2025.
    """
    held = select(Assignment, units.Unit).join(units.Unit, units.Unit.id == Assignment.unit_id)
    found = [(row, unit) for row, unit in session.execute(held.where(Assignment.task_id == task.id))]
    known = {name: unit for _row, unit in found for name in units.spellings(session, unit)}
    known |= units.by_name(session, {*fields.lead, *fields.with_units} - known.keys())
    wanted = {known[name].id: "with" for name in fields.with_units if name in known}
    wanted |= {known[name].id: "lead" for name in fields.lead if name in known}
    for row, unit in found:
        if wanted.get(unit.id) == row.role:
            del wanted[unit.id]
        else:
            _take_from(session, task, row)
    session.flush()
    session.add_all(Assignment(task_id=task.id, unit_id=unit_id, role=role) for unit_id, role in wanted.items())


def _take_from(session: Session, task: Task, part: Assignment) -> None:
    before = led_before(task.former_leads)
    if before is not None and part.role == "lead":
        task.former_leads = " ".join(sorted({*before, part.unit_id}))
    session.delete(part)


def _assign_known(session: Session, task: Task, fields: TaskFields, known: dict[str, units.Unit]) -> None:
    for names, role in ((fields.lead, "lead"), (fields.with_units, "with")):
        for name in names:
            if name in known:
                session.add(Assignment(task_id=task.id, unit_id=known[name].id, role=role))
