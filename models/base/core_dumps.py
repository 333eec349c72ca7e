"""Switches core dumps off for this process: one would hold the office's key and passphrases."""

from __future__ import annotations

import sys
from contextlib import suppress


def forbid() -> None:
    """Ask the system not to write one if this process dies. Windows writes none unless somebody asks it to."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
