"""What every reader of a file gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FoundText:
    """The words of a file, remarks for the person, and the legacy fonts or codes that were turned into Unicode."""

    text: str
    warnings: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
