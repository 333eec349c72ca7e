"""Where the office's folder lies: what kind of disk, and whether a program synchronises it to a server.

Said when a book is founded, opened, checked, and in the settings. Only names of places are looked at; nothing is
written. What the system says of them comes through one door (`System`), so that each system's rules are tried on any.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from models.base.errors import AppError
from models.base.words import _
from models.store.local.disks import DiskSystem, FolderDisk, system

NETWORK, REMOVABLE, SYNCED, FAT = "network", "removable", "synced", "fat"
_FATS = {"vfat", "exfat", "msdos", "fat", "fat32"}
# How the folders are called that such programs make; `Drive của tôi` is Google's own in Vietnamese.
_SYNCED = ("onedrive", "google drive", "googledrive", "my drive", "drive của tôi", "dropbox", "icloud", "nextcloud")
_SYNCED_LABELS = ("google drive",)  # Google's program shows itself as a disk of its own


def kinds(folder: Path, seen: DiskSystem | None = None) -> tuple[str, ...]:
    """What speaks against keeping a book in `folder`, most serious first; nothing for a good place."""
    seen = seen or system()
    places = {seen.pure(folder), seen.pure(seen.real(folder))}
    disks = [seen.disk(place) for place in places]
    found = (
        NETWORK if any(disk.network for disk in disks) or any(_is_share(place) for place in places) else "",
        SYNCED if any(_is_synced(place, seen) for place in places) or any(map(_is_cloud, disks)) else "",
        REMOVABLE if any(disk.removable for disk in disks) else "",
        FAT if any(disk.system.casefold() in _FATS and not _is_cloud(disk) for disk in disks) else "",
    )
    return tuple(kind for kind in found if kind)


def words(kind: str) -> str:
    """Why such a place is not good, in one sentence."""
    return {
        NETWORK: _("Thư mục dữ liệu nằm trên ổ mạng: mất kết nối giữa chừng có thể làm hỏng tệp dữ liệu."),
        SYNCED: _("Thư mục dữ liệu do OneDrive, Google Drive hoặc Dropbox đồng bộ: bản đang ghi dở có thể bị chép đè."),
        REMOVABLE: _("Thư mục dữ liệu nằm trên USB hoặc ổ rời: rút ra khi đang ghi có thể làm mất dữ liệu."),
        FAT: _("Ổ đĩa chứa dữ liệu định dạng FAT, không chịu được mất điện khi đang ghi."),
    }[kind]


def refuse_network(folder: Path) -> None:
    """Raises AppError `network_folder`: SQLite's locks and flushes do not hold on network shares."""
    if NETWORK in kinds(folder):
        raise AppError(
            "network_folder",
            _("Không đặt sổ ở thư mục này được."),
            words(NETWORK),
            _("Hãy chọn thư mục trên ổ cứng của máy; ổ mạng chỉ nên dùng để chứa bản sao lưu."),
        )


def _is_share(place: PurePath) -> bool:
    r"""`\\server\share`, also in its long form `\\?\UNC\server\share`; `\\?\C:\` is a disk's long form."""
    text = os.fspath(place).replace("/", "\\").casefold()
    if text.startswith(("\\\\?\\", "\\\\.\\")):
        return text[4:].startswith("unc\\")
    return text.startswith("\\\\")


def _is_synced(place: PurePath, seen: DiskSystem) -> bool:
    if any(part.casefold().startswith(_SYNCED) for part in place.parts):
        return True
    return any(place.is_relative_to(type(place)(root)) for root in seen.synced_roots() if root.strip())


def _is_cloud(disk: FolderDisk) -> bool:
    return disk.label.casefold().startswith(_SYNCED_LABELS)
