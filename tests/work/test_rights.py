"""Rights: what a role may not do is refused in the models, also when the functions are called directly."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import offices
import pytest
from sqlalchemy import select

from models.access import account_keys, opening
from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.base.paths import Home
from models.journal import undo
from models.work import (
    accounts,
    attachments,
    people,
    period_closing,
    periods,
    progress,
    report_register,
    rights,
    tasks,
    units,
)
from models.work import (
    office as offices_own,
)
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "một hai ba bốn năm"
MONTH = "2024-03"


@contextmanager
def working_as(office: OpenOffice, home: Home, role: str) -> Iterator[OpenOffice]:
    """The office opened by somebody of this role, with one task in it and last month's report begun."""
    with offices.cheap_keys():
        with office.store.write("task.add") as write:
            tasks.add(write.session, TaskFields("Rà soát thủ tục", lead=("Xã Lùng Cải",)))
        if role != rights.ADMIN:
            with office.store.write("account.change") as write:
                account_keys.add(write.session, office, "Người thử", role, PASSPHRASE)
        office.close()
        opened = opening.open_office(home, offices.PASSPHRASE if role == rights.ADMIN else PASSPHRASE)
    try:
        assert opened.account.role == role
        yield opened
    finally:
        opened.close()


def add_task(office: OpenOffice, session: Any) -> None:
    tasks.add(session, TaskFields("Việc mới"))


def put_figures(office: OpenOffice, session: Any) -> None:
    from sqlalchemy import select

    progress.put(session, session.scalars(select(tasks.Task.id)).one(), MONTH, NewProgress(percent=10))


def add_unit(office: OpenOffice, session: Any) -> None:
    units.add(session, "Xã Na Hối", "xa")


def save_person(office: OpenOffice, session: Any) -> None:
    people.save(session, None, name="Nguyễn Văn Đức", title="Trưởng phòng")


def move_days(office: OpenOffice, session: Any) -> None:
    periods.change_days(session, MONTH, date(2024, 2, 14), date(2024, 3, 13))


def close_period(office: OpenOffice, session: Any) -> None:
    period_closing.close(session, MONTH)


def write_section(office: OpenOffice, session: Any) -> None:
    report_register.edit_section(session, "thang", MONTH, "direction", ["Đã chỉ đạo."])


def give_number(office: OpenOffice, session: Any) -> None:
    report_register.fill_head(session, "thang", MONTH, number="05", issued_on=date(2024, 3, 15), signer_id=None)


def keep_made(office: OpenOffice, session: Any) -> None:
    at = datetime(2024, 3, 15, tzinfo=UTC)
    report_register.keep_made(
        session, office.evidence, "thang", MONTH, name="a.pdf", content=b"%PDF", data_sha256="0", made_at=at
    )


def keep_signed(office: OpenOffice, session: Any) -> None:
    report_register.keep_signed(session, office.evidence, "thang", MONTH, name="a.pdf", content=b"%PDF signed")


def change_office(office: OpenOffice, session: Any) -> None:
    offices_own.change(session, place="Bắc Hà", symbol="PNV", report_to="", copies_to="x", due_soon_days=5)


def add_account(office: OpenOffice, session: Any) -> None:
    account_keys.add(session, office, "Người nữa", rights.READER, PASSPHRASE)


def renew_code(office: OpenOffice, session: Any) -> None:
    account_keys.renew_recovery(session, office)


Action = Callable[[OpenOffice, Any], None]
EDITING: dict[str, Action] = {
    "task.add": add_task,
    "progress.put": put_figures,
    "unit.add": add_unit,
    "person.save": save_person,
    "period.days": move_days,
    "report.sections": write_section,
}
ACTIONS: dict[str, Action] = {
    **EDITING,
    "period.close": close_period,
    "report.number": give_number,
    "report.make": keep_made,
    "report.sign": keep_signed,
    "office.change": change_office,
    "account.change": add_account,
}
WORD = {"report.sections": "report.words", "report.number": "report.words"}  # what the window writes it under
ALLOWED = {
    rights.ADMIN: set(ACTIONS),
    rights.CLERK: {*EDITING, "report.make"},
    rights.LEADER: {"period.close", "report.sign"},
    rights.REGISTRAR: {"report.number", "report.make", "report.sign"},
    rights.READER: set(),
}


@pytest.mark.parametrize("role", rights.ROLES)
def test_rights_by_role(office: OpenOffice, home: Home, role: str) -> None:
    with offices.cheap_keys(), working_as(office, home, role) as opened:
        for word, action in ACTIONS.items():
            operation = WORD.get(word, word)
            # `period.close` shuts the month for those after it, so each action is taken back at once.
            if word in ALLOWED[role]:
                assert rights.may(role, word), word
                with pytest.raises(ZeroDivisionError), opened.store.write(operation) as write:
                    action(opened, write.session)
                    write.session.flush()
                    raise ZeroDivisionError
            else:
                assert not rights.may(role, word), word
                with offices.refused("not_allowed"), opened.store.write(operation) as write:
                    action(opened, write.session)


@pytest.mark.parametrize("role", rights.ROLES[1:])
def test_rights_checked_by_rows_not_by_operation_word(office: OpenOffice, home: Home, role: str) -> None:
    """Whatever the operation is called, the guard looks at what was changed."""
    with offices.cheap_keys(), working_as(office, home, role) as opened:
        words = [word for word in rights.MAY if rights.may(role, word)]
        before = opened.home.keys.read_bytes()
        for word in words:
            for name in set(ACTIONS) - ALLOWED[role]:
                with offices.refused("not_allowed"), opened.store.write(word) as write:
                    ACTIONS[name](opened, write.session)
        assert opened.home.keys.read_bytes() == before


def test_rights_of_direct_writes(office: OpenOffice, home: Home) -> None:
    with offices.cheap_keys(), working_as(office, home, rights.CLERK) as opened:
        with opened.store.write("period.days") as write:
            periods.stored(write.session, MONTH)
        with offices.refused("not_allowed"), opened.store.write("period.days") as write:
            period = periods.stored(write.session, MONTH)
            period.closed_at = datetime(2024, 3, 15, tzinfo=UTC)
        with offices.refused("not_allowed"), opened.store.write("task.add") as write:
            accounts.get(write.session, opened.account.id).role = rights.ADMIN


def test_rights_of_undo(office: OpenOffice, home: Home) -> None:
    with office.store.write("period.close") as closed:
        period_closing.close(closed.session, MONTH)
    with office.store.write("task.add") as added:
        add_task(office, added.session)
    with office.store.write("report.sign") as signed:
        keep_signed(office, signed.session)
    with offices.cheap_keys(), working_as(office, home, rights.CLERK) as opened:
        for operation, code in ((closed, "undo_of_closing"), (signed, "not_allowed")):
            with offices.refused(code), opened.store.write("undo") as write:
                undo.undo(write.session, operation.operation_id)
        with opened.store.write("undo") as write:
            undo.undo(write.session, added.operation_id)


def test_rights_of_leader(office: OpenOffice, home: Home) -> None:
    with offices.cheap_keys(), working_as(office, home, rights.LEADER) as opened:
        with opened.store.write("period.close") as closed:
            period_closing.close(closed.session, MONTH)
        with opened.store.read() as session:
            assert periods.get(session, MONTH).closed
            assert session.scalars(select(periods.Period.closed_by)).one() == "Người thử"
        with opened.store.write("period.reopen") as write:
            period_closing.reopen(write.session, MONTH, "Sửa số liệu xã")
        for word in EDITING:
            with offices.refused("not_allowed"), opened.store.write(word):
                raise AssertionError(word)


def test_rights_of_signing(office: OpenOffice, home: Home) -> None:
    with office.store.write("report.make") as write:
        keep_made(office, write.session)
    with offices.cheap_keys(), working_as(office, home, rights.LEADER) as opened:
        with opened.store.write("report.sign") as write:
            keep_signed(opened, write.session)
        with opened.store.read() as session:
            assert session.scalars(select(report_register.Report)).one().signed_file_id
    with offices.cheap_keys():
        admin = opening.open_office(home, offices.PASSPHRASE)
        with admin.store.write("account.change") as write:
            account_keys.add(write.session, admin, "Chuyên viên", rights.CLERK, "một câu của chuyên viên")
        admin.close()
        clerk = opening.open_office(home, "một câu của chuyên viên")
    with clerk.store.write("report.make") as write:
        keep_made(clerk, write.session)
    clerk.close()


def test_rights_of_reader(office: OpenOffice, home: Home) -> None:
    with offices.cheap_keys(), working_as(office, home, rights.READER) as opened:
        with opened.store.read() as session:
            assert units.rows(session)
            assert session.scalars(attachments.Attachment.__table__.select()).all() == []
        for word in rights.MAY:
            if word not in {"account.passphrase", "backup.make", "book.remember"}:
                with offices.refused("not_allowed"), opened.store.write(word):
                    raise AssertionError(word)


def test_rights_refusal_names_role() -> None:
    with pytest.raises(AppError) as caught:
        rights.refuse(rights.CLERK, "period.close")
    assert "quản trị, lãnh đạo" in caught.value.why


def test_rights_for_every_operation() -> None:
    """A word that nobody gave to roles is an administrator's, and the others would meet a refusal without reason."""
    used = set()
    for path in [*(ROOT / "ui").rglob("*.py"), *(ROOT / "models").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    used.add(first.value)
    assert used - set(rights.MAY) == {"book.ways", "office.found", "book.rescue"}
