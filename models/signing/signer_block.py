"""Where a page prints who signs it: chức vụ above, họ tên below (NĐ 30/2020, Phụ lục I, ô 7a, 7b).

A seal lies over the left third of the signature between them (ô 8). One on a white ground may hide some of these words;
they are said again by the signature itself. Nothing else of a page may be hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from models.base.text import clean, fold
from models.signing.signature_places import WIDTH, PageLine, printed_lines

Rect = tuple[float, float, float, float]  # x0, y0, x1, y1 in points from the lower left

_ABOVE = 160.0  # points from the name up to the first line of the office held: room for a signature and three lines
_OFF_CENTRE = 40.0  # points; the lines of the block are centred over each other
_SEAL = 115.0  # points; seals are 36 to 38 mm across, some programs draw a frame around
_EDGE = 40.0  # points above and below the block that a seal may reach
_BLEED = 2.0  # points that letters reach out of their boxes


@dataclass(frozen=True)
class SignerBlock:
    """The printed lines, and the room around them that signature and seal belong into."""

    lines: tuple[Rect, ...]
    room: Rect

    def holds(self, boxes: Iterable[Rect]) -> bool:
        """Whether all of `boxes` lie in the room."""
        x0, y0, x1, y1 = self.room
        return all(x0 <= box[0] and y0 <= box[1] and box[2] <= x1 and box[3] <= y1 for box in boxes)


def find(page: Any, names: Collection[str]) -> SignerBlock | None:  # noqa: ANN401 - pypdfium2 has no types
    """The block of whoever of `names` is printed last on this page, alone in a line; None where there is none."""
    lines = printed_lines(page)
    wanted = {fold(clean(name)) for name in names} - {""}
    name = next((line for line in reversed(lines) if fold(line.text) in wanted), None)
    return _around(name, lines) if name is not None else None


def _around(name: PageLine, lines: Sequence[PageLine]) -> SignerBlock:
    middle = (name.x0 + name.x1) / 2
    held = [line for line in lines if _is_office(line, name, middle)]
    top = max((line.y1 for line in held), default=name.y1 + _ABOVE)
    half = WIDTH / 2
    room = (middle - half - _SEAL, name.y0 - _EDGE, middle + half + _EDGE, top + _EDGE)
    return SignerBlock(tuple(_box(line) for line in (*held, name)), room)


def _is_office(line: PageLine, name: PageLine, middle: float) -> bool:
    """Whether a line says in which office the person above whose name it stands signs: capitals, and no figure."""
    if any(map(str.isdigit, line.text)) or not line.text.isupper():
        return False
    near = name.y1 <= line.y0 <= name.y1 + _ABOVE
    return near and abs((line.x0 + line.x1) / 2 - middle) <= _OFF_CENTRE


def _box(line: PageLine) -> Rect:
    return (line.x0 - _BLEED, line.y0 - _BLEED, line.x1 + _BLEED, line.y1 + _BLEED)
