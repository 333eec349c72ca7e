"""What stands on a PDF's pages and not in its text: page numbers, running heads and feet, stamps, notes, watermarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from models.reading.files.pdf_grid import Piece
from models.reading.files.pdf_letters import without_marks
from models.reading.files.pdf_page import PrintedPage
from models.reading.files.pdf_stamps import without_stamps
from models.reading.outline import marker_of
from models.reading.passage import passage

_PAGE_NUMBER: Final = re.compile(
    r"[-–—\s|\[\]]*(?:trang|tr\.|page|p\.)?\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s|\[\]]*", re.IGNORECASE
)
_SAYS_PAGE: Final = re.compile(
    r"(?:^|[\s|–—-])(?:trang|page)\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?\s*(?:$|[|–—-]\s)", re.IGNORECASE
)
_EDGE: Final = 0.09  # of the page's height; page numbers stand in it
_REACH: Final = 0.15  # of the page's height; running heads and feet stand in it
_MOST_ROWS: Final = 4  # of a running head
_SAME_PLACE: Final = 4.0  # points
_SMALL: Final = 0.9  # of the usual height of letters
_SMALLER: Final = 0.94  # of a note under its rule
_APART: Final = 1.15  # of the usual distance of lines
_HUGE: Final = 2.2  # of the usual height of letters; a watermark
_NATION: Final = re.compile(r"cộng h(?:òa|oà) xã hội|đảng cộng sản việt nam", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"(?:phụ lục|phụ biểu|biểu|mẫu|danh mục|phần|chương|mục|điều|nơi nhận|kính gửi|số\s*:|tm\.|kt\.|tl\.)",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"\d+")
_NOTE: Final = re.compile(r"(?:[\[(]?(?P<mark>[\ue030-\ue039]{1,3}|\d{1,2}|\*{1,3}|[\ue02a]{1,3})[\])]?)[.:]?\s*(?=\S)")
_MARKED: Final = re.compile(r"[\[(]?[\ue02a\ue030-\ue039]|\(?\*+\)?\s*\S")
_SHORTEST_RULE: Final = 30.0  # points
_LONGEST_RULE: Final = 0.55  # of the width of the text
_UNDERLINES: Final = 4.0  # points; a stroke this near to the feet of words is theirs

Notes = list[tuple[str, str]]


def clear(pages: Sequence[PrintedPage]) -> Notes:
    """Take out of all pages what is not their text; the notes at their feet, each as its mark and its words."""
    usual = _usual_size(pages)
    for page in pages:
        _without_watermarks(page, usual)
        page.pieces = without_stamps(page, usual)
        page.pieces = [piece for piece in page.pieces if not _is_page_number(piece, page.height)]
    running = [_running(pages, index, usual) for index in range(len(pages))]
    notes: Notes = []
    for page, gone in zip(pages, running, strict=True):
        page.pieces = [piece for piece in page.pieces if id(piece) not in gone]
        found = _take_notes(page, usual)
        known = frozenset(mark for mark, _words in found)
        for piece in page.pieces:
            piece.text = without_marks(piece.text, known)
        notes += found
    return notes


def _usual_size(pages: Sequence[PrintedPage]) -> float:
    """The height of most letters of the running text."""
    sizes = [
        size
        for page in pages
        for piece in page.pieces
        if not _in_table(piece, page)
        for size in [piece.size] * max(1, len(piece.text) // 8)
    ]
    return median(sizes) if sizes else 13.0


def _in_table(piece: Piece, page: PrintedPage) -> bool:
    return any(grid.holds(piece) for grid in page.grids)


def _without_watermarks(page: PrintedPage, usual: float) -> None:
    huge = [piece for piece in page.pieces if piece.size > _HUGE * usual]
    under = [
        piece
        for piece in huge
        if any(other is not piece and piece.x0 < other.x1 and other.x0 < piece.x1
               and piece.y0 < other.middle[1] < piece.y1 for other in page.pieces)
    ]  # fmt: skip
    page.pieces = [piece for piece in page.pieces if not any(piece is one for one in under)]


def _is_page_number(piece: Piece, height: float) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(piece.text)) and not _EDGE * height < piece.middle[1] < (1 - _EDGE) * height


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by printed line, from the top down and from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.middle[1]):
        last = rows[-1][0] if rows else None
        if last is not None and abs(last.middle[1] - piece.middle[1]) < 0.5 * min(last.size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _words(row: Sequence[Piece]) -> str:
    return " ".join(piece.text.strip() for piece in row)


def _running(pages: Sequence[PrintedPage], index: int, usual: float) -> set[int]:
    """The ids of the pieces of running heads and feet on one page."""
    page = pages[index]
    rows = rows_of([piece for piece in page.pieces if not _in_table(piece, page)])
    gone: set[int] = set()
    for ordered in (rows, rows[::-1]):
        complete, block = False, set[int]()
        for place, row in enumerate(ordered[:_MOST_ROWS]):
            beyond = row[0].middle[1]
            near = beyond < _REACH * page.height or beyond > (1 - _REACH) * page.height
            following = ordered[place + 1] if place + 1 < len(ordered) else None
            if complete and max(piece.size for piece in row) > _SMALL * usual:
                break  # the text may say the same at the same place of two pages
            if not near or not (_comes_again(pages, index, row) or _stands_apart(pages, index, row, following, usual)):
                break
            block |= {id(piece) for piece in row}
            complete = following is None or abs(beyond - following[0].middle[1]) > _APART * _pitch(page)
            if complete or max(piece.size for piece in row) <= _SMALL * usual:
                gone |= block
    return gone


def _is_title(row: Sequence[Piece]) -> bool:
    words = _words(row)
    opens = passage(words, 0, len(words))
    return bool(_TITLE.match(words) or _NATION.search(words)) or (bool(opens) and marker_of(opens) is not None)


def _comes_again(pages: Sequence[PrintedPage], index: int, row: Sequence[Piece]) -> bool:
    """Whether the same words, but for their figures, stand at the same place of another page."""
    shape, height = _FIGURES.sub("#", _words(row)), row[0].middle[1]
    at_top = height > pages[index].height / 2
    if _is_title(row) or (at_top and any(_NATION.search(piece.text) for piece in pages[index].pieces)):
        return False
    for distance in (1, -1, 2, -2):  # left and right pages may have heads of their own
        if 0 <= index + distance < len(pages):
            there = [p for p in pages[index + distance].pieces if abs(p.middle[1] - height) < _SAME_PLACE]
            if there and _FIGURES.sub("#", _words(sorted(there, key=lambda p: p.x0))) == shape:
                return True
    return False


def _stands_apart(
    pages: Sequence[PrintedPage], index: int, row: Sequence[Piece], following: Sequence[Piece] | None, usual: float
) -> bool:
    """Whether a line stands alone in the margin: smaller than the text, or above where the first page begins."""
    if following is None or _is_title(row):
        return False
    height = pages[index].height
    middle, size = row[0].middle[1], max(piece.size for piece in row)
    gap = abs(middle - following[0].middle[1])
    if _SAYS_PAGE.search(_words(row)) and not _EDGE * height < middle < (1 - _EDGE) * height and gap > 1.3 * usual:
        return True
    small = size <= _SMALL * usual and gap > 1.3 * max(size, following[0].size)
    if small and not _EDGE * height < middle < (1 - _EDGE) * height:
        return index > 0 or middle > following[0].middle[1]
    if index == 0 or middle < following[0].middle[1]:
        return False
    first = pages[0]
    top = max((piece.y1 for piece in first.pieces), default=0.0)
    return bool(top) and first.height == height and row[0].y0 > top and gap > _APART * _pitch(pages[index])


def _pitch(page: PrintedPage) -> float:
    rows = rows_of(page.pieces)
    steps = [a[0].middle[1] - b[0].middle[1] for a, b in pairwise(rows)]
    return median(steps) if steps else 20.0


def _take_notes(page: PrintedPage, usual: float) -> Notes:
    """Take the notes at the foot of a page out of it."""
    running = [piece for piece in page.pieces if not _in_table(piece, page)]
    rows = rows_of(running)
    first = _first_of_notes(page, rows, usual)
    if first is None:
        return []
    low = rows[first:]
    gone = {id(piece) for row in low for piece in row}
    page.pieces = [piece for piece in page.pieces if id(piece) not in gone]
    return list(_told_apart(low))


def _first_of_notes(page: PrintedPage, rows: Sequence[list[Piece]], usual: float) -> int | None:
    for y in _rules_of_notes(page, rows):
        first = next((place for place, row in enumerate(rows) if row[0].middle[1] < y), None)
        if first and all(max(p.size for p in row) <= _SMALLER * usual for row in rows[first:]):
            # Small words under a stroke and none of them marked may as well be the addressees.
            if _NOTE.match(_words(rows[first])):
                return first
        elif first and _MARKED.match(_words(rows[first])):
            return first
    small = len(rows)
    while small > 1 and max(piece.size for piece in rows[small - 1]) <= _SMALL * usual:
        small -= 1
    return next((place for place in range(small, len(rows)) if place and _MARKED.match(_words(rows[place]))), None)


def _rules_of_notes(page: PrintedPage, rows: Sequence[Sequence[Piece]]) -> Iterator[float]:
    """Heights of the short strokes at the left margin under which notes may stand, the highest first."""
    if not rows:
        return
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    for y, start, end in sorted(page.rules, reverse=True):
        length = end - start
        if not _SHORTEST_RULE <= length <= _LONGEST_RULE * (right - left) or start > left + 15 or y > 0.7 * page.height:
            continue
        if not any(
            abs(piece.y0 - y) < _UNDERLINES and min(end, piece.x1) - max(start, piece.x0) > 0.8 * length
            for row in rows
            for piece in row
        ):
            yield y


def _told_apart(rows: Sequence[Sequence[Piece]]) -> Iterator[tuple[str, str]]:
    mark, words = "", ""
    for row in rows:
        line = _words(row)
        match = _NOTE.match(line)
        if match is not None:
            if words:
                yield mark, words
            mark, words = without_marks(match["mark"], frozenset()), line[match.end() :]
        else:
            words = f"{words} {line}".strip()
    if words:
        yield mark, without_marks(words, frozenset())
