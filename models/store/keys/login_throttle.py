"""Wrong passphrases: how many in a row, and how long the next try has to wait. Kept beside the key file.

It slows down who sits at this computer; who has carried the files away is slowed by the stretching alone.
"""

from __future__ import annotations

import json
import math
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.base import clock
from models.base.errors import AppError
from models.base.paths import write_file
from models.base.words import _

_FREE = 3  # typing errors that cost nothing
_LONGEST = 60  # seconds


def wait(path: Path) -> int:
    """Seconds until another passphrase may be tried."""
    failed, at = _read(path)
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
        raise AppError(
            "too_many_tries",
            _("Đã nhập sai mật khẩu nhiều lần."),
            _("Phải chờ {n} giây nữa mới được thử lại.").format(n=seconds),
            _("Hãy chờ rồi nhập lại, hoặc hỏi quản trị của sổ để được đặt lại mật khẩu."),
        )


def failed(path: Path) -> None:
    """One more wrong passphrase."""
    _write(path, _read(path)[0] + 1)


def passed(path: Path) -> None:
    """The right one: the count begins anew."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _read(path: Path) -> tuple[int, datetime | None]:
    try:
        kept = json.loads(path.read_bytes())
        return max(0, int(kept["failed"])), datetime.fromisoformat(kept["at"]).astimezone(clock.VIETNAM)
    except (OSError, ValueError, KeyError, TypeError):
        return 0, None


def _write(path: Path, count: int) -> None:
    # On a disk that takes nothing the program could not be used anyway.
    with suppress(OSError):
        write_file(path, json.dumps({"failed": count, "at": clock.now().isoformat()}).encode())
