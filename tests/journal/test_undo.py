"""Undo and redo: the rows are byte for byte as they were, or nothing is taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import offices
import pytest
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base import clock
from models.journal import undo
from models.store.integrity import check
from models.store.sqlite.connection import connect
from models.work import (
    attachments,
    directives,
    extensions,
    indicators,
    people,
    period_closing,
    periods,
    progress,
    report_register,
    tasks,
    units,
)
from models.work import office as own_office
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

Change = Callable[[Session, OpenOffice, str], object]


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 10, 5, tzinfo=UTC))


@pytest.fixture
def task_id(office: OpenOffice) -> str:
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields("việc", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 20)))
        progress.put(write.session, task.id, "2024-02", NewProgress(percent=10, value=Decimal("1.50")))
        indicators.put(write.session, task.id, name="Tỷ lệ", measure="%", target=Decimal("90.0"))
        return task.id


def dump(office: OpenOffice) -> dict[str, list[tuple[object, ...]]]:
    """Every byte of every table but the trail itself, which only grows."""
    with closing(connect(office.home.database, office.data_key)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        ours = [name for name in names if name != "audit_events" and not name.startswith("tasks_search")]
        found = {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in ours}
        return found | {"words": db.execute("SELECT rowid FROM tasks_search ORDER BY 1").fetchall()}


def do(office: OpenOffice, change: Callable[[Session], object], operation: str = "x") -> str:
    with office.store.write(operation) as write:
        change(write.session)
    return write.operation_id


def take_back(office: OpenOffice, operation_id: str) -> str:
    return do(office, lambda s: undo.undo(s, operation_id), "undo")


ACTIONS: dict[str, Change] = {
    "add": lambda s, o, t: tasks.add(s, TaskFields("mới", lead=("Xã Lùng Phình", "Ban lạ"), area="digital")),
    "change": lambda s, o, t: tasks.change(s, t, TaskFields("khác", lead=("Xã Lùng Phình",), note="ghi\nchú")),
    "assign": lambda s, o, t: tasks.assign(s, t, [units.find(s, "Phình").id], [units.find(s, "Lùng Cải").id]),
    "extend": lambda s, o, t: extensions.extend(s, t, date(2024, 4, 1), "chậm kinh phí", "Chủ tịch"),
    "new entry": lambda s, o, t: progress.put(
        s, t, "2024-03", NewProgress(percent=100, value=Decimal("2.00"), note="x")
    ),
    "entry": lambda s, o, t: progress.put(s, t, "2024-02", NewProgress(percent=None, value=Decimal("1.5"))),
    "indicator": lambda s, o, t: indicators.put(s, t, name="Số", measure="hồ sơ", direction="down"),
    "no indicator": lambda s, o, t: indicators.put(s, t, name="", measure=""),
    "attach": lambda s, o, t: attachments.attach(s, o.evidence, t, "a.pdf", b"x"),
    "days": lambda s, o, t: periods.change_days(s, "2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
    "unit": lambda s, o, t: units.add(s, "Xã Bản Phố", "xa", code="02866", valid_from=date(2020, 1, 1)),
    "unit away": lambda s, o, t: units.remove(s, units.find(s, "Thị trấn").id),
    "person": lambda s, o, t: people.save(s, None, name="Lê Hoa", title="Trưởng phòng", signs=True),
    "office": lambda s, o, t: own_office.change(
        s, place="Sa Pa", symbol="nv", report_to="a\nb", copies_to="c", due_soon_days=7
    ),
    "words": lambda s, o, t: report_register.edit_section(s, "thang", "2024-03", "I", ["lời"]),
    "number": lambda s, o, t: report_register.fill_head(
        s, "thang", "2024-03", number="05", issued_on=date(2024, 3, 9), signer_id=None
    ),
    "finish": lambda s, o, t: tasks.finish(s, t),
    "cancel": lambda s, o, t: tasks.cancel(s, t, "trùng"),
    "many": lambda s, o, t: [tasks.finish(s, t), tasks.cancel(s, t, "x"), tasks.set_state(s, t, "doing")],
}


@pytest.mark.parametrize("action", ACTIONS)
def test_undo_and_redo_exact(office: OpenOffice, task_id: str, action: str) -> None:
    before = dump(office)
    done = do(office, lambda s: ACTIONS[action](s, office, task_id))
    after = dump(office)
    assert after != before
    undone = take_back(office, done)
    assert dump(office) == before
    redone = take_back(office, undone)
    assert dump(office) == after
    take_back(office, redone)
    assert dump(office) == before
    assert check.everything(office.home, office.store, office.evidence, office.data_key) == []


def test_undo_many_operations(office: OpenOffice, task_id: str) -> None:
    moments, done = [dump(office)], []
    for action in ACTIONS.values():
        done.append(do(office, lambda s, action=action: action(s, office, task_id)))  # type: ignore[misc]
        moments.append(dump(office))
    for operation in reversed(done):
        moments.pop()
        take_back(office, operation)
        assert dump(office) == moments[-1]


def refuses(office: OpenOffice, operation_id: str, code: str = "undo_overtaken") -> None:
    before = dump(office)
    with offices.refused(code):
        take_back(office, operation_id)
    assert dump(office) == before


def test_undo_refused_after_later_change(office: OpenOffice, task_id: str) -> None:
    finished = do(office, lambda s: tasks.finish(s, task_id))
    do(office, lambda s: tasks.set_state(s, task_id, "doing"))
    refuses(office, finished)


def test_undo_allowed_after_change_of_other_column(office: OpenOffice, task_id: str) -> None:
    cancelled = do(office, lambda s: tasks.cancel(s, task_id, "trùng"))
    do(office, lambda s: tasks.assign(s, task_id, [units.find(s, "Phình").id]))
    take_back(office, cancelled)
    with office.store.read() as session:
        task = tasks.get(session, task_id)
        assert (task.state, task.lead_text, task.note) == ("doing", "Xã Lùng Phình", "")


def test_undo_refused_under_later_rows(office: OpenOffice) -> None:
    with office.store.write("task.add") as added:
        new = tasks.add(added.session, TaskFields("mới"))
    do(office, lambda s: attachments.attach(s, office.evidence, new.id, "a.pdf", b"x"))
    refuses(office, added.operation_id)
    with office.store.write("unit.add") as made:
        unit = units.add(made.session, "Xã Bản Phố", "xa")
    do(office, lambda s: tasks.assign(s, new.id, [unit.id]))
    refuses(office, made.operation_id)


def test_undo_renumbers_task(office: OpenOffice) -> None:
    added = do(office, lambda s: tasks.add(s, TaskFields("một")))
    undone = take_back(office, added)
    do(office, lambda s: tasks.add(s, TaskFields("hai")))
    refuses(office, undone)
    with offices.refused("undo_overtaken"):
        take_back(office, added)


def test_undo_twice_refused(office: OpenOffice, task_id: str) -> None:
    finished = do(office, lambda s: tasks.finish(s, task_id))
    take_back(office, finished)
    refuses(office, finished)


COUNTED = ("add", "assign", "finish", "cancel", "extend", "entry", "indicator", "no indicator", "many")


@pytest.mark.parametrize("action", COUNTED)
def test_undo_refused_in_closed_period(office: OpenOffice, task_id: str, action: str) -> None:
    done = do(office, lambda s: ACTIONS[action](s, office, task_id))
    undone = take_back(office, done)
    redone = take_back(office, undone)
    with clock.fixed(datetime(2024, 3, 9, tzinfo=UTC)):  # set back: the order of events does not depend on the clock
        do(office, lambda s: period_closing.close(s, "2024-02"))
    for operation in (redone, done):
        refuses(office, operation, "undo_closed")
    do(office, lambda s: period_closing.reopen(s, "2024-02", "sửa số liệu"))
    take_back(office, redone)


def test_undo_outside_closed_period(office: OpenOffice, task_id: str) -> None:
    renamed = do(
        office,
        lambda s: tasks.change(s, task_id, TaskFields("lời khác", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 20))),
    )
    person = do(office, lambda s: people.save(s, None, name="Lê Hoa", title="Trưởng phòng"))
    do(office, lambda s: period_closing.close(s, "2024-02"))
    finished = do(office, lambda s: tasks.finish(s, task_id))
    for operation in (finished, person, renamed):
        take_back(office, operation)


def test_undo_of_close_and_reopen_refused(office: OpenOffice, task_id: str) -> None:
    days = do(office, lambda s: periods.change_days(s, "2024-03", date(2024, 2, 15), date(2024, 3, 20)))
    for key in ("2024-02", "2024-03"):
        closed = do(office, lambda s, key=key: period_closing.close(s, key, before_end=True))  # type: ignore[misc]
        refuses(office, closed, "undo_of_closing")
    refuses(office, days, "undo_closed")
    reopened = do(office, lambda s: period_closing.reopen(s, "2024-03", "sửa ngày"))
    refuses(office, reopened, "undo_of_closing")


def test_undo_refusal_names_period(office: OpenOffice, task_id: str) -> None:
    finished = do(office, lambda s: tasks.finish(s, task_id))
    do(office, lambda s: period_closing.close(s, "2024-Q1", before_end=True))
    with pytest.raises(offices.AppError) as caught:
        take_back(office, finished)
    assert "quý I/2024 đã chốt" in caught.value.what


def test_undo_of_directive_with_tasks(office: OpenOffice) -> None:
    from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source

    proposal = ProposedTask("1", "Rà soát", "procedure", ("Xã Lùng Cải",), (), None, None, "monthly", Source(0, 3))
    reading = Reading("Rà soát", DirectiveHead(kind="Thông báo", number="12"), (proposal,))

    def receive(session: Session) -> None:
        row = directives.add(session, office.evidence, reading, "tb.pdf", b"%PDF")
        directives.accept(session, row.id, [proposal])

    before = dump(office)
    received = do(office, receive)
    after = dump(office)
    undone = take_back(office, received)
    assert dump(office) == before
    take_back(office, undone)
    assert dump(office) == after
