"""Accounts: who may open the book, under which name and in which role. Their passphrases are no part of the book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter, itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, sort_key
from models.base.words import _
from models.store.declaration import Declaration
from models.store.sqlite.valid_ways import Standing
from models.store.tables import Table
from models.work import rights


class Account(Table):
    """Somebody who works with the book. What he did stays under his name, also when the account is disabled."""

    __tablename__ = "accounts"
    __declared__ = Declaration(
        title=_("Tài khoản"),
        rank=13,
        write="account.change",
        words={
            "name": _("Tên người dùng"),
            "role": _("Vai trò"),
            "passphrase_at": _("Đặt mật khẩu lúc"),
            "recovery_at": _("Đổi mã khôi phục lúc"),
            "disabled_at": _("Ngừng dùng lúc"),
        },
        untold=frozenset({"name_key"}),
        writes={"passphrase_at": "account.passphrase"},
        values={"role": rights.role_name},
        subject=("name",),
        name=itemgetter("name"),
        undoable=False,  # passphrases lie outside the book
        at_start=True,
        pages=frozenset({"settings"}),
    )

    name: Mapped[str]
    name_key: Mapped[str]
    role: Mapped[str]
    passphrase_at: Mapped[datetime]  # when the passphrase was set: leaves a trace without saying anything of it
    recovery_at: Mapped[datetime | None]  # when this account last renewed the office's recovery code
    disabled_at: Mapped[datetime | None]


@dataclass(frozen=True)
class AccountRow:
    """An account as screens show it."""

    id: str
    name: str
    role: str
    passphrase_at: datetime
    disabled_at: datetime | None

    @property
    def active(self) -> bool:
        """Whether it may open the book."""
        return self.disabled_at is None


@dataclass(frozen=True)
class Holding:
    """What an account is worth: its name, its role, and whether it is disabled."""

    name: str
    role: str
    disabled: bool = False


def rows(session: Session) -> list[AccountRow]:
    """Every account, the active ones first, by name."""
    found = session.scalars(select(Account).order_by(Account.disabled_at.is_not(None), Account.name_key))
    return [row_of(account) for account in found]


def row_of(account: Account) -> AccountRow:
    """The account as screens show it."""
    return AccountRow(account.id, account.name, account.role, account.passphrase_at, account.disabled_at)


def get(session: Session, account_id: str) -> Account:
    """The account with this id. Raises AppError `account_unknown`."""
    found = session.get(Account, account_id)
    if found is None:
        raise is_unknown()
    return found


def entering(known: Iterable[AccountRow], account_id: str | None) -> AccountRow:
    """Who of these opens the book; None (the recovery code) is the administrator who has been here longest.

    Raises AppError `account_unknown`, `account_disabled`: an old key file put back does not bring an account back.
    """
    if account_id is None:
        found = sorted((one for one in known if one.role == rights.ADMIN and one.active), key=attrgetter("id"))
    else:
        found = [one for one in known if one.id == account_id]
    if not found:
        raise is_unknown()
    if not found[0].active:
        raise is_disabled(found[0].name)
    return found[0]


def is_unknown() -> AppError:
    """The book has no such account."""
    return AppError(
        "account_unknown",
        _("Không tìm thấy tài khoản này trong sổ."),
        _("Tệp khóa và tệp dữ liệu có thể không cùng một thời điểm."),
        _("Hãy chọn tài khoản khác, hoặc hỏi quản trị của sổ."),
    )


def is_disabled(name: str) -> AppError:
    """Whoever comes with this account's passphrase may not come in."""
    return AppError(
        "account_disabled",
        _("Tài khoản {name} đã ngừng sử dụng.").format(name=name),
        _("Quản trị của sổ đã ngừng tài khoản này."),
        _("Hãy dùng tài khoản khác, hoặc nhờ quản trị mở lại."),
    )


def refuse_outsider(standing: Standing) -> None:
    """Raises AppError `account_unknown`, `account_disabled`, `slot_void` for whom the book does not let in."""
    if not standing.known:
        raise is_unknown()
    if standing.disabled:
        raise is_disabled(standing.name)
    if standing.void is not None:
        raise standing.void


def add(session: Session, name: str, role: str, account_id: str | None = None) -> Account:
    """A new account. Raises AppError `not_allowed`, `account_name_missing`, `account_exists`, `wrong_role`."""
    rights.require(session, "account.change")
    account = Account(id=account_id, passphrase_at=_now())
    _fill(session, account, name, role)
    session.add(account)
    session.flush()
    return account


def change(session: Session, account_id: str, *, name: str, role: str) -> None:
    """Correct name or role. Raises as `add` does, and `last_administrator`."""
    rights.require(session, "account.change")
    account = get(session, account_id)
    if role != rights.ADMIN:
        _keep_an_administrator(session, account)
    _fill(session, account, name, role)


def disable(session: Session, account_id: str) -> None:
    """The account opens nothing any more. Raises AppError `not_allowed`, `last_administrator`."""
    rights.require(session, "account.change")
    account = get(session, account_id)
    _keep_an_administrator(session, account)
    account.disabled_at = account.disabled_at or _now()


def enable(session: Session, account_id: str) -> None:
    """Let a disabled account in again, with a new passphrase. Raises AppError `not_allowed`, `account_exists`."""
    rights.require(session, "account.change")
    account = get(session, account_id)
    _refuse_twin(session, account.id, account.name)
    account.disabled_at = None
    account.passphrase_at = _now()


def hold(session: Session, wanted: Mapping[str, Holding]) -> None:
    """Every account as it is wanted, those that are missing too: an older copy is to know the people of now.

    Raises AppError `not_allowed`.
    """
    rights.require(session, "account.change")
    for account_id, holding in wanted.items():
        account = session.get(Account, account_id)
        if account is None:
            account = Account(id=account_id, passphrase_at=_now())
            session.add(account)
        account.name, account.name_key, account.role = holding.name, sort_key(holding.name), holding.role
        account.disabled_at = (account.disabled_at or _now()) if holding.disabled else None
    session.flush()


def passphrase_set(session: Session, account_id: str) -> None:
    """Note that the account has a new passphrase. Raises AppError `account_unknown`."""
    get(session, account_id).passphrase_at = _now()


def recovery_renewed(session: Session, account_id: str) -> None:
    """Note who renewed the recovery code. Raises AppError `not_allowed`."""
    rights.require(session, "account.change")
    get(session, account_id).recovery_at = _now()


def _fill(session: Session, account: Account, name: str, role: str) -> None:
    name = clean(name)
    if not name:
        raise AppError(
            "account_name_missing",
            _("Chưa nhập tên người dùng."),
            _("Tên này đứng trong nhật ký bên cạnh mọi việc người đó làm."),
            _("Hãy nhập họ và tên."),
        )
    if role not in rights.ROLES:
        raise AppError(
            "wrong_role",
            _("Vai trò “{role}” không có.").format(role=role),
            _("Các vai trò là: {roles}.").format(roles=", ".join(rights.ROLES)),
            _("Hãy chọn một vai trò trong danh sách."),
        )
    _refuse_twin(session, account.id, name)
    account.name, account.name_key, account.role = name, sort_key(name), role


def _refuse_twin(session: Session, account_id: str, name: str) -> None:
    same = select(Account).where(Account.name_key == sort_key(name), Account.disabled_at.is_(None))
    if any(other.id != account_id for other in session.scalars(same)):
        raise AppError(
            "account_exists",
            _("Đã có người dùng tên {name}.").format(name=name),
            _("Hai người trùng tên thì nhật ký không nói được ai đã làm."),
            _("Hãy thêm chức danh hoặc bộ phận vào tên."),
        )


def _administrators(session: Session) -> list[Account]:
    active = select(Account).where(Account.role == rights.ADMIN, Account.disabled_at.is_(None))
    return list(session.scalars(active.order_by(Account.id)))


def _keep_an_administrator(session: Session, leaving: Account) -> None:
    if leaving.disabled_at is None and [one.id for one in _administrators(session)] == [leaving.id]:
        raise AppError(
            "last_administrator",
            _("{name} là quản trị duy nhất của sổ.").format(name=leaving.name),
            _("Không còn quản trị thì không ai thêm được người dùng hay đặt lại mật khẩu."),
            _("Hãy giao vai trò quản trị cho người khác trước."),
        )


def _now() -> datetime:
    return clock.now().replace(microsecond=0)
