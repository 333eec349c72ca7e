"""The audit trail: nothing changes without an event, and no event changes without being noticed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import behind
import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.store import audit
from models.store.audit import AuditEvent
from models.store.integrity import check
from models.store.sqlite.connection import connect
from models.work import extensions, indicators, people, period_closing, periods, progress, report_register, tasks, units
from models.work import office as offices_own
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

DAY = datetime(2024, 3, 14, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _day() -> object:
    with clock.fixed(DAY):
        yield


def events(office: OpenOffice, operation: str) -> list[AuditEvent]:
    with office.store.read() as session:
        found = select(AuditEvent).where(AuditEvent.operation == operation).order_by(AuditEvent.number)
        return list(session.scalars(found))


def a_task(office: OpenOffice) -> str:
    with office.store.write("task.add", by="lan") as write:
        return tasks.add(write.session, TaskFields("Rà soát TTHC", due_on=date(2024, 3, 20))).id


def codes(office: OpenOffice) -> list[str]:
    found = check.everything(office.home, office.store, office.evidence, office.data_key)
    return [finding.code for finding in found]


def test_audit_of_new_row(office: OpenOffice) -> None:
    task_id = a_task(office)
    (event,) = events(office, "task.add")
    assert (event.by, event.at, event.table_name, event.row_id) == ("lan", DAY, "tasks", task_id)
    assert event.before is None and event.after is not None
    after = json.loads(event.after)
    assert (after["text"], after["due_on"], after["state"]) == ("Rà soát TTHC", "2024-03-20", "new")
    assert after.keys() == {column.key for column in tasks.Task.__mapper__.column_attrs}


def test_audit_of_changed_row(office: OpenOffice) -> None:
    task_id = a_task(office)
    with office.store.write("task.finish", by="hoa") as write:
        tasks.finish(write.session, task_id)
    (event,) = events(office, "task.finish")
    assert event.before is not None and event.after is not None
    assert json.loads(event.before) == {"state": "new", "percent": 0, "done_on": None}
    assert json.loads(event.after) == {"state": "accepted", "percent": 100, "done_on": "2024-03-14"}


def test_audit_of_removed_row(office: OpenOffice) -> None:
    with office.store.write("unit.add") as write:
        unit = units.add(write.session, "Xã Bản Phố", "xa", code="02866")
    with office.store.write("unit.remove") as write:
        units.remove(write.session, unit.id)
    (event,) = events(office, "unit.remove")
    assert event.after is None and event.before is not None and json.loads(event.before)["code"] == "02866"


def test_audit_of_row_made_and_changed_in_one_write(office: OpenOffice) -> None:
    """A column that a new row left empty must not change in silence."""
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03", "lan")
    made, closed, kept = events(office, "period.close")
    assert made.before is None and kept.table_name == "closed_results"
    assert closed.before is not None and json.loads(closed.before) == {"closed_at": None, "closed_by": None}
    assert closed.after is not None and json.loads(closed.after)["closed_by"] == "lan"


def test_audit_trail_rebuilds_every_row(office: OpenOffice) -> None:
    """Replaying the trail from its first event gives exactly the tables."""
    _a_busy_month(office)
    with office.store.read() as session:
        told: dict[tuple[str, str], dict[str, object]] = {}
        for event in session.scalars(select(AuditEvent).order_by(AuditEvent.number)):
            key = (event.table_name, event.row_id)
            if event.after is None:
                del told[key]
            else:
                told[key] = told.get(key, {}) | json.loads(event.after)
        found = {}
        for mapper in audit.Table.registry.mappers:
            cls = mapper.class_
            if cls is not AuditEvent:
                names = [column.key for column in mapper.column_attrs]
                for row in session.scalars(select(cls)):
                    found[cls.__tablename__, row.id] = {name: audit.plain(getattr(row, name)) for name in names}
    assert told == found


def _a_busy_month(office: OpenOffice) -> None:
    task_id = a_task(office)
    writes = [
        lambda s: tasks.change(s, task_id, TaskFields("Rà soát lại", lead=("Xã Lùng Cải",), area="procedure")),
        lambda s: extensions.extend(s, task_id, date(2024, 4, 1), "thiếu người", "PCT"),
        lambda s: progress.put(s, task_id, "2024-03", NewProgress(percent=40, value=Decimal("1.50"), note="đang làm")),
        lambda s: progress.put(s, task_id, "2024-03", NewProgress(percent=100)),
        lambda s: indicators.put(s, task_id, name="Tỷ lệ", measure="%", target=Decimal(90)),
        lambda s: indicators.put(s, task_id, name="", measure=""),
        lambda s: people.save(s, None, name="Nguyễn Văn A", title="Trưởng phòng", signs=True),
        lambda s: report_register.edit_section(s, "thang", "2024-03", "I", ["lời đã sửa"]),
        lambda s: offices_own.change(
            s, place="Bắc Hà", symbol="PNV", report_to="UBND huyện", copies_to="", due_soon_days=5
        ),
        lambda s: periods.change_days(s, "2024-03", date(2024, 2, 14), date(2024, 3, 15)),
        lambda s: tasks.cancel(s, task_id, "không còn"),
    ]
    for number, change in enumerate(writes):
        with office.store.write(f"step.{number}") as write:
            change(write.session)
        assert write.changed, number


@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_audit_chain_with_any_letters(words: str, hypothesis_office: OpenOffice) -> None:
    """SQLite spells the events for the check: each letter as the hash had it, or it is spelled again."""
    with hypothesis_office.store.write("person.save", by=words) as write:
        people.save(write.session, None, name="Lò Thị Hoa", title=words, signs=False)
    with hypothesis_office.store.read() as session:
        assert audit.first_broken(session) is None


@pytest.fixture(scope="module")
def hypothesis_office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    with offices.copied(template, Home(tmp_path_factory.mktemp("letters"))) as opened:
        yield opened


def test_audit_hash_input_fixed() -> None:
    """Changing this breaks the proof of every file that is in use."""
    fields = {
        "id": "op.1", "number": 1, "at": DAY, "by": "Nguyễn Thị Đào", "operation": "task.add", "operation_id": "op",
        "table_name": "tasks", "row_id": "r", "before": None,
        "after": audit.canonical({"text": "Rà soát \"TTHC\"\n", "percent": 5, "done_on": None, "area": "procedure"}),
    }  # fmt: skip
    plain = {name: audit.plain(value) for name, value in fields.items()}
    assert audit.canonical(plain) == (
        '{"after":"{\\"area\\":\\"procedure\\",\\"done_on\\":null,\\"percent\\":5,\\"text\\":\\"Rà soát'
        ' \\\\\\"TTHC\\\\\\"\\\\n\\"}","at":"2024-03-14T02:30:00Z","before":null,"by":"Nguyễn Thị Đào","id":"op.1",'
        '"number":1,"operation":"task.add","operation_id":"op","row_id":"r","table_name":"tasks"}'
    )
    first = audit.chain(audit.FIRST_HASH, plain)
    assert first == "6aad38857c06f5bc3f7649ab904a6c9545ebb510993ca0a3a2b555b82c6f1305"
    assert audit.chain(first, plain) == "f34cb668b41abf6bb028a42dc403caeb49c336a73eb8c3409779d99c784661d2"


def tamper(office: OpenOffice, home: Home, *statements: str) -> None:
    """Change the file behind the program's back, as somebody with the key and without scruples would."""
    behind.change_journal(home.database, office.data_key, *statements)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET by = 'ai đó' WHERE number = 10",
        "UPDATE audit_events SET at = '2024-03-13T02:30:00Z' WHERE number = 10",
        "UPDATE audit_events SET at = 'hôm qua' WHERE number = 10",
        "UPDATE audit_events SET after = replace(after, 'TTHC', 'tthc') WHERE number = 10",
        "UPDATE audit_events SET before = '{}' WHERE number = 10",
        "UPDATE audit_events SET after = CAST(after AS BLOB) WHERE number = 10",
        "UPDATE audit_events SET operation = CAST(X'ff' AS TEXT) WHERE number = 10",
        "UPDATE audit_events SET hash = lower(hex(randomblob(32))) WHERE number = 10",
        "UPDATE audit_events SET row_id = 'x' WHERE number = 10",
        "DELETE FROM audit_events WHERE number = 10",
        "UPDATE audit_events SET number = 70 WHERE number = 10",
    ],
)
def test_audit_check_names_first_changed_event(office: OpenOffice, home: Home, statement: str) -> None:
    for _time in range(4):
        a_task(office)
    assert codes(office) == []
    tamper(office, home, statement)
    found = check.everything(office.home, office.store, office.evidence, office.data_key)
    # Where the events are changed that tell of a row, the row differs from them, too.
    assert [finding.code for finding in found if not finding.code.startswith("row_")] == ["chain_broken"]
    assert "số 10" in found[0].what


def test_audit_check_notices_renumbered_events(office: OpenOffice, home: Home) -> None:
    for _time in range(4):
        a_task(office)
    tamper(
        office,
        home,
        "DELETE FROM audit_events WHERE number = 10",
        "UPDATE audit_events SET number = number - 1 WHERE number > 10",
    )
    assert codes(office) == ["chain_broken", "row_unknown"]


@pytest.mark.parametrize("statement", ["UPDATE audit_events SET by = 'x'", "DELETE FROM audit_events"])
def test_audit_triggers_refuse_changes(office: OpenOffice, home: Home, statement: str) -> None:
    from sqlcipher3 import dbapi2

    a_task(office)
    with closing(connect(home.database, office.data_key)) as db, pytest.raises(dbapi2.IntegrityError, match="append"):
        db.execute(statement)
    assert codes(office) == []


def test_audit_trail_with_clock_set_back(office: OpenOffice) -> None:
    a_task(office)
    with clock.fixed(datetime(2020, 1, 1, tzinfo=UTC)):
        a_task(office)
    assert codes(office) == []
