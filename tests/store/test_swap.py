"""Books change places, and are founded, whole or not at all: whichever rename fails, and if the process dies at it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import offices
import pytest

from models.access import opening
from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.base.paths import Home
from models.store.backups import backup, restoring, swap
from models.store.db import Store
from models.work import accounts


class DeathError(BaseException):
    """Stands for the end of the process: nothing may catch it and tidy up."""


class StayingFolder:
    """A temporary folder whose maker dies before it can be removed."""

    def __init__(self, *, dir: Path, prefix: str) -> None:
        self._made = tempfile.mkdtemp(dir=dir, prefix=prefix)

    def __enter__(self) -> str:
        return self._made

    def __exit__(self, *_failure: object) -> None:
        pass


def failing(monkeypatch: pytest.MonkeyPatch, number: int, *, stay: bool, error: BaseException) -> Callable[[], bool]:
    """Let the `number`-th rename fail, and all later ones with `stay`. Gives a function that says whether it did."""
    real, count = Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        count[0] += 1
        if count[0] == number or (stay and count[0] > number):
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return lambda: count[0] >= number


@pytest.mark.parametrize("stay", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("number", range(1, 15))
def test_swap_failure_at_any_rename(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, stay: bool
) -> None:
    offices.add_task(office, "một")
    backup.make(home, office.data_key, tmp_path / "usb" / "sao.cchc")
    offices.add_task(office, "hai")
    office.close()
    with monkeypatch.context() as broken:
        met = failing(broken, number, stay=stay, error=OSError(28, "No space left on device"))
        try:
            restoring.restore(home, tmp_path / "usb" / "sao.cchc", offices.PASSPHRASE)
        except AppError as refusal:
            assert (met(), refusal.code) == (True, "disk_full")
    assert opening.exists(home)
    assert offices.sound_tasks(home) in (["một", "hai"], ["một"])
    assert not swap.interrupted(home)


def cut_off(home: Home, new: Path, number: int) -> None:
    """Change places and die at the `number`-th rename: what would be tidied up stays."""
    with pytest.MonkeyPatch.context() as broken:
        failing(broken, number, stay=True, error=DeathError())
        broken.setattr(Path, "unlink", lambda *_any, **_other: None)
        broken.setattr(Path, "rmdir", lambda *_any: None)
        with pytest.raises(DeathError):
            swap.change_places(home, new)


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7])  # the first one is that of the note itself
@pytest.mark.parametrize("had", [True, False], ids=["over a book", "where none was"])
def test_swap_killed_between_renames(template: Path, home: Home, tmp_path: Path, number: int, had: bool) -> None:
    new = home.folder / ".khoi-phuc-thu"
    if had:
        with offices.copied(template, home) as office:
            offices.add_task(office, "cũ")
    shutil.copytree(template, new, dirs_exist_ok=True)
    if not had and number > 4:
        pytest.skip("without an old book there are three renames")
    cut_off(home, new, number)
    assert swap.interrupted(home)
    if had:
        assert offices.sound_tasks(home) == ["cũ"]
    else:
        with offices.refused("no_office"):
            offices.sound_tasks(home)
        assert not opening.exists(home)
    assert not new.exists()


@pytest.mark.parametrize(
    "note", [b"", b"{", b"[1, 2]", b'["a"]', b'["a", ""]', b'["a", ".."]', b'["../a", "b"]', b"null", b"\xff"]
)
def test_swap_unreadable_note(office: OpenOffice, home: Home, note: bytes) -> None:
    offices.add_task(office, "một")
    office.close()
    path = home.folder / ".dang-khoi-phuc"
    path.write_bytes(note)
    before = sorted(home.folder.parent.rglob("*"))
    with offices.refused("restore_cut_off"):
        opening.open_office(home, offices.PASSPHRASE)
    assert sorted(home.folder.parent.rglob("*")) == before
    path.unlink()
    assert offices.sound_tasks(home) == ["một"]


@pytest.mark.parametrize("number", [1, 2])
def test_founding_cut_off_can_be_repeated(home: Home, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    with monkeypatch.context() as broken:
        failing(broken, number, stay=True, error=DeathError())
        broken.setattr(Path, "unlink", lambda *_any, **_other: None)
        broken.setattr("tempfile.TemporaryDirectory", StayingFolder)
        with pytest.raises(DeathError):
            offices.found(home)
    assert home.keys.exists() == (number == 2)
    assert not opening.exists(home)
    offices.found(home).close()
    assert offices.sound_tasks(home) == []
    assert not list(home.folder.glob(".tao-so-*"))


def test_keys_without_database_refuse_founding(office: OpenOffice, home: Home) -> None:
    office.close()
    home.database.unlink()
    assert opening.exists(home)
    with offices.refused("office_exists"):
        offices.found(home)


def test_founding_with_wal_left_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    real = accounts.add

    def first_rows(*given: object) -> object:
        """From the first row on: the store that is being written does not bring its log into the file."""
        monkeypatch.setattr(Store, "close", lambda store: store.path.with_name(f"{store.path.name}-wal").touch())
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(accounts, "add", first_rows)
    with offices.refused("disk_failing"):
        offices.found(home)
    assert not opening.exists(home)


def test_replaced_book_is_gone_at_once(office: OpenOffice, home: Home) -> None:
    """Not only at the next opening: until then the old key would open it."""
    office.close()
    new = home.folder / ".moi"
    new.mkdir()
    for path in (home.database, home.keys):
        shutil.copyfile(path, new / path.name)
    swap.replace_whole(home, new)
    assert not list(home.folder.glob("truoc-doi-khoa-*"))
    assert not swap.interrupted(home)
    opening.open_office(home, offices.PASSPHRASE).close()
