"""What a connection to the open book lets through: reading, and rows that the recorder vouches for.

SQLite itself asks before it does anything. While a statement is prepared it asks `Gate` (an authorizer), which knows
no way but `Store.write` to begin or end a transaction that writes, and none at all to change the shape of the file.
While a row is written, a trigger of this connection alone asks whether that very row is vouched for. So a statement
below the classes, by whatever name it comes, changes nothing that would leave no audit event.

This keeps the program's own code, and whoever is given a session, to the journal. Whoever has the key and another
program is not kept by it (README, what this protects against).
"""

from __future__ import annotations

import secrets
from enum import Enum, auto
from typing import Any, NoReturn

from sqlcipher3 import dbapi2 as driver

UNRECORDED = "a change that leaves no audit event"

_READS = {driver.SQLITE_SELECT, driver.SQLITE_READ, driver.SQLITE_RECURSIVE}
_ROWS = {driver.SQLITE_INSERT, driver.SQLITE_UPDATE, driver.SQLITE_DELETE}
# Without a value these only tell; with one, `_TAKE_A_VALUE` only choose what is told.
_TELL = {
    "cipher_integrity_check", "compile_options", "data_version", "database_list", "defer_foreign_keys",
    "foreign_key_check", "foreign_key_list", "foreign_keys", "freelist_count", "function_list", "index_info",
    "index_list", "index_xinfo", "integrity_check", "journal_mode", "page_count", "page_size", "query_only",
    "quick_check", "recursive_triggers", "schema_version", "synchronous", "table_info", "table_list", "table_xinfo",
    "trusted_schema", "user_version", "cipher_version", "cipher_settings",
}  # fmt: skip
_TAKE_A_VALUE = {
    "busy_timeout", "foreign_key_check", "foreign_key_list", "index_info", "index_list", "index_xinfo",
    "integrity_check", "quick_check", "table_info", "table_list", "table_xinfo",
}  # fmt: skip
_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
_NO_TABLE_OF_OURS = ("sqlite_", "alembic_")
_ID = {"INSERT": "NEW.id", "UPDATE": "OLD.id", "DELETE": "OLD.id"}
_JOURNAL = "audit_events"


class Refused(RuntimeError):  # noqa: N818 - what happened, not an error of the driver
    """Something was asked of the open book that only its own ways may do; nothing of that operation is kept."""


class _Phase(Enum):
    SHUT = auto()  # nothing writes
    OURS = auto()  # this file's own statements
    WORK = auto()  # inside `Store.write`: rows that are vouched for
    END = auto()  # its last steps: the index of words, the journal, the commit


def _trigger(table: str, change: str, row: str, asks: str) -> str:
    other = " OR OLD.id IS NOT NEW.id" if change == "UPDATE" else ""
    return (
        f'CREATE TEMP TRIGGER IF NOT EXISTS "{table}_{change}_vouched" BEFORE {change} ON main."{table}"'
        f" WHEN NOT {asks}('{change}', '{table}', {row}){other} BEGIN SELECT RAISE(ABORT, '{UNRECORDED}'); END"
    )


class BookConnection(driver.Connection):  # type: ignore[misc]  # the driver is untyped
    """The driver's connection, whose ways around SQL are shut once the gate stands."""

    sealed = False
    gate: Gate

    def list_words(self, index: str) -> None:
        """Have a table `temp.<index>_words` that tells how often each word stands in an index of words."""
        self.gate.list_words(index)

    def _shut(self, name: str) -> None:
        if self.sealed:
            raise Refused(f"{name} on the open book")

    def set_authorizer(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        """Only before the gate stands."""
        self._shut("set_authorizer")
        super().set_authorizer(*args, **named)

    def create_function(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        """Only before the gate stands: what asks whether a row is vouched for cannot be exchanged."""
        self._shut("create_function")
        super().create_function(*args, **named)

    def open_blob(self, *_args: Any, **_named: Any) -> NoReturn:  # noqa: ANN401
        """Never: it writes into a row without asking anybody."""
        raise Refused("open_blob on the open book")

    def enable_load_extension(self, *_args: Any) -> NoReturn:  # noqa: ANN401
        """Never."""
        raise Refused("load_extension on the open book")

    def set_key(self, *_args: Any) -> NoReturn:  # noqa: ANN401
        """Never: the key was given when the file was opened."""
        raise Refused("set_key on the open book")

    def reset_key(self, *_args: Any) -> NoReturn:  # noqa: ANN401
        """Never: the key is exchanged in a file that is shut."""
        raise Refused("reset_key on the open book")


class Gate:
    """Stands in one connection from its first moment to its last."""

    def __init__(self, connection: BookConnection) -> None:
        self._connection: Any = connection
        self._phase = _Phase.OURS
        self._permit: Permit | None = None
        self._guarded: frozenset[str] = frozenset()
        self._shape = -1  # SQLite counts each change of it
        self._search: frozenset[str] = frozenset()
        self._asks = f"vouched_{secrets.token_hex(8)}"
        self._connection.create_function(self._asks, 3, self._vouched)
        self._connection.set_authorizer(self._answer)
        connection.gate, connection.sealed = self, True
        # To switch it off and on makes SQLite forget what it was allowed before, too.
        self._connection.execute("PRAGMA query_only = ON")
        self._phase = _Phase.SHUT

    def begin(self, permit: Permit | None) -> None:
        """Begin a transaction: one that writes under `permit`, else one that reads. Raises Refused for one used up."""
        if permit is None:
            self._connection.execute("BEGIN")
            return
        permit.take(self)
        self._phase = _Phase.OURS
        try:
            self._connection.execute("PRAGMA query_only = OFF")
            self._guard()
            self._connection.execute("BEGIN IMMEDIATE")
            # One operation may remove a row and, later, the row that points to it.
            self._connection.execute("PRAGMA defer_foreign_keys = ON")
        except BaseException:
            self.shut()
            raise
        self._permit, self._phase = permit, _Phase.WORK

    def end(self) -> None:
        """Everything was vetted; from here on only the store itself speaks."""
        self._phase = _Phase.END

    def shut(self) -> None:
        """The transaction is over, whichever way."""
        if self._phase is _Phase.SHUT and self._permit is None:
            return
        self._permit, self._phase = None, _Phase.OURS
        try:
            self._connection.execute("PRAGMA query_only = ON")
        finally:
            self._phase = _Phase.SHUT

    def list_words(self, index: str) -> None:
        """See `BookConnection.list_words`. It is read like any table and changes nothing in the file."""
        phase, self._phase = self._phase, _Phase.OURS
        try:
            self._connection.execute("PRAGMA query_only = OFF")
            self._connection.execute(
                f'CREATE VIRTUAL TABLE IF NOT EXISTS temp."{index}_words" USING fts5vocab(main, "{index}", col)'
            )
        finally:
            self._connection.execute(f"PRAGMA query_only = {'ON' if phase is _Phase.SHUT else 'OFF'}")
            self._phase = phase

    def _guard(self) -> None:
        """Put a trigger of this connection before each table; whatever table has none is not written at all.

        Not inside a transaction: it would be gone with what that takes back.
        """
        shape = self._connection.execute("PRAGMA main.schema_version").fetchone()[0]
        if shape == self._shape:
            return
        found = dict(self._connection.execute(_TABLES).fetchall())
        indexes = {name for name, sql in found.items() if sql.upper().startswith("CREATE VIRTUAL")}
        self._search = frozenset(name for name in found if any(name == i or name.startswith(f"{i}_") for i in indexes))
        tables = [name for name in found if name not in self._search and not name.startswith(_NO_TABLE_OF_OURS)]
        for name in tables:
            for change, row in _ID.items():
                self._connection.execute(_trigger(name, change, row, self._asks))
        self._guarded, self._shape = frozenset(tables), shape

    def _vouched(self, change: str, table: str, row_id: object) -> bool:
        if self._phase is _Phase.END:
            known = table == _JOURNAL and change == "INSERT"
        else:
            permit = self._permit if self._phase is _Phase.WORK else None
            known = permit is not None and ((change, table, row_id) in permit.rows or (table, row_id) in permit.below)
        return known or self._refused(f"{change} {table}")

    def _answer(self, action: int, first: str | None, second: str | None, schema: str | None, *_inner: object) -> int:
        allowed = self._phase is _Phase.OURS or self._allowed(action, first or "", second, schema)
        return int(driver.SQLITE_OK if allowed else driver.SQLITE_DENY)

    def _allowed(self, action: int, first: str, second: str | None, schema: str | None) -> bool:
        if action in _READS:
            return True
        if action == driver.SQLITE_FUNCTION:
            return second not in {"load_extension", "sqlcipher_export"} or self._refused(second)
        if action == driver.SQLITE_PRAGMA:
            known = _TELL if second is None else _TAKE_A_VALUE
            return first.lower() in known or self._refused(f"PRAGMA {first}")
        if action in _ROWS:
            return self._may_write(first, schema) or self._refused(first)
        if action == driver.SQLITE_TRANSACTION:
            return self._may_turn(first) or self._refused(first)
        return self._refused(f"{action} {first}")

    def _may_write(self, table: str, schema: str | None) -> bool:
        if schema != "main":
            return False
        if table in self._guarded:  # row by row, by its trigger
            return self._phase in {_Phase.WORK, _Phase.END}
        return table in self._search and self._phase is _Phase.END

    def _may_turn(self, word: str) -> bool:
        if word == "ROLLBACK":
            if self._phase is not _Phase.SHUT:  # what was vouched for is gone with it
                self.end_without_writing()
            return True
        return self._phase is _Phase.SHUT or (word == "COMMIT" and self._phase is _Phase.END)

    def end_without_writing(self) -> None:
        """It is being taken back: from here on nothing is written in this transaction or after it."""
        self._phase = _Phase.SHUT

    def _refused(self, what: str) -> bool:
        if self._permit is not None:
            self._permit.refused.append(what)
        return False


class Permit:
    """Leave to write one transaction, given by `Store.write`, with the rows that the recorder vouches for just now."""

    def __init__(self) -> None:
        self.rows: set[tuple[str, str, object]] = set()  # until they are flushed: what is done, table, id
        self.below: set[tuple[str, object]] = set()  # to be written below their classes
        self.refused: list[str] = []
        self._gate: Gate | None = None

    def take(self, gate: Gate) -> None:
        """It is used by this connection, once. Raises Refused."""
        if self._gate is not None:
            raise Refused("a second transaction in one operation")
        self._gate = gate

    def end(self) -> None:
        """Before the store's last steps. Raises Refused when anything was refused, even if somebody caught that."""
        self.hold()
        if self._gate is not None:
            self._gate.end()

    def hold(self) -> None:
        """Raises Refused when something was."""
        if self.refused:
            raise Refused(f"{UNRECORDED}: {self.refused[0]}")
