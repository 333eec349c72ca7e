"""The office's longest time until the book locks itself (`models.base.lock_minutes`), as the book has it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.lock_minutes import LOCK
from models.base.policy import LONGEST
from models.base.words import _
from models.work import office, rights


def put(session: Session, minutes: int) -> None:
    """The office's longest time. Raises AppError `not_allowed`, `wrong_minutes`."""
    rights.require(session, LOCK)
    if not 0 <= minutes <= LONGEST:
        raise AppError(
            "wrong_minutes",
            _("Số phút tự khóa không hợp lệ."),
            _("Số phút phải từ 0 đến {most}; 0 là không tự khóa.").format(most=LONGEST),
            _("Hãy chọn lại."),
        )
    office.own(session).lock_minutes = minutes
