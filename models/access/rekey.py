"""Another data key for the whole book: database, evidence, backups of this computer and key slots.

Who once had the old key can read old copies for ever, and with it whatever is written later to the present files. So it
is exchanged when somebody leaves, when a passphrase was found out, or when the recovery code was renewed. All is made
anew in a folder beside, proven, and put in place by a few renames (`swap.replace_whole`): until then the old stands.

Everybody's passphrase, and the recovery code, go on: a slot has a key pair, and the new data key is sealed to its open
half. Slots of earlier programs have none (`left_behind`); their owners need a new passphrase from an administrator.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.access import opening, own_ways
from models.access.open_office import OpenOffice
from models.base.errors import AppError
from models.base.notes import read_note
from models.base.paths import Home, make_folder, sync_folder, write_file
from models.base.settings import Settings
from models.base.words import _
from models.store import audit, faults
from models.store.backups import backup, backup_format, backup_list, evidence_copies, offsite, places, swap
from models.store.db import Store
from models.store.evidence import Evidence
from models.store.integrity import check
from models.store.keys import data_keys, key_slots
from models.store.keys.key_slots import KeyFile, Unlocked
from models.store.local import draft_files, free_space, last_close
from models.store.local.lock import FileLock
from models.work import accounts, rights, ways_in

OPERATION = "book.rekey"
_IN_THE_MAKING = ".doi-khoa-"
_SLACK = 1.1
_SOME = 3  # names that fit a sentence
Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class LeftBehind:
    """Whom a new data key would keep out: accounts by name, and the recovery code, which would be renewed."""

    accounts: tuple[str, ...] = ()
    recovery: bool = False


@dataclass(frozen=True)
class Rekeyed:
    """What was done: evidence files encrypted anew and those that open nowhere, backups replaced by a fresh one.

    `code` is the new recovery code, "" where the present one goes on. `ended` are the accounts that need a new
    passphrase.
    """

    evidence: int
    unread: int
    backups: int
    code: str
    ended: tuple[str, ...]


@dataclass(frozen=True)
class _Making:
    """The new book while it is made, in a folder inside the home."""

    home: Home
    new: Home
    old_key: bytes
    key: bytes
    keys: KeyFile


def left_behind(office: OpenOffice) -> LeftBehind:
    """Whom it would keep out if it were done now. Raises AppError."""
    with office.store.read() as session:
        names = {row.id: row.name for row in accounts.rows(session)}
    old = data_keys.without_pair(_valid(office))
    mine = ("passphrase", office.account.id)  # made anew when its owner confirms it
    people = [names.get(who or "", "") for kind, who in old if kind == "passphrase" and (kind, who) != mine]
    return LeftBehind(tuple(people), ("recovery", None) in old)


def rekey(
    office: OpenOffice, passphrase: str, *, end_old: bool = False, progress: Progress = lambda _done, _all: None
) -> tuple[OpenOffice, Rekeyed]:
    """Exchange the data key; gives the office open with the new one. `passphrase` is that of whoever asks.

    With `end_old` those that cannot come along are ended, without it they are waited for. `progress` may raise
    CancelledError; then, and when anything is refused, the old book stands. `office` is closed in any case.
    Raises AppError `not_allowed`, `wrong_passphrase`, `too_many_tries`, `slots_old`, `evidence_away`, `disk_full`,
    `in_use`, ...
    """
    try:
        rights.refuse(office.account.role, OPERATION)
        own_ways.renew_slot(office, own_ways.confirm(office, passphrase))
        behind = left_behind(office)
        if behind.accounts and not end_old:
            raise _wait_for(behind.accounts)
        valid = _valid(office)
    finally:
        office.close()
    home, me = office.home, office.account
    code = key_slots.new_recovery_code() if behind.recovery else ""
    with FileLock(home.lock), faults.sorting(disk=True), _folder(home) as folder:
        key = os.urandom(32)
        keys = data_keys.exchanged(valid, office.data_key, key)
        keys = key_slots.with_recovery(keys, key, code) if code else keys
        making = _Making(home, Home(folder), office.data_key, key, keys)
        evidence, unread = _evidence(making, progress)
        backups = _make(making, office, passphrase, renewed=bool(code))
        progress(1, 1)
        swap.replace_whole(home, folder)
    again = opening.enter(home, Unlocked(key, me.id, keys))
    try:
        check.everything(home, again.store, again.evidence, key)  # else the window says that this was never done
    except BaseException:
        again.close()
        raise
    return again, Rekeyed(evidence, unread, backups, code, behind.accounts)


def _valid(office: OpenOffice) -> KeyFile:
    with office.store.read() as session:
        return key_slots.only(key_slots.load(office.home.keys), ways_in.valid(session))


@contextmanager
def _folder(home: Home) -> Iterator[Path]:
    """Where the new book is made; what one that was cut off has left there goes."""
    for left in home.folder.glob(f"{_IN_THE_MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    # The new book, its evidence and a backup of both lie beside the old ones for a while.
    evidence = sum(path.stat().st_size for path in home.evidence.rglob("*") if path.is_file())
    free_space.refuse_full(home.folder, int(_SLACK * 2 * (home.database.stat().st_size + evidence)))
    folder = Path(tempfile.mkdtemp(dir=home.folder, prefix=_IN_THE_MAKING))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _evidence(making: _Making, progress: Progress) -> tuple[int, int]:
    """Encrypt every file anew, from whichever place has it whole, the second one too: the new key opens none there.

    What none has is carried along as it lies here. Raises AppError `evidence_away`.
    """
    home, target = making.home, Evidence(making.new.evidence, making.key)
    make_folder(making.new.evidence)
    sources = evidence_copies.Sources(places.evidence(home), making.old_key)
    book = evidence_copies.named_by_book(home, making.old_key)
    names = sorted({*book, *_lying(home.evidence), *_lying(home.backups / places.EVIDENCE)})
    made, unread = 0, list[str]()
    for done, name in enumerate(names):
        progress(done, len(names) + 1)
        own = Evidence(home.evidence, making.old_key).path(name)
        if (found := sources.find(name)) is not None:
            target.put_as(name, found.content)
            made += 1
        elif name in book or own.exists():
            unread.append(name)
            if own.exists():
                _copy(own, target.path(name))
    place = str(Settings(home.settings).get("second_place"))
    if unread and place and not places.is_there(place):
        raise _plug_in(place, evidence_copies.called(unread, book))
    return made, len(unread)


def _lying(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("??/" + "[0-9a-f]" * 64)}


def _make(making: _Making, office: OpenOffice, passphrase: str, *, renewed: bool) -> int:
    """Database, key file, drafts and a proven backup; how many backups of this office that one takes the place of."""
    key_slots.save(making.new.keys, making.keys)
    # Whoever asks for it must come in again: all that can be tried of the slots before they count.
    if key_slots.unlocked(key_slots.load(making.new.keys), passphrase, office.account.id).data_key != making.key:
        raise faults.disk_failing()
    _database(making, office, renewed=renewed)
    _drafts(making)
    return _fresh_backup(making)


def _database(making: _Making, office: OpenOffice, *, renewed: bool) -> None:
    """A copy under the new key, with what changed in it, and where it stands noted beside it."""
    new, me = making.new, office.account
    backup.copy_database(making.home.database, new.database, making.old_key, making.key)
    store = Store(new.database, making.key)
    store.actor, store.role, store.guard = me.name, me.role, office.store.guard
    try:
        with store.write(OPERATION) as write:
            ways_in.put(write.session, key_slots.ways(making.keys))
            ways_in.end_book_key(write.session, me.id, making.keys.generation)
            if renewed:
                accounts.recovery_renewed(write.session, me.id)
        with store.read() as session:
            number, head = audit.head(session)
    finally:
        store.close()
    if new.database.with_name(f"{new.database.name}-wal").exists():
        raise faults.disk_failing()  # the last rows could not be brought into the file itself
    _sync(new.database)
    if making.home.last_close.exists():
        write_file(new.last_close, read_note(making.home.last_close))
    last_close.left(new, number, head)


def _drafts(making: _Making) -> None:
    """What people were typing is sealed with the new key; what was last on the screen is not worth it."""
    for path in making.home.folder.glob(making.home.drafts("*").name):
        account = path.name.removeprefix("so-cchc.").removesuffix(".nhap-do")
        typed = draft_files.kept(making.home, account, making.old_key)
        draft_files.keep(making.new, account, making.key, typed)


def _fresh_backup(making: _Making) -> int:
    """One backup of the new book, proven, in the place of all that this office has here.

    Those of another office that lie in the same folder stay, with their evidence.
    """
    there, beside, ours = making.home.backups, making.new.backups, 0
    make_folder(beside)
    for one in backup_list.kept(there):
        if one.contents is None or one.office == making.keys.office:
            ours += 1
        else:
            _carry(one.path, beside)
    offsite.carry_note(making.home, making.new)
    backup_list.make(making.new, making.key)
    return ours


def _carry(path: Path, folder: Path) -> None:
    """A backup of another office, with the evidence that it needs, into another folder."""
    _copy(path, folder / path.name)
    for name in backup_format.look(path).evidence:
        found = path.parent / places.EVIDENCE / name[:2] / name
        if found.exists():
            _copy(found, folder / places.EVIDENCE / name[:2] / name)


def _copy(path: Path, target: Path) -> None:
    """As it is, down to the disk, with its date."""
    make_folder(target.parent)
    shutil.copy2(path, target)
    _sync(target)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _plug_in(place: str, names: tuple[str, ...]) -> AppError:
    some = ", ".join(f"“{name}”" for name in names[:_SOME]) + (", …" if len(names) > _SOME else "")
    return AppError(
        "evidence_away",
        _("Chưa đổi khóa: có minh chứng bị mất hoặc hỏng, có thể chỉ còn nguyên ở nơi sao lưu thứ hai."),
        _("Không thấy {place} để lấy lại {names}; đổi khóa rồi thì không lấy lại từ đó được nữa.").format(
            place=place, names=some
        ),
        _("Hãy cắm USB (nối ổ mạng) rồi làm lại. Nếu đã mất hẳn nơi đó, hãy bỏ chọn nó trong Cài đặt trước."),
    )


def _wait_for(names: tuple[str, ...]) -> AppError:
    return AppError(
        "slots_old",
        _("Chưa đổi được khóa của sổ: có người chưa mở sổ bằng bản chương trình này."),
        _("Mật khẩu của {names} được ghi theo cách cũ, không mang sang khóa mới được.").format(names=", ".join(names)),
        _("Hãy chờ họ mở sổ một lần, hoặc chọn hủy các mật khẩu đó rồi đặt lại cho họ sau khi đổi khóa."),
    )
