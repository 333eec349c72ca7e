"""A document is read in a process of its own, and the same reading comes back. That process: test_sandbox.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import reading_samples as samples

from models.base.errors import AppError
from models.reading.read import read_file
from models.reading.sandboxed_reading import read_file_sandboxed


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.txt", (samples.SAMPLES / "thong-bao-mau.txt").read_bytes),
        ("a.docx", samples.letter_docx),
        ("a.pdf", samples.directive_pdf),
    ],
)
def test_sandboxed_reading_same_result(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    assert read_file_sandboxed(path) == read_file(path)


def test_sandboxed_reading_same_refusal(tmp_path: Path) -> None:
    wrong = tmp_path / "Ảnh chụp của Đức.pdf"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(AppError) as ours:
        read_file(wrong)
    with pytest.raises(AppError) as theirs:
        read_file_sandboxed(wrong)
    assert theirs.value.as_dict() == ours.value.as_dict()


def test_sandboxed_reading_tells_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(samples.directive_pdf())
    heard: list[tuple[int, int]] = []
    read_file_sandboxed(path, lambda done, total: heard.append((done, total)))
    done, total = heard[-1]
    assert done == total >= 1
