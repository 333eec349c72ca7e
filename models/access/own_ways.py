"""One's own ways into the book: the passphrase, and this computer's memory of it; and how a secret is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from models.access import slot_changes
from models.access.open_office import OpenOffice
from models.base import secrets
from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store.keys import key_slots, login_throttle
from models.store.keys.passphrase_strength import refuse_weak
from models.store.sqlite import valid_ways
from models.store.sqlite.damage import Notice
from models.work import accounts, office, ways_in

T = TypeVar("T")
_SET_ASIDE = "set-aside"  # in the keyring in the secret's place: it opens nothing
_NOBODYS = {
    "slot_void",
    "account_disabled",
    "account_unknown",
}  # secrets that were somebody's, and are counted as wrong ones are


def tried(home: Home, ways: Iterator[key_slots.Unlocked], inside: Callable[[key_slots.Unlocked], T]) -> T:
    """Whatever `inside` makes of the first way that holds; wrong passphrases and void ones make the next try wait.

    Raises AppError `wrong_passphrase`, `too_many_tries`, and what `inside` raises.
    """
    login_throttle.begin(home.login_attempts)
    refusal = key_slots.wrong_passphrase()
    for found in ways:
        try:
            made = inside(found)
        except AppError as failure:
            if failure.code not in _NOBODYS:
                login_throttle.passed(home.login_attempts)
                raise
            refusal = failure
        else:
            login_throttle.passed(home.login_attempts)
            return made
    raise refusal


def remembered(home: Home) -> bool:
    """Whether this computer's keyring may open the office without asking."""
    if not home.keys.exists():
        return False
    key_file = key_slots.load(home.keys)
    return any(slot.get("kind") == "computer" for slot in key_file.slots) and bool(secrets.recall(key_file.office))


def remember_here(opened: OpenOffice) -> bool:
    """Let this computer open the office without asking; False when it has no keyring, or the office is only read."""
    secret, office_id = key_slots.new_computer_secret(), key_slots.load(opened.home.keys).office
    if opened.damage is not None or not secrets.keep(office_id, secret):
        return False

    def remembering(keys: key_slots.KeyFile) -> key_slots.KeyFile:
        return key_slots.with_computer(keys, opened.data_key, secret, opened.account.id)

    with opened.store.write("book.remember") as write:
        slot_changes.change(write.session, opened.home, remembering)
    return True


def asked_to_remember(opened: OpenOffice) -> None:
    """As `remember_here`, for who opens the book or founds it: where this computer cannot, a notice says so."""
    if not remember_here(opened):
        said = _(
            "Máy này không nhớ được mật khẩu: Windows hay hệ điều hành không cho chương trình kho giữ mật khẩu nào."
        )
        do = _("Lần sau sổ vẫn hỏi mật khẩu; không cần làm gì thêm.")
        opened.notices = (*opened.notices, Notice("not_remembered", said, do))


def set_aside(home: Home) -> None:
    """The book is locked: this computer opens it no more, restarted or not, until somebody enters a passphrase.

    Its secret leaves the keyring, so that whatever is deleted or started again does not bring it back.
    """
    with suppress(AppError):
        office_id = key_slots.load(home.keys).office
        if secrets.recall(office_id) and not secrets.keep(office_id, _SET_ASIDE):
            secrets.forget(office_id)


def is_set_aside(office_id: str) -> bool:
    """Whether this computer remembered the office until it was locked."""
    return secrets.recall(office_id) == _SET_ASIDE


def remember_again(opened: OpenOffice) -> None:
    """Somebody entered a passphrase: this computer remembers again, if it remembered this account before the lock."""
    with suppress(AppError, OSError):
        keys = key_slots.load(opened.home.keys)
        owners = [key_slots.account_of(keys, slot) for slot in keys.slots if slot.get("kind") == "computer"]
        if opened.account.id in owners and is_set_aside(keys.office):
            remember_here(opened)


def forget_here(opened: OpenOffice) -> None:
    """Ask for the passphrase again from now on."""
    with opened.store.write("book.remember") as write:
        slot_changes.change(write.session, opened.home, key_slots.forget)
    secrets.forget(key_slots.load(opened.home.keys).office)


def change_passphrase(opened: OpenOffice, old: str, new: str) -> None:
    """Replace one's own passphrase; the recovery code and the remembered computer stay.

    Raises AppError `wrong_passphrase`, `too_many_tries`, `weak_passphrase`.
    """
    confirm(opened, old)
    own_passphrase(opened, new)


def confirm(opened: OpenOffice, passphrase: str) -> key_slots.Unlocked:
    """Whoever is inside proves once more who it is.

    Raises AppError `wrong_passphrase`, `too_many_tries`, `slot_void`.
    """
    keys = key_slots.load(opened.home.keys)

    def known(found: key_slots.Unlocked) -> key_slots.Unlocked:
        with opened.store.read() as session:
            if found.way not in ways_in.valid(session):
                raise valid_ways.void(found.kind)
        return found

    return tried(opened.home, key_slots.each_unlocked(keys, passphrase, opened.account.id), known)


def own_passphrase(opened: OpenOffice, new: str) -> None:
    """Another passphrase for who is inside already, as after the recovery code. Raises AppError `weak_passphrase`."""
    me = opened.account

    def given(keys: key_slots.KeyFile) -> key_slots.KeyFile:
        return key_slots.with_passphrase(keys, opened.data_key, new, me.id, me.name)

    with opened.store.write("account.passphrase") as write:
        refuse_weak(new, (me.name, *office.names(write.session)))
        accounts.passphrase_set(write.session, me.id)
        slot_changes.change(write.session, opened.home, given)


def renew_slot(opened: OpenOffice, found: key_slots.Unlocked) -> None:
    """The slot that opened the office is made as slots are made today, and ended ones leave the key file.

    What the disk refuses is no matter: what opened it this time opens it the next time too.
    """
    with suppress(OSError, AppError):
        with opened.store.read() as session:
            slot_changes.settle(session, opened.home)
        renewed = found.renewed
        if renewed is not None:
            with opened.store.write("account.passphrase") as write:
                slot_changes.change(
                    write.session, opened.home, lambda keys: key_slots.with_slot(keys, found.way, renewed)
                )
