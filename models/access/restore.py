"""Putting a backup in the place of the book, for those whom the present book lets do so.

A backup knows the people, passphrases and codes of then, and another office's knows none of ours: it cannot say who
may replace a book. So over a book that can be read one of its own administrators of now is asked, or its own recovery
code of now; over one that is missing or cannot be read any more whoever opens the backup is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from models.access import by_journal, own_ways, returning
from models.access.returning import People, Returning
from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store import faults
from models.store.backups import evidence_copies, restoring
from models.store.backups.restoring import RestorePreview
from models.store.keys import key_slots
from models.store.keys.key_slots import Unlocked
from models.store.sqlite import damage
from models.store.sqlite.connection import connect, glimpse
from models.work import accounts, rights

OPERATION = "office.restore"
# Refusals of a book that will not answer better later; a bad sector under it counts as damage.
_SAYS_NOTHING = {"damaged", "disk_failing"}
_NO_KEYS = {"keys_missing", "keys_damaged"}
_NOT_HIS = {"present_needed", "not_allowed", "account_disabled", "account_unknown", "slot_void", "too_many_tries"}


@dataclass(frozen=True)
class RestoreWish:
    """What somebody wants put back, and by which right.

    `present` is the passphrase of a present administrator, or the present recovery code; None when that of the backup
    is one. `let_return` are keys of `Returning`; `other_office` says that another office's name was read and meant.
    """

    source: Path
    passphrase: str = field(repr=False)
    present: str | None = field(default=None, repr=False)
    let_return: frozenset[str] = frozenset()
    other_office: bool = False
    first: str = ""  # the account (an id or a name) that is tried before the others


@dataclass(frozen=True)
class Terms:
    """On which terms a backup may be put back, besides what is lost (`found`).

    `needs_present`: the present book asks for an administrator of its own, which the passphrase is none of; who would
    return is not known before. `other_office` is the name of the backup's office where that is another one.
    """

    found: RestorePreview
    needs_present: bool = False
    other_office: str = ""
    returning: tuple[Returning, ...] = ()
    earlier_key: bool = False  # made before the data key was exchanged


@dataclass(frozen=True)
class _Present:
    """The readable book that is to be replaced, and who lets it be."""

    opened: Unlocked
    people: People

    @property
    def by(self) -> str:
        holding = self.people.accounts.get(self.opened.account or "")
        return holding.name if holding else _("Mã khôi phục")


def preview(
    home: Home,
    wish: RestoreWish,
    check: Callable[[], None] = evidence_copies.go_on,
) -> Terms:
    """Open a backup, prove it, and say what putting it back costs, asks for and brings back. Nothing is changed.

    Raises AppError as `restoring.preview` does, and those of the present book where `wish.present` was given.
    """
    seen: list[tuple[_Present | None, People]] = []
    refused: list[AppError] = []

    def compare(database: Path, keys: Path, opened: Unlocked) -> bytes | None:
        with faults.sorting(), closing(connect(database, opened.data_key, read_only=True, alone=True)) as db:
            then = returning.people(db, key_slots.load(keys))
        try:
            present = _permit(home, wish)
        except AppError as refusal:
            if wish.present is not None or refusal.code not in _NOT_HIS:
                raise
            refused.append(refusal)
            present = None
        seen.append((present, then))
        return present.opened.data_key if present else None

    found = restoring.preview(home, wish.source, wish.passphrase, wish.first, check, compare)
    present, then = seen[0]
    other = then.office if _is_other(home, then.keys.office) else ""
    if present is None:
        return Terms(found, bool(refused), other)
    back = tuple(returning.of(then, present.people))
    earlier = not other and then.keys.generation < present.people.keys.generation
    return Terms(found, other_office=other, returning=back, earlier_key=earlier)


def restore(
    home: Home,
    wish: RestoreWish,
    tell: Callable[[tuple[str, ...]], object] = lambda _missing: None,
    tell_ended: Callable[[list[str]], object] = lambda _ended: None,
) -> Path | None:
    """Put a backup in the place of the book, as `restoring.restore` does, for those who may.

    Who was disabled since stays so, ended passphrases and codes stay ended, roles stay as they are, but for what
    `wish` lets return; `tell_ended` hears their keys. Where the present book cannot be read nothing is known of that.
    Raises AppError as that does, and `present_needed`, `not_allowed`, `account_disabled`, `slot_void`,
    `other_office`, `unknown_returning`.
    """
    known: list[_Present | None] = []
    ended: list[str] = []

    def vet(_home: Home, new: Home, opened: Unlocked) -> bytes | None:
        present = _permit(home, wish)
        known.append(present)
        office = key_slots.load(new.keys).office
        if present is not None and office != present.people.keys.office and not wish.other_office:
            raise _other_office(_name(new, opened.data_key))
        return present.opened.data_key if present else None

    def prepare(new: Home, opened: Unlocked) -> None:
        present = known[0]
        if present is not None:
            now_key = present.opened.data_key
            ended.extend(returning.end(new, opened.data_key, present.people, now_key, wish.let_return, present.by))
        else:
            returning.note(new, opened.data_key, _by(new, opened))

    aside = restoring.restore(home, wish.source, wish.passphrase, vet, wish.first, tell, prepare)
    tell_ended(ended)
    return aside


def _permit(home: Home, wish: RestoreWish) -> _Present | None:
    """The present book, by whom `wish` names; None where none is there or it cannot be read. Raises AppError.

    One that only does not answer now is asked again later: raises AppError `busy`, ...
    """
    if not home.database.exists() or damage.cut_short(home.database):
        return None
    try:
        keys = key_slots.load(home.keys)
    except AppError as refusal:
        if refusal.code in _NO_KEYS:
            return None
        raise

    def inside(found: Unlocked) -> _Present | None:
        try:
            with faults.sorting(), closing(glimpse(home.database, found.data_key)) as db:
                standing, known = by_journal.standing(db, found), returning.people(db, keys)
        except AppError as refusal:
            if refusal.code in _SAYS_NOTHING:
                return None
            raise
        accounts.refuse_outsider(standing)
        if found.account is not None and known.accounts:
            rights.refuse(known.accounts[found.account].role, OPERATION)
        return _Present(found, known)

    secret = wish.passphrase if wish.present is None else wish.present
    try:
        return own_ways.tried(home, key_slots.each_unlocked(keys, secret, first=wish.first), inside)
    except AppError as refusal:
        if refusal.code != "wrong_passphrase":
            raise
        raise _present_needed() from None


def _by(new: Home, opened: Unlocked) -> str:
    """Who opened the copy, where no present book could tell who restores it."""
    names = dict(key_slots.accounts(key_slots.load(new.keys)))
    return names.get(opened.account or "") or _("Mã khôi phục")


def _is_other(home: Home, office: str) -> bool:
    try:
        return home.database.exists() and key_slots.load(home.keys).office != office
    except AppError:
        return False


def _name(new: Home, data_key: bytes) -> str:
    with faults.sorting(), closing(connect(new.database, data_key, read_only=True, alone=True)) as db:
        return returning.people(db, key_slots.load(new.keys)).office


def _present_needed() -> AppError:
    return AppError(
        "present_needed",
        _("Sổ đang có vẫn đọc được, nên khôi phục cần quản trị của chính sổ đó."),
        _("Mật khẩu đã nhập không phải của ai trong sổ đang có; mật khẩu cũ, mã cũ của bản sao lưu không đủ quyền."),
        _(
            "Hãy nhập mật khẩu của một quản trị, hoặc mã khôi phục đang dùng, của sổ đang có "
            "(bằng lệnh: thêm --present)."
        ),
    )


def _other_office(name: str) -> AppError:
    return AppError(
        "other_office",
        _("Bản sao lưu này là của cơ quan khác: {name}.").format(name=name),
        _("Khôi phục thì sổ của {name} thay chỗ sổ đang có.").format(name=name),
        _("Nếu đúng là muốn vậy, hãy chạy lại lệnh với --other-office."),
    )
