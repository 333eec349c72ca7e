"""Whether a visible signature that came later hides print which an earlier signer saw.

A new signature may show a picture, so that somebody with any key could cover a figure with another one (the sneaky
signature attack of Rohlmann et al., IEEE S&P 2021). Pictures of signatures and seals have a clear ground (NĐ 30/2020,
Phụ lục I), so the print under them stays: print that turned light was covered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic

from models.signing.embedded import value

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image
    from pyhanko.pdf_utils.reader import PdfFileReader

_DOTS = 100 / 72  # dots a point; a digit of 12 points then has some thirty dark ones
_MOST_DOTS = 1800  # of the longer side: a page may claim any size
_DARK, _LIGHT = 110, 170  # of 255; a red seal over black print stays far below the light
_HIDDEN = 20  # dots: less than one digit of small print
_DEEPEST = 50


def hides_print(reader: PdfFileReader, revision: int, data: bytes, end: int) -> bool:
    """Whether dark print of the first `end` bytes of `data` is light in the whole file where something was added.

    `reader` is open over `data`, and `revision` the last of those in its first `end` bytes.

    True also when the file cannot be drawn: then nothing speaks for it.
    """
    pages = list(_pages_with_new(reader, revision))
    if not pages:
        return False
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data[:end]) as before, pypdfium2.PdfDocument(data) as after:
            for document in (before, after):
                document.init_forms()  # without it fields are not drawn
            return len(before) != len(after) or any(_covered(before, after, number) for number in pages)
    except (pypdfium2.PdfiumError, IndexError):
        return True


def _covered(before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument, number: int) -> bool:
    from PIL import ImageChops

    # Print is what the page itself shows; an earlier picture with a white ground has hidden some already.
    seen = [_dark(_drawn(before, number, notes=notes)) for notes in (False, True)]
    light = _drawn(after, number, notes=True).point([0] * _LIGHT + [255] * (256 - _LIGHT))
    if len({one.size for one in (*seen, light)}) > 1:
        return True
    lost = ImageChops.darker(ImageChops.darker(*seen), light)
    return lost.histogram()[255] >= _HIDDEN


def _dark(image: Image) -> Image:
    return image.point([255] * _DARK + [0] * (256 - _DARK))


def _drawn(document: pypdfium2.PdfDocument, number: int, *, notes: bool) -> Image:
    page = document[number]
    scale = min(_DOTS, _MOST_DOTS / max(1.0, *page.get_size()))
    drawn: Image = (
        page.render(scale=scale, draw_annots=notes, may_draw_forms=notes, grayscale=True).to_pil().convert("L")
    )
    return drawn


def _pages_with_new(reader: PdfFileReader, revision: int) -> Iterator[int]:
    """Pages (from 0) on which a note or field was added or changed after `revision`."""
    for number, page in enumerate(_pages(reader.root["/Pages"], 0)):
        for held in value(page, "/Annots") or ():
            if not isinstance(held, generic.IndirectObject):
                continue
            if reader.xrefs.get_last_change(held.reference) > revision:
                yield number
                break


def _pages(node: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401 - pyHanko's objects have no types
    if "/Kids" not in node:
        yield node
    elif depth >= _DEEPEST:
        raise ValueError("page tree too deep")
    else:
        for kid in node["/Kids"]:
            yield from _pages(kid.get_object(), depth + 1)
