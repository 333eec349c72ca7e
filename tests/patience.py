"""How long a test waits for what must come. Only a failing test waits so long, however busy the machine is."""

from typing import Final

LONG: Final = 120.0  # seconds
LONG_MS: Final = round(LONG * 1000)
