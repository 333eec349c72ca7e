"""Whether letters that were taken from a file are words. A PDF's font without a map of its letters gives garbage.

Judged by how words are built and not by a dictionary: Vietnamese syllables, names of places in other languages of the
country, words in Latin letters, abbreviations and figures count as words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from models.reading.syllables import is_syllable, is_word_of_name

_LEAST_KNOWN: Final = 0.85  # of the letters of a page; real papers have 0.95 and more, most garbage 0.75 and less
_SURELY_KNOWN: Final = 0.95
# A map may lack just the letters that only Vietnamese has (ạ, ế, ư): those of old code pages (à, ê) are still there.
_OLD_ACCENTS: Final = re.compile("[àáâãèéêìíòóôõùúý]", re.IGNORECASE)
_OWN_LETTERS: Final = re.compile("[ăđĩũơư\u1ea0-\u1ef9]", re.IGNORECASE)
_FEW_OWN: Final = 0.1  # of the old ones; real papers have more own letters than old ones
_LEAST_OLD: Final = 10
_LEAST_LETTERS: Final = 40  # of a page that is judged at all
_MOST_ODD: Final = 0.15  # of the letters; in abbreviations with letters that Vietnamese has not
_EDGES: Final = "\"'“”‘’«»()[]{}<>.,;:!?…/\\|-–—+*•·●○▪■◦➢►✓=&%~_^§〃#@$`"
_WITHIN: Final = re.compile(r"[-–—/.,:;&+'’()“”\"_%|`<>=*\[\]{}#…\\]+")
_ADDRESS: Final = re.compile(r"(?i)^(?:https?:|www\.|\S+@\S+\.\w|\S+\.(?:vn|com|org|net)(?!\w))")
_FIGURES: Final = re.compile(r"\d+[^\W\d_]{0,2}|[^\W\d_]{1,3}\d+")
_LATIN: Final = re.compile(r"(?:[A-Za-z]?[a-z]+|[A-Z]+)")
_VOWEL: Final = re.compile(r"[aeiouy]", re.IGNORECASE)
_CROWD: Final = re.compile(r"[^aeiouy]{6}", re.IGNORECASE)
_MIXED: Final = re.compile(r"[A-ZĐ]{1,3}[a-zđ]{1,2}|[a-zđ]{1,2}[A-ZĐ]{1,4}[a-z]{0,6}")  # TTr, ThS, kWh, eOffice
_TOGETHER: Final = re.compile(r"(?:[A-Z]+[a-z]+){2,4}")  # LibreOffice
_CAPITALS: Final = re.compile(r"[A-ZĐÂÊÔƠƯĂ]{1,12}\d{0,2}")
_FOREIGN: Final = re.compile(r"[FJWZ]")
_LABEL: Final = re.compile(r"\(?[A-Za-zđ][.)/]")


def is_readable(lines: Sequence[str]) -> bool:
    """Whether the words of a page can be read; a page with hardly any letters always can."""
    known, odd, whole = 0, 0, 0
    for line in lines:
        for token in line.split():
            got, strange, letters = _weighed(token)
            known, odd, whole = known + got, odd + strange, whole + letters
    if whole < _LEAST_LETTERS:
        return True
    if odd > _MOST_ODD * whole:
        known -= odd
    if known >= _SURELY_KNOWN * whole:
        return True
    old = sum(len(_OLD_ACCENTS.findall(line)) for line in lines)
    if old >= _LEAST_OLD and sum(len(_OWN_LETTERS.findall(line)) for line in lines) < _FEW_OWN * old:
        return False
    return known >= _LEAST_KNOWN * whole


@lru_cache(maxsize=50_000)
def _weighed(token: str) -> tuple[int, int, int]:
    """Letters of a token that belong to words, those in strange abbreviations among them, and all of its letters."""
    bare = token.strip(_EDGES)
    if not bare:
        return 0, 0, len(token) if len(token) > 1 and not _WITHIN.fullmatch(token) and len(set(token)) > 2 else 0
    if _ADDRESS.match(bare):
        return len(bare), 0, len(bare)
    known = odd = whole = 0
    for part in _WITHIN.split(bare):
        if not part or part.isdecimal():
            continue
        whole += len(part)
        if len(part) == 1 and part.islower() and not is_syllable(part):
            known += 1 if _LABEL.fullmatch(token) else 0
        elif _is_word(part):
            known += len(part)
        elif _CAPITALS.fullmatch(part):
            known += len(part)
            odd += len(part) if _FOREIGN.search(part) else 0
    return known, odd, whole


def _is_word(part: str) -> bool:
    shaped = part.islower() or part.isupper() or (part[0].isupper() and part[1:].islower())
    if _FIGURES.fullmatch(part):
        return True
    if not shaped:
        return bool(_MIXED.fullmatch(part) or (_TOGETHER.fullmatch(part) and not _CROWD.search(part)))
    if is_syllable(part) or is_word_of_name(part):
        return True
    return bool(_LATIN.fullmatch(part)) and len(part) > 1 and bool(_VOWEL.search(part)) and not _CROWD.search(part)
