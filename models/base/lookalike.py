"""Letters that look Vietnamese and are not: Cyrillic а in `Bản Phố` makes a second unit that no eye can tell apart."""

from __future__ import annotations

import unicodedata

_STROKED = {"đ": "d", "Đ": "D"}


def strange_letters(text: str) -> tuple[str, ...]:
    """The letters and digits of `text` that are no Latin ones with marks, each once, as `а (U+0430)`."""
    found = dict.fromkeys(char for char in unicodedata.normalize("NFC", text) if _strange(char))
    return tuple(f"{char} (U+{ord(char):04X})" for char in found)


def _strange(char: str) -> bool:
    if char.isascii() or unicodedata.category(char)[0] not in "LN":
        return False
    base = unicodedata.normalize("NFD", _STROKED.get(char, char))[0]
    return not (base.isascii() and base.isalnum())
