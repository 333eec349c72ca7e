"""The letters of a PDF's page by printed lines, from left to right, each with its place. Tables are not here."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any, Final

import pypdfium2.raw as pdfium

_NEAR: Final = 3.0  # points; letters further back than this were drawn later than those before them
_GUESSED: Final = ""  # a blank that is not in the file: pdfium saw a gap, or only another font
_SHARED: Final = 0.3  # of a letter's height; less than this in common, and two letters are on two lines
_TOUCHING: Final = 0.05  # of a letter's height; letters nearer than this are of one word
_BLANK: Final = 0.14  # of a letter's height; the narrowest blank of a justified line is wider
_LINE_ENDS: Final = {10, 13}
_BLANK_CODE: Final = 32  # a code below is no letter, but it may stand for one that the font has no map for
_UNKNOWN: Final = 0xFFFD
_NO_LETTERS: Final = {0, 2, 0xFFFE, 0xFFFF}
_HYPHENS: Final = {2, 0xFFFE}  # how pdfium gives a dash at the end of a line
_ASKEW: Final = 0.12  # radians; text that leans more than this is a watermark and no line
_MOST_PUT_IN: Final = 40  # letters; a number or a date that was put into a line that was printed before it
_WIDE: Final = 1.2  # of a letter's height; words further apart were not written together
_MOST_BESIDE: Final = 12  # letters of such words behind the end of a line
_LIKE: Final = 0.7  # of the line's height; smaller words are a stamp's
_BESIDE: Final = 1.0  # of a letter's height; how far such words may stand from the end of the line
_NEXT: Final = 0.6  # of a letter's height; the blank between two words of a line
_DOTS: Final = frozenset(".…_·")  # what is printed where something will be written
_LEAST_SPREAD: Final = 6  # letters of a line that is looked at for this
_SPREAD: Final = 0.6  # of its letters that stand alone
_NEXT_WORD: Final = 1.45  # of the usual gap of such letters
_SMALL: Final = 0.78  # of the height of a line's letters; a smaller figure above their feet is a note's mark
_RAISED: Final = 0.12
_MARK: Final = 0xE000  # where the marks of notes are kept until it is known what they are
_MARKS: Final = frozenset("0123456789*,")
_RAISED_GROUP: Final = re.compile(r"(?P<open>[(\[]?)(?P<figures>[\ue000-\ue07f]+)(?P<close>[)\]]?)")
_SQUARE: Final = re.compile(r"(?:^|[\d\s(/])[kcdm]?m$")
_WORD_BEFORE: Final = re.compile(r"[^\s:…_]$")

# The box of a letter: left, bottom, right, top. Blanks have none.
Box = tuple[float, float, float, float]
Letter = tuple[str, Box | None]
# Which of a line's letters are seen; told with the place of each in the page's text.
Seen = Callable[[Sequence[Letter], Sequence[int]], Sequence[int]]


@dataclass(frozen=True)
class LetteredLine:
    """A line as pdfium gives it; `turns` says by how many right angles its words are turned to the left, None askew."""

    letters: list[Letter]
    turns: int | None


def lettered_lines(text_page: Any, seen: Seen | None = None) -> Iterator[LetteredLine]:  # noqa: ANN401 - pypdfium2 is not typed
    """All letters of a page in the order of the file; only those that are seen, where that is known."""
    page = text_page.raw
    rectangle = pdfium.FS_RECTF()
    letters: list[Letter] = []
    places: list[int] = []
    for index, code in enumerate(_codes(text_page)):
        unknown = code < _BLANK_CODE and pdfium.FPDFText_HasUnicodeMapError(page, index)
        if code in _LINE_ENDS and not unknown:
            yield from _at_their_ends(page, letters, places, seen)
            letters, places = [], []
            continue
        letter = _letter(page, index, _UNKNOWN if unknown else code, rectangle)
        if letter is not None:
            letters.append(letter)
            places.append(index)
    yield from _at_their_ends(page, letters, places, seen)


def _letter(page: Any, index: int, code: int, rectangle: Any) -> Letter | None:  # noqa: ANN401
    if code in _HYPHENS:
        return "-", None
    if code in _NO_LETTERS or 0xD800 <= code <= 0xDFFF:
        return None
    char = chr(code)
    if not char.isspace():
        pdfium.FPDFText_GetLooseCharBox(page, index, rectangle)
        return char, (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    return _GUESSED if pdfium.FPDFText_IsGenerated(page, index) else char, None


def _codes(text_page: Any) -> Sequence[int]:  # noqa: ANN401
    """The code of each letter; all at once where that gives one for each."""
    count = text_page.count_chars()
    room = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page.raw, 0, count, room) == count + 1:
        return list(room[:count])
    return [pdfium.FPDFText_GetUnicode(text_page.raw, index) for index in range(count)]


def _turns(page: Any, index: int) -> int | None:  # noqa: ANN401
    if index < 0:
        return 0
    angle = pdfium.FPDFText_GetCharAngle(page, index) / (math.pi / 2)  # clockwise
    return None if abs(angle - round(angle)) > _ASKEW else -round(angle) % 4


def _at_their_ends(
    page: Any,  # noqa: ANN401
    letters: list[Letter],
    places: list[int],
    seen: Seen | None,
) -> Iterator[LetteredLine]:
    """A line as pdfium gives it, at its real ends: it does not end one where a word is divided by a dash."""
    if seen is not None:
        kept = seen(letters, places)
        letters, places = [letters[one] for one in kept], [places[one] for one in kept]
    row: list[Letter] = []
    bottom, top = 0.0, 0.0
    place = -1
    for letter, index in zip(letters, places, strict=True):
        box = letter[1]
        if box is not None and bottom < top and _apart_from(box, bottom, top):
            yield LetteredLine(row, _turns(page, place))
            row, place = [], -1
            bottom, top = 0.0, 0.0
        row.append(letter)
        if box is not None:
            place = index if place < 0 else place
            bottom, top = (min(bottom, box[1]), max(top, box[3])) if bottom < top else (box[1], box[3])
    if place >= 0:
        yield LetteredLine(row, _turns(page, place))


def printed_rows(lines: Sequence[LetteredLine]) -> list[list[Letter]]:
    """The letters of each printed line from left to right; what was put into a printed line later stands in it."""
    return [list(_in_order(_marked(row))) for row in _put_in(_rejoined([line.letters for line in lines]))]


def _rejoined(rows: Sequence[list[Letter]]) -> list[list[Letter]]:
    """The rows, with one that goes on right behind another on its line joined to it: a mark between had parted them."""
    whole: list[list[Letter]] = []
    for row in rows:
        box, before = _around(row), _around(whole[-1]) if whole else None
        if box and before and _on_one_line(box, before) and 0 <= box[0] - before[2] + 1.0 < _NEXT * (box[3] - box[1]):
            whole[-1] = [*whole[-1], (_GUESSED, None), *row]
        else:
            whole.append(row)
    return whole


def _apart_from(box: Box, bottom: float, top: float) -> bool:
    """Whether a letter stands above or below a row; a comma's foot and a mark's top may reach out of it."""
    shared = min(box[3], top) - max(box[1], bottom)
    return shared < _SHARED * min(box[3] - box[1], top - bottom)


def _put_in(rows: list[list[Letter]]) -> list[list[Letter]]:
    """The rows with those that fill a gap of an earlier one put into it.

    A registry writes number and date into `Số:      /TB-…` when the paper is printed already, and a form's field or
    a signature's look shows them over it.
    """
    around = [_around(row) for row in rows]
    for late in range(1, len(rows)):
        box = around[late]
        if box is None or not any(
            other is not None and _on_one_line(box, other) and box[2] > other[0] for other in around[:late]
        ):
            continue
        left: list[Letter] = []
        for words in _apart(rows[late]):
            place = _gap_for(words, rows[:late], around)
            if place is None:
                left += words
            else:
                rows[place] = [*_without_dots(rows[place], words), (_GUESSED, None), *words]
                around[place] = _around(rows[place])
        rows[late], around[late] = left, _around(left)
    return [row for row in rows if row]


def _apart(row: list[Letter]) -> list[list[Letter]]:
    """The stretches of a row between wide blanks: a registry's number and day may be one line of the file."""
    found: list[list[Letter]] = [[]]
    right: float | None = None
    for char, box in row:
        if box is not None:
            if right is not None and box[0] - right > _WIDE * (box[3] - box[1]):
                found.append([])
            right = box[2]
        found[-1].append((char, box))
    return found


def _gap_for(words: list[Letter], rows: Sequence[list[Letter]], around: Sequence[Box | None]) -> int | None:
    box = _around(words)
    if box is None or sum(1 for _char, own in words if own) > _MOST_PUT_IN:
        return None
    for place, row in enumerate(rows):
        other = around[place]
        if other is not None and _on_one_line(box, other) and _fits(box, row, other, len(words)):
            return place
    return None


def _without_dots(row: list[Letter], words: list[Letter]) -> list[Letter]:
    """The row without the run of dots that `words` were written over."""
    box = _around(words)
    kept: list[Letter] = []
    for dotted, run in groupby(row, key=lambda one: one[0] in _DOTS):
        letters = list(run)
        if not dotted or not any(box and one[1] and _covers(box, one[1]) for one in letters):
            kept += letters
    return kept


def _around(row: Sequence[Letter]) -> Box | None:
    boxes = [box for _char, box in row if box is not None]
    if not boxes:
        return None
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _on_one_line(box: Box, other: Box) -> bool:
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return shared > 0.5 * min(box[3] - box[1], other[3] - other[1])


def _fits(box: Box, row: Sequence[Letter], around: Box, length: int) -> bool:
    """Whether words at `box` stand between letters of `row`, or right behind its last, over none of them."""
    if box[0] <= around[0] or box[3] - box[1] < _LIKE * (around[3] - around[1]):
        return False
    solid = [own for char, own in row if own is not None and char not in _DOTS]
    if any(min(box[2], own[2]) - max(box[0], own[0]) > 1.0 for own in solid):
        return False
    if box[2] <= around[2]:
        return any(own[0] < box[0] for own in solid) and any(own[0] > box[0] for own in solid)
    return (
        length <= _MOST_BESIDE and bool(solid) and box[0] - max(own[2] for own in solid) < _BESIDE * (box[3] - box[1])
    )


def _covers(box: Box, dot: Box) -> bool:
    return box[0] - 1.0 <= (dot[0] + dot[2]) / 2 <= box[2] + 1.0


def _marked(row: list[Letter]) -> list[Letter]:
    """The row with small raised figures kept apart: they may be the marks of notes (`known_marks`)."""
    boxes = [box for _char, box in row if box is not None]
    if not any(char in _MARKS for char, _box in row):
        return row
    height = median(box[3] - box[1] for box in boxes)
    foot = median(box[1] for box in boxes)
    if len(boxes) > 1 and all(char in _MARKS for char, box in row[:1]):
        # A note's own line begins with its mark, and the rest of it says how high its letters are.
        height = median(box[3] - box[1] for box in boxes[1:])
        foot = median(box[1] for box in boxes[1:])
    return [
        (chr(_MARK + ord(char)), box)
        if box is not None and char in _MARKS and box[3] - box[1] < _SMALL * height and box[1] > foot + _RAISED * height
        else (char, box)
        for char, box in row
    ]


def without_marks(words: str, known: frozenset[str]) -> str:
    """`words` without the marks of notes: those that are known, and what else is small and raised behind a word.

    A square or cubic metre keeps its figure; raised figures behind a blank are those of a registry's number or day.
    """
    return _RAISED_GROUP.sub(lambda found: _shown(found, words, known), words)


def _shown(found: re.Match[str], words: str, known: frozenset[str]) -> str:
    figures = "".join(chr(ord(char) - _MARK) for char in found["figures"])
    before = words[: found.start()]
    in_brackets = found["open"] + figures + found["close"]
    if _SQUARE.search(before) and figures in {"2", "3"}:
        return in_brackets
    marks = all(mark in known for mark in figures.split(",")) or _WORD_BEFORE.search(before) is not None
    return "" if marks and bool(found["open"]) == bool(found["close"]) else in_brackets


def _in_order(row: list[Letter]) -> Iterator[Letter]:
    """The letters of a printed line from left to right.

    Where a font lacks letters (`ộ`, `ư`), the program that wrote the file draws the line without them first and then
    puts them into the gaps from another font; the blanks between the pieces are then only pdfium's guesses.
    """
    boxes = [box for _char, box in row if box is not None]
    if any(after[0] < before[0] - _NEAR for before, after in pairwise(boxes)):
        yield from _sorted(row)
    else:
        yield from _without_false_blanks(_closed_up(row))


def _sorted(row: list[Letter]) -> Iterator[Letter]:
    right: float | None = None
    for char, box in sorted(((c, b) for c, b in row if b is not None), key=lambda letter: letter[1][0]):
        if right is not None and box[0] - right > _BLANK * (box[3] - box[1]):
            yield " ", None
        yield char, box
        right = box[2] if right is None else max(right, box[2])
    if row[-1] == ("-", None):
        yield row[-1]


def _closed_up(letters: Sequence[Letter]) -> list[Letter]:
    """The letters without the blanks that pdfium sees between letters which a title's style only sets wide apart."""
    solid = [place for place, (_char, box) in enumerate(letters) if box is not None]
    gaps = {
        after: letters[after][1][0] - letters[before][1][2]  # type: ignore[index]
        for before, after in pairwise(solid)
    }
    guessed = [after for before, after in pairwise(solid) if letters[before + 1 : after] == [(_GUESSED, None)]]
    if len(solid) < _LEAST_SPREAD or len(guessed) < _SPREAD * (len(solid) - 1):
        return list(letters)
    usual = median(gaps[after] for after in guessed)
    false = {after - 1 for after in guessed if gaps[after] < _NEXT_WORD * usual}
    return [letter for place, letter in enumerate(letters) if place not in false]


def _without_false_blanks(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters without the blanks that pdfium puts where only the font changes inside a word."""
    for place, (char, box) in enumerate(letters):
        if char != _GUESSED:
            yield char, box
            continue
        before = letters[place - 1][1] if place else None
        after = letters[place + 1][1] if place + 1 < len(letters) else None
        if before is None or after is None or after[0] - before[2] > _TOUCHING * (after[3] - after[1]):
            yield " ", None
