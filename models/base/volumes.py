"""Windows' own answers about the volume below a folder. Only `models.base.windows` calls it."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from pathlib import Path
from typing import Any

_QUERY_PROPERTY = 0x2D1400  # IOCTL_STORAGE_QUERY_PROPERTY
_BUS_TYPE_AT = 28  # bytes into STORAGE_DEVICE_DESCRIPTOR
_SHARED = 3  # FILE_SHARE_READ | FILE_SHARE_WRITE
_OPEN_EXISTING = 3


def below(folder: str) -> tuple[int, str, str, int, str] | None:
    """Kind, file system, label, bus, and where the folder's links lead; what Windows does not say stays empty."""
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    real = folder
    with suppress(OSError):
        real = str(Path(folder).resolve())
    root, label, system = (ctypes.create_unicode_buffer(1024) for _buffer in range(3))
    if not kernel.GetVolumePathNameW(real, root, len(root)):
        return None
    kernel.GetVolumeInformationW(root, label, len(label), None, None, None, system, len(system))
    return int(kernel.GetDriveTypeW(root)), system.value, label.value, _bus(kernel, root.value), real


def _bus(kernel: Any, root: str) -> int:  # noqa: ANN401
    """A disk in a USB case calls itself fixed; its bus tells. No rights are needed to ask."""
    if len(root) != 3 or root[1] != ":":
        return 0
    handle = kernel.CreateFileW(f"\\\\.\\{root[:2]}", 0, _SHARED, None, _OPEN_EXISTING, 0, None)
    if handle in {None, ctypes.c_void_p(-1).value}:
        return 0
    asked, told, length = (ctypes.c_uint32 * 3)(), ctypes.create_string_buffer(1024), ctypes.c_uint32()
    try:
        done = kernel.DeviceIoControl(
            ctypes.c_void_p(handle),
            _QUERY_PROPERTY,
            asked,
            ctypes.sizeof(asked),
            told,
            len(told),
            ctypes.byref(length),
            None,
        )
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
    enough = done and length.value >= _BUS_TYPE_AT + 4
    return int.from_bytes(told.raw[_BUS_TYPE_AT : _BUS_TYPE_AT + 4], "little") if enough else 0
