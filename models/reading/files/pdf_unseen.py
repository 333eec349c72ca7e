"""Which letters of a PDF's page nobody sees: covered, white on white, beside the page, clipped away, on a hidden layer.

The page is drawn small and looked at: where a letter should be, something must stand out. What another thing covers is
told by drawing the page without the covered letters: nothing changes. A page that is mostly a picture is not looked
at: it is a scan, and the words that were recognised on it are never drawn.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, Final

import pypdfium2.raw as pdfium

from models.reading.files.pdf_letters import Box, Letter

Drawn = list[tuple[Any, Box]]  # things of a page with their places

_DEEPEST: Final = 3  # drawings within drawings
_STANDS_OUT: Final = 8  # of 255; what differs less from its ground is not seen
_LOOKED_AT: Final = (0.3, 0.42, 0.54)  # of a letter's height; every letter and figure crosses one of these heights
_TINIEST: Final = 2.0  # points
_LEAST_COVER: Final = 4.0  # points; less is a border
_MOST_COVERS: Final = 2000  # a page of more is a drawing
_PICTURE: Final = 0.5  # of the page's area; what is more is a scan
_MOST_DOTS: Final = 4_000_000  # of a drawn page


@dataclass
class Sight:
    """A page as drawn, one byte for each point of it; `lost` are the words that were found to be unseen."""

    dots: bytes
    stride: int
    wide: int
    high: int
    left: float
    top: float
    covered: frozenset[int] = frozenset()  # letters, by their place in the page's text
    lost: list[str] = field(default_factory=list)

    def seen_of(self, letters: Sequence[Letter], places: Sequence[int]) -> list[int]:
        """Which of the letters of a line are seen. `places`: where each stands in the page's text."""
        kept: list[int] = []
        for blank, run in groupby(range(len(letters)), key=lambda one: letters[one][1] is None):
            word = list(run)
            bare = word if blank else self._seen_of_word(word, letters, places)
            if len(bare) < len(word):
                self.lost.append("".join(letters[one][0] for one in word if one not in bare))
            kept += bare
        return kept

    def _seen_of_word(self, word: list[int], letters: Sequence[Letter], places: Sequence[int]) -> list[int]:
        bare = [one for one in word if places[one] not in self.covered]
        solid = [box for char, box in (letters[one] for one in bare) if box is not None and char.isalnum()]
        enough = (len(solid) + 1) // 2
        return bare if sum(1 for _seen in islice(filter(self.sees, solid), enough)) >= enough else []

    def sees(self, box: Box) -> bool:
        """Whether something stands out where a letter or figure is."""
        if box[3] - box[1] < _TINIEST:
            return False
        across = self._across(box)
        if across is None:
            return False
        for share in _LOOKED_AT:
            row = round(self.top - box[1] - share * (box[3] - box[1]))
            if 0 <= row < self.high:
                seen = self.dots[row * self.stride + across[0] : row * self.stride + across[1]]
                if max(seen) - min(seen) >= _STANDS_OUT:
                    return True
        return False

    def same(self, other: Sight, box: Box) -> bool:
        """Whether a place looks the same in two drawings."""
        across = self._across(box)
        if across is None:
            return True
        first = max(0, int(self.top - box[3]))
        for row in range(first, min(self.high, int(self.top - box[1]) + 1)):
            start, end = row * self.stride + across[0], row * self.stride + across[1]
            if self.dots[start:end] != other.dots[start:end]:
                return False
        return True

    def _across(self, box: Box) -> tuple[int, int] | None:
        start = max(0, int(box[0] - self.left))
        end = min(self.wide, int(box[2] - self.left) + 2)
        return (start, end) if start < end else None


def looked_at(page: Any, text_page: Any) -> Sight | None:  # noqa: ANN401 - pypdfium2 is not typed
    """The page as it is seen; None for a scan, and where it is too large to be drawn."""
    covers, pictured = _covers(page)
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    if pictured > _PICTURE * area or area > _MOST_DOTS:
        return None
    sight = _drawing(page)
    if 0 < len(covers) <= _MOST_COVERS:
        sight.covered = _covered(page, text_page, sight, covers)
    return sight


def _drawing(page: Any) -> Sight:  # noqa: ANN401
    left, _bottom, _right, top = page.get_bbox()
    bitmap = page.render(scale=1, grayscale=True, may_draw_forms=False, draw_annots=False)
    try:
        return Sight(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height, left, top)
    finally:
        bitmap.close()


def _covers(page: Any) -> tuple[Drawn, float]:  # noqa: ANN401
    """The shapes and pictures of a page under which letters may lie, and the area of the pictures."""
    covers: Drawn = []
    pictured = 0.0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST):
        box = place_of(drawn)
        wide, high = box[2] - box[0], box[3] - box[1]
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictured += wide * high
        if min(wide, high) > _LEAST_COVER and (drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE or _is_filled(drawn)):
            covers.append((drawn, box))
    return covers, pictured


def _is_filled(path: Any) -> bool:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value) and not pdfium.FPDFPageObj_HasTransparency(path)


def place_of(drawn: Any) -> Box:  # noqa: ANN401
    """Where an object stands on the page; one within a drawing tells its place in that."""
    place: Box = drawn.get_bounds()
    while drawn.container is not None:
        drawn = drawn.container
        place = drawn.get_matrix().on_rect(*place)
    return place


def _covered(page: Any, text_page: Any, seen: Sight, covers: Drawn) -> frozenset[int]:  # noqa: ANN401
    """The letters that a later thing lies over, and without which the page looks the same."""
    under = list(_under(page, {_address(drawn.raw): box for drawn, box in covers}))
    if not under:
        return frozenset()
    letters = list(_letters_of(text_page, {_address(drawn.raw) for drawn in under}))
    for drawn in under:
        pdfium.FPDFPageObj_SetIsActive(drawn, False)
    without = _drawing(page)
    for drawn in under:
        pdfium.FPDFPageObj_SetIsActive(drawn, True)
    return frozenset(index for index, box in letters if seen.same(without, box))


def _under(page: Any, covers: dict[int, Box]) -> Iterator[Any]:  # noqa: ANN401
    """The words that were drawn before one of these things and lie at its place."""
    waiting: Drawn = []
    for drawn in page.get_objects(max_depth=_DEEPEST):
        if drawn.type == pdfium.FPDF_PAGEOBJ_TEXT:
            waiting.append((drawn, place_of(drawn)))
        elif waiting and (cover := covers.get(_address(drawn.raw))) is not None:
            hit = [_overlap(box, cover) for _words, box in waiting]
            yield from (words for (words, _box), over in zip(waiting, hit, strict=True) if over)
            waiting = [one for one, over in zip(waiting, hit, strict=True) if not over]


def _overlap(box: Box, other: Box) -> bool:
    return min(box[2], other[2]) - max(box[0], other[0]) > 1.0 and min(box[3], other[3]) - max(box[1], other[1]) > 1.0


def _letters_of(text_page: Any, objects: set[int]) -> Iterator[tuple[int, Box]]:  # noqa: ANN401
    rectangle = pdfium.FS_RECTF()
    for index in range(text_page.count_chars()):
        if _address(pdfium.FPDFText_GetTextObject(text_page.raw, index)) in objects:
            pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, rectangle)
            yield index, (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _address(pointer: Any) -> int:  # noqa: ANN401
    return (ctypes.cast(pointer, ctypes.c_void_p).value or 0) if pointer else 0
