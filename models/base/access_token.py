"""What Windows grants the process that reads a stranger's file: asked about oneself, and cut down for a child."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_void_p, sizeof
from ctypes.wintypes import BOOL, DWORD, HANDLE
from typing import Any, Final

_QUERY, _DUPLICATE, _ASSIGN_PRIMARY = 0x8, 0x2, 0x1
_PRIVILEGES: Final = 3  # TokenPrivileges
_IS_CONTAINER: Final = 29  # TokenIsAppContainer
_MOST_DISABLED: Final = 0x1  # DISABLE_MAX_PRIVILEGE: leaves only passing through folders
_MOST_PRIVILEGES: Final = 4096  # bytes
_PRIVILEGE: Final = 12  # bytes of one: its number and its state
_PASSING_THROUGH: Final = 23  # SeChangeNotifyPrivilege
_LUA: Final = 0x4  # LUA_TOKEN: groups of administrators only deny


def _library() -> Any:  # noqa: ANN401 - a WinDLL, which only Windows has
    library = ctypes.WinDLL("advapi32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    library.OpenProcessToken.argtypes, library.OpenProcessToken.restype = (HANDLE, DWORD, POINTER(HANDLE)), BOOL
    library.GetTokenInformation.argtypes = (HANDLE, ctypes.c_int, c_void_p, DWORD, POINTER(DWORD))
    library.GetTokenInformation.restype = BOOL
    library.CreateRestrictedToken.argtypes = (
        HANDLE, DWORD, DWORD, c_void_p, DWORD, c_void_p, DWORD, c_void_p, POINTER(HANDLE),
    )  # fmt: skip
    library.CreateRestrictedToken.restype = BOOL
    return library


def _kernel() -> Any:  # noqa: ANN401
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype, kernel.CloseHandle.argtypes = HANDLE, (HANDLE,)
    return kernel


def _own(rights: int) -> HANDLE | None:
    token = HANDLE()
    return token if _library().OpenProcessToken(_kernel().GetCurrentProcess(), rights, byref(token)) else None


def in_container() -> bool:
    """Whether this process is in an AppContainer; no where Windows knows none."""
    found = _asked(_IS_CONTAINER, sizeof(DWORD))
    return found is not None and int.from_bytes(found[:4], "little") != 0


def without_privileges() -> bool:
    """Whether this process has no privilege left but that of passing through folders."""
    found = _asked(_PRIVILEGES, _MOST_PRIVILEGES)
    return found is not None and int.from_bytes(found[:4], "little") <= 1


def given_up(held: bytes) -> bytes:
    """Of TOKEN_PRIVILEGES, as Windows gives them, the entries of all but that of passing through folders.

    Windows takes them away by the flag alone; wine only when they are listed.
    """
    count = int.from_bytes(held[:4], "little")
    entries = [held[4 + _PRIVILEGE * at :][:_PRIVILEGE] for at in range(count)]
    return b"".join(one for one in entries if int.from_bytes(one[:8], "little") != _PASSING_THROUGH)


def _asked(what: int, size: int) -> bytes | None:
    token = _own(_QUERY)
    if token is None:
        return None
    room, used = ctypes.create_string_buffer(size), DWORD()
    try:
        told = _library().GetTokenInformation(token, what, room, size, byref(used))
        return room.raw[: used.value] if told else None
    finally:
        _kernel().CloseHandle(token)


def restricted() -> HANDLE:
    """A copy of this process's token without privileges and without what an administrator may. Raises OSError.

    Whoever asked closes it.
    """
    own = _own(_QUERY | _DUPLICATE | _ASSIGN_PRIMARY)
    token = HANDLE()
    privileges = given_up(_asked(_PRIVILEGES, _MOST_PRIVILEGES) or bytes(4))
    try:
        made = own is not None and _library().CreateRestrictedToken(
            own, _MOST_DISABLED | _LUA, 0, None, len(privileges) // _PRIVILEGE, privileges, 0, None, byref(token)
        )
        if not made:
            raise OSError(ctypes.get_last_error(), "CreateRestrictedToken")  # type: ignore[attr-defined,unused-ignore]
        return token
    finally:
        if own is not None:
            _kernel().CloseHandle(own)
