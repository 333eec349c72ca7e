"""Whether a visible signature that came later hides print which an earlier signer saw.

A new signature may show a picture, so that somebody with any key could cover a figure with another one (the sneaky
signature attack of Rohlmann et al., IEEE S&P 2021). Pictures of signatures and seals have a clear ground (NĐ 30/2020,
Phụ lục I), so the print under them stays: print that turned light was covered. Only over who signs may a seal with a
white ground lie, where the decree puts it (`signer_block`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from models.signing import signer_block
from models.signing.embedded import if_readable, value

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

_DOTS = 100 / 72  # dots a point; a digit of 12 points then has some thirty dark ones
_MOST_DOTS = 1800  # of the longer side: a page may claim any size
_DARK, _LIGHT = 110, 170  # of 255; a red seal over black print stays far below the light
_HIDDEN = 20  # dots: less than one digit of small print
_DEEPEST = 50


def hides_print(reader: PdfFileReader, revision: int, data: bytes, end: int, signer: str = "") -> bool:
    """Whether dark print of the first `end` bytes of `data` is light in the whole file where something was added.

    `reader` is open over `data`, and `revision` the last of those in its first `end` bytes; `signer` is who signed
    these, by the certificate.
    True also when the file cannot be drawn: then nothing speaks for it.
    """
    pages = dict(_pages_with_new(reader, revision))
    if not pages:
        return False
    import pypdfium2

    names = {signer, _printed_signer(data[:end])}
    try:
        with pypdfium2.PdfDocument(data[:end]) as before, pypdfium2.PdfDocument(data) as after:
            for document in (before, after):
                document.init_forms()  # without it fields are not drawn
            return len(before) != len(after) or any(
                _covered(before, after, number, _spared(before, number, names, new)) for number, new in pages.items()
            )
    except (pypdfium2.PdfiumError, IndexError):
        return True


def _printed_signer(signed: bytes) -> str:
    """Who signs by the data that were signed."""
    data = if_readable(PdfFileReader(io.BytesIO(signed), strict=False)) or {}
    document = data.get("document")
    return str(document.get("signer") or "") if isinstance(document, dict) else ""


def _spared(
    document: pypdfium2.PdfDocument, number: int, names: set[str], new: Sequence[signer_block.Rect]
) -> tuple[signer_block.Rect, ...]:
    """What of a page may be hidden by the boxes that came later: words of who signs, under a seal in its place."""
    page = document[number]
    x0, y0, _x1, _y1 = page.get_cropbox()
    if page.get_rotation() or x0 or y0 or page.get_mediabox()[:2] != (0, 0):
        return ()  # places on the page are not places in its picture
    block = signer_block.find(page, names)
    return block.lines if block is not None and block.holds(new) else ()


def _covered(
    before: pypdfium2.PdfDocument,
    after: pypdfium2.PdfDocument,
    number: int,
    spared: Sequence[signer_block.Rect],
) -> bool:
    from PIL import ImageChops, ImageDraw

    # Print is what the page itself shows; an earlier picture with a white ground has hidden some already.
    seen = [_dark(_drawn(before, number, notes=notes)) for notes in (False, True)]
    light = _drawn(after, number, notes=True).point([0] * _LIGHT + [255] * (256 - _LIGHT))
    if len({one.size for one in (*seen, light)}) > 1:
        return True
    lost = ImageChops.darker(ImageChops.darker(*seen), light)
    width, height = before[number].get_size()
    scale = lost.width / width
    for x0, y0, x1, y1 in spared:
        ImageDraw.Draw(lost).rectangle((x0 * scale, (height - y1) * scale, x1 * scale, (height - y0) * scale), fill=0)
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


def _pages_with_new(reader: PdfFileReader, revision: int) -> Iterator[tuple[int, list[signer_block.Rect]]]:
    """Pages (from 0) on which a note or field was added or changed after `revision`, with the boxes of these."""
    for number, page in enumerate(_pages(reader.root["/Pages"], 0)):
        new = [
            _box(held.get_object())  # type: ignore[no-untyped-call]
            for held in value(page, "/Annots") or ()
            if isinstance(held, generic.IndirectObject) and reader.xrefs.get_last_change(held.reference) > revision
        ]
        if new:
            yield number, new


def _box(note: Any) -> signer_block.Rect:  # noqa: ANN401 - pyHanko's objects have no types
    x0, y0, x1, y1 = (float(edge) for edge in value(note, "/Rect") or (0, 0, 0, 0))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _pages(node: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401 - pyHanko's objects have no types
    if "/Kids" not in node:
        yield node
    elif depth >= _DEEPEST:
        raise ValueError("page tree too deep")
    else:
        for kid in node["/Kids"]:
            yield from _pages(kid.get_object(), depth + 1)
