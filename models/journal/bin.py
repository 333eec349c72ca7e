"""The bin (thùng rác): everything that people removed and that is not in the book, with who and when; and the way back.

Nothing is kept for it: the audit trail holds every removed row whole, for ever.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.base.errors import AppError
from models.base.text import fold
from models.base.words import _
from models.journal import history, undo
from models.store import tables
from models.store.audit import AuditEvent
from models.store.history_words import NamesById, pointers
from models.store.tables import Table
from models.work import rights, task_removal

_Event = AuditEvent
_AT_ONCE = 500  # parameters of one statement


@dataclass(frozen=True)
class BinRow:
    """A removed thing. `number` is that of its audit event and names it in commands; `parts` went along with it."""

    number: int
    at: datetime
    by: str
    table: str
    kind: str
    subject: str
    operation: str
    parts: str


@dataclass(frozen=True)
class RestoredRow:
    """What came back, and what is not as it was (`notes`, whole sentences)."""

    kind: str
    subject: str
    notes: tuple[str, ...]


def kinds() -> dict[str, str]:
    """The tables of what a person removes by itself, with what each holds; the rest only goes along with these."""
    return {name: one.title for name, one in tables.declarations().items() if one.in_bin}


def parts() -> set[str]:
    """The tables of what hangs on something else, and goes to the bin along with it."""
    return {name for name, one in tables.declarations().items() if one.part_of}


def rows(session: Session, words: str = "", table: str = "") -> list[BinRow]:
    """What is in the bin, newest first; `words` are looked for in what it was about, without marks and case."""
    events = list(session.scalars(_removed((table,) if table else list(kinds()))))
    names = NamesById(session, events)
    along = _parts_of(session, [event for event in events if event.table_name == "tasks"])
    found = [_row(event, names, along) for event in events]
    wanted = fold(words).split()
    return [row for row in found if all(word in fold(f"{row.subject} {row.kind} {row.by}") for word in wanted)]


def restore_all(session: Session, numbers: Sequence[int]) -> list[RestoredRow]:
    """Put several things back, those first that others of them hang on. Raises AppError as `restore` does."""
    left, back = list(dict.fromkeys(numbers)), []
    while left:
        waiting = []
        for number in left:
            try:
                back.append(restore(session, number))
            except AppError as refusal:
                if refusal.code != "bin_needs":
                    raise
                waiting.append((number, refusal))
        if len(waiting) == len(left):
            raise waiting[0][1]
        left = [number for number, _refusal in waiting]
    return back


def restore(session: Session, number: int) -> RestoredRow:
    """Put a removed thing back with its links.

    Raises AppError `not_allowed`; `bin_unknown`; `bin_needs` while what it hangs on is not in the book either;
    `bin_closed` when it has figures of a period that was closed meanwhile; `unit_exists`, `directive_known`,
    `bin_replaced` when something else has taken its place.
    """
    rights.require(session, "bin.restore")
    event = session.scalars(_removed(list(kinds())).where(_Event.number == number)).first()
    if event is None:
        raise _unknown(number)
    subject = NamesById(session, [event]).get(event.row_id, "")
    made = [_made(event), *(_made(part) for part in _part_events(session, event))]
    for row in made:
        row.refuse_return(session)
    _refuse_unmet(session, made)
    notes = _renumbered(session, made[0])
    session.add_all(made)
    session.flush()
    _link_again(session, event, made[0])
    return RestoredRow(history.table_name(event.table_name), subject, tuple(notes))


# Inside


def _removed(tables: Sequence[str]) -> Select[AuditEvent]:
    """The newest removal of each thing that is not in the book and that somebody removed on purpose.

    What was only added and taken back by Undo is no rubbish: it is done again from the journal.
    """
    later, meant, whole = aliased(_Event), aliased(_Event), aliased(_Event)
    same = (later.table_name == _Event.table_name, later.row_id == _Event.row_id, later.number > _Event.number)
    removed = (meant.table_name == _Event.table_name, meant.row_id == _Event.row_id, meant.after.is_(None))
    task = (whole.operation_id == _Event.operation_id, whole.table_name == "tasks", whole.after.is_(None))
    went_along = exists().where(*task, whole.row_id == func.json_extract(_Event.before, "$.task_id"))
    return (
        select(_Event)
        .where(_Event.after.is_(None), or_(*(_gone(table) for table in tables)))
        .where(~exists().where(*same, later.after.is_(None)))
        .where(exists().where(*removed, meant.operation != "undo"))
        .where(or_(_Event.table_name.not_in(parts()), ~went_along))
        .order_by(_Event.number.desc())
    )


def _gone(table: str) -> ColumnElement[bool]:
    """Found in the index of the trail alone, so that its rows are read for what is really gone only."""
    columns, any_of_it = Table.metadata.tables[table].c, aliased(_Event)
    gone = select(any_of_it.row_id).where(
        any_of_it.table_name == table, ~exists().where(columns.id == any_of_it.row_id)
    )
    return (_Event.table_name == table) & _Event.row_id.in_(gone.distinct().correlate(None))


def _parts_of(session: Session, events: Sequence[AuditEvent]) -> dict[tuple[str, str], str]:
    """What went along with each task, in words, by operation and task."""
    operations = sorted({event.operation_id for event in events})
    task_id = func.json_extract(_Event.before, "$.task_id")
    counted: dict[tuple[str, str], Counter[str]] = {}
    statement = select(_Event.operation_id, task_id, _Event.table_name, func.count())
    statement = statement.where(_Event.table_name.in_(parts()), _Event.after.is_(None))
    statement = statement.group_by(_Event.operation_id, task_id, _Event.table_name)
    for first in range(0, len(operations), _AT_ONCE):
        some = statement.where(_Event.operation_id.in_(operations[first : first + _AT_ONCE]))
        for operation, task, table, n in session.execute(some):
            counted.setdefault((operation, task), Counter())[table] += n
    return {key: _in_words(found) for key, found in counted.items()}


def _in_words(counted: Counter[str]) -> str:
    words = {name: one.tally for name, one in tables.declarations().items() if one.part_of}
    return ", ".join(text.format(n=counted[table]) for table, text in words.items() if counted[table])


def _row(event: AuditEvent, names: NamesById, along: dict[tuple[str, str], str]) -> BinRow:
    return BinRow(
        number=event.number,
        at=event.at,
        by=event.by,
        table=event.table_name,
        kind=history.table_name(event.table_name),
        subject=" ".join(names.get(event.row_id, "").split()),
        operation=rights.operation_name(event.operation),
        parts=along.get((event.operation_id, event.row_id), ""),
    )


def _part_events(session: Session, event: AuditEvent) -> list[AuditEvent]:
    if event.table_name != "tasks":
        return []
    own = func.json_extract(_Event.before, "$.task_id") == event.row_id
    gone = select(_Event).where(_Event.operation_id == event.operation_id, _Event.after.is_(None), own)
    return list(session.scalars(gone.where(_Event.table_name.in_(parts())).order_by(_Event.number.desc())))


def _made(event: AuditEvent) -> Any:  # noqa: ANN401 - a row of any table
    return undo.row_from(tables.by_name()[event.table_name], json.loads(event.before or "{}"))


def _refuse_unmet(session: Session, made: Sequence[Any]) -> None:
    coming = {row.id for row in made}
    for row in made:
        for column in row.__table__.columns:
            value = getattr(row, row.__mapper__.get_property_by_column(column).key)
            for link in column.foreign_keys if value is not None and value not in coming else ():
                target = link.column.table
                if not session.execute(select(target.c.id).where(target.c.id == value)).first():
                    raise _needs(session, target.name, value)


def _renumbered(session: Session, row: Any) -> list[str]:  # noqa: ANN401
    """The next free number for what has one that was given away meanwhile; what is to be said about it."""
    cls = type(row)
    if not hasattr(cls, "number") or not session.scalars(select(cls.id).where(cls.number == row.number)).first():
        return []
    before, row.number = row.number, (session.scalar(select(func.max(cls.number))) or 0) + 1
    if row.__tablename__ != "tasks":
        return []  # nobody sees the number of a unit or a document
    return [_("Số {before} đã cấp cho nhiệm vụ khác, nay mang số {now}.").format(before=before, now=row.number)]


def _link_again(session: Session, event: AuditEvent, row: Any) -> None:  # noqa: ANN401
    """What pointed to the thing and lost it by its removal points to it again, unless it points elsewhere by now."""
    if event.table_name == "tasks":
        task_removal.came_back(session, row)
    classes = tables.by_name()
    same = select(_Event).where(_Event.operation_id == event.operation_id, _Event.after.is_not(None))
    for change in session.scalars(same.where(_Event.before.contains(event.row_id, autoescape=True))).all():
        lost = classes[change.table_name]
        before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
        for column in pointers(lost):
            if before.get(column) == event.row_id and column in after and after[column] is None:
                pointing = session.get(lost, change.row_id)
                if pointing is not None and getattr(pointing, column) is None:
                    setattr(pointing, column, event.row_id)


def _unknown(number: int) -> AppError:
    return AppError(
        "bin_unknown",
        _("Không có mục số {number} trong thùng rác.").format(number=number),
        _("Có thể mục này vừa được khôi phục."),
        _("Hãy tải lại danh sách thùng rác."),
    )


def _needs(session: Session, table: str, row_id: str) -> AppError:
    newest = select(_Event).where(_Event.table_name == table, _Event.row_id == row_id).order_by(_Event.number.desc())
    event = session.scalars(newest.limit(1)).first()
    name = NamesById(session, [event]).get(row_id, "") if event is not None else ""
    about = f"{history.table_name(table).lower()} “{' '.join(name.split())}”"
    return AppError(
        "bin_needs",
        _("Chưa khôi phục được mục này."),
        _("Mục này gắn với {about}, hiện cũng không còn trong sổ.").format(about=about),
        _("Hãy khôi phục {about} trước.").format(about=about),
    )
