"""Finding events by what they are about: a change of a task keeps what was changed, and seldom the task's own words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from models.base.text import SOUGHT, fold
from models.store.audit import AuditEvent
from models.work import task_list
from models.work.directives import Directive
from models.work.people import Person
from models.work.task_removal import PARTS
from models.work.tasks import Task
from models.work.units import Unit


def about(words: str) -> ColumnElement[bool]:
    """The condition that an event is about a thing in the book that answers to all the words, or hangs on such a task.

    Tasks and units are found with or without marks, as in their lists; people and documents as they are written.
    """
    found = select(Task.id).where(Task.number.in_(task_list.numbers_matching(words)))
    whole: list[tuple[type[Any], Select[str]]] = [
        (Task, found),
        (Unit, _holding(Unit.id, (Unit.folded,), fold(words))),
        (Person, _holding(Person.id, (Person.name, Person.title), words)),
        (Directive, _holding(Directive.id, (Directive.subject, Directive.doc_number, Directive.symbol), words)),
        *((part, select(part.id).where(part.task_id.in_(found))) for part in PARTS),
    ]
    ours = [and_(AuditEvent.table_name == cls.__tablename__, AuditEvent.row_id.in_(ids)) for cls, ids in whole]
    return or_(*ours)


def _holding(key: Any, columns: tuple[Any, ...], words: str) -> Select[str]:  # noqa: ANN401 - mapped columns
    each = [or_(*(column.contains(word[:SOUGHT], autoescape=True) for column in columns)) for word in words.split()]
    return select(key).where(and_(*each))
