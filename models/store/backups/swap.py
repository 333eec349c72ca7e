"""Replaces the present book by another one, so that a crash in between leaves one of the two whole."""

from __future__ import annotations

import dataclasses
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from models.base import clock
from models.base.errors import AppError
from models.base.notes import NO_NOTE, read_note
from models.base.paths import Home, replace, sync_folder, write_file
from models.base.words import _

_DROPPED = "truoc-doi-khoa-"
# What is to become of the old book: it goes when the new one stands, it goes now, or it comes back.
_DROP, _GONE, _BACK = "drop", "gone", "back"


@dataclass(frozen=True)
class _Change:
    """What is noted of a change under way: the folder of the old book and that of the new one, what is to become of
    the old one, and what of the new one takes the place of nothing, so that it goes when the old one comes back.
    """

    aside: Path
    new: Path
    kind: str = ""
    fresh: tuple[str, ...] = ()


def change_places(home: Home, new: Path) -> Path | None:
    """Move the present book aside and the one in the folder `new` (inside the home) in; gives where the old one went.

    What is noted of a book (how it was left, its last check) goes with it, or the new one would be taken for an older
    copy of the old.
    When the disk refuses, everything goes back at once, or, if it refuses that too, when `settle` is called.
    Raises OSError.
    """
    aside = _new_folder(home.folder / f"truoc-khoi-phuc-{clock.local(clock.now()):%Y%m%d-%H%M%S}")
    _exchange(home, _Change(aside, new), (home.last_close, home.database, home.keys))
    _note(home).unlink()
    if any(aside.iterdir()):
        return aside
    aside.rmdir()
    return None


def replace_whole(home: Home, new: Path) -> None:
    """Put all that lies in the folder `new` in the place of the present book, its evidence and its backups.

    The old one is destroyed once the new one stands: nothing of it may stay readable. A cut in between is met as by
    `change_places`. Raises OSError.
    """
    aside = _new_folder(home.folder / f"{_DROPPED}{clock.local(clock.now()):%Y%m%d-%H%M%S}")
    last = (home.database, home.keys)
    others = sorted(home.folder / path.name for path in new.iterdir() if path.name not in {one.name for one in last})
    change = _exchange(home, _Change(aside, new, _DROP), (*others, *last))
    _write_note(home, dataclasses.replace(change, kind=_GONE))
    tidy(home)
    _note(home).unlink()


def tidy(home: Home) -> None:
    """Destroy what of an old book was to be destroyed and still lies there. To be called under the home's lock."""
    whole = home.database.exists() and home.keys.exists()
    if whole and (not interrupted(home) or _noted(home).kind == _GONE):
        for left in home.folder.glob(f"{_DROPPED}*"):
            shutil.rmtree(left, ignore_errors=True)


def _exchange(home: Home, change: _Change, coming: tuple[Path, ...]) -> _Change:
    """Move the old book out and what is coming in. The note stays: the change is over when it is gone.

    Raises OSError.
    """
    present = [path for path in home.folder.glob(f"{home.database.name}*") if path.is_file()]
    present += [path for path in (home.keys,) if path.exists()]
    present += [path for path in (home.last_close, home.last_check) if present and path.exists()]
    if change.kind == _DROP:
        # Nothing that the old key opens stays: also what was typed, and what was last on the screen.
        sealed = [home.last_view, *home.folder.glob(home.drafts("*").name)]
        present += [path for path in (home.evidence, home.backups, *sealed) if path.exists()]
    change = dataclasses.replace(change, fresh=tuple(path.name for path in coming if path not in present))
    _write_note(home, change)
    try:
        for path in present:
            replace(path, change.aside / path.name)
        for path in coming:
            replace(change.new / path.name, path)
        sync_folder(home.folder)
    except BaseException:
        with suppress(OSError):  # a full disk takes no note, and may well take the old names
            _write_note(home, dataclasses.replace(change, kind=_BACK))
        _put_back(home, change)
        _note(home).unlink()
        raise
    return change


def interrupted(home: Home) -> bool:
    """Whether a change of places was cut off in this home, so that its book may lie in two halves."""
    return _note(home).exists()


def settle(home: Home) -> None:
    """Bring back the old book unless the new one is wholly in place. To be called under the home's lock.

    Raises OSError, AppError `restore_cut_off` when what was noted of the change cannot be read.
    """
    try:
        change = _noted(home)
    except FileNotFoundError:
        return
    if change.kind == _BACK or not _stands(home, change):
        _write_note(home, dataclasses.replace(change, kind=_BACK))
        _put_back(home, change)
    elif change.kind:
        _write_note(home, dataclasses.replace(change, kind=_GONE))
        tidy(home)
    shutil.rmtree(change.new, ignore_errors=True)
    sync_folder(home.folder)
    _note(home).unlink()


def _stands(home: Home, change: _Change) -> bool:
    """Whether the new book is wholly in place, and nothing of the old one was put back yet."""
    here = (home.database, home.keys)
    waiting = any((change.new / path.name).exists() for path in here)
    begun = change.kind == _DROP and not all((change.aside / path.name).exists() for path in here)
    return change.kind == _GONE or (not waiting and not begun and all(path.exists() for path in here))


def _write_note(home: Home, change: _Change) -> None:
    more = [change.kind, *change.fresh] if change.kind or change.fresh else []
    write_file(_note(home), json.dumps([change.aside.name, change.new.name, *more]).encode())


def _written(home: Home) -> bytes:
    try:
        return read_note(_note(home))
    except OSError as failure:
        if failure.errno in NO_NOTE:
            raise ValueError from None
        raise


def _noted(home: Home) -> _Change:
    """The change under way. A name that leads elsewhere is none: folders are removed.

    Raises FileNotFoundError, AppError.
    """
    try:
        aside, new, *more = json.loads(_written(home))
        kind, fresh = (more[0], more[1:]) if more else ("", [])
        if any(name in {"", ".", ".."} or Path(name).name != name for name in (aside, new, *fresh)):
            raise ValueError
        if kind not in {"", _DROP, _GONE, _BACK}:
            raise ValueError
    except (ValueError, TypeError, RecursionError):
        raise AppError(
            "restore_cut_off",
            _("Lần khôi phục trước bị ngắt giữa chừng và chưa hoàn tất được."),
            _("Tệp {file}, nơi ghi sổ cũ được chuyển đi đâu, đã hỏng.").format(file=_note(home)),
            _(
                "Hãy nhờ người hỗ trợ: đưa các tệp trong thư mục truoc-khoi-phuc-… mới nhất về {folder}, "
                "xóa tệp {name}, rồi mở lại."
            ).format(folder=home.folder, name=_note(home).name),
        ) from None
    return _Change(home.folder / aside, home.folder / new, kind, tuple(fresh))


def _put_back(home: Home, change: _Change) -> None:
    old = list(change.aside.iterdir())
    if not old and not (home.database.exists() and home.keys.exists()):
        home.database.unlink(missing_ok=True)  # there was no book before, and half of one is none
    change.new.mkdir(exist_ok=True)
    for name in change.fresh:
        if old and (home.folder / name).exists():
            replace(home.folder / name, change.new / name)
    for path in old:
        target = home.folder / path.name
        if path.is_dir() and target.exists():  # a folder is not put over another one
            replace(target, change.new / path.name)
        replace(path, target)
    with suppress(OSError):
        change.aside.rmdir()


def _note(home: Home) -> Path:
    return home.folder / ".dang-khoi-phuc"


def _new_folder(wanted: Path) -> Path:
    for number in count(1):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        with suppress(FileExistsError):
            folder.mkdir()
            return folder
    raise AssertionError
