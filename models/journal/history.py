"""Reading the audit trail: what happened to one thing, and the office's journal (nhật ký) as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import SOUGHT, fold
from models.store import tables
from models.store.audit import DERIVED, AuditEvent


@dataclass(frozen=True)
class EventFilter:
    """What of the journal to show; `words` stand in the values or name the thing, `since` and `until` are moments."""

    words: str = ""
    by: str = ""
    table: str = ""
    row_ids: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def count(session: Session, wanted: EventFilter) -> int:
    """How many events the filter lets through."""
    return session.scalar(matching(select(func.count()).select_from(AuditEvent), wanted)) or 0


def people(session: Session) -> list[str]:
    """Everybody who ever changed something."""
    return sorted(session.scalars(select(AuditEvent.by).distinct()))


def moments(first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
    """The first and the last second of a stretch of days in Việt Nam; None for an end that is open."""
    since = _midnight(first) if first else None
    return since, _midnight(last + timedelta(days=1)) - timedelta(seconds=1) if last else None


def kinds() -> list[tuple[str, str]]:
    """The tables that the journal speaks of, each with what it holds, in the order of lists."""
    return [(name, one.title) for name, one in tables.declarations().items() if one.in_journal]


def table_name(table: str) -> str:
    """What kind of thing a table holds, in the office's words; its own name for one that this version does not know."""
    declared = tables.declarations().get(table)
    return declared.title if declared is not None else table


def matching(statement: Select[Any], wanted: EventFilter) -> Select[Any]:
    """`statement` over events, narrowed to what the filter lets through."""
    conditions = [
        AuditEvent.operation != DERIVED,  # it says again what another event of its operation says
        AuditEvent.by == wanted.by if wanted.by else None,
        AuditEvent.table_name == wanted.table if wanted.table else None,
        AuditEvent.at >= wanted.since if wanted.since else None,
        AuditEvent.at <= wanted.until if wanted.until else None,
    ]
    statement = statement.where(*(condition for condition in conditions if condition is not None))
    if wanted.row_ids:
        named = [AuditEvent.after.contains(row_id, autoescape=True) for row_id in wanted.row_ids]
        statement = statement.where(or_(AuditEvent.row_id.in_(wanted.row_ids), *named))
    if wanted.words.strip():
        statement = statement.where(_has(wanted.words))
    return statement


def _has(words: str) -> ColumnElement[bool]:
    """All the words in what was changed or in what it is about, or in the name of the operation or of the kind.

    The name of an operation in full leaves the other words for what it was done to: "gia hạn Lùng Cải".
    """
    asked = fold(words).split()
    conditions = [_inside(words)]
    for column, names in ((AuditEvent.operation, _operations()), (AuditEvent.table_name, dict(kinds()))):
        folded = {code: fold(name) for code, name in names.items()}
        conditions.append(column.in_([code for code, name in folded.items() if all(word in name for word in asked)]))
        for code, name in folded.items():
            rest = _without(words, name)
            if rest:
                conditions.append(and_(column == code, _inside(rest)))
    return or_(*conditions)


def _inside(words: str) -> ColumnElement[bool]:
    from models.journal import history_subjects

    columns = (AuditEvent.before, AuditEvent.after, AuditEvent.by)
    each = [or_(*(column.contains(word[:SOUGHT], autoescape=True) for column in columns)) for word in words.split()]
    return or_(and_(*each), history_subjects.about(words))


def _without(words: str, name: str) -> str:
    """The words besides a name that is among them in full; nothing when it is not, or has only one word."""
    asked, named = words.split(), name.split()
    folded = [fold(word) for word in asked]
    for start in range(len(asked) - len(named) + 1):
        if len(named) > 1 and folded[start : start + len(named)] == named:
            return " ".join(asked[:start] + asked[start + len(named) :])
    return ""


def _operations() -> dict[str, str]:
    from models.work import rights

    return {word: one.name for word, one in rights.OPERATIONS.items() if one.name}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.VIETNAM).astimezone(UTC)
