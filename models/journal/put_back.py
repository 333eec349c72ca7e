"""Puts rows that somebody changed behind the program back to what the journal says; that is itself in the journal.

What was there is kept in the event, so that nothing is lost by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import IntegrityError

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store import schema
from models.store.audit import Change
from models.store.backups import backup_list
from models.store.db import PUT_BACK as OPERATION
from models.store.db import Store
from models.store.integrity import check, replay, row_words, word_index
from models.store.integrity.replay import UNTOLD, RowDifference
from models.store.sqlite import raw, shapes
from models.store.tables import Table

SHAPE = ("", "")  # stands for the shape of the file among the keys of rows
_BEFORE = "truoc-dua-ve-nhat-ky-"

Key = tuple[str, Any]  # a row's table and id


@dataclass(frozen=True)
class WrongRow:
    """Something that is not as the journal says, and what it is in one sentence."""

    key: Key
    words: str


@dataclass(frozen=True)
class Wrong:
    """What is not as the journal says; `more` rows are not listed."""

    listed: tuple[WrongRow, ...]
    more: int


@dataclass(frozen=True)
class PutBack:
    """How many rows were put back, how many parts of the file's shape, whether the index was made anew; the tables."""

    rows: int
    parts: int
    index: bool
    tables: frozenset[str] = frozenset()


def wrong(store: Store, most: int) -> Wrong:
    """Everything that is not as the journal says, at most `most` of a kind. Raises AppError as a read does."""
    found = _shape(store)
    told = row_words.Told(most)
    for name, cls in _readable(found):
        with store.read() as session, raw.under(session) as db:
            told.add(replay.of_table(db, name, cls, schema.made().defaults))
    with store.read() as session:
        words = row_words.sentences(session, told.rows())
    rows = [WrongRow((one.table, one.row_id), said) for one, said in zip(told.rows(), words, strict=True)]
    shape = [WrongRow(SHAPE, " ".join(one.words() for one in found))] if found else []
    return Wrong((*shape, *rows), told.more())


def put_back(home: Home, store: Store, key: bytes, only: Collection[Key] | None = None, place: str = "") -> PutBack:
    """Make every row what the journal says, or those of `only`; the index of words is made anew where it differs.

    The file's shape is brought back before, after a backup of the book as it is.
    Raises AppError `not_allowed`; `journal_untrusted` when the journal itself is not whole; `nothing_to_put_back`;
    `put_back_clash` when a chosen row needs another that was not chosen; `put_back_odd` for an id that is no text.
    """
    store.guard(OPERATION, [])
    _refuse_untrusted(home, store, place)
    found = _shape(store)
    if found and (only is None or SHAPE in only):
        if shapes.takes_rows(found):
            _keep_as_it_is(home, store, key)
        parts, found = len(shapes.bring_back(store.path, key, schema.made().shape)), []
    else:
        parts = 0
    made = replace(_put_rows(store, found, only), parts=parts)
    if not made.rows and not parts and not made.index:
        raise _nothing()
    return made


def take_as_they_are(store: Store, by: str) -> int:
    """The other way round, for a book made of what was left of a damaged one: the journal takes what the tables have.

    Gives how many rows differed.
    """
    with store.write("book.rescue", by=by) as write, raw.under(write.session) as db:
        found = [one for _name, _cls, some in _differences(db, (), None) for one in some]
        write.note(_changed(one, one.told, one.there) for one in found)
    return len(found)


# Inside


def _keep_as_it_is(home: Home, store: Store, key: bytes) -> None:
    """A proven backup; of a file that none can be made of, a copy."""
    try:
        backup_list.make(home, key, _BEFORE)
    except (AppError, raw.Error):
        shapes.copy(store.path, key, home.backups / f"{_BEFORE}{clock.local(clock.now()):%Y%m%d-%H%M%S}.db")


def _put_rows(store: Store, found: Sequence[shapes.ShapeDifference], only: Collection[Key] | None) -> PutBack:
    count = 0
    try:
        with store.write(OPERATION) as write, raw.under(write.session) as db:
            for name, cls, wrong in _differences(db, found, only):
                _refuse_odd(wrong)
                write.note_below(name, {one.row_id: _changed(one, one.there, one.told) for one in wrong})
                replay.put_right(db, name, cls, wrong)
                count += len(wrong)
            index = bool(word_index.differing(db))
            write.index_anew = index
    except (IntegrityError, raw.IntegrityError):
        raise _clash() from None
    return PutBack(count, 0, index, write.changed)


def _differences(
    db: Any,  # noqa: ANN401
    found: Sequence[shapes.ShapeDifference],
    only: Collection[Key] | None,
) -> Iterator[tuple[str, type[Table], list[RowDifference]]]:
    """The tables in which rows differ, each with its columns and those rows."""
    for name, cls in _readable(found):
        every = replay.of_table(db, name, cls, schema.made().defaults)
        wrong = [one for one in every if only is None or (one.table, one.row_id) in only]
        if wrong:
            yield name, cls, wrong


def _changed(one: RowDifference, before: tuple[Any, ...] | None, after: tuple[Any, ...] | None) -> Change:
    """The event: of a row that stays only the columns that differ, of one that comes or goes all of it."""
    names = one.differing() if one.there is not None and one.told is not None else one.columns
    sides = (_said(one.columns, before, names), _said(one.columns, after, names))
    return Change(one.table, str(replay.sayable(one.row_id)), *sides, None)


def _said(columns: Sequence[str], values: tuple[Any, ...] | None, names: Collection[str]) -> dict[str, Any] | None:
    if values is None:
        return None
    pairs = zip(columns, values, strict=True)
    return {name: None if value is UNTOLD else replay.sayable(value) for name, value in pairs if name in names}


def _shape(store: Store) -> list[shapes.ShapeDifference]:
    with store.read() as session, raw.under(session) as db:
        return shapes.differences(schema.made().shape, shapes.read(db))


def _readable(found: Sequence[shapes.ShapeDifference]) -> Iterator[tuple[str, type[Table]]]:
    """The tables that have the shape that their classes need."""
    unlike = shapes.unlike(found)
    yield from ((name, cls) for name, cls in replay.replayed().items() if name not in unlike)


def _refuse_untrusted(home: Home, store: Store, place: str) -> None:
    with store.read() as session:
        found = check.journal(session, home, place)
    if found:
        raise AppError(
            "journal_untrusted",
            _("Không đưa dữ liệu về theo nhật ký được, vì chính nhật ký không còn nguyên vẹn."),
            found[0].what,
            _("Hãy khôi phục từ bản sao lưu mới nhất đã kiểm chứng."),
        )


def _refuse_odd(wrong: Sequence[RowDifference]) -> None:
    """A row whose id is no text can be asked for by nobody, neither to be removed."""
    if any(isinstance(one.row_id, str) and ("\0" in one.row_id or not replay.bindable(one.row_id)) for one in wrong):
        raise AppError(
            "put_back_odd",
            _("Có dòng không đưa về được, vì mã của dòng đó trong tệp không còn là chữ."),
            _("Dòng ấy đã bị sửa ngoài chương trình tới mức không chỉ đích danh nó được nữa; chưa dòng nào bị đổi."),
            _("Hãy khôi phục từ bản sao lưu mới nhất đã kiểm chứng."),
        )


def _nothing() -> AppError:
    return AppError(
        "nothing_to_put_back",
        _("Không có gì để đưa về."),
        _("Mọi dòng trong sổ đều đúng như nhật ký ghi."),
        _("Không cần làm gì thêm."),
    )


def _clash() -> AppError:
    return AppError(
        "put_back_clash",
        _("Chưa đưa được các dòng đã chọn về."),
        _("Có dòng đã chọn cần tới một dòng khác cũng bị sửa, hoặc số, tên của nó đang bị dòng khác chiếm."),
        _("Hãy chọn tất cả rồi làm lại."),
    )
