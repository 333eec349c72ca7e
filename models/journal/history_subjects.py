"""Finding events by what they are about: a change of a task keeps what was changed, and seldom the task's own words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select

from models.base.text import SOUGHT, fold
from models.store import search, tables
from models.store.audit import AuditEvent
from models.store.tables import Table


def about(words: str) -> ColumnElement[bool]:
    """The condition that an event is about a thing in the book that answers to all the words, or hangs on such a thing.

    What is in the full-text search is found as in its list, with or without marks; the rest as it is written.
    """
    found: dict[type[Table], Select[Any]] = {}
    for cls in tables.by_name().values():
        declared = cls.__declared__
        if declared.search:
            found[cls] = select(cls.id).where(_number(cls).in_(_numbers(cls, words)))
        elif declared.sought:
            columns = tuple(getattr(cls, name) for name in declared.sought)
            found[cls] = _holding(cls.id, columns, fold(words) if declared.folded else words)
    ours = [_events_of(cls, ids) for cls, ids in found.items()]
    for cls, ids in found.items():
        for part in tables.parts_of(cls.__tablename__):
            owner = getattr(part, part.__declared__.part_of)
            ours.append(_events_of(part, select(part.id).where(owner.in_(ids))))
    return or_(*ours)


def _numbers(cls: type[Table], words: str) -> Select[Any]:
    expression = search.match_words(words)
    if expression is None:
        return select(_number(cls)).where(literal(False))
    name = cls.__tablename__
    return select(search.index(name).c.rowid).where(search.matching(name, expression))


def _number(cls: type[Table]) -> Any:  # noqa: ANN401 - every table in the search has this column
    return cls.__table__.c["number"]


def _events_of(cls: type[Table], ids: Select[Any]) -> ColumnElement[bool]:
    return and_(AuditEvent.table_name == cls.__tablename__, AuditEvent.row_id.in_(ids))


def _holding(key: Any, columns: tuple[Any, ...], words: str) -> Select[str]:  # noqa: ANN401 - mapped columns
    each = [or_(*(column.contains(word[:SOUGHT], autoescape=True) for column in columns)) for word in words.split()]
    return select(key).where(and_(*each))
