"""Full-text search: with marks if the person typed them, without if not. FTS5 is spoken only here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, TableClause, column, literal_column
from sqlalchemy import table as sql_table
from sqlalchemy.orm import Session

from models.base.text import fold, has_marks, nfc, one_tone_place
from models.store.audit import Change


def update(session: Session, changes: list[Change]) -> None:
    """Bring the index of every searchable row among `changes` up to date, in the same transaction."""
    touched: dict[tuple[str, int], Any] = {}
    for change in changes:
        columns = type(change.row).__search__
        if columns and (change.before is None or change.after is None or set(columns) & set(change.after)):
            touched[change.table, change.row.number] = change.row if change.after is not None else None
    connection = session.connection()
    for (table, number), row in touched.items():
        connection.exec_driver_sql(f"DELETE FROM {table}_search WHERE rowid = ?", (number,))
        if row is not None:
            words = " ".join(nfc(str(getattr(row, column) or "")) for column in type(row).__search__)
            connection.exec_driver_sql(
                f"INSERT INTO {table}_search (rowid, raw, folded) VALUES (?, ?, ?)",
                (number, one_tone_place(words), fold(words)),
            )


def match_words(query: str) -> str | None:
    """The FTS5 expression for what a person typed; None when it holds no letter or digit.

    Every word must occur; the last may be unfinished. Words typed with marks must match with marks, because folding
    would merge án and an. Each word is quoted, so nothing typed can act as an operator.
    """
    words = _words(query)
    if not words:
        return None
    column = "raw" if has_marks(query) else "folded"
    typed = _words(one_tone_place(nfc(query)) if column == "raw" else fold(query))
    quoted = [f'"{word}"' for word in typed]
    return f"{{{column}}} : (" + " ".join(quoted) + "*)"


def _words(query: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in nfc(query)).split()


def matching(table: str, expression: str) -> tuple[TableClause, ColumnElement[bool]]:
    """The index of `table` to join on its column `rowid` (= `number`), and the condition that a row matches.

    Ordering by its column `rank` gives the best first.
    """
    index = sql_table(f"{table}_search", column("rowid"), column("rank"))
    return index, literal_column(f"{table}_search").op("MATCH")(expression)
