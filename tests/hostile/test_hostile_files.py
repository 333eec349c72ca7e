"""Hostile files, each with what must happen: refused in words, or read as nothing but its words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import hostile_files as hostile
import pytest

from models.base import files
from models.base.errors import AppError
from models.reading.read import read_file
from models.reading.sandboxed_reading import read_file_sandboxed

LOOT = "MẬT-KHẨU-CỦA-MÁY-NÀY"


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (hostile.zip_bomb, {"file_unsafe"}),
        (hostile.many_bombs, {"file_unsafe"}),
        (hostile.many_entries, {"file_unsafe"}),
        (hostile.billion_laughs, {"file_unsafe"}),
        (hostile.deep_tree, {"file_truncated", "file_unsafe"}),
        (hostile.pdf_of_loops, {"file_truncated", "file_scan", "file_empty"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_hostile_files_refused(tmp_path: Path, make: Callable[[], bytes], codes: set[str]) -> None:
    path = tmp_path / "Thông báo.docx"
    path.write_bytes(make())
    assert path.stat().st_size < 30_000_000
    with pytest.raises(AppError) as refusal:
        read_file_sandboxed(path)
    assert refusal.value.code in codes
    assert refusal.value.do


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (hostile.with_macros, "macro"),
        (hostile.with_embedded_program, "nhúng"),
        (hostile.with_remote_template, "từ nơi khác"),
        (hostile.with_linked_page, None),
        (hostile.pdf_with_script, "JavaScript"),
        (hostile.pdf_with_file, "đính kèm"),
        (hostile.turned_words, "đổi thứ tự chữ"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_active_content_told(tmp_path: Path, make: Callable[[], bytes], words: str | None) -> None:
    path = tmp_path / "Thông báo.docx"
    path.write_bytes(make())
    dangers = [said for said in read_file_sandboxed(path).warnings if "Sổ CCHC" in said or "đổi thứ tự" in said]
    assert len(dangers) >= 1 if words else not dangers
    assert words is None or words in " ".join(dangers)


def test_pipe_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.docx")
    for path in (tmp_path / "ống.docx", Path("/dev/zero"), tmp_path):
        with pytest.raises(AppError) as refusal:
            read_file(path)
        assert refusal.value.code == "file_unreadable"
        with pytest.raises(AppError) as refusal:
            files.read(path, 1000)
        assert refusal.value.code == "file_unreadable"


@pytest.mark.parametrize("make", [hostile.external_entity, hostile.utf16_entity], ids=lambda make: make.__name__)
def test_xml_entity_not_resolved(tmp_path: Path, make: Callable[[str], bytes]) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(LOOT, "utf-8")
    path = tmp_path / "Thông báo.docx"
    path.write_bytes(make(str(secret)))
    with pytest.raises(AppError) as refusal:
        read_file_sandboxed(path)
    assert refusal.value.code == "file_unsafe"


@pytest.mark.parametrize(
    "make",
    [
        hostile.path_tricks,
        hostile.with_macros,
        hostile.with_embedded_program,
        hostile.with_remote_template,
        hostile.pdf_with_script,
        hostile.pdf_with_file,
        hostile.pdf_of_many_pages,
    ],
    ids=lambda make: make.__name__,
)
def test_reading_touches_no_other_file(tmp_path: Path, make: Callable[[], bytes]) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    path = folder / "Thông báo.docx"
    path.write_bytes(make())
    before = sorted(tmp_path.rglob("*"))
    text = read_file_sandboxed(path).text
    assert text.strip() in {hostile.WORDS, hostile.PDF_WORDS}
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/tmp/tron.txt").exists()
