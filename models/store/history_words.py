"""The audit trail in the office's words: what a field is called, how a value is written, what a changed row was about.

No ids and no column names reach a person. What is shown where is the business of `journal` and `task_history`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Boolean, Date, inspect, select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import show_date, show_number
from models.base.words import _
from models.store import tables
from models.store.declaration import ColumnParts
from models.store.tables import ExactDecimal, Moment, Table

_LONGEST = 400  # letters of one value: a directive's whole text is not read in a journal


class Event(Protocol):
    """What of an audit event is needed here; `before` and `after` are the trail's JSON."""

    table_name: Any
    row_id: Any
    before: Any
    after: Any


@dataclass(frozen=True)
class FieldChange:
    """One field of a changed row, before and after; each "" where there was no row."""

    label: str
    before: str
    after: str


class NamesById(dict[str, str]):
    """Words for the rows that events are about and for those that they point to, by id."""

    def __init__(self, session: Session, events: Iterable[Event]) -> None:
        super().__init__()
        self._tables = tables.by_name()
        wanted: dict[str, set[str]] = defaultdict(set)
        rows: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
        for event in events:
            before, after = (json.loads(text) if text else None for text in (event.before, event.after))
            whole = after if before is None else before if after is None else None
            if whole is not None:
                rows[event.table_name][event.row_id] = whole
            else:
                wanted[event.table_name].add(event.row_id)
            self._note_pointers(event.table_name, wanted, before or {}, after or {})
        for table in [name for name in wanted if self._is_part(name)]:
            rows[table] |= self._load(session, table, wanted[table] - rows[table].keys())
        for table in list(rows):
            self._note_pointers(table, wanted, *rows[table].values())
        for table in [name for name in wanted if not self._is_part(name)]:
            rows[table] |= self._load(session, table, wanted[table] - rows[table].keys())
        for part in (False, True):
            for table, found in rows.items():
                if self._is_part(table) is part:
                    self.update((key, self._about(table, row)) for key, row in found.items())

    def _is_part(self, table: str) -> bool:
        """Whether its rows are named by those that they point to."""
        cls = self._tables.get(table)
        return cls is not None and bool(set(cls.__declared__.subject) & pointers(cls).keys())

    def _about(self, table: str, row: Mapping[str, Any]) -> str:
        """What a row is about: a task by number and text, a figure by its task, unit and period."""
        cls = self._tables.get(table)
        if cls is None:
            return ""
        declared = cls.__declared__
        if declared.name is not None:
            return _spoken(declared.name, row) or ""
        parts = [self.get(row.get(column) or "", "") for column in declared.subject]
        return " · ".join(part for part in parts if part)

    def _note_pointers(self, table: str, wanted: dict[str, set[str]], *rows: Mapping[str, Any]) -> None:
        cls = self._tables.get(table)
        for column, target in (pointers(cls) if cls is not None else {}).items():
            wanted[target] |= {row[column] for row in rows if row.get(column)}

    def _load(self, session: Session, table: str, ids: set[str]) -> dict[str, Mapping[str, Any]]:
        cls = self._tables.get(table)
        if cls is None or not cls.__declared__.subject or not ids:
            return {}
        needed = [getattr(cls, name) for name in cls.__declared__.subject]
        found = session.execute(select(cls.id, *needed).where(cls.id.in_(ids)))
        return {row["id"]: dict(row) for row in found.mappings()}


@cache
def pointers(cls: type[Table]) -> dict[str, str]:
    """Which columns of a table point to which other table."""
    keys = [(attr.key, attr.columns[0]) for attr in inspect(cls).column_attrs]
    return {key: link.column.table.name for key, column in keys for link in column.foreign_keys}


def changes(event: Event, names: Mapping[str, str]) -> list[FieldChange]:
    """Each field that an event changed, in the office's words; fields that only the program needs are left out."""
    cls = tables.by_name().get(event.table_name)
    if cls is None:
        return []
    before, after = (json.loads(text) if text else None for text in (event.before, event.after))
    whole = before is None or after is None
    found = []
    for column, label in cls.__declared__.words.items():
        old, new = (None if row is None else row.get(column) for row in (before, after))
        if old == new or (whole and (old if after is None else new) in {None, ""}):
            continue
        if column in cls.__declared__.parts:
            found += _parts(cls.__declared__.parts[column], old, new)
            continue
        shown = [
            "" if row is None else show_value(cls, column, value, names) for row, value in ((before, old), (after, new))
        ]
        found.append(FieldChange(label, *shown))
    return found


def as_line(change: FieldChange) -> str:
    """`Tiến độ: 0 % → 100 %`; only what there was where the row came or went."""
    if not change.before or not change.after:
        return f"{change.label}: {change.before or change.after}"
    return f"{change.label}: {change.before} → {change.after}"


def show_value(cls: type[Table], column: str, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - JSON
    """A value of the trail as people write it, by the column's type; `names` gives words for ids.

    What is no value of its column, because somebody wrote it behind the program, is shown as it stands.
    """
    return _spoken(lambda: _shown(cls, column, value, names)) or _short(str(value))


def _shown(cls: type[Table], column: str, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401
    kind = inspect(cls).columns[column].type
    if isinstance(kind, Boolean):
        return _("có") if value else _("không")
    if value is None or value == "":
        return _("(trống)")
    if column in pointers(cls):
        return names.get(value, _("(không còn)"))
    if column in cls.__declared__.values:
        return cls.__declared__.values[column](value)
    if isinstance(kind, Date):
        return show_date(date.fromisoformat(value))
    if isinstance(kind, Moment):
        return show_moment(datetime.fromisoformat(value))
    return _number(str(value)) if isinstance(kind, ExactDecimal) else _short(str(value))


def show_moment(moment: datetime) -> str:
    """`14/03/2024 09:30` on a Vietnamese clock."""
    return f"{clock.local(moment):%d/%m/%Y %H:%M}"


# Inside


def _parts(parts: ColumnParts, before: str | None, after: str | None) -> list[FieldChange]:
    """The parts of a column that differ, each "" where there was none; of a text without parts the whole."""
    try:
        old, new = parts.read(before), parts.read(after)
    except (ValueError, TypeError, AttributeError, KeyError):
        old, new = {"": str(before)}, {"": str(after)}
    keys = [key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
    return [
        FieldChange(parts.label.format(part=key), _short(old.get(key, "")), _short(new.get(key, ""))) for key in keys
    ]


def _spoken(words: Callable[..., str], *values: Any) -> str | None:  # noqa: ANN401
    """The words for a value; None for one that has none."""
    try:
        return str(words(*values))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return None


def _number(text: str) -> str:
    try:
        return show_number(Decimal(text))
    except InvalidOperation:
        return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
