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
