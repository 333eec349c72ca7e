"""Who may come in by what the journal says, where somebody changed the rows of people or of ways in behind it.

The rows say so too in every honest book. Where they differ the journal counts until they are put back; where the
journal itself was changed as well, whichever of the two gives less.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from models.base import clock
from models.base.errors import AppError
from models.base.words import _
from models.store import audit, schema
from models.store.db import Store
from models.store.integrity import replay, row_words
from models.store.integrity.replay import UNTOLD, RowDifference
from models.store.keys.key_slots import Unlocked
from models.store.local import last_close
from models.store.sqlite import raw, shapes, valid_ways
from models.store.sqlite.valid_ways import Standing
from models.store.tables import Table
from models.work import rights
from models.work.accounts import Account, AccountRow
from models.work.ways_in import WayIn

Row = dict[str, Any]
_ENDS = ("disabled_at", "ended_at")  # a row that has one of these lets nobody in


def standing(db: Any, found: Unlocked) -> Standing:  # noqa: ANN401 - the driver is untyped
    """How whoever comes stands in the book that `db` reads. What the driver throws passes as it is."""
    with raw.any_text(db):
        return valid_ways.standing(rows(db, WayIn), rows(db, Account), found)


def people(db: Any) -> list[AccountRow]:  # noqa: ANN401
    """Every account of the book that `db` reads (`raw.under`)."""
    return [_account(row) for row in rows(db, Account) or []]


def knows(db: Any, cls: type[Table]) -> bool:  # noqa: ANN401
    """Whether the book has, or ever had, a row of this table."""
    name = cls.__tablename__
    told = db.execute("SELECT 1 FROM audit_events WHERE table_name = ? LIMIT 1", (name,)).fetchone()
    return bool(told or valid_ways.rows(db, name))


def rows(db: Any, cls: type[Table]) -> list[Row] | None:  # noqa: ANN401
    """The rows of a table as they count, by the names of their columns; None in a book that has no such table."""
    there = valid_ways.rows(db, cls.__tablename__)
    if not there:
        return there if there is None or not knows(db, cls) else _mended(db, cls, {})
    return _mended(db, cls, {row["id"]: row for row in there})


def _mended(db: Any, cls: type[Table], there: dict[Any, Row]) -> list[Row]:  # noqa: ANN401
    try:
        found = list(replay.of_table(db, cls.__tablename__, cls))
    except raw.Error:  # in the shape of an earlier program: compared once it is brought up to date
        return list(there.values())
    whole = not found or audit.first_broken_in(db) is None
    for one in found:
        right = _by_journal(one) if whole else _less(one)
        there.pop(one.row_id, None)
        if right is not None:
            there[one.row_id] = right
    return list(there.values())


def _by_journal(one: RowDifference) -> Row | None:
    """The row as the journal has it; where that says nothing, as it is there."""
    if one.told is None:
        return None
    there = one.there or (None,) * len(one.columns)
    pairs = zip(one.columns, one.told, there, strict=True)
    return {name: kept if told is UNTOLD else told for name, told, kept in pairs}


def _less(one: RowDifference) -> Row | None:
    """Of a row and a journal neither of which need be right, what both of them grant."""
    row = _by_journal(one)
    if row is None or one.there is None:
        return None
    there = dict(zip(one.columns, one.there, strict=True))
    row.update({name: row[name] or there[name] for name in _ENDS if name in row})
    if "role" in row and row["role"] != there["role"]:
        known = {row["role"], there["role"]} & set(rights.ROLES) - {rights.ADMIN}
        row["role"] = known.pop() if len(known) == 1 and rights.ADMIN in {row["role"], there["role"]} else rights.READER
    return row


def _account(row: Row) -> AccountRow:
    role = row["role"] if row["role"] in rights.ROLES else rights.READER
    ended = row["disabled_at"]
    return AccountRow(
        str(row["id"]),
        str(replay.sayable(row["name"])),
        role,
        _moment(row["passphrase_at"]),
        None if ended is None else _moment(ended),
    )


def _moment(value: object) -> datetime:
    return (last_close.moment(value) if isinstance(value, str) else None) or clock.now().replace(microsecond=0)


def watch(store: Store) -> None:
    """Let the store say why it could not read or write, when that is what somebody changed behind the program."""
    store.explain = partial(_changed_behind, store)


def _changed_behind(store: Store) -> AppError | None:
    told = row_words.Told(1)
    with suppress(Exception), store.read() as session, raw.under(session) as db:
        wrong = shapes.differences(schema.made().shape, shapes.read(db))
        for name, cls in replay.replayed().items():
            if name not in shapes.unlike(wrong):
                told.add(replay.of_table(db, name, cls, schema.made().defaults))
        sentences = [one.words() for one in wrong] or [words for _code, words in told.sentences(session)]
        if not sentences and audit.first_broken_in(db) is not None:
            return _journal_changed()
        return _unreadable(sentences[0]) if sentences else None
    return None


def _journal_changed() -> AppError:
    return AppError(
        "journal_untrusted",
        _("Không làm được việc này, vì nhật ký của sổ đã bị sửa ngoài chương trình."),
        _("Mọi thay đổi phải ghi tiếp vào nhật ký, mà phần cuối của nó không còn là những gì chương trình đã ghi."),
        _("Hãy khôi phục từ bản sao lưu mới nhất đã kiểm chứng."),
    )


def _unreadable(why: str) -> AppError:
    return AppError(
        "changed_outside",
        _("Phần này của sổ không đọc được, vì có dữ liệu bị sửa ngoài chương trình."),
        why,
        _(
            "Quản trị hãy vào Cài đặt, Kiểm tra sổ (hoặc dùng lệnh check, check --put-back) để đưa dữ liệu về đúng "
            "nhật ký; hoặc khôi phục từ bản sao lưu."
        ),
    )
