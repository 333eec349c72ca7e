"""What a full-text index holds: how often each word stands in it, and how many words each row has."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from models.store.sqlite.connection import in_memory
from models.store.sqlite.gate import BookConnection

_PREFIXES = re.compile(r",\s*prefix\s*=\s*'[^']*'", re.IGNORECASE)  # only make it faster to search, and slower to make


@dataclass(frozen=True)
class IndexTerms:
    """`rows` gives the lengths of each row's texts by its number, `words` how often each word is in which column."""

    rows: dict[int, bytes]
    words: list[tuple[Any, ...]]


def read(db: Any, index: str) -> IndexTerms:  # noqa: ANN401 - the driver is untyped
    """What the index of this name holds. The connection may be one that only reads: nothing is left in its file."""
    if isinstance(db, BookConnection):
        db.list_words(index)
    else:
        db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words USING fts5vocab(main, {index}, col)")
    words = db.execute(f"SELECT * FROM temp.{index}_words ORDER BY term, col").fetchall()
    return IndexTerms(dict(db.execute(f"SELECT id, sz FROM {index}_docsize")), words)


def of(sql: str, index: str, fill: Callable[[Any], None]) -> IndexTerms:
    """What an index made by `sql` and filled by `fill` must hold."""
    with closing(in_memory()) as db:
        db.execute(_PREFIXES.sub("", sql))
        db.execute("BEGIN")
        fill(db)
        return read(db, index)
