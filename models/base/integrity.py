"""Lowers this process's integrity level on Windows, so that it reads as before and cannot write the person's files.

Their files, folders and keys of the registry are of the medium level, which Windows guards on every NTFS disk; a FAT
disk knows no levels. Browsers confine their readers of pages in the same way.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, byref, c_void_p, cast, create_string_buffer, sizeof
from ctypes.wintypes import BOOL, DWORD, HANDLE
from typing import Final

LOW: Final = bytes.fromhex("01 01 000000000010 00100000")  # the SID S-1-16-4096
_ADJUST_DEFAULT: Final = 0x80  # TOKEN_ADJUST_DEFAULT
_INTEGRITY_LEVEL: Final = 25  # TokenIntegrityLevel
_INTEGRITY: Final = 0x20  # SE_GROUP_INTEGRITY


class _Label(Structure):
    _fields_ = (("sid", c_void_p), ("attributes", DWORD))


def lower() -> bool:
    """Put this process on the low level for the rest of its life; whether Windows did it."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    rights = ctypes.WinDLL("advapi32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype, kernel.CloseHandle.argtypes = HANDLE, (HANDLE,)
    rights.OpenProcessToken.argtypes, rights.OpenProcessToken.restype = (HANDLE, DWORD, POINTER(HANDLE)), BOOL
    rights.SetTokenInformation.argtypes = (HANDLE, ctypes.c_int, POINTER(_Label), DWORD)
    rights.SetTokenInformation.restype = BOOL
    token = HANDLE()
    if not rights.OpenProcessToken(kernel.GetCurrentProcess(), _ADJUST_DEFAULT, byref(token)):
        return False
    sid = create_string_buffer(LOW, len(LOW))
    label = _Label(cast(sid, c_void_p), _INTEGRITY)
    try:
        return bool(rights.SetTokenInformation(token, _INTEGRITY_LEVEL, byref(label), sizeof(label) + len(LOW)))
    finally:
        kernel.CloseHandle(token)
