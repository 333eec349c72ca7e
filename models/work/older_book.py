"""An older book in the place of a newer one, put there by hand or by a program that syncs folders, and accepted.

That it is older is found by `models.store.integrity.audit_anchors`; until it is accepted, every check says so.
"""

from __future__ import annotations

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store.declaration import Declaration
from models.store.integrity import audit_anchors
from models.store.local import last_close
from models.store.tables import Table
from models.work import rights

OPERATION = "book.accept"


class OlderBook(Table):
    """What was missing when somebody accepted the book as it is; who and when is in the journal."""

    __tablename__ = "older_books"
    __declared__ = Declaration(
        title=_("Sổ bản cũ được chấp nhận"),
        rank=16,
        write=OPERATION,
        words={
            "noted": _("Nơi đã ghi nhận bản mới hơn"),
            "events": _("Số sự kiện ở đó"),
            "kept": _("Số sự kiện của sổ này"),
            "head": _("Đầu nhật ký ở đó"),
        },
        untold=frozenset({"branch"}),
        undoable=False,  # what is accepted is known to be missing; restoring the newer one is the way back
        at_start=True,
        pages=frozenset({"settings"}),
    )

    noted: Mapped[str]
    events: Mapped[int] = mapped_column(Integer)
    kept: Mapped[int] = mapped_column(Integer)
    head: Mapped[str]
    branch: Mapped[int] = mapped_column(Integer)  # what was noted of this branch and those before counts no more


def accept(session: Session, home: Home, place: str = "") -> None:
    """Accept that the book in `home` lacks what was noted outside of it, also in the second place if it is there.

    Raises AppError `not_allowed`, `nothing_to_accept`.
    """
    rights.require(session, OPERATION)
    missing = audit_anchors.chain_of(session).lacks(audit_anchors.noted(home, place, many=audit_anchors.MANY))
    if not missing:
        raise AppError(
            "nothing_to_accept",
            _("Không có gì để chấp nhận."),
            _("Sổ đang có đủ mọi sự kiện mà các bản sao lưu và lần đóng sổ gần nhất đã ghi nhận."),
            _("Không cần làm gì thêm."),
        )
    newest, branch = missing[0], missing[0].noted.branch
    session.add(
        OlderBook(
            noted=newest.noted.where,
            events=newest.noted.number,
            kept=newest.newest,
            head=newest.noted.head[:8].upper(),
            branch=branch,
        )
    )
    # Before the row is kept: a number that is passed over does no harm, backups under one that is over would.
    last_close.go_on(home, branch + 1)
