"""Evidence that somebody scrambled, on a stick or in the book: never spread, never over whole copies, always said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import offices
import pytest
from spoilt_evidence import MOVED, SPOILS, Spoil

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.base.settings import Settings
from models.store.backups import backup, backup_list, offsite, places, restoring
from models.store.evidence import Evidence
from models.store.integrity import check
from models.work import attachments

CONTENTS = {"một": b"first " * 3000, "hai": b"second"}
ALL = {**SPOILS, **MOVED}


@pytest.fixture
def stick(office: OpenOffice, tmp_path: Path) -> str:
    """The chosen second place, with a backup of a book with evidence."""
    place = tmp_path / "USB"
    place.mkdir()
    Settings(office.home.settings).put("second_place", str(place))
    for name, content in CONTENTS.items():
        offices.add_task(office, name, content)
    backup_list.make(office.home, office.data_key)
    offsite.bring(office.home, str(place), office.data_key)
    return str(place)


@pytest.fixture(params=sorted(ALL))
def spoil(request: pytest.FixtureRequest) -> Spoil:
    return ALL[request.param]


@pytest.fixture(params=sorted(SPOILS))
def destroy(request: pytest.FixtureRequest) -> Spoil:
    return SPOILS[request.param]


def addresses(office: OpenOffice) -> dict[str, str]:
    with office.store.read() as session:
        return {row.name.removesuffix(".pdf"): row.address for row in session.query(attachments.Attachment)}


def kept(office: OpenOffice) -> Path:
    return office.home.backups / places.EVIDENCE


def there(office: OpenOffice, stick: str) -> Path:
    return offsite.folder(office.home, stick) / places.EVIDENCE


def whole(office: OpenOffice, folder: Path) -> set[str]:
    """The names of what opens in a folder by itself."""
    here = Evidence(folder, office.data_key)
    return {name for name, address in addresses(office).items() if here.opened(address) is not None}


def spoilt(office: OpenOffice, spoil: Spoil, *folders: Path, name: str = "một") -> None:
    for folder in folders:
        spoil(folder / addresses(office)[name][:2] / addresses(office)[name])


def found(office: OpenOffice, place: str = "") -> list[str]:
    return [one.code for one in check.everything(office.home, office.store, office.evidence, office.data_key, place)]


def newest(office: OpenOffice, stick: str) -> Path:
    return offsite.kept(office.home, stick)[0].path


# On the stick


def test_spoilt_stick_told_and_not_restored(
    office: OpenOffice, stick: str, destroy: Spoil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt(office, destroy, there(office, stick))
    elsewhere, copy = Home(tmp_path / "máy mới"), newest(office, stick)
    seen = restoring.preview(elsewhere, copy, offices.PASSPHRASE)
    assert (seen.missing, seen.names) == (1, ("một.pdf",))
    told: list[str] = []
    restoring.restore(elsewhere, copy, offices.PASSPHRASE, tell=told.extend)
    assert told == ["một.pdf"] and whole(office, elsewhere.evidence) == {"hai"}
    lying = [path for path in elsewhere.evidence.rglob("*") if path.is_file()]
    assert [path.name for path in lying] == [addresses(office)["hai"]]  # and nothing scrambled


def test_spoilt_stick_does_no_harm_to_book(office: OpenOffice, stick: str, destroy: Spoil, home: Home) -> None:
    spoilt(office, destroy, there(office, stick))
    before = {path: path.read_bytes() for path in home.evidence.rglob("*") if path.is_file()}
    seen = restoring.preview(home, newest(office, stick), offices.PASSPHRASE)
    assert (seen.missing, seen.spoilt) == (0, 1)
    office.close()
    restoring.restore(home, newest(office, stick), offices.PASSPHRASE)
    assert {path: path.read_bytes() for path in home.evidence.rglob("*") if path.is_file()} == before


def test_spoilt_stick_mended_by_bringing(office: OpenOffice, stick: str, spoil: Spoil) -> None:
    spoilt(office, spoil, there(office, stick))
    outside = {path: path.read_bytes() for path in Path(stick).rglob("*") if "ngoài" in path.name}
    assert offsite.bring(office.home, stick, office.data_key).missing == ()
    assert whole(office, there(office, stick)) == {"một", "hai"}
    assert {path: path.read_bytes() for path in outside} == outside  # no link was followed
    assert backup.prove(newest(office, stick), office.data_key)


def test_spoilt_stick_mended_by_check(office: OpenOffice, stick: str, spoil: Spoil) -> None:
    spoilt(office, spoil, there(office, stick))
    assert found(office, stick) == ["evidence_mended"]
    assert whole(office, there(office, stick)) == {"một", "hai"}
    assert found(office, stick) == []


# In the book


def test_scrambled_book_spreads_nothing(office: OpenOffice, stick: str, destroy: Spoil) -> None:
    copies = [kept(office), there(office, stick)]
    before = {path: path.read_bytes() for copy in copies for path in copy.rglob("*") if path.is_file()}
    spoilt(office, destroy, office.evidence.folder)
    offices.add_task(office, "ba")
    made = backup_list.make(office.home, office.data_key)
    assert made.missing == 0 and backup.prove(made.path, office.data_key)
    offsite.bring(office.home, stick, office.data_key)
    assert {path: path.read_bytes() for copy in copies for path in copy.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("left", ["kept", "stick"])
def test_scrambled_book_mended_on_opening(office: OpenOffice, stick: str, spoil: Spoil, left: str) -> None:
    spoilt(office, spoil, office.evidence.folder, *([kept(office)] if left == "stick" else [there(office, stick)]))
    assert office.evidence.get(addresses(office)["một"]) == CONTENTS["một"]
    assert whole(office, office.evidence.folder) == {"một", "hai"}


def test_scrambled_book_mended_by_check(office: OpenOffice, stick: str, spoil: Spoil) -> None:
    spoilt(office, spoil, office.evidence.folder, kept(office))
    assert found(office, stick) == ["evidence_mended", "evidence_mended"]  # in the book, and beside its backups
    assert whole(office, office.evidence.folder) == whole(office, kept(office)) == {"một", "hai"}
    assert found(office, stick) == []


def test_spoilt_backups_mended_by_next_backup(office: OpenOffice, stick: str, spoil: Spoil) -> None:
    spoilt(office, spoil, kept(office))
    backup_list.make(office.home, office.data_key)
    assert whole(office, kept(office)) == {"một", "hai"}


# Everywhere


def test_lost_everywhere_named_not_hidden(office: OpenOffice, stick: str, destroy: Spoil, tmp_path: Path) -> None:
    spoilt(office, destroy, office.evidence.folder, kept(office), there(office, stick))
    offices.add_task(office, "ba")
    made = backup_list.make(office.home, office.data_key)
    assert made.missing == 1 and backup.prove(made.path, office.data_key).missing == (addresses(office)["một"],)
    assert offsite.bring(office.home, stick, office.data_key).missing == (addresses(office)["một"],)
    assert offsite.look(office.home, stick).missing == (addresses(office)["một"],)
    (code,) = found(office, stick)
    assert code in {"evidence_damaged", "evidence_missing"}
    seen = restoring.preview(Home(tmp_path / "máy mới"), made.path, offices.PASSPHRASE)
    assert (seen.missing, seen.names) == (1, ("một.pdf",))


def test_lost_everywhere_back_by_attaching_again(office: OpenOffice, stick: str, destroy: Spoil) -> None:
    spoilt(office, destroy, office.evidence.folder, kept(office), there(office, stick))
    assert office.evidence.put(CONTENTS["một"]) == addresses(office)["một"]
    assert backup_list.make(office.home, office.data_key).missing == 0
    assert whole(office, kept(office)) == {"một", "hai"}


# What is noted, and what belongs to nobody


def notes(home: Home) -> list[Path]:
    return list((home.backups / "minh-chung-da-mo").iterdir())


@pytest.mark.parametrize("forged", [b"", b"{}", b"\x00" * 5000, b'{"a": [9999999999, [1, 1, 1, 1]]}'])
def test_note_of_proof_cannot_be_forged(office: OpenOffice, stick: str, forged: bytes) -> None:
    for note in notes(office.home):
        note.write_bytes(forged)
    spoilt(office, SPOILS["same_length"], there(office, stick))
    offsite.bring(office.home, stick, office.data_key)
    assert whole(office, there(office, stick)) == {"một", "hai"}


def test_note_of_one_place_proves_no_other(office: OpenOffice, stick: str) -> None:
    first, second = notes(office.home)
    content = first.read_bytes(), second.read_bytes()
    first.write_bytes(content[1])
    second.write_bytes(content[0])
    spoilt(office, SPOILS["same_length"], there(office, stick), kept(office))
    offsite.bring(office.home, stick, office.data_key)
    assert whole(office, there(office, stick)) == {"một", "hai"}


def test_files_of_nobody_neither_copied_nor_counted(office: OpenOffice, stick: str, tmp_path: Path) -> None:
    other = offices.found(Home(tmp_path / "khác"))
    strange = other.evidence.put(b"of another office")
    for name, content in ((strange, other.evidence.path(strange).read_bytes()), ("0" * 64, b"rubbish")):
        path = office.evidence.path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    other.close()
    made = backup.make(office.home, office.data_key, tmp_path / "tay" / "sao.cchc")
    assert (made.missing, set(made.evidence)) == ((), set(addresses(office).values()))
    assert not {strange, "0" * 64} & {path.name for path in (tmp_path / "tay").rglob("*")}


def test_manifest_without_names_hides_nothing(office: OpenOffice, stick: str, tmp_path: Path) -> None:
    """The list of files in a backup is anybody's to write; what the book's rows name is not."""
    import json
    import zipfile

    copy = newest(office, stick)
    with zipfile.ZipFile(copy) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    told = json.loads(members["manifest.json"])
    database = copy.read_bytes()[: told["size"]]
    copy.write_bytes(database)
    with zipfile.ZipFile(copy, "a") as packed:
        for name, content in {**members, "manifest.json": json.dumps({**told, "evidence": []}).encode()}.items():
            packed.writestr(name, content)
    shutil.rmtree(there(office, stick))
    with offices.refused("backup_not_proven"):
        backup.prove(copy, office.data_key)
    assert restoring.preview(Home(tmp_path / "máy mới"), copy, offices.PASSPHRASE).missing == 2


# A book that may only be read


def test_damaged_book_shows_evidence_of_copies(office: OpenOffice, stick: str, home: Home) -> None:
    spoilt(office, SPOILS["longer"], office.evidence.folder)
    address = addresses(office)["một"]
    scrambled = office.evidence.path(address).read_bytes()
    office.close()
    content = home.database.read_bytes()
    home.database.write_bytes(content[:-4096])
    again = opening.open_office(home, offices.PASSPHRASE, even_damaged=True)
    try:
        assert again.damage is not None
        assert again.evidence.get(address) == CONTENTS["một"]
        assert again.evidence.path(address).read_bytes() == scrambled  # nothing is written beside it
    finally:
        again.close()


@pytest.fixture(autouse=True)
def writable(tmp_path: Path) -> Iterator[None]:
    """What was made read-only can be taken away after the test."""
    yield
    for path in tmp_path.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(0o600)
