"""Opening the office for one command: passphrase from the environment, else the keyring, else asked."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from models.access import opening
from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.base.words import _
from ui.commands.request import Request, say

OFFICE_VARIABLE = "CCHC_PASSPHRASE"
KEY_VARIABLE = "CCHC_KEY_PASSPHRASE"


@contextmanager
def office(request: Request) -> Iterator[OpenOffice]:
    """The office of the chosen home, open for the block. Raises AppError as `opening.open_office` does.

    A damaged one is open too, only to be read, when that was asked for (`--even-damaged`).
    """
    given, even = os.environ.get(OFFICE_VARIABLE), request.even_damaged
    try:
        opened = opening.open_office(request.home, given, even_damaged=even)
    except AppError as refusal:
        if refusal.code != "locked" or not has_keyboard():
            raise
        opened = opening.open_office(request.home, asked(_("Mật khẩu của sổ: ")), even_damaged=even)
    for notice in opened.notices:
        say(f"{notice.text} {notice.do}")
    if opened.damage is not None:
        say(f"{opened.damage.what} {opened.damage.why}")
    try:
        yield opened
    finally:
        opened.close()


def secret(variable: str, prompt: str) -> str:
    """A passphrase from the environment, else asked at the terminal. Raises AppError `passphrase_missing`."""
    given = os.environ.get(variable)
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
