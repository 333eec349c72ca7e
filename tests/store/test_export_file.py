"""Files that leave the book: none there is overwritten, and a refusal speaks of the person's folder, not the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.base.errors import AppError
from models.store.local import export_file


def test_export_file_overwrites_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "Báo cáo ra"
    first = export_file.write_new(folder, "báo cáo.pdf", b"1")
    assert export_file.write_new(folder, "báo cáo.pdf", b"1") == first
    second = export_file.write_new(folder, "báo cáo.pdf", b"2")
    assert (second.name, second.read_bytes(), first.read_bytes()) == ("báo cáo-2.pdf", b"2", b"1")


@pytest.mark.parametrize(
    ("number", "code", "why"),
    [
        (28, "disk_full", "Ổ đĩa hoặc USB đó đã đầy."),
        (30, "read_only", "Thư mục hoặc tệp đó chỉ cho đọc, hoặc người dùng này không có quyền ghi."),
        (19, "disk_failing", "USB đã rút, mạng đã ngắt, hoặc ổ đĩa bị lỗi."),
    ],
)
def test_export_file_refusal_names_persons_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, why: str
) -> None:
    def refuse(_path: Path, _content: bytes) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(export_file, "write_file", refuse)
    with pytest.raises(AppError) as refused:
        export_file.write_new(tmp_path, "báo cáo.pdf", b"%PDF")
    assert (refused.value.code, refused.value.why) == (code, why)
    assert refused.value.what == f"Không ghi được tệp báo cáo.pdf vào {tmp_path}."
