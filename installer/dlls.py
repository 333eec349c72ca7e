"""Which libraries a Windows file wants to be loaded with it, and whether a bare Windows 10 would find them all.

wine brings many that Windows lacks (Microsoft's C++ library is one), so trying there proves nothing of this.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

# In every Windows 10 from 1809 on. The api-ms-win-* names are doors into these and always there.
WINDOWS = {
    *("advapi32", "authz", "bcrypt", "bcryptprimitives", "cfgmgr32", "comctl32", "comdlg32", "crypt32", "d3d11"),
    *("d3d12", "d3d9", "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imm32", "iphlpapi", "kernel32"),
    *("mpr", "msimg32", "msvcrt", "ncrypt", "netapi32", "ntdll", "ole32", "oleaut32", "opengl32", "propsys", "psapi"),
    *("rpcrt4", "secur32", "setupapi", "shcore", "shell32", "shlwapi", "uiautomationcore", "user32", "userenv"),
    *("usp10", "uxtheme", "version", "winhttp", "winmm", "winspool.drv", "ws2_32", "wtsapi32"),
}


def lacking(program: Path) -> list[str]:
    """`file wants library`, for each library that neither Windows nor the right folder of the program has.

    Windows looks beside python.exe and beside the file that wants it; PySide6 adds shiboken6 and itself.
    """
    runtime = _names(program / "runtime")
    of_qt = _names(program / "lib" / "PySide6") | _names(program / "lib" / "shiboken6")
    found = []
    for path in binaries(program):
        near = runtime | _names(path.parent) | (of_qt if "PySide6" in path.parts else set())
        absent = [name for name in wanted(path.read_bytes()) if name not in near and not _of_windows(name)]
        found += [f"{path.relative_to(program).as_posix()} wants {name}" for name in absent]
    return sorted(found)


def binaries(program: Path) -> Iterator[Path]:
    """Every file of `program` that Windows loads as code."""
    for path in sorted(program.rglob("*")):
        if path.suffix.lower() in {".exe", ".dll", ".pyd"}:
            yield path


def wanted(data: bytes) -> list[str]:
    """The libraries in the import and delayed-import tables of a 64-bit file, in small letters.

    Raises ValueError for anything else.
    """
    header = struct.unpack_from("<I", data, 0x3C)[0] if data[:2] == b"MZ" else 0
    if not header or data[header : header + 4] != b"PE\0\0" or struct.unpack_from("<H", data, header + 24)[0] != 0x20B:
        raise ValueError("not a 64-bit Windows file")
    count, size = struct.unpack_from("<H", data, header + 6)[0], struct.unpack_from("<H", data, header + 20)[0]
    table = header + 24 + size
    sections = [struct.unpack_from("<4I", data, table + 40 * number + 8) for number in range(count)]

    def place(address: int) -> int:
        for length, start, stored, where in sections:
            if start <= address < start + max(length, stored):
                return int(address - start + where)
        raise ValueError("address outside the file")

    names = []
    for directory, step, name_at in ((1, 20, 12), (13, 32, 4)):  # imports, delayed imports: entry size, place of name
        address = struct.unpack_from("<I", data, header + 24 + 112 + 8 * directory)[0]
        at = place(address) if address else 0
        while at and (name := struct.unpack_from("<I", data, at + name_at)[0]):
            begin = place(name)
            names.append(data[begin : data.index(b"\0", begin)].decode("ascii").lower())
            at += step
    return names


def _names(folder: Path) -> set[str]:
    return {path.name.lower() for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()


def _of_windows(name: str) -> bool:
    return name.startswith("api-ms-win-") or name.removesuffix(".dll") in WINDOWS
