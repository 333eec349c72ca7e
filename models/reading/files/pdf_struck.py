"""Words of a PDF's page that a line was drawn through: they were taken out of the text and are not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from models.reading.files.pdf_grid import Level
from models.reading.files.pdf_letters import Box, Letter

_LOW: Final = 0.28  # of a letter's height from its foot; a line under a word is lower
_HIGH: Final = 0.75
_LEAST: Final = 3  # letters; a shorter line is a dash of a drawing


@dataclass(frozen=True)
class Cleared:
    """Printed lines without struck words, those words, and the strokes that struck none."""

    rows: list[list[Letter]]
    struck: tuple[str, ...]
    strokes: list[Level]


def without_struck(rows: Sequence[list[Letter]], strokes: Sequence[Level], marked: Sequence[Level]) -> Cleared:
    """Take the words that a level stroke of the page, or a person's mark, runs through out of the lines."""
    drawn = [stroke for stroke in strokes if any(_runs_through(stroke, row) for row in rows)]
    through = [*drawn, *marked]
    if not through:
        return Cleared(list(rows), (), list(strokes))
    kept: list[list[Letter]] = []
    words: list[str] = []
    for row in rows:
        left: list[Letter] = []
        for struck, run in groupby(row, key=lambda letter: _is_struck(letter, through)):
            letters = list(run)
            if struck:
                words.append("".join(char for char, _box in letters).strip())
            else:
                left += letters
        kept.append(left)
    return Cleared(kept, tuple(words), [stroke for stroke in strokes if stroke not in drawn])


def _runs_through(stroke: Level, row: Sequence[Letter]) -> bool:
    """Whether a stroke runs through some letters of a line and not past them on either side, as a table's does."""
    struck = [box for char, box in row if box is not None and char.isalnum() and _crosses(stroke, box)]
    if len(struck) < _LEAST:
        return False
    size = max(box[3] - box[1] for box in struck)
    return stroke[1] > min(box[0] for box in struck) - size and stroke[2] < max(box[2] for box in struck) + size


def _crosses(stroke: Level, box: Box) -> bool:
    height = box[3] - box[1]
    return (
        stroke[1] <= (box[0] + box[2]) / 2 <= stroke[2]
        and box[1] + _LOW * height <= stroke[0] <= box[1] + _HIGH * height
    )


def _is_struck(letter: Letter, through: Sequence[Level]) -> bool:
    box = letter[1]
    return box is not None and any(_crosses(stroke, box) for stroke in through)
