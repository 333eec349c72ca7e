"""`account list`, `add`, `change`, `disable`, `reset`, `passphrase`, `recovery`: who may open the book."""

from __future__ import annotations

from typing import Any

from models.access import account_keys, own_ways
from models.base.errors import AppError
from models.base.text import fold
from models.base.words import _
from models.work import accounts, rights
from models.work.accounts import AccountRow
from ui.commands import opened
from ui.commands.request import Answer, Request

NEW_VARIABLE = "CCHC_NEW_PASSPHRASE"
_WORD = account_keys.OPERATION


def list_accounts(request: Request) -> Answer:
    """Everybody, the active ones first."""
    with opened.office(request) as office, office.store.read() as session:
        rows, me = accounts.rows(session), office.account.id
    data = {"accounts": [{**_as_json(row), "me": row.id == me} for row in rows]}
    return Answer(data, [_line(row) + (_(" ← đang mở sổ") if row.id == me else "") for row in rows])


def add(request: Request) -> Answer:
    """A new account; its passphrase comes from the environment or is asked."""
    passphrase = opened.secret(NEW_VARIABLE, _("Mật khẩu của người dùng mới: "))
    with opened.office(request) as office, office.store.write(_WORD) as write:
        row = account_keys.add(write.session, office, request.options.name, request.options.role, passphrase)
    return Answer(_as_json(row), [_("Đã thêm {name}.").format(name=row.name)])


def change(request: Request) -> Answer:
    """Another name or role."""
    options = request.options
    with opened.office(request) as office, office.store.write(_WORD) as write:
        row = _one(accounts.rows(write.session), options.account)
        name, role = options.name or row.name, options.role or row.role
        account_keys.change(write.session, office, row.id, name=name, role=role)
        row = accounts.row_of(accounts.get(write.session, row.id))
    return Answer(_as_json(row), [_line(row)])


def disable(request: Request) -> Answer:
    """Destroy an account's ways in."""
    with opened.office(request) as office, office.store.write(_WORD) as write:
        row = _one(accounts.rows(write.session), request.options.account)
        account_keys.disable(write.session, office, row.id)
        row = accounts.row_of(accounts.get(write.session, row.id))
    return Answer(_as_json(row), [_("Đã ngừng tài khoản {name}.").format(name=row.name)])


def reset(request: Request) -> Answer:
    """A new passphrase for somebody who forgot it, or comes back."""
    passphrase = opened.secret(NEW_VARIABLE, _("Mật khẩu mới của người dùng: "))
    with opened.office(request) as office, office.store.write(_WORD) as write:
        row = _one(accounts.rows(write.session), request.options.account)
        account_keys.reset(write.session, office, row.id, passphrase)
        row = accounts.row_of(accounts.get(write.session, row.id))
    return Answer(_as_json(row), [_("Đã đặt lại mật khẩu của {name}.").format(name=row.name)])


def passphrase(request: Request) -> Answer:
    """Another passphrase for whoever opens the book."""
    new = opened.secret(NEW_VARIABLE, _("Mật khẩu mới của anh/chị: "))
    with opened.office(request) as office:
        own_ways.own_passphrase(office, new)
        row = office.account
    return Answer(_as_json(row), [_("Đã đổi mật khẩu của {name}.").format(name=row.name)])


def recovery(request: Request) -> Answer:
    """Another recovery code, printed once, here."""
    with opened.office(request) as office, office.store.write(_WORD) as write:
        code = account_keys.renew_recovery(write.session, office)
    words = _("Mã khôi phục mới, chỉ hiện một lần này, hãy ghi ra giấy và cất riêng: {code}")
    return Answer({"recovery_code": code}, [words.format(code=code), _("Mã cũ không còn dùng được.")])


def _one(rows: list[AccountRow], wanted: str) -> AccountRow:
    """The account of an id, a name, or an unambiguous part of one. Raises AppError `account_unknown`."""
    exact = [row for row in rows if wanted == row.id or fold(wanted) == fold(row.name)]
    found = exact or [row for row in rows if fold(wanted) in fold(row.name)]
    if len(found) == 1:
        return found[0]
    raise AppError(
        "account_unknown",
        _("Không xác định được tài khoản “{wanted}”.").format(wanted=wanted),
        _("Có {n} tài khoản khớp với tên này.").format(n=len(found)),
        _("Hãy ghi đủ tên, hoặc dùng mã trong lệnh account list."),
    )


def _as_json(row: AccountRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "role": row.role, "active": row.active}


def _line(row: AccountRow) -> str:
    state = _("đang dùng") if row.active else _("đã ngừng")
    return f"{row.name:<28} {rights.role_name(row.role):<12} {state}"
