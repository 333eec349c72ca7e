"""Row ids: time-ordered UUIDs, so that ids made on different machines never meet and still sort by birth."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime
from itertools import count

_sequence = count(int.from_bytes(os.urandom(2), "big"))


def new_id() -> str:
    """A new UUID, version 7 (RFC 9562): 48 bits of milliseconds, 12 bits of counter, 62 random bits."""
    # The id's time is only an ordering aid, so it reads the system clock and not the held one.
    millis = int(datetime.now(UTC).timestamp() * 1000)
    value = (millis & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (next(_sequence) & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") & (1 << 62) - 1
    return str(uuid.UUID(int=value))
