"""`task list`, `task add`, `task remove`, `task extend`, `task waive`, `task cancel`."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_date
from models.base.words import _
from models.reading.passage import plain
from models.reading.words.deadlines import Calendar, Deadline, deadline_in_cell
from models.work import part_standing, periods, task_list, tasks, timeliness, units
from models.work.codes import STATES, TIMELINESS, extended_words, state_name, timeliness_whole, whose_name
from models.work.task_list import TaskFilter, TaskRow
from models.work.task_order import URGENT
from models.work.tasks import TaskFields
from ui.commands import opened
from ui.commands.request import Answer, Request, say

SHOWN = 50  # lines that a person reads at once; --json and --limit give more


def list_tasks(request: Request) -> Answer:
    """The tasks that fit, in the book's order or best match first."""
    options = request.options
    with opened.office(request) as office, office.store.read() as session:
        now = timeliness.today(session)
        wanted = _filter(session, options)
        total = task_list.count(session, wanted, now)
        limit = options.limit if options.limit is not None else (max(total, 1) if request.as_json else SHOWN)
        rows = task_list.page(session, wanted, now, limit=limit)
    lines = [_line(row) for row in rows]
    lines.append(_("{shown} trong {total} nhiệm vụ.").format(shown=len(rows), total=total))
    return Answer({"total": total, "tasks": [as_json(row) for row in rows]}, lines)


def add(request: Request) -> Answer:
    """A new task."""
    options = request.options
    # The document's words follow the reader's rules; what is given beside them wins.
    told = deadline_in_cell(plain(options.deadline), options.deadline, Calendar(clock.today().year, clock.today()))
    with opened.office(request) as office:
        with office.store.write("task.add") as write:
            fields = TaskFields(
                text=options.text,
                ref=options.ref,
                area=options.area,
                lead=_unit_names(write.session, options.lead),
                with_units=_unit_names(write.session, options.with_units),
                deadline_text=options.deadline,
                due_on=options.due or told.due_on,
                recurrence=options.recurrence or told.recurrence,
                due_day=options.day if options.day is not None else _day_said(told, options.recurrence),
                product=options.product,
                note=options.note,
                assigned_on=options.assigned,
                whose=options.whose,
                short_name=options.short,
            )
            if fields.recurrence and options.due:
                raise _no_own_day()
            task_id = tasks.add(write.session, fields).id
        row = row_of(office, task_id)
        if fields.recurrence and not fields.assigned_on:
            with office.store.read() as session:
                say(_since(part_standing.begun_on(session, task_id)))
    return Answer(as_json(row), [_("Đã thêm nhiệm vụ số {number}.").format(number=row.number)])


def remove(request: Request) -> Answer:
    """Take a task that should not be there out of the book, into the bin."""
    from models.work import task_removal

    with opened.office(request) as office, office.store.write("task.remove") as write:
        task = task_list.find(write.session, request.options.task)
        task_id, number, text = task.id, task.number, task.text
        task_removal.remove(write.session, task_id)
    words = _("Đã xóa nhiệm vụ số {number}: {text}\nKhôi phục được từ thùng rác (bin list).")
    return Answer({"removed": {"id": task_id, "number": number}}, words.format(number=number, text=text).splitlines())


def extend(request: Request) -> Answer:
    """Move a deadline, by somebody's leave."""
    from models.work import extensions

    options = request.options
    with opened.office(request) as office:
        with office.store.write("task.extend") as write:
            task_id = task_list.find(write.session, options.task).id
            extensions.extend(write.session, task_id, options.until, options.reason, options.by, options.granted)
        row = row_of(office, task_id)
    words = _("Nhiệm vụ số {number} {extended}.")
    return Answer(as_json(row), [words.format(number=row.number, extended=extended_words(options.until))])


def waive(request: Request) -> Answer:
    """Waive one occurrence of a recurring duty."""
    from models.work import waivers, waiving

    options = request.options
    with opened.office(request) as office, office.store.write(waivers.OPERATION) as write:
        task = task_list.find(write.session, options.task)
        waiving.waive(write.session, task.id, options.period, options.reason, options.by)
        data = {"waived": {"task": task.id, "number": task.number, "period": options.period}}
    words = _("Đã ghi: nhiệm vụ số {number} được miễn {period}.")
    period = periods.name(options.period).lower()
    return Answer(data, [words.format(number=data["waived"]["number"], period=period)])


def cancel(request: Request) -> Answer:
    """Call a task off, for a reason."""
    options = request.options
    with opened.office(request) as office:
        with office.store.write("task.cancel") as write:
            task_id = task_list.find(write.session, options.task).id
            tasks.cancel(write.session, task_id, options.reason)
        row = row_of(office, task_id)
    return Answer(as_json(row), [_("Đã hủy nhiệm vụ số {number}.").format(number=row.number)])


def as_json(row: TaskRow) -> dict[str, Any]:
    """A task in the spelling that scripts read."""
    return {
        "id": row.id,
        "number": row.number,
        "ref": row.ref,
        "text": row.text,
        "area": row.area,
        "state": row.state,
        "timeliness": row.timeliness,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "deadline_text": row.deadline_text or None,
        "recurrence": row.recurrence,
        "lead": list(row.lead),
        "percent": row.percent,
        "done_on": row.done_on.isoformat() if row.done_on else None,
        "source": row.source or None,
        "class": row.whose,
        "parts": row.parts or None,
        "day": row.due_day,
    }


def row_of(office: Any, task_id: str) -> TaskRow:  # noqa: ANN401
    """The task as lists show it now."""
    with office.store.read() as session:
        now = timeliness.today(session)
        return task_list.row(session, tasks.get(session, task_id), now)


def _no_own_day() -> AppError:
    """A day of its own is not kept for each occurrence, and must not be lost without a word."""
    return AppError(
        "recurring_no_due",
        _("Nhiệm vụ định kỳ không nhận hạn hoàn thành riêng (--due)."),
        _("Mỗi kỳ một lần, hạn là ngày cuối của kỳ, hoặc ngày của tháng ghi bằng --day."),
        _("Hãy bỏ --due; hạn là một ngày của tháng thì dùng --day, việc chỉ làm một lần thì bỏ chu kỳ."),
    )


def _day_said(told: Deadline, recurrence: str | None) -> int | None:
    """The day of the month that the document's words give, unless another recurrence is given beside them."""
    return told.due_day if recurrence in {None, told.recurrence} else None


def _since(day: date) -> str:
    """From when on a duty counts that nobody dated."""
    words = _("Nhiệm vụ định kỳ chưa ghi ngày giao: được tính từ ngày {day}, đầu năm báo cáo.")
    return words.format(day=show_date(day)) + " " + _("Ghi ngày giao bằng --assigned.")


def _filter(session: Session, options: Any) -> TaskFilter:  # noqa: ANN401
    unit, words = _lead(session, options.unit)
    status = options.status
    if status is not None and status not in (*STATES, *TIMELINESS):
        raise AppError(
            "wrong_status",
            _("Không có trạng thái “{status}”.").format(status=status),
            _("Chỉ dùng được: {names}.").format(names=", ".join((*STATES, *TIMELINESS))),
            _("Hãy chọn một trong các mã đó."),
        )
    return TaskFilter(
        search=options.search,
        unit_id=unit,
        lead_words=words,
        whose=options.whose,
        state=status if status in STATES else None,
        timeliness=status if status in TIMELINESS else None,
        sort=URGENT,
    )


def _lead(session: Session, wanted: str | None) -> tuple[str | None, str]:
    """A unit of the office's list, or the words of a document that lead some task. Raises AppError `unit_unknown`."""
    if not wanted:
        return None, ""
    try:
        return units.find(session, wanted).id, ""
    except AppError as refusal:
        if refusal.code != "unit_unknown" or not task_list.is_lead(session, wanted):
            raise
        return None, wanted


def _unit_names(session: Session, wanted: list[str]) -> tuple[str, ...]:
    """The full names of the units meant; words that mean none stay as they are, as in a document."""
    names = []
    for words in wanted:
        try:
            names.append(units.find(session, words).name)
        except AppError as refusal:
            if refusal.code != "unit_unknown":
                raise
            names.append(words)
    return tuple(names)


def _line(row: TaskRow) -> str:
    due = show_date(row.due_on) or "-"
    standing = timeliness_whole(row.timeliness) if row.whose == "ours" else whose_name(row.whose)
    about = f"{standing} · {state_name(row.state)} · {row.percent} %"
    return f"{row.number:>5}  {row.ref:<6} {due:<10}  {about:<60}  {row.text[:80]}"
