"""What somebody does who has the key and SQL: he changes the file behind the program's back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from models.store import audit
from models.store.sqlite import raw
from models.store.sqlite.connection import connect

Refused = raw.Error
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_events'"


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Any]:
    """The file as a driver has it, without foreign keys."""
    with closing(connect(path, key)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        yield db


def do(path: Path, key: bytes, *statements: str) -> None:
    """Run the statements; the journal is left alone."""
    with opened(path, key) as db:
        for statement in statements:
            db.execute(statement)


def change_journal(path: Path, key: bytes, *statements: str, anew: bool = False) -> None:
    """Change events as if no trigger stood before them; with `anew` the whole chain is then written anew."""
    with opened(path, key) as db:
        triggers = db.execute(_TRIGGERS).fetchall()
        for name, _sql in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        if anew:
            _chain_anew(db)
        for _name, sql in triggers:
            db.execute(sql)


def _chain_anew(db: Any) -> None:
    cursor = db.execute("SELECT * FROM audit_events ORDER BY number")
    names = [column[0] for column in cursor.description]
    previous = audit.FIRST_HASH
    for number, values in enumerate(cursor.fetchall(), 1):
        event = SimpleNamespace(**dict(zip(names, values, strict=True)) | {"number": number})
        previous = audit.chain(previous, audit.hashed_fields(event))
        db.execute("UPDATE audit_events SET number = ?, hash = ? WHERE id = ?", (number, previous, event.id))


def _as_text(found: bytes) -> tuple[str, bytes]:
    return "text", found  # a blob of the same bytes is another value


def rows(path: Path, key: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the journal's, as bytes and types lie there."""
    with opened(path, key) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if "_search" not in name and name != "audit_events"]
        db.text_factory = _as_text
        return {
            name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=lambda row: repr(row[0]))
            for name in kept
        }
