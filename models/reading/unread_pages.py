"""The mark in the text read in the place of pages that could not be read, so that nobody takes it for whole."""

from __future__ import annotations

import re

from models.base.words import _

_WORDS = _("[trang {pages} không đọc được]")
_MARK = re.compile(re.escape(_WORDS).replace(re.escape("{pages}"), r"\d+(?:–\d+)?"))


def mark_of(first: int, last: int) -> str:
    """What stands in the place of pages that follow one another: `[trang 2–3 không đọc được]`."""
    return _WORDS.format(pages=str(first) if first == last else f"{first}–{last}")


def is_mark(words: str) -> bool:
    """Whether a line is such a mark, and no words of the document."""
    return _MARK.fullmatch(words.strip()) is not None
