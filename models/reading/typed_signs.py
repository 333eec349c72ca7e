"""Signs that stand for others or for nothing: look-alike letters, soft hyphens, marks of notes."""

from __future__ import annotations

import re
from typing import Final

from models.reading.syllables import divided

_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"  # all of them are meant as the one of the keyboard
_STROKED = "\u00d0\u0189\u00f0\u0256"  # Eth and the African letter look as Đ does, and some keyboards give them
_SLASHES = "\u2044\u2215"
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))  # the signs of the keyboard as East Asian fonts have them
_MEANT = {
    **{ord(wide): chr(ord(wide) - 0xFEE0) for wide in _WIDE},
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _SLASHES), "/"),
    **dict(zip(map(ord, _STROKED), "ĐĐđđ", strict=True)),
}
_TONE_ON_U = re.compile(r"(?<=[qQ])[úùủũụÚÙỦŨỤ][yY](?!\w)")  # "Qúy III": the tone of "quý" on the wrong letter
_TONE_ON_Y = dict(zip("úùủũụÚÙỦŨỤ", "ýỳỷỹỵÝỲỶỸỴ", strict=True))
# Inside [] of a pattern: the signs that `meant` and `note_marks` look for.
OF_CARE: Final = f"\u00ad{_HYPHENS}{_STROKED}{_SLASHES}\uff01-\uff5e\u00b9\u00b2\u00b3\u2070-\u207e"

_SOFT = "\u00ad"
_BULLET_OR_DASH = re.compile(r"(?<!\S)\u00ad(?!\S)")
_IN_DATE = re.compile(
    r"(?<![\d/])\d{1,2}\u00ad\d{1,2}\u00ad\d{2,4}(?![\d/])|(?<!\d)(?:19|20)\d\d\u00ad(?:19|20)\d\d(?!\d)"
)
_OF_SYMBOL = re.compile(r"(?<=/)[A-ZĐ][\w&\-\u00ad]*")  # "15/TB-UBND": what stands behind a paper's number
_BEFORE_CAPITAL = re.compile(r"(?<=\w)\u00ad(?=[A-ZĐ])")
_IN_SYMBOL = re.compile(r"(?P<before>[A-ZĐ][A-ZĐa-z&]*)\u00ad(?=(?P<after>[A-ZĐ][A-ZĐa-z&]*))")

_RAISED = "[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]"
_ONE_MARK = rf"\u207d?{_RAISED}{{1,3}}\u207e?"
_RAISED_MARK = re.compile(rf"(?:(?<=\S)|(?<=\S\s)){_ONE_MARK}(?:[,;]?\s?{_ONE_MARK})*")
_MEASURE = re.compile(r"(?<![^\W\d_])[kdcm]?m\s?$")  # of length, whose square and cube have names of their own
_POWER_OF = re.compile(r"[x×·]\s?\d{1,3}$")
_BRACKET_MARK = re.compile(r"(?<=[\w)\]”\"])[(\[](?:\d{1,2}|\*{1,3})[)\]](?![^\W_]|/)")
_TYPED_MARK = re.compile(
    r"(?P<before>\s*)(?P<open>[(\[]?)(?:(?P<figures>\d{1,3}(?:[,;]\s?\d{1,3})*)|[*†‡§]{1,3}|[a-zđ](?=[)\]]))[)\]]?(?P<after>[\s.,;:]*)"
)
_TO_RAISED = dict(zip(map(ord, "0123456789"), "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_LAST = 8  # letters before a mark that tell a measure


def raised(words: str) -> str:
    """Words that a file sets smaller and higher, as signs that stay so in plain text; others pass through.

    A mark of a letter or a star that cannot, and says nothing, is left away.
    """
    mark = _TYPED_MARK.fullmatch(words)
    if mark is None:
        return words
    figures = (mark["figures"] or "").translate(_TO_RAISED)
    return mark["before"] + (f"\u207d{figures}\u207e" if mark["open"] and figures else figures) + mark["after"]


def meant(part: str) -> str:
    """`part` with the letters and hyphens that its signs stand for; exactly as long. Offsets hold."""
    if _SOFT in part:
        part = _shown_hyphens(part)
    return _TONE_ON_U.sub(_tone_on_y, part.translate(_MEANT))


def _tone_on_y(found: re.Match[str]) -> str:
    tone = _TONE_ON_Y[found[0][0]]
    letter = "U" if found[0][0].isupper() else "u"
    return letter + (tone.upper() if found[0][1].isupper() else tone.lower())


def _shown_hyphens(part: str) -> str:
    """Soft hyphens that are seen and meant as hyphens: some printers of PDF write every hyphen so.

    Those are a dash between blanks, one within a date or the symbol of a paper. Any other only says where a word may
    be divided.
    """
    part = _BULLET_OR_DASH.sub("-", part)
    part = _IN_DATE.sub(lambda found: found[0].replace(_SOFT, "-"), part)
    part = _OF_SYMBOL.sub(lambda found: _BEFORE_CAPITAL.sub("-", found[0]), part)
    return _IN_SYMBOL.sub(_in_symbol, part)


def _in_symbol(found: re.Match[str]) -> str:
    words = divided(found["before"].lower()) and divided(found["after"].lower())
    return found[0] if words else f"{found['before']}-"


def note_marks(part: str) -> set[int]:
    """Where the marks of notes stand in a stretch of text, raised (`15/6/2024¹`) or in brackets at a word's end (`Sở Y
    tế(1)`): the words go on without them. The exponent of a measure (`km²`) is none.
    """
    drop: set[int] = set()
    for found in _RAISED_MARK.finditer(part):
        if not is_exponent(part[max(0, found.start() - _LAST) : found.start()], found[0]):
            blank = part[found.start() - 1].isspace() and not part[found.end() : found.end() + 1].isalnum()
            drop.update(range(found.start() - blank, found.end()))
    for found in _BRACKET_MARK.finditer(part):
        drop.update(range(*found.span()))
    return drop


def is_exponent(before: str, raised: str) -> bool:
    """Whether raised figures after these words belong to them (`m²`, `x 10³`) and are no mark of a note."""
    if _POWER_OF.search(before):
        return len(raised) == 1
    return raised in {"2", "3", "\u00b2", "\u00b3"} and bool(_MEASURE.search(before))
