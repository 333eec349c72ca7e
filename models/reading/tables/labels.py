"""The number that a row of a table has, and which numbers stand over which: I over 1, 1 over 1.1 and over a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from models.reading.passage import Passage

_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_LABEL = re.compile(
    r"\(?(?P<label>[IVXLC]{1,6}(?!\w)|[A-HĐ](?!\w)|\d{1,3}(?:\.\d{1,3}){0,4}(?![\d/])|[a-zđ](?=\s*[.)/]))\s*[.)/:]?(?=\s|$|[^\W\d_])|"
    r"(?P<dash>[-–—+*•●▪])(?=\s|[^\W\d_]|$)"
)
_LONGEST: Final = 8
_DEPTHS: Final = {"upper": 1, "roman": 2, "number": 3, "letter": 9, "dash": 10}


@dataclass(frozen=True)
class Label:
    """`words` as the row is called, "" for none; `depth` grows inwards, 0 for none.

    `length` is that of a label at the beginning of the task's words, 0 where it has a column of its own.
    """

    words: str = ""
    kind: str = ""
    depth: int = 0
    length: int = 0

    @property
    def is_counted(self) -> bool:
        """Whether it numbers tasks, as 1, 1.1 or a) does, and not parts."""
        return self.kind in {"number", "letter", "dash"}

    def is_over(self, other: Label) -> bool:
        """Whether a row of the other label stands below one of this."""
        return bool(self.depth) and (other.depth > self.depth or (not other.depth and self.kind != "dash"))


NO_LABEL: Final = Label()


def label_of(number: Passage, task: Passage) -> Label:
    """The label in the column of numbers, else the one that the words of the task begin with."""
    found = _LABEL.match(number.words) if number and len(number.words) <= _LONGEST else None
    length = 0
    if found is None:
        found = _LABEL.match(task.words)
        if found is None or (
            (found["label"] or "").isdigit() and not re.match(r"\s*[.)/:]", task.words[found.end("label") :])
        ):
            return NO_LABEL
        length = found.end() + len(task.words[found.end() :]) - len(task.words[found.end() :].lstrip())
        if length >= len(task.words):
            return NO_LABEL
    words = found["label"] or ""
    if not words:
        return Label("", "dash", _DEPTHS["dash"], length)
    kind = _kind(words)
    return Label(words, kind, _DEPTHS[kind] + words.count("."), length)


def _kind(words: str) -> str:
    if words[0].isdigit():
        return "number"
    if _ROMAN.fullmatch(words):
        return "roman"
    return "upper" if words[0].isupper() else "letter"
