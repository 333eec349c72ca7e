"""The order in which the pieces of a PDF's page are read. A file may draw them in any: what stands where decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from models.reading.files.pdf_asides import rows_of
from models.reading.files.pdf_grid import Piece
from models.reading.files.pdf_page import PrintedPage

_NATION: Final = re.compile(r"cộng\s*h(?:òa|oà)\s*xã\s*hội|đảng cộng sản(?: việt|$)")
_NUMBER: Final = re.compile(r"số\s*(?:[:\d]|$)", re.IGNORECASE)
_ADDRESSEES: Final = re.compile(r"nơi nhận\s*:", re.IGNORECASE)
_ABOVE: Final = 0.6  # of a line's height; a mark or a word in another size stands no higher over its line
_STRIP: Final = 15.0  # points
_GUTTER: Final = 1.0  # of a letter's height; the least that stands between two columns
_FAR: Final = 1.5  # of a letter's height; columns do not go on over a wider blank
_LEAST_LINES: Final = 2  # of each of two columns
_LINES_OF_TEXT: Final = 5  # of two columns that were drawn line by line across both
_WORDS_OF_TEXT: Final = 3.5  # of a usual line of a column of running text
_TEXT_WIDTH: Final = 0.25  # of the page's text; a column of running text is at least as wide

Gap = tuple[float, float]


def in_reading_order(page: PrintedPage) -> list[Piece]:
    """The pieces as a person reads them. The file's own order stands as long as nothing in it goes upwards."""
    units = list(_units(page))
    heads = [_whole(unit) for unit in units]
    if _goes_up(heads) or _zigzags(heads):
        inside = {id(head): unit for head, unit in zip(heads, units, strict=True)}
        pieces = [piece for head in _by_place(rows_of(heads)) for piece in inside[id(head)]]
    else:
        pieces = page.pieces
    return _letterhead_by_rows(pieces, page)


def _units(page: PrintedPage) -> Iterator[list[Piece]]:
    """Each piece alone, and all pieces of a table together where its first stands."""
    held: dict[int, list[Piece]] = {}
    for piece in page.pieces:
        place = next((number for number, grid in enumerate(page.grids) if grid.holds(piece)), None)
        if place is None:
            yield [piece]
        elif place not in held:
            held[place] = [other for other in page.pieces if page.grids[place].holds(other)]
            yield held[place]


def _whole(unit: Sequence[Piece]) -> Piece:
    if len(unit) == 1:
        return unit[0]
    return Piece("", min(p.x0 for p in unit), max(p.x1 for p in unit), min(p.y0 for p in unit), max(p.y1 for p in unit))


def _goes_up(heads: Sequence[Piece]) -> bool:
    """Whether something was drawn after what stands under it."""
    lowest: dict[int, Piece] = {}  # by strips of the page
    for head in heads:
        for strip in range(int(head.x0 // _STRIP), int(head.x1 // _STRIP) + 1):
            under = lowest.get(strip)
            if under is not None and _is_above(head, under):
                return True
            if under is None or head.y1 < under.y1:
                lowest[strip] = head
    return False


def _is_above(head: Piece, other: Piece) -> bool:
    return (
        head.y0 - other.y0 > _ABOVE * min(other.size, head.size)
        and head.middle[1] > other.y1
        and min(head.x1, other.x1) > max(head.x0, other.x0)
    )


def _zigzags(heads: Sequence[Piece]) -> bool:
    """Whether two columns of running text were drawn line by line across both."""
    if sum(1 for a, b in pairwise(heads) if a.x1 < b.x0 or b.x1 < a.x0) < _LINES_OF_TEXT:
        return False
    rows = rows_of(heads)
    left, right = min(head.x0 for head in heads), max(head.x1 for head in heads)
    for first in range(len(rows)):
        last, gutter = _band(rows[first:])
        sides = _sides(rows[first : first + last], gutter)
        if all(_is_running_text(side, _TEXT_WIDTH * (right - left)) for side in sides):
            drawn = [head for head in heads if any(head is one for side in sides for one in side)]
            changes = sum(1 for a, b in pairwise(drawn) if (a.x0 > gutter[0]) != (b.x0 > gutter[0]))
            return changes >= _LINES_OF_TEXT
    return False


def _is_running_text(column: Sequence[Piece], width: float) -> bool:
    if len(column) < _LINES_OF_TEXT or max(p.x1 for p in column) - min(p.x0 for p in column) < width:
        return False
    return median(len(piece.text.split()) for piece in column) >= _WORDS_OF_TEXT


def _by_place(rows: Sequence[list[Piece]]) -> Iterator[Piece]:
    """From the top down; where a gutter divides some lines, what is left of it first."""
    place = 0
    while place < len(rows):
        last, gutter = _band(rows[place:])
        left, right = _sides(rows[place : place + last], gutter)
        if min(len(rows_of(left)), len(rows_of(right))) < _LEAST_LINES:
            yield from rows[place]
            place += 1
            continue
        yield from _by_place(rows_of(left))
        yield from _by_place(rows_of(right))
        place += last


def _sides(rows: Sequence[Sequence[Piece]], gutter: Gap) -> tuple[list[Piece], list[Piece]]:
    pieces = [piece for row in rows for piece in row]
    return [p for p in pieces if p.x1 <= gutter[0] + 1.0], [p for p in pieces if p.x0 >= gutter[1] - 1.0]


def _band(rows: Sequence[Sequence[Piece]]) -> tuple[int, Gap]:
    """How many of the first lines one gutter divides, and that; it has words on both sides somewhere."""
    gaps: list[Gap] = [(float("-inf"), float("inf"))]
    best: tuple[int, Gap] = (1, (float("-inf"), float("-inf")))
    for count, row in enumerate(rows, 1):
        if count > 1 and (_opens_end(row) or rows[count - 2][0].y0 - row[0].y1 > _FAR * row[0].size):
            break
        for piece in row:
            gaps = [part for gap in gaps for part in _without(gap, piece)]
        within = [gap for gap in gaps if gap[0] > float("-inf") and gap[1] < float("inf")]
        widest = max(within, key=lambda gap: gap[1] - gap[0], default=None)
        if widest is not None:
            best = (count, widest)
        elif best[0] > 1:
            break
    return best


def _opens_end(row: Sequence[Piece]) -> bool:
    return any(_ADDRESSEES.match(piece.text.strip()) for piece in row)


def _without(gap: Gap, piece: Piece) -> Iterator[Gap]:
    """What is left free of a gap beside a piece, as far as it is wide enough for a gutter."""
    least = _GUTTER * piece.size
    if piece.x1 <= gap[0] or piece.x0 >= gap[1]:
        yield gap
        return
    if piece.x0 - gap[0] >= least:
        yield gap[0], piece.x0
    if gap[1] - piece.x1 >= least:
        yield piece.x1, gap[1]


def _letterhead_by_rows(pieces: list[Piece], page: PrintedPage) -> list[Piece]:
    """The pieces, those of a letterhead row by row: its two columns say who issues and where the paper is from."""
    free = [piece for piece in pieces if not any(grid.holds(piece) for grid in page.grids)]
    nation = next((piece for piece in free if _NATION.search(piece.text.lower())), None)
    if nation is None:
        return pieces
    number = next((p for p in free if _NUMBER.match(p.text.strip()) and p.middle[1] < nation.middle[1]), None)
    if number is None:
        return pieces
    top = [piece for piece in free if piece.middle[1] >= number.y0]
    ordered = [piece for row in rows_of(top) for piece in row]
    there = {id(piece) for piece in top}
    return [*ordered, *(piece for piece in pieces if id(piece) not in there)]
