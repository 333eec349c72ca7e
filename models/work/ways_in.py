"""The ways into the book that are valid: each passphrase, the recovery code, the computer that remembers one.

The key file beside the book holds what they open with; an older one lies in every backup. So the book itself knows
which of them count, by their fingerprints, and refuses the others (`models.store.sqlite.valid_ways` asks).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work.accounts import Account

Ways = Mapping[str, tuple[str, str | None]]  # kind and account (None: the office's own), by fingerprint

_BOOK_KEY = "book_key"


def kind_name(kind: str) -> str:
    """What kind of way it is, in words."""
    known = {
        "passphrase": _("Mật khẩu"),
        "recovery": _("Mã khôi phục"),
        "computer": _("Máy được nhớ"),
        _BOOK_KEY: _("Khóa của sổ"),
    }
    return known.get(kind, kind)


class WayIn(Table):
    """One way in. It says nothing of the secret; one that ended stays, so that its refusal can say since when."""

    __tablename__ = "ways_in"
    __declared__ = Declaration(
        title=_("Cách mở sổ"),
        rank=17,
        write="account.passphrase",
        words={"kind": _("Loại"), "account_id": _("Của ai"), "ended_at": _("Hết hiệu lực lúc")},
        untold=frozenset({"fingerprint", "made_at"}),
        values={"kind": kind_name},
        subject=("kind",),
        name=lambda row: kind_name(row["kind"]),
        undoable=False,  # the secrets lie outside the book
        at_start=True,
    )
    __table_args__ = (Index(None, "account_id"), Index(None, "fingerprint"))

    kind: Mapped[str]
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    fingerprint: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def valid(session: Session) -> set[str]:
    """The fingerprints that open the book."""
    return set(session.scalars(select(WayIn.fingerprint).where(WayIn.ended_at.is_(None))))


def ended(session: Session) -> set[str]:
    """Those that did, and are not valid any more."""
    return set(session.scalars(select(WayIn.fingerprint).where(WayIn.ended_at.is_not(None)))) - valid(session)


def noted(session: Session) -> bool:
    """Whether any was ever noted: not in a book from before they were."""
    return session.scalar(select(WayIn.id).limit(1)) is not None


def end_book_key(session: Session, account: str, generation: int) -> None:
    """The data key itself was exchanged by this account: a way in of everybody's that ended."""
    now = clock.now().replace(microsecond=0)
    name = f"{_BOOK_KEY}/{generation}"
    session.add(WayIn(kind=_BOOK_KEY, account_id=account, fingerprint=name, made_at=now, ended_at=now))


def put(session: Session, ways: Ways) -> None:
    """From now on these are valid and no others. Ways of accounts that the book does not know are none."""
    now = clock.now().replace(microsecond=0)
    known = {row.fingerprint: row for row in session.scalars(select(WayIn).where(WayIn.ended_at.is_(None)))}
    for fingerprint, row in known.items():
        if fingerprint not in ways:
            row.ended_at = now
    accounts = {None, *session.scalars(select(Account.id))}
    for fingerprint, (kind, account) in ways.items():
        if fingerprint not in known and account in accounts:
            session.add(WayIn(kind=kind, account_id=account, fingerprint=fingerprint, made_at=now))
    session.flush()
