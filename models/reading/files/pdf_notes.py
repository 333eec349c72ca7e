"""What a person laid over a PDF's page: fields, typed words and stamps that look like its text, strokes over words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2.raw as pdfium

from models.reading.files.pdf_grid import Level

_TYPED: Final = {pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}
_DRAWN: Final = {pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_REDACT}
_LOOKS: Final = {pdfium.FPDF_ANNOT_WIDGET} | _TYPED | _DRAWN
_EMPTY: Final = 2  # bytes of a string without letters


def shows_more(page: Any) -> bool:  # noqa: ANN401 - pypdfium2 is not typed
    """Whether something was laid over the page that looks like its text, covers it or strikes it out."""
    return any(pdfium.FPDFAnnot_GetSubtype(note) in _LOOKS for note in _notes(page))


def unshown(page: Any) -> Iterator[str]:  # noqa: ANN401
    """The words typed onto a page that the file keeps without their look, so that they stand nowhere on it."""
    for note in _notes(page):
        if pdfium.FPDFAnnot_GetSubtype(note) in _TYPED and not _has_look(note):
            words = " ".join(_string(note, b"Contents").split())
            if words:
                yield words


def marked_struck(page: Any) -> Iterator[Level]:  # noqa: ANN401
    """The strokes of the notes "struck out" that a person laid over words in a reader's program."""
    points = pdfium.FS_QUADPOINTSF()
    for note in _notes(page):
        if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_STRIKEOUT:
            for part in range(pdfium.FPDFAnnot_CountAttachmentPoints(note)):
                pdfium.FPDFAnnot_GetAttachmentPoints(note, part, points)
                across = (points.x1, points.x2, points.x3, points.x4)
                yield (points.y1 + points.y2 + points.y3 + points.y4) / 4, min(across), max(across)


def _notes(page: Any) -> Iterator[Any]:  # noqa: ANN401
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            yield note
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _has_look(note: Any) -> bool:  # noqa: ANN401
    return bool(pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY)


def _string(note: Any, key: bytes) -> str:  # noqa: ANN401
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    room = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(note, key, room, size)
    return bytes(room)[: max(0, size - _EMPTY)].decode("utf-16-le", "replace")
