"""Tables of a PDF's page that no upright lines divide: their columns are told by what stays free between the words.

Such a table is known by its header, which begins with the title of a column of numbers and names what the others hold.
It comes out as a ruled table, with lines where the gaps are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from models.reading.files.pdf_grid import Level, Piece, RuledTable, Upright
from models.reading.files.pdf_letters import Letter

_COUNTS: Final = re.compile(r"s?tt|st|số(?:\s*tt)?", re.IGNORECASE)  # the rest of a narrow title stands below
_TITLE: Final = re.compile(
    r"nội dung|nhiệm vụ|công việc|chủ trì|phối hợp|đơn vị|cơ quan|thời (?:gian|hạn|điểm)|tiến độ|hoàn thành|kết quả|"
    r"sản phẩm|ghi chú|thực hiện|người|bộ phận",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])[.)]?")
_OPENING: Final = 6  # letters
_LEAST_TITLES: Final = 2  # known ones, beside that of the numbers
_BETWEEN: Final = 0.6  # of a letter's height; two cells of a header are further apart than two words
_GUTTER: Final = 4.0  # points; the least that stays free between two columns
_FAR: Final = 3.0  # of a letter's height; a table does not go on over a wider blank
_MOST_ACROSS: Final = 2  # lines of a title that runs over the columns
_SPACED: Final = 1.25  # of the usual distance of lines; more of it stands between rows
_ROOM: Final = 6.0  # points; around the words of a table
_ACROSS: Final = 0.6  # of a table's width; a rule under a row is longer

Gap = tuple[float, float]


@dataclass(frozen=True)
class _Line:
    """The words of one printed line from left to right."""

    words: list[Piece]

    @property
    def middle(self) -> float:
        return median(word.middle[1] for word in self.words)

    @property
    def size(self) -> float:
        return median(word.size for word in self.words)

    def cells(self) -> list[Piece]:
        """The words together that no wide blank parts."""
        found: list[Piece] = []
        for word in self.words:
            last = found[-1] if found else None
            if last is not None and word.x0 - last.x1 <= _BETWEEN * word.size:
                found[-1] = Piece(
                    f"{last.text} {word.text}", last.x0, word.x1, min(last.y0, word.y0), max(last.y1, word.y1)
                )
            else:
                found.append(replace(word))
        return found

    def free_of(self, gaps: Sequence[Gap]) -> list[Gap]:
        """What this line leaves free of each gap; (0, 0) where that is too little."""
        return [max(_rest(gap, self.words), key=lambda part: part[1] - part[0], default=(0.0, 0.0)) for gap in gaps]


@dataclass(frozen=True)
class _Extent:
    """How many lines belong to a table, what they leave free, and which of them run over the columns."""

    length: int
    gaps: list[Gap]
    across: list[int]


def aligned_tables(
    rows: Sequence[Sequence[Letter]], rules: Sequence[Level], grids: Sequence[RuledTable]
) -> list[RuledTable]:
    """The tables among printed lines that no upright lines divide, outside of the ruled ones."""
    if not any(_COUNTS.match("".join(char for char, _box in row[:_OPENING])) for row in rows):
        return []
    lines = _lines([word for row in rows for word in _words(row) if not any(grid.holds(word) for grid in grids)])
    found: list[RuledTable] = []
    place = 0
    while place < len(lines):
        extent = _extent(lines[place:]) if _is_header(lines[place]) else None
        if extent is not None and extent.length:
            found.append(_table(lines[place : place + extent.length], extent, rules))
            place += extent.length
        else:
            place += 1
    return found


def with_rows_by_numbers(grid: RuledTable, pieces: Sequence[Piece]) -> RuledTable:
    """The table with a line above each number of its first column that shares a cell with another number."""
    rows: dict[int, list[Piece]] = {}
    numbers: set[int] = set()
    for piece in (one for one in pieces if grid.holds(one)):
        row, column = grid.cell(piece)
        rows.setdefault(row, []).append(piece)
        if column == 0 and _NUMBER.fullmatch(piece.text.strip()):
            numbers.add(id(piece))
    more: list[float] = []
    for held in rows.values():
        lines = _lines(held)
        counted = [place for place, line in enumerate(lines) if any(id(word) in numbers for word in line.words)]
        # A number that stands lower than its row's first line does not say where the row begins.
        if len(counted) > 1 and counted[0] <= 1:
            more += [(lines[place - 1].middle + lines[place].middle) / 2 for place in counted if place]
    if not more:
        return grid
    left, right = grid.uprights[0], grid.uprights[-1]
    levels = tuple(sorted((*grid.levels, *more), reverse=True))
    return replace(grid, levels=levels, rules=(*grid.rules, *((y, left, right) for y in more)))


def _words(row: Sequence[Letter]) -> Iterator[Piece]:
    word: Piece | None = None
    for char, box in row:
        if box is None:
            if word is not None and char != "-":
                yield word
                word = None
        elif word is None:
            word = Piece(char, box[0], box[2], box[1], box[3])
        else:
            word = Piece(word.text + char, word.x0, max(word.x1, box[2]), min(word.y0, box[1]), max(word.y1, box[3]))
    if word is not None:
        yield word


def _lines(words: Sequence[Piece]) -> list[_Line]:
    lines: list[list[Piece]] = []
    for word in sorted(words, key=lambda one: -one.middle[1]):
        if lines and abs(lines[-1][0].middle[1] - word.middle[1]) < 0.5 * min(lines[-1][0].size, word.size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_Line(sorted(line, key=lambda one: one.x0)) for line in lines]


def _is_header(line: _Line) -> bool:
    cells = line.cells()
    return (
        len(cells) > _LEAST_TITLES
        and _COUNTS.fullmatch(cells[0].text) is not None
        and sum(1 for cell in cells[1:] if _TITLE.search(cell.text)) >= _LEAST_TITLES
    )


def _extent(lines: Sequence[_Line]) -> _Extent:
    """What belongs to the table under a header; nothing where no numbered row follows."""
    gaps = [(a.x1, b.x0) for a, b in pairwise(lines[0].cells())]
    length, numbered = 1, 0
    across: list[int] = []
    waiting: list[int] = []
    for place, (before, line) in enumerate(pairwise(lines), 1):
        if before.middle - line.middle > _FAR * line.size:
            break
        left = line.free_of(gaps)
        if _crosses(left):
            # The title of a group, or the text under the table: told by what follows.
            waiting.append(place)
            if len(waiting) > _MOST_ACROSS:
                break
            continue
        is_numbered = _number_of(line, gaps) is not None
        if waiting and not is_numbered:
            break
        across += waiting
        gaps, length, numbered, waiting = left, place + 1, numbered + is_numbered, []
    return _Extent(length if numbered else 0, gaps, across)


def _crosses(gaps: Sequence[Gap]) -> bool:
    return any(end - start < _GUTTER for start, end in gaps)


def _rest(gap: Gap, words: Sequence[Piece]) -> Iterator[Gap]:
    start = gap[0]
    for word in words:
        if word.x1 <= start or word.x0 >= gap[1]:
            continue
        yield start, word.x0
        start = word.x1
    yield start, gap[1]


def _number_of(line: _Line, gaps: Sequence[Gap]) -> str | None:
    first = line.words[0]
    return first.text if first.x1 <= gaps[0][0] + 1.0 and _NUMBER.fullmatch(first.text) else None


def _table(lines: Sequence[_Line], extent: _Extent, rules: Sequence[Level]) -> RuledTable:
    left = min(line.words[0].x0 for line in lines) - _ROOM
    right = max(word.x1 for line in lines for word in line.words) + _ROOM
    top = max(word.y1 for word in lines[0].words) + 1.0
    bottom = min(word.y0 for word in lines[-1].words) - 1.0
    uprights = (left, *((a + b) / 2 for a, b in extent.gaps), right)
    inner = _ruled(lines, rules, right - left) or list(_starts(lines, extent))
    levels = (top, *inner, bottom)
    return RuledTable(
        top, bottom, uprights, levels, tuple(_strokes(lines, extent, uprights)), tuple((y, left, right) for y in levels)
    )


def _strokes(lines: Sequence[_Line], extent: _Extent, uprights: Sequence[float]) -> Iterator[Upright]:
    """The uprights beside each line; none where a line runs over them."""
    for place, line in enumerate(lines):
        free = line.free_of(extent.gaps) if place in extent.across else extent.gaps
        crossed = [end - start < _GUTTER for start, end in free]
        low, high = line.middle - line.size / 4, line.middle + line.size / 4
        yield from ((x, low, high) for x, over in zip(uprights, [False, *crossed, False], strict=True) if not over)


def _ruled(lines: Sequence[_Line], rules: Sequence[Level], width: float) -> list[float]:
    """The heights of level lines that part the rows, where each row has its own; none where only the header has."""
    top, bottom = lines[0].middle, lines[-1].middle
    found = sorted({round(y, 1) for y, start, end in rules if bottom < y < top and end - start > _ACROSS * width})
    numbers = sum(1 for line in lines[1:] if _NUMBER.fullmatch(line.words[0].text))
    return found[::-1] if len(found) >= max(2, numbers - 1) else []


def _starts(lines: Sequence[_Line], extent: _Extent) -> Iterator[float]:
    """The heights at which rows begin: at wide blanks where those part all numbers, otherwise by the numbers."""
    numbered = [
        place
        for place, line in enumerate(lines)
        if place and (_number_of(line, extent.gaps) is not None or place in extent.across)
    ]
    steps = [a.middle - b.middle for a, b in pairwise(lines)]
    wide = [place for place, step in enumerate(steps, 1) if step > _SPACED * min(steps)]
    held = [sum(1 for place in wide if place <= number) for number in numbered]
    parted = held[0] > 0 and len(set(held)) == len(held)
    for place in wide if parted else _by_numbers(numbered, steps):
        yield (lines[place - 1].middle + lines[place].middle) / 2


def _by_numbers(numbered: Sequence[int], steps: Sequence[float]) -> Iterator[int]:
    """Rows begin with their numbers; where the first stands lower than its row, at the widest blank before each."""
    on_top = numbered[0] == 1 or steps[numbered[0] - 1] > min(steps[: numbered[0]])
    for before, place in pairwise([0, *numbered]):
        yield place if on_top else max(range(before + 1, place + 1), key=lambda one: steps[one - 1])
