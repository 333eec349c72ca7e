"""Making a salvaged book whole again: lost rows out of the journal, and no row that points to one that is gone.

The journal holds every row as it came and each of its changes (`audit`), in the very values that the tables keep.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from models.store import tables

_LONGEST = 20  # rounds: a row that is let go may have held others


def from_journal(new: Any) -> tuple[dict[str, int], dict[str, int]]:  # noqa: ANN401 - the driver is untyped
    """Insert the rows that the journal says are there and the tables of `new` lack.

    Gives, for each table, how many rows the journal says there are, and how many were inserted.
    """
    live: Counter[str] = Counter()
    made: Counter[str] = Counter()
    shapes = {name: tables.columns_of(cls) for name, cls in tables.by_name().items()}
    for (table, row_id), row in _last_known(new).items():
        if row is None or table not in shapes:
            continue
        live[table] += 1
        if row and not new.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone():
            columns = {key: column for key, column in shapes[table].items() if key in row}
            listed = ", ".join(f'"{column}"' for column in columns.values())
            marks = ", ".join("?" * len(columns))
            insert = f'INSERT OR IGNORE INTO "{table}" ({listed}) VALUES ({marks})'
            made[table] += new.execute(insert, [row[key] for key in columns]).rowcount
    return dict(live), dict(made)


def unhooked(new: Any) -> Counter[str]:  # noqa: ANN401
    """Let go of every link to a row that is lost: where it may be empty it is emptied, else its row goes.

    Gives how many rows went, for each table.
    """
    gone: Counter[str] = Counter()
    for _round in range(_LONGEST):
        loose = new.execute("PRAGMA foreign_key_check").fetchall()
        if not loose:
            break
        for table, rowid, _parent, link in loose:
            column, needed = _column(new, table, link)
            if needed:
                gone[table] += new.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,)).rowcount
            else:
                new.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (rowid,))
    return gone


def _last_known(new: Any) -> dict[tuple[str, str], dict[str, Any] | None]:  # noqa: ANN401
    """Each row as the journal left it: None for a removed one, {} for one whose beginning is lost."""
    known: dict[tuple[str, str], dict[str, Any] | None] = {}
    for table, row_id, before, after in new.execute(
        "SELECT table_name, row_id, before, after FROM audit_events ORDER BY number"
    ):
        key = (table, row_id)
        if after is None:
            known[key] = None
        elif before is None:
            known[key] = json.loads(after)
        elif known.get(key):
            known[key] = {**(known[key] or {}), **json.loads(after)}
        else:
            known[key] = {}
    return known


def _column(new: Any, table: str, link: int) -> tuple[str, bool]:  # noqa: ANN401
    """The column of a link, and whether it must not be empty."""
    column = next(row[3] for row in new.execute(f'PRAGMA foreign_key_list("{table}")') if row[0] == link)
    return column, any(row[1] == column and row[3] for row in new.execute(f'PRAGMA table_info("{table}")'))
