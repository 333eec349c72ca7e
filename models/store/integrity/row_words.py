"""Rows that differ from the journal, in the office's words: which row and columns, what is there, what was told."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.base.text import show_number
from models.base.words import _
from models.store import tables
from models.store.history_words import NamesById, changes, show_value
from models.store.integrity import replay
from models.store.integrity.replay import CHANGED, CODES, MISSING, UNKNOWN, RowDifference
from models.store.sqlite import raw

MOST = 20  # rows of a kind that are told one by one
_COLUMNS = 6  # columns of a row
_LONGEST = 90  # letters of a value, and of what a row is about


@dataclass
class _Event:
    """What the words of the journal are made of."""

    table_name: Any
    row_id: Any
    before: Any
    after: Any


class Told:
    """Keeps the first rows of each kind, and counts the rest."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[str, list[RowDifference]] = defaultdict(list)
        self._more: Counter[str] = Counter()

    def add(self, found: Iterable[RowDifference]) -> None:
        """Take in the differences of a table."""
        for one in found:
            if len(self._kept[one.code]) < self._most:
                self._kept[one.code].append(one)
            else:
                self._more[one.code] += 1

    def rows(self) -> list[RowDifference]:
        """Those that are told one by one: changed ones first, then unknown, then missing."""
        return [one for code in CODES for one in self._kept[code]]

    def more(self) -> int:
        """How many there are besides."""
        return self._more.total()

    def sentences(self, session: Session) -> list[tuple[str, str]]:
        """A sentence for each, with its code, and one for those of a kind that are only counted."""
        rows = self.rows()
        words = dict(zip(map(id, rows), sentences(session, rows), strict=True))
        found = []
        for code in CODES:
            found += [(code, words[id(one)]) for one in self._kept[code]]
            if self._more[code]:
                found.append((code, _MORE[code].format(n=show_number(self._more[code]))))
        return found


def sentences(session: Session, found: Sequence[RowDifference]) -> list[str]:
    """One sentence for each difference."""
    with raw.under(session):
        names = NamesById(session, [event for one in found for event in _events(one)])
    return [_sentence(one, names) for one in found]


def _sentence(one: RowDifference, names: Mapping[str, str]) -> str:
    declared = tables.declarations()[one.table]
    what, about = declared.title, _short(" ".join(names.get(one.row_id, "").split()))
    if about or declared.subject:
        what = _("{kind} “{about}”").format(kind=what, about=about or _short(str(replay.sayable(one.row_id))))
    return _SAYS[one.code].format(what=what, columns="; ".join(_columns(one, names)))


def _columns(one: RowDifference, names: Mapping[str, str]) -> Iterator[str]:
    """What differs, first what people know by a name."""
    if one.code != CHANGED:
        return
    lines = [(change.label, change.before, change.after) for change in changes(_change(one), names)]
    cls = tables.by_name()[one.table]
    for name, pair in one.differing().items():
        if name not in cls.__declared__.words:
            there, says = (show_value(cls, name, replay.sayable(value), names) for value in pair)
            lines.append((_("Cột “{name}”").format(name=name), there, says))
    for label, there, says in lines[:_COLUMNS]:
        words = _("{label} trong sổ là “{there}”, nhật ký ghi “{told}”")
        yield words.format(label=label, there=_short(there), told=_short(says))
    if len(lines) > _COLUMNS:
        yield _("và {n} cột khác").format(n=len(lines) - _COLUMNS)


def _events(one: RowDifference) -> Iterator[_Event]:
    yield _Event(one.table, one.row_id, None, json.dumps({k: replay.sayable(v) for k, v in one.row().items()}))
    if one.code == CHANGED:
        yield _change(one)


def _change(one: RowDifference) -> _Event:
    """As if the row had been changed from what is there to what the journal says."""
    pairs = one.differing().items()
    sides = ({name: replay.sayable(pair[side]) for name, pair in pairs} for side in (0, 1))
    return _Event(one.table, one.row_id, *map(json.dumps, sides))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


_SAYS = {
    CHANGED: _("{what} bị sửa ngoài chương trình: {columns}."),
    UNKNOWN: _("{what} có trong sổ nhưng nhật ký không ghi: đã được thêm ngoài chương trình."),
    MISSING: _("{what} không còn trong sổ, nhật ký ghi là có: đã bị xóa ngoài chương trình."),
}
_MORE = {
    CHANGED: _("Và còn {n} dòng khác bị sửa ngoài chương trình."),
    UNKNOWN: _("Và còn {n} dòng khác có trong sổ mà nhật ký không ghi."),
    MISSING: _("Và còn {n} dòng khác nhật ký ghi là có mà không còn trong sổ."),
}
