"""One page of a PDF as pieces of text with their places, and the ruled grid of its tables. Paragraphs are not here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

_WIDE = 2.2  # blanks wider than this many letter heights stand between columns
_THIN = 3.0  # points; a border that Word draws as a narrow box
_NEAR = 3.0  # points; lines this close are one line
_GUESSED = ""  # a blank that is not in the file: pdfium saw a gap, or only another font
_SHARED = 0.3  # of a letter's height; less than this in common, and two letters are on two lines
_TOUCHING = 0.05  # of a letter's height; letters nearer than this are of one word
_BLANK = 0.14  # of a letter's height; the narrowest blank of a justified line is wider
_SHORT = 9.0  # points; shorter strokes underline a word and border nothing
_LINE_ENDS = {10, 13}
_NO_LETTERS = {0, 2, 0xFFFE, 0xFFFF}
_HYPHENS = {2, 0xFFFE}  # how pdfium gives a dash at the end of a line

# The box of a letter: left, bottom, right, top. Blanks have none.
Box = tuple[float, float, float, float]
Letter = tuple[str, Box | None]


@dataclass
class Piece:
    """A stretch of one printed line; y grows upwards, in points."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class RuledTable:
    """A ruled table: its height on the page, the places of its upright lines and of its level ones (downwards).

    `strokes` are the upright lines as drawn (x, bottom, top), `rules` the level ones (y, left, right): none runs
    through a merged cell.
    """

    top: float
    bottom: float
    uprights: tuple[float, ...]
    levels: tuple[float, ...]
    strokes: tuple[tuple[float, float, float], ...]
    rules: tuple[tuple[float, float, float], ...]

    def holds(self, piece: Piece) -> bool:
        """Whether the middle of a piece lies in the table."""
        x, y = piece.middle
        return self.bottom <= y <= self.top and self.uprights[0] <= x <= self.uprights[-1]

    def cell(self, piece: Piece) -> tuple[int, int]:
        """Row and column of a piece, from 0; in a merged cell those of its upper left corner."""
        x, y = piece.middle
        left = max((upright for upright in self.borders(y) if upright < x), default=self.uprights[0])
        column = self.uprights.index(left)
        return self.first_row(sum(1 for level in self.levels if level > y) - 1, column), column

    def first_row(self, row: int, column: int) -> int:
        """The first row of the cell that covers this place."""
        middle = sum(self.uprights[column : column + 2]) / 2
        while row > 0 and not any(
            abs(y - self.levels[row]) <= _NEAR and left - _NEAR <= middle <= right + _NEAR
            for y, left, right in self.rules
        ):
            row -= 1
        return row

    def borders(self, y: float) -> list[float]:
        """The upright lines that are really drawn at this height."""
        there = [x for x, low, high in self.strokes if low - _NEAR <= y <= high + _NEAR]
        return [upright for upright in self.uprights if any(abs(x - upright) <= _NEAR for x in there)]


def pieces_of(text_page: Any, grids: Sequence[RuledTable]) -> Iterator[Piece]:  # noqa: ANN401 - pypdfium2 is not typed
    """The printed pieces in the order of the file; a line is cut where a table's border or a wide blank crosses it."""
    letters: list[Letter] = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in _LINE_ENDS:
            yield from _pieces(letters, grids)
            letters = []
        elif code in _HYPHENS:
            letters.append(("-", None))
        elif code not in _NO_LETTERS and not 0xD800 <= code <= 0xDFFF:
            char = chr(code)
            if not char.isspace():
                letters.append((char, text_page.get_charbox(index, loose=True)))
            elif not pdfium.FPDFText_IsGenerated(text_page, index):
                letters.append((char, None))
            else:
                letters.append((_GUESSED, None))
    yield from _pieces(letters, grids)


def _pieces(letters: list[Letter], grids: Sequence[RuledTable]) -> Iterator[Piece]:
    for row in _printed_rows(letters):
        yield from _cut(_in_order(row), grids)


def _printed_rows(letters: list[Letter]) -> list[list[Letter]]:
    """A line as pdfium gives it, at its real ends: it does not end one where a word is divided by a dash."""
    rows: list[list[Letter]] = []
    bottom, top = 0.0, 0.0
    for char, box in letters:
        if not rows or (box is not None and bottom < top and _apart_from(box, bottom, top)):
            rows.append([])
            bottom, top = 0.0, 0.0
        rows[-1].append((char, box))
        if box is not None:
            bottom, top = (min(bottom, box[1]), max(top, box[3])) if bottom < top else (box[1], box[3])
    return rows


def _apart_from(box: Box, bottom: float, top: float) -> bool:
    """Whether a letter stands above or below a row; a comma's foot and a mark's top may reach out of it."""
    shared = min(box[3], top) - max(box[1], bottom)
    return shared < _SHARED * min(box[3] - box[1], top - bottom)


def _in_order(row: list[Letter]) -> Iterator[Letter]:
    """The letters of a printed line from left to right.

    Where a font lacks letters (`ộ`, `ư`), the program that wrote the file draws the line without them first and then
    puts them into the gaps from another font; the blanks between the pieces are then only pdfium's guesses.
    """
    boxes = [box for _char, box in row if box is not None]
    if any(after[0] < before[0] - _NEAR for before, after in pairwise(boxes)):
        yield from _sorted(row)
    else:
        yield from _without_false_blanks(row)


def _sorted(row: list[Letter]) -> Iterator[Letter]:
    right: float | None = None
    for char, box in sorted(((c, b) for c, b in row if b is not None), key=lambda letter: letter[1][0]):
        if right is not None and box[0] - right > _BLANK * (box[3] - box[1]):
            yield " ", None
        yield char, box
        right = box[2] if right is None else max(right, box[2])
    if row[-1] == ("-", None):
        yield row[-1]


def _without_false_blanks(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters without the blanks that pdfium puts where only the font changes inside a word."""
    for place, (char, box) in enumerate(letters):
        if char != _GUESSED:
            yield char, box
            continue
        before = letters[place - 1][1] if place else None
        after = letters[place + 1][1] if place + 1 < len(letters) else None
        if before is None or after is None or after[0] - before[2] > _TOUCHING * (after[3] - after[1]):
            yield " ", None


def _cut(letters: Iterable[Letter], grids: Sequence[RuledTable]) -> Iterator[Piece]:
    piece: Piece | None = None
    blanks = ""
    for char, box in letters:
        if box is None:
            if char == "-" and piece is not None:
                piece.text += blanks + char
                blanks = ""
            else:
                blanks += " "
            continue
        left, bottom, right, top = box
        if (
            piece is not None
            and blanks
            and (left - piece.x1 > _WIDE * (top - bottom) or _crossed(piece, left, bottom, grids))
        ):
            yield piece
            piece = None
        if piece is None:
            piece = Piece(char, left, right, bottom, top)
        else:
            piece.text += blanks[:1] + char
            piece.x1, piece.y0, piece.y1 = max(piece.x1, right), min(piece.y0, bottom), max(piece.y1, top)
        blanks = ""
    if piece is not None:
        yield piece


def _crossed(piece: Piece, left: float, bottom: float, grids: Sequence[RuledTable]) -> bool:
    for grid in grids:
        if grid.bottom - _NEAR <= bottom <= grid.top + _NEAR:
            return any(piece.x1 - _NEAR < upright < left + _NEAR for upright in grid.borders(piece.middle[1]))
    return False


def grids_of(page: Any) -> list[RuledTable]:  # noqa: ANN401
    """The ruled tables of a page, from the top down. Boxes and strokes both count as borders."""
    uprights: list[tuple[float, float, float]] = []  # x, bottom, top
    levels: list[tuple[float, float, float]] = []  # y, left, right
    width, height = page.get_size()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = drawn.get_bounds()
        wide, high = right - left, top - bottom
        if wide > 0.95 * width and high > 0.95 * height:
            continue
        if wide <= _THIN and high > _SHORT:
            uprights.append(((left + right) / 2, bottom, top))
        elif high <= _THIN and wide > _SHORT:
            levels.append(((bottom + top) / 2, left, right))
        elif wide > _SHORT and high > _SHORT:
            uprights += [(left, bottom, top), (right, bottom, top)]
            levels += [(bottom, left, right), (top, left, right)]
    return _assembled(uprights, levels)


def _assembled(
    uprights: list[tuple[float, float, float]], levels: list[tuple[float, float, float]]
) -> list[RuledTable]:
    bands: list[list[float]] = []
    for _x, bottom, top in sorted(uprights, key=lambda line: -line[2]):
        if bands and top >= bands[-1][0] - _NEAR:
            bands[-1][0] = min(bands[-1][0], bottom)
        else:
            bands.append([bottom, top])
    found: list[RuledTable] = []
    for bottom, top in bands:
        strokes = _strokes(uprights, bottom, top)
        xs = _apart(x for x, _low, _high in strokes)
        ys = _apart(y for y, _left, _right in levels if bottom - _NEAR <= y <= top + _NEAR)
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(
                RuledTable(top + _NEAR, bottom - _NEAR, tuple(xs), tuple(reversed(ys)), strokes, tuple(levels))
            )
    return found


def _strokes(
    uprights: Sequence[tuple[float, float, float]], bottom: float, top: float
) -> tuple[tuple[float, float, float], ...]:
    return tuple(one for one in uprights if one[1] < top + _NEAR and one[2] > bottom - _NEAR)


def _apart(places: Iterator[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept
