"""The second place: a folder on another disk (a stick, a network share) that proven backups are copied to.

It may be out of reach at any time, which is no fault: what was brought there last is noted beside the backups here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.base import clock
from models.base.errors import AppError
from models.base.notes import read_note
from models.base.paths import Home, reachable, replace, same_or_inside, sync_folder, write_file
from models.base.words import _
from models.store import faults
from models.store.backups import backup, backup_format, backup_list, compared_copy, opened_evidence, places
from models.store.backups.backup_format import Contents
from models.store.backups.backup_list import KeptBackup
from models.store.backups.opened_evidence import LASTS
from models.store.evidence import is_address
from models.store.keys import key_slots
from models.store.local import free_space, last_close

_NOTE = "noi-thu-hai.json"
_SLACK = 1.2  # a stick needs some room of its own
_DIGITS = 15  # of a number that may be one of ours
_ASIDE = "-khoa-cu-"


@dataclass(frozen=True)
class Offsite:
    """What is known of the second place.

    `place` is "" where none was chosen, `there` whether it can be reached now; `brought_at` is when a backup was last
    copied there and `made_at` when that backup was made; `whole` says that it is the newest proven one, and, where the
    place can be reached, that it still lies there. `missing` is the evidence that opened nowhere then.
    """

    place: str
    there: bool = False
    brought_at: datetime | None = None
    made_at: datetime | None = None
    whole: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class BroughtHead:
    """Number and hash of the newest event in what was brought, and its branch (`models.store.local.last_close`)."""

    number: int
    head: str
    branch: int


def refuse_bad(home: Home, place: str) -> None:
    """Raises AppError `second_place_inside` for a folder that would be lost together with the book."""
    if same_or_inside(Path(place), home.folder):
        raise AppError(
            "second_place_inside",
            _("Không dùng thư mục này làm nơi sao lưu thứ hai được."),
            _("Thư mục nằm ngay trong thư mục dữ liệu của sổ: mất sổ là mất luôn bản sao lưu."),
            _("Hãy chọn thư mục trên USB, ổ cứng khác hoặc ổ mạng."),
        )


def same_disk(home: Home, place: str) -> bool:
    """Whether the book and its second place would be lost with one disk. False where that cannot be known."""
    with suppress(OSError):
        return bool(home.folder.stat().st_dev == reachable(Path(place)).stat().st_dev)
    return False


folder, is_there = places.folder, places.is_there


def look(home: Home, place: str) -> Offsite:
    """What is known of `place`, whether or not it can be reached."""
    if not place:
        return Offsite("")
    note, there = _noted(home), is_there(place)
    if note.get("place") != place:
        return Offsite(place, there)
    newest = backup_list.newest_proven(home)
    whole = newest is not None and _is_brought(home, newest, note) and (not there or _lies_there(home, newest, place))
    brought, made = (last_close.moment(note.get(name, "")) for name in ("brought_at", "made_at"))
    missing = tuple(name for name in note.get("missing", "").split() if is_address(name))
    return Offsite(place, there, brought, made, whole, missing)


def due(home: Home, place: str, key: bytes) -> bool:
    """Whether the evidence of the newest proven backup was not opened in the second place for a week."""
    newest = backup_list.newest_proven(home)
    if newest is None:
        return False
    with suppress(AppError, OSError):
        there = opened_evidence.OpenedEvidence(home, folder(home, place) / places.EVIDENCE, key)
        return there.due(backup_format.look(newest.path).evidence)
    return False


def bring(home: Home, place: str, key: bytes | None, check: Callable[[], None] = lambda: None) -> Offsite:
    """Copy the newest proven backup and the evidence that it needs, each compared with what the disk gives back.

    Evidence there is opened with the book's key, but for what is unchanged since it was in the last week; what does not
    open is replaced from wherever it does, and what does is never touched. Without a key (None: the book is locked)
    evidence is not touched at all. Older backups there are thinned by the same rules as here. `check` may raise
    CancelledError; it is asked about every megabyte, and nothing half written stays then. What a program that was ended
    left behind is tidied up.
    Raises AppError `second_place_missing`, `second_place_inside`, `no_backup`, `disk_full`, `backup_not_proven`,
    `locked` without a key for a backup with evidence that is not there yet, ...
    """
    refuse_bad(home, place)
    if not is_there(place):
        raise _missing(place)
    newest = backup_list.newest_proven(home)
    if newest is None or newest.contents is None:
        raise AppError(
            "no_backup",
            _("Chưa có bản sao lưu đã kiểm chứng để chép sang nơi thứ hai."),
            _("Sổ chưa được sao lưu lần nào, hoặc các bản sao lưu chưa được kiểm chứng."),
            _("Hãy sao lưu trước rồi chép lại."),
        )
    target = folder(home, place)
    with faults.sorting(disk=True):
        _set_aside(home, target)
        target.mkdir(exist_ok=True)
        missing = _all_lies_there(newest, target) if key is None else _bring_evidence(home, newest, target, key, check)
        copy = target / newest.path.name
        if not _same(newest, copy):
            free_space.refuse_full(target, int(_SLACK * newest.size))
            with newest.path.open("rb") as source:
                compared_copy.write(source, target, copy, check)
        backup_list.note_proven(copy)  # the same bytes as the one that was proven
    backup_list.thin(target)
    _note_brought(home, place, newest, newest.contents, missing)
    return look(home, place)


def kept(home: Home, place: str) -> list[KeptBackup]:
    """The backups in the second place, newest first; none while it cannot be reached."""
    if not place or not is_there(place):
        return []
    with suppress(AppError, OSError):
        return backup_list.kept(folder(home, place))
    return []


def noted_head(home: Home) -> BroughtHead | None:
    """The newest event of what was brought last, also while the place is away; None where nothing is known."""
    note = _noted(home)
    numbers = [note.get(name, "") for name in ("events", "branch")]
    if not all(number.isdecimal() and len(number) < _DIGITS for number in numbers):
        return None  # nothing was brought yet, or by an earlier program
    return BroughtHead(int(numbers[0]), note.get("head", ""), int(numbers[1]))


def of_earlier_keys(home: Home, place: str) -> list[Path]:
    """What lies in the second place from before the data key was exchanged; nothing while it cannot be reached.

    Folders that were set aside by `bring`, and backups that wait for the next one to do that. Raises AppError.
    """
    if not place or not is_there(place):
        return []
    ours, target = key_slots.load(home.keys).generation, folder(home, place)
    with suppress(OSError):
        aside = sorted(path for path in target.parent.glob(f"{target.name}{_ASIDE}*") if path.is_dir())
        return [*aside, *(one.path for one in backup_list.kept(target) if one.generation < ours)]
    return []


def _set_aside(home: Home, target: Path) -> None:
    """Backups of an earlier data key go aside with their evidence: files of the same names are other bytes now."""
    ours = key_slots.load(home.keys).generation
    if target.is_dir() and any(one.generation < ours for one in backup_list.kept(target)):
        stem = f"{target.name}{_ASIDE}{clock.local(clock.now()):%Y%m%d-%H%M%S}"
        replace(target, target.with_name(stem))
        sync_folder(target.parent)


def carry_note(home: Home, new: Home) -> None:
    """What was brought, and where to, is known in another folder of this home too. Raises OSError."""
    with suppress(FileNotFoundError):
        write_file(new.backups / _NOTE, read_note(home.backups / _NOTE))


def _is_brought(home: Home, newest: KeptBackup, note: dict[str, str]) -> bool:
    known = noted_head(home)
    same_head = known is None or (newest.contents is not None and newest.contents.head == known.head)
    return note.get("name") == newest.path.name and same_head


def _lies_there(home: Home, newest: KeptBackup, place: str) -> bool:
    with suppress(AppError, OSError):
        return _same(newest, folder(home, place) / newest.path.name)
    return False


def _same(newest: KeptBackup, copy: Path) -> bool:
    """Whether a copy is this very backup: its size, and what it says of itself with the checksum of its database."""
    try:
        return copy.stat().st_size == newest.size and backup_format.look(copy) == backup_format.look(newest.path)
    except (AppError, OSError):
        return False


def _bring_evidence(
    home: Home, newest: KeptBackup, target: Path, key: bytes, check: Callable[[], None]
) -> tuple[str, ...]:
    """Evidence comes first, so that a backup never lies there without; gives what opens nowhere."""

    def room(size: int) -> None:
        free_space.refuse_full(target, int(_SLACK * (newest.size + size)))

    manifest = backup_format.look(newest.path)
    names = sorted({*manifest.evidence, *manifest.missing})
    sources = (home.backups / places.EVIDENCE, home.evidence)
    return backup.copy_evidence(home, key, target / places.EVIDENCE, names, sources, LASTS, check, room)


def _all_lies_there(newest: KeptBackup, target: Path) -> tuple[str, ...]:
    """Without the key nobody can tell whole evidence from scrambled, so none is copied: what is needed must be there.

    Raises AppError `locked`.
    """
    compared_copy.tidy(target)
    manifest = backup_format.look(newest.path)
    if not all((target / places.EVIDENCE / name[:2] / name).is_file() for name in manifest.evidence):
        raise AppError(
            "locked",
            _("Chưa chép sang nơi sao lưu thứ hai được."),
            _("Có minh chứng mới, chỉ được chép khi sổ đang mở: phải mở thử từng tệp bằng khóa của sổ."),
            _("Hãy mở sổ; bản sao lưu sẽ tự được chép sang."),
        )
    return manifest.missing


def _note_brought(home: Home, place: str, brought: KeptBackup, held: Contents, missing: tuple[str, ...]) -> None:
    now = clock.iso_utc(clock.now())
    note = {"place": place, "name": brought.path.name, "made_at": clock.iso_utc(brought.made_at), "brought_at": now}
    note |= {"head": held.head, "events": str(held.events), "branch": str(brought.branch)}
    note |= {"missing": " ".join(missing)} if missing else {}
    # Without the note `look` goes on asking for a copy that is there already: a nuisance, no danger.
    with suppress(OSError):
        write_file(home.backups / _NOTE, json.dumps(note, indent=1).encode())


def _noted(home: Home) -> dict[str, str]:
    try:
        found = json.loads(read_note(home.backups / _NOTE))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): value for name, value in found.items() if isinstance(value, str)}


def _missing(place: str) -> AppError:
    return AppError(
        "second_place_missing",
        _("Chưa thấy nơi sao lưu thứ hai: {place}.").format(place=place),
        _("USB chưa được cắm, ổ mạng chưa nối, hoặc thư mục đã bị xóa hay đổi tên."),
        _("Hãy cắm USB (nối ổ mạng) rồi chép lại, hoặc chọn nơi khác trong Cài đặt."),
    )
