"""What a full-text index holds: how often each word stands in it, and how many words each row has."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from models.store.sqlite.connection import in_memory

_PREFIXES = re.compile(r",\s*prefix\s*=\s*'[^']*'", re.IGNORECASE)  # only make it faster to search, and slower to make


@dataclass(frozen=True)
class IndexTerms:
    """`rows` gives the lengths of each row's texts by its number, `words` how often each word is in which column."""

    rows: dict[int, bytes]
    words: list[tuple[Any, ...]]


def read(db: Any, index: str) -> IndexTerms:  # noqa: ANN401 - the driver is untyped
    """What the index of this name holds. The connection may be one that only reads: nothing is left in its file."""
    only_reads = db.execute("PRAGMA query_only").fetchone()[0]
    db.execute("PRAGMA query_only = OFF")
    try:
        db.execute(f"CREATE VIRTUAL TABLE temp.index_words USING fts5vocab(main, {index}, col)")
        try:
            words = db.execute("SELECT * FROM temp.index_words ORDER BY term, col").fetchall()
        finally:
            db.execute("DROP TABLE temp.index_words")
        return IndexTerms(dict(db.execute(f"SELECT id, sz FROM {index}_docsize")), words)
    finally:
        db.execute(f"PRAGMA query_only = {only_reads}")


def of(sql: str, index: str, fill: Callable[[Any], None]) -> IndexTerms:
    """What an index made by `sql` and filled by `fill` must hold."""
    with closing(in_memory()) as db:
        db.execute(_PREFIXES.sub("", sql))
        db.execute("BEGIN")
        fill(db)
        return read(db, index)
