"""What is asked of a PDF for showing it: how large its pages are, their pictures, where words stand. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class PlaceOnPage(NamedTuple):
    """A place in a document: the page from 0, and how far down as a part of its height."""

    page: int
    part: float


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def page_picture(content: bytes, page: int, width: int) -> tuple[int, int, int, bytes]:
    """A page `width` pixels wide: its width, height, bytes in a row, and the pixels as 32-bit BGRx."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), prefer_bgrx=True)
        return bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)


class FoundWords(NamedTuple):
    """Words that were looked for: the page from 0, and their boxes as parts of its width and height, from above."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]  # left, top, right, bottom; one for each line


def word_places(content: bytes, words: str) -> list[FoundWords]:
    """Every place where `words` stand, with or without marks, in the order of the pages."""
    import pypdfium2

    from models.base.text import folded_places

    places = []
    with pypdfium2.PdfDocument(content) as document:
        for number in range(len(document)):
            sheet = document[number]
            text = sheet.get_textpage()
            told = text.get_text_range()
            size = sheet.get_size()
            for start, end in folded_places(told, words):
                letters = [text.get_charbox(at) for at in range(start, end) if not told[at].isspace()]
                places.append(FoundWords(number, _lines(letters, size)))
    return places


def _lines(
    letters: Sequence[tuple[float, float, float, float]], size: tuple[float, float]
) -> tuple[tuple[float, float, float, float], ...]:
    """One box around the letters of each line; a letter that stands left of the one before begins a new one."""
    boxes: list[list[float]] = []
    across, down = size
    for left, bottom, right, top in letters:
        part = [left / across, 1 - top / down, right / across, 1 - bottom / down]
        if boxes and part[0] >= boxes[-1][0] and part[1] < boxes[-1][3]:
            known = boxes[-1]
            boxes[-1] = [known[0], min(known[1], part[1]), max(known[2], part[2]), max(known[3], part[3])]
        else:
            boxes.append(part)
    return tuple((box[0], box[1], box[2], box[3]) for box in boxes)


def text_place(content: bytes, wanted: Sequence[str]) -> PlaceOnPage | None:
    """Where the last of `wanted` stands, each looked for behind the one before; spaces and line ends do not count.

    None where one of them is not there.
    """
    import pypdfium2

    left = ["".join(words.split()) for words in wanted]
    with pypdfium2.PdfDocument(content) as document:
        for number in range(len(document)):
            sheet = document[number]
            words = sheet.get_textpage()
            letters = [(letter, at) for at, letter in enumerate(words.get_text_range()) if not letter.isspace()]
            text, start = "".join(letter for letter, _at in letters), 0
            while left and (found := text.find(left[0], start)) >= 0:
                start = found + len(left[0])
                if len(left) == 1:
                    _left, _bottom, _right, top = words.get_charbox(letters[found][1])
                    return PlaceOnPage(number, 1 - top / sheet.get_height())
                left.pop(0)
    return None
