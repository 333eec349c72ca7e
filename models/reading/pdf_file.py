"""The words of a PDF that has text: lines put together again from their places on the page. Scans are refused."""

from __future__ import annotations

from models.reading.files import FoundText


def read_pdf(data: bytes) -> FoundText:
    raise NotImplementedError
