"""Keeps this process's memory to itself: it holds the office's key and passphrases."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

_SET_DUMPABLE: Final = 4


def forbid() -> None:
    """Ask the system not to write the memory to a file if this process dies, and not to show it to others.

    On Linux no other program of the same person can read its memory or environment in /proc, or join it as a debugger;
    an administrator can. Windows writes no such file unless somebody asks it to, and lets programs of the same person
    read each other.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
