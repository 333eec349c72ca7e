"""The place that an office's name tells, as it stands in the date line of its documents (địa danh)."""

from __future__ import annotations

import re
from typing import Final

from models.base.text import clean

_PLACE: Final = re.compile(r"(?i)(?:huyện|thị xã|thành phố|quận|tỉnh|xã|phường|thị trấn)\s+(\S.*)$")


def place_of(*names: str) -> str:
    """The địa danh that the first of `names` tells: `Phòng Nội vụ huyện Bắc Hà` -> `Bắc Hà`; empty when none does."""
    for name in names:
        found = _PLACE.search(clean(name))
        if found:
            return found[1]
    return ""
