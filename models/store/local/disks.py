"""Which disk a folder lies on (network, removable) and which folders are synchronised, for Linux and Windows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Protocol

from models.base import windows

_NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "fuse.rclone"}
_REMOVABLE_ROOTS = ("/media/", "/run/media/")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # GetDriveTypeW
_USB_BUS = 7  # STORAGE_BUS_TYPE: a disk in a USB case calls itself fixed
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True)
class FolderDisk:
    """A folder's disk as the system describes it; `system` is its file system, `label` its name."""

    network: bool = False
    removable: bool = False
    system: str = ""
    label: str = ""


class DiskSystem(Protocol):
    """What is asked of an operating system."""

    def pure(self, folder: PurePath) -> PurePath:
        """The folder in this system's way of writing paths."""

    def real(self, folder: Path) -> PurePath:
        """Where links and junctions lead."""

    def disk(self, folder: PurePath) -> FolderDisk:
        """The disk it lies on; one that does not say is trusted."""

    def synced_roots(self) -> list[str]:
        """The folders that a program on this computer says it copies to a server."""


class LinuxDisks:
    """Linux: what /proc/mounts tells. `mounts` is its text."""

    def __init__(self, mounts: str | None = None) -> None:
        self._mounts = mounts

    def pure(self, folder: PurePath) -> PurePath:
        """The folder as Linux writes it."""
        return PurePosixPath(folder)

    def real(self, folder: Path) -> PurePath:
        """Where symbolic links lead."""
        with suppress(OSError, RuntimeError):
            return Path(folder).resolve() if self._mounts is None else folder
        return folder

    def disk(self, folder: PurePath) -> FolderDisk:
        """The file system of the longest mount point that leads to the folder."""
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
            return FolderDisk(network=True, system=kind)
        return FolderDisk(removable=f"{best}/".startswith(_REMOVABLE_ROOTS), system=kind)

    def synced_roots(self) -> list[str]:
        """None: here such folders are known by their names only."""
        return []

    def _table(self) -> str:
        if self._mounts is not None:
            return self._mounts
        try:
            return Path("/proc/mounts").read_text("utf-8")
        except (OSError, ValueError):
            return ""


class WindowsDisks:
    """Windows: drive type, file system, label, bus, and the folders that OneDrive and Dropbox call theirs.

    `read` gives the text of a small file; it raises OSError.
    """

    def __init__(self, environment: Mapping[str, str], read: Callable[[str], str]) -> None:
        self._environment, self._read = environment, read

    def pure(self, folder: PurePath) -> PurePath:
        """The folder as Windows writes it."""
        return PureWindowsPath(folder)

    def real(self, folder: Path) -> PurePath:
        """Where links and junctions lead, as Windows says."""
        found = windows.answers.volume(str(folder))
        return PureWindowsPath(found.real if found is not None and found.real else folder)

    def disk(self, folder: PurePath) -> FolderDisk:
        """The volume below the folder; one on USB counts as removable, whatever it calls itself."""
        found = windows.answers.volume(str(folder))
        if found is None:
            return FolderDisk()
        removable = found.kind == _DRIVE_REMOVABLE or found.bus == _USB_BUS
        return FolderDisk(found.kind == _DRIVE_REMOTE, removable, found.system, found.label)

    def synced_roots(self) -> list[str]:
        """OneDrive's folders as the environment names them, Dropbox's from its own file."""
        found = [self._environment[name] for name in _SYNC_VARIABLES if name in self._environment]
        for variable in ("APPDATA", "LOCALAPPDATA"):
            folder = self._environment.get(variable, "")
            with suppress(OSError, ValueError, AttributeError, TypeError):
                told = json.loads(self._read(f"{folder}\\Dropbox\\info.json"))
                found += [str(each["path"]) for each in told.values() if isinstance(each, dict) and "path" in each]
        return found


def system() -> DiskSystem:
    """The system that the program runs on."""
    return WindowsDisks(os.environ, lambda path: Path(path).read_text("utf-8")) if os.name == "nt" else LinuxDisks()
