"""Where the cells of a pasted block go in the monthly grid: by their place, or by the task and unit that they name.

A block that names its tasks or units is never entered beside them: a figure of one task must not stand at another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from models.base.text import clean, fold, one_tone_place, read_date, show_date
from models.work.month import GridRow
from models.work.month_cells import COLUMNS, DAYS, EDITABLE, WORDS, column_name, may_edit, show

NAMES: Final = ("text", "ref", "unit")  # what a line is known by, what tells most first
_FIGURES: Final = frozenset(EDITABLE) - WORDS
_OLDER_TITLES: Final = {"ngay xong": "done_on", "tien do": "percent"}  # of sheets that offices have


@dataclass(frozen=True)
class PastedBlock:
    """The texts as they come; `source` are the columns that they were copied from, when it was from this grid."""

    texts: Sequence[Sequence[str]]
    source: Sequence[str] = ()


@dataclass(frozen=True)
class Room:
    """The grid as it is seen: its lines, its columns from left to right, and the chosen cells."""

    lines: Sequence[GridRow]
    columns: Sequence[str]
    top: int
    left: str
    tall: int = 1
    wide: int = 1


@dataclass(frozen=True)
class Arrangement:
    """Which text goes where (line of the room, column, text), and what of the block goes nowhere.

    `by_names` when lines stand elsewhere than where the block was put; `strangers` are the names of lines that fit no
    line in sight, or not just one; `shifted` the column under which names of tasks or units came to lie.
    """

    cells: tuple[tuple[int, str, str], ...] = ()
    by_names: bool = False
    strangers: tuple[str, ...] = ()
    shifted: str = ""
    lines_over: int = 0
    columns_over: int = 0
    unmeasured: int = 0
    deadlines: int = 0


def arrange(block: PastedBlock, room: Room) -> Arrangement:
    """Find the place of every text. Nothing is decided about what the texts mean."""
    fields, texts = _fields(block, room)
    texts = _days_as_shown(block, fields, texts)
    shifted = _shifted(fields, texts, room.lines)
    if shifted:
        return Arrangement(shifted=shifted)
    if not any(text for line in _named(fields, texts) for text in line.values()):
        fields, texts = _repeated(fields, texts, room)
        return _filled(room, fields, texts, {n: room.top + n for n in range(len(texts))})
    return _by_names(room, fields, texts, exact=bool(block.source))


# The columns


def _fields(block: PastedBlock, room: Room) -> tuple[list[str | None], list[Sequence[str]]]:
    """The column of each text of a line, None where there is none; and the lines without a line of titles."""
    texts = [[*line] for line in block.texts]
    width = max(map(len, texts), default=0)
    across = [*room.columns][room.columns.index(room.left) :]
    by_place: list[str | None] = [*across[:width], *[None] * (width - len(across))]
    titles = _titles(texts[0], by_place) if len(texts) > 1 else None
    if titles is not None:
        return [title if title in room.columns else None for title in titles], [*texts[1:]]
    if set(block.source) & set(NAMES):
        return [column if column in room.columns else None for column in block.source], [*texts]
    return by_place, [*texts]


def _days_as_shown(block: PastedBlock, fields: Sequence[str | None], texts: list[Sequence[str]]) -> list[Sequence[str]]:
    """Our own block has its days in a form for ourselves; where they do not stay days they are words for people."""
    away = {
        n
        for n, (source, field) in enumerate(zip(block.source, fields, strict=False))
        if source in DAYS and field not in DAYS
    }
    return [[_shown_day(text) if n in away else text for n, text in enumerate(line)] for line in texts]


def _shown_day(text: str) -> str:
    with suppress(ValueError):
        return show_date(read_date(text))
    return text


def _titles(line: Sequence[str], by_place: Sequence[str | None]) -> list[str | None] | None:
    """The columns that a line of titles names; None for a line of anything else."""
    known = _OLDER_TITLES | {_title(column_name(column)): column for column in COLUMNS}
    found = [known.get(_title(cell)) for cell in line]
    named = [column for column in found if column is not None]
    if len(named) != len(set(named)):
        return None
    return found if len(named) > 1 or (found == [*by_place] and named) else None


def _title(cell: str) -> str:
    return fold(clean(re.sub(r"\([^()]*\)\s*$", "", cell)))


def _shifted(fields: Sequence[str | None], texts: Sequence[Sequence[str]], lines: Sequence[GridRow]) -> str:
    """The column of figures in which names of tasks or units lie, if there is one."""
    known = {fold(told) for line in lines for name in ("text", "unit") for told in _told(line, name)}
    for place, field in enumerate(fields):
        if field in _FIGURES and any(fold(clean(text)) in known for text in _column(texts, place) if text.strip()):
            return str(field)
    return ""


def _column(texts: Iterable[Sequence[str]], place: int) -> list[str]:
    return [line[place] for line in texts if place < len(line)]


def _repeated(
    fields: list[str | None], texts: list[Sequence[str]], room: Room
) -> tuple[list[str | None], list[Sequence[str]]]:
    """The block as often as it fits exactly into what is chosen, as spreadsheets do it."""
    height, width = len(texts), len(fields)
    down = room.tall // height if height and not room.tall % height else 1
    right = room.wide // width if width and not room.wide % width else 1
    if right > 1:
        start = room.columns.index(room.left)
        fields = [*room.columns[start : start + width * right]]
        texts = [[*line, *[""] * (width - len(line))] * right for line in texts]
    return fields, texts * down


# The lines


def _told(line: GridRow, name: str) -> list[str]:
    """What a sheet may call it: a line of nobody's also by who fills it in."""
    return [show(line, name), *([line.filled_by] if name == "unit" and line.filled_by else [])]


def _named(fields: Sequence[str | None], texts: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """What each line says it is about. Under a merged cell a line has only its unit: the rest stands above."""
    found: list[dict[str, str]] = []
    for line in texts:
        names = {field: clean(text) for field, text in zip(fields, line, strict=False) if field in NAMES}
        if found and names.get("unit") and not (names.get("text") or names.get("ref")):
            names |= {name: found[-1].get(name, "") for name in ("text", "ref") if name in names}
        found.append({str(name): text for name, text in names.items()})
    return found


def _by_names(room: Room, fields: list[str | None], texts: list[Sequence[str]], *, exact: bool) -> Arrangement:
    known = KnownLines(room.lines, exact=exact)
    named = _named(fields, texts)
    wanted = {n: known.like(named[n]) for n, line in enumerate(texts) if any(text.strip() for text in line)}
    if all(room.top + n in fits for n, fits in wanted.items()):
        return _filled(room, fields, texts, {n: room.top + n for n in wanted})
    single = {n: fits[0] for n, fits in wanted.items() if len(fits) == 1}
    taken = Counter(single.values())
    found = {n: line for n, line in single.items() if taken[line] == 1}
    strangers = [" · ".join(filter(None, named[n].values())) for n in wanted if n not in found]
    moved = any(line != room.top + n for n, line in found.items())
    return _filled(room, fields, texts, found, by_names=moved, strangers=tuple(strangers))


class KnownLines:
    """The lines in sight, found by what a sheet says of them; `exact` when nothing has been through a sheet."""

    def __init__(self, lines: Sequence[GridRow], *, exact: bool) -> None:
        self._lines = lines
        self._exact = exact
        self._by: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in NAMES}
        for number, line in enumerate(lines):
            for name in NAMES:
                for told in _told(line, name):
                    self._by[name][self._key(name, told)].append(number)

    def like(self, names: dict[str, str]) -> list[int]:
        """The lines that agree with everything that is named; none when nothing is."""
        fits: list[int] | None = None
        for name in NAMES:
            if names.get(name):
                alike = {n for key in self._keys(name, names[name]) for n in self._by[name].get(key, ())}
                fits = [n for n in (sorted(alike) if fits is None else fits) if n in alike]
                fits = self._closest(name, names, fits)
        return fits or []

    def _closest(self, name: str, names: dict[str, str], fits: list[int]) -> list[int]:
        """Of lines that differ by their marks only, or by what a sheet makes of `3.10`, the very one."""
        if name == "ref" and not names.get("text") and not self._exact:
            return fits  # `3.1` may have been `3.10` before a sheet took it for a number
        very = [n for n in fits if one_tone_place(show(self._lines[n], name)) == one_tone_place(names[name])]
        return very or fits

    def _keys(self, name: str, text: str) -> set[str]:
        keys = {self._key(name, text)}
        if name == "ref" and not self._exact:
            with suppress(ValueError):  # `9.3` that a sheet took for a day
                day = read_date(text)
                keys |= {self._key(name, f"{day.day}.{day.month}"), self._key(name, f"{day.month}.{day.day}")}
        return keys

    def _key(self, name: str, text: str) -> str:
        key = fold(text)
        if name != "ref":
            return key
        key = key.strip(" .)")
        if self._exact or not re.fullmatch(r"[0-9]+[.,][0-9]+", key):
            return key
        whole, part = re.split(r"[.,]", key)
        return f"{int(whole)}.{part.rstrip('0')}"


def _filled(
    room: Room,
    fields: Sequence[str | None],
    texts: Sequence[Sequence[str]],
    where: dict[int, int],
    *,
    by_names: bool = False,
    strangers: tuple[str, ...] = (),
) -> Arrangement:
    cells: list[tuple[int, str, str]] = []
    unmeasured = deadlines = 0
    inside = {n: line for n, line in where.items() if line < len(room.lines)}
    for number, place in inside.items():
        line = room.lines[place]
        for field, text in zip(fields, texts[number], strict=False):
            if field is not None and may_edit(line, field):
                cells.append((place, field, text))
            elif field == "value" and text.strip():
                unmeasured += 1
            elif field == "due_on":
                deadlines += _other_day(line, text)
    over = [column for column, field in enumerate(fields) if field is None]
    return Arrangement(
        tuple(cells),
        by_names,
        strangers,
        lines_over=sum(any(text.strip() for text in texts[n]) for n in where if n not in inside),
        columns_over=sum(any(text.strip() for text in _column(texts, column)) for column in over),
        unmeasured=unmeasured,
        deadlines=deadlines,
    )


def _other_day(line: GridRow, text: str) -> bool:
    with suppress(ValueError):
        return read_date(text) != line.due_on
    return False
