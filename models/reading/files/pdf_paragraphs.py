"""The pieces of a PDF's page as lines of text: paragraphs whole again, letterheads and ruled tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from models.reading.files.cell_lines import in_one_line
from models.reading.files.pdf_asides import rows_of
from models.reading.files.pdf_grid import Piece, RuledTable
from models.reading.files.pdf_order import in_reading_order
from models.reading.files.pdf_page import PrintedPage
from models.reading.outline import Marker, marker_of
from models.reading.passage import Passage, passage
from models.reading.plan_table import SAME
from models.reading.words.labels import label_first

_LONE_MARKER: Final = re.compile(r"[-–—+•●*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)/]")
_STRANGE_BULLET: Final = re.compile(r"^\ufffd(?=\s)")  # of a font of signs, which has no map as a rule
_DIVIDED: Final = re.compile(r"\w-$")
_STOPPED: Final = (".", ";", ":", "!", "?")
_GAP: Final = 1.35  # of the usual distance of lines; more of it stands between paragraphs
_INDENT: Final = 5.0  # of a letter's height; a dash or a number stands no further from its words
_ROOM: Final = 1.25  # of a word's width as far as it can be told
_BLANK: Final = 0.35  # of a letter's height
_CENTRED: Final = 0.02  # of the width of the text
_OTHER_SIZE: Final = 0.12  # of a letter's height; lines that differ more are of two paragraphs
# What opens a part of the paper that never goes on from the line before, however far that reached.
_OPENS_PART: Final = re.compile(
    r"(?:Nơi nhận|NƠI NHẬN|Kính gửi|KÍNH GỬI)\s*:|(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\.\s+[^\W\d_]|PHỤ LỤC|PHỤ BIỂU"
)


@dataclass(frozen=True)
class PageLines:
    """The lines of a page; whether the first may be the rest of the page before, and the last may go on."""

    lines: list[str]
    goes_on: bool = False
    may_go_on: bool = False


def lines_of(page: PrintedPage) -> PageLines:
    """The lines of a page, and after them those that stand at right angles to the rest, where they say something."""
    pieces = in_reading_order(page)
    running = [piece for piece in pieces if not any(grid.holds(piece) for grid in page.grids)]
    lines = list(_lines(pieces, page.grids))
    goes_on = bool(running) and pieces[0] is running[0] and _at_left(running)
    may_go_on = bool(running) and pieces[-1] is running[-1] and _full(running)
    for other in page.turned:
        lines += lines_of(other).lines
    return PageLines(lines, goes_on, may_go_on and not page.turned)


def joined(paragraph: str, words: str) -> str:
    """Two printed lines as one; `NQ-` at a line's end and `CP` on the next are one word."""
    return paragraph + ("" if _DIVIDED.search(paragraph) and words[:1].isalnum() else " ") + words


def _at_left(running: Sequence[Piece]) -> bool:
    """Whether the first piece begins at the margin, as the rest of a paragraph does, and opens no item."""
    first = running[0]
    left, right = min(piece.x0 for piece in running), max(piece.x1 for piece in running)
    words = passage(first.text, 0, len(first.text))
    return first.x0 <= left + 0.025 * (right - left) and bool(words) and marker_of(words) is None


def _full(running: Sequence[Piece]) -> bool:
    """Whether the last piece reaches the right margin without a stop: the page ended, not the sentence."""
    last = running[-1]
    left, right = min(piece.x0 for piece in running), max(piece.x1 for piece in running)
    return last.x1 >= right - 0.1 * (right - left) and not last.text.rstrip().endswith(_STOPPED)


def _lines(pieces: Sequence[Piece], grids: Sequence[RuledTable]) -> Iterator[str]:
    """Paragraphs between tables, and each table at the place of its first piece."""
    running: list[Piece] = []
    done: set[int] = set()
    for piece in pieces:
        place = next((number for number, grid in enumerate(grids) if grid.holds(piece)), None)
        if place is None:
            running.append(piece)
        elif place not in done:
            done.add(place)
            yield from _paragraphs(running)
            running = []
            yield from _rows([other for other in pieces if grids[place].holds(other)], grids[place])
    yield from _paragraphs(running)


def _rows(pieces: Sequence[Piece], grid: RuledTable) -> Iterator[str]:
    cells: dict[tuple[int, int], list[str]] = {}
    for piece in (piece for row in rows_of(pieces) for piece in row):
        cells.setdefault(grid.cell(piece), []).append(piece.text)
    width = range(len(grid.uprights) - 1)
    for row in sorted({row for row, _column in cells}):
        shown = (cells.get((row, column)) or _from_above(cells, grid, row, column) for column in width)
        yield " | ".join(in_one_line(words) for words in shown)


def _from_above(cells: dict[tuple[int, int], list[str]], grid: RuledTable, row: int, column: int) -> list[str]:
    """The sign that a cell merged with the one above holds the same as that."""
    first = grid.first_row(row, column)
    return [SAME] if first < row and (first, column) in cells else []


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[str]:
    """Printed lines joined where only the right margin had ended them."""
    if not pieces:
        return
    rows = _side_by_side(pieces)
    left = min(row[0].x0 for row in rows)
    right = sorted(row[-1].x1 for row in rows)[int(len(rows) * 0.9)]
    pitches = sorted(a[0].y0 - b[0].y0 for a, b in pairwise(rows) if 4 < a[0].y0 - b[0].y0 < 60)
    pitch = pitches[len(pitches) // 2] if pitches else 20.0
    paragraph = ""
    before: list[Piece] | None = None
    for row in rows:
        words = _STRANGE_BULLET.sub("-", "\t".join(piece.text.strip() for piece in row))
        if before is not None and _runs_on(before, row, paragraph, (left, right, pitch)):
            paragraph = joined(paragraph, words)
        else:
            if paragraph:
                yield paragraph
            if before is not None and before[0].y0 - row[0].y0 > _GAP * pitch:
                yield ""
            paragraph = words
        before = row
    yield paragraph


def _side_by_side(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if last is not None and piece.x0 > last.x1 and abs(piece.middle[1] - last.middle[1]) < (last.y1 - last.y0) / 2:
            if _LONE_MARKER.fullmatch(last.text.strip()) and piece.x0 - last.x1 < _INDENT * last.size:
                # The dash or number of an item stands apart, but it is no column of its own.
                words = f"{last.text.strip()} {piece.text}"
                rows[-1][-1] = Piece(words, last.x0, piece.x1, piece.y0, piece.y1, piece.letter)
            else:
                rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _runs_on(before: list[Piece], row: list[Piece], paragraph: str, page: tuple[float, float, float]) -> bool:
    left, right, pitch = page
    if len(before) > 1 or len(row) > 1:
        return False
    width = right - left
    drop = before[0].y0 - row[0].y0
    at_margin = row[0].x0 <= left + 0.025 * width
    if (
        not _full_before(before[0], row[0], right)
        or _is_centred(before[0], left, right)
        or not 0 < drop <= _GAP * pitch
        or _OPENS_PART.match(row[0].text.strip())
    ):
        return False
    if abs(before[0].size - row[0].size) > _OTHER_SIZE * max(before[0].size, row[0].size):
        return False
    words = passage(row[0].text, 0, len(row[0].text))
    marker = marker_of(words) if words else None
    if marker is not None and (paragraph.rstrip().endswith(_STOPPED) or _opens_item(marker, words)):
        return False
    if paragraph.rstrip().endswith(_STOPPED) and words and label_first(words.plain):
        return False  # "Thời hạn: …" below the last of a list speaks of all of it
    if paragraph.isupper() and not row[0].text.isupper():
        return False  # a heading ends where the capitals do
    return at_margin and before[0].x0 <= left + 0.3 * width


def _full_before(line: Piece, after: Piece, right: float) -> bool:
    """Whether the next line's first word had no room any more: a line that ends sooner was meant to end."""
    word = after.text.split()[0]
    needed = (after.x1 - after.x0) / max(1, len(after.text)) * len(word)
    return right - line.x1 <= _ROOM * needed + _BLANK * line.size


def _is_centred(line: Piece, left: float, right: float) -> bool:
    before, behind = line.x0 - left, right - line.x1
    return before > _CENTRED * (right - left) and abs(before - behind) < _CENTRED * (right - left)


def _opens_item(marker: Marker, words: Passage) -> bool:
    """Whether a marker at the start of a line cannot be the middle of a sentence, as a dash or a small letter can."""
    return marker.kind in {"number", "letter", "roman", "article"} and words.words[marker.length].isupper()
