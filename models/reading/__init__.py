"""Reads a directive: bytes of a file in, the words, the head and the proposed tasks out. Pure; it knows no database."""

from __future__ import annotations

from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source
from models.reading.read import as_json, read_file, read_text

__all__ = ["DirectiveHead", "ProposedTask", "Reading", "Source", "as_json", "read_file", "read_text"]
