"""Compares every row with what the journal says of it: the events, replayed, give each row as it must be.

Rows and events are read side by side in the order of their ids, a table at a time, so that a large book needs little
memory. This finds whoever changed a table and left the journal alone. Whoever writes the journal anew as well is told
only by heads that were noted elsewhere (`audit_anchors`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

import msgspec

from models.store import tables
from models.store.integrity import step_rows
from models.store.sqlite import raw
from models.store.tables import Table

CHANGED, UNKNOWN, MISSING = CODES = ("row_changed", "row_unknown", "row_missing")
AT_ONCE = 500  # parameters of one statement
_EVENTS = "SELECT row_id, before IS NULL, after, number FROM audit_events WHERE table_name = ?"
# Bytes are read and parsed faster than text.
_BYTES = _EVENTS.replace("after", "CAST(after AS BLOB)")
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError, TypeError)


class _Untold:
    """What the journal does not say: equal to every value."""

    def __eq__(self, _other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


UNTOLD = _Untold()


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that is not as the journal says. Values are as the file has them and as the trail's JSON has them.

    `there` is None for a row that is missing, `told` for one that the journal does not know; both go with `columns`,
    which are named as in the class.
    A told value may be `UNTOLD`.
    """

    table: str
    row_id: Any
    columns: tuple[str, ...]
    there: tuple[Any, ...] | None
    told: tuple[Any, ...] | None

    @property
    def code(self) -> str:
        """`row_changed`, `row_unknown` or `row_missing`."""
        return UNKNOWN if self.told is None else MISSING if self.there is None else CHANGED

    def row(self) -> dict[str, Any]:
        """The row in the journal's words, else as it is there."""
        values = self.told if self.told is not None else self.there or ()
        return {name: value for name, value in zip(self.columns, values, strict=True) if value is not UNTOLD}

    def differing(self) -> dict[str, tuple[Any, Any]]:
        """Of a changed row the columns that differ, each with what is there and what the journal says."""
        rows = zip(self.columns, self.there or (), self.told or (), strict=False)
        return {name: (there, told) for name, there, told in rows if there != told}


Defaults = Mapping[str, Mapping[str, Any]]  # by table and column: what a row has that is older than the column


def replayed() -> dict[str, type[Table]]:
    """The tables whose rows the journal tells: all but its own. Their classes must have been loaded."""
    return {name: cls for name, cls in tables.by_name().items() if name != "audit_events"}


def of_table(
    db: Any,  # noqa: ANN401 - the driver is untyped
    name: str,
    cls: type[Table],
    defaults: Defaults | None = None,
    only: Sequence[str] | None = None,
) -> Iterator[RowDifference]:
    """The rows of a table that are not as the journal says, in the order of their ids.

    `db` is a connection that fails for no text (`raw.under`). Without `defaults` nothing is said of a column that is
    younger than its row. `only` are the ids to look at, at most `AT_ONCE`.
    """
    columns = tables.columns_of(cls)
    given = (defaults or {}).get(name, {})
    blank = {key: given.get(column, UNTOLD) for key, column in columns.items()}
    entered = step_rows.of(db, name)
    if only is None and not entered.surely and not entered.perhaps:
        only = _doubtful(db, name, columns, blank)
        if only is not None and not only:
            return
    told = _told(db, name, blank, entered.surely, only)
    for row_id, there, says in _side_by_side(_there(db, name, columns.values(), only), told):
        if there != says and (says is not None or not _entered(there, entered.perhaps.get(row_id))):
            yield RowDifference(name, row_id, tuple(columns), there, says)


A = TypeVar("A")
B = TypeVar("B")
Row = tuple[Any, ...]
Event = tuple[Any, int, str | bytes | None, Any]


def _doubtful(
    db: Any,  # noqa: ANN401
    name: str,
    columns: Mapping[str, str],
    blank: Mapping[str, Any],
) -> Sequence[str] | None:
    """The ids of all rows but those that are certainly as the journal says; None when every row wants comparing.

    SQLite spells each row as the journal spells a new one: where both are the same text, no value need be read.
    """
    spelled = ", ".join(f"'{key}', \"{column}\"" for key, column in sorted(columns.items()))
    picked = itemgetter(*blank)
    doubtful: list[Any] = []
    try:
        there = db.execute(f'SELECT id, CAST(json_object({spelled}) AS BLOB) FROM "{name}" ORDER BY id')
        told = _by_row(db.execute(f"{_BYTES} ORDER BY row_id", (name,)))
        for row_id, row, events in _side_by_side(there, told):
            if not _alike(row, events or (), blank, picked):
                doubtful.append(row_id)
                if len(doubtful) > AT_ONCE:
                    return None
    except raw.Error:  # SQLite's JSON holds not everything that a column does
        return None
    return doubtful if all(map(bindable, doubtful)) else None


def _by_row(events: Iterable[Event]) -> Iterator[tuple[Any, Sequence[Event]]]:
    for row_id, of_row in groupby(events, itemgetter(0)):
        yield row_id, sorted(of_row, key=_in_the_chain)


def _in_the_chain(event: Event) -> tuple[bool, int]:
    """What bears no number, because somebody wrote there, comes last."""
    number = event[3]
    return (False, number) if isinstance(number, int) else (True, 0)


def _alike(row: bytes | None, events: Sequence[Event], blank: Mapping[str, Any], picked: Callable[[Any], Row]) -> bool:
    if len(events) == 1 and events[0][1] and events[0][2] == row is not None:
        return True
    says = _folded(events, blank, None)
    if row is None or says is None:
        return row is None and says is None
    try:
        there = _decode(row)
    except _UNREADABLE:
        return False
    # SQLite spells a broken number shorter than it is.
    return (there == says or picked(there) == picked(says)) and float not in map(type, there.values())


def bindable(row_id: Any) -> bool:  # noqa: ANN401
    """Whether a row can be asked for by this id: half letters, which somebody wrote there, are no parameter."""
    return isinstance(row_id, str) and not any("\ud800" <= char <= "\udfff" for char in row_id)


def _entered(there: Row | None, row: Mapping[str, Any] | None) -> bool:
    return row is not None and there == tuple(row.values())


def _there(db: Any, name: str, columns: Iterable[str], only: Sequence[str] | None) -> Iterator[tuple[Any, Row]]:  # noqa: ANN401
    where = "" if only is None else f" WHERE id IN ({_marks(only)})"
    listed = ", ".join(f'"{column}"' for column in columns)
    for row in db.execute(f'SELECT {listed} FROM "{name}"{where} ORDER BY id', tuple(only or ())):
        yield row[0], row


def _told(
    db: Any,  # noqa: ANN401
    name: str,
    blank: Mapping[str, Any],
    entered: Mapping[str, Mapping[str, Any]],
    only: Sequence[str] | None,
) -> Iterator[tuple[Any, Row]]:
    """The rows that the journal says there are, by the order of their ids."""
    where = "" if only is None else f" AND row_id IN ({_marks(only)})"
    found = db.execute(f"{_EVENTS}{where} ORDER BY row_id, number", (name, *(only or ())))
    picked = itemgetter(*blank)
    wanted = set(entered) if only is None else set(entered) & set(only)
    alone = sorted(wanted - _named(db, name), reverse=True) if wanted else []
    for row_id, events in groupby(found, itemgetter(0)):
        while alone and _place(alone[-1]) < _place(row_id):
            yield alone[-1], picked({**blank, **entered[alone.pop()]})
        row = _folded(events, blank, entered.get(row_id))
        if row is not None:
            yield row_id, picked(row)
    yield from ((row_id, picked({**blank, **entered[row_id]})) for row_id in reversed(alone))


def _named(db: Any, name: str) -> set[Any]:  # noqa: ANN401
    return {row[0] for row in db.execute("SELECT DISTINCT row_id FROM audit_events WHERE table_name = ?", (name,))}


def _folded(
    events: Iterable[Event], blank: Mapping[str, Any], begun: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    """The row after its last event; None when it is gone."""
    row = {**blank, **begun} if begun is not None else None
    for row_id, new, after, _number in events:
        if after is None:
            row = None
            continue
        try:
            said = _decode(after)
        except _UNREADABLE:
            continue  # somebody wrote into the trail: the broken chain says so
        if row is None:
            # A change of a row whose beginning is lost says only what it changed.
            row = _begun(said, blank) if new else {**dict.fromkeys(blank, UNTOLD), "id": row_id, **said}
        else:
            row.update(said)
    return row


def _begun(said: dict[str, Any], blank: Mapping[str, Any]) -> dict[str, Any]:
    """A new row; nearly always the journal says all of it."""
    return said if said.keys() == blank.keys() else {**blank, **said}


def _side_by_side(
    there: Iterator[tuple[Any, A]], told: Iterator[tuple[Any, B]]
) -> Iterator[tuple[Any, A | None, B | None]]:
    """Both streams by their ids; None where one of them lacks the row."""
    ours, theirs = next(there, None), next(told, None)
    while ours is not None or theirs is not None:
        if ours is not None and theirs is not None and ours[0] == theirs[0]:
            yield ours[0], ours[1], theirs[1]
            ours, theirs = next(there, None), next(told, None)
        elif ours is not None and (theirs is None or _place(ours[0]) < _place(theirs[0])):
            yield ours[0], ours[1], None
            ours = next(there, None)
        elif theirs is not None:
            yield theirs[0], None, theirs[1]
            theirs = next(told, None)


def _place(row_id: Any) -> tuple[bool, bytes]:  # noqa: ANN401
    """Where SQLite puts an id among others: text by its bytes, and blobs behind all text."""
    return (True, row_id) if isinstance(row_id, bytes) else (False, str(row_id).encode("utf-8", "surrogateescape"))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def put_right(db: Any, name: str, cls: type[Table], found: Sequence[RowDifference]) -> None:  # noqa: ANN401
    """Write rows of a table as the journal says; where it says nothing, what is there stays.

    All of them go before any comes: two rows may have taken each other's number.
    """
    db.executemany(f'DELETE FROM "{name}" WHERE id = ?', [(one.row_id,) for one in found if one.there is not None])
    columns = tables.columns_of(cls).values()
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = [_right(one) for one in found if one.told is not None]
    db.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({_marks(columns)})', rows)


def _right(one: RowDifference) -> Row:
    there = one.there or (None,) * len(one.columns)
    return tuple(kept if told is UNTOLD else told for told, kept in zip(one.told or (), there, strict=True))


def sayable(value: Any) -> Any:  # noqa: ANN401
    """A value of the file as JSON can hold it, whatever somebody wrote there."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, float):
        return str(value)
    return (
        value.encode("utf-8", "surrogateescape").decode(errors="backslashreplace") if isinstance(value, str) else value
    )
