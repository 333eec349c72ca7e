"""Evidence files: named by content, encrypted, never half there, and a changed byte is noticed."""

from __future__ import annotations

import os
from pathlib import Path

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base import files
from models.base.paths import Home
from models.store import evidence as evidences
from models.store.evidence import Evidence
from models.work import attachments, tasks
from models.work.tasks import TaskFields

KEY = bytes(range(32))
MARK = "DẤU-NHẬN-BIẾT-bản-gốc-0123456789"


def kept(tmp_path: Path) -> Evidence:
    return Evidence(tmp_path / "minh-chung", KEY)


@given(content=st.binary(min_size=1, max_size=5000))
def test_evidence_round_trip(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = kept(tmp_path_factory.mktemp("e"))
    assert folder.get(folder.put(content)) == content


def test_evidence_of_every_release_is_read(tmp_path: Path) -> None:
    """Name and bytes as the first release made them with KEY: another way of making either would lose old files."""
    address = "826110b7ae3d9089be602404a4eab69915773ffd77f0e12e68401f08677db39f"
    sealed = "00000000000000000000000000eabf9b224e867f2d570f727599139096ca92d88dbcdbbf2438"
    folder = kept(tmp_path)
    path = folder.path(address)
    path.parent.mkdir(parents=True)
    path.write_bytes(bytes.fromhex(sealed))
    assert folder.get(address) == b"minh chung"
    assert folder.put(b"minh chung") == address


def test_evidence_same_content_one_file(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    address = folder.put(b"one")
    before = folder.path(address).stat().st_mtime_ns, folder.path(address).read_bytes()
    assert folder.put(b"one") == address
    assert (folder.path(address).stat().st_mtime_ns, folder.path(address).read_bytes()) == before
    assert folder.put(b"two") != address
    assert len([path for path in (tmp_path / "minh-chung").rglob("*") if path.is_file()]) == 2


def test_evidence_is_encrypted(office: OpenOffice, home: Home) -> None:
    content = (MARK * 50).encode()
    with office.store.write("task.attach") as write:
        task = tasks.add(write.session, TaskFields(f"Nhiệm vụ {MARK}", note=MARK))
        attachments.attach(write.session, office.evidence, task.id, f"{MARK}.pdf", content, MARK)
    files = [path for path in home.folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db-wal" or path.name.endswith("-wal") for path in files)
    office.close()
    for path in [path for path in home.folder.rglob("*") if path.is_file()] + files:
        for spelling in (MARK.encode(), MARK.encode("utf-16-le"), offices.PASSPHRASE.encode(), office.data_key):
            assert not path.exists() or spelling not in path.read_bytes(), path
        assert MARK not in path.name


def test_evidence_name_is_opaque(tmp_path: Path) -> None:
    import hashlib

    folder, other = kept(tmp_path), Evidence(tmp_path / "other", bytes(32))
    address = folder.put(b"a known file")
    assert address != hashlib.sha256(b"a known file").hexdigest()
    assert other.put(b"a known file") != address


@pytest.mark.parametrize("place", [0, 5, 12, 20, -1])
def test_evidence_changed_byte_noticed(tmp_path: Path, place: int) -> None:
    folder = kept(tmp_path)
    path = folder.path(folder.put(b"content of some length"))
    changed = bytearray(path.read_bytes())
    changed[place] ^= 1
    path.write_bytes(changed)
    with offices.refused("evidence_damaged"):
        folder.get(path.name)


@pytest.mark.parametrize("length", [0, 1, 11, 12, 27, 30])
def test_evidence_cut_off_noticed(tmp_path: Path, length: int) -> None:
    folder = kept(tmp_path)
    path = folder.path(folder.put(b"content of some length"))
    path.write_bytes(path.read_bytes()[:length])
    with offices.refused("evidence_damaged"):
        folder.get(path.name)


def test_evidence_swapped_file_noticed(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    one, two = (folder.path(folder.put(content)) for content in (b"one", b"two"))
    one.write_bytes(two.read_bytes())
    with offices.refused("evidence_damaged"):
        folder.get(one.name)


def test_evidence_missing_named(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    address = folder.put(b"one")
    folder.path(address).unlink()
    with offices.refused("evidence_missing"):
        folder.get(address)


def test_evidence_mended_by_attaching_again(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    address = folder.put(b"one")
    folder.path(address).write_bytes(b"rubbish")
    assert folder.put(b"one") == address
    assert folder.get(address) == b"one"


def test_evidence_too_large_or_empty_refused(
    office: OpenOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_DOCUMENT", 10)
    with offices.refused("file_too_large"):
        kept(tmp_path).put(b"x" * 11)
    kept(tmp_path).put(b"x" * 10)
    with offices.refused("file_empty"), office.store.write("task.attach") as write:
        attachments.keep(write.session, office.evidence, "x.pdf", b"")


def test_evidence_on_disk_before_its_row(office: OpenOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders too: a power cut may forget a folder whose parent was not flushed."""
    steps: list[str] = []
    flush = os.fsync

    def noted(handle: int) -> None:
        steps.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        flush(handle)

    if not Path("/proc/self/fd").exists():
        pytest.skip("only Linux says which file a handle stands for")
    monkeypatch.setattr(os, "fsync", noted)
    with office.store.write("task.attach") as write:
        kept_row = attachments.keep(write.session, office.evidence, "x.pdf", b"content")
        path = office.evidence.path(kept_row.address)
        flushed = {Path(step) for step in steps}
        assert any(step.parent == path.parent and step.name.endswith(".part") for step in flushed)
        assert {path.parent, path.parent.parent, path.parent.parent.parent} <= flushed


def test_evidence_on_full_disk_leaves_no_row(office: OpenOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(evidences, "write_file", full)
    with offices.refused("disk_full"), office.store.write("task.attach") as write:
        attachments.keep(write.session, office.evidence, "x.pdf", b"content")
    with office.store.read() as session:
        assert not session.query(attachments.Attachment).count()
