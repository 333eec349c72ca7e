"""Text that knows its offsets in the document: a passage can be cut, joined and cleaned and keeps them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from models.reading.proposal import Source
from models.reading.syllables import divided
from models.reading.typed_signs import OF_CARE, meant, note_marks

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_NEEDS_CARE = re.compile(
    f"[{OF_CARE}\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff*`]|\\s{{2}}|[^\\S ]|"
    r"(?:(?<!\S)[^\W\d_] ){3}|[qQ][úùủũụÚÙỦŨỤ][yY]|\S[(\[]\d"
)
_MARKS = re.compile("[*`]")
_EMPHASIS = re.compile(r"\*{2,3}|`")
_SPACED_OUT = re.compile(r"(?<!\S)[^\W\d_](?:[^\S\n]+[^\W\d_](?!\S)){3,}")
_TO_NEXT_LETTER = re.compile(r"(?<=\S)\s(?=\S)")
_APART = re.compile(r"\s{2,}")
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LOWER: Final = f"a-z{_MARKED}"  # inside [] of a pattern; a range like à-ỹ would hold capitals too
UPPER: Final = f"A-Z{_MARKED.upper()}"
_ASKED_AGAIN = 2000  # letters; what is longer is not kept
_OLD_TONE = re.compile(r"(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
_NEW_TONE = {
    old + tone: new + plain
    for old, marks, new_marks, plain in (
        ("o", "àáảãạ", "òóỏõọ", "a"),
        ("o", "èéẻẽẹ", "òóỏõọ", "e"),
        ("u", "ỳýỷỹỵ", "ùúủũụ", "y"),
    )
    for tone, new in zip(marks, new_marks, strict=True)
}


def plain(words: str) -> str:
    """Lower case with one way of placing tones (`Uỷ` = `Ủy`, `hoà` = `hòa`); exactly as long as `words`.

    Rules are written against this form. Marks stay, because `sở` and `số` must not be taken for each other.
    """
    return _plain_again(words) if len(words) <= _ASKED_AGAIN else _plain(words)


def _plain(words: str) -> str:
    low = words.lower()
    if len(low) != len(words):  # a few foreign letters grow when lowered, and offsets must hold
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    return _OLD_TONE.sub(lambda found: _NEW_TONE[found[1]], low)


_plain_again = lru_cache(maxsize=512)(_plain)  # each rule asks anew about the words of one sentence


@dataclass(frozen=True)
class Passage:
    """Cleaned `words` and, for each character, its offset in the text that was read."""

    words: str
    at: Sequence[int]

    @cached_property
    def plain(self) -> str:
        """The words in the form that rules are written against; worked out once it is asked for."""
        return plain(self.words)

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def source(self) -> Source:
        """The smallest stretch of the text that holds all of the words."""
        return Source(self.at[0], self.at[-1] + 1)

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The part between two positions in `words`, without blanks at its ends."""
        end = len(self.words) if end is None else end
        part = self.words[start:end]
        start += len(part) - len(part.lstrip())
        end -= len(part) - len(part.rstrip())
        return Passage(self.words[start:end], self.at[start:end]) if start < end else NOTHING

    def joined(self, other: Passage, glue: str = " ") -> Passage:
        """Both, with `glue` between; the glue belongs to the place where the first one ends."""
        if not self or not other:
            return self or other
        between = [self.at[-1]] * len(glue)
        return Passage(self.words + glue + other.words, [*self.at, *between, *other.at])


NOTHING = Passage("", ())


def chained(pieces: Sequence[Passage]) -> Passage:
    """All of them with a blank between, as `Passage.joined` one after another would make it, in one go."""
    whole = [piece for piece in pieces if piece]
    if len(whole) < 2:
        return whole[0] if whole else NOTHING
    at: list[int] = []
    for piece in whole:
        if at:
            at.append(at[-1])
        at += piece.at
    return Passage(" ".join(piece.words for piece in whole), at)


def emphasis(part: str) -> set[int]:
    """Where in a stretch of text the marks of emphasis are that a plain-text copy kept: `**Đoàn kết**`."""
    drop: set[int] = set()
    for found in _EMPHASIS.finditer(part):
        drop.update(range(*found.span()))
    single = [i for i, char in enumerate(part) if char == "*" and i not in drop]
    # A lone star may open a list; stars in pairs are emphasis.
    if single and len(single) % 2 == 0:
        drop.update(single)
    return drop


def emphasis_of_lines(text: str) -> list[int]:
    """The same for each line of a whole text, in its order."""
    found: list[int] = []
    start = 0
    for line in text.splitlines(keepends=True) if _MARKS.search(text) else ():
        if _MARKS.search(line):
            found += sorted(start + place for place in emphasis(line))
        start += len(line)
    return found


def spaced_out(part: str) -> set[int]:
    """Where the blanks are that only spread a title over its line: `T H Ô N G  B Á O`.

    Two blanks or more end a word. With single blanks throughout, syllables are told apart by how they are built.
    """
    drop: set[int] = set()
    for found in _SPACED_OUT.finditer(part):
        blanks = {found.start() + blank.start() for blank in _TO_NEXT_LETTER.finditer(found[0])}
        words = _APART.split(found[0])
        if not found[0].isupper() or not any(divided("".join(word.split())) for word in words):
            continue
        if len(words) == 1:
            at = [found.start() + place for place, char in enumerate(found[0]) if not char.isspace()]
            blanks -= {at[place] - 1 for place in divided("".join(found[0].split())) or ()}
        drop |= blanks
    return drop


def passage(text: str, start: int, end: int) -> Passage:
    """The words of `text[start:end]` on one line: blanks single, one kind of hyphen, titles in spaced letters closed
    up, emphasis marks, marks of notes and invisible letters gone.
    """
    part = text[start:end]
    if not _NEEDS_CARE.search(part):
        stripped = part.strip()
        start += len(part) - len(part.lstrip())
        return Passage(stripped, range(start, start + len(stripped))) if stripped else NOTHING
    drop = emphasis(part) | spaced_out(part) | note_marks(part)
    part = meant(part)
    words: list[str] = []
    at: list[int] = []
    for i, char in enumerate(part):
        if i in drop or _UNSEEN.match(char):
            continue
        if char.isspace() or unicodedata.category(char) == "Cc":
            if words and words[-1] != " ":
                words.append(" ")
                at.append(start + i)
            continue
        words.append(char)
        at.append(start + i)
    if words and words[-1] == " ":
        words.pop()
        at.pop()
    return Passage("".join(words), at) if words else NOTHING


def even(words: str) -> str:
    """`words` with one way of placing tones and their capitals kept; exactly as long."""
    return _even_again(words) if len(words) <= _ASKED_AGAIN else _even(words)


def _even(words: str) -> str:
    low = plain(words)
    if low == words.lower():
        return words  # most have no tone that is placed in another way
    return "".join(
        old if old.lower() == new else new.upper() if old.isupper() else new
        for old, new in zip(words, low, strict=True)
    )


_even_again = lru_cache(maxsize=512)(_even)
