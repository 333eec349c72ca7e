"""What the operating system says of a folder's disk: the one door to it, which tests hold in place of any system."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Protocol

_NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "fuse.rclone"}
_REMOVABLE_ROOTS = ("/media/", "/run/media/")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # GetDriveTypeW
_USB_BUS = 7  # STORAGE_BUS_TYPE: a disk in a USB case calls itself fixed
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True)
class Disk:
    """A folder's disk as the system describes it; `system` is its file system, `label` its name."""

    network: bool = False
    removable: bool = False
    system: str = ""
    label: str = ""


class System(Protocol):
    """What is asked of an operating system."""

    def pure(self, folder: PurePath) -> PurePath:
        """The folder in this system's way of writing paths."""

    def real(self, folder: Path) -> PurePath:
        """Where links and junctions lead."""

    def disk(self, folder: PurePath) -> Disk:
        """The disk it lies on; one that does not say is trusted."""

    def synced_roots(self) -> list[str]:
        """The folders that a program on this computer says it copies to a server."""


class Posix:
    """Linux: what /proc/mounts tells. `mounts` is its text."""

    def __init__(self, mounts: str | None = None) -> None:
        self._mounts = mounts

    def pure(self, folder: PurePath) -> PurePath:
        """See `System`."""
        return PurePosixPath(folder)

    def real(self, folder: Path) -> PurePath:
        """See `System`."""
        with suppress(OSError, RuntimeError):
            return Path(folder).resolve() if self._mounts is None else folder
        return folder

    def disk(self, folder: PurePath) -> Disk:
        """See `System`: the longest mount point that leads to the folder."""
        best, kind = "", ""
        for line in self._table().splitlines():
            parts = line.split(" ")
            if len(parts) < 3:
                continue
            point = parts[1].replace("\\040", " ").rstrip("/") or "/"
            inside = point == "/" or folder.as_posix() == point or folder.as_posix().startswith(point + "/")
            if inside and len(point) >= len(best):
                best, kind = point, parts[2]
        if kind in _NETWORKS:
            return Disk(network=True, system=kind)
        return Disk(removable=f"{best}/".startswith(_REMOVABLE_ROOTS), system=kind)

    def synced_roots(self) -> list[str]:
        """See `System`: here such folders are known by their names only."""
        return []

    def _table(self) -> str:
        if self._mounts is not None:
            return self._mounts
        try:
            return Path("/proc/mounts").read_text("utf-8")
        except (OSError, ValueError):
            return ""


class Answers(Protocol):
    """The questions that Windows itself answers, as plain values. Raises OSError, AttributeError, ValueError."""

    def root(self, folder: str) -> str:
        r"""Where the folder's volume begins (`C:\\`, or a folder that another volume is mounted in)."""

    def drive_type(self, root: str) -> int:
        """GetDriveTypeW."""

    def volume(self, root: str) -> tuple[str, str]:
        """File system and label."""

    def bus(self, root: str) -> int:
        """STORAGE_BUS_TYPE of the disk below; 0 when it does not say."""

    def real(self, folder: str) -> str:
        """Where links and junctions lead."""

    def read(self, path: str) -> str:
        """The text of a small file."""


class Windows:
    """Windows: drive type, file system, label, bus, and the folders that OneDrive and Dropbox call theirs."""

    def __init__(self, answers: Answers, environment: Mapping[str, str]) -> None:
        self._answers, self._environment = answers, environment

    def pure(self, folder: PurePath) -> PurePath:
        """See `System`."""
        return PureWindowsPath(folder)

    def real(self, folder: Path) -> PurePath:
        """See `System`."""
        with suppress(OSError, AttributeError, ValueError):
            return PureWindowsPath(self._answers.real(str(folder)))
        return PureWindowsPath(folder)

    def disk(self, folder: PurePath) -> Disk:
        """See `System`."""
        kind, bus, system, label = 0, 0, "", ""
        root = folder.anchor
        with suppress(OSError, AttributeError, ValueError):
            root = self._answers.root(str(folder)) or root
        with suppress(OSError, AttributeError, ValueError):
            kind = self._answers.drive_type(root)
        with suppress(OSError, AttributeError, ValueError):
            system, label = self._answers.volume(root)
        with suppress(OSError, AttributeError, ValueError):
            bus = self._answers.bus(root)
        return Disk(kind == _DRIVE_REMOTE, kind == _DRIVE_REMOVABLE or bus == _USB_BUS, system, label)

    def synced_roots(self) -> list[str]:
        """See `System`: OneDrive names its folders in the environment, Dropbox in a file."""
        found = [self._environment[name] for name in _SYNC_VARIABLES if name in self._environment]
        for variable in ("APPDATA", "LOCALAPPDATA"):
            folder = self._environment.get(variable, "")
            with suppress(OSError, ValueError, AttributeError, TypeError):
                told = json.loads(self._answers.read(f"{folder}\\Dropbox\\info.json"))
                found += [str(each["path"]) for each in told.values() if isinstance(each, dict) and "path" in each]
        return found


def system() -> System:
    """The system that the program runs on."""
    if os.name != "nt":
        return Posix()
    from models.store.windows_disks import Asked

    return Windows(Asked(), os.environ)
