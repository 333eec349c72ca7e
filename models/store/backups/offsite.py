"""The second place: a folder on another disk (a stick, a network share) that proven backups are copied to.

It may be out of reach at any time, which is no fault: what was brought there last is noted beside the backups here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from models.base import clock, ids
from models.base.errors import AppError
from models.base.paths import Home, patiently, reachable, replace, same_or_inside, sync_folder, write_file
from models.base.words import _
from models.store import faults
from models.store.backups import backup, backup_format, backup_list
from models.store.backups.backup_list import KeptBackup
from models.store.keys import key_slots
from models.store.local import free_space, last_close

_NOTE = "noi-thu-hai.json"
AT_ONCE = 1 << 20  # bytes between two looks at whether it was called off
_SLACK = 1.2  # a stick needs some room of its own
_DIGITS = 15  # of a number that may be one of ours
_PART = ".part"  # a copy that is being written
_NOBODYS = timedelta(minutes=10)  # since the last piece was written: whoever wrote it is gone


@dataclass(frozen=True)
class Offsite:
    """What is known of the second place.

    `place` is "" where none was chosen, `there` whether it can be reached now; `brought_at` is when a backup was last
    copied there and `made_at` when that backup was made; `whole` says that it is the newest proven one, and, where the
    place can be reached, that it still lies there.
    """

    place: str
    there: bool = False
    brought_at: datetime | None = None
    made_at: datetime | None = None
    whole: bool = False


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


def folder(home: Home, place: str) -> Path:
    """Where this office's backups lie in the second place: several offices may share a stick. Raises AppError."""
    return reachable(Path(place)) / f"so-cchc-{key_slots.load(home.keys).office[-8:]}"


def look(home: Home, place: str) -> Offsite:
    """What is known of `place`, whether or not it can be reached."""
    if not place:
        return Offsite("")
    note, there = _noted(home), is_there(place)
    if note.get("place") != place:
        return Offsite(place, there)
    newest = backup_list.newest_proven(home)
    whole = newest is not None and _is_brought(home, newest, note) and (not there or _lies_there(home, newest, place))
    moment = last_close.moment
    return Offsite(place, there, moment(note.get("brought_at", "")), moment(note.get("made_at", "")), whole)


def bring(home: Home, place: str, check: Callable[[], None] = lambda: None) -> Offsite:
    """Copy the newest proven backup and the evidence that it needs, each compared with what the disk gives back.

    Older ones there are thinned by the same rules as here. `check` may raise CancelledError; it is asked about every
    megabyte, and nothing half written stays then. What a program that was ended left behind is tidied up.
    Raises AppError `second_place_missing`, `second_place_inside`, `no_backup`, `disk_full`, `backup_not_proven`, ...
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
        target.mkdir(exist_ok=True)
        _tidy(target)
        evidence = _lacking(home, newest.path, target, check)
        free_space.refuse_full(target, int(_SLACK * (newest.size + sum(path.stat().st_size for path in evidence))))
        _bring_evidence(evidence, target, check)
        copy = target / newest.path.name
        if not _same(newest, copy):
            _copy_compared(newest.path, target, copy, check)
        backup_list.note_proven(copy)  # the same bytes as the one that was proven
    backup_list.thin(target)
    now = clock.iso_utc(clock.now())
    note = {"place": place, "name": copy.name, "made_at": clock.iso_utc(newest.made_at), "brought_at": now}
    note |= {"head": newest.contents.head, "events": str(newest.contents.events), "branch": str(newest.branch)}
    # Without the note `look` goes on asking for a copy that is there already: a nuisance, no danger.
    with suppress(OSError):
        write_file(home.backups / _NOTE, json.dumps(note, indent=1).encode())
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


def is_there(place: str) -> bool:
    """Whether the folder can be reached now (the stick is in, the share answers)."""
    try:
        return reachable(Path(place)).is_dir()
    except OSError:
        return False  # a network share that does not answer


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


def _tidy(target: Path) -> None:
    """Remove copies that were cut off with their program, but none that another one may be writing just now."""
    for part in target.glob(f"*{_PART}"):
        with suppress(OSError):
            if abs(clock.now() - clock.from_timestamp(part.stat().st_mtime)) > _NOBODYS:
                part.unlink()


def _lacking(home: Home, source: Path, target: Path, check: Callable[[], None]) -> list[Path]:
    """The evidence of a backup that the second place has not, or not whole."""
    ours, theirs = home.backups / backup.EVIDENCE, target / backup.EVIDENCE
    found = []
    for name in backup_format.look(source).evidence:
        check()
        path, copy = ours / name[:2] / name, theirs / name[:2] / name
        if not copy.exists() or copy.stat().st_size < path.stat().st_size:
            found.append(path)
    return found


def _bring_evidence(evidence: list[Path], target: Path, check: Callable[[], None]) -> None:
    for path in evidence:
        copy = target / backup.EVIDENCE / path.name[:2] / path.name
        for inner in (copy.parent.parent, copy.parent):  # never the place itself: a pulled stick has none
            if not inner.exists():
                inner.mkdir(exist_ok=True)
                sync_folder(inner.parent)
        _copy_compared(path, target, copy, check)


def _copy_compared(source: Path, root: Path, target: Path, check: Callable[[], None]) -> None:
    """Write beside in `root`, flush, open it again and compare, then rename: a fake or pulled stick is met.

    Each piece is on the disk before the next is written, or a slow stick could not be left before the last.
    """
    part, written = root / f".{target.name[:40]}.{ids.new_id()[-12:]}{_PART}", hashlib.sha256()
    try:
        with source.open("rb") as from_file, part.open("xb") as to_file:
            while piece := from_file.read(AT_ONCE):
                check()
                written.update(piece)
                to_file.write(piece)
                to_file.flush()
                os.fsync(to_file.fileno())
        if digest(part, check) != written.hexdigest():
            raise AppError(
                "backup_not_proven",
                _("Bản chép sang nơi thứ hai không dùng được."),
                _("Ổ đĩa ở {place} trả lại nội dung khác với nội dung vừa ghi.").format(place=root),
                _("Hãy dùng USB hoặc ổ đĩa khác; bản sao lưu trên máy này vẫn còn nguyên."),
            )
        replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    sync_folder(target.parent)


def digest(path: Path, check: Callable[[], None]) -> str:
    """The SHA-256 of a file as it is read back, in hexadecimal; `check` may raise to call it off."""
    found = hashlib.sha256()
    with patiently(lambda: path.open("rb")) as file:
        if hasattr(os, "posix_fadvise"):
            # From the disk itself, not from what the system still has in memory of writing it.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(AT_ONCE):
            check()
            found.update(piece)
    return found.hexdigest()


def _noted(home: Home) -> dict[str, str]:
    try:
        found = json.loads((home.backups / _NOTE).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): value for name, value in found.items() if isinstance(value, str)}


def _missing(place: str) -> AppError:
    return AppError(
        "second_place_missing",
        _("Chưa thấy nơi sao lưu thứ hai: {place}.").format(place=place),
        _("USB chưa được cắm, ổ mạng chưa nối, hoặc thư mục đã bị xoá hay đổi tên."),
        _("Hãy cắm USB (nối ổ mạng) rồi chép lại, hoặc chọn nơi khác trong Cài đặt."),
    )
