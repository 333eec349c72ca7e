"""Figures changed behind the program with the key and SQL: found, named, and put back to the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import behind
import offices
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.journal import bin as rubbish
from models.journal import put_back, undo
from models.store.audit import AuditEvent
from models.store.backups import backup
from models.store.integrity import check
from models.store.integrity.check import Finding
from models.work import (
    accounts,
    extensions,
    indicators,
    people,
    period_closing,
    progress,
    report_register,
    tasks,
)
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

MARCH = datetime(2024, 3, 16, 2, 0, tzinfo=UTC)


def _a_busy_office(office: OpenOffice) -> None:
    def do(word: str, change: Any) -> Any:
        with office.store.write(word) as write:
            return change(write.session)

    one = offices.add_task(office, "Rà soát thủ tục", b"evidence", due_on=date(2024, 3, 20), lead=("Xã Lùng Cải",))
    two = offices.add_task(office, "Công khai thủ tục", area="procedure", lead=("Xã Lùng Phình",))
    do("progress.put", lambda s: progress.put(s, one, "2024-03", NewProgress(percent=40, note="đang làm")))
    do("progress.put", lambda s: progress.put(s, one, "2024-03", NewProgress(percent=60)))
    do("task.extend", lambda s: extensions.extend(s, one, date(2024, 4, 20), "thiếu người", "PCT"))
    do("task.indicator", lambda s: indicators.put(s, two, name="Tỷ lệ", measure="%"))
    do("person.save", lambda s: people.save(s, None, name="Nguyễn Văn A", title="Trưởng phòng", signs=True))
    do("account.change", lambda s: accounts.add(s, "Trần Thị Lan", "chi_xem"))
    do("period.close", lambda s: period_closing.close(s, "2024-02", "Đức"))
    signed = (office.evidence, "thang", "2024-03")
    do("report.sign", lambda s: report_register.keep_signed(s, *signed, name="ký.pdf", content=b"%PDF signed"))


@pytest.fixture(scope="session")
def busy(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed office with a row in nearly every table."""
    home = Home(tmp_path_factory.mktemp("busy") / "sổ")
    with clock.fixed(MARCH), offices.copied(template, home) as office:
        _a_busy_office(office)
    return home.folder


@contextmanager
def opened(home: Home) -> Iterator[OpenOffice]:
    office = opening.open_office(home, offices.PASSPHRASE)
    try:
        yield office
    finally:
        office.close()


@pytest.fixture
def office(busy: Path, home: Home) -> Iterator[OpenOffice]:
    shutil.copytree(busy, home.folder)
    with clock.fixed(MARCH), opened(home) as found:
        yield found


def findings(office: OpenOffice) -> list[Finding]:
    return check.everything(office.home, office.store, office.evidence, office.data_key)


def rows(office: OpenOffice) -> dict[str, list[tuple[Any, ...]]]:
    return behind.rows(office.home.database, office.data_key)


def mend(office: OpenOffice, only: set[Any] | None = None) -> put_back.PutBack:
    return put_back.put_back(office.home, office.store, office.data_key, only)


ATTACKS = [
    ("UPDATE tasks SET percent = 100", ["row_changed"] * 2, ["Rà soát thủ tục", "Tiến độ", "100 %", "60 %"]),
    ("UPDATE progress SET percent = 100, state = 'accepted'", ["row_changed"], ["Xã Lùng Cải", "100", "60"]),
    ("UPDATE periods SET closed_at = NULL, closed_by = NULL", ["row_changed"], ["Tháng 2/2024", "(trống)", "Đức"]),
    ("UPDATE accounts SET role = 'quan_tri' WHERE role = 'chi_xem'", ["row_changed"], ["Trần Thị Lan", "Chỉ xem"]),
    ("UPDATE accounts SET disabled_at = '2024-03-01T00:00:00Z' WHERE role > 'd'", ["row_changed"], ["Ngừng dùng lúc"]),
    ("UPDATE office SET place = 'Sa Pa'", ["row_changed"], ["Sa Pa", "Bắc Hà"]),
    ("UPDATE units SET name = 'Xã khác' WHERE code = '02842'", ["row_changed"], ["Xã khác", "Xã Lùng Cải"]),
    ("DELETE FROM progress", ["row_missing"], ["Rà soát thủ tục", "xóa ngoài chương trình"]),
    ("DELETE FROM tasks WHERE number = 1", ["link_broken"] * 4 + ["row_missing", "search_stale"], ["Rà soát thủ tục"]),
    ("DELETE FROM task_files", ["row_missing"], ["Rà soát thủ tục"]),
    (
        "UPDATE task_files SET task_id = (SELECT id FROM tasks WHERE number = 2)",
        ["row_changed"],
        ["task_id", "Công khai thủ tục"],
    ),
    ("UPDATE tasks SET number = -number; UPDATE tasks SET number = 3 + number", None, ["Rà soát thủ tục"]),
    ("UPDATE tasks SET number = number + 7", None, ["Rà soát thủ tục"]),
    ("UPDATE signed_copies SET signer = 'ai đó', signed_at = NULL", ["row_changed"], ["Người ký số", "ai đó"]),
    ("UPDATE attachments SET name = 'khác.pdf' WHERE name = 'ký.pdf'", ["row_changed"], ["khác.pdf", "ký.pdf"]),
    ("UPDATE extensions SET new_due_on = '2029-01-01', made_on = '2020-01-01'", ["row_changed"], ["01/01/2029"]),
    ("UPDATE indicators SET target = '1e400', direction = X'00'", ["row_changed"], ["Công khai thủ tục"]),
    ("UPDATE tasks SET note = CAST(X'ff41' AS TEXT) WHERE number = 1", None, ["Rà soát thủ tục"]),
    ("UPDATE tasks SET area = 'lạ', state = 'lạ', percent = 'lạ', recurrence = 'lạ' WHERE number = 1", None, ["“lạ”"]),
    ("UPDATE reports SET kind = 'lạ', period_key = 'lạ', sections = 'lạ'", ["row_changed"], ["“lạ”"]),
    ("UPDATE assignments SET role = 'lạ'; UPDATE units SET level = 'lạ'", None, ["“lạ”"]),
    ("UPDATE tasks SET due_on = 'hôm qua' WHERE number = 1", ["row_changed"], ["hôm qua", "20/04/2024"]),
    (
        "INSERT INTO progress SELECT 'x', task_id, unit_id, 'p', 'doing', 5, NULL, '', NULL, updated_at FROM progress",
        ["link_broken", "row_unknown"],
        ["được thêm ngoài chương trình"],
    ),
    (
        "INSERT INTO accounts SELECT 'x', 'Kẻ lạ', 'k', 'quan_tri', passphrase_at, NULL, NULL FROM accounts LIMIT 1",
        ["row_unknown"],
        ["Kẻ lạ"],
    ),
    ("DROP INDEX ix_tasks_directive_id", ["schema_changed"], ["ix_tasks_directive_id", "xóa"]),
    ("DROP TRIGGER audit_events_no_delete", ["schema_changed"], ["audit_events_no_delete"]),
    (
        "CREATE TRIGGER evil AFTER UPDATE ON tasks BEGIN UPDATE progress SET percent = 100; END",
        ["schema_changed"],
        ["evil", "thêm"],
    ),
    ("CREATE TABLE tasks_search_mine (a)", ["schema_changed"], ["tasks_search_mine"]),
    ("CREATE VIEW v AS SELECT * FROM tasks", ["schema_changed"], ["bảng nhìn"]),
    ("ALTER TABLE tasks ADD COLUMN mine TEXT", ["schema_changed"], ["tasks"]),
    ("ALTER TABLE periods DROP COLUMN reopen_reason", ["schema_changed"], ["periods"]),
    ("DROP TABLE progress", ["schema_changed"], ["progress"]),
    ("UPDATE tasks_search_docsize SET sz = X'0101'", None, ["Mục tìm kiếm"]),
    (
        "INSERT OR REPLACE INTO tasks_search (rowid, raw, folded) VALUES (1, 'không có gì', 'khong co gi')",
        ["search_stale"],
        ["Mục tìm kiếm có chữ khác"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "codes", "words"), ATTACKS, ids=[attack[0][:60] for attack in ATTACKS])
def test_attack_found_named_put_back(
    office: OpenOffice, statement: str, codes: list[str] | None, words: list[str]
) -> None:
    before = rows(office)
    assert findings(office) == []
    behind.do(
        office.home.database, office.data_key, *statement.split("; ") if "TRIGGER" not in statement else [statement]
    )
    found = findings(office)
    assert found
    assert codes is None or [finding.code for finding in found] == codes
    said = "\n".join(finding.what for finding in found)
    assert [word for word in words if word not in said] == []
    assert check.may_put_back(finding.code for finding in found)
    mend(office)
    assert findings(office) == []
    assert rows(office) == before


@pytest.mark.parametrize("value", ["60.00000000000001", "60.0", "'60'", "CAST('60' AS BLOB)", "9e999", "true", "6e1"])
def test_number_nearly_the_same(office: OpenOffice, value: str) -> None:
    """SQLite's JSON, by which rows are compared first, spells some values alike or not at all."""
    behind.do(office.home.database, office.data_key, f"UPDATE progress SET percent = {value}")
    with behind.opened(office.home.database, office.data_key) as db:
        same = db.execute("SELECT percent IS 60 AND typeof(percent) = 'integer' FROM progress").fetchone()[0]
    assert [one.code for one in findings(office)] == ([] if same else ["row_changed"])


@pytest.mark.parametrize("value", ["'đang làm' || char(0)", "'đang làm' || char(0, 65)", "X'C491616E67206CC3A06D'"])
def test_text_nearly_the_same(office: OpenOffice, value: str) -> None:
    behind.do(office.home.database, office.data_key, f"UPDATE progress SET note = {value}")
    assert [one.code for one in findings(office)] == ["row_changed"]


def test_chosen_row_put_back_alone(office: OpenOffice) -> None:
    behind.do(office.home.database, office.data_key, "UPDATE tasks SET percent = 100")
    listed = put_back.wrong(office.store, 1)
    assert (len(listed.listed), listed.more) == (1, 1)
    assert mend(office, {listed.listed[0].key}).rows == 1
    (left,) = findings(office)
    assert left.code == "row_changed" and left.what not in listed.listed[0].words


def test_chosen_row_that_needs_another_refused(office: OpenOffice) -> None:
    swap = ("UPDATE tasks SET number = -number", "UPDATE tasks SET number = 3 + number")
    behind.do(office.home.database, office.data_key, *swap)
    before = rows(office)
    with offices.refused("put_back_clash"):
        mend(office, {put_back.wrong(office.store, 9).listed[0].key})
    assert rows(office) == before


def test_put_back_is_in_the_journal_for_good(office: OpenOffice) -> None:
    behind.do(office.home.database, office.data_key, "UPDATE tasks SET note = CAST(X'ff' AS TEXT), percent = 7")
    mend(office)
    with office.store.read() as session:
        event = session.query(AuditEvent).order_by(AuditEvent.number.desc()).first()
        assert event is not None
        told = (event.operation, event.by, event.before, event.after)
    assert told == ("book.put_back", office.account.name, '{"note":"\\\\xff","percent":7}', '{"note":"","percent":0}')
    with offices.refused("undo_not_possible"), office.store.write("undo") as write:
        undo.undo(write.session, event.operation_id)
    with offices.refused("nothing_to_put_back"):
        mend(office)


def test_unknown_task_goes_to_the_bin(office: OpenOffice) -> None:
    """It may be somebody's honest work by the wrong way: nothing of it is lost."""
    columns = [column for column in tasks.Task.__table__.columns.keys() if column not in {"id", "number", "text"}]  # noqa: SIM118
    listed = ", ".join(columns)
    statement = f"INSERT INTO tasks (id, number, text, {listed}) SELECT 'x', 9, 'việc lạ', {listed} FROM tasks LIMIT 1"
    behind.do(office.home.database, office.data_key, statement)
    mend(office)
    with office.store.read() as session:
        (row,) = [row for row in rubbish.rows(session) if "việc lạ" in row.subject]
    with office.store.write("bin.restore") as write:
        rubbish.restore(write.session, row.number)
    assert findings(office) == []


def test_unknown_row_of_rubbish_does_not_come_back(office: OpenOffice) -> None:
    statement = (
        "INSERT INTO units (id, number, name, level, name_key, folded, valid_from)"
        " VALUES ('x', 99, 'lạ', 'xa', '', '', 'hôm qua')"
    )
    behind.do(office.home.database, office.data_key, statement)
    mend(office)
    with office.store.read() as session:
        (row,) = rubbish.rows(session, "lạ")
    with offices.refused("row_unreadable"), office.store.write("bin.restore") as write:
        rubbish.restore(write.session, row.number)


def test_put_back_only_by_administrator_and_whole_journal(office: OpenOffice) -> None:
    behind.do(office.home.database, office.data_key, "UPDATE tasks SET percent = 100")
    guard, office.store.guard = office.store.guard, lambda word, changes: opening.rights.vet("chi_xem", word, changes)
    with offices.refused("not_allowed"):
        mend(office)
    office.store.guard = guard
    behind.change_journal(
        office.home.database, office.data_key, "UPDATE audit_events SET by = 'ai đó' WHERE number = 3"
    )
    found = findings(office)
    assert [one.code for one in found] == ["chain_broken", "row_changed", "row_changed"]
    assert not check.may_put_back(one.code for one in found)
    with offices.refused("journal_untrusted"):
        mend(office)


def test_journal_written_anew_told_by_backup(office: OpenOffice) -> None:
    """Table and journal agree again; only what was noted outside the file tells."""
    backup.make(office.home, office.data_key, office.home.backups / "1.cchc")
    behind.do(office.home.database, office.data_key, "UPDATE accounts SET role = 'quan_tri'")
    lie = "UPDATE audit_events SET after = replace(after, 'chi_xem', 'quan_tri') WHERE table_name = 'accounts'"
    behind.change_journal(office.home.database, office.data_key, lie, anew=True)
    assert [one.code for one in findings(office)] == ["chain_changed"]
    with offices.refused("journal_untrusted"):
        mend(office)


def test_many_rows_told_in_short(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        for number in range(30):
            tasks.add(write.session, TaskFields(f"việc {number}"))
    behind.do(office.home.database, office.data_key, "UPDATE tasks SET percent = 100")
    found = findings(office)
    assert [one.code for one in found] == ["row_changed"] * 21
    assert "còn 12 dòng khác" in found[-1].what
    assert mend(office).rows == 32


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts SET role = 'quan_tri'",
        "UPDATE periods SET closed_at = NULL",
        "UPDATE office SET symbol = 'X'",
        "UPDATE progress SET percent = 100",  # worked on since the last check
    ],
)
def test_few_rows_compared_at_start(office: OpenOffice, statement: str) -> None:
    office.close()
    behind.do(office.home.database, office.data_key, statement)
    with opened(office.home) as again:
        (notice,) = [one for one in again.notices if one.kind == "rows"]
        assert again.touched and "nhật ký ghi" in notice.text and "check --put-back" in notice.do
        mend(again)
    with opened(office.home) as again:
        assert not again.touched and not [one for one in again.notices if one.kind == "rows"]


VALUES = st.none() | st.integers(-(2**62), 2**62) | st.text(max_size=5) | st.binary(max_size=3) | st.floats()


@given(data=st.data(), value=VALUES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_changed_column_found_and_put_back(data: Any, value: object, busy: Path) -> None:
    with TemporaryDirectory() as folder, clock.fixed(MARCH):
        home = Home(Path(folder) / "sổ")
        shutil.copytree(busy, home.folder)
        with opened(home) as office:
            _change_one_and_put_back(office, data, value)


def _change_one_and_put_back(office: OpenOffice, data: Any, value: object) -> None:
    before = rows(office)
    table = data.draw(st.sampled_from(sorted(name for name, held in before.items() if held and "version" not in name)))
    with behind.opened(office.home.database, office.data_key) as db:
        column = data.draw(st.sampled_from([row[1] for row in db.execute(f"PRAGMA table_info({table})")]))
        row_id = data.draw(st.sampled_from([row_id for (row_id,) in db.execute(f"SELECT id FROM {table} ORDER BY id")]))
        try:
            db.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE id = ?', (value, row_id))
        except (UnicodeError, behind.Refused):
            return  # it cannot be there
    codes = [one.code for one in findings(office)]
    if rows(office) == before:
        assert codes == []
        return
    assert set(codes) & set(check.BY_JOURNAL)
    mend(office)
    assert (findings(office), rows(office)) == ([], before)
