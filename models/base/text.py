"""Vietnamese text: one normal form, folding for search, order for lists, dates and numbers as an office writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from models.base.words import _

SOUGHT: Final = 500  # characters of a word to look for; a database takes no pattern of any length

_MB: Final = 1024**2
_FEW, _LONG_NAME = 5, 60  # names in a sentence, letters of one
_MARKS: Final = {",": ".", ".": ","}  # before the decimals, and between thousands then; Vietnamese first
# Also the minus sign of typography.
_NARROW: Final = {**{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, 0x2212: "-"}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: part of the letter, not a tone
# Controls that are not blanks, soft hyphen, joiners, fillers, zero width, direction, variation, tags, halves of a pair.
_HIDDEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # not the marks: Word leaves those in honest documents


def nfc(text: str) -> str:
    """Composed form; what is stored and compared. Input methods and macOS give decomposed letters."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC on one line, without invisible and direction-changing characters and without doubled spaces.

    Zero-width and bidi controls can hide or reorder words on screen, so text that enters goes through here.
    """
    return " ".join(nfc(_INVISIBLE.sub("", text)).split())


def narrow(text: str) -> str:
    """Full-width letters, digits and signs, as some keyboards and sheets have them, as the plain ones."""
    return text.translate(_NARROW)


def shown(text: str) -> str:
    """`text` for a screen or a terminal: lines stay lines; what hides or turns letters, or is an order, is left out."""
    return _INVISIBLE.sub("", text)


def turned(text: str) -> bool:
    """Whether something in `text` makes letters appear in another order than they are."""
    return _TURNING.search(text) is not None


def straight(text: str) -> str:
    """`text` in the order in which its letters are, as long as before; what would turn them is seen as `�`."""
    return _TURNING.sub("\ufffd", text)


def clean_lines(text: str) -> str:
    """The non-empty lines of what a person typed, each cleaned."""
    return "\n".join(filter(None, (clean(line) for line in text.splitlines())))


_SHARE: Final = re.compile(r"(?<=\d) %")


def fold(text: str) -> str:
    """Lower case without marks, đ as d: `Uỷ`, `Ủy` and `uy` fold alike, so a query typed without marks finds them."""
    folded = text.lower().replace("đ", "d")
    for letter in set(folded):  # few are different: a third quicker than letter by letter
        if not letter.isascii():
            folded = folded.replace(letter, _bare(letter))
    return folded


@lru_cache(4096)
def _bare(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


def whole_shares(text: str) -> str:
    """The text with each `65 %` bound together, so that no line begins with the sign."""
    return _SHARE.sub("\u00a0%", text)


def folded_places(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, with or without marks and however the lines break: (start, end) of each place."""
    wanted = " ".join(fold(words).split())
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(text):
        plain = " " if letter.isspace() else _bare(letter.lower().replace("đ", "d"))
        if plain != " " or letters[-1:] != [" "]:
            letters += plain
            at += [place] * len(plain)
    flat, found, start = "".join(letters), [], 0
    while wanted and (start := flat.find(wanted, start)) >= 0:
        last = start + len(wanted) - 1
        found.append((at[start], at[last] + 1))
        start = last + 1
    return found


_OLD_TONE_PLACE = {
    unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize("NFC", first + tone + second)
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
# What comes before is asked last: most letters are passed over without it.
_NEW_TONE_PLACE = re.compile(rf"({'|'.join(_OLD_TONE_PLACE)})(?<!q..)(?!\w)")


def one_tone_place(text: str) -> str:
    """Lower case with the tone where `hòa`, `ủy` carry it; `hoà` and `uỷ` are the same words written the newer way."""
    return _NEW_TONE_PLACE.sub(lambda found: _OLD_TONE_PLACE[found[0]], nfc(text).lower())


def has_marks(text: str) -> bool:
    """Whether `text` carries a Vietnamese mark, that is, whether the person cared to type them."""
    return fold(text) != nfc(text).lower()


def sort_key(text: str) -> str:
    """A string whose plain order is Vietnamese dictionary order: letters first, then tones, then the text itself.

    Our own, because every operating system orders Vietnamese in a way of its own.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in nfc(text).lower():
        base, tone = _split_tone(char)
        place = _ALPHABET.find(base)
        letters.append(chr(0x100 + place) if place >= 0 else base)
        tones.append(str(tone))
    return "".join(letters) + "\u0001" + "".join(tones)


def _split_tone(char: str) -> tuple[str, int]:
    tone = 0
    kept = ""
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        elif part in _SHAPES or not unicodedata.combining(part):
            kept += part
    return nfc(kept), tone


def show_date(day: date | None) -> str:
    """`07/03/2025`, or nothing: for a column or a field. A sentence has `say_date`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if day else ""


def say_date(day: date | None) -> str:
    """`7/3/2025`, or nothing: a day within a sentence. Only the head of a document fills it with zeros (NĐ 30/2020)."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def read_date(text: str) -> date:
    """A date typed as dd/mm/yyyy (also with - or . between) or yyyy-mm-dd. Raises ValueError."""
    plain = narrow(text).strip()
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", plain):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})", plain):
        day, month, year = match.groups()
    else:
        raise ValueError(text)
    return date(int(year), int(month), int(day))


def show_number(value: Decimal | int | None) -> str:
    """`1.234,5`: a dot between thousands, a decimal comma, no trailing zeros."""
    if value is None:
        return ""
    plain = format(Decimal(value) or Decimal(0), "f")  # a negative zero is a zero
    whole, _dot, rest = plain.partition(".")
    sign = "-" if whole.startswith("-") else ""
    groups = f"{int(whole.lstrip('-') or '0'):,}".replace(",", ".")
    rest = rest.rstrip("0")
    return f"{sign}{groups},{rest}" if rest else f"{sign}{groups}"


def first_few(names: Sequence[str]) -> str:
    """Names of files for a sentence: the first five, long ones cut, and how many more there are."""
    told = ", ".join(f"“{name if len(name) <= _LONG_NAME else name[:_LONG_NAME] + '…'}”" for name in names[:_FEW])
    if len(names) <= _FEW:
        return told
    return _("{names} và {n} tệp khác").format(names=told, n=show_number(len(names) - _FEW))


def show_size(size: int) -> str:
    """A size in bytes as people read it: `12 KB`, `3,4 MB`."""
    if size < _MB:
        return f"{show_number(max(1, round(size / 1024)))} KB"
    return f"{show_number(Decimal(round(size * 10 / _MB)) / 10)} MB"


def read_number(text: str, decimal_mark: str = ",") -> Decimal:
    """A number as an office types it: `1.234,5`, `12,5`, `1 234`, also `12.5`, `1,234,567`, `0.850`.

    Only where a text is a number either way (`1.234`, `12,345`) does `decimal_mark`, a comma or a dot, decide; see
    `decimal_marks`. Raises ValueError.
    """
    read = _number_readings(text)
    if not read:
        raise ValueError(text)
    return read[decimal_mark] if decimal_mark in read else next(iter(read.values()))


def decimal_marks(text: str) -> frozenset[str]:
    """Which marks may stand before a number's decimals: both in `1.234` and `1,234`, one in `12,5` and `1.234.567`.

    None in what is the same number either way, and in what is no number.
    """
    read = _number_readings(text)
    return frozenset() if len(set(read.values())) == 1 and len(read) == len(_MARKS) else frozenset(read)


def _number_readings(text: str) -> dict[str, Decimal]:
    """What the text says when its decimals stand behind a comma, and when behind a dot; without what it cannot say."""
    plain = " ".join(narrow(text).split()).removesuffix("%").rstrip()
    sign, plain = (plain[:1], plain[1:].lstrip()) if plain[:1] in {"+", "-"} else ("", plain)
    read = {}
    for mark, other in _MARKS.items():
        # A number of thousands does not begin with a zero: `0.850` is no 850.
        if re.fullmatch(rf"([0-9]+|[1-9][0-9]{{0,2}}(([{other}][0-9]{{3}})+|( [0-9]{{3}})+))?([{mark}][0-9]+)?", plain):
            digits = plain.replace(other, "").replace(" ", "").replace(mark, ".")
            with suppress(InvalidOperation):
                read[mark] = Decimal(sign + digits)
    return read


def ascii_name(text: str, longest: int = 50) -> str:
    """A file name for a portal: ASCII letters, digits, `-` and `_`, at most `longest` characters.

    Provinces refuse marks, blanks and names over 50 characters (Ninh Bình's rules of 2025).
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", "".join(_plain_letter(c) for c in nfc(text))).strip("-")
    return plain[:longest].strip("-") or "tep"


def _plain_letter(char: str) -> str:
    if char in "đĐ":
        return "d" if char == "đ" else "D"
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
