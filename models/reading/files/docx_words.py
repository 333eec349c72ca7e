"""The words of a paragraph from the pieces that Word keeps them in: struck ones out, raised ones told, lines whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.base.words import _
from models.reading.lines import parts_date
from models.reading.outline import marker_of
from models.reading.passage import passage
from models.reading.typed_signs import raised

_MOST_NAMED = 5
_MOST_QUOTED = 80  # letters
_ONLY_NUMBER = re.compile(r"[\W\d_]*|\W*(?:[a-zđ]|[IVX]{1,5}|[A-HĐ])[\W\d_]+")
_STOP = ".;:!?"


@dataclass(frozen=True)
class Piece:
    """Words that are set alike."""

    words: str
    raised: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Struck:
    """Words that somebody has drawn a line through, and what is left of their paragraph."""

    words: str
    beside: str


def live_words(pieces: Sequence[Piece]) -> tuple[str, list[Struck]]:
    """The words of a paragraph, and apart from them those that are struck out.

    Where only the number of an item is left ("2."), nothing is: the item is struck out.
    """
    found: list[str] = []
    out: list[str] = []
    for (high, away), same in groupby(pieces, lambda piece: (piece.raised, piece.struck)):
        words = "".join(piece.words for piece in same)
        (out if away else found).append(raised(words) if high else words)
    live = _whole_lines("".join(found))
    out = [words for words in (" ".join(words.split()) for words in out) if any(map(str.isalnum, words))]
    if out and _ONLY_NUMBER.fullmatch(live):
        out, live = [" ".join((live + " ".join(out)).split())], ""
    return live, [Struck(words, " ".join(live.split())) for words in out]


def _whole_lines(words: str) -> str:
    """The lines of a paragraph, without the breaks (Shift+Enter) that part a figure from the sentence it stands in."""
    lines = words.split("\n")
    whole = lines[0]
    for line in lines[1:]:
        before, after = whole.rpartition("\n")[2].rstrip(), line.lstrip()
        if parts_date(before.lower(), after):
            whole = whole.rstrip() + ("" if before[-1] in "/-." or after[0] in "/-" else " ") + after
        else:
            whole += (" " if _goes_on(before, after) else "\n") + line
    return whole


def _goes_on(before: str, after: str) -> bool:
    """Whether a line that begins with a figure is the rest of the sentence before, and no item of a list."""
    if not before or not after[:1].isdigit() or before[-1] in _STOP:
        return False
    marker = marker_of(passage(after, 0, len(after)))
    if marker is None or before.count("(") > before.count(")"):
        return True
    above = marker_of(passage(before, 0, len(before)))
    in_turn = not marker.label.isdigit() or marker.label == "1" or above is None or _next(above.label) == marker.label
    return not in_turn and after[marker.length :].lstrip()[:1].islower()


def _next(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else ""


def remark_on_struck(struck: Iterable[Struck]) -> Iterator[str]:
    """One remark on all the words that were left out because they are struck out, and where they stood."""
    places = list(struck)
    if not places:
        return
    shown = "; ".join(_place(one) for one in places[:_MOST_NAMED]) + ("…" if len(places) > _MOST_NAMED else "")
    yield _(
        "Tệp Word có {n} chỗ chữ bị gạch ngang, không được đọc: {places}. Chữ nào vẫn còn hiệu lực thì thêm bằng tay."
    ).format(n=len(places), places=shown)


def _place(one: Struck) -> str:
    if not one.beside:
        return _("cả đoạn “{words}”").format(words=_quoted(one.words))
    return _("“{words}” trong đoạn “{beside}”").format(words=_quoted(one.words), beside=_quoted(one.beside))


def _quoted(words: str) -> str:
    return words if len(words) <= _MOST_QUOTED else words[:_MOST_QUOTED].rsplit(" ", 1)[0] + "…"
