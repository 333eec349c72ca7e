"""Wrong passphrases: how many in a row, and how long the next try has to wait.

Each try is counted before the passphrase is stretched, by one program after the other, so that tries at the same time
share one allowance. The count is kept twice: beside the key file, and in a folder of this computer outside the book's
(`tries_elsewhere`); the worse of the two holds, so that deleting the note does not begin anew.

It slows down who sits at this computer; who has carried the files away, to another computer or another account of this
one, is slowed by the stretching alone (Argon2id).
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from models.base import clock, os_lock
from models.base.errors import AppError
from models.base.notes import read_note
from models.base.paths import sleep, write_file
from models.base.words import _
from models.store.keys import tries_elsewhere

_FREE = 3  # typing errors that cost nothing
_LONGEST = 60  # seconds
_PATIENCE = 10  # seconds for another program that counts


def wait(path: Path) -> int:
    """Seconds until another passphrase may be tried."""
    failed, at = _known(path)
    pause = min(_LONGEST, 1 << min(failed - _FREE - 1, 10)) if failed > _FREE else 0
    if not pause or at is None:
        return 0
    passed = (clock.now() - at).total_seconds()
    if passed < 0:
        # The clock was set back: the pause begins again, instead of lasting as long as the clock is wrong.
        _write(path, failed)
        return pause
    return max(0, math.ceil(pause - passed))


def refuse_early(path: Path) -> None:
    """Raises AppError `too_many_tries` while the pause after wrong passphrases lasts."""
    seconds = wait(path)
    if seconds:
        raise _too_many(seconds)


def begin(path: Path) -> None:
    """A passphrase is about to be tried: it counts as wrong until `passed` or `taken_back`.

    Raises AppError `too_many_tries`.
    """
    with _alone():
        refuse_early(path)
        _write(path, _known(path)[0] + 1)


def failed(path: Path) -> None:
    """One more wrong passphrase."""
    with _alone():
        _write(path, _known(path)[0] + 1)


def passed(path: Path) -> None:
    """The right one: the count begins anew."""
    tries_elsewhere.forget(path)
    with suppress(OSError):
        path.unlink(missing_ok=True)


def taken_back(path: Path) -> None:
    """The try that was begun opened another file, a backup: that says nothing of the tries before it."""
    with _alone():
        count = _known(path)[0] - 1
        if count > 0:
            _write(path, count)
        else:
            passed(path)


def _known(path: Path) -> tuple[int, datetime | None]:
    here, there = _read(path), tries_elsewhere.read(path)
    moments = [at for _count, at in (here, there) if at is not None]
    return max(here[0], there[0]), max(moments, default=None)


def _read(path: Path) -> tuple[int, datetime | None]:
    try:
        return tries_elsewhere.parsed(read_note(path))
    except OSError:
        return 0, None


def _write(path: Path, count: int) -> None:
    note = json.dumps({"failed": count, "at": clock.now().isoformat()}).encode()
    tries_elsewhere.keep(path, note)
    # On a disk that takes nothing the program could not be used anyway.
    with suppress(OSError):
        if path.parent.is_dir():
            write_file(path, note)


@contextmanager
def _alone() -> Iterator[None]:
    """No other program counts at this moment. Raises AppError `too_many_tries` when one does for long."""
    file, until = None, time.monotonic() + _PATIENCE
    with suppress(OSError):  # where no lock can be made the count itself still holds
        folder = tries_elsewhere.folder()
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "dem.lock").open("ab")
    if file is None:
        yield
        return
    try:
        while True:
            try:
                os_lock.take(file)
                break
            except OSError as failure:
                if failure.errno not in os_lock.ELSEWHERE:
                    break
                if time.monotonic() > until:
                    raise _too_many(1) from None
                sleep(0.02)
        yield
    finally:
        os_lock.give_back(file)


def _too_many(seconds: int) -> AppError:
    return AppError(
        "too_many_tries",
        _("Đã nhập sai mật khẩu nhiều lần."),
        _("Phải chờ {n} giây nữa mới được thử lại.").format(n=seconds),
        _("Hãy chờ rồi nhập lại, hoặc hỏi quản trị của sổ để được đặt lại mật khẩu."),
    )
