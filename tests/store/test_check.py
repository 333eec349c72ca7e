"""`check`: says what is wrong, names it, repairs nothing, and says nothing of a sound office."""

from __future__ import annotations

import behind
import pytest

from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store.backups import backup
from models.store.integrity import check
from models.store.integrity.check import Finding
from models.work import attachments, tasks
from models.work.tasks import TaskFields


def findings(office: OpenOffice) -> list[Finding]:
    return check.everything(office.home, office.store, office.evidence, office.data_key)


@pytest.fixture
def busy(office: OpenOffice) -> OpenOffice:
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields("một", lead=("Xã Lùng Cải",)))
        attachments.attach(write.session, office.evidence, task.id, "ảnh.pdf", b"evidence")
        tasks.add(write.session, TaskFields("hai"))
    return office


def test_check_of_sound_office(busy: OpenOffice) -> None:
    assert findings(busy) == []


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("DELETE FROM units WHERE code = '02842'", ["link_broken", "row_missing"]),
        ("DELETE FROM tasks_search WHERE rowid = 1", ["search_incomplete"]),
        ("INSERT INTO tasks_search (rowid, raw, folded) VALUES (99, 'x', 'x')", ["search_stale"]),
        ("INSERT OR REPLACE INTO tasks_search (rowid, raw, folded) VALUES (1, 'khác', 'khac')", ["search_stale"]),
    ],
)
def test_check_names_foreign_changes(busy: OpenOffice, statement: str, codes: list[str]) -> None:
    behind.do(busy.home.database, busy.data_key, statement)
    assert [finding.code for finding in findings(busy)] == codes
    assert [finding.code for finding in findings(busy)] == codes  # nothing was repaired


def test_check_names_lost_evidence(busy: OpenOffice) -> None:
    (path,) = (path for path in busy.evidence.folder.rglob("*") if path.is_file())
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    (found,) = findings(busy)
    assert found.code == "evidence_damaged" and "ảnh.pdf" in found.what
    path.unlink()
    (found,) = findings(busy)
    assert found.code == "evidence_missing" and "ảnh.pdf" in found.what


def test_check_changes_nothing(busy: OpenOffice, home: Home) -> None:
    busy.store.close()
    before = {path: path.read_bytes() for path in home.folder.rglob("*.db")}
    assert findings(busy) == []
    busy.store.close()
    assert {path: path.read_bytes() for path in home.folder.rglob("*.db")} == before


def _events(office: OpenOffice, statement: str) -> None:
    """Change the trail behind the program's back, as somebody with the key could."""
    behind.change_journal(office.home.database, office.data_key, statement)


def _chain_codes(office: OpenOffice, home: Home) -> list[str]:
    found = check.everything(home, office.store, office.evidence, office.data_key)
    return [finding.code for finding in found if finding.code.startswith("chain")]


def test_check_names_cut_audit_tail(office: OpenOffice, home: Home) -> None:
    backup.make(home, office.data_key, home.backups / "1.cchc")
    assert _chain_codes(office, home) == []
    _events(office, "DELETE FROM audit_events WHERE number = (SELECT max(number) FROM audit_events)")
    assert _chain_codes(office, home) == ["chain_cut"]


def test_check_names_missing_chain_head(office: OpenOffice, home: Home) -> None:
    _events(office, "DELETE FROM audit_events WHERE number < 4")
    assert _chain_codes(office, home) == ["chain_head_missing"]


def test_check_of_empty_audit_trail(office: OpenOffice, home: Home) -> None:
    _events(office, "DELETE FROM audit_events")
    assert _chain_codes(office, home) == ["chain_head_missing"]
