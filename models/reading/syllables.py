"""How a Vietnamese syllable is built: onset, rhyme, tone. Told by letters alone, without a dictionary."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES: Final = {"", "\u0301", "\u0323"}  # a syllable that ends in c, ch, p, t is high or low and broken off
_ONSET: Final = r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
# Vowels that stand alone or before a semivowel, and those that a final consonant may close.
_OPEN: Final = (
    r"(?:i[êe]u|y[êe]u|ươi|ươu|uô[i]|uây|uya|oai|oay|oeo|uyu|ia|ưa|ua|uê|uơ|uy|oa|oe|ai|ay|ao|au|âu|ây|eo|êu|iu|oi|ôi|"
    r"ơi|ui|ưi|ưu|[aeêioôơuưy])"
)
_CLOSED: Final = r"(?:(?:iê|yê|ươ|uô|uyê|uâ|oă|oa|oe|uy|uê|oo|[aăâeêioôơuư])(?:ng|nh|ch|[cmnpt])|y(?:nh|[nt]))"
_SYLLABLE: Final = re.compile(rf"{_ONSET}(?P<rhyme>{_CLOSED}|{_OPEN})")
_OF_NAME: Final = re.compile(
    rf"(?:[bcdđghklmnpqrstvxzwjf]{{0,3}}(?:{_CLOSED}|{_OPEN}|[aăâeêioôơuưy](?:ng|nh|k|[bdgklrs]))){{1,3}}"
)
_VOWEL: Final = re.compile("[aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_NG: Final = re.compile(r"(?<=n)g(?![hi])", re.IGNORECASE)
_LONGEST: Final = 7  # letters: "nghiêng"


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, any case) could be one Vietnamese syllable, whether or not it means anything."""
    if len(word) > _LONGEST:
        return False
    bare, tones = _bare(word)
    if len(tones) > 1:
        return False
    if bare == "gi":
        return True
    match = _SYLLABLE.fullmatch(bare)
    if match is None:
        return False
    return not bare.endswith(("c", "ch", "p", "t")) or tones in _STOPPED_TONES


def is_word_of_name(word: str) -> bool:
    """Whether `word` is built as in names of places from other languages of the country (`Đắk`, `Krông`, `Pleiku`)."""
    return bool(_OF_NAME.fullmatch(_bare(word)[0]))


def _bare(word: str) -> tuple[str, str]:
    """A word in small letters without its tones, and the tones."""
    parts = unicodedata.normalize("NFD", word.lower())
    letters = "".join(char for char in parts if char not in _TONES)
    return unicodedata.normalize("NFC", letters), "".join(char for char in parts if char in _TONES)


def divided(letters: str) -> list[int] | None:
    """Where syllables begin in letters that are written without blanks (`KẾHOẠCH`: 0, 2); None when they are none.

    Of several ways the one with the fewest syllables, most of them beginning with a consonant, the longer ones first.
    """
    best: list[tuple[float, list[int]] | None] = [None] * (len(letters) + 1)  # cost and beginnings from here on
    best[len(letters)] = (0.0, [])
    for start in range(len(letters) - 1, -1, -1):
        for end in range(start + 1, min(len(letters), start + _LONGEST) + 1):
            rest, here = best[end], best[start]
            if rest is None or not is_syllable(letters[start:end]):
                continue
            # "BAN HÀNH" and not "BANH ÀNH", but "PHƯƠNG ÁN" and not "PHƯƠN GÁN".
            cost = rest[0] + (1.2 if _NG.match(letters, start) else 1.1 if _VOWEL.match(letters, start) else 1.0)
            if here is None or cost <= here[0]:
                best[start] = (cost, [start, *rest[1]])
    return best[0][1] if best[0] is not None else None
