"""The lines of a table's cell as one line of words: offices on lines of their own stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.reading.passage import even, passage
from models.reading.words.office_words import PARTY
from models.reading.words.units_named import unit_list

_DIVIDED = re.compile(r"\w-$")
# A narrow cell breaks a date anywhere: "15/3/20" / "26", "Quý II/" / "2026".
_DATE = re.compile(r"\(?(?:(?:\d{1,2}|[IVX]{1,3})[/.\-]){1,2}(?:19|20)\d\d[.;,)]*")
_BEGUN_DATE = re.compile(r"(?:[/.\-]|[/.\-]\d{1,3})$")
_ENDS_A_NAME = re.compile(rf"(?:{PARTY})(?!\w)", re.IGNORECASE)
_COUNTS = re.compile(r"s?tt", re.IGNORECASE)  # the title of the column of numbers, broken where the column is narrow
_WANTS_MORE = re.compile(r"(?:^|[,;]\s*)văn phòng$", re.IGNORECASE)


def _is_one_name(before: str, after: str) -> bool:
    """Whether a line's end stands inside a name that is two when it is cut: `Ban Dân vận` / `Huyện ủy`.

    Any other office on a line of its own is another: joined, its words would only run on the name before.
    """
    if not _ENDS_A_NAME.match(after) and not _WANTS_MORE.search(before):
        return False
    joined = even(f"{before} {after}")
    names, length = unit_list(joined)
    return length >= len(joined) and len(names) == len(unit_list(even(before))[0])


def _is_one_date(before: str, after: str) -> bool:
    """Whether a line's end stands inside a date with its year."""
    return bool(_BEGUN_DATE.search(before) and _DATE.fullmatch(before + after))


def in_one_line(lines: Iterable[str]) -> str:
    """The words of a cell, without bars, which stand between cells; "; " between offices that only a line's end parts.

    `NQ-` at a line's end and `CP` on the next are one word, and `15/3/20` with `26` one date.
    """
    whole = ""
    for line in (" ".join(line.replace("|", "/").split()) for line in lines):
        if not whole or not line:
            whole = whole or line
        elif _names_offices(whole) and _names_offices(line) and not _is_one_name(whole, line):
            whole = f"{whole}; {line}"
        else:
            divided = _DIVIDED.search(whole) and line[0].isalnum()
            whole += ("" if divided or _is_one_date(whole.split()[-1], line.split()[0]) else " ") + line
    closed = whole.replace(" ", "")
    return closed if _COUNTS.fullmatch(closed) else whole


def _names_offices(line: str) -> bool:
    """Whether a line is a list of offices with nothing after it."""
    words = even(passage(line, 0, len(line)).words)
    found, length = unit_list(words)
    return bool(found) and length >= len(words)
