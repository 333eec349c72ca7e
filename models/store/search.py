"""Full-text search: with marks if the person typed them, without if not. FTS5 is spoken only here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, TableClause, column, literal_column
from sqlalchemy import table as sql_table
from sqlalchemy.orm import Session

from models.base.text import fold, has_marks, nfc, one_tone_place
from models.store import tables
from models.store.audit import Change
from models.store.declaration import Declaration


def update(session: Session, changes: list[Change]) -> None:
    """Bring the index of every searchable row among `changes` up to date, in the same transaction.

    For what was written below the classes whoever did that makes it anew (`rebuild`).
    """
    touched: dict[tuple[str, int], Any] = {}
    for change in changes:
        if change.row is None:
            continue
        columns = type(change.row).__declared__.search
        if columns and (change.before is None or change.after is None or set(columns) & set(change.after)):
            touched[change.table, change.row.number] = change.row if change.after is not None else None
    connection = session.connection()
    for (table, number), row in touched.items():
        connection.exec_driver_sql(f"DELETE FROM {table}_search WHERE rowid = ?", (number,))
        if row is not None:
            declared = type(row).__declared__
            values = [getattr(row, column) for column in declared.search]
            (words,) = _indexed([(number, _spoken(declared, values))])
            connection.exec_driver_sql(_insert(table), words)


def rebuild(connection: Any) -> None:  # noqa: ANN401 - the driver is untyped
    """Make the index of every table whose class is loaded anew, inside the caller's transaction."""
    for name, declared in tables.declarations().items():
        if declared.search:
            fill(connection, name, list(texts(connection, name, declared)))


def texts(connection: Any, table: str, declared: Declaration) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401
    """What is found of each row of `table`, with its number."""
    for number, *values in connection.execute(f'SELECT number, {", ".join(declared.search)} FROM "{table}"'):
        yield number, _spoken(declared, values)


def fill(connection: Any, table: str, rows: Iterable[tuple[int, Iterable[str]]]) -> None:  # noqa: ANN401
    """Put the texts of all rows, each with its number, into the index of `table` in place of what is in it."""
    connection.execute(f"DELETE FROM {table}_search")
    connection.executemany(_insert(table), _indexed(rows))


def _insert(table: str) -> str:
    return f"INSERT INTO {table}_search (rowid, raw, folded) VALUES (?, ?, ?)"


def _spoken(declared: Declaration, values: Iterable[Any]) -> list[str]:
    """A row's columns as people read them: of a code the words that it stands for."""
    words = map(declared.values.get, declared.search)
    return [
        value if word is None and isinstance(value, str) else _said(word or _as_it_is, value)
        for word, value in zip(words, values, strict=True)
    ]


def _said(word: Callable[[Any], Any], value: Any) -> str:  # noqa: ANN401
    try:
        return str(word(value) or "")
    except (KeyError, ValueError, TypeError):  # no code of ours: somebody wrote it behind the program
        return str(value or "")


def _as_it_is(value: Any) -> Any:  # noqa: ANN401
    return value


class _Words(dict[str, str]):
    """What is found of each word: a directive has few different ones, and a blank ends what a letter depends on."""

    def __init__(self, found: Callable[[str], str]) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, word: str) -> str:
        # Half letters, which somebody wrote behind the program, cannot be kept here.
        self[word] = found = self._found(nfc(word).encode(errors="replace").decode())
        return found

    def of(self, words: Iterable[str]) -> str:
        """All of them in their order."""
        return " ".join(map(self.__getitem__, words))


def _indexed(rows: Iterable[tuple[int, Iterable[str]]]) -> Iterator[tuple[int, str, str]]:
    """What is found of the texts of each row, with marks and without."""
    raw, folded = _Words(one_tone_place), _Words(fold)
    for number, texts in rows:
        words = " ".join(texts).split(" ")
        yield number, raw.of(words), folded.of(words)


def match_words(query: str) -> str | None:
    """The FTS5 expression for what a person typed; None when it holds no letter or digit.

    Every word must occur; the last may be unfinished. Somebody who types marks gets words with those marks, because
    folding would merge án and an; only the word being typed may still lack its own. Each word is quoted, so nothing
    typed can act as an operator.
    """
    words = _words(one_tone_place(query))
    if not words:
        return None
    *finished, last = words
    if not has_marks(" ".join(words)):
        return f"{{folded}} : ({_phrases(words)}*)"
    ending = f'{{raw}} : ("{last}"*)' if has_marks(last) else f'{{folded}} : ("{fold(last)}"*)'
    return f"{{raw}} : ({_phrases(finished)}) AND {ending}" if finished else ending


def _phrases(words: list[str]) -> str:
    return " ".join(f'"{word}"' for word in words)


def _words(query: str) -> list[str]:
    """What the index takes for words: letters, digits, and marks that have no composed letter."""
    apart = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in query)
    return [word for word in apart.split() if any(c.isalnum() for c in word)]


@cache
def index(table: str) -> TableClause:
    """The index of `table`, to join on its column `rowid` (= `number`)."""
    return sql_table(f"{table}_search", column("rowid"))


def matching(table: str, expression: str | BindParameter[str]) -> ColumnElement[bool]:
    """The condition that a row of the index of `table` matches what `match_words` made."""
    return literal_column(f"{table}_search").op("MATCH")(expression)
