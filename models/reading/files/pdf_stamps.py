"""Stamps on the pages of a PDF: what a signature shows of itself, and the stamp of the office that received it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.reading.files.pdf_grid import Piece
from models.reading.files.pdf_page import PrintedPage

_SIGNED: Final = re.compile(
    r"(?:được\s+|đã\s+)?ký\s+(?:số\s+|điện tử\s+)?(?:bởi|bằng)|người ký\s*:|(?:digitally\s+)?signed by|"
    r"signature (?:not verified|valid|is valid)|chữ ký (?:số|điện tử)\s*:",
    re.IGNORECASE,
)
_SIGNED_MORE: Final = re.compile(
    r"(?:ngày|thời gian|giờ|thời điểm)\s*ký|ký ngày|ngày\s*:|date\s*:|cơ quan\s*:|đơn vị\s*:|tổ chức\s*:|"
    r"chức (?:vụ|danh)\s*:|e-?mail\s*:|reason\s*:|lý do\s*:|location\s*:|địa điểm\s*:|nơi ký\s*:|foxit|"
    r"(?:số )?(?:seri|serial)|dn\s*:|cn\s*=|ou?\s*=|c\s*=\s*vn|nhà cung cấp|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{4}[ ,]+\d{1,2}:\d{2}|"
    r"\d{4}[./-]\d{1,2}[./-]\d{1,2}[ T]+\d{1,2}:\d{2}|[\w.+-]+@[\w-]+\.",
    re.IGNORECASE,
)
_RECEIVED: Final = re.compile(r"(?:c\s*ô\s*n\s*g\s+v\s*ă\s*n|văn bản|cv|c\.v\.?)?\s*đ\s*ế\s*n", re.IGNORECASE)
_RECEIVED_MORE: Final = re.compile(
    r"(?:số|ngày|giờ|chuyển|kính chuyển|lưu hồ sơ|lưu hs|bộ phận|đ/c|phòng)(?:\s+(?:đến|số|nhận))?\s*[:.…]",
    re.IGNORECASE,
)
_NEXT: Final = 2.2  # of a line's height; the lines of a stamp are nearer
_LIKE: Final = 0.2  # of a line's height; the lines of a signature differ less
_STAMPED_LIKE: Final = 0.45  # those of the other stamp more
_SMALL: Final = 0.93  # of the usual height of letters
_MOST_LINES: Final = 10
_WIDEST: Final = 0.5  # of the page's width


def without_stamps(page: PrintedPage, usual: float) -> list[Piece]:
    """The pieces of a page without those of stamps. `usual`: the height of letters of the running text."""
    free = [piece for piece in page.pieces if not any(grid.holds(piece) for grid in page.grids)]
    gone: set[int] = set()
    for piece in free:
        words = piece.text.strip()
        if id(piece) in gone:
            continue
        if _SIGNED.match(words):
            gone |= _signature(piece, free, usual)
        elif _RECEIVED.fullmatch(words) and words.isupper():
            gone |= _receipt(piece, free, page.width)
    return [piece for piece in page.pieces if id(piece) not in gone]


def _below(piece: Piece, pieces: Sequence[Piece], like: float) -> list[Piece]:
    """The pieces of about its size that stand under one another from `piece` on, each near the one before."""
    pieces = [other for other in pieces if abs(other.size - piece.size) <= like * piece.size]
    column = [piece]
    for _line in range(_MOST_LINES):
        last = column[-1]
        after = [
            other
            for other in pieces
            if 0 < last.middle[1] - other.middle[1] <= _NEXT * max(last.size, other.size)
            and min(other.x1, max(p.x1 for p in column)) > max(other.x0, min(p.x0 for p in column))
        ]
        if not after:
            break
        column.append(max(after, key=lambda other: (other.middle[1], -abs(other.x0 - piece.x0))))
    return column[1:]


def _signature(first: Piece, pieces: Sequence[Piece], usual: float) -> set[int]:
    """The lines of a signature's look from the one that says who signed."""
    lines = [first, *_below(first, pieces, _LIKE)]
    says = [place for place, piece in enumerate(lines) if place and _SIGNED_MORE.match(piece.text.strip())]
    small = first.size <= _SMALL * usual
    if not says and not small:
        return set()
    last = len(lines) - 1 if small else says[-1]
    return {id(piece) for piece in lines[: last + 1]}


def _receipt(first: Piece, pieces: Sequence[Piece], width: float) -> set[int]:
    """The lines of the stamp "CÔNG VĂN ĐẾN": its number and its day are not those of the paper."""
    lines = [piece for piece in _below(first, pieces, _STAMPED_LIKE) if piece.x1 - piece.x0 < _WIDEST * width]
    says = [place for place, piece in enumerate(lines) if _RECEIVED_MORE.match(piece.text.strip())]
    if not says or says[0] > 0:
        return set()
    kept: list[Piece] = []
    for place, piece in enumerate(lines):
        if place not in says:
            break
        kept.append(piece)
    rows = [other for other in pieces for piece in kept if abs(other.middle[1] - piece.middle[1]) < 0.4 * piece.size
            and _RECEIVED_MORE.match(other.text.strip()) and other.x0 < piece.x1 + 3 * piece.size]  # fmt: skip
    return {id(piece) for piece in (first, *kept, *rows, *_receiver(first, pieces))}


def _receiver(first: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The name of the receiving office, when the stamp was drawn in one go: right above, right before in the file."""
    place = next(index for index, piece in enumerate(pieces) if piece is first)
    named: list[Piece] = []
    for piece in reversed(pieces[max(0, place - 2) : place]):
        above = named[-1] if named else first
        near = 0 < piece.middle[1] - above.middle[1] <= 1.6 * max(piece.size, above.size)
        if not near or not piece.text.isupper() or abs(piece.middle[0] - first.middle[0]) > 3 * first.size:
            break
        named.append(piece)
    return named
