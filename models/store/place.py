"""Where the office's folder lies: what kind of disk, and whether a program there copies files behind one's back.

Said when a book is founded and in the settings. Only names of places are looked at; nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.base.errors import AppError
from models.base.words import _

NETWORK, REMOVABLE, SYNCED, FAT = "network", "removable", "synced", "fat"
_NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "fuse.rclone"}
_FATS = {"vfat", "exfat", "msdos", "fat", "fat32"}
_SYNCED = ("onedrive", "google drive", "googledrive", "my drive", "dropbox", "icloud", "nextcloud")
_REMOVABLE_ROOTS = ("/media/", "/run/media/")
_DRIVE_KINDS = {2: REMOVABLE, 4: NETWORK}  # what GetDriveTypeW calls them


@dataclass(frozen=True)
class Disk:
    """A folder's disk as the system describes it: its kind (network, removable or nothing) and its file system."""

    kind: str = ""
    system: str = ""


def kinds(folder: Path, disk_of: Callable[[Path], Disk] | None = None) -> tuple[str, ...]:
    """What speaks against keeping a book in `folder`, most serious first; nothing for a good place."""
    disk = (disk_of or _disk)(folder)
    synced = any(part.casefold().startswith(_SYNCED) for part in folder.parts)
    found = (
        NETWORK if disk.kind == NETWORK or os.fspath(folder).startswith(("\\\\", "//")) else "",
        SYNCED if synced else "",
        REMOVABLE if disk.kind == REMOVABLE else "",
        FAT if disk.system.casefold() in _FATS else "",
    )
    return tuple(kind for kind in found if kind)


def words(kind: str) -> str:
    """Why such a place is not good, in one sentence."""
    return {
        NETWORK: _("Thư mục nằm trên ổ mạng: mất kết nối giữa chừng có thể làm hỏng tệp dữ liệu."),
        SYNCED: _("Thư mục do OneDrive, Google Drive hoặc Dropbox đồng bộ: bản đang ghi dở có thể bị chép đè."),
        REMOVABLE: _("Thư mục nằm trên USB hoặc ổ rời: rút ra khi đang ghi có thể làm mất dữ liệu."),
        FAT: _("Ổ đĩa định dạng FAT không chịu được mất điện khi đang ghi."),
    }[kind]


def refuse_network(folder: Path, disk_of: Callable[[Path], Disk] | None = None) -> None:
    """Raises AppError `network_folder`: SQLite's locks and flushes do not hold on network shares."""
    if NETWORK in kinds(folder, disk_of):
        raise AppError(
            "network_folder",
            _("Không đặt sổ ở thư mục này được."),
            words(NETWORK),
            _("Hãy chọn thư mục trên ổ cứng của máy; ổ mạng chỉ nên dùng để chứa bản sao lưu."),
        )


def linux_disk(folder: Path, mounts: str) -> Disk:
    """The disk of `folder` by the text of /proc/mounts: the longest mount point that leads to it."""
    best, system = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ").rstrip("/") or "/"
        inside = point == "/" or folder.as_posix() == point or folder.as_posix().startswith(point + "/")
        if inside and len(point) >= len(best):
            best, system = point, parts[2]
    if system in _NETWORKS:
        return Disk(NETWORK, system)
    return Disk(REMOVABLE if f"{best}/".startswith(_REMOVABLE_ROOTS) else "", system)


def _disk(folder: Path) -> Disk:
    try:
        if os.name == "nt":
            return _windows_disk(folder)
        return linux_disk(folder.absolute(), Path("/proc/mounts").read_text("utf-8"))
    except (OSError, AttributeError, ValueError):
        return Disk()  # a system that does not say is trusted


def _windows_disk(folder: Path) -> Disk:
    import ctypes

    root = folder.absolute().anchor
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    system = ctypes.create_unicode_buffer(64)
    kernel.GetVolumeInformationW(root, None, 0, None, None, None, system, len(system))
    return Disk(_DRIVE_KINDS.get(kernel.GetDriveTypeW(root), ""), system.value)
