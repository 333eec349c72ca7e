"""What is noted of evidence that was opened, how long that counts, and what a sealed file tells of its content."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.base.text import first_few
from models.store import evidence_file
from models.store.backups import backup, backup_list, offsite, opened_evidence, places, restoring, safety
from models.store.evidence import Evidence
from models.store.keys import data_keys

NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = bytes(range(32))
ADDRESS = "ab" * 32


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The evidence files that are decrypted."""
    found: list[Path] = []
    read = evidence_file.read

    def noted(path: Path) -> tuple[bytes, evidence_file.Stamp]:
        found.append(path)
        return read(path)

    monkeypatch.setattr(evidence_file, "read", noted)
    return found


# A sealed file


@given(length=st.integers(0, 60_000_000))
def test_sealed_length_is_one_of_few(length: int) -> None:
    padded = evidence_file.padded(length)
    assert padded >= length and (padded == 4096 or padded <= length * 1.12)
    assert evidence_file.padded(padded) == padded
    # Padmé: the exponent of a length, and no more of its leading bits than that exponent has.
    exponent = padded.bit_length() - 1
    assert padded % (1 << max(0, exponent - exponent.bit_length())) == 0


@pytest.mark.parametrize("length", [1, 4000, 4060, 100_000, 1_000_003])
def test_sealed_length_hides_content(length: int) -> None:
    cipher = data_keys.evidence_cipher(KEY)
    sealed = [evidence_file.seal(cipher, ADDRESS, bytes(length - shorter)) for shorter in (0, 1)]
    assert {len(one) for one in sealed} == {evidence_file.padded(length + 44)}
    assert evidence_file.content_of(cipher, ADDRESS, sealed[0]) == bytes(length)


@given(content=st.binary(max_size=6000), place=st.integers(0, 6200))
def test_sealed_bytes_changed_do_not_open(content: bytes, place: int) -> None:
    cipher = data_keys.evidence_cipher(KEY)
    sealed = bytearray(evidence_file.seal(cipher, ADDRESS, content))
    sealed[place % len(sealed)] ^= 1
    assert evidence_file.content_of(cipher, ADDRESS, bytes(sealed)) is None
    assert evidence_file.content_of(cipher, "cd" * 32, evidence_file.seal(cipher, ADDRESS, content)) is None


def test_first_form_opens_even_behind_the_mark() -> None:
    """Its nonce is any twelve bytes, so also those that files of today begin with."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = data_keys.evidence_cipher(KEY)
    mark = evidence_file.seal(cipher, ADDRESS, b"")[:8]
    for nonce in (mark + b"nonc", b"another bite"):
        sealed = nonce + AESGCM(cipher).encrypt(nonce, b"old", ADDRESS.encode())
        assert evidence_file.content_of(cipher, ADDRESS, sealed) == b"old"


def test_first_form_copied_and_restored_as_it_is(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    offices.add_task(office, "một", b"evidence")
    (path,) = home.evidence.glob("??/*")
    cipher = data_keys.evidence_cipher(office.data_key)
    old = b"x" * 12 + AESGCM(cipher).encrypt(b"x" * 12, b"evidence", path.name.encode())
    path.write_bytes(old)
    backup.make(home, office.data_key, tmp_path / "usb" / "sao.cchc")
    assert (tmp_path / "usb" / places.EVIDENCE / path.name[:2] / path.name).read_bytes() == old
    elsewhere = Home(tmp_path / "máy mới")
    restoring.restore(elsewhere, tmp_path / "usb" / "sao.cchc", offices.PASSPHRASE)
    assert (elsewhere.evidence / path.name[:2] / path.name).read_bytes() == old
    assert offices.sound_tasks(elsewhere) == ["một"]


def test_size_shown_is_of_content(office: OpenOffice) -> None:
    task = offices.add_task(office, "một", b"x" * 5)
    from models.work import attachments

    with office.store.read() as session:
        assert [row.size for row in attachments.of_task(session, task)] == [5]


# What is noted


def test_unchanged_evidence_opened_once(office: OpenOffice, home: Home, tmp_path: Path, opened: list[Path]) -> None:
    offices.add_task(office, "một", b"first")
    backup.make(home, office.data_key, tmp_path / "usb" / "1.cchc")
    opened.clear()
    offices.add_task(office, "hai")
    backup.make(home, office.data_key, tmp_path / "usb" / "2.cchc")
    assert opened == []
    offices.add_task(office, "ba", b"second")
    opened.clear()
    (_old, name) = sorted(
        backup.make(home, office.data_key, tmp_path / "usb" / "3.cchc").evidence,
        key=lambda name: office.evidence.path(name).stat().st_mtime_ns,
    )
    assert {path.name for path in opened} == {name}


def test_evidence_opened_again_after_a_week(office: OpenOffice, home: Home, tmp_path: Path, opened: list[Path]) -> None:
    offices.add_task(office, "một", b"first")
    (tmp_path / "usb").mkdir()
    for day, again in ((0, True), (3, False), (8, True), (9, False)):
        opened.clear()
        with clock.fixed(NOON + day * DAY):
            safety.tend(home, office.data_key, str(tmp_path / "usb"), 7, lambda: None, changed=day == 0)
        assert bool(opened) is again, day
    folders = {path.parents[1] for path in opened}
    assert folders == set()
    opened.clear()
    with clock.fixed(NOON + 20 * DAY):
        safety.tend(home, office.data_key, str(tmp_path / "usb"), 7, lambda: None, changed=False)
    assert {path.parents[1].parent for path in opened} >= {home.backups, offsite.folder(home, str(tmp_path / "usb"))}


def test_evidence_opened_by_a_clock_ahead_counts_not(office: OpenOffice, home: Home, opened: list[Path]) -> None:
    offices.add_task(office, "một", b"first")
    with clock.fixed(NOON + 100 * DAY):
        backup.make(home, office.data_key, home.folder.parent / "1.cchc")
    opened.clear()
    with clock.fixed(NOON):
        backup.make(home, office.data_key, home.folder.parent / "2.cchc")
    assert opened


def test_note_of_called_off_work_is_kept(office: OpenOffice, home: Home, tmp_path: Path, opened: list[Path]) -> None:
    for number in range(4):
        offices.add_task(office, str(number), str(number).encode())
    backup_list.make(home, office.data_key)
    (tmp_path / "usb").mkdir()
    offsite.bring(home, str(tmp_path / "usb"), office.data_key)
    for note in (home.backups / "minh-chung-da-mo").iterdir():
        note.unlink()
    left = [3]

    def stop() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        offsite.bring(home, str(tmp_path / "usb"), office.data_key, stop)
    opened.clear()
    offsite.bring(home, str(tmp_path / "usb"), office.data_key)
    assert len(opened) == 1  # the other three were opened before


def test_notes_of_few_folders_are_kept(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    offices.add_task(office, "một", b"first")
    for number in range(12):
        backup.make(home, office.data_key, tmp_path / str(number) / "1.cchc")
    assert len(list((home.backups / "minh-chung-da-mo").iterdir())) == 8


def test_note_on_read_only_disk_is_no_error(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_any: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(opened_evidence, "write_file", refused)
    offices.add_task(office, "một", b"first")
    assert backup.make(home, office.data_key, tmp_path / "1.cchc").missing == ()


def test_second_place_asked_only_when_needed(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_place: str) -> bool:
        raise AssertionError("a share that is away takes half a minute to say so")

    monkeypatch.setattr(places, "is_there", slow)
    offices.add_task(office, "một", b"first")
    backup_list.make(home, office.data_key)
    assert office.evidence.get(office.evidence.put(b"first")) == b"first"


# Without the key


def test_locked_book_brings_no_new_evidence(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    offices.add_task(office, "một", b"first")
    backup_list.make(home, office.data_key)
    with offices.refused("locked"):
        offsite.bring(home, str(stick), None)
    offsite.bring(home, str(stick), office.data_key)
    offices.add_task(office, "hai")
    with clock.fixed(clock.now() + DAY):
        made = backup_list.make(home, office.data_key)
        assert offsite.bring(home, str(stick), None).whole
    assert offsite.kept(home, str(stick))[0].path.name == made.path.name


def test_file_of_other_key_is_not_ours(tmp_path: Path) -> None:
    other = Evidence(tmp_path / "khác", bytes(32))
    address = other.put(b"x")
    ours = Evidence(tmp_path / "mình", KEY, lambda: [other.folder])
    with offices.refused("evidence_missing"):
        ours.get(address)


@pytest.mark.parametrize(
    ("names", "words"),
    [("a", "“a”"), ("abcde", "“a”, “b”, “c”, “d”, “e”"), ("abcdefg", "“a”, “b”, “c”, “d”, “e” và 2 tệp khác")],
)
def test_first_few_names(names: str, words: str) -> None:
    assert first_few(list(names)) == words
    assert len(first_few(["x" * 300])) == 63
