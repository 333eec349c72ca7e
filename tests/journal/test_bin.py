"""The bin: what was removed is in it with who and when, and comes back with everything that hung on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import offices
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from test_undo import dump

from models.access.opening import OpenOffice
from models.base import clock
from models.journal import bin, undo
from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source
from models.store.integrity import check
from models.work import (
    attachments,
    directive_view,
    directives,
    extensions,
    indicators,
    people,
    period_closing,
    progress,
    report_register,
    task_removal,
    tasks,
    unit_groups,
    units,
)
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

_PROPOSED = [
    ProposedTask("1", "Rà soát thủ tục", "procedure", ("Xã Lùng Cải",), (), None, None, None, Source(0, 15)),
    ProposedTask("2", "Báo cáo kết quả", "procedure", ("Xã Lùng Phình",), (), None, None, None, Source(17, 32)),
]


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 10, 5, tzinfo=UTC))


@pytest.fixture
def task_id(office: OpenOffice) -> str:
    """A task with all that can hang on one."""
    with office.store.write("task.add") as write:
        session = write.session
        task = tasks.add(session, TaskFields("Công khai thủ tục", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 20)))
        progress.put(session, task.id, "2024-03", NewProgress(percent=10, value=Decimal("1.50"), note="đang làm"))
        indicators.put(session, task.id, name="Tỷ lệ", measure="%", target=Decimal("90.0"))
        extensions.extend(session, task.id, date(2024, 4, 1), "chậm kinh phí", "Chủ tịch")
        attachments.attach(session, office.evidence, task.id, "ảnh.pdf", b"x", "bìa")
        return task.id


def do(office: OpenOffice, operation: str, change: Callable[[Session], object]) -> str:
    with office.store.write(operation, by="Lan") as write:
        change(write.session)
    return write.operation_id


def read_in(office: OpenOffice, text: str = "Rà soát thủ tục. Báo cáo kết quả") -> str:
    reading = Reading(text, DirectiveHead(kind="Thông báo", number="12"), tuple(_PROPOSED))
    with office.store.write("directive.add") as write:
        return directives.add(write.session, office.evidence, reading, "tb.pdf", b"%PDF").id


def in_bin(office: OpenOffice, words: str = "", table: str = "") -> list[bin.BinRow]:
    with office.store.read() as session:
        return bin.rows(session, words, table)


def restore(office: OpenOffice, number: int) -> bin.RestoredRow:
    with office.store.write("bin.restore") as write:
        return bin.restore(write.session, number)


def test_bin_restores_task_with_everything(office: OpenOffice, task_id: str) -> None:
    before = dump(office)
    do(office, "task.remove", lambda s: task_removal.remove(s, task_id))
    assert dump(office) != before
    (row,) = in_bin(office)
    assert (row.table, row.by, row.operation) == ("tasks", "Lan", "Xóa nhiệm vụ")
    assert row.at == clock.now()
    assert "Công khai thủ tục" in row.subject
    assert row.parts == "1 phân công, 1 số liệu kỳ, 1 minh chứng, 1 lần gia hạn, 1 chỉ số"
    assert restore(office, row.number).notes == ()
    assert dump(office) == before
    assert in_bin(office) == []
    assert check.everything(office.home, office.store, office.evidence, office.data_key) == []


REMOVALS: dict[str, tuple[str, Callable[[Session, str], object]]] = {
    "units": ("unit.remove", lambda s, t: units.remove(s, units.find(s, "Thị trấn").id)),
    "people": ("person.remove", lambda s, t: people.remove(s, people.rows(s)[0].id)),
    "directives": ("directive.remove", lambda s, t: directives.remove(s, directive_view.rows(s)[0].id)),
    "task_files": ("task.detach", lambda s, t: attachments.detach(s, attachments.of_task(s, t)[0].id)),
    "indicators": ("task.indicator", lambda s, t: indicators.put(s, t, name="", measure="")),
    "unit_groups": ("unit.group", lambda s, t: unit_groups.remove(s, unit_groups.rows(s)[0].id)),
    "tasks": ("task.remove", task_removal.remove),
}


def test_bin_takes_every_removal(office: OpenOffice, task_id: str) -> None:
    def sign_by(session: Session) -> None:
        person = people.save(session, None, name="Lê Hoa", title="Trưởng phòng", signs=True)
        report_register.fill_head(session, "thang", "2024-03", number="05", issued_on=None, signer_id=person.id)

    do(office, "person.save", sign_by)
    do(office, "unit.group", lambda s: unit_groups.save(s, "Vùng cao", [units.find(s, "Thị trấn").id]))
    read_in(office)
    assert set(REMOVALS) == set(bin.kinds())
    for table, (operation, action) in REMOVALS.items():
        before = dump(office)
        do(office, operation, lambda s, action=action: action(s, task_id))  # type: ignore[misc]
        (row,) = in_bin(office)
        assert (row.table, row.by) == (table, "Lan")
        assert row.subject, table
        restore(office, row.number)
        assert dump(office) == before, table
    assert in_bin(office) == []


def test_bin_without_undone_removal(office: OpenOffice, task_id: str) -> None:
    removed = do(office, "task.remove", lambda s: task_removal.remove(s, task_id))
    taken_back = do(office, "undo", lambda s: undo.undo(s, removed))
    assert in_bin(office) == []
    do(office, "undo", lambda s: undo.undo(s, taken_back))
    assert [row.table for row in in_bin(office)] == ["tasks"]
    restore(office, in_bin(office)[0].number)
    added = do(office, "task.add", lambda s: tasks.add(s, TaskFields("nhầm")))
    do(office, "undo", lambda s: undo.undo(s, added))
    assert in_bin(office) == []


def test_bin_restore_undone_and_redone(office: OpenOffice, task_id: str) -> None:
    do(office, "task.remove", lambda s: task_removal.remove(s, task_id))
    gone = dump(office)
    number = in_bin(office)[0].number
    back = do(office, "bin.restore", lambda s: bin.restore(s, number))
    do(office, "undo", lambda s: undo.undo(s, back))
    assert dump(office) == gone
    (row,) = in_bin(office)
    assert row.number != number
    with offices.refused("bin_unknown"):
        restore(office, number)
    restore(office, row.number)
    with offices.refused("bin_unknown"):
        restore(office, row.number)


def test_bin_restores_one_of_several(office: OpenOffice) -> None:
    directive_id = read_in(office)
    with office.store.write("directive.accept") as write:
        ids = [task.id for task in directives.accept(write.session, directive_id, _PROPOSED)]
    do(office, "task.remove", lambda s: [task_removal.remove(s, task_id) for task_id in ids])
    with office.store.read() as session:
        assert [(i.dropped, i.task_id) for i in directives.items(session, directive_id)] == [(True, None)] * 2
    (row,) = in_bin(office, "bao cao ket qua", "tasks")
    restore(office, row.number)
    with office.store.read() as session:
        kept = directives.items(session, directive_id)
        assert [(i.dropped, i.task_id) for i in kept] == [(True, None), (False, ids[1])]
        assert session.scalars(select(tasks.Assignment.task_id)).all() == [ids[1]]
    assert len(in_bin(office)) == 1


def test_bin_restore_needs_parent(office: OpenOffice) -> None:
    directive_id = read_in(office)
    with office.store.write("directive.accept") as write:
        task_id = directives.accept(write.session, directive_id, _PROPOSED[:1])[0].id
    do(office, "task.remove", lambda s: task_removal.remove(s, task_id))
    do(office, "directive.remove", lambda s: directives.remove(s, directive_id))
    do(office, "unit.remove", lambda s: units.remove(s, units.find(s, "Lùng Cải").id))
    by_table = {row.table: row.number for row in in_bin(office)}
    with pytest.raises(offices.AppError) as caught:
        restore(office, by_table["tasks"])
    assert caught.value.code == "bin_needs"
    restore(office, by_table["directives"])
    with pytest.raises(offices.AppError) as caught:
        restore(office, by_table["tasks"])
    assert "Lùng Cải" in caught.value.do
    restore(office, by_table["units"])
    restore(office, by_table["tasks"])
    assert in_bin(office) == []


def test_bin_restore_renumbers_task(office: OpenOffice, task_id: str) -> None:
    do(office, "task.remove", lambda s: task_removal.remove(s, task_id))
    do(office, "task.add", lambda s: tasks.add(s, TaskFields("mới")))
    (note,) = restore(office, in_bin(office)[0].number).notes
    with office.store.read() as session:
        assert sorted(session.scalars(select(tasks.Task.number))) == [1, 2]
        assert tasks.get(session, task_id).number == 2
    assert "nay mang số 2" in note
    assert check.everything(office.home, office.store, office.evidence, office.data_key) == []


def test_bin_restore_refused_where_taken(office: OpenOffice, task_id: str) -> None:
    do(office, "unit.remove", lambda s: units.remove(s, units.find(s, "Thị trấn").id))
    with office.store.read() as session:
        above = units.find(session, "Lùng Cải").parent_id
    do(office, "unit.add", lambda s: units.add(s, "Thị trấn Bắc Hà", "xa", parent_id=above))
    do(office, "task.indicator", lambda s: indicators.put(s, task_id, name="", measure=""))
    do(office, "task.indicator", lambda s: indicators.put(s, task_id, name="Số", measure="hồ sơ"))
    directive_id = read_in(office)
    do(office, "directive.remove", lambda s: directives.remove(s, directive_id))
    read_in(office)
    by_table = {row.table: row.number for row in in_bin(office)}
    before = dump(office)
    for table, code in (("units", "unit_exists"), ("indicators", "bin_replaced"), ("directives", "directive_known")):
        with offices.refused(code):
            restore(office, by_table[table])
    assert dump(office) == before


def test_bin_restore_keeps_new_signer(office: OpenOffice) -> None:
    def sign_by(session: Session, name: str) -> None:
        person = people.save(session, None, name=name, title="Trưởng phòng", signs=True)
        report_register.fill_head(session, "thang", "2024-03", number="05", issued_on=None, signer_id=person.id)

    do(office, "person.save", lambda s: sign_by(s, "Lê Hoa"))
    do(office, "person.remove", lambda s: people.remove(s, people.rows(s)[0].id))
    do(office, "person.save", lambda s: sign_by(s, "Trần Bình"))
    restore(office, in_bin(office)[0].number)
    with office.store.read() as session:
        signer = session.scalars(select(report_register.Report.signer_id)).one()
        assert {p.name: p.id == signer for p in people.rows(session)} == {"Lê Hoa": False, "Trần Bình": True}


def test_bin_restore_refused_in_closed_period(office: OpenOffice, task_id: str) -> None:
    do(office, "task.remove", lambda s: task_removal.remove(s, task_id))
    do(office, "period.close", lambda s: period_closing.close(s, "2024-03", before_end=True))
    number = in_bin(office)[0].number
    with offices.refused("bin_closed"):
        restore(office, number)
    do(office, "period.reopen", lambda s: period_closing.reopen(s, "2024-03", "khôi phục nhiệm vụ xóa nhầm"))
    restore(office, number)


@pytest.mark.parametrize("spoken", [True, False])
def test_counted_task_cancelled_not_removed(office: OpenOffice, spoken: bool) -> None:
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields("việc"))
        if spoken:
            progress.put(write.session, task.id, "2024-02", NewProgress(percent=10))
    do(office, "period.close", lambda s: period_closing.close(s, "2024-02"))
    with offices.refused("task_reported"):
        do(office, "task.remove", lambda s: task_removal.remove(s, task.id))
    with clock.fixed(datetime(2024, 3, 11, 5, tzinfo=UTC)), office.store.write("task.add") as write:
        later = tasks.add(write.session, TaskFields("việc sau khi chốt"))
    do(office, "task.remove", lambda s: task_removal.remove(s, later.id))


def test_bin_restore_permission(office: OpenOffice, task_id: str) -> None:
    do(office, "task.remove", lambda s: task_removal.remove(s, task_id))
    number = in_bin(office)[0].number
    office.store.role = "lanh_dao"
    with offices.refused("not_allowed"), office.store.write("undo") as write:
        bin.restore(write.session, number)


def test_bin_covers_every_table() -> None:
    """Whoever adds a table has to say which, or what people remove of it would not be found again."""
    from models.store import tables
    from models.store.tables import Table

    kept_for_ever = {"audit_events", "office", "periods", "reports", "signed_copies", "attachments", "accounts"}
    kept_for_ever |= {"older_books", "ways_in", "closed_results", "lead_meanings"}
    parts = {part.__tablename__ for part in tables.parts_of("tasks")}
    assert set(Table.metadata.tables) == kept_for_ever | parts | set(bin.kinds())
