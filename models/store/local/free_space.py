"""Refuses to begin writing where the disk has too little free space, and says how much is needed."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.base.errors import AppError
from models.base.words import _

LEAST = 20_000_000  # bytes that must stay free: a commit, its WAL and a closing checkpoint need a part of it
_MB = 1_000_000


def refuse_full(folder: Path, needed: int = 0) -> None:
    """Raises AppError `disk_full` when writing `needed` bytes would leave less than `LEAST` free in `folder`."""
    free = _free(folder)
    missing = needed + LEAST - free if free is not None else 0
    if missing > 0:
        raise AppError(
            "disk_full",
            _("Chưa lưu được vì ổ đĩa sắp đầy: chỉ còn {free} MB trống.").format(free=(free or 0) // _MB),
            _("Cần thêm ít nhất {missing} MB ở ổ đĩa chứa {folder}; những gì đã lưu trước đó vẫn còn nguyên.").format(
                missing=-(-missing // _MB), folder=folder
            ),
            _("Hãy xóa bớt tệp không dùng hoặc dọn thùng rác, rồi lưu lại."),
        )


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None  # a disk that does not say so is judged by what it does
