"""The environment variables meant for this program (CCHC_...), passphrases among them, taken out of the environment.

Programs that this one starts would inherit them, and on Linux the block in which the system handed them over can be
read in /proc by every program of the same person. So they are taken over once at the start and overwritten there.
"""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import POINTER, c_char_p, c_void_p, cast
from typing import Final

_OURS: Final = "CCHC_"
_taken: dict[str, str] = {}


def take_over() -> None:
    """Keep what was given to this program, and leave nothing of it in the environment."""
    names = [name for name in os.environ if name.upper().startswith(_OURS)]
    _taken.update({name.upper(): os.environ[name] for name in names})
    if names and sys.platform.startswith("linux"):
        _overwrite()
    for name in names:
        del os.environ[name]


def given(name: str) -> str | None:
    """The value of one of our variables, whether it was taken over or not."""
    return os.environ.get(name, _taken.get(name))


def _overwrite() -> None:
    """Fill the values with zeros where the system put them: the list still points there."""
    listed = POINTER(c_void_p).in_dll(ctypes.CDLL(None), "environ")
    at = 0
    while listed and listed[at]:
        entry = cast(listed[at], c_char_p).value or b""
        name, _equals, value = entry.partition(b"=")
        if name.upper().startswith(_OURS.encode()):
            ctypes.memset(listed[at] + len(name) + 1, 0, len(value))
        at += 1
