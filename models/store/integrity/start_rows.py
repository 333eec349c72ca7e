"""What is compared with the journal whenever the book is opened: few rows, so that nobody waits.

Those are the rows of the tables that much hangs on (`Declaration.at_start`: who may what, which periods are closed),
and those that were worked on since the whole was last compared. The whole is compared soon after when somebody
touched the file since it was closed, and every week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from models.base.paths import Home
from models.base.words import _
from models.store.db import Store
from models.store.integrity import last_check, replay, row_words
from models.store.integrity.replay import RowDifference
from models.store.sqlite import raw
from models.store.sqlite.damage import Notice

_MOST = 500  # rows that were worked on, the newest
_TOLD = 3
_SINCE = "SELECT table_name, row_id FROM audit_events WHERE number > ? ORDER BY number DESC LIMIT ?"


def notices(home: Home, store: Store) -> list[Notice]:
    """What the owner should know of rows that are not as the journal says. Raises AppError as a read does."""
    last = last_check.read(home)
    with store.read() as session:
        found = differing(session, last.events if last is not None else 0)
        if not found:
            return []
        told = row_words.sentences(session, found[:_TOLD])
    if len(found) > _TOLD:
        told.append(_("Và còn {n} dòng khác.").format(n=len(found) - _TOLD))
    do = _(
        "Quản trị xem tất cả và đưa về đúng nhật ký ở Cài đặt, Kiểm tra sổ (hoặc bằng lệnh check, check --put-back)."
    )
    return [Notice("rows", " ".join(told), do)]


def differing(session: Session, since: int) -> list[RowDifference]:
    """The rows looked at that differ; `since` is the number of the event up to which the whole was compared."""
    found: list[RowDifference] = []
    with raw.under(session) as db:
        worked_on = _worked_on(db, since)
        for name, cls in replay.replayed().items():
            try:
                if cls.__declared__.at_start:
                    found += replay.of_table(db, name, cls)
                elif name in worked_on:
                    found += replay.of_table(db, name, cls, only=worked_on[name])
            except raw.Error:
                continue  # not in the shape that it must have: the check of the whole says so
    return found


def _worked_on(db: Any, since: int) -> dict[str, Sequence[str]]:  # noqa: ANN401
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for table, row_id in db.execute(_SINCE, (since, _MOST)):
        if replay.bindable(row_id):
            found[table][row_id] = None
    return {table: list(ids) for table, ids in found.items()}
