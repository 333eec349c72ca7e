"""What a restore would cost is said before, who may not is refused, and the present book can always be brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import offices
import pytest
from sqlalchemy import select

from models.access import account_keys, opening, restore
from models.access.opening import OpenOffice
from models.access.restore import RestoreWish
from models.base import clock
from models.base.paths import Home
from models.store import faults
from models.store.backups import backup, backup_list, restoring
from models.work import attachments, rights, tasks
from models.work.accounts import AccountRow
from models.work.tasks import Task, TaskFields

NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)
HER, HIS = "bốn con gà qua cầu", "năm con vịt qua sông"


def add(office: OpenOffice, *names: str) -> None:
    for name in names:
        with office.store.write("task.add") as write:
            tasks.add(write.session, TaskFields(name))


def texts(home: Home, passphrase: str = offices.PASSPHRASE) -> list[str]:
    office = opening.open_office(home, passphrase)
    try:
        with office.store.read() as session:
            return list(session.scalars(select(Task.text).order_by(Task.number)))
    finally:
        office.close()


@pytest.fixture
def kept(office: OpenOffice, home: Home, tmp_path: Path) -> Path:
    """A backup with one task, made at noon."""
    path = tmp_path / "usb" / "sao.cchc"
    with clock.fixed(NOON):
        add(office, "một")
        backup.make(home, office.data_key, path)
    return path


def test_preview_counts_losses(office: OpenOffice, home: Home, kept: Path) -> None:
    with clock.fixed(NOON + timedelta(hours=1)):
        add(office, "hai")
    with clock.fixed(NOON + timedelta(hours=2)):
        add(office, "ba")
    found = restoring.preview(home, kept, offices.PASSPHRASE)
    assert found.manifest.contents.tasks == 1 and found.missing == 0
    assert (found.lost.kind, found.lost.tasks, found.lost.entries) == ("later", 2, 0)
    assert found.lost.events >= 2
    assert (found.lost.first, found.lost.last) == (NOON + timedelta(hours=1), NOON + timedelta(hours=2))


def test_preview_of_newest_loses_nothing(office: OpenOffice, home: Home, kept: Path) -> None:
    found = restoring.preview(home, kept, offices.PASSPHRASE)
    assert (found.lost.kind, found.lost.events, found.lost.last) == ("later", 0, None)


def test_preview_changes_nothing(office: OpenOffice, home: Home, kept: Path) -> None:
    office.close()

    def all_files() -> dict[Path, bytes]:
        found = [path for folder in (home.folder, kept.parent) for path in folder.rglob("*") if path.is_file()]
        return {path: path.read_bytes() for path in found}

    before = all_files()
    restoring.preview(home, kept, offices.PASSPHRASE)
    with offices.refused("wrong_passphrase"):
        restoring.preview(home, kept, "sai rồi nhé")
    home.login_attempts.unlink()  # that it was wrong is noted, and nothing else
    assert all_files() == before


def test_preview_of_diverged_office(office: OpenOffice, home: Home, kept: Path, tmp_path: Path) -> None:
    add(office, "hai")
    newer = tmp_path / "usb" / "mới.cchc"
    backup.make(home, office.data_key, newer)
    office.close()
    restoring.restore(home, kept, offices.PASSPHRASE)
    found = restoring.preview(home, newer, offices.PASSPHRASE)
    assert found.lost.kind == "other" and found.lost.events > 0


def test_preview_without_office(kept: Path, tmp_path: Path) -> None:
    assert restoring.preview(Home(tmp_path / "máy mới"), kept, offices.PASSPHRASE).lost.kind == "none"


def test_preview_of_damaged_office(office: OpenOffice, home: Home, kept: Path) -> None:
    add(office, "hai", "ba")
    office.close()
    home.database.write_bytes(bytes(8192))
    found = restoring.preview(home, kept, offices.PASSPHRASE)
    assert found.lost.kind == "unreadable" and found.lost.events >= 2


def test_preview_counts_lost_evidence(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields("một"))
        attachments.attach(write.session, office.evidence, task.id, "a.pdf", b"evidence")
    path = tmp_path / "usb" / "sao.cchc"
    (name,) = backup.make(home, office.data_key, path).evidence
    (path.parent / backup.EVIDENCE / name[:2] / name).unlink()
    assert restoring.preview(home, path, offices.PASSPHRASE).missing == 0  # the book itself has it
    office.evidence.path(name).unlink()
    assert restoring.preview(home, path, offices.PASSPHRASE).missing == 1


def test_restore_twice_keeps_both(office: OpenOffice, home: Home, kept: Path) -> None:
    office.close()
    with clock.fixed(NOON):
        folders = {restoring.restore(home, kept, offices.PASSPHRASE) for _time in range(3)}
    assert len(folders) == 3 and None not in folders


def test_restore_refused_while_open(office: OpenOffice, home: Home, kept: Path) -> None:
    with offices.refused("in_use"):
        restoring.restore(home, kept, offices.PASSPHRASE)
    add(office, "hai")


def test_restore_taken_back_from_list(office: OpenOffice, home: Home, kept: Path) -> None:
    add(office, "hai")
    office.close()
    restoring.restore(home, kept, offices.PASSPHRASE)
    assert texts(home) == ["một"]
    (before,) = [one for one in backup_list.kept(home.backups) if one.path.name.startswith("truoc-khoi-phuc-")]
    assert before.proven_at is not None and before.contents is not None and before.contents.tasks == 2
    restoring.restore(home, before.path, offices.PASSPHRASE)
    assert texts(home) == ["một", "hai"]


def test_restore_over_damaged_office(office: OpenOffice, home: Home, kept: Path) -> None:
    office.close()
    home.database.write_bytes(b"rubbish " * 3000)
    aside = restoring.restore(home, kept, offices.PASSPHRASE)
    assert aside is not None and (aside / home.database.name).read_bytes() == b"rubbish " * 3000
    assert texts(home) == ["một"]


# Several accounts: their key slots travel with the backup


def account(office: OpenOffice, name: str, role: str, passphrase: str) -> AccountRow:
    with offices.cheap_keys(), office.store.write("account.change") as write:
        return account_keys.add(write.session, office, name, role, passphrase)


def test_restored_accounts_and_passphrases(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    her = account(office, "Lý Thị Mai", rights.ADMIN, HER)
    account(office, "Trần Văn Hải", rights.READER, HIS)
    path = tmp_path / "usb" / "sao.cchc"
    backup.make(home, office.data_key, path)
    with offices.cheap_keys(), office.store.write("account.change") as write:
        account_keys.reset(write.session, office, her.id, "một câu khác hẳn trước")
    office.close()
    for passphrase in (offices.PASSPHRASE, HER, HIS):
        elsewhere = Home(tmp_path / passphrase)
        restore.restore(elsewhere, RestoreWish(path, passphrase))
        for other in (offices.PASSPHRASE, HER, HIS):
            again = opening.open_office(elsewhere, other)
            assert again.account.name == {HER: "Lý Thị Mai", HIS: "Trần Văn Hải"}.get(other, "Quản trị")
            again.close()
        with offices.refused("wrong_passphrase"):
            opening.open_office(elsewhere, "một câu khác hẳn trước")


def test_restore_needs_administrator(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    account(office, "Trần Văn Hải", rights.CLERK, HIS)
    path = tmp_path / "usb" / "sao.cchc"
    backup.make(home, office.data_key, path)
    add(office, "hai")
    office.close()
    with offices.refused("not_allowed"):
        restore.restore(home, RestoreWish(path, HIS))
    assert texts(home) == ["hai"]
    home.database.write_bytes(bytes(8192))
    restore.restore(home, RestoreWish(path, HIS))  # of a damaged one anybody's passphrase makes a book again
    assert texts(home) == []


def test_restore_needs_administrator_for_busy_office(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(office, "Trần Văn Hải", rights.CLERK, HIS)
    path = tmp_path / "usb" / "sao.cchc"
    backup.make(home, office.data_key, path)
    add(office, "hai")
    office.close()

    def held(*_any: object) -> None:
        raise faults.busy()

    with monkeypatch.context() as patch, offices.refused("busy"):
        patch.setattr(restore, "glimpse", held)
        restore.restore(home, RestoreWish(path, HIS))
    assert texts(home) == ["hai"]


def test_restore_keeps_account_disabled(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    her = account(office, "Lý Thị Mai", rights.ADMIN, HER)
    path = tmp_path / "usb" / "sao.cchc"
    backup.make(home, office.data_key, path)
    with office.store.write("account.change") as write:
        account_keys.disable(write.session, office, her.id)
    office.close()
    with offices.refused("present_needed"):
        restore.restore(home, RestoreWish(path, HER))
    assert restore.restore(home, RestoreWish(path, offices.PASSPHRASE)) is not None


def test_restore_by_recovery_code(tmp_path: Path) -> None:
    with offices.cheap_keys():
        office, code = opening.found(Home(tmp_path / "sổ"), offices.SPEC, offices.PASSPHRASE)
    backup.make(office.home, office.data_key, tmp_path / "sao.cchc")
    office.close()
    assert restore.restore(office.home, RestoreWish(tmp_path / "sao.cchc", code)) is not None
