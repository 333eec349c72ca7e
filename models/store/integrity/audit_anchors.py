"""Compares the audit chain with its heads as noted outside the file, at the last closing and in backups.

A chain alone cannot show that its tail was cut off or that the whole file is an older copy; what was noted can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store.backups import backup, backup_format
from models.store.local import last_close

HashOf = Callable[[int], str | None]  # the hash of the event with this number, None when there is none


@dataclass(frozen=True)
class NotedHead:
    """Where a head was noted, in words, and the event it was: its number and hash."""

    where: str
    number: int
    head: str
    at: datetime | None = None


@dataclass(frozen=True)
class MissingHead:
    """A noted head that the chain has not: `older` when the chain ends before it, else it has another event there."""

    noted: NotedHead
    older: bool
    newest: int


def noted(home: Home, *, many: int = 1) -> list[NotedHead]:
    """What the note of the last closing and the newest backups know. What was noted before a restore counts no more."""
    known = last_close.read(home)
    found = []
    if known is not None and known.events:
        found.append(NotedHead(_("lần đóng sổ gần nhất"), known.events, known.head))
    since = last_close.moment(known.since) if known else None
    for path in backup.newest(home.backups)[:many]:
        try:
            told = backup_format.look(path)
        except AppError:
            continue  # one that is no backup is named where backups are checked
        at = last_close.moment(told.made_at)
        if told.contents.events and (since is None or (at is not None and at > since)):
            where = _("bản sao lưu {name}").format(name=path.name)
            found.append(NotedHead(where, told.contents.events, told.contents.head, at))
    return found


def gaps(hash_of: HashOf, newest: int, heads: Iterable[NotedHead]) -> list[MissingHead]:
    """Those heads that a chain with `newest` events does not have."""
    return [MissingHead(one, one.number > newest, newest) for one in heads if hash_of(one.number) != one.head]


def words(gap: MissingHead) -> str:
    """The gap in one sentence."""
    if gap.older:
        return _(
            "Nhật ký bị cắt đuôi hoặc tệp là bản cũ: {where} đã ghi {noted} sự kiện, tệp này chỉ còn {newest}."
        ).format(where=gap.noted.where, noted=gap.noted.number, newest=gap.newest)
    return _("Nhật ký không còn là nhật ký cũ: sự kiện số {noted} khác với {where}.").format(
        noted=gap.noted.number, where=gap.noted.where
    )
