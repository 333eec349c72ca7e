"""One page of a PDF as pieces of text with their places, and the ruled grid of its tables. Paragraphs are not here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from models.reading.files.pdf_letters import Box, Letter, LetteredLine, lettered_lines, printed_rows

_WIDE = 2.2  # blanks wider than this many letter heights stand between columns
_THIN = 3.0  # points; a border that Word draws as a narrow box
_NEAR = 3.0  # points; lines this close are one line
_SHORT = 9.0  # points; shorter strokes underline a word and border nothing
_SPANNED = 0.8  # of a table's width
_DEEPEST = 3  # drawings within drawings
_MANY_STROKES = 60
_LOOKS = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}


@dataclass(slots=True)
class Piece:
    """A stretch of one printed line; y grows upwards, in points.

    `letter` is how high most of its letters are: a single `Ủ` makes the whole line higher.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    letter: float = 0.0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        """The height of its letters, in points."""
        return self.letter or self.y1 - self.y0


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


@dataclass
class PrintedPage:
    """What stands on a page, as a reader holds it: turned pages are turned back. Lengths in points."""

    pieces: list[Piece]
    grids: list[RuledTable]
    rules: list[tuple[float, float, float]]  # level strokes of no table: y, left, right
    width: float
    height: float
    has_picture: bool = False  # or a drawing of many strokes, as letters turned into outlines are
    unmapped: bool = False  # its letters have no codes at all
    turned: list[PrintedPage] = field(default_factory=list)  # words that stand at right angles to the rest


def printed_page(document: Any, index: int) -> PrintedPage:  # noqa: ANN401 - pypdfium2 is not typed
    """The page with that index, and what forms and signatures show on it."""
    page = document[index]
    if _shows_more(page):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)  # in memory only: looks become words of the page
        page.close()
        page = document[index]
    try:
        return _read_page(page)
    finally:
        page.close()


def _shows_more(page: Any) -> bool:  # noqa: ANN401
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _LOOKS:
            return True
    return False


def _read_page(page: Any) -> PrintedPage:  # noqa: ANN401
    if page.get_rotation():
        page.set_rotation(0)  # pdfium orders the lines by it; how the words lie on the sheet is looked at below
    lines = _lines(page)
    counts = Counter[int]()
    for line in lines:
        if line.turns is not None:
            counts[line.turns] += len(line.letters)
    most = counts.most_common()
    first = most[0][0] if most else 0
    if first:
        _turn(page, first)
        lines = _lines(page)
    whole = _as_turned(page, lines)
    whole.has_picture = _has_picture(page)
    whole.unmapped = not most and _letters_without_codes(page)
    box = page.get_cropbox()
    done = first
    for turns, _count in most[1:]:
        _turn(page, (turns - done) % 4)
        done = turns
        other = _as_turned(page, _lines(page))
        _give_to_cells(whole, other, (turns - first) % 4, box)
        if other.pieces:
            whole.turned.append(other)
    return whole


def _give_to_cells(whole: PrintedPage, other: PrintedPage, turns: int, box: Box) -> None:
    """Put what stands upright in narrow cells of a table, as in its header, into the table."""
    left_over: list[Piece] = []
    left, bottom, right, top = box
    for piece in other.pieces:
        (x0, x1), (y0, y1) = {
            1: ((right - piece.y1, right - piece.y0), (bottom + piece.x0, bottom + piece.x1)),
            2: ((right - piece.x1, right - piece.x0), (top - piece.y1, top - piece.y0)),
            3: ((left + piece.y0, left + piece.y1), (top - piece.x1, top - piece.x0)),
        }[turns]
        back = Piece(piece.text, x0, x1, y0, y1, piece.letter)
        if any(grid.holds(back) for grid in whole.grids):
            whole.pieces.append(back)
        else:
            left_over.append(piece)
    other.pieces = left_over


def _has_picture(page: Any) -> bool:  # noqa: ANN401
    seen = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST)
    return any(drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE or place > _MANY_STROKES for place, drawn in enumerate(seen))


def _letters_without_codes(page: Any) -> bool:  # noqa: ANN401
    text_page = page.get_textpage()
    try:
        return bool(text_page.count_chars() > _MANY_STROKES)
    finally:
        text_page.close()


def _lines(page: Any) -> list[LetteredLine]:  # noqa: ANN401
    text_page = page.get_textpage()
    try:
        return list(lettered_lines(text_page))
    finally:
        text_page.close()


def _as_turned(page: Any, lines: Sequence[LetteredLine]) -> PrintedPage:  # noqa: ANN401
    """What reads upright on the page as it stands now. What stands askew is a watermark and left out."""
    grids, rules = _drawn(page)
    rows = printed_rows([line for line in lines if line.turns == 0])
    pieces = [piece for row in rows for piece in _cut(row, grids) if piece.text.strip()]
    left, bottom, right, top = page.get_cropbox()
    return PrintedPage(pieces, grids, rules, right - left, top - bottom)


def _turn(page: Any, turns: int) -> None:  # noqa: ANN401
    """Turn everything on a page to the right by that many right angles, and the page with it."""
    left, bottom, right, top = page.get_cropbox()
    matrix = {
        1: pypdfium2.PdfMatrix(0, -1, 1, 0, -bottom, right),
        2: pypdfium2.PdfMatrix(-1, 0, 0, -1, right, top),
        3: pypdfium2.PdfMatrix(0, 1, -1, 0, top, -left),
    }.get(turns)
    if matrix is None:
        return
    for drawn in page.get_objects(max_depth=1):
        drawn.transform(matrix)
    wide, high = (top - bottom, right - left) if turns % 2 else (right - left, top - bottom)
    page.set_cropbox(0, 0, wide, high)
    page.set_mediabox(0, 0, wide, high)


def _cut(letters: Iterable[Letter], grids: Sequence[RuledTable]) -> Iterator[Piece]:
    piece: Piece | None = None
    blanks = ""
    heights: list[float] = []
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
            yield replace(piece, letter=median(heights))
            piece, heights = None, []
        heights.append(top - bottom)
        if piece is None:
            piece = Piece(char, left, right, bottom, top)
        else:
            piece.text += blanks[:1] + char
            piece.x1, piece.y0, piece.y1 = max(piece.x1, right), min(piece.y0, bottom), max(piece.y1, top)
        blanks = ""
    if piece is not None:
        yield replace(piece, letter=median(heights))


def _crossed(piece: Piece, left: float, bottom: float, grids: Sequence[RuledTable]) -> bool:
    for grid in grids:
        if grid.bottom - _NEAR <= bottom <= grid.top + _NEAR:
            return any(piece.x1 - _NEAR < upright < left + _NEAR for upright in grid.borders(piece.middle[1]))
    return False


def _drawn(page: Any) -> tuple[list[RuledTable], list[tuple[float, float, float]]]:  # noqa: ANN401
    """The ruled tables of a page, from the top down, and its other level strokes. Boxes count as four strokes."""
    uprights: list[tuple[float, float, float]] = []  # x, bottom, top
    levels: list[tuple[float, float, float]] = []  # y, left, right
    box = page.get_cropbox()
    width, height = box[2] - box[0], box[3] - box[1]
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST):
        left, bottom, right, top = _place(drawn)
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
    grids = _assembled(uprights, levels)
    alone = [rule for rule in levels if not any(grid.bottom <= rule[0] <= grid.top for grid in grids)]
    return grids, alone


def _place(drawn: Any) -> Box:  # noqa: ANN401
    """Where an object stands on the page; one within a drawing tells its place in that."""
    place: Box = drawn.get_bounds()
    while drawn.container is not None:
        drawn = drawn.container
        place = drawn.get_matrix().on_rect(*place)
    return place


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
        if len(xs) >= 3 and len(ys) >= 2 and _spanned(levels, bottom, top, xs):
            found.append(
                RuledTable(top + _NEAR, bottom - _NEAR, tuple(xs), tuple(reversed(ys)), strokes, tuple(levels))
            )
    return found


def _spanned(levels: Sequence[tuple[float, float, float]], bottom: float, top: float, xs: Sequence[float]) -> bool:
    """Whether one level line, in however many pieces, reaches over the whole: boxes of a form do not touch."""
    within = [level for level in levels if bottom - _NEAR <= level[0] <= top + _NEAR]
    for y in _apart(y for y, _left, _right in within):
        covered, reached = 0.0, xs[0]
        for left, right in sorted((start, end) for other, start, end in within if abs(other - y) <= _NEAR):
            covered += max(0.0, right - max(left, reached))
            reached = max(reached, right)
        if covered >= _SPANNED * (xs[-1] - xs[0]):
            return True
    return False


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
