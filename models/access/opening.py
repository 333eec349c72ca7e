"""Founding, opening and leaving an office's file: the way from a passphrase to a `Store`."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from models import work
from models.access import by_journal, own_ways
from models.access.open_office import OpenOffice as OpenOffice  # noqa: PLC0414 - whoever opens one names it from here
from models.access.open_office import evidence_of, only_read
from models.base import lock_minutes, policy, secrets
from models.base.errors import AppError
from models.base.paths import Home, sync_folder
from models.base.text import clean
from models.base.words import _
from models.store import audit, diagnoses, faults
from models.store.backups import swap
from models.store.db import Store, by_the_program
from models.store.integrity import audit_anchors, start_rows
from models.store.keys import data_keys, key_slots
from models.store.keys.passphrase_strength import refuse_weak
from models.store.local import data_folder, last_close
from models.store.local.lock import FileLock
from models.store.sqlite import damage, raw, wal
from models.store.sqlite.connection import connect
from models.work import accounts, issuers, office, part_standing, report_division, rights, units, ways_in
from models.work.accounts import Account, AccountRow
from models.work.codes import LEVELS
from models.work.place_names import place_of
from models.work.ways_in import WayIn

_IN_THE_MAKING = ".tao-so-"


def load_tables() -> None:
    """Load the class of every table: links between tables are resolved by name, and rights ask what each declares."""
    for module in pkgutil.iter_modules(work.__path__):
        importlib.import_module(f"{work.__name__}.{module.name}")


load_tables()


@dataclass(frozen=True)
class OfficeSpec:
    """What a person declares when an office is founded. `children` are (official code, name) of the units below."""

    name: str
    level: str
    code: str | None = None
    parent: str | None = None
    place: str = ""
    symbol: str = ""
    children: tuple[tuple[str | None, str], ...] = field(default=())
    sample: bool = False
    administrator: str = ""  # the first account's name


def exists(home: Home) -> bool:
    """Whether an office was founded in this home."""
    if home.database.exists() or swap.interrupted(home):
        return True
    # A founding that was cut off has left its keys, and nobody has seen its recovery code.
    return home.keys.exists() and not any(home.folder.glob(f"{_IN_THE_MAKING}*/{home.database.name}"))


def found(home: Home, spec: OfficeSpec, passphrase: str, *, remember: bool = False) -> tuple[OpenOffice, str]:
    """A new office, open, and its recovery code, which is shown once and kept nowhere.

    Raises AppError `office_exists`, `weak_passphrase`, `unit_name_missing`, `wrong_level`, `unit_exists`,
    `network_folder`, `pinned`, and what the disk refuses; then nothing is left behind.
    """
    if exists(home):
        raise AppError(
            "office_exists",
            _("Thư mục này đã có sổ của một cơ quan."),
            _("Tạo cơ quan mới ở đây sẽ đè lên dữ liệu đang có."),
            _("Hãy mở sổ đang có, hoặc chọn thư mục khác bằng --home."),
        )
    _refuse_bad_spec(spec)
    data_folder.refuse_network(home.folder)
    spec = replace(spec, administrator=clean(spec.administrator) or rights.role_name(rights.ADMIN))
    if not spec.sample:
        spec = replace(spec, parent=_fixed_parent(spec.parent))
        # Nothing in the sample is anybody's secret, so any passphrase does there.
        refuse_weak(passphrase, filter(None, (spec.administrator, spec.name, spec.parent, spec.place, spec.symbol)))
    key_file, data_key, recovery = key_slots.new_keys(passphrase, spec.administrator)
    lock = FileLock(home.lock)
    try:
        with faults.sorting(disk=True):
            _make_files(home, spec, key_file, data_key)
    except BaseException:
        lock.release()
        raise
    opened = _opened(home, lock, key_slots.Unlocked(data_key, key_file.office, key_file))
    opened.notices = tuple(damage.place_notices(home))
    if remember:
        own_ways.asked_to_remember(opened)
    return opened, recovery


def open_office(
    home: Home,
    passphrase: str | None = None,
    account: str | None = None,
    *,
    even_damaged: bool = False,
    first: str = "",
) -> OpenOffice:
    """Open the office with a passphrase or recovery code, or, without one, with what this computer remembers.

    The passphrase says whose account it is; `account` (an id) spares trying it on the others, and that of `first` (an
    id or a name) is tried before them. `even_damaged` opens a damaged book too, only to be read (`OpenOffice.damage`
    says what is wrong with it).
    Raises AppError `no_office`, `locked` (nothing is remembered: ask), `wrong_passphrase`, `too_many_tries`,
    `account_disabled`, `account_unknown`, `in_use`, `damaged`, `newer_version`, `read_only`, `keys_missing`.
    """
    _settle(home)
    _refuse_missing(home, even_damaged=even_damaged)
    keys = key_slots.load(home.keys)

    def inside(found: key_slots.Unlocked) -> OpenOffice:
        return enter(home, found, even_damaged=even_damaged)

    if passphrase is not None:
        return own_ways.tried(home, key_slots.each_unlocked(keys, passphrase, account, first=first), inside)
    try:
        return inside(_remembered(keys))
    except AppError as refusal:
        raise (_locked(refusal.what) if refusal.code == "slot_void" else refusal) from None


def enter(home: Home, found: key_slots.Unlocked, *, even_damaged: bool = False) -> OpenOffice:
    """Open the office with its key, as `open_office` does once it knows it. Raises AppError as it does."""
    lock = FileLock(home.lock)
    try:
        swap.tidy(home)
        back = wal.bring_back(home, found.data_key)
        wrong = damage.at_start(home, found.data_key)
        try:
            if wrong is None:
                return _entered(home, lock, found, back)
        except AppError as failure:
            # A page that only the work itself touches, in a file too large to be read through at each start.
            wrong = damage.diagnose(home, found.data_key) if failure.code == "damaged" else None
            if wrong is None:
                raise
        if not even_damaged:
            raise wrong.refusal()
        return only_read(home, lock, found, wrong)
    except BaseException:
        lock.release()
        raise


def _entered(home: Home, lock: FileLock, found: key_slots.Unlocked, back: str) -> OpenOffice:
    notices = [*([damage.wal_back(back)] if back else []), *damage.notices(home, found.data_key)]
    touched = last_close.touched(home)
    _refuse_outsider(home, found)
    _bring_up_to_date(home, found.data_key)
    opened = _opened(home, lock, found)
    try:
        rows = start_rows.notices(home, opened.store)
    except BaseException:
        opened.store.close()
        raise
    opened.touched, opened.notices = touched, (*notices, *rows, *damage.place_notices(home))
    own_ways.renew_slot(opened, found)
    return opened


def _refuse_outsider(home: Home, found: key_slots.Unlocked) -> None:
    """Before anything is written: the book must know whoever comes. Raises AppError."""
    with faults.sorting(), closing(connect(home.database, found.data_key, read_only=True)) as db:
        accounts.refuse_outsider(by_journal.standing(db, found))


def _settle(home: Home) -> None:
    """A restore that was cut off is undone or finished before anybody looks for the book."""
    if swap.interrupted(home):
        lock = FileLock(home.lock)
        try:
            with faults.sorting(disk=True):
                swap.settle(home)
        finally:
            lock.release()


def _refuse_missing(home: Home, *, even_damaged: bool) -> None:
    if not exists(home):
        raise AppError(
            "no_office",
            _("Chưa có sổ của cơ quan nào ở đây."),
            _("Thư mục dữ liệu {folder} chưa có sổ.").format(folder=home.folder),
            _("Hãy mở chương trình để tạo cơ quan, hoặc dùng lệnh office init."),
        )
    if not home.database.exists() and not even_damaged:
        raise diagnoses.missing(home.database).refusal()


def _remembered(key_file: key_slots.KeyFile) -> key_slots.Unlocked:
    secret = secrets.recall(key_file.office)
    found_key = key_slots.remembered(key_file, secret) if secret else None
    if found_key is None:
        why = _("Máy này chưa được ghi nhớ mật khẩu của cơ quan.")
        if own_ways.is_set_aside(key_file.office):
            why = _("Sổ đã được khóa, nên máy này chỉ nhớ lại mật khẩu sau khi có người nhập mật khẩu vào cửa sổ.")
        raise _locked(why)
    return found_key


def _locked(why: str) -> AppError:
    do = _("Hãy nhập mật khẩu, hoặc đặt biến môi trường CCHC_PASSPHRASE khi chạy lệnh.")
    return AppError("locked", _("Sổ đang khóa."), why, do)


def _opened(home: Home, lock: FileLock, found_key: key_slots.Unlocked) -> OpenOffice:
    store = Store(home.database, found_key.data_key)
    by_journal.watch(store)
    try:
        account = _who(store, found_key)
        with store.read() as session:
            audit_anchors.note_entry(home, audit_anchors.chain_of(session), audit.head(session)[1])
        store.actor, store.role, store.guard = account.name, account.role, partial(rights.vet, account.role)
        store.settle = part_standing.settle
        naming = data_keys.evidence_naming(found_key.data_key, found_key.keys)
        evidence = evidence_of(home, found_key.data_key, naming)
        return OpenOffice(home, store, evidence, lock, found_key.data_key, account)
    except BaseException:
        store.close()
        raise


def _who(store: Store, found_key: key_slots.Unlocked) -> AccountRow:
    store.guard = by_the_program  # what an older book lacks is nobody's right
    with store.read() as session, raw.under(session) as db:
        known, noted = by_journal.knows(db, Account), by_journal.knows(db, WayIn)
        complete = part_standing.filled(session) and report_division.divided(session)
    if not known:
        # A book from before there were accounts: whoever had its passphrase was its administrator.
        name = rights.role_name(rights.ADMIN)
        with store.write("account.change", by=name) as write:
            accounts.add(write.session, name, rights.ADMIN, found_key.keys.office)
    if not noted:
        # A book from before the valid ways in were noted: those of its key file are.
        with store.write("book.ways", by=_("Chương trình")) as write:
            ways_in.put(write.session, key_slots.ways(found_key.keys))
    if not complete:
        _complete(store)
    with store.read() as session, raw.under(session) as db:
        return accounts.entering(by_journal.people(db), found_key.account)


def _complete(store: Store) -> None:
    """In a book from before units' parts were kept on their assignments, or from before each issuer had its reports.

    Rows that were changed outside the program are named and put back first; the next opening completes them.
    """
    try:
        with store.write(audit.DERIVED, by=_("Chương trình")) as write:
            if not part_standing.filled(write.session):
                part_standing.fill(write.session)
            if not report_division.divided(write.session):
                report_division.divide(write.session)
    except AppError as refusal:
        if refusal.code != "changed_outside":
            raise


def _bring_up_to_date(home: Home, data_key: bytes) -> None:
    from models.store import schema

    if schema.is_old(home.database, data_key):
        schema.upgrade(home, data_key)


def _make_files(home: Home, spec: OfficeSpec, key_file: key_slots.KeyFile, data_key: bytes) -> None:
    """Make the office in a folder of its own and put it in place at the end, so that no half of one ever stands there.

    A power cut while an office is founded must not leave a book that nobody can open and nobody may replace.
    """
    from models.store import schema

    for left in home.folder.glob(f"{_IN_THE_MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=home.folder, prefix=_IN_THE_MAKING) as folder:
        made = Home(Path(folder))
        schema.create(made.database, data_key)
        store = Store(made.database, data_key)
        try:
            store.actor, store.guard = spec.administrator, by_the_program
            _first_rows(store, spec, key_file)
        finally:
            store.close()
        if made.database.with_name(f"{made.database.name}-wal").exists():
            raise faults.disk_failing()  # the last rows could not be brought into the file itself
        try:
            key_slots.save(home.keys, key_file)
            made.database.replace(home.database)
            sync_folder(home.folder)
        except BaseException:
            home.database.unlink(missing_ok=True)
            home.keys.unlink(missing_ok=True)
            raise


def _fixed_parent(given: str | None) -> str | None:
    """The parent that was named; where the administrator fixed one, that one and no other."""
    if clean(given or ""):
        policy.refuse("ParentUnit", clean(given or ""))
    return policy.current().get("ParentUnit") or given


def _refuse_bad_spec(spec: OfficeSpec) -> None:
    from models.work import unit_refusals

    if spec.level not in LEVELS:
        raise unit_refusals.wrong_level(spec.level)


def _first_rows(store: Store, spec: OfficeSpec, keys: key_slots.KeyFile) -> None:
    parent_level = {"xa": "huyen", "huyen": "huyen", "tinh": "tinh"}[spec.level]
    child_level = {"xa": "xa", "huyen": "xa", "tinh": "huyen"}[spec.level]
    with store.write("office.found") as write:
        s = write.session
        accounts.add(s, spec.administrator, rights.ADMIN, keys.office)
        ways_in.put(s, key_slots.ways(keys))
        parent = units.add(s, spec.parent, parent_level) if spec.parent and clean(spec.parent) else None
        own = units.add(s, spec.name, spec.level, code=spec.code, parent_id=parent.id if parent else None)
        # Communes are under the People's Committee of their district, not under the division that keeps the book.
        seat = issuers.seat(own, parent)
        for code, name in spec.children:
            # A commune's official code has five digits, also where it stands right under a province.
            level = "xa" if code and len(clean(code)) == 5 else child_level
            units.add(s, name, level, code=code, parent_id=seat.id)
        s.add(
            office.Office(
                unit_id=own.id,
                place=clean(spec.place) or place_of(spec.name, spec.parent or ""),
                symbol=office.symbol_of(spec.name, spec.symbol, spec.code or ""),
                report_to=parent.name if parent else "",
                copies_to="",
                due_soon_days=3,
                lock_minutes=lock_minutes.FIRST,
                sample=int(spec.sample),
            )
        )
