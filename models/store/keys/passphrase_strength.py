"""How hard a passphrase is to guess, and why: refused when a stranger who knows the office would try it early.

Guessing is slow (Argon2id) but done on the thief's own computer, for as long as he likes; so what is refused is what
every list of leaked passphrases begins with, what the office's own papers say, and what fingers type by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.base.errors import AppError
from models.base.text import fold, nfc
from models.base.words import _
from models.store.keys.common_passphrases import COMMON, EVERYDAY

SHORTEST: Final = 8
_FIGURES: Final = "0123456789"
_ONLY_DIGITS: Final = 14  # shorter ones are days, telephone and identity numbers
_JUDGED: Final = 200  # characters; what is longer is judged by its beginning
_FEW: Final = 3  # different letters
_LEAST_RUN: Final = 3  # keys beside each other that count as one move of the hand
_ROWS: Final = (
    "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujm",
    "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
)  # fmt: skip
_LIKE_LETTERS: Final = str.maketrans("@4031!$57", "aaoeiisst")
_FAIR, _GOOD = 16, 20  # points


@dataclass(frozen=True)
class Strength:
    """`level`: 0 is refused, 1 just does, 2 is good, 3 is strong. `why` and `advice` are sentences."""

    level: int
    word: str
    why: str
    advice: str = ""


def strength(passphrase: str, names: Iterable[str] = ()) -> Strength:
    """What is to be said of a passphrase. `names` are those of the office, its place, and the person."""
    text = nfc(passphrase[:_JUDGED])
    why = _too_short(text) or _guessable(text, names)
    if why:
        advice = _("Nên đặt một câu dễ nhớ gồm bốn từ trở lên, không nhắc đến cơ quan; có thể dùng dấu cách.")
        return Strength(0, _("Yếu"), why, advice)
    points, words = _points(text), len(text.split())
    if points < _FAIR:
        why = _("ngắn; mỗi từ thêm vào làm khó đoán hơn hàng nghìn lần.")
        return Strength(1, _("Tạm được"), why, _("Nên thêm một, hai từ."))
    if points < _GOOD:
        return Strength(2, _("Khá"), _("đủ dài để không dò được nhanh."))
    why = _("một câu {n} từ, dài mà dễ nhớ.").format(n=words) if words > _LEAST_RUN else _("dài và không theo lối mòn.")
    return Strength(3, _("Mạnh"), why)


def refuse_weak(passphrase: str, names: Iterable[str] = ()) -> None:
    """Raises AppError `weak_passphrase`, which says why and what to do, for one of level 0.

    Asked where a passphrase is chosen and nowhere else: one that was chosen before goes on opening its book.
    """
    found = strength(passphrase, names)
    if found.level == 0:
        what = _("Mật khẩu này yếu: {why}").format(why=found.why)
        raise AppError("weak_passphrase", what, _("Mật khẩu bảo vệ toàn bộ dữ liệu của cơ quan."), found.advice)


def _too_short(text: str) -> str:
    return "" if len(text) >= SHORTEST else _("cần ít nhất {n} ký tự.").format(n=SHORTEST)


def _guessable(text: str, names: Iterable[str]) -> str:
    folded = fold(text)
    plain = "".join(c for c in folded if c.isalnum())
    letters = plain.strip(_FIGURES)
    alone = "".join(c for c in plain if c.isalpha())
    spelled = "".join(c for c in folded.translate(_LIKE_LETTERS) if c.isalnum())
    if len(set(folded) - {" "}) <= _FEW or _repeats(plain):
        return _("chỉ lặp lại vài ký tự.")
    if _runs(plain):
        return _("là dãy phím hoặc dãy số liền nhau.")
    if len(alone) < _LEAST_RUN and len(plain) < _ONLY_DIGITS:
        return _("hầu như chỉ có chữ số: ngày tháng, số điện thoại, số căn cước đều dò được trong vài phút.")
    if (_undressed(plain) | _undressed(spelled)) & COMMON:
        return _("nằm trong danh sách mật khẩu hay gặp nhất, kẻ dò thử đầu tiên.")
    own = _tokens(names)
    if any(word and _made_of(word, own | EVERYDAY) for word in (letters, alone, spelled)):
        return _("chỉ gồm tên cơ quan, địa danh, tên người dùng hoặc chữ của công sở, ai cũng đoán được.")
    return ""


def _undressed(word: str) -> set[str]:
    """The word without some or all of the figures that it begins and ends with."""
    before = len(word) - len(word.lstrip(_FIGURES))
    after = len(word) - len(word.rstrip(_FIGURES))
    return {word[first : len(word) - last] for first in range(before + 1) for last in range(after + 1)}


def _tokens(names: Iterable[str]) -> frozenset[str]:
    words = (fold(name).split() for name in names)
    return frozenset("".join(c for c in word if c.isalnum()) for line in words for word in line) - {""}


def _made_of(word: str, tokens: frozenset[str]) -> bool:
    """Whether `word` is nothing but some of the tokens one after the other."""
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(end - len(token) in reached and word.endswith(token, 0, end) for token in tokens if len(token) <= end):
            reached.add(end)
    return len(word) in reached


def _repeats(plain: str) -> bool:
    """`abcabcabc`, `12341234`: a short piece again and again."""
    half = len(plain) // 2
    return any(plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, min(half, 5) + 1))


def _runs(plain: str) -> bool:
    """Whether it is at most three runs of neighbouring keys or numbers, as `qwerty123`, `abc12345`."""
    place = pieces = 0
    while place < len(plain):
        size = max((len(run) for run in _neighbours() if plain.startswith(run, place)), default=0)
        if size < _LEAST_RUN:
            return False
        place, pieces = place + size, pieces + 1
    return 0 < pieces <= 3


@cache
def _neighbours() -> frozenset[str]:
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    return frozenset(
        row[first:last] for row in rows for first in range(len(row)) for last in range(first + _LEAST_RUN, len(row) + 1)
    )


def _points(text: str) -> int:
    """Length counts most: a sentence of a few words beats a short riddle."""
    kinds: Sequence[bool] = (
        any(c.islower() for c in text),
        any(c.isupper() for c in text),
        any(c.isdigit() for c in text),
        any(not c.isalnum() for c in text),
    )
    return len(text) + 2 * sum(kinds) - 3 * (len(set(fold(text))) < len(text) / 3)
