"""Reads small files beside the book: whatever somebody put in their place, it neither hangs nor fills the memory."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

LARGEST = 1_000_000  # bytes
NO_NOTE = frozenset({errno.EINVAL, errno.EFBIG, errno.ELOOP, errno.EISDIR, errno.ENXIO})  # errno of what cannot be one


def read_note(path: Path, largest: int = LARGEST) -> bytes:
    """The whole of a regular file of at most `largest` bytes. Raises OSError, for a larger one and another kind too.

    A pipe would keep whoever opens it waiting, and a device never ends.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "no regular file", str(path))
    with path.open("rb") as file:
        written = file.read(largest + 1)
        if len(written) > largest:
            raise OSError(errno.EFBIG, "too large for a note", str(path))
        return written
