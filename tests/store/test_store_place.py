"""Where a book may lie: what speaks against a folder, on each system, without having those disks."""

from __future__ import annotations

from pathlib import Path

import offices
import pytest

from models.base.paths import Home
from models.store import place
from models.store.place import FAT, NETWORK, REMOVABLE, SYNCED, Disk

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//may-chu/chung /mnt/chung cifs rw 0 0
may-chu:/xuat /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /media/hoa/USB\\040DISK vfat rw 0 0
/dev/sdc1 /mnt/chungcu ext4 rw 0 0
rubbish
"""


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
def test_each_kind_of_place_is_told(folder: str, found: tuple[str, ...]) -> None:
    assert place.kinds(Path(folder), lambda path: place.linux_disk(path, MOUNTS)) == found
    assert all(place.words(kind) for kind in found)


@pytest.mark.parametrize(
    ("disk", "found"),
    [(Disk("", "NTFS"), ()), (Disk(REMOVABLE, "FAT32"), (REMOVABLE, FAT)), (Disk(NETWORK, "NTFS"), (NETWORK,))],
)
def test_what_windows_says_of_a_drive_counts(disk: Disk, found: tuple[str, ...]) -> None:
    assert place.kinds(Path("/so"), lambda _path: disk) == found


def test_a_share_is_known_by_its_name() -> None:
    assert place.kinds(Path("//may-chu/chung/so"), lambda _path: Disk()) == (NETWORK,)


def test_no_book_is_founded_on_a_share(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_disk", lambda _folder: Disk(NETWORK, "cifs"))
    with offices.refused("network_folder"):
        offices.found(home)
    assert not home.folder.exists()
    monkeypatch.setattr(place, "_disk", lambda _folder: Disk(REMOVABLE, "vfat"))
    offices.found(home).close()
