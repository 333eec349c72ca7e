"""Another data key for the whole book: everybody who stays comes in as before, and the old key opens nothing here."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path

import offices
import old_slots
import pytest

from models.access import account_keys, old_copies, opening, own_ways, rekey, restore
from models.access.opening import OpenOffice
from models.access.rekey import Rekeyed
from models.access.restore import RestoreWish
from models.base import clock
from models.base.errors import AppError, CancelledError
from models.base.paths import Home
from models.base.settings import Settings
from models.store.backups import backup, backup_format, backup_list, offsite, places, swap
from models.store.evidence import Evidence
from models.store.integrity import check
from models.store.keys import key_slots
from models.store.local import draft_files
from models.store.sqlite.connection import connect
from models.work import rights

LAN, LANS = "Trần Thị Lan", "mèo trèo cây cau"


def with_lan(office: OpenOffice) -> str:
    with office.store.write("account.change") as write:
        return account_keys.add(write.session, office, LAN, rights.CLERK, LANS).id


def with_code(office: OpenOffice) -> str:
    with office.store.write("account.change") as write:
        return account_keys.renew_recovery(write.session, office)


def done(office: OpenOffice, **how: bool) -> Rekeyed:
    """Exchange the key, and close the office."""
    again, found = rekey.rekey(office, offices.PASSPHRASE, **how)
    again.close()
    return found


def opened_by(home: Home, secret: str | None) -> str:
    office = opening.open_office(home, secret)
    office.close()
    return office.account.name


def with_old_key(home: Home, key: bytes) -> list[Path]:
    """What under the home this key still opens."""
    found = [path for path in home.folder.rglob("*.cchc") if _opens(path, key)]
    found += [path for path in home.folder.rglob("so-cchc.db") if _opens(path, key)]
    for folder in [path for path in home.folder.rglob("minh-chung") if path.is_dir()]:
        for path in folder.glob("??/*"):
            with suppress(AppError):
                Evidence(folder, key).get(path.name)
                found.append(path)
    return found


def _opens(path: Path, key: bytes) -> bool:
    with suppress(AppError):
        connect(path, key, read_only=True, alone=True).close()
        return True
    return False


def test_everybody_who_stays_comes_in(office: OpenOffice, home: Home) -> None:
    with_lan(office)
    code = with_code(office)
    own_ways.remember_here(office)
    offices.add_task(office, "một", b"evidence")
    key = office.data_key
    found = done(office)
    assert found == Rekeyed(1, 0, 0, "", ())
    assert [opened_by(home, secret) for secret in (offices.PASSPHRASE, LANS, code, None)] == [
        "Quản trị",
        LAN,
        "Quản trị",
        "Quản trị",
    ]
    assert offices.sound_tasks(home) == ["một"]
    assert with_old_key(home, key) == []


def test_files_keep_their_names(office: OpenOffice, home: Home) -> None:
    address = office.evidence.put(b"evidence")
    again, _found = rekey.rekey(office, offices.PASSPHRASE)
    assert again.evidence.get(address) == b"evidence"
    assert again.evidence.put(b"evidence") == address
    twice, _found = rekey.rekey(again, offices.PASSPHRASE)
    assert twice.evidence.put(b"evidence") == address
    assert key_slots.load(home.keys).generation == 2
    twice.close()


def test_backups_give_way_to_a_fresh_one(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    for _time in range(2):
        backup_list.make(home, office.data_key)
    other = offices.found(Home(tmp_path / "khác"))
    offices.add_task(other, "của người khác", b"theirs")
    theirs = home.backups / "khác.cchc"
    backup.make(other.home, other.data_key, theirs)
    other.close()
    assert done(office).backups == 2
    (fresh,) = backup_list.own(home)
    assert fresh.proven_at is not None and fresh.generation == 1
    office = opening.open_office(home, offices.PASSPHRASE)
    backup.prove(fresh.path, office.data_key)
    backup.prove(theirs, other.data_key)
    office.close()
    restore.restore(home, RestoreWish(fresh.path, offices.PASSPHRASE))
    assert offices.sound_tasks(home) == ["một"]


def test_damaged_evidence_fetched_from_backup_first(office: OpenOffice, home: Home) -> None:
    address, lost = office.evidence.put(b"evidence"), office.evidence.put(b"lost")
    backup_list.make(home, office.data_key)
    for one in (address, lost):
        office.evidence.path(one).write_bytes(os.urandom(60))
    Evidence(home.backups / places.EVIDENCE, b"").path(lost).unlink()
    again, found = rekey.rekey(office, offices.PASSPHRASE)
    assert (found.evidence, found.unread) == (1, 1)
    assert again.evidence.get(address) == b"evidence"
    assert again.evidence.path(lost).exists()
    again.close()


def test_slots_of_earlier_program_waited_for_or_ended(office: OpenOffice, home: Home) -> None:
    lan = with_lan(office)
    old_slots.as_before(office, {office.account.id: offices.PASSPHRASE, lan: LANS})
    assert rekey.left_behind(office).accounts == (LAN,)
    with offices.refused("slots_old"):
        rekey.rekey(office, offices.PASSPHRASE)
    assert done(opening.open_office(home, offices.PASSPHRASE), end_old=True).ended == (LAN,)
    assert opened_by(home, offices.PASSPHRASE) == "Quản trị"
    with offices.refused("wrong_passphrase"):
        opened_by(home, LANS)


def test_recovery_code_of_earlier_program_renewed(office: OpenOffice, home: Home) -> None:
    old_slots.recovery_as_before(office, old := key_slots.new_recovery_code())
    assert rekey.left_behind(office).recovery
    code = done(office).code
    assert opened_by(home, code) == "Quản trị"
    with offices.refused("wrong_passphrase"):
        opened_by(home, old)


def test_only_administrator_who_proves_it(office: OpenOffice, home: Home) -> None:
    with_lan(office)
    with offices.refused("wrong_passphrase"):
        rekey.rekey(office, LANS)
    lans = opening.open_office(home, LANS)
    with offices.refused("not_allowed"):
        rekey.rekey(lans, LANS)
    assert key_slots.load(home.keys).generation == 0


def test_called_off_leaves_all_as_it_was(office: OpenOffice, home: Home) -> None:
    offices.add_task(office, "một", b"evidence")
    backup_list.make(home, office.data_key)
    before = {path: path.read_bytes() for path in home.backups.rglob("*") if path.is_file()}

    def off(done: int, total: int) -> None:
        if done == total:
            raise CancelledError

    with pytest.raises(CancelledError):
        rekey.rekey(office, offices.PASSPHRASE, progress=off)
    assert not list(home.folder.glob(".doi-khoa-*"))
    assert before == {path: path.read_bytes() for path in home.backups.rglob("*") if path.is_file()}
    assert offices.sound_tasks(home) == ["một"]


def test_typing_kept(office: OpenOffice, home: Home) -> None:
    me = office.account.id
    draft = draft_files.KeptDraft("form", "Nhiệm vụ", clock.now(), "tasks", {}, {"text": "chữ"})
    draft_files.keep(home, me, office.data_key, (draft,))
    again, _found = rekey.rekey(office, offices.PASSPHRASE)
    assert draft_files.kept(home, me, again.data_key) == (draft,)
    again.close()


class DeathError(BaseException):
    """Stands for the end of the process: nothing may catch it and tidy up."""


@pytest.mark.parametrize("error", [DeathError(), OSError(28, "No space left on device")], ids=["killed", "full"])
def test_cut_at_any_rename(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Each rename that is done from making the new book to destroying the old one fails once, and all after it."""
    start = Home(tmp_path / "đầu")
    with offices.copied(template, start) as office:
        offices.add_task(office, "một", b"evidence")
        backup_list.make(start, office.data_key)
        key = office.data_key
    for number in range(1, 60):
        home = Home(shutil.copytree(start.folder, tmp_path / f"lần {number}"))
        met = _cut(home, monkeypatch, number, error)
        assert offices.sound_tasks(home) == ["một"]
        office = opening.open_office(home, offices.PASSPHRASE)
        assert [backup.prove(one.path, office.data_key).contents.tasks for one in backup_list.own(home)] == [1]
        office.close()
        assert not swap.interrupted(home)
        assert not list(home.folder.glob("truoc-doi-khoa-*"))
        assert bool(with_old_key(home, key)) == (office.data_key == key)
        if not met:
            assert number > 10
            return
    pytest.fail("it never came to its end")


def _cut(home: Home, monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> bool:
    office, real, count = opening.open_office(home, offices.PASSPHRASE), Path.replace, [0]

    def failing(self: Path, target: Path) -> Path:
        count[0] += 1
        if count[0] >= number:
            raise error
        return real(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", failing)
        if isinstance(error, DeathError):
            broken.setattr(Path, "unlink", lambda *_any, **_other: None)
            broken.setattr(Path, "rmdir", lambda *_any: None)
            broken.setattr(shutil, "rmtree", lambda *_any, **_other: None)
        with suppress(DeathError, AppError):
            rekey.rekey(office, offices.PASSPHRASE)[0].close()
    return count[0] >= number


def test_old_copies_elsewhere_named_and_removed(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    backup_list.make(home, office.data_key)
    (stick := tmp_path / "USB").mkdir()
    offsite.bring(home, str(stick), office.data_key)
    (old,) = offsite.kept(home, str(stick))
    aside = home.folder / "truoc-khoi-phuc-20240101-000000"
    aside.mkdir()
    again, _found = rekey.rekey(office, offices.PASSPHRASE)
    assert old_copies.found(again, str(stick)) == [aside, old.path]
    offsite.bring(home, str(stick), again.data_key)
    (fresh,) = offsite.kept(home, str(stick))
    backup.prove(fresh.path, again.data_key)
    assert len(old_copies.found(again, str(stick))) == 2
    assert old_copies.tidied(again, str(stick), remove=True) == (2, [])
    assert [path.name for path in stick.iterdir()] == [fresh.path.parent.name]
    again.close()


def test_exchange_told_in_journal_and_chain_goes_on(office: OpenOffice, home: Home) -> None:
    offices.add_task(office, "một")
    again, _found = rekey.rekey(office, offices.PASSPHRASE)
    assert again.notices == ()
    assert check.everything(home, again.store, again.evidence, again.data_key) == []
    with again.store.read() as session, closing(again.store.connection()) as db:
        assert session is not None
        last = db.execute("SELECT operation, by FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
    assert last == ("book.rekey", "Quản trị")
    again.close()


def test_backup_says_which_key(office: OpenOffice, home: Home) -> None:
    assert backup_format.look(backup_list.make(home, office.data_key).path).generation == 0


def with_stick(office: OpenOffice, home: Home, stick: Path) -> str:
    """One file of evidence that lies whole in the second place alone; its address."""
    offices.add_task(office, "một", b"evidence")
    backup_list.make(home, office.data_key)
    stick.mkdir()
    Settings(home.settings).put("second_place", str(stick))
    offsite.bring(home, str(stick), office.data_key)
    (path,) = home.evidence.glob("??/*")
    for folder in (home.evidence, home.backups / places.EVIDENCE):
        Evidence(folder, b"").path(path.name).unlink()
    return path.name


def test_evidence_fetched_from_second_place_before_its_key_goes(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    address = with_stick(office, home, tmp_path / "USB")
    again, found = rekey.rekey(office, offices.PASSPHRASE)
    assert (found.evidence, found.unread) == (1, 0)
    assert old_copies.tidied(again, str(tmp_path / "USB"), remove=True) == (1, [])
    assert again.evidence.get(address) == b"evidence"
    again.close()


def test_refused_while_second_place_may_have_what_is_lost(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    address = with_stick(office, home, tmp_path / "USB")
    (tmp_path / "USB").rename(tmp_path / "away")
    with offices.refused("evidence_away"):
        rekey.rekey(office, offices.PASSPHRASE)
    assert key_slots.load(home.keys).generation == 0
    assert not list(home.folder.glob(".doi-khoa-*"))
    (tmp_path / "away").rename(tmp_path / "USB")
    again, _found = rekey.rekey(opening.open_office(home, offices.PASSPHRASE), offices.PASSPHRASE)
    assert again.evidence.get(address) == b"evidence"
    again.close()


def test_evidence_lost_everywhere_is_counted(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    with_stick(office, home, tmp_path / "USB")
    Settings(home.settings).put("second_place", "")
    assert done(office).unread == 1
