"""Questions that only Windows answers: the administrator's policy, disks, whether a program is signed.

On other systems each answer is "nothing". A test puts its own answers here: `windows.answers = Pretended()`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

POLICY = r"Software\Policies\SoCCHC"  # under HKEY_LOCAL_MACHINE, which only an administrator writes


@dataclass(frozen=True)
class DiskDrive:
    """A disk as Windows names it: `C:\\`, what kind it is (GetDriveType), its file system, bytes in all and free."""

    root: str
    kind: int
    system: str
    total: int
    free: int


@dataclass(frozen=True)
class Volume:
    """The volume that a folder lies on: its kind (GetDriveType), file system, label and bus (STORAGE_BUS_TYPE; 0 is
    not told), and where the folder's links and junctions lead.
    """

    kind: int
    system: str = ""
    label: str = ""
    bus: int = 0
    real: str = ""


class Answers:
    """What a computer without Windows answers."""

    def policy(self) -> dict[str, str]:
        """The values of the policy key, as text."""
        return {}

    def disks(self) -> list[DiskDrive]:
        """Every disk that has a letter."""
        return []

    def volume(self, _folder: str) -> Volume | None:
        """The volume below a folder; None where nobody knows."""
        return None

    def trust(self, _path: Path) -> int | None:
        """WinVerifyTrust's verdict on a program's signature: 0 is good, else an error code; None where nobody knows."""
        return None


class WindowsAnswers(Answers):
    """What Windows itself answers. A question that it refuses counts as not answered."""

    if sys.platform == "win32":

        def policy(self) -> dict[str, str]:
            """The values below `POLICY`, in the 64-bit view of the registry: group policy writes no other."""
            import winreg

            found: dict[str, str] = {}
            try:
                with winreg.OpenKey(
                    winreg.HKEY_LOCAL_MACHINE, POLICY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY
                ) as key:
                    for number in range(winreg.QueryInfoKey(key)[1]):
                        name, value, _kind = winreg.EnumValue(key, number)
                        found[name] = str(value)
            except OSError:
                return found
            return found

        def disks(self) -> list[DiskDrive]:
            """Every disk that has a letter. A card reader without a card is named, with nothing in it."""
            import ctypes

            kernel = ctypes.windll.kernel32
            letters = kernel.GetLogicalDrives()
            roots = [f"{chr(ord('A') + bit)}:\\" for bit in range(26) if letters >> bit & 1]
            return [self._disk(root) for root in roots]

        def _disk(self, root: str) -> DiskDrive:
            import ctypes

            kernel = ctypes.windll.kernel32
            system = ctypes.create_unicode_buffer(64)
            total, free = ctypes.c_ulonglong(), ctypes.c_ulonglong()
            kernel.GetVolumeInformationW(root, None, 0, None, None, None, system, len(system))
            kernel.GetDiskFreeSpaceExW(root, ctypes.byref(free), ctypes.byref(total), None)
            return DiskDrive(root, kernel.GetDriveTypeW(root), system.value, total.value, free.value)

        def volume(self, folder: str) -> Volume | None:
            """The volume below a folder, links and junctions followed; None where Windows does not say."""
            from models.base import volumes

            found = volumes.below(folder)
            return Volume(*found) if found else None

        def trust(self, path: Path) -> int | None:
            """WinVerifyTrust's verdict, asked without network and without a window: the office has no network."""
            from models.base import wintrust

            return wintrust.verdict(path)


answers: Answers = WindowsAnswers()
