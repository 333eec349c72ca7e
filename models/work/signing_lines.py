"""The lines above a signature: in whose name or place somebody signs, and as what."""

from __future__ import annotations

import re
from typing import Final

from models.base.text import clean

_PREFIX: Final = re.compile(r"(?<=\S)[\s,;/–-]+(?=(?:TM|KT|TL|TUQ|Q)\s?\.)")
_DEPUTY: Final = re.compile(r"(?<=\S)[\s,;/–-]+(?=PHÓ\s)")  # his own post, after the head's in whose place he signs


def signing_lines(authority: str, title: str) -> tuple[str, ...]:
    """The lines printed above a signature, in capitals, the position last: each prefix begins a line of its own.

    `TM. Ủy ban nhân dân KT. Chủ tịch` on one line, or in the position, is two (NĐ 30/2020, Phụ lục I, ô 7a).
    """
    lines = [part for line in (*authority.splitlines(), title) for part in _PREFIX.split(clean(line).upper())]
    parted = [part for line in lines for part in (_DEPUTY.split(line) if line.startswith("KT") else [line])]
    return tuple(filter(None, parted))
