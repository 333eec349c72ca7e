"""Whether a way in is still valid: asked of the book itself, also of one that is damaged or lies in a backup.

Old key files lie in every backup, and what they hold opens the same data key. So the book knows each way in by its
fingerprint (`models.work.ways_in`), and what it does not know, or knows as ended, opens nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.base import clock
from models.base.errors import AppError
from models.base.words import _
from models.store.keys.key_slots import Unlocked
from models.store.local import last_close

Rows = list[dict[str, Any]]
_TABLE, _ACCOUNTS = "ways_in", "accounts"
_KNOWN = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
_EVENTS = "SELECT row_id, after FROM audit_events WHERE table_name = ? ORDER BY number"


@dataclass(frozen=True)
class Standing:
    """How somebody who came in with the right key stands in the book.

    `known` says that the book has the account, `disabled` that it was ended, `void` is the refusal of a way in that is
    not valid (any more). A book from before these were noted says nothing against anybody.
    """

    name: str = ""
    known: bool = True
    disabled: bool = False
    void: AppError | None = None


def look(db: Any, found: Unlocked) -> Standing:  # noqa: ANN401 - the driver is untyped
    """How `found` stands in the book that `db` reads. What the driver throws passes as it is."""
    ways, accounts = (rows(db, table) for table in (_TABLE, _ACCOUNTS))
    return standing(ways, accounts, found)


def look_in_damaged(open_again: Callable[[], Any], found: Unlocked) -> Standing:
    """The same of a damaged book: what a table does not give any more the journal may.

    Each is read by a connection of its own, since one that met an unreadable page reads nothing more.
    Raises AppError `access_unread` when neither can be read.
    """
    ways, accounts = (_rows_or_unread(open_again, table) for table in (_TABLE, _ACCOUNTS))
    return standing(ways, accounts, found)


def standing(ways: Rows | None, accounts: Rows | None, found: Unlocked) -> Standing:
    """The same by the rows of the two tables; None for a table that the book does not have yet."""
    void = _void(ways or [], found)
    if accounts is None or found.account is None or (not accounts and found.account == found.keys.office):
        return Standing(void=void)
    row = next((one for one in accounts if one["id"] == found.account), None)
    if row is None:
        return Standing(known=False, void=void)
    return Standing(str(row.get("name", "")), disabled=row.get("disabled_at") is not None, void=void)


def _void(ways: Rows, found: Unlocked) -> AppError | None:
    same = [row for row in ways if row.get("fingerprint") == found.way]
    if not ways or not found.way or any(row.get("ended_at") is None for row in same):
        return None
    return void(found.kind, str(same[0]["ended_at"]) if same else "")


def rows(db: Any, table: str) -> Rows | None:  # noqa: ANN401
    """The rows of a table as they lie there, by the names of their columns; None where there is no such table."""
    return _rows(db, table) if _has(db, table) else None


def _has(db: Any, table: str) -> bool:  # noqa: ANN401
    return bool(db.execute(_KNOWN, (table,)).fetchone()[0])


def _rows_or_unread(open_again: Callable[[], Any], table: str) -> Rows | None:
    """The rows of a table as it or the journal gives them; None in a book from before there was such a table."""
    for read in (_rows, _by_journal):
        try:
            with closing(open_again()) as db:
                return read(db, table) if _has(db, table) else None
        except driver.Error:
            continue
    raise _unread()


def _rows(db: Any, table: str) -> Rows:  # noqa: ANN401
    asked = db.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in asked.description]
    return [dict(zip(names, row, strict=True)) for row in asked]


def _by_journal(db: Any, table: str) -> Rows:  # noqa: ANN401
    known: dict[str, dict[str, Any]] = {}
    for row_id, after in db.execute(_EVENTS, (table,)):
        known[row_id] = {**known.get(row_id, {}), **json.loads(after), "id": row_id} if after else {}
    return [row for row in known.values() if row]


def void(kind: str, ended_at: str = "") -> AppError:
    """The passphrase, the code or this computer's memory opened once, and opens no more."""
    what, ended, do = {
        "recovery": (
            _("Mã khôi phục này không còn hiệu lực."),
            _("Mã đã được thay bằng mã khác ngày {day}."),
            _("Hãy dùng mã khôi phục mới nhất, hoặc mật khẩu."),
        ),
        "computer": (
            _("Máy này không còn được nhớ."),
            _("Việc nhớ mật khẩu trên máy đã bị hủy ngày {day}."),
            _("Hãy nhập mật khẩu."),
        ),
    }.get(
        kind,
        (
            _("Mật khẩu này không còn hiệu lực."),
            _("Mật khẩu đã được thay hoặc bị hủy ngày {day}."),
            _("Hãy dùng mật khẩu mới, hoặc nhờ quản trị của sổ đặt lại."),
        ),
    )
    at = last_close.moment(ended_at)
    if at is None:
        ended = _("Tệp dữ liệu không biết mật khẩu hay mã này: tệp khóa và tệp dữ liệu không cùng một thời điểm.")
    return AppError("slot_void", what, ended.format(day=f"{clock.local(at):%d/%m/%Y}" if at else ""), do)


def _unread() -> AppError:
    return AppError(
        "access_unread",
        _("Không đọc được trong tệp dữ liệu hỏng ai còn được mở sổ."),
        _("Chỗ ghi tài khoản, mật khẩu và mã khôi phục còn hiệu lực đã hỏng, nên không cho xem gì của sổ này."),
        _("Hãy khôi phục bản sao lưu mới nhất: mật khẩu hoặc mã khôi phục đang dùng mở được bản đó."),
    )
