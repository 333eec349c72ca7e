"""Stretches of printed lines on a PDF's page, and the ruled tables that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_NEAR: Final = 3.0  # points; lines this close are one line
_SPANNED: Final = 0.8  # of a table's width

Upright = tuple[float, float, float]  # x, bottom, top; points
Level = tuple[float, float, float]  # y, left, right; points


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


def assembled(uprights: Sequence[Upright], levels: Sequence[Level]) -> list[RuledTable]:
    """The ruled tables that strokes make, from the top down."""
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


def _spanned(levels: Sequence[Level], bottom: float, top: float, xs: Sequence[float]) -> bool:
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


def _strokes(uprights: Sequence[Level], bottom: float, top: float) -> tuple[Upright, ...]:
    return tuple(one for one in uprights if one[1] < top + _NEAR and one[2] > bottom - _NEAR)


def _apart(places: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept
