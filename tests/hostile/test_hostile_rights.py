"""Ways around the journal and the rights, tried in every role on every table: below the classes nothing is changed.

Each way is what somebody may try who is given a session by `Store.write`, or the open store: a statement by whatever
door, in the transaction, beside it or after it. It must be refused, and the rows of the file stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import offices
import pytest
from sqlalchemy import event, inspect, text, update
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice, load_tables
from models.base.paths import Home
from models.store import tables
from models.store.db import Store
from models.store.sqlite.connection import connect
from models.store.sqlite.gate import Refused
from models.work import rights, tasks
from models.work.tasks import Task, TaskFields

load_tables()
TABLES = list(tables.by_name())
FREE = "account.passphrase"  # the word that every role may use
VALUES = {"INTEGER": 1, "VARCHAR(20)": "2024-01-01T00:00:00Z"}


@dataclass
class Tried:
    """One attempt: what it is made on."""

    office: OpenOffice
    session: Session
    name: str

    @property
    def cls(self) -> type[Any]:
        """The class of the table."""
        return tables.by_name()[self.name]

    @property
    def column(self) -> str:
        """A column to be changed."""
        return next(column.name for column in inspect(self.cls).columns if column.name != "id")

    @property
    def sets(self) -> str:
        """A statement that changes every row and needs no value."""
        return f'UPDATE "{self.name}" SET "{self.column}" = "{self.column}" || "1"'.replace('"1"', "'1'")

    @property
    def row(self) -> str:
        """The id of a row that is there."""
        return str(self.session.connection().exec_driver_sql(f'SELECT id FROM "{self.name}"').scalar())

    @property
    def raw(self) -> Any:
        """The driver's connection under the session."""
        return self.session.connection().connection.driver_connection


def _raw(statement: str) -> Callable[[Tried], object]:
    return lambda tried: tried.raw.execute(statement.format(table=tried.name, column=tried.column))


def _bulk_update(tried: Tried) -> None:
    tried.session.bulk_update_mappings(inspect(tried.cls), [{"id": tried.row, tried.column: None}])


def _bulk_insert(tried: Tried) -> None:
    tried.session.bulk_insert_mappings(inspect(tried.cls), [{"id": "y"}])


def _bulk_save(tried: Tried) -> None:
    tried.session.bulk_save_objects([tried.cls(id="y")])


def _audited(tried: Tried) -> None:
    tried.session.execute(update(tried.cls).values({tried.column: None}).execution_options(audited=True))


def _beside(tried: Tried) -> None:
    bind: Any = tried.session.get_bind()
    with closing(bind.raw_connection()) as other:
        other.driver_connection.execute("PRAGMA busy_timeout = 1")
        other.driver_connection.execute(tried.sets)


def _query_only_off(tried: Tried) -> None:
    with closing(tried.office.store.connection()) as other:
        other.driver_connection.execute("PRAGMA query_only = OFF")
        other.driver_connection.execute(tried.sets)


def _second_store(tried: Tried) -> None:
    second = Store(tried.office.home.database, tried.office.data_key)
    try:
        with second.write("office.found") as write:
            write.session.add(tried.cls(id="y"))
    finally:
        second.close()


def _after_rollback(tried: Tried) -> None:
    tried.session.connection().exec_driver_sql("ROLLBACK")
    tried.raw.execute(tried.sets)


def _own_transaction(tried: Tried) -> None:
    tried.raw.rollback()
    tried.raw.execute("BEGIN IMMEDIATE")
    tried.raw.execute(tried.sets)


def _again(tried: Tried) -> None:
    tried.session.rollback()
    tried.session.connection().exec_driver_sql(tried.sets)


def _blob(tried: Tried) -> None:
    tried.raw.open_blob(tried.name, tried.column, 1, False)


def _new_answer(tried: Tried) -> None:
    for (name,) in tried.raw.execute("SELECT name FROM pragma_function_list WHERE name LIKE 'vouched%'").fetchall():
        tried.raw.create_function(name, 3, lambda *_asked: 1)
    tried.raw.execute(tried.sets)


def _no_authorizer(tried: Tried) -> None:
    tried.raw.set_authorizer(None)
    tried.raw.execute(tried.sets)


def _in_a_flush(tried: Tried) -> None:
    """While the recorder vouches for one row, another is written."""

    @event.listens_for(tried.session, "after_flush")
    def also(session: Session, _context: object) -> None:
        session.connection().exec_driver_sql(tried.sets)

    @event.listens_for(Task, "before_insert")
    def before(_mapper: object, connection: Any, _row: object) -> None:
        connection.exec_driver_sql(tried.sets)

    try:
        tasks.add(tried.session, TaskFields("một"))
        tried.session.flush()
    finally:
        event.remove(Task, "before_insert", before)


def _early_commit(tried: Tried) -> None:
    tasks.add(tried.session, TaskFields("một"))
    tried.session.commit()


def _early_driver_commit(tried: Tried) -> None:
    tasks.add(tried.session, TaskFields("một"))
    tried.session.flush()
    tried.raw.commit()


def _savepoint(tried: Tried) -> None:
    with tried.session.begin_nested():
        tasks.add(tried.session, TaskFields("một"))


WAYS: dict[str, Callable[[Tried], object]] = {
    "text": lambda tried: tried.session.execute(text(tried.sets)),
    "core": lambda tried: tried.session.connection().execute(tried.cls.__table__.update().values({tried.column: None})),
    "core delete": lambda tried: tried.session.connection().execute(tried.cls.__table__.delete()),
    "driver statement": lambda tried: tried.session.connection().exec_driver_sql(tried.sets),
    "audited": _audited,
    "query": lambda tried: tried.session.query(tried.cls).update({tried.column: None}),
    "query delete": lambda tried: tried.session.query(tried.cls).delete(),
    "bulk update": _bulk_update,
    "bulk insert": _bulk_insert,
    "bulk save": _bulk_save,
    "cursor": lambda tried: tried.raw.cursor().execute(tried.sets),
    "many": lambda tried: tried.raw.executemany(f'DELETE FROM "{tried.name}" WHERE id = ?', [(tried.row,)]),
    "script": lambda tried: tried.raw.executescript(f"{tried.sets}; COMMIT;"),
    "delete": _raw('DELETE FROM "{table}"'),
    "replace": _raw('REPLACE INTO "{table}" SELECT * FROM "{table}"'),
    "insert or replace": _raw("INSERT OR REPLACE INTO \"{table}\" (id) VALUES ('x')"),
    "insert or ignore": _raw("INSERT OR IGNORE INTO \"{table}\" (id) VALUES ('y')"),
    "update or replace": _raw('UPDATE OR REPLACE "{table}" SET "{column}" = NULL'),
    "update or ignore": _raw("UPDATE OR IGNORE \"{table}\" SET id = 'z'"),
    "bind": _beside,
    "query_only": _query_only_off,
    "second store": _second_store,
    "after rollback": _after_rollback,
    "own transaction": _own_transaction,
    "transaction again": _again,
    "blob": _blob,
    "new answer": _new_answer,
    "no authorizer": _no_authorizer,
    "within a flush": _in_a_flush,
}  # fmt: skip
# What touches the whole file rather than a table.
WHOLE: dict[str, Callable[[Tried], object]] = {
    "early commit": _early_commit,
    "early driver commit": _early_driver_commit,
    "savepoint": _savepoint,
    "drop trigger": _raw("DROP TRIGGER audit_events_no_update"),
    "drop own trigger": _raw("DROP TRIGGER temp.tasks_UPDATE_vouched"),
    "own trigger's row": _raw("DELETE FROM temp.sqlite_temp_master"),
    "drop table": _raw('DROP TABLE "tasks"'),
    "rename": _raw("ALTER TABLE tasks RENAME TO things"),
    "view": _raw("CREATE TEMP VIEW tasks AS SELECT 1"),
    "trigger": _raw("CREATE TEMP TRIGGER t AFTER SELECT ON tasks BEGIN DELETE FROM tasks; END"),
    "temp trigger": _raw("CREATE TEMP TRIGGER t AFTER INSERT ON main.tasks BEGIN DELETE FROM accounts; END"),
    "index": _raw("CREATE INDEX i ON tasks (id)"),
    "attach": _raw("ATTACH ':memory:' AS other"),
    "vacuum": _raw("VACUUM"),
    "writable schema": _raw("PRAGMA writable_schema = ON"),
    "schema rows": _raw("DELETE FROM sqlite_master WHERE type = 'trigger'"),
    "foreign keys": _raw("PRAGMA foreign_keys = OFF"),
    "recursive triggers": _raw("PRAGMA recursive_triggers = OFF"),
    "journal mode": _raw("PRAGMA journal_mode = OFF"),
    "version": _raw("PRAGMA user_version = 9"),
    "rekey": _raw("PRAGMA rekey = 'x'"),
    "function": _raw("SELECT load_extension('x')"),
    "migration": _raw("UPDATE alembic_version SET version_num = '9999'"),
    "search": _raw("DELETE FROM tasks_search WHERE rowid = 1"),
    "search emptied": _raw("INSERT INTO tasks_search (tasks_search) VALUES ('delete-all')"),
    "search rows": _raw("DELETE FROM tasks_search_docsize"),
    "search pages": _raw("UPDATE tasks_search_data SET block = zeroblob(1)"),
    "key": lambda tried: tried.raw.reset_key(b"x"),
    "extension": lambda tried: tried.raw.enable_load_extension(True),
}


@pytest.fixture(scope="module")
def full(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """An office with at least one row in every table."""
    with offices.copied(template, Home(tmp_path_factory.mktemp("rights"))) as office:
        offices.add_task(office, "việc")
        with closing(connect(office.home.database, office.data_key)) as db:
            db.execute("PRAGMA foreign_keys = OFF")
            for name in TABLES:
                if not db.execute(f'SELECT 1 FROM "{name}"').fetchone():
                    columns = db.execute(f'PRAGMA table_info("{name}")').fetchall()
                    values = [VALUES.get(kind.upper(), "x") for _place, _column, kind, *_rest in columns]
                    db.execute(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(values))})', values)
        yield office


def _in_role(office: OpenOffice, role: str) -> None:
    office.store.role, office.store.guard = role, partial(rights.vet, role)


def _everything(office: OpenOffice) -> dict[str, list[Any]]:
    with closing(connect(office.home.database, office.data_key, read_only=True)) as db:
        found = [(str(name), sql) for name, sql in db.execute("SELECT name, sql FROM sqlite_master ORDER BY name")]
        kept = [name for name, sql in found if sql and sql.startswith("CREATE TABLE")]
        return {"": found} | {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in kept}


def _refused(office: OpenOffice, way: Callable[[Tried], object], table: str) -> bool:
    try:
        with office.store.write(FREE) as write:
            way(Tried(office, write.session, table))
    except Exception:  # noqa: BLE001 - each door has its own
        return True
    return False


def _task(session: Session) -> str:
    return str(session.connection().exec_driver_sql("SELECT id FROM tasks LIMIT 1").scalar())


@pytest.mark.parametrize("role", rights.ROLES)
@pytest.mark.parametrize("table", TABLES)
def test_rows_below_classes(full: OpenOffice, table: str, role: str) -> None:
    _in_role(full, role)
    before = _everything(full)
    for name, way in WAYS.items():
        assert _refused(full, way, table), name
        assert _everything(full) == before, name


@pytest.mark.parametrize("way", WHOLE)
@pytest.mark.parametrize("role", rights.ROLES)
def test_whole_file(full: OpenOffice, way: str, role: str) -> None:
    _in_role(full, role)
    before = _everything(full)
    assert _refused(full, WHOLE[way], "tasks")
    assert _everything(full) == before


@pytest.mark.parametrize("way", [*WAYS, *WHOLE])
def test_refusal_caught_spoils_operation(full: OpenOffice, way: str) -> None:
    """An administrator's operation, too: what was tried below the classes takes with it what was done by them."""
    _in_role(full, rights.ADMIN)
    before = _everything(full)
    with suppress(Exception), full.store.write("task.change") as write:
        with suppress(Exception):
            (WAYS | WHOLE)[way](Tried(full, write.session, "accounts"))
        write.session.get_one(Task, _task(write.session)).note = "ghi kèm"
    after = _everything(full)
    assert after["accounts"] == before["accounts"]
    if after != before:  # what never reached the book spoils nothing, and the rest has its event
        assert len(after["audit_events"]) == len(before["audit_events"]) + 1


def test_statement_of_recorder_again(full: OpenOffice) -> None:
    """The very statement that was let through for a vouched row is not, a moment later, for another."""
    _in_role(full, rights.ADMIN)
    seen: list[tuple[str, Any]] = []
    before = _everything(full)
    with pytest.raises(Refused), full.store.write("task.change") as write:
        listened = write.session.connection().engine

        @event.listens_for(listened, "before_cursor_execute")
        def note(_c: object, _d: object, statement: str, values: Any, _x: object, _m: object) -> None:
            if statement.startswith("UPDATE"):
                seen.append((statement, values))

        write.session.get_one(Task, _task(write.session)).note = "một"
        write.session.flush()
        ((statement, values),) = seen
        write.session.connection().connection.driver_connection.execute(statement, values)
    assert _everything(full) == before


def test_connection_after_write_only_reads(full: OpenOffice) -> None:
    """The connection that a write used goes back to the others; what was prepared in it is not let through again."""
    _in_role(full, rights.ADMIN)
    with full.store.write("task.change") as write:
        write.session.get_one(Task, _task(write.session)).text = "đổi chữ"
        bind: Any = write.session.get_bind()
        left = write.session.connection().connection.driver_connection
    before = _everything(full)
    for statement in ("DELETE FROM tasks_search WHERE rowid = ?", "DELETE FROM tasks WHERE number = ?"):
        with pytest.raises(Exception, match=r"not authorized|readonly"):
            left.execute(statement, (1,))
    with pytest.raises(Refused), bind.connect() as again:
        again.exec_driver_sql("DELETE FROM tasks")
    assert _everything(full) == before


def test_journal_kept_from_replace(full: OpenOffice) -> None:
    """In any connection that the program makes REPLACE asks the trigger that refuses to remove an event."""
    with closing(connect(full.home.database, full.data_key)) as db:
        for statement in (
            "REPLACE INTO audit_events SELECT * FROM audit_events WHERE number = 1",
            "UPDATE OR REPLACE audit_events SET number = 2 WHERE number = 1",
            "DELETE FROM audit_events",
        ):
            with pytest.raises(Exception, match="append-only"):
                db.execute(statement)
