"""Opening the office for one command: passphrase from the environment, else the keyring, else asked."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from models.access import opening
from models.access.opening import OpenOffice
from models.base import own_variables
from models.base.errors import AppError
from models.base.paths import Home
from models.base.settings import Settings
from models.base.text import fold
from models.base.words import _
from models.store.keys import key_slots
from ui.commands.request import Request, say

OFFICE_VARIABLE = "CCHC_PASSPHRASE"
KEY_VARIABLE = "CCHC_KEY_PASSPHRASE"


@contextmanager
def office(request: Request) -> Iterator[OpenOffice]:
    """The office of the chosen home, open for the block. Raises AppError as `opening.open_office` does.

    A damaged one is open too, only to be read, when that was asked for (`--even-damaged`).
    """
    try:
        opened = _opened(request, own_variables.given(OFFICE_VARIABLE))
    except AppError as refusal:
        if refusal.code != "locked" or not has_keyboard():
            raise
        opened = _opened(request, asked(_("Mật khẩu của sổ: ")))
    for notice in opened.notices:
        say(f"{notice.text} {notice.do}")
    if opened.damage is not None:
        say(f"{opened.damage.what} {opened.damage.why}")
    try:
        yield opened
    finally:
        opened.close()


def first(request: Request) -> str:
    """Whose passphrase is tried first: who was named, else who opened the book last on this computer."""
    return request.account or str(Settings(request.home.settings).get("account"))


def _opened(request: Request, passphrase: str | None) -> OpenOffice:
    """The office, by the account that was named, if one was.

    The key file may not know the name (hidden, changed elsewhere): then all are tried, and the book tells.
    """
    home, wanted = request.home, request.account
    only = key_slots.account_named(key_slots.load(home.keys), wanted) if wanted and home.keys.exists() else None
    opened = opening.open_office(home, passphrase, only, even_damaged=request.even_damaged, first=first(request))
    me = opened.account
    told = not wanted or me.id in {only, wanted} or fold(wanted) in fold(me.name)
    if not told and opened.damage is None:  # a damaged one may not know any name
        opened.close()
        raise _another(wanted) if passphrase is not None else _locked_for(wanted)
    _remember(home, me.id)
    return opened


def _remember(home: Home, account: str) -> None:
    """Offer this account first the next time; a disk that refuses it is not worth a word."""
    settings = Settings(home.settings)
    if account and settings.get("account") != account:
        with suppress(OSError):
            settings.put("account", account)


def _another(wanted: str) -> AppError:
    return AppError(
        "account_unknown",
        _("Mật khẩu này không phải của “{wanted}”.").format(wanted=wanted),
        _("Mật khẩu mở được sổ nhưng thuộc về người khác, hoặc người này đã đổi tên."),
        _("Hãy ghi đúng tên người dùng sau --account, hoặc bỏ --account."),
    )


def _locked_for(wanted: str) -> AppError:
    return AppError(
        "locked",
        _("Sổ đang khóa."),
        _("Máy này nhớ mật khẩu của người khác, không phải của “{wanted}”.").format(wanted=wanted),
        _("Hãy nhập mật khẩu, hoặc đặt biến môi trường CCHC_PASSPHRASE khi chạy lệnh."),
    )


def secret(variable: str, prompt: str) -> str:
    """A passphrase from the environment, else asked at the terminal. Raises AppError `passphrase_missing`."""
    given = own_variables.given(variable)
    if given is not None:
        return given
    if has_keyboard():
        return asked(prompt)
    raise AppError(
        "passphrase_missing",
        _("Chưa có mật khẩu để làm việc này."),
        _("Lệnh đang chạy không có bàn phím để hỏi, và biến môi trường {name} chưa được đặt.").format(name=variable),
        _("Hãy đặt biến {name} rồi chạy lại; không ghi mật khẩu vào dòng lệnh.").format(name=variable),
    )


def has_keyboard() -> bool:
    """Whether somebody can be asked: a scheduled task has no keyboard, and a program without a console no stdin."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        # To Windows its empty device NUL is a terminal too; a question put there would wait for ever.
        mode = ctypes.c_uint32()
        console = ctypes.c_void_p(msvcrt.get_osfhandle(sys.stdin.fileno()))
        return bool(ctypes.windll.kernel32.GetConsoleMode(console, ctypes.byref(mode)))
    return True


def asked(prompt: str) -> str:
    """A passphrase typed without being shown."""
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""
