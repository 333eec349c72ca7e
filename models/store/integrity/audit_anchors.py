"""Compares the audit chain with its heads as noted outside the file: beside it, in backups, in the second place.

A chain alone cannot show that its tail was cut off or that the whole file is an older copy; what was noted can. What is
missing stays a finding until somebody accepts it: that is a row of the book itself (`models.work.older_book`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.paths import Home
from models.base.words import _
from models.store import audit
from models.store.audit import AuditEvent
from models.store.backups import backup_list, offsite
from models.store.backups.backup_list import KeptBackup
from models.store.local import last_close
from models.store.local.last_close import LastClose, LostHead

HashOf = Callable[[int], str | None]  # the hash of the event with this number, None when there is none
# Up to which branch what is missing was accepted.
ACCEPTED = "SELECT max(branch) FROM older_books WHERE typeof(branch) = 'integer'"
MANY = 50  # backups of a place whose noted heads are compared
_REMEMBERED = 20  # lost heads: one for each time that a file was put in the book's place, and nobody accepted it


@dataclass(frozen=True)
class NotedHead:
    """Where a head was noted, in words, and the event it was: its number and hash, and the book's branch then."""

    where: str
    number: int
    head: str
    at: datetime | None = None
    branch: int = 0


@dataclass(frozen=True)
class MissingHead:
    """A noted head that the chain has not: `older` when the chain ends before it, else it has another event there."""

    noted: NotedHead
    older: bool
    newest: int


@dataclass(frozen=True)
class Chain:
    """The chain of a book that can be read: how long it is, its hashes, and what was accepted as missing."""

    newest: int
    hash_of: HashOf
    accepted: int | None = None

    def lacks(self, heads: Iterable[NotedHead]) -> list[MissingHead]:
        """Those heads that it does not have and nobody accepted, the newest of the book first."""
        wanted = [one for one in heads if self.accepted is None or one.branch > self.accepted]
        found = gaps(self.hash_of, self.newest, wanted)
        return sorted(found, key=lambda gap: (gap.noted.branch, gap.noted.number), reverse=True)


def chain_of(session: Session) -> Chain:
    """The chain that a session sees."""

    def hash_of(number: int) -> str | None:
        return session.scalar(select(AuditEvent.hash).where(AuditEvent.number == number))

    return Chain(audit.head(session)[0], hash_of, session.connection().exec_driver_sql(ACCEPTED).scalar())


def noted(home: Home, place: str = "", *, many: int = 1) -> list[NotedHead]:
    """What lies beside the book, its newest backups and the second place know; `place` is looked at where it is there.

    What was noted before a restore counts no more.
    """
    known = last_close.read(home) or LastClose()
    found = []
    if known.events:
        found.append(NotedHead(_("lần đóng sổ gần nhất"), known.events, known.head, branch=known.branch))
    found += [NotedHead(_("lần mở sổ trước"), one.number, one.head, branch=one.branch) for one in known.lost]
    for listed in (backup_list.own(home), offsite.kept(home, place)):
        words = _("bản sao lưu {name}") if listed and listed[0].path.parent == home.backups else _SECOND_COPY
        readable = [one for one in listed if one.contents is not None and one.contents.events]
        found += [_of_backup(one, words) for one in readable[:many] if _counts(one.branch, one.made_at, known)]
    brought = offsite.noted_head(home)
    if brought is not None and _counts(brought.branch, None, known):
        where = _("lần chép sang nơi sao lưu thứ hai")
        found.append(NotedHead(where, brought.number, brought.head, branch=brought.branch))
    return found


def gaps(hash_of: HashOf, newest: int, heads: Iterable[NotedHead]) -> list[MissingHead]:
    """Those heads that a chain with `newest` events does not have."""
    return [MissingHead(one, one.number > newest, newest) for one in heads if hash_of(one.number) != one.head]


def note_entry(home: Home, chain: Chain, head: str) -> None:
    """The book is open: note where it stands, and remember what it should have and has not.

    A book that lacks what was noted goes on in a branch of its own, so that its backups count as newer than those of
    the book that it was put in the place of.
    """
    known, heads = last_close.read(home) or LastClose(), noted(home)
    missing = chain.lacks(heads)
    own = [one.branch for one in heads if chain.hash_of(one.number) == one.head]
    left = -1 if chain.accepted is None else chain.accepted
    branch = max([known.branch, left + 1, *own, *(gap.noted.branch + 1 for gap in missing)])
    lost = dict.fromkeys(LostHead(gap.noted.number, gap.noted.head, gap.noted.branch) for gap in missing)
    last_close.entered(home, chain.newest, head, branch, tuple(lost)[:_REMEMBERED])


def words(gap: MissingHead) -> str:
    """The gap in one sentence."""
    if gap.older:
        return _(
            "Nhật ký bị cắt đuôi hoặc tệp là bản cũ: {where} đã ghi {noted} sự kiện, tệp này chỉ còn {newest}."
        ).format(where=gap.noted.where, noted=gap.noted.number, newest=gap.newest)
    return _("Nhật ký không còn là nhật ký cũ: sự kiện số {noted} khác với {where}.").format(
        noted=gap.noted.number, where=gap.noted.where
    )


_SECOND_COPY = _("bản sao lưu {name} ở nơi thứ hai")


def _of_backup(one: KeptBackup, words: str) -> NotedHead:
    held = one.contents
    number, head = (held.events, held.head) if held is not None else (0, "")
    return NotedHead(words.format(name=one.path.name), number, head, one.made_at, one.branch)


def _counts(branch: int, made_at: datetime | None, known: LastClose) -> bool:
    """Whether a head still says something of the book after what was put in its place on purpose."""
    if known.counts_from or not known.since:
        return branch >= known.counts_from
    # Put there by an earlier program, which only noted the moment.
    since = last_close.moment(known.since)
    return since is None or branch > 0 or (made_at is not None and made_at > since)
