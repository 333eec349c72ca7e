"""Words for people and the errors made of them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from models.base import words
from models.base.errors import AppError


def catalogue(folder: Path, language: str, pairs: dict[str, str]) -> None:
    """A .mo file as gettext reads it: a head, two tables of lengths and places, the texts."""
    ids = [b"", *(key.encode() for key in sorted(pairs))]
    texts = [b"Content-Type: text/plain; charset=UTF-8\n", *(pairs[key].encode() for key in sorted(pairs))]
    place = 28 + 16 * len(ids)
    tables = b""
    for one in ids + texts:
        tables += struct.pack("<2I", len(one), place)
        place += len(one) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(ids), 28, 28 + 8 * len(ids), 0, 0)
    file = folder / language / "LC_MESSAGES" / "so-cchc.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(head + tables + b"".join(one + b"\0" for one in ids + texts))


def test_without_a_catalogue_the_words_are_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_catalogue", words._catalogue)
    words.use("en", tmp_path)
    assert words._("Nhiệm vụ") == "Nhiệm vụ"


def test_a_catalogue_gives_other_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_catalogue", words._catalogue)
    catalogue(tmp_path, "en", {"Nhiệm vụ": "Task", "Kỳ": "Period"})
    words.use("en", tmp_path)
    assert words._("Nhiệm vụ") == "Task"
    assert words._("Báo cáo") == "Báo cáo"


def test_an_error_says_what_why_and_what_to_do() -> None:
    error = AppError("file_empty", what="Tệp trống.", do="Chọn tệp khác.")
    assert str(error) == "Tệp trống. Chọn tệp khác."
    assert error.as_dict() == {"code": "file_empty", "what": "Tệp trống.", "why": "", "do": "Chọn tệp khác."}
