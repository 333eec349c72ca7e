"""Books in which both issuers shared one row of the register: afterwards each has what was its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import behind
import offices
import pytest

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.store import audit
from models.store.integrity import check
from models.work import attachments, people, report_register

_LISTED = "number, id, area, state, recurrence, standing_period, due_on, done_on, percent, next_due_on, whose"
MARCH = ("thang", "2024-03")
DIVISION = OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà")
ROW = {"id": "r1", "kind": "thang", "period_key": "2024-03", "sequence": 0, "sections": "{}", "number": ""}
ROW |= dict.fromkeys(("issued_on", "signer_id", "made_at", "sha256", "file_id", "signed_file_id", "above_issued_on"))
COPY = {"id": "c1", "report_id": "r1", "sequence": 1, "role": "", "signer": "", "signed_at": None}
ROW |= {"issuer": "own", "above_number": "", "updated_at": "2024-03-19T00:00:00Z"}


def as_before(path: Path, key: bytes, events: list[dict[str, Any]], copy: dict[str, Any]) -> None:
    """The shape before each issuer had a row, with one row that came to be by the events, and a signed copy of it."""
    columns = ("ADD COLUMN above_number TEXT NOT NULL DEFAULT ''", "ADD COLUMN above_issued_on DATE")
    behind.do(
        path,
        key,
        "DROP INDEX ix_reports_period_key_kind_issuer",
        "CREATE UNIQUE INDEX ix_reports_period_key_kind ON reports (period_key, kind)",
        *(f"ALTER TABLE reports {words}" for words in ("DROP COLUMN chosen", *columns)),
        "DROP INDEX ix_tasks_listed",
        "DROP INDEX ix_tasks_alive",
        *(f"ALTER TABLE tasks DROP COLUMN {column}" for column in ("due_day", "former_leads")),
        *(f"CREATE INDEX ix_tasks_{name} ON tasks ({_LISTED})" for name in ("listed", "alive")),
        *(f"ALTER TABLE directives DROP COLUMN {name}" for name in ("remarks", "goals")),
        "UPDATE alembic_version SET version_num = '0014'",
    )
    now: dict[str, Any] = {}
    told = []
    for after in events:
        before = {name: now[name] for name in after} if now else None
        now |= after
        told.append(("reports", "r1", before, after))
    rows = [_insert("reports", now)]
    if copy:
        told.append(("signed_copies", "c1", None, copy))
        rows.append(_insert("signed_copies", copy))
    behind.do(path, key, *rows)
    behind.change_journal(path, key, *(_event(9000 + n, *one) for n, one in enumerate(told)), anew=True)


def _event(number: int, table: str, row_id: str, before: dict[str, Any] | None, after: dict[str, Any]) -> str:
    event = {"id": f"e{number}", "number": number, "at": ROW["updated_at"], "by": "Hoa", "hash": "h"}
    event |= {"operation": "report.words", "operation_id": f"e{number}", "table_name": table, "row_id": row_id}
    event |= {"before": audit.canonical(before) if before else None, "after": audit.canonical(after)}
    return _insert("audit_events", event)


def _insert(table: str, row: dict[str, Any]) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(map(_said, row.values()))})"


def _said(value: Any) -> str:
    if value is None or isinstance(value, int):
        return "NULL" if value is None else str(value)
    return "'{}'".format(value.replace("'", "''"))


def made(sequence: int, file: str) -> dict[str, Any]:
    made_at = f"2024-03-{18 + sequence}T00:00:00Z"
    return {"sequence": sequence, "file_id": file, "signed_file_id": None, "sha256": f"s{sequence}", "made_at": made_at}


@pytest.fixture
def shared(home: Home, cheap_keys: None, request: pytest.FixtureRequest) -> Any:
    """Makes the old book from events, and opens it; a file's name in them stands for its id, a person's too."""
    office = opening.found(home, DIVISION, offices.PASSPHRASE)[0]
    ids: dict[str, str] = {}
    with office.store.write("report.make") as write:
        for name in ("own.pdf", "above.pdf", "own-signed.pdf"):
            ids[name] = attachments.keep(write.session, office.evidence, name, name.encode()).id
    with office.store.write("person.save") as write:
        for key in ("own", "parent"):
            ids[key] = people.save(
                write.session, None, name=key, title="Ký", authority="", signs=True, signs_for=key
            ).id

    def reopened(*events: dict[str, Any]) -> OpenOffice:
        key = office.data_key
        office.close()
        known = [{n: ids.get(v, v) if n.endswith("_id") else v for n, v in after.items()} for after in events]
        as_before(home.database, key, [ROW, *known], COPY | {"attachment_id": ids["own-signed.pdf"]})
        home.last_close.unlink()
        again = opening.open_office(home, offices.PASSPHRASE)
        request.addfinalizer(again.close)
        return again

    return reopened


def told(office: OpenOffice, issuer: str) -> tuple[Any, ...]:
    with office.store.read() as session:
        head = report_register.head(session, *MARCH, issuer)
        row = report_register.find(session, *MARCH, issuer)
        if row is None:
            return ()
        signer = people.get(session, head.signer_id).name if head.signer_id else ""
        kept = [file and attachments.content(session, office.evidence, file)[0] for file in _files(row)]
        copies = [one.name for one in report_register.copies(session, *MARCH, issuer)]
        return (head.number, signer, row.sequence, *kept, copies, report_register.edited_words(session, row))


def _files(row: report_register.Report) -> tuple[str, str]:
    return row.file_id or "", row.signed_file_id or ""


BOTH = (
    {"number": "15", "sections": '{"V": ["Lời"]}', "signer_id": "own"},
    made(1, "own.pdf"),
    {"signed_file_id": "own-signed.pdf"},
    {"issuer": "parent"},
    {"above_number": "7", "signer_id": "parent"},
    made(2, "above.pdf"),
)
SIGNED = ["own-signed.pdf"]
WORDS = {"V": ("Lời",)}


def sound(office: OpenOffice) -> bool:
    found = check.everything(office.home, office.store, office.evidence, office.data_key)
    return [one.code for one in found if one.code != "no_backup"] == []


def test_each_issuer_gets_its_number_files_and_words(shared: Any) -> None:
    office = shared(*BOTH)
    assert told(office, "own") == ("15", "", 1, "own.pdf", "own-signed.pdf", SIGNED, WORDS)
    assert told(office, "parent") == ("7", "parent", 2, "above.pdf", "", [], WORDS)
    with office.store.read() as session:
        assert report_register.chosen_issuer(session, *MARCH) == "parent"
    assert sound(office)


def test_file_stays_with_its_issuer_when_the_other_was_chosen_later(shared: Any) -> None:
    office = shared(*BOTH, {"issuer": "own"})
    assert told(office, "own") == ("15", "", 1, "own.pdf", "own-signed.pdf", SIGNED, WORDS)
    assert told(office, "parent") == ("7", "parent", 2, "above.pdf", "", [], WORDS)
    with office.store.read() as session:
        assert report_register.chosen_issuer(session, *MARCH) == "own"
    assert sound(office)


def test_report_of_one_issuer_stays_as_it_was(shared: Any) -> None:
    office = shared(*BOTH[:3])
    assert told(office, "own") == ("15", "own", 1, "own.pdf", "own-signed.pdf", SIGNED, WORDS)
    assert told(office, "parent") == ()
    assert sound(office)
