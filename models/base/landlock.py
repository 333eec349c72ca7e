"""Lets this process, on Linux, open nothing but what lies in a few folders, for the rest of its life.

Landlock is a module of the Linux kernel since 5.13; its calls have no wrapper in libc. From ABI 4 on it forbids TCP as
well, from ABI 6 on signals to other processes and abstract Unix sockets. What a process holds open already stays open,
and whether a path exists, and how large it is, can still be asked.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from ctypes import Structure, byref, c_int32, c_uint64, sizeof
from pathlib import Path
from typing import Final

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every processor
_ASK_VERSION: Final = 1
_BENEATH: Final = 1  # the kind of rule: a path and what lies below it
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# What each ABI knows of files: 13 rights, then moving, truncating, and orders to devices.
_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_ALL_TCP: Final = 3
_ALL_SCOPES: Final = 3
_NO_NEW_PRIVILEGES: Final = 38


class _Rules(Structure):
    _fields_ = (("files", c_uint64), ("network", c_uint64), ("scopes", c_uint64))


class _Beneath(Structure):
    _pack_ = 1
    _fields_ = (("allowed", c_uint64), ("folder", c_int32))


def abi() -> int:
    """The version of Landlock of this kernel. Raises OSError where there is none, or where it is switched off."""
    return _call(_CREATE, None, 0, _ASK_VERSION)


def restrict(readable: Iterable[Path]) -> None:
    """Allow reading `readable` with all below them, and no other file. Raises OSError: then nothing is forbidden."""
    version = abi()
    rules = _Rules((1 << _RIGHTS.get(version, _RIGHTS[5])) - 1)
    if version >= 4:
        rules.network = _ALL_TCP
    if version >= 6:
        rules.scopes = _ALL_SCOPES
    known = 24 if version >= 6 else 16 if version >= 4 else 8  # an older kernel takes no longer structure
    handle = _call(_CREATE, byref(rules), min(known, sizeof(rules)), 0)
    try:
        for path in readable:
            _allow(handle, path)
        forbid_new_privileges()
        _call(_RESTRICT, handle, 0)
    finally:
        os.close(handle)


def _allow(rules: int, path: Path) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no right
    try:
        rights = _READ_FILE | _READ_FOLDER if path.is_dir() else _READ_FILE
        _call(_ADD, rules, _BENEATH, byref(_Beneath(rights, opened)), 0)
    finally:
        os.close(opened)


def forbid_new_privileges() -> None:
    """Whatever this process starts has no more rights than it. The kernel asks for this first. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _call(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    words = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    answer = int(libc.syscall(ctypes.c_long(number), *words))
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer
