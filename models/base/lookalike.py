"""Letters that look Vietnamese and are not: Cyrillic а in `Bản Phố` makes a second unit that no eye can tell apart."""

from __future__ import annotations

import unicodedata

_STROKED = {"đ": "d", "Đ": "D"}
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")  # of Vietnamese tones and letters
_SIGNS = frozenset("–—“”‘’…")  # that Word puts in by itself


def strange_letters(text: str) -> tuple[str, ...]:
    """What in `text` is no Latin letter with Vietnamese marks, no digit and no usual sign, each once: `а (U+0430)`."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(f"{char} (U+{ord(char):04X})" for char in dict.fromkeys(composed) if _strange(char))


def _strange(char: str) -> bool:
    if char.isascii() or char in _SIGNS:
        return False
    base, *marks = list(unicodedata.normalize("NFD", _STROKED.get(char, char)))
    return not (base.isascii() and base.isalnum() and _MARKS.issuperset(marks))
