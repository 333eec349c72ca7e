"""Backups: proven before they count, restored without losing today's, and never mistaken for something else."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import offices
import pytest

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.base.paths import Home
from models.store.backups import backup, backup_format, compared_copy, restoring, swap
from models.store.integrity import check
from models.store.sqlite.connection import connect
from models.work import tasks
from models.work.tasks import TaskFields


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """Where backups go: another disk, with a name as people give."""
    return tmp_path / "USB của Hoa %41"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_backup_of_open_office(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    manifest = backup.make(home, office.data_key, usb / "sao.cchc")
    assert (manifest.contents.tasks, len(manifest.evidence)) == (1, 1)
    assert backup.prove(usb / "sao.cchc", office.data_key) == manifest
    assert sorted(path.name for path in usb.iterdir()) == [backup.EVIDENCE, "sao.cchc"]  # and nothing half made


def test_backup_without_uncommitted_rows(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một")
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("hai"))
        write.session.flush()
        assert backup.make(home, office.data_key, usb / "sao.cchc").contents.tasks == 1


def test_restore_keeps_present_office(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    backup.make(home, office.data_key, usb / "sao.cchc")
    offices.add_task(office, "hai")
    office.close()
    aside = restoring.restore(home, usb / "sao.cchc", offices.PASSPHRASE)
    assert offices.sound_tasks(home) == ["một"]
    assert aside is not None
    (aside / "minh-chung").symlink_to(home.evidence)
    assert offices.sound_tasks(Home(aside)) == ["một", "hai"]


def test_restore_on_empty_computer(office: OpenOffice, home: Home, usb: Path, tmp_path: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    backup.make(home, office.data_key, usb / "sao.cchc")
    office.close()
    elsewhere = Home(tmp_path / "máy mới")
    assert restoring.restore(elsewhere, usb / "sao.cchc", offices.PASSPHRASE) is None
    assert offices.sound_tasks(elsewhere) == ["một"]
    with offices.refused("wrong_passphrase"):
        offices.sound_tasks(elsewhere, "một câu nào đó")


def test_backup_copies_evidence_once(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một", b"first")
    backup.make(home, office.data_key, usb / "1.cchc")
    before = {path: path.stat().st_mtime_ns for path in (usb / backup.EVIDENCE).rglob("*") if path.is_file()}
    offices.add_task(office, "hai", b"second")
    manifest = backup.make(home, office.data_key, usb / "2.cchc")
    after = {path: path.stat().st_mtime_ns for path in (usb / backup.EVIDENCE).rglob("*") if path.is_file()}
    assert len(manifest.evidence) == len(after) == 2
    assert before.items() <= after.items()


def test_backup_keeps_good_copy_of_evidence(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    manifest = backup.make(home, office.data_key, usb / "1.cchc")
    office.evidence.path(manifest.evidence[0]).write_bytes(b"")
    backup.make(home, office.data_key, usb / "2.cchc")
    office.close()
    restoring.restore(home, usb / "2.cchc", offices.PASSPHRASE)
    assert offices.sound_tasks(home) == ["một"]  # and `check` in it finds the evidence whole


def test_backup_without_evidence_not_proven(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    backup.make(home, office.data_key, usb / "sao.cchc")
    shutil.rmtree(usb / backup.EVIDENCE)
    with offices.refused("backup_not_proven"):
        backup.prove(usb / "sao.cchc", office.data_key)


def test_backup_recopies_broken_evidence(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    (name,) = backup.make(home, office.data_key, usb / "sao.cchc").evidence
    copy = usb / backup.EVIDENCE / name[:2] / name
    whole = copy.read_bytes()
    copy.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with offices.refused("backup_not_proven"):
        backup.prove(usb / "sao.cchc", office.data_key)
    assert not backup.copy_evidence(home, office.data_key, usb / backup.EVIDENCE, [name], [home.evidence])
    assert copy.read_bytes() == whole
    assert backup.prove(usb / "sao.cchc", office.data_key).evidence == (name,)


def test_backup_verifies_copied_evidence(
    office: OpenOffice, home: Home, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.add_task(office, "một", b"evidence")
    monkeypatch.setattr(compared_copy, "digest", lambda path, _check: "0" * 64)
    with offices.refused("backup_not_proven"):
        backup.make(home, office.data_key, usb / "sao.cchc")
    assert files(usb) == {}


def test_backup_ignores_leftover_parts(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    path = office.evidence.path(backup.make(home, office.data_key, usb / "1.cchc").evidence[0])
    path.with_name(f".{path.name[:40]}.abc.part").write_bytes(b"half")
    assert len(backup.make(home, office.data_key, usb / "2.cchc").evidence) == 1


def _cut(source: Path) -> None:
    source.write_bytes(source.read_bytes()[: source.stat().st_size // 2])


def _empty(source: Path) -> None:
    source.write_bytes(b"")


def _word_document(source: Path) -> None:
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "<w:document/>")


def _some_manifest(source: Path) -> None:
    with zipfile.ZipFile(source, "w") as packed:
        packed.writestr("manifest.json", '{"format": "so-cchc-backup/1", "contents": 5}')


def _of_another_program(source: Path) -> None:
    _changed_manifest(source, format="another/1")


def _database_changed(source: Path) -> None:
    content = bytearray(source.read_bytes())
    content[len(content) // 2] ^= 1
    source.write_bytes(content)


def _parts(source: Path) -> tuple[bytes, dict[str, bytes]]:
    """The database in front, and the members of the zip behind it."""
    with zipfile.ZipFile(source) as held:
        members = {name: held.read(name) for name in held.namelist()}
    return source.read_bytes()[: json.loads(members["manifest.json"])["size"]], members


def _put_together(source: Path, database: bytes, members: dict[str, bytes]) -> None:
    source.write_bytes(database)
    with zipfile.ZipFile(source, "a") as held:
        for name, content in members.items():
            held.writestr(name, content)


def _changed_manifest(source: Path, **changes: object) -> None:
    database, members = _parts(source)
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()
    _put_together(source, database, members)


def _first_format(source: Path) -> None:
    """As the first backups were: all three parts are members of a zip."""
    database, members = _parts(source)
    told = json.loads(members["manifest.json"])
    del told["size"], told["crc"], told["last_change"]
    manifest = json.dumps(told | {"format": "so-cchc-backup/1"}).encode()
    _put_together(source, b"", {**members, "manifest.json": manifest, "so-cchc.db": database})


def _later(source: Path) -> None:
    _changed_manifest(source, format="so-cchc-backup/3")


def _of_fewer_tasks(source: Path) -> None:
    contents = {"tasks": 7, "entries": 0, "events": 0, "head": ""}
    _changed_manifest(source, contents=contents)


def _of_another_size(source: Path) -> None:
    _changed_manifest(source, size=4096)


def _longer_than_it_is(source: Path) -> None:
    _changed_manifest(source, size=1 << 40)


def _gone(source: Path) -> None:
    source.unlink()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_cut, "not_a_backup"),
        (_empty, "not_a_backup"),
        (_word_document, "not_a_backup"),
        (_some_manifest, "not_a_backup"),
        (_of_another_program, "not_a_backup"),
        (_database_changed, "not_a_backup"),
        (_later, "newer_version"),
        (_of_fewer_tasks, "backup_not_proven"),
        (_of_another_size, "not_a_backup"),
        (_longer_than_it_is, "not_a_backup"),
        (_gone, "file_missing"),
    ],
)
def test_restore_refuses_broken_backup(office: OpenOffice, home: Home, usb: Path, spoil: object, code: str) -> None:
    offices.add_task(office, "một")
    backup.make(home, office.data_key, usb / "sao.cchc")
    spoil(usb / "sao.cchc")  # type: ignore[operator]
    office.close()
    before = files(home.folder)
    with offices.refused(code):
        restoring.restore(home, usb / "sao.cchc", offices.PASSPHRASE)
    assert files(home.folder) == before
    with offices.refused(code):
        backup.prove(usb / "sao.cchc", office.data_key)


def test_backup_of_first_format(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một")
    backup.make(home, office.data_key, usb / "sao.cchc")
    _first_format(usb / "sao.cchc")
    assert backup.prove(usb / "sao.cchc", office.data_key).contents.tasks == 1
    offices.add_task(office, "hai")
    office.close()
    restoring.restore(home, usb / "sao.cchc", offices.PASSPHRASE)
    assert offices.sound_tasks(home) == ["một"]
    _database_changed(usb / "sao.cchc")
    with offices.refused("not_a_backup"):
        backup.prove(usb / "sao.cchc", office.data_key)


def test_backup_renamed(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "một")
    backup.make(home, office.data_key, usb / "sao.cchc")
    renamed = (usb / "sao.cchc").rename(usb / "ảnh bìa.docx")
    assert backup.prove(renamed, office.data_key).contents.tasks == 1
    office.close()
    restoring.restore(home, renamed, offices.PASSPHRASE)
    assert offices.sound_tasks(home) == ["một"]


@pytest.mark.parametrize("passphrase", ["sai rồi nhé", ""])
def test_restore_wrong_passphrase(office: OpenOffice, home: Home, usb: Path, passphrase: str) -> None:
    backup.make(home, office.data_key, usb / "sao.cchc")
    office.close()
    before = files(home.folder)
    with offices.refused("wrong_passphrase"):
        restoring.restore(home, usb / "sao.cchc", passphrase)
    home.login_attempts.unlink()  # that it was wrong is noted, and nothing else
    assert files(home.folder) == before


def test_backup_not_proven_by_other_key(office: OpenOffice, home: Home, usb: Path) -> None:
    backup.make(home, office.data_key, usb / "sao.cchc")
    with offices.refused("damaged"):
        backup.prove(usb / "sao.cchc", bytes(32))


@contextmanager
def _breaking(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """The disk fills up at this step."""

    def full(*_anything: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        places = {"sync_folder": swap, "_new_folder": swap, "append": backup_format, "take_out": backup_format}
        place = places.get(name, backup)
        broken.setattr(place, name, full)
        yield


@pytest.mark.parametrize("step", ["copy_evidence", "copy_database", "append", "_prove_tables"])
def test_backup_on_full_disk_keeps_old_one(
    office: OpenOffice, home: Home, usb: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.add_task(office, "một", b"evidence")
    backup.make(home, office.data_key, usb / "sao.cchc")
    before = files(usb)
    offices.add_task(office, "hai")
    with _breaking(monkeypatch, step), offices.refused("disk_full"):
        backup.make(home, office.data_key, usb / "sao.cchc")
    assert files(usb) == before


@pytest.mark.parametrize("step", ["copy_evidence", "take_out", "sync_folder", "_new_folder"])
def test_restore_on_full_disk_keeps_office(
    office: OpenOffice, home: Home, usb: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.add_task(office, "một", b"evidence")
    backup.make(home, office.data_key, usb / "sao.cchc")
    offices.add_task(office, "hai")
    office.close()
    before = files(home.folder)
    with _breaking(monkeypatch, step), offices.refused("disk_full"):
        restoring.restore(home, usb / "sao.cchc", offices.PASSPHRASE)
    after = files(home.folder)
    assert {name: after[name] for name in before} == before
    assert {name.split("/")[0] for name in after.keys() - before.keys()} <= {home.backups.name}
    assert offices.sound_tasks(home) == ["một", "hai"]


def test_backup_that_does_not_match_refused(
    office: OpenOffice, home: Home, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup.copy_database

    def loses_a_row(source: Path, target: Path, key: bytes) -> tuple[backup_format.Contents, str]:
        told = copy(source, target, key)
        with closing(connect(target, key)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("DELETE FROM tasks")
        return told

    offices.add_task(office, "một")
    monkeypatch.setattr(backup, "copy_database", loses_a_row)
    with offices.refused("backup_not_proven"):
        backup.make(home, office.data_key, usb / "sao.cchc")
    assert not (usb / "sao.cchc").exists()


def test_check_names_broken_newest_backup(office: OpenOffice, home: Home) -> None:
    backup.make(home, office.data_key, home.backups / "1.cchc")
    assert check.everything(home, office.store, office.evidence, office.data_key) == []
    _cut(home.backups / "1.cchc")
    found = check.everything(home, office.store, office.evidence, office.data_key)
    assert [finding.code for finding in found] == ["backup_not_proven"]


def test_backup_is_encrypted(office: OpenOffice, home: Home, usb: Path) -> None:
    offices.add_task(office, "DẤU-NHẬN-BIẾT", "DẤU-NHẬN-BIẾT".encode() * 10)
    backup.make(home, office.data_key, usb / "sao.cchc")
    for content in files(usb).values():
        assert "DẤU".encode() not in content and office.data_key not in content
    assert zipfile.ZipFile(io.BytesIO((usb / "sao.cchc").read_bytes())).testzip() is None


def test_backup_target_is_folder(office: OpenOffice, home: Home, usb: Path) -> None:
    usb.mkdir()
    with pytest.raises(AppError):
        restoring.restore(Home(usb / "x"), usb, offices.PASSPHRASE)
    with pytest.raises(AppError):
        backup.make(home, office.data_key, usb)
