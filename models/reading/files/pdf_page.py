"""One page of a PDF as pieces of text with their places, and the ruled grid of its tables. Paragraphs are not here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from models.reading.files.pdf_aligned import aligned_tables, with_rows_by_numbers
from models.reading.files.pdf_grid import Level, Piece, RuledTable, Upright, assembled
from models.reading.files.pdf_letters import Box, Letter, LetteredLine, lettered_lines, printed_rows
from models.reading.files.pdf_notes import marked_struck, shows_more, unshown
from models.reading.files.pdf_struck import without_struck
from models.reading.files.pdf_unseen import looked_at, place_of

_WIDE = 2.2  # blanks wider than this many letter heights stand between columns
_THIN = 3.0  # points; a border that Word draws as a narrow box
_NEAR = 3.0  # points; lines this close are one line
_SHORT = 9.0  # points; shorter strokes underline a word and border nothing
_DEEPEST = 3  # drawings within drawings
_MANY_STROKES = 60


@dataclass
class PrintedPage:
    """What stands on a page, as a reader holds it: turned pages are turned back. Lengths in points."""

    pieces: list[Piece]
    grids: list[RuledTable]
    rules: list[Level]  # level strokes of no table
    width: float
    height: float
    has_picture: bool = False  # or a drawing of many strokes, as letters turned into outlines are
    unmapped: bool = False  # its letters have no codes at all
    unseen: tuple[str, ...] = ()  # words that nobody sees on it, and that are not among the pieces
    typed: tuple[str, ...] = ()  # notes of which only the words are kept, and not how they look on it
    struck: tuple[str, ...] = ()  # words that a line was drawn through; not among the pieces
    turned: list[PrintedPage] = field(default_factory=list)  # words that stand at right angles to the rest


def printed_page(document: Any, index: int) -> PrintedPage:  # noqa: ANN401 - pypdfium2 is not typed
    """The page with that index, and what forms and signatures show on it."""
    page = document[index]
    marked = list(marked_struck(page))
    typed = tuple(unshown(page))
    if shows_more(page):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)  # in memory only: looks become words of the page
        page.close()
        page = document[index]
    try:
        printed = _read_page(page, marked)
        printed.typed = typed
        return printed
    finally:
        page.close()


def _read_page(page: Any, marked: list[Level]) -> PrintedPage:  # noqa: ANN401
    if page.get_rotation():
        page.set_rotation(0)  # pdfium orders the lines by it; how the words lie on the sheet is looked at below
    lines, unseen = _lines(page)
    counts = Counter[int]()
    for line in lines:
        if line.turns is not None:
            counts[line.turns] += len(line.letters)
    most = counts.most_common()
    first = most[0][0] if most else 0
    if first:
        _turn(page, first)
        lines, _unseen = _lines(page)
    whole = _as_turned(page, lines, () if first else marked)
    whole.unseen = unseen
    whole.has_picture = _has_picture(page)
    whole.unmapped = not most and _letters_without_codes(page)
    box = page.get_cropbox()
    done = first
    for turns, _count in most[1:]:
        _turn(page, (turns - done) % 4)
        done = turns
        other = _as_turned(page, _lines(page)[0])
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


def _lines(page: Any) -> tuple[list[LetteredLine], tuple[str, ...]]:  # noqa: ANN401
    """The lines of a page as it stands now, and the words on it that nobody sees."""
    text_page = page.get_textpage()
    try:
        sight = looked_at(page, text_page)
        if sight is None:
            return list(lettered_lines(text_page)), ()
        return list(lettered_lines(text_page, sight.seen_of)), tuple(sight.lost)
    finally:
        text_page.close()


def _as_turned(page: Any, lines: Sequence[LetteredLine], marked: Sequence[Level] = ()) -> PrintedPage:  # noqa: ANN401
    """What reads upright on the page as it stands now. What stands askew is a watermark and left out.

    `marked`: strokes that a person laid over words to strike them out.
    """
    uprights, levels = _drawn(page)
    cleared = without_struck(printed_rows([line for line in lines if line.turns == 0]), levels, marked)
    grids = assembled(uprights, cleared.strokes)
    grids += aligned_tables(cleared.rows, cleared.strokes, grids)
    alone = [rule for rule in cleared.strokes if not any(grid.bottom <= rule[0] <= grid.top for grid in grids)]
    pieces = [piece for row in cleared.rows for piece in _cut(row, grids) if piece.text.strip()]
    grids = [with_rows_by_numbers(grid, pieces) for grid in grids]
    left, bottom, right, top = page.get_cropbox()
    return PrintedPage(pieces, grids, alone, right - left, top - bottom, struck=cleared.struck)


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
        pdfium.FPDFPageObj_TransformClipPath(drawn, *matrix.get())
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


def _drawn(page: Any) -> tuple[list[Upright], list[Level]]:  # noqa: ANN401
    """The upright strokes of a page (x, bottom, top) and its level ones. Boxes count as four strokes."""
    uprights: list[Upright] = []
    levels: list[Level] = []
    box = page.get_cropbox()
    width, height = box[2] - box[0], box[3] - box[1]
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST):
        left, bottom, right, top = place_of(drawn)
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
    return uprights, levels
