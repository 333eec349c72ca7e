"""Who changed what, from what, to what: one event per changed row, in the same transaction, chained by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import Connection, Index, Integer, TableClause, event, func, insert, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.words import _
from models.store.declaration import Declaration
from models.store.sqlite import raw
from models.store.sqlite.gate import Permit
from models.store.tables import Table

FIRST_HASH = "0" * 64
DERIVED = "part.standing"  # the operation under which what followed from another is kept


class AuditEvent(Table):
    """One changed row. `number` orders the events, whatever the clock says; triggers refuse to change or delete one."""

    __tablename__ = "audit_events"
    __declared__ = Declaration(title=_("Nhật ký"), rank=99, write="", in_journal=False)
    __table_args__ = (Index(None, "operation_id"), Index(None, "table_name", "row_id"), Index(None, "at"))

    number: Mapped[int] = mapped_column(Integer, unique=True)
    at: Mapped[datetime]
    by: Mapped[str]
    operation: Mapped[str]
    operation_id: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    hash: Mapped[str]


_EVENTS = cast(TableClause, AuditEvent.__table__)
# What somebody wrote there instead of a number is no event: the broken chain says so.
_NUMBERED = func.typeof(_EVENTS.c.number) == "integer"
_NEWEST = select(_EVENTS.c.number, _EVENTS.c.hash).where(_NUMBERED).order_by(_EVENTS.c.number.desc()).limit(1)

_HASHED = ("number", "at", "by", "operation", "operation_id", "table_name", "row_id", "before", "after", "id")
# The canonical JSON of each event, made by SQLite: three times as fast as by `canonical`.
_SPELLED = "SELECT number, hash, CAST(json_object({}) AS BLOB) FROM audit_events".format(
    ", ".join(f"'{name}', \"{name}\"" for name in sorted(_HASHED))
)


@dataclass(frozen=True)
class Change:
    """A row as it was and as it is; `before` is None for a new row, `after` for a removed one.

    `row` is None where it was written below its class (`WriteTransaction.note`).
    """

    table: str
    row_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    row: Any


class Recorder:
    """Notes every flushed change of one session, so that no operation can forget its audit event.

    Before a row is written it vouches for that row; what it knows nothing of, the driver does not write.
    """

    def __init__(self, session: Session, permit: Permit) -> None:
        self.changes: list[Change] = []
        self._permit = permit
        event.listen(session, "after_flush", self._note)

    def _note(self, session: Session, _context: object) -> None:
        self._permit.rows.clear()
        for row in session.new:
            self.changes.append(Change(row.__tablename__, row.id, None, _columns(row), row))
        for row in session.dirty:
            before, after = _difference(row)
            if after:
                self.changes.append(Change(row.__tablename__, row.id, before, after, row))
        for row in session.deleted:
            self.changes.append(Change(row.__tablename__, row.id, _columns(row), None, row))


def _vouch(change: str) -> None:
    @event.listens_for(Table, f"before_{change.lower()}", propagate=True)
    def vouch(_mapper: object, connection: Connection, row: Any) -> None:  # noqa: ANN401
        permit = connection.get_execution_options().get("writes")
        if permit is not None:
            permit.rows.add((change, row.__tablename__, row.id))


for _change in ("INSERT", "UPDATE", "DELETE"):
    _vouch(_change)


def _columns(row: Any) -> dict[str, Any]:  # noqa: ANN401
    return {key: plain(getattr(row, key)) for key in inspect(row).mapper.column_attrs.keys()}  # noqa: SIM118


def _difference(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    columns = state.mapper.column_attrs
    # What nobody has set has no history, and asking for it took a twentieth of the time that saving a cell takes.
    for key in [key for key in state.committed_state if key in columns]:
        history = state.attrs[key].history
        if history.added and not history.deleted:
            raise RuntimeError(
                f"{key} was changed without being read first, so its audit event would lack the old value"
            )
        if history.added and history.deleted and history.added[0] != history.deleted[0]:
            before[key] = plain(history.deleted[0])
            after[key] = plain(history.added[0])
    return before, after


def plain(value: Any) -> Any:  # noqa: ANN401
    """A column's value as JSON can hold it; `typed` in `undo` is the way back."""
    if isinstance(value, datetime):
        return clock.iso_utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def canonical(value: Any) -> str:  # noqa: ANN401
    """The one spelling of a JSON value that is hashed: sorted keys, no blanks, letters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def chain(previous: str, fields: dict[str, Any]) -> str:
    """The hash of an event: SHA-256 over the previous hash, a newline, and the event's canonical JSON in UTF-8."""
    return hashlib.sha256(f"{previous}\n{canonical(fields)}".encode()).hexdigest()


def hashed_fields(row: Any) -> dict[str, Any]:  # noqa: ANN401
    """What of an event is under the hash: all of it but the hash itself."""
    return {name: plain(getattr(row, name)) for name in _HASHED}


def append(
    session: Session, changes: list[Change], operation: str, operation_id: str, by: str, told: int | None = None
) -> None:
    """Write the events of one operation behind the chain's last one; those behind the first `told` are `DERIVED`."""
    if not changes:
        return
    number, previous = head(session)
    at = clock.now().replace(microsecond=0)
    rows = []
    for place, change in enumerate(changes):
        number += 1
        row: dict[str, Any] = {
            "id": f"{operation_id}.{number}",
            "number": number,
            "at": at,
            "by": by,
            "operation": operation if told is None or place < told else DERIVED,
            "operation_id": operation_id,
            "table_name": change.table,
            "row_id": change.row_id,
            "before": canonical(change.before) if change.before is not None else None,
            "after": canonical(change.after) if change.after is not None else None,
        }
        previous = chain(previous, {name: plain(value) for name, value in row.items()})
        rows.append({**row, "hash": previous})
    # Core, because making objects of events that nobody will change took a fifth of the time that saving a cell takes.
    session.connection().execute(insert(_EVENTS), rows)


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the newest event; `(0, FIRST_HASH)` for a new file. Printed in reports and backups."""
    row = session.connection().execute(_NEWEST).first()
    return (row.number, row.hash) if row else (0, FIRST_HASH)


def first_broken(session: Session) -> int | None:
    """The number of the first event that does not follow from the one before; None for a whole chain."""
    # As they lie in the file: somebody who changed an event may have left what is no moment, and no text.
    with raw.under(session) as db:
        return first_broken_in(db)


def first_broken_in(db: Any) -> int | None:  # noqa: ANN401 - the driver is untyped
    """The same over a connection that fails for no text."""
    try:
        return _first_broken(db, db.execute(f"{_SPELLED} ORDER BY number"))
    except raw.Error:  # SQLite's JSON holds not everything that a column does
        return _first_broken(db, db.execute("SELECT number, hash, X'' FROM audit_events ORDER BY number"))


def _first_broken(db: Any, events: Iterable[tuple[Any, str, bytes]]) -> int | None:  # noqa: ANN401
    previous, expected = FIRST_HASH, 1
    for number, kept, spelled in events:
        if number != expected:
            return expected
        if not _fits(previous, spelled, kept) and not _fits(previous, _spelled(db, number), kept):
            return expected
        previous, expected = kept, expected + 1
    return None


def _fits(previous: str, spelled: bytes, kept: str) -> bool:
    try:
        spelled.decode()  # what is no text cannot have been hashed
        return hashlib.sha256(b"%b\n%b" % (previous.encode(), spelled)).hexdigest() == kept
    except UnicodeError:
        return False


def _spelled(db: Any, number: Any) -> bytes:  # noqa: ANN401
    """An event as `canonical` has it; SQLite may spell a letter in another way."""
    listed = ", ".join(f'"{name}"' for name in _HASHED)
    values = db.execute(f"SELECT {listed} FROM audit_events WHERE number = ?", (number,)).fetchone()
    fields = zip(_HASHED, values, strict=True)
    told = canonical({name: str(value) if isinstance(value, bytes) else value for name, value in fields})
    return told.encode(errors="surrogateescape")
