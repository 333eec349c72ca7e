"""Starts the process that reads a stranger's file, as confined as this system can from outside.

On Linux the process confines itself. Windows can put it in an AppContainer or take privileges away only at its birth,
which Python's subprocess cannot do (`windows_child`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, Protocol

# What Python itself needs to start. Passphrases in our environment are none of a document's business.
_PASSED_ON: Final = {"PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME"}


class Child(Protocol):
    """A process with a pipe into it and one out of it."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def kill(self) -> None:
        """End it now; nothing happens when it has ended."""

    def wait(self) -> object:
        """Wait until it has ended."""


Start = Callable[[list[str], Path, dict[str, str]], Child]


_proven: list[Start] = []


def ways() -> list[Start]:
    """The ways to start it here, the tightest first; only the one that was `prove`d, once one was.

    Each raises OSError, or subprocess.SubprocessError.
    """
    if _proven:
        return list(_proven)
    if sys.platform == "win32":
        from models.base import windows_child

        return list(windows_child.WAYS)
    return [_plainly]


def prove(start: Start) -> None:
    """Remember that a process started like this was confined enough."""
    _proven[:] = [start]


def environment() -> dict[str, str]:
    """The variables that the process is given."""
    return {name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON}


def _plainly(command: list[str], folder: Path, variables: dict[str, str]) -> Child:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
