"""Compares the indexes of words with the rows that they were made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from models.store import schema, search, tables
from models.store.sqlite import index_terms


@dataclass(frozen=True)
class IndexDifference:
    """How many rows the index of `table` lacks, how many it has too many, in how many at least the words differ."""

    table: str
    missing: int
    over: int
    other: int


def differing(db: Any) -> list[IndexDifference]:  # noqa: ANN401 - the driver is untyped
    """The indexes that do not hold what the rows say. `db` fails for no text (`raw.under`)."""
    return [one for one in _compared(db) if one.missing or one.over or one.other]


def _compared(db: Any) -> Iterator[IndexDifference]:  # noqa: ANN401
    for table, declared in tables.declarations().items():
        if declared.search:
            index = f"{table}_search"
            sql = schema.made().shape.parts["table", index]
            # What has no number cannot be in the index; that it has none is told of the row.
            texts = (row for row in search.texts(db, table, declared) if isinstance(row[0], int))
            right = index_terms.of(sql, index, partial(search.fill, table=table, rows=texts))
            there = index_terms.read(db, index)
            both = right.rows.keys() & there.rows.keys()
            other = sum(right.rows[number] != there.rows[number] for number in both)
            missing, over = len(right.rows.keys() - both), len(there.rows.keys() - both)
            if not (missing or over or other):
                other = int(right.words != there.words)
            yield IndexDifference(table, missing, over, other)
