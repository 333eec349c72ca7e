"""Where a book may lie: what speaks against a folder, on each system, without having those disks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import offices
import pytest

from models.access import opening
from models.base import windows
from models.base.paths import Home
from models.base.windows import Volume
from models.store.local import data_folder
from models.store.local.data_folder import FAT, NETWORK, REMOVABLE, SYNCED
from models.store.local.disks import LinuxDisks, WindowsDisks

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//may-chu/chung /mnt/chung cifs rw 0 0
may-chu:/xuat /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /media/hoa/USB\\040DISK vfat rw 0 0
/dev/sdc1 /mnt/chungcu ext4 rw 0 0
rubbish
"""


WINDOWS = {
    "C:\\": Volume(3, "NTFS", "Windows"),
    "D:\\": Volume(3, "NTFS", "Du lieu", bus=7),
    "E:\\": Volume(2, "FAT32", "KINGSTON", bus=7),
    "F:\\": Volume(3, "exFAT"),
    "G:\\": Volume(3, "FAT32", "Google Drive"),
    "Z:\\": Volume(4, "NTFS", "chung"),
    "\\\\may-chu\\chung\\": Volume(4, "NTFS"),
    "C:\\gan\\usb\\": Volume(2, "FAT32"),
}
DROPBOX = "C:\\Users\\hoa\\AppData\\Roaming\\Dropbox\\info.json"
ENVIRONMENT = {
    "APPDATA": "C:\\Users\\hoa\\AppData\\Roaming",
    "OneDriveCommercial": "C:\\Users\\hoa\\UBND huyen",
    "OneDrive": "",
}


class Told(windows.Answers):
    """Windows as it answers on one computer: its drives, and a junction that leads to a share."""

    def volume(self, folder: str) -> Volume | None:
        real = "Z:\\so" if folder.startswith("C:\\noi-sang-o-mang") else folder
        plain = real.replace("\\\\?\\UNC\\", "\\\\").replace("\\\\?\\", "") + "\\"
        root = max((root for root in WINDOWS if plain.casefold().startswith(root.casefold())), key=len)
        return replace(WINDOWS[root], real=real)


def told_by_dropbox(path: str) -> str:
    if path != DROPBOX:
        raise FileNotFoundError
    return json.dumps({"business": {"path": "C:\\Chung cua phong"}, "personal": {}})


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/home/hoa/.local/share/SoCCHC", ()),
        ("/mnt/chung", (NETWORK,)),
        ("/mnt/chung/so", (NETWORK,)),
        ("/mnt/chungcu/so", ()),
        ("/mnt/nfs/so", (NETWORK,)),
        ("/media/hoa/USB DISK/so", (REMOVABLE, FAT)),
        ("/home/hoa/Dropbox/so", (SYNCED,)),
        ("/home/hoa/OneDrive - UBND huyen/so", (SYNCED,)),
        ("/mnt/chung/Google Drive/so", (NETWORK, SYNCED)),
    ],
)
def test_data_folder_kinds_of_place(folder: str, found: tuple[str, ...]) -> None:
    assert data_folder.kinds(Path(folder), LinuxDisks(MOUNTS)) == found
    assert all(data_folder.words(kind) for kind in found)


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("C:\\Users\\hoa\\AppData\\Local\\SoCCHC", ()),
        ("C:\\Users\\hoa\\OneDrive - UBND\\so", (SYNCED,)),
        ("c:\\users\\HOA\\UBND huyen\\so", (SYNCED,)),
        ("C:\\Users\\hoa\\UBND huyen khac\\so", ()),
        ("C:\\Chung cua phong\\so", (SYNCED,)),
        ("D:\\so", (REMOVABLE,)),
        ("E:\\so", (REMOVABLE, FAT)),
        ("F:\\so", (FAT,)),
        ("G:\\Drive của tôi\\so", (SYNCED,)),
        ("G:\\so", (SYNCED,)),
        ("Z:\\so", (NETWORK,)),
        ("\\\\may-chu\\chung\\so", (NETWORK,)),
        ("\\\\?\\UNC\\may-chu\\chung\\so", (NETWORK,)),
        ("\\\\?\\C:\\so", ()),
        ("C:\\noi-sang-o-mang", (NETWORK,)),
        ("C:\\gan\\usb\\so", (REMOVABLE, FAT)),
    ],
)
def test_data_folder_drive_type_of_windows(
    folder: str, found: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real rules meet Windows' paths here as they do there; only the answers are written down.
    monkeypatch.setattr(windows, "answers", Told())
    assert data_folder.kinds(PureWindowsPath(folder), WindowsDisks(ENVIRONMENT, told_by_dropbox)) == found  # type: ignore[arg-type]


def test_data_folder_without_answer_of_windows() -> None:
    silent = WindowsDisks({}, told_by_dropbox)
    assert data_folder.kinds(PureWindowsPath("C:\\so"), silent) == ()  # type: ignore[arg-type]
    assert data_folder.kinds(PureWindowsPath("C:\\Dropbox\\so"), silent) == (SYNCED,)  # type: ignore[arg-type]
    assert data_folder.kinds(PureWindowsPath("\\\\may-chu\\chung"), silent) == (NETWORK,)  # type: ignore[arg-type]


def test_data_folder_link(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "so").symlink_to(tmp_path / "Dropbox")
    assert data_folder.kinds(tmp_path / "so") == (SYNCED,)


def test_data_folder_on_share_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    share = home.folder.as_posix().replace(" ", "\\040")
    monkeypatch.setattr(data_folder, "system", lambda: LinuxDisks(f"srv {share} cifs"))
    with offices.refused("network_folder"):
        offices.found(home)
    assert not home.folder.exists()


def test_data_folder_on_stick_warned(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_folder, "system", lambda: LinuxDisks("/dev/sdb1 / vfat"))
    offices.found(home).close()
    opened = opening.open_office(home, offices.PASSPHRASE)
    opened.close()
    assert [notice.kind for notice in opened.notices] == [FAT]
