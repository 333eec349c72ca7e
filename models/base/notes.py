"""Reads small files beside the book: whatever somebody put in their place, it neither hangs nor fills the memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

LARGEST = 1_000_000  # bytes
NO_NOTE = frozenset({errno.EINVAL, errno.EFBIG, errno.ELOOP, errno.EISDIR, errno.ENXIO})  # errno of what cannot be one


def read_note(path: Path, largest: int = LARGEST) -> bytes:
    """The whole of a regular file of at most `largest` bytes. Raises OSError, for a larger one and another kind too.

    A pipe would keep whoever opens it waiting, and a device never ends.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "no regular file", str(path))
        if about.st_size > largest:
            raise OSError(errno.EFBIG, "too large for a note", str(path))
        written = file.read(largest + 1)
        if len(written) > largest:
            raise OSError(errno.EFBIG, "too large for a note", str(path))
        return written
