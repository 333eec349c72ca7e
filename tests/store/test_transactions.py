"""One write is one transaction: all of it or nothing, nobody else commits, and reading changes nothing."""

from __future__ import annotations

import threading

import offices
import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store.audit import AuditEvent
from models.store.sqlite.connection import connect
from models.work import tasks, units
from models.work.tasks import Assignment, Task, TaskFields
from models.work.units import Unit


def texts(office: OpenOffice) -> list[str]:
    with office.store.read() as session:
        return list(session.scalars(select(Task.text).order_by(Task.number)))


def add(office: OpenOffice, *names: str) -> None:
    with office.store.write("task.add") as write:
        for name in names:
            tasks.add(write.session, TaskFields(name))


def test_write_is_durable(office: OpenOffice, home: Home) -> None:
    add(office, "một", "hai")
    office.close()
    again = opening.open_office(home, offices.PASSPHRASE)
    assert texts(again) == ["một", "hai"]
    again.close()


def test_write_tells_changed_tables(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("một", lead=("Xã Lùng Cải",)))
    assert write.changed == {"tasks", "assignments"}
    with office.store.write("task.add") as write:
        pass
    assert write.changed == frozenset()


def test_write_rolled_back_on_exception(office: OpenOffice) -> None:
    add(office, "một")
    with pytest.raises(ZeroDivisionError), office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("hai"))
        write.session.flush()
        raise ZeroDivisionError
    assert texts(office) == ["một"]
    with office.store.read() as session:
        assert not session.scalars(select(AuditEvent).where(AuditEvent.after.contains('"hai"'))).all()


def test_write_rolled_back_on_refusal(office: OpenOffice) -> None:
    with offices.refused("task_text_missing"), office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("một"))
        tasks.add(write.session, TaskFields(" "))
    assert texts(office) == []


def test_write_end_is_only_commit(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("một"))
        write.session.flush()
        assert texts(office) == []  # another connection, the moment before
    assert texts(office) == ["một"]


@pytest.mark.parametrize(
    "statement",
    [
        insert(Unit).values(name="x"),
        update(Task).values(percent=100),
        delete(Assignment),
        text("DELETE FROM tasks"),
    ],
    ids=["insert", "update", "delete", "text"],
)
def test_write_refuses_unaudited_statement(office: OpenOffice, statement: object) -> None:
    with pytest.raises(RuntimeError, match="audit"), office.store.write("task.add") as write:
        write.session.execute(statement)  # type: ignore[call-overload]


def test_read_cannot_add(office: OpenOffice) -> None:
    with pytest.raises(RuntimeError, match="read tried to write"), office.store.read() as session:
        session.add(Unit(name="x"))
        session.flush()


def test_read_cannot_change_by_statement(office: OpenOffice) -> None:
    with pytest.raises(DatabaseError, match="not authorized"), office.store.read() as session:
        session.execute(text("DELETE FROM units"))
    with office.store.read() as session:
        assert len(units.rows(session)) == 5


def test_read_discards_changed_row(office: OpenOffice) -> None:
    add(office, "một")
    with office.store.read() as session:
        session.scalars(select(Task)).one().text = "khác"
    assert texts(office) == ["một"]


def test_read_sees_one_snapshot(office: OpenOffice) -> None:
    add(office, "một")
    with office.store.read() as session:
        assert len(session.scalars(select(Task)).all()) == 1
        add(office, "hai")
        assert len(session.scalars(select(Task)).all()) == 1
    assert texts(office) == ["một", "hai"]


def test_write_refuses_dangling_link(office: OpenOffice) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), office.store.write("task.assign") as write:
        write.session.add(Assignment(task_id="none", unit_id="none", role="lead"))
    with office.store.read() as session:
        assert not session.scalars(select(Assignment)).all()


def test_two_writers_take_turns(office: OpenOffice) -> None:
    def writer(name: str) -> None:
        for number in range(10):
            add(office, f"{name} {number}")

    threads = [threading.Thread(target=writer, args=(name,)) for name in ("một", "hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts(office)) == 20


def test_writer_timeout(office: OpenOffice, home: Home) -> None:
    holder = connect(home.database, office.data_key)
    holder.execute("BEGIN IMMEDIATE")
    waiting = office.store.connection()
    waiting.driver_connection.execute("PRAGMA busy_timeout = 10")
    waiting.close()
    with offices.refused("busy"), office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("một"))
    holder.rollback()
    holder.close()
    add(office, "hai")
    assert texts(office) == ["hai"]


def test_close_while_reading(office: OpenOffice, home: Home) -> None:
    add(office, "một")
    with office.store.read() as session:
        office.close()
        assert [task.text for task in session.scalars(select(Task))] == ["một"]
    again = opening.open_office(home, offices.PASSPHRASE)
    assert texts(again) == ["một"]
    again.close()


def test_write_default_actor(office: OpenOffice) -> None:
    office.store.actor = "lan"
    add(office, "một")
    with office.store.write("task.add", by="hoa") as write:
        tasks.add(write.session, TaskFields("hai"))
    with office.store.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.operation == "task.add"))
        assert [event.by for event in events] == ["lan", "hoa"]


def test_database_durability_settings(office: OpenOffice) -> None:
    held = office.store.connection()
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert {name: held.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    held.close()
