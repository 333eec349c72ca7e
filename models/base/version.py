"""The program's version, as pyproject.toml names it; shown in the window, in reports and in backups."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
