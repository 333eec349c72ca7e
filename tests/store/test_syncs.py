"""What was written is on the disk before it counts: content before its name, the name before the work goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import offices
import pytest
from disk_watch import DiskWatch, watched

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock, paths
from models.base.paths import Home
from models.base.settings import Settings
from models.store.backups import backup, backup_list, offsite, restoring, swap
from models.store.integrity import last_check
from models.store.keys import key_slots, login_throttle
from models.store.local import draft_files, export_file, last_close, last_view
from models.store.sqlite import wal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows syncs a rename itself")
MEGABYTE = 1 << 20


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, office: OpenOffice) -> Iterator[DiskWatch]:
    """Of everything after the office was opened."""
    with watched(monkeypatch) as found:
        yield found


def test_watch_notices_what_it_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(monkeypatch) as watch:
        (tmp_path / "a").write_bytes(b"a")
        (tmp_path / "a").replace(tmp_path / "b")
    assert watch.unsafe() == ["content: b", "name: b"]
    with watched(monkeypatch) as watch:
        paths.write_file(tmp_path / "c", b"c")
    assert (watch.unsafe(), [path.name for path in watch.named]) == ([], ["c"])
    with watched(monkeypatch) as watch:
        paths.write_file(tmp_path / "c", b"c")
        with (tmp_path / "c").open("ab") as file:
            os.fsync(file.fileno())
            file.write(b"more")
        (tmp_path / "c").rename(tmp_path / "d")
        paths.sync_folder(tmp_path)
    assert watch.unsafe() == ["content: d"]


def _keys(office: OpenOffice) -> None:
    key_slots.save(office.home.keys, key_slots.load(office.home.keys))


def _typed(office: OpenOffice) -> None:
    one = draft_files.KeptDraft("form", "Nhiệm vụ", clock.now(), "tasks", {}, {"text": "chữ"})
    draft_files.keep(office.home, "account", office.data_key, (one,))


# What is done, and the name that must be on the disk after it.
SMALL: dict[str, tuple[Callable[[OpenOffice], object], str]] = {
    "key file": (_keys, "so-cchc.keys"),
    "settings": (lambda office: Settings(office.home.settings).put("second_place", "/a"), "settings.json"),
    "how it was left": (lambda office: last_close.left(office.home, 1, "ab"), "so-cchc.close"),
    "what replaced it": (lambda office: last_close.replaced(office.home, 1, "ab"), "so-cchc.close"),
    "last check": (lambda office: last_check.note(office.home, ()), "so-cchc.check"),
    "wrong passphrases": (lambda office: login_throttle.failed(office.home.login_attempts), "so-cchc.tries"),
    "last view": (lambda office: last_view.keep(office.home, office.data_key, "ab", {}), "so-cchc.glance"),
    "draft": (_typed, "so-cchc.account.nhap-do"),
    "given out": (lambda office: export_file.write_new(office.home.folder, "bc.pdf", b"pdf"), "bc.pdf"),
}


@pytest.mark.parametrize("name", SMALL)
def test_small_file_is_on_disk(name: str, office: OpenOffice, watch: DiskWatch) -> None:
    action, written = SMALL[name]
    action(office)
    assert written in [path.name for path in watch.named]
    assert watch.unsafe() == []


def test_evidence_is_on_disk_with_its_new_folders(office: OpenOffice, watch: DiskWatch) -> None:
    address = office.evidence.put(b"first")
    folders = [what[1] for what in watch.seen if what[0] == "folder"]
    path = office.evidence.path(address)
    # The file in its folder, that folder in `minh-chung`, and `minh-chung` in the home.
    for folder in (path.parent, office.evidence.folder, office.home.folder):
        assert folder.stat().st_ino in folders, folder
    assert watch.unsafe() == []
    assert watch.syncs_of(path) == [path.stat().st_size]


def test_backup_and_its_evidence_are_on_disk(office: OpenOffice, watch: DiskWatch) -> None:
    offices.add_task(office, "một", b"evidence")
    watch.seen.clear()
    made = backup_list.make(office.home, office.data_key)
    (copy,) = (office.home.backups / backup.EVIDENCE).glob("??/*")
    assert {made.path, copy} <= set(watch.named)
    # All of it, the zip behind the database too: that is written last.
    assert watch.syncs_of(made.path)[-1] == made.path.stat().st_size
    assert watch.syncs_of(copy) == [copy.stat().st_size]
    assert watch.unsafe() == []


def test_new_folders_of_file_are_on_disk(tmp_path: Path, watch: DiskWatch) -> None:
    paths.write_file(tmp_path / "báo cáo" / "2024" / "a.pdf", b"pdf")
    folders = [what[1] for what in watch.seen if what[0] == "folder"]
    for folder in (tmp_path, tmp_path / "báo cáo", tmp_path / "báo cáo" / "2024"):
        assert folder.stat().st_ino in folders, folder


def test_new_folders_of_backup_are_on_disk(office: OpenOffice, tmp_path: Path, watch: DiskWatch) -> None:
    backup.make(office.home, office.data_key, tmp_path / "sao lưu" / "tháng 3" / "a.cchc")
    folders = [what[1] for what in watch.seen if what[0] == "folder"]
    for folder in (tmp_path, tmp_path / "sao lưu", tmp_path / "sao lưu" / "tháng 3"):
        assert folder.stat().st_ino in folders, folder


def test_each_megabyte_is_on_stick_before_next(office: OpenOffice, tmp_path: Path, watch: DiskWatch) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    offices.add_task(office, "một", os.urandom(2 * MEGABYTE + 5))
    made = backup_list.make(office.home, office.data_key)
    offsite.bring(office.home, str(stick), office.data_key)
    folder = offsite.folder(office.home, str(stick))
    (evidence,) = (folder / backup.EVIDENCE).glob("??/*")
    assert watch.syncs_of(evidence) == [MEGABYTE, 2 * MEGABYTE, evidence.stat().st_size]
    brought = folder / made.path.name
    assert watch.syncs_of(brought)[-1] == brought.stat().st_size
    assert {evidence, brought, office.home.backups / "noi-thu-hai.json"} <= set(watch.named)
    assert watch.unsafe() == []


def test_restored_book_is_on_disk_before_it_takes_place(office: OpenOffice, watch: DiskWatch) -> None:
    home = office.home
    offices.add_task(office, "một", b"evidence")
    made = backup_list.make(home, office.data_key)
    offices.add_task(office, "hai")
    office.close()
    aside = restoring.restore(home, made.path, offices.PASSPHRASE)
    assert aside is not None
    assert {home.database, home.keys, home.last_close, home.folder / ".dang-khoi-phuc"} <= set(watch.named)
    # What goes aside was written by SQLite, and synced by it.
    assert [path for path in watch.lost if path.parent != aside] == []
    assert watch.seen[-1] == ("folder", home.folder.stat().st_ino)


def test_where_old_book_went_noted_before_it_goes(office: OpenOffice, watch: DiskWatch) -> None:
    home = office.home
    office.close()
    new = home.folder / "mới"
    new.mkdir()
    for path in (home.database, home.keys, home.last_close):
        (new / path.name).write_bytes(path.read_bytes())
    swap.change_places(home, new)
    order = [what[1].name if what[0] == "name" else what[0] for what in watch.seen]
    noted = order.index(".dang-khoi-phuc")
    assert order[noted + 1] == "folder"
    assert order[noted + 2] in {home.database.name, home.keys.name}
    assert order[-1] == "folder"


def test_change_of_places_taken_back_is_on_disk(office: OpenOffice, watch: DiskWatch) -> None:
    home = office.home
    office.close()
    new, aside = home.folder / "mới", home.folder / "cũ"
    new.mkdir()
    aside.mkdir()
    home.database.replace(aside / home.database.name)
    paths.write_file(home.folder / ".dang-khoi-phuc", b'["c\\u0169", "m\\u1edbi"]')
    watch.seen.clear()
    swap.settle(home)
    assert home.database.exists() and not new.exists() and not aside.exists()
    # The note that it comes back, the file itself.
    assert [what[0] for what in watch.seen] == ["content", "name", "folder", "name", "folder"]


def test_wal_file_goes_and_comes_with_its_folder_synced(office: OpenOffice, watch: DiskWatch) -> None:
    home = office.home
    office.close()
    wal.beside(home.database).write_bytes(b"stray")
    watch.seen.clear()
    wal.set_aside(home)
    assert [what[0] for what in watch.seen] == ["name", "folder"]
    assert watch.seen[-1][1] == home.folder.stat().st_ino


def test_renamed_wal_file_is_on_disk_before_book_opened(office: OpenOffice, watch: DiskWatch, tmp_path: Path) -> None:
    home = office.home
    offices.add_task(office, "một")
    found = wal.beside(home.database)
    content, database = found.read_bytes(), home.database.read_bytes()
    known = home.last_close.read_bytes()
    with suppress(OSError):
        office.close()
    home.database.write_bytes(database)
    home.last_close.write_bytes(known)
    found.unlink(missing_ok=True)
    found.with_name(f"{found.name} (1)").write_bytes(content)
    watch.seen.clear()
    assert wal.bring_back(home, office.data_key) == f"{found.name} (1)"
    assert [what[0] for what in watch.seen] == ["content", "name", "folder"]
    assert found.read_bytes() == content


def test_new_office_is_on_disk_before_its_code_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cheap_keys: None
) -> None:
    home = Home(tmp_path / "mới")
    with watched(monkeypatch) as watch:
        made, _code = opening.found(home, offices.SPEC, offices.PASSPHRASE)
    made.close()
    assert {home.keys, home.database} <= set(watch.named)
    names = [line for line in watch.unsafe() if line.startswith("name")]
    assert names == []
    assert watch.lost == [home.database]  # SQLite's own, which it synced itself
