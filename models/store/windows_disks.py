"""Windows' own answers about a disk, by its own functions; no rules here (`disks` has them)."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

_QUERY_PROPERTY = 0x2D1400  # IOCTL_STORAGE_QUERY_PROPERTY
_BUS_TYPE_AT = 28  # bytes into STORAGE_DEVICE_DESCRIPTOR
_SHARED = 3  # FILE_SHARE_READ | FILE_SHARE_WRITE
_OPEN_EXISTING = 3
_LONGEST = 1_000_000  # bytes of a settings file


class Asked:
    """See `disks.Answers`."""

    def __init__(self) -> None:
        self._kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
        self._kernel.CreateFileW.restype = ctypes.c_void_p

    def root(self, folder: str) -> str:
        """See `disks.Answers`."""
        found = ctypes.create_unicode_buffer(1024)
        return found.value if self._kernel.GetVolumePathNameW(folder, found, len(found)) else ""

    def drive_type(self, root: str) -> int:
        """See `disks.Answers`."""
        return int(self._kernel.GetDriveTypeW(root))

    def volume(self, root: str) -> tuple[str, str]:
        """See `disks.Answers`."""
        label, system = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
        self._kernel.GetVolumeInformationW(root, label, len(label), None, None, None, system, len(system))
        return system.value, label.value

    def bus(self, root: str) -> int:
        """See `disks.Answers`. No rights are needed: the disk is only asked, not opened for reading."""
        if len(root) != 3 or root[1] != ":":
            return 0
        handle = self._kernel.CreateFileW(f"\\\\.\\{root[:2]}", 0, _SHARED, None, _OPEN_EXISTING, 0, None)
        if handle in {None, ctypes.c_void_p(-1).value}:
            return 0
        try:
            asked, told, length = (ctypes.c_uint32 * 3)(), ctypes.create_string_buffer(1024), ctypes.c_uint32()
            done = self._kernel.DeviceIoControl(
                ctypes.c_void_p(handle),
                _QUERY_PROPERTY,
                asked,
                ctypes.sizeof(asked),
                told,
                len(told),
                ctypes.byref(length),
                None,
            )
            enough = done and length.value >= _BUS_TYPE_AT + 4
            return int.from_bytes(told.raw[_BUS_TYPE_AT : _BUS_TYPE_AT + 4], "little") if enough else 0
        finally:
            self._kernel.CloseHandle(ctypes.c_void_p(handle))

    def real(self, folder: str) -> str:
        """See `disks.Answers`."""
        return str(Path(folder).resolve())

    def read(self, path: str) -> str:
        """See `disks.Answers`."""
        with Path(path).open("rb") as file:
            return file.read(_LONGEST).decode("utf-8", "replace")
