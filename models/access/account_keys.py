"""Adds, changes and stops accounts: the account's row in the book and its key slot beside it, changed together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from models.access import slot_changes
from models.base.errors import AppError
from models.base.words import _
from models.store.keys import key_slots
from models.store.keys.passphrase_strength import refuse_weak
from models.work import accounts, rights
from models.work import office as offices

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.work.accounts import AccountRow

OPERATION = "account.change"


def add(session: Session, office: OpenOffice, name: str, role: str, passphrase: str) -> AccountRow:
    """A new account with its own way in.

    Raises AppError `not_allowed`, `weak_passphrase`, `account_name_missing`, `account_exists`, `wrong_role`.
    """
    rights.require(session, OPERATION)
    refuse_weak(passphrase, (name, *offices.names(session)))
    account = accounts.add(session, name, role)
    _give_passphrase(session, office, account.id, account.name, passphrase)
    return accounts.row_of(account)


def change(session: Session, office: OpenOffice, account_id: str, *, name: str, role: str) -> None:
    """Correct an account's name or role; one's own role only another administrator changes.

    Raises AppError as `accounts.change` does, and `own_account`.
    """
    rights.require(session, OPERATION)
    if account_id == office.account.id and role != office.account.role:
        raise _own_account()
    accounts.change(session, account_id, name=name, role=role)
    session.flush()
    _write_names(session, office, hidden=key_slots.load(office.home.keys).names_hidden)


def disable(session: Session, office: OpenOffice, account_id: str) -> None:
    """Destroy an account's ways in at once; what it did stays under its name.

    Raises AppError `not_allowed`, `own_account`, `last_administrator`, `account_unknown`.
    """
    rights.require(session, OPERATION)
    if account_id == office.account.id:
        raise _own_account()
    accounts.disable(session, account_id)
    session.flush()
    slot_changes.change(session, office.home, lambda keys: key_slots.without(keys, account_id))


def reset(session: Session, office: OpenOffice, account_id: str, passphrase: str) -> None:
    """Give somebody a new passphrase, who forgot it or comes back; computers that remembered the account forget it.

    Raises AppError `not_allowed`, `weak_passphrase`, `account_unknown`, `account_exists`.
    """
    rights.require(session, OPERATION)
    name = accounts.get(session, account_id).name
    refuse_weak(passphrase, (name, *offices.names(session)))
    accounts.enable(session, account_id)
    session.flush()
    _give_passphrase(session, office, account_id, name, passphrase)


def renew_recovery(session: Session, office: OpenOffice) -> str:
    """Another recovery code, to be shown once; the one before is void at once. Raises AppError `not_allowed`."""
    accounts.recovery_renewed(session, office.account.id)
    session.flush()
    code = key_slots.new_recovery_code()
    slot_changes.change(session, office.home, lambda keys: key_slots.with_recovery(keys, office.data_key, code))
    return code


def hide_names(session: Session, office: OpenOffice, hidden: bool) -> None:
    """Keep the accounts' names out of the key file, or let them be read there before unlocking.

    Raises AppError `not_allowed`.
    """
    rights.require(session, OPERATION)
    _write_names(session, office, hidden=hidden)


def choices(office_keys: key_slots.KeyFile) -> list[tuple[str, str]]:
    """Id and name of the accounts to choose from before unlocking; nothing when there is no choice, or it is hidden."""
    known = [(account, name) for account, name in key_slots.accounts(office_keys) if name]
    return known if len(known) > 1 and len(known) == len(key_slots.accounts(office_keys)) else []


def _give_passphrase(session: Session, office: OpenOffice, account_id: str, name: str, passphrase: str) -> None:
    def given(keys: key_slots.KeyFile) -> key_slots.KeyFile:
        kept = key_slots.without(keys, account_id, "computer")
        return key_slots.with_passphrase(kept, office.data_key, passphrase, account_id, name)

    slot_changes.change(session, office.home, given)


def _write_names(session: Session, office: OpenOffice, *, hidden: bool) -> None:
    names = {row.id: row.name for row in accounts.rows(session)}
    key_slots.save(office.home.keys, key_slots.with_names(key_slots.load(office.home.keys), names, hidden=hidden))


def _own_account() -> AppError:
    return AppError(
        "own_account",
        _("Không tự đổi vai trò hay ngừng tài khoản của chính mình được."),
        _("Nếu không, sổ có thể mất quản trị giữa chừng công việc."),
        _("Hãy nhờ một quản trị khác làm việc này."),
    )
