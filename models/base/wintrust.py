"""Windows' own verdict on the signature of a program file (WinVerifyTrust). Only `models.base.windows` calls it."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from pathlib import Path

_GENERIC_VERIFY_V2 = (0x00AAC56B, 0xCD44, 0x11D0, b"\x8c\xc2\x00\xc0\x4f\xc2\x95\xee")
_NO_WINDOW, _NO_REVOCATION, _A_FILE = 2, 0, 1
_VERIFY, _CLOSE = 1, 2
_CACHE_ONLY = 0x1000  # WTD_CACHE_ONLY_URL_RETRIEVAL: nothing is asked of the network


class _Guid(ctypes.Structure):
    _fields_ = (
        ("first", ctypes.c_uint32),
        ("second", ctypes.c_uint16),
        ("third", ctypes.c_uint16),
        ("rest", ctypes.c_ubyte * 8),
    )


class _File(ctypes.Structure):
    _fields_ = (
        ("size", wintypes.DWORD),
        ("path", wintypes.LPCWSTR),
        ("handle", wintypes.HANDLE),
        ("subject", ctypes.c_void_p),
    )


class _Data(ctypes.Structure):
    _fields_ = (
        ("size", wintypes.DWORD),
        ("policy_data", ctypes.c_void_p),
        ("sip_data", ctypes.c_void_p),
        ("window", wintypes.DWORD),
        ("revocation", wintypes.DWORD),
        ("choice", wintypes.DWORD),
        ("file", ctypes.POINTER(_File)),
        ("action", wintypes.DWORD),
        ("state", wintypes.HANDLE),
        ("url", wintypes.LPCWSTR),
        ("flags", wintypes.DWORD),
        ("context", wintypes.DWORD),
        ("settings", ctypes.c_void_p),
    )


def verdict(path: Path) -> int | None:
    """0 for a good signature, else Windows' error code (unsigned); None where the question cannot be put."""
    loader = getattr(ctypes, "WinDLL", None)
    if loader is None:
        return None
    first, second, third, rest = _GENERIC_VERIFY_V2
    action = _Guid(first, second, third, (ctypes.c_ubyte * 8)(*rest))
    file = _File(ctypes.sizeof(_File), str(path), None, None)
    data = _Data(size=ctypes.sizeof(_Data), window=_NO_WINDOW, revocation=_NO_REVOCATION, choice=_A_FILE)
    data.file, data.action, data.flags = ctypes.pointer(file), _VERIFY, _CACHE_ONLY
    ask = loader("wintrust").WinVerifyTrust
    ask.restype = ctypes.c_long
    ask.argtypes = (wintypes.HWND, ctypes.c_void_p, ctypes.c_void_p)
    nobody = wintypes.HWND(-1)  # INVALID_HANDLE_VALUE: there is nobody to ask
    answer = int(ask(nobody, ctypes.byref(action), ctypes.byref(data))) & 0xFFFFFFFF
    data.action = _CLOSE
    ask(nobody, ctypes.byref(action), ctypes.byref(data))
    return answer
