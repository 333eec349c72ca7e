"""The forms of file that a drawn paper is written in."""

from __future__ import annotations

import unicodedata
from random import Random

from .drawing import Directive
from .pdf_writer import as_pdf, has_office, pdf_of_word
from .text_writer import as_text
from .word_writer import as_word

_BY_OFFICE = 0.05  # of the PDFs; LibreOffice takes seconds for each


def as_file(drawn: Directive, form: str) -> bytes:
    """The paper as a file of this form: txt, docx, pdf, or `office` (a PDF that LibreOffice prints from Word)."""
    rng = Random(f"{drawn.name}:{form}")  # the look of a file is drawn apart, so that all forms say the same
    if form == "txt":
        text = as_text(drawn.paper)
        if rng.random() < 0.05:
            text = unicodedata.normalize("NFD", text)
        return text.encode(rng.choice(("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")))
    if form == "docx":
        return as_word(drawn.paper, rng)
    by_office = form == "office" or rng.random() < _BY_OFFICE
    if by_office and has_office():
        return pdf_of_word(as_word(drawn.paper, rng))
    return as_pdf(drawn.paper, rng)


def skipped() -> list[str]:
    """What could not be written on this machine, and why."""
    return [] if has_office() else ["PDFs printed by LibreOffice: there is no soffice here; ReportLab printed them"]
