"""Whatever stands in the files beside the book, it opens, is backed up, checked and restored, or says why not."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.access import opening, restore
from models.access.opening import OpenOffice
from models.access.restore import RestoreWish
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.base.settings import DEFAULTS, Settings
from models.store.backups import backup_list, offsite, safety
from models.store.integrity import check, last_check
from models.store.keys import key_slots, login_throttle
from models.store.local import draft_files, last_close, last_view
from models.store.local.draft_files import KeptDraft
from models.store.local.lock import FileLock

DRAFT = KeptDraft("a", "Việc", clock.now(), "tasks", {}, {"text": "chữ"})
MOMENTS = ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "2026-01-01T00:00:00", "NaN", ""]
NUMBERS = ["1e400", "-1e400", "NaN", "-1", "0", str(10**400), "1.5", "true", "null", '"x"', "[]", "{}"]
ANY = st.one_of(st.sampled_from(NUMBERS), st.sampled_from([json.dumps(moment) for moment in MOMENTS]))
WHOLE = [
    b"",
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"a":' * 20_000,
    b"null",
    b"[]",
    b"{}",
    b"1e400",
    b"NaN",
    b'"text"',
    b"\x00" * 4096,
]


@pytest.fixture(scope="session")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of an office after some use, and a second place with its backups."""
    folder = tmp_path_factory.mktemp("used")
    home, stick = Home(folder / "sổ"), folder / "usb"
    stick.mkdir()
    office = offices.found(home)
    offices.add_task(office, "việc", b"evidence")
    backup_list.make(home, office.data_key)
    offsite.bring(home, str(stick), office.data_key)
    check.everything(home, office.store, office.evidence, office.data_key)
    last_check.note(home, ["link_broken"])
    Settings(home.settings).put("second_place", str(stick))
    last_view.keep(home, office.data_key, "ab", {})
    draft_files.keep(home, office.account.id, office.data_key, (DRAFT,))
    office.close()
    login_throttle.failed(home.login_attempts)
    home.lock.with_suffix(".holder").write_text("{}")
    return home.folder, stick


def notes(folder: Path) -> list[Path]:
    """All that lies there but the book itself and what is too large for a note."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "so-cchc.db")


def spoilt(content: bytes, draw: Any) -> bytes:
    """The same note with one of its values exchanged; another content where it is no JSON."""
    try:
        read = json.loads(content)
    except ValueError:
        return bytes(draw(st.sampled_from(WHOLE)))
    if not isinstance(read, dict) or not read or draw(st.booleans()):
        return bytes(draw(st.sampled_from(WHOLE)))
    name = draw(st.sampled_from(sorted(read)))
    marked = json.dumps({**read, name: "@@"})
    value = read[name]
    if isinstance(value, list) and value and draw(st.booleans()):
        marked = json.dumps({**read, name: ["@@", *value[1:]]})
        if isinstance(value[0], list):
            marked = json.dumps({**read, name: [[*value[0][:-1], "@@"]]})
    return marked.replace('"@@"', draw(ANY)).encode()


def live(home: Home, stick: Path) -> None:
    """A day with the book; what it refuses, it says."""
    with suppress(AppError):
        restore.preview(home, RestoreWish(stick / "none.cchc", offices.PASSPHRASE))
    settings_here = Settings(home.settings)
    for name, standard in DEFAULTS.items():
        assert type(settings_here.get(name)) is type(standard)
    last_view.look(home)
    last_check.due(clock.now(), last_check.read(home))
    with suppress(AppError):
        safety.look(home, str(stick), 7, changed=True)
    with suppress(AppError):
        office = opening.open_office(home, offices.PASSPHRASE)
        try:
            used_for_a_day(office, stick)
        finally:
            office.close()
    for one in [*backup_list.kept(home.backups), *offsite.kept(home, str(stick))]:
        with suppress(AppError):
            restore.preview(home, RestoreWish(one.path, offices.PASSPHRASE))
    for one in backup_list.kept(home.backups)[:1]:
        with suppress(AppError):
            restore.restore(home, RestoreWish(one.path, offices.PASSPHRASE))


def used_for_a_day(office: OpenOffice, stick: Path) -> None:
    draft_files.kept(office.home, office.account.id, office.data_key)
    with suppress(AppError):
        backup_list.make(office.home, office.data_key)
    with suppress(AppError):
        offsite.bring(office.home, str(stick), office.data_key)
    with suppress(AppError):
        check.everything(office.home, office.store, office.evidence, office.data_key)


def copies(used: tuple[Path, Path], tmp_path: Path) -> tuple[Home, Path]:
    for name in ("sổ", "usb"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
    shutil.copytree(used[0], tmp_path / "sổ")
    shutil.copytree(used[1], tmp_path / "usb")
    return Home(tmp_path / "sổ"), tmp_path / "usb"


@settings(max_examples=20)
@given(data=st.data())
def test_hostile_values_stop_nothing(used: tuple[Path, Path], tmp_path_factory: Any, data: st.DataObject) -> None:
    home, stick = copies(used, tmp_path_factory.mktemp("a"))
    path = data.draw(st.sampled_from([one.relative_to(home.folder) for one in notes(home.folder)]), "file")
    path = home.folder / path
    path.write_bytes(spoilt(path.read_bytes()[:1_000_000], data.draw))
    live(home, stick)


@pytest.mark.skipif(os.name == "nt", reason="no pipes among files")
@pytest.mark.parametrize("kind", ["pipe", "folder", "link to nowhere", "device", "huge"])
def test_other_kinds_of_file_stop_nothing(used: tuple[Path, Path], tmp_path: Path, kind: str) -> None:
    for place in notes(used[0]):
        home, stick = copies(used, tmp_path)
        path = home.folder / place.relative_to(used[0])
        path.unlink()
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "huge":
            with path.open("wb") as file:
                file.truncate(100_000_000)
        else:
            path.symlink_to("/dev/zero" if kind == "device" else tmp_path / "nowhere")
        live(home, stick)


def test_holder_follows_no_link(home: Home, tmp_path: Path) -> None:
    home.folder.mkdir()
    theirs = tmp_path / "của người khác.txt"
    theirs.write_text("quan trọng")
    home.lock.with_suffix(".holder").symlink_to(theirs)
    with FileLock(home.lock):
        assert theirs.read_text() == "quan trọng"


def test_slots_without_end(office: OpenOffice, home: Home) -> None:
    """Five hundred slots of the full cost are not tried one after the other; who is named is tried first."""
    office.close()
    keys = key_slots.load(home.keys)
    dear = {"memory_kib": 512 * 1024, "iterations": 8}
    real = key_slots.COST
    own = keys.slots
    forged = [{**own[0], **dear, "account": f"{number}"} for number in range(400)]
    key_slots.save(home.keys, key_slots.KeyFile(keys.office, (*forged, *own)))
    tried = list(key_slots.load(home.keys).slots)
    assert len(tried) > 400 and real == key_slots.COST
    started: list[object] = []

    def count(*_any: object) -> None:
        started.append(_any)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots.slot_keys, "opened", count)
        with offices.refused("too_many_slots"):
            opening.open_office(home, offices.PASSPHRASE)
    assert len(started) < 20
    login_throttle.passed(home.login_attempts)
    opening.open_office(home, offices.PASSPHRASE, keys.office).close()


def test_most_slots_that_a_key_file_may_have(office: OpenOffice, home: Home) -> None:
    office.close()
    keys = key_slots.load(home.keys)
    most = tuple({**keys.slots[0], "account": f"{number}"} for number in range(key_slots.MOST_SLOTS))
    key_slots.save(home.keys, key_slots.KeyFile(keys.office, most))
    assert len(key_slots.load(home.keys).slots) == key_slots.MOST_SLOTS
    key_slots.save(home.keys, key_slots.KeyFile(keys.office, (*most, keys.slots[0])))
    with offices.refused("keys_damaged"):
        key_slots.load(home.keys)


def test_drafts_are_of_one_account_and_book(office: OpenOffice, home: Home) -> None:
    mine = office.account.id
    draft_files.keep(home, mine, office.data_key, (DRAFT,))
    assert draft_files.kept(home, mine, office.data_key) == (DRAFT,)
    shutil.copyfile(home.drafts(mine), home.drafts("another"))
    assert draft_files.kept(home, "another", office.data_key) == ()
    assert draft_files.kept(home, mine, bytes(32)) == ()


@pytest.mark.parametrize("moment", MOMENTS)
def test_moments_of_notes(moment: str) -> None:
    at = last_close.moment(moment)
    assert at is None or abs(at - clock.now()) < timedelta(days=10**7)
