"""Reads a directive: bytes of a file in, the words, the head and the proposed tasks out. Pure; it knows no database.

The reader itself is loaded when a document is read: opening an office needs only the shapes of what it proposes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source

__all__ = ["DirectiveHead", "ProposedTask", "Reading", "Source", "as_json", "read_file", "read_text"]


def read_file(path: Path) -> Reading:
    """Read a .txt, .docx or .pdf file, told apart by content. Raises AppError, each reason with a code of its own."""
    from models.reading import read

    return read.read_file(path)


def read_text(text: str) -> Reading:
    """Read a directive that is already text. NFC and NFD give the same answer; nothing is ever raised but AppError."""
    from models.reading import read

    return read.read_text(text)


def as_json(reading: Reading) -> dict[str, Any]:
    """The shape of `directive read --json` (contracts.md); remarks on tasks become warnings with their number."""
    from models.reading import read

    return read.as_json(reading)
