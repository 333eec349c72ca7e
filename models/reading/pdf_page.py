"""One page of a PDF as pieces of text with their places, and the ruled grid of its tables. Paragraphs are not here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_WIDE = 2.2  # blanks wider than this many letter heights stand between columns
_THIN = 3.0  # points; a border that Word draws as a narrow box
_NEAR = 3.0  # points; lines this close are one line
_SHORT = 9.0  # points; shorter strokes underline a word and border nothing
_LINE_ENDS = {10, 13}
_NO_LETTERS = {0, 2, 0xFFFE, 0xFFFF}
_HYPHENS = {2, 0xFFFE}  # how pdfium gives a dash at the end of a line


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
class Grid:
    """A ruled table: its height on the page, the places of its upright lines and of its level ones (downwards)."""

    top: float
    bottom: float
    uprights: tuple[float, ...]
    levels: tuple[float, ...]

    def holds(self, piece: Piece) -> bool:
        """Whether the middle of a piece lies in the table."""
        x, y = piece.middle
        return self.bottom <= y <= self.top and self.uprights[0] <= x <= self.uprights[-1]

    def cell(self, piece: Piece) -> tuple[int, int]:
        """Row and column of a piece, from 0."""
        x, y = piece.middle
        return sum(1 for level in self.levels if level > y) - 1, sum(1 for upright in self.uprights if upright < x) - 1


def pieces_of(text_page: Any, grids: Sequence[Grid]) -> Iterator[Piece]:  # noqa: ANN401 - pypdfium2 is not typed
    """The printed pieces in the order of the file; a line is cut where a table's border or a wide blank crosses it."""
    letters: list[tuple[str, tuple[float, float, float, float] | None]] = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in _LINE_ENDS:
            yield from _cut(letters, grids)
            letters = []
        elif code in _HYPHENS:
            letters.append(("-", None))
        elif code not in _NO_LETTERS and not 0xD800 <= code <= 0xDFFF:
            char = chr(code)
            letters.append((char, None if char.isspace() else text_page.get_charbox(index, loose=True)))
    yield from _cut(letters, grids)


def _cut(letters: list[tuple[str, tuple[float, float, float, float] | None]], grids: Sequence[Grid]) -> Iterator[Piece]:
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


def _crossed(piece: Piece, left: float, bottom: float, grids: Sequence[Grid]) -> bool:
    for grid in grids:
        if grid.bottom - _NEAR <= bottom <= grid.top + _NEAR:
            return any(piece.x1 - _NEAR < upright < left + _NEAR for upright in grid.uprights)
    return False


def grids_of(page: Any) -> list[Grid]:  # noqa: ANN401
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


def _assembled(uprights: list[tuple[float, float, float]], levels: list[tuple[float, float, float]]) -> list[Grid]:
    bands: list[list[float]] = []
    for _x, bottom, top in sorted(uprights, key=lambda line: -line[2]):
        if bands and top >= bands[-1][0] - _NEAR:
            bands[-1][0] = min(bands[-1][0], bottom)
        else:
            bands.append([bottom, top])
    found: list[Grid] = []
    for bottom, top in bands:
        xs = _apart(x for x, low, high in uprights if low < top + _NEAR and high > bottom - _NEAR)
        ys = _apart(y for y, _left, _right in levels if bottom - _NEAR <= y <= top + _NEAR)
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Grid(top + _NEAR, bottom - _NEAR, tuple(xs), tuple(reversed(ys))))
    return found


def _apart(places: Iterator[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept
