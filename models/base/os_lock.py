"""An operating-system lock on a file: it ends with the process, however that ends, so none is ever left behind."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import IO

ELSEWHERE = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}  # errno where another program holds it


def take(file: IO[bytes]) -> None:
    """Lock an open file at once. Raises OSError; with an errno in `ELSEWHERE` another program has it."""
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def give_back(file: IO[bytes]) -> None:
    """Unlock and close it."""
    # Closing unlocks too, but Windows says only that it will be done some time.
    if os.name == "nt":
        import msvcrt

        with contextlib.suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
    file.close()
