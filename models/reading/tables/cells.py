"""The cells of a printed line of a table. What a column holds is not here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.reading.lines import PrintedLine
from models.reading.passage import NOTHING, Passage, passage

SAME: Final = "〃"  # how a cell merged with the one above is written; documents also write "nt" or a ditto mark
_DITTO = re.compile(r'(?:〃|-?\s*["”″]?\s*(?:nt|như trên)\s*["”″]?\s*-?|-?\s*["”″]{1,2}\s*-?)', re.IGNORECASE)
_BLANK = re.compile(r"[\s\-–—_.…,;:/]*")
_PARAGRAPHS = re.compile(r"\S[^ ]*(?: (?! )[^ ]+)*")
_BORDERS = re.compile(r"[\s|:\-–+=]+")


@dataclass(frozen=True)
class Cell:
    """The words of one cell, and the paragraphs that they stand in."""

    words: Passage = NOTHING
    paragraphs: tuple[Passage, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def is_same(self) -> bool:
        """Whether it only says that it holds what the cell above holds."""
        return bool(_DITTO.fullmatch(self.words.words))

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing: no words, or only a dash or dots."""
        return not self.is_same and bool(_BLANK.fullmatch(self.words.words))

    def joined(self, other: Cell, glue: str = " ") -> Cell:
        """Both, one paragraph after the other."""
        if not self or not other:
            return self or other
        return Cell(self.words.joined(other.words, glue), (*self.paragraphs, *other.paragraphs))


EMPTY: Final = Cell()


def mark_of(raw: str) -> str | None:
    """What separates the cells of a line: bars, else tabs; None when it has neither."""
    return "|" if "|" in raw else "\t" if "\t" in raw else None


def is_bordered(raw: str) -> bool:
    """Whether bars stand at the ends of the row too, and open no cell there: `| a | b |`, but not ` | b | c`."""
    return raw.startswith("|") and raw.count("|") > 1


def is_rule(raw: str) -> bool:
    """Whether a line only draws the border between two rows."""
    return bool(_BORDERS.fullmatch(raw)) and not raw.isspace()


def cells_of(text: str, line: PrintedLine, mark: str, *, bordered: bool = False) -> list[Cell]:
    """The cells of a line, empty ones kept; one cell when `mark` is not in it."""
    start, end = line.start, line.end
    raw = text[start:end]
    if bordered and mark in raw:
        lead = len(raw) - len(raw.lstrip())
        if raw[lead] == mark:
            start += lead + 1
        if raw.rstrip().endswith(mark) and line.start + len(raw.rstrip()) - 1 >= start:
            end = line.start + len(raw.rstrip()) - 1
    found: list[Cell] = []
    at = start
    for piece in text[start:end].split(mark):
        found.append(cell(text, at, at + len(piece)))
        at += len(piece) + 1
    return found


def cell(text: str, start: int, end: int) -> Cell:
    """The words of `text[start:end]`; two blanks in a row are the end of a paragraph inside the cell."""
    words = passage(text, start, end)
    if not words:
        return EMPTY
    part = text[start:end].strip()
    if "  " not in part:
        return Cell(words, (words,))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    pieces = (passage(text, start + one.start(), start + one.end()) for one in _PARAGRAPHS.finditer(part))
    return Cell(words, tuple(piece for piece in pieces if piece))


def made_of(words: Sequence[str]) -> list[Cell]:
    """Cells of words that stand in no text yet, to be asked whether they head a plan."""
    return [Cell(Passage(one, range(len(one))), ()) for one in words]
