"""Guessing passphrases: through every door, many at once, and with the notes of it deleted or written by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import offices
import pytest

from models.access import opening, restore
from models.access.opening import OpenOffice
from models.access.restore import RestoreWish
from models.base.errors import AppError
from models.base.paths import Home
from models.store.backups import backup, restoring
from models.store.keys import login_throttle

NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)
GUESS = "đoán mò thôi"
DOORS: dict[str, Callable[[Home, Path, str], object]] = {
    "open": lambda home, _kept, guess: opening.open_office(home, guess).close(),
    "compare": lambda home, kept, guess: restore.preview(home, RestoreWish(kept, guess)),
    "look": restoring.preview,
    "restore": lambda home, kept, guess: restore.restore(home, RestoreWish(kept, guess)),
    "present": lambda home, kept, guess: restore.preview(home, RestoreWish(kept, offices.PASSPHRASE, guess)),
}
ONE_GUESS = """
import sys
from pathlib import Path
from models.access import opening
from models.base.errors import AppError
from models.base.paths import Home
try:
    opening.open_office(Home(Path(sys.argv[1])), "guessed by one of many")
except AppError as refusal:
    print(refusal.code)
"""


@pytest.fixture
def kept(office: OpenOffice, tmp_path: Path) -> Path:
    path = tmp_path / "usb" / "sao.cchc"
    backup.make(office.home, office.data_key, path)
    office.close()
    return path


def said(door: str, home: Home, kept: Path, guess: str) -> str:
    try:
        DOORS[door](home, kept, guess)
    except AppError as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("door", DOORS)
def test_every_door_counts(door: str, home: Home, kept: Path, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(NOON)
    codes = [said(door, home, kept, GUESS) for _time in range(6)]
    assert codes[4:] == ["too_many_tries"] * 2 and "too_many_tries" not in codes[:4]
    assert said("open", home, kept, offices.PASSPHRASE) == "too_many_tries"


def test_own_backup_pardons_no_guesses(
    home: Home, kept: Path, tmp_path: Path, hold_clock: Callable[[datetime], None]
) -> None:
    other = offices.found(Home(tmp_path / "khác"), passphrase="sổ của người ta để đâu")
    theirs = tmp_path / "khác" / "sao.cchc"
    backup.make(other.home, other.data_key, theirs)
    other.close()
    hold_clock(NOON)
    for _time in range(3):
        assert said("open", home, kept, GUESS) == "wrong_passphrase"
        restoring.preview(home, theirs, "sổ của người ta để đâu")
    assert said("open", home, kept, GUESS) == "wrong_passphrase"
    assert said("open", home, kept, GUESS) == "too_many_tries"


def test_deleted_or_forged_notes(
    home: Home, kept: Path, tries_folder: Path, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(NOON)
    for _time in range(5):
        said("open", home, kept, GUESS)
    home.login_attempts.unlink()
    assert said("open", home, kept, GUESS) == "too_many_tries"
    (second,) = tries_folder.glob("*.tries")
    before = second.read_bytes()
    second.unlink()
    second.write_bytes(before[:64] + b'{"failed": 0, "at": "2026-03-14T05:05:00+00:00"}')
    assert login_throttle.wait(home.login_attempts) > 1
    second.write_bytes(before)
    home.login_attempts.write_bytes(b'{"failed": 0, "at": "2026-03-14T05:05:00+00:00"}')
    assert said("open", home, kept, GUESS) == "too_many_tries"


def test_six_at_once(home: Home, kept: Path) -> None:
    root = Path(__file__).parents[2]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ONE_GUESS, str(home.folder)], cwd=root, stdout=subprocess.PIPE, text=True
        )
        for _time in range(8)
    ]
    codes = [process.communicate()[0].strip() for process in started]
    assert set(codes) == {"wrong_passphrase", "too_many_tries"}
    # Four have no pause before them; how long the eight take on a busy machine may let one or two more in.
    assert codes.count("wrong_passphrase") <= 6
