"""What a reader's eye finds on a page of a PDF: where words stand, in which face and size, and the lines drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

Box = tuple[float, float, float, float]  # left, bottom, right, top in points


@dataclass(frozen=True)
class Found:
    """Words on a page. `text` is as extracted."""

    text: str
    box: Box
    size: float
    face: str

    @property
    def centre(self) -> float:
        return (self.box[0] + self.box[2]) / 2

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


class Page:
    """One page, for as long as its document is open."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self.width, self.height = page.get_size()
        self.text = self._text.get_text_range().replace("\r\n", "\n")

    def find(self, words: str, nth: int = 0) -> Found:
        """The `nth` place of `words`, which stand on one line."""
        search = self._text.search(words, match_case=True)
        for _skipped in range(nth):
            search.get_next()
        place = search.get_next()
        search.close()
        assert place is not None, f"{words!r} is not on the page:\n{self.text}"
        first, count = place
        boxes = [self._text.get_charbox(first + index, loose=False) for index in range(count) if words[index] != " "]
        left, bottom, right, top = zip(*boxes, strict=True)
        box = (min(left), min(bottom), max(right), max(top))
        return Found(words, box, raw.FPDFText_GetFontSize(self._text, first), self._face(first))

    def _face(self, index: int) -> str:
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(self._text, index, name, 128, ctypes.byref(ctypes.c_int()))
        return name.value.decode()

    def rules(self) -> list[Box]:
        """The horizontal lines on the page, from top to bottom."""
        shapes = [shape.get_bounds() for shape in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
        return sorted((box for box in shapes if box[3] - box[1] < 2 < box[2] - box[0]), key=lambda box: -box[1])

    def ink(self) -> Box:
        """The box around everything that is drawn."""
        boxes = [shape.get_bounds() for shape in self._page.get_objects(max_depth=1)]
        left, bottom, right, top = zip(*boxes, strict=True)
        return min(left), min(bottom), max(right), max(top)

    def shapes_above(self, y: float) -> int:
        """How many things are drawn that reach above `y`."""
        return sum(shape.get_bounds()[3] > y for shape in self._page.get_objects(max_depth=1))

    def close(self) -> None:
        self._text.close()
        self._page.close()


@contextmanager
def pages(pdf: bytes) -> Iterator[list[Page]]:
    """All pages of `pdf`, closed after the block."""
    document = pypdfium2.PdfDocument(pdf)
    opened = [Page(page) for page in document]
    try:
        yield opened
    finally:
        for page in opened:
            page.close()
        document.close()


def text_of(pdf: bytes) -> str:
    """All words in reading order, lines joined by blanks."""
    with pages(pdf) as opened:
        return " ".join(" ".join(page.text.split()) for page in opened)
