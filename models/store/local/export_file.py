"""Writes a file out of the book into a folder that a person named; what lies there is never overwritten."""

from __future__ import annotations

import errno
from pathlib import Path

from models.base.errors import AppError
from models.base.paths import reachable, write_file
from models.base.words import _
from models.store import faults


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write `name` into `folder`, which is made if need be; beside another file of that name it gets a number.

    Raises AppError `folder_unwritable`, `disk_full`, `read_only`, `busy`, `disk_failing`.
    """
    target, number = reachable(folder / name), 1
    stem, ending = target.stem, target.suffix
    try:
        while target.exists() and not (target.is_file() and target.read_bytes() == content):
            number += 1
            target = target.with_name(f"{stem}-{number}{ending}")
        write_file(target, content)
        if target.read_bytes() != content:
            raise OSError(errno.EIO, "written otherwise")  # a stick that lies about what it kept
    except OSError as failure:
        if isinstance(failure, FileExistsError | NotADirectoryError | FileNotFoundError):
            raise _unwritable(folder) from None
        code, why = refusal(failure)
        what = _("Không ghi được tệp {name} vào {folder}.").format(name=name, folder=folder)
        raise AppError(code, what, why, choose_another()) from None
    return target


def refusal(failure: OSError) -> tuple[str, str]:
    """Code and reason of a disk that did not take a file. The disk is that of the person's folder, not the book's."""
    known = faults.sorted_fault(failure)
    code = known.code if known is not None else "disk_failing"
    why = {
        "disk_full": _("Ổ đĩa hoặc USB đó đã đầy."),
        "read_only": _("Thư mục hoặc tệp đó chỉ cho đọc, hoặc người dùng này không có quyền ghi."),
        "busy": _("Tệp cùng tên đang được mở bằng chương trình khác."),
    }
    return code, why.get(code, _("USB đã rút, mạng đã ngắt, hoặc ổ đĩa bị lỗi."))


def choose_another() -> str:
    """What to do when a folder did not take a file."""
    return _("Hãy chọn thư mục khác hoặc dọn chỗ trên ổ đĩa rồi lưu lại.")


def _unwritable(folder: Path) -> AppError:
    return AppError(
        "folder_unwritable",
        _("Không ghi được tệp vào {folder}.").format(folder=folder),
        _("Thư mục không tồn tại, chỉ cho đọc, hoặc tên đó là một tệp."),
        _("Hãy chọn thư mục khác."),
    )
