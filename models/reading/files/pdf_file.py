"""The words of a PDF that has text: paragraphs put together again, ruled tables row by row. Scans are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2

from models.base import active_pdf
from models.base.errors import AppError
from models.base.text import nfc
from models.base.words import _
from models.reading.files import limits
from models.reading.files.found import FoundText
from models.reading.files.legacy_fonts import to_unicode
from models.reading.files.pdf_page import Piece, RuledTable, grids_of, pieces_of
from models.reading.files.text_file import vietnamese_share
from models.reading.outline import Marker, marker_of
from models.reading.passage import Passage, passage
from models.reading.plan_table import SAME

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LEAST_LETTERS = 20  # on a page; a scan carries none, or only a stamp
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*", re.IGNORECASE)
_READS_AS_WRITTEN = 0.1  # of the words are among the usual ones; legacy codes leave hardly any of them whole
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"^[^a-z]*[A-Z][^a-z]*$")
_LONE_MARKER = re.compile(r"[-–—+•●*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)/]")
_DIVIDED = re.compile(r"\w-$")
_EDGE = 0.09  # of the page's height; page numbers stand in it
_STOPPED = (".", ";", ":", "!", "?")
_MOST_SHOWN = 8


def read_pdf(data: bytes) -> FoundText:
    """The words of a PDF. Raises AppError: damaged, encrypted, too many pages, or no text (a scan)."""
    document = _opened(data)
    try:
        if len(document) > limits.MOST_PAGES:
            raise limits.too_big()
        if len(document) == 0:
            raise limits.damaged()
        lines: list[str] = []
        empty: list[int] = []
        waits = False  # for the rest of the sentence that the page before broke off
        for index in range(len(document)):
            on_page, goes_on, may_go_on = _page_lines(document, index)
            letters = sum(1 for line in on_page for char in line if char.isalnum())
            if letters < _LEAST_LETTERS:
                empty.append(index + 1)
            if waits and goes_on and not on_page[0].isupper():
                lines[-1] = _joined(lines[-1], on_page.pop(0))
            lines += on_page
            waits = may_go_on
    except (pypdfium2.PdfiumError, ValueError, IndexError) as wrong:
        raise limits.damaged() from wrong
    finally:
        document.close()
    if not any(char.isalnum() for line in lines for char in line) or (len(empty) == index + 1):
        raise _scan()
    text, fonts = _readable(nfc("\n".join(lines)))
    return FoundText(text, _remarks(empty) + active_pdf.remarks(data), fonts)


def _opened(data: bytes) -> Any:  # noqa: ANN401 - pypdfium2 is not typed
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        raise (limits.encrypted() if getattr(wrong, "err_code", None) == _PASSWORD else limits.damaged()) from wrong


def _page_lines(document: Any, index: int) -> tuple[list[str], bool, bool]:  # noqa: ANN401
    """The lines of a page, whether its first one may go on from the page before, and whether its last one may go on."""
    page = document[index]
    text_page = page.get_textpage()
    try:
        grids = grids_of(page)
        pieces = [piece for piece in pieces_of(text_page, grids) if piece.text.strip()]
        height = page.get_height()
        pieces = [piece for piece in pieces if not _is_page_number(piece, height)]
        running = [piece for piece in pieces if not any(grid.holds(piece) for grid in grids)]
        goes_on = bool(running) and pieces[0] is running[0] and _at_left(running)
        return list(_lines(pieces, grids)), goes_on, bool(running) and pieces[-1] is running[-1] and _full(running)
    finally:
        text_page.close()
        page.close()


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


def _is_page_number(piece: Piece, height: float) -> bool:
    middle = piece.middle[1]
    return bool(_PAGE_NUMBER.fullmatch(piece.text)) and not _EDGE * height < middle < (1 - _EDGE) * height


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
    for piece in pieces:
        cells.setdefault(grid.cell(piece), []).append(piece.text.strip().replace("|", "/"))
    width = range(len(grid.uprights) - 1)
    for row in sorted({row for row, _column in cells}):
        shown = (cells.get((row, column)) or _from_above(cells, grid, row, column) for column in width)
        yield " | ".join(" ".join(words) for words in shown)


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
        words = "\t".join(piece.text.strip() for piece in row)
        if before is not None and _runs_on(before, row, paragraph, (left, right, pitch)):
            paragraph = _joined(paragraph, words)
        else:
            if paragraph:
                yield paragraph
            paragraph = words
        before = row
    yield paragraph


def _joined(paragraph: str, words: str) -> str:
    """Two printed lines as one; `NQ-` at a line's end and `CP` on the next are one word."""
    return paragraph + ("" if _DIVIDED.search(paragraph) and words[:1].isalnum() else " ") + words


def _side_by_side(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if last is not None and piece.x0 > last.x1 and abs(piece.middle[1] - last.middle[1]) < (last.y1 - last.y0) / 2:
            if _LONE_MARKER.fullmatch(last.text.strip()):
                # The dash or number of an item stands apart, but it is no column of its own.
                rows[-1][-1] = Piece(f"{last.text.strip()} {piece.text}", last.x0, piece.x1, piece.y0, piece.y1)
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
    full = before[0].x1 >= right - 0.14 * width
    drop = before[0].y0 - row[0].y0
    at_margin = row[0].x0 <= left + 0.025 * width
    if not full or not 0 < drop <= 1.35 * pitch:
        return False
    words = passage(row[0].text, 0, len(row[0].text))
    marker = marker_of(words) if words else None
    if marker is not None and (paragraph.rstrip().endswith(_STOPPED) or _opens_item(marker, words)):
        return False
    if paragraph.isupper() and not row[0].text.isupper():
        return False  # a heading ends where the capitals do
    return at_margin and before[0].x0 <= left + 0.3 * width


def _opens_item(marker: Marker, words: Passage) -> bool:
    """Whether a marker at the start of a line cannot be the middle of a sentence, as a dash or a small letter can."""
    return marker.kind in {"number", "letter", "roman", "article"} and words.words[marker.length].isupper()


def _readable(text: str) -> tuple[str, tuple[str, ...]]:
    """The text, turned into Unicode when the PDF kept the codes of a .VnTime or VNI font and not letters."""
    share = vietnamese_share(text)
    if share >= _READS_AS_WRITTEN:
        return text, ()
    shown = {"TCVN3": _with_capitals(to_unicode(text, "tcvn3")), "VNI": to_unicode(text, "vni")}
    name = max(shown, key=lambda coding: vietnamese_share(shown[coding]))
    if vietnamese_share(shown[name]) > 2 * share + _READS_AS_WRITTEN:
        return nfc(shown[name]), (name,)
    return text, ()


def _with_capitals(shown: str) -> str:
    """Words of capitals whole again: TCVN3 has no capitals with tones, a font of its own drew them (`TRƯởNG PHòNG`)."""
    return _WORD.sub(lambda word: word[0].upper() if _CAPITALS.search(word[0]) else word[0], shown)


def _remarks(empty: Sequence[int]) -> tuple[str, ...]:
    if not empty:
        return ()
    pages = ", ".join(str(page) for page in empty[:_MOST_SHOWN]) + ("…" if len(empty) > _MOST_SHOWN else "")
    return (_("Trang {pages} không có chữ (có thể là ảnh quét) nên chưa được đọc.").format(pages=pages),)


def _scan() -> AppError:
    return AppError(
        "pdf_no_text",
        what=_("Tệp PDF này không có chữ để đọc."),
        why=_("Đây là bản quét (ảnh chụp trang giấy); chương trình không nhận dạng chữ trong ảnh."),
        do=_("Hãy xin bản .docx hoặc PDF ký số có chữ từ nơi gửi, hoặc thêm nhiệm vụ bằng tay."),
    )
