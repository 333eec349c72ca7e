"""Replaces the present book by another one, so that a crash in between leaves one of the two whole."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home, replace, sync_folder, write_file
from models.base.words import _


def change_places(home: Home, new: Path) -> Path | None:
    """Move the present book aside and the one in the folder `new` (inside the home) in; gives where the old one went.

    What is noted of a book (how it was left, its last check) goes with it, or the new one would be taken for an older
    copy of the old.
    When the disk refuses, everything goes back at once, or, if it refuses that too, when `settle` is called.
    Raises OSError.
    """
    present = [path for path in home.folder.glob(f"{home.database.name}*") if path.is_file()]
    present += [path for path in (home.keys,) if path.exists()]
    present += [path for path in (home.last_close, home.last_check) if present and path.exists()]
    aside = _new_folder(home.folder / f"truoc-khoi-phuc-{clock.local(clock.now()):%Y%m%d-%H%M%S}")
    write_file(_note(home), json.dumps([aside.name, new.name]).encode())
    try:
        for path in present:
            replace(path, aside / path.name)
        for path in (home.last_close, home.database, home.keys):
            replace(new / path.name, path)
        sync_folder(home.folder)
    except BaseException:
        _put_back(home, aside)
        _note(home).unlink()
        raise
    _note(home).unlink()
    if present:
        return aside
    aside.rmdir()
    return None


def interrupted(home: Home) -> bool:
    """Whether a change of places was cut off in this home, so that its book may lie in two halves."""
    return _note(home).exists()


def settle(home: Home) -> None:
    """Bring back the old book unless the new one is wholly in place. To be called under the home's lock.

    Raises OSError, AppError `restore_cut_off` when what was noted of the change cannot be read.
    """
    try:
        aside, new = _noted(home)
    except FileNotFoundError:
        return
    waiting = [path for path in (new / home.database.name, new / home.keys.name) if path.exists()]
    if waiting or not home.database.exists() or not home.keys.exists():
        _put_back(home, aside)
    shutil.rmtree(new, ignore_errors=True)
    sync_folder(home.folder)
    _note(home).unlink()


def _noted(home: Home) -> tuple[Path, Path]:
    """The folder of the old book and that of the new one. A name that leads elsewhere is none: folders are removed."""
    try:
        aside, new = json.loads(_note(home).read_bytes())
        if any(name in {"", ".", ".."} or Path(name).name != name for name in (aside, new)):
            raise ValueError
    except (ValueError, TypeError):
        raise AppError(
            "restore_cut_off",
            _("Lần khôi phục trước bị ngắt giữa chừng và chưa hoàn tất được."),
            _("Tệp {file}, nơi ghi sổ cũ được chuyển đi đâu, đã hỏng.").format(file=_note(home)),
            _(
                "Hãy nhờ người hỗ trợ: đưa các tệp trong thư mục truoc-khoi-phuc-… mới nhất về {folder}, "
                "xoá tệp {name}, rồi mở lại."
            ).format(folder=home.folder, name=_note(home).name),
        ) from None
    return home.folder / aside, home.folder / new


def _put_back(home: Home, aside: Path) -> None:
    old = list(aside.iterdir())
    if not old and not (home.database.exists() and home.keys.exists()):
        home.database.unlink(missing_ok=True)  # there was no book before, and half of one is none
    for path in old:
        replace(path, home.folder / path.name)
    with suppress(OSError):
        aside.rmdir()


def _note(home: Home) -> Path:
    return home.folder / ".dang-khoi-phuc"


def _new_folder(wanted: Path) -> Path:
    for number in count(1):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        with suppress(FileExistsError):
            folder.mkdir()
            return folder
    raise AssertionError
