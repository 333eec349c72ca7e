"""Files that leave the book for a folder that a person named. What lies there already is never overwritten."""

from __future__ import annotations

from pathlib import Path

from models.base.errors import AppError
from models.base.paths import reachable, write_file
from models.base.words import _
from models.store import faults


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write `name` into `folder`, which is made if need be; beside another file of that name it gets a number.

    Raises AppError `folder_unwritable`, `disk_full`, `read_only`.
    """
    target, number = reachable(folder / name), 1
    stem, ending = target.stem, target.suffix
    try:
        while target.exists() and not (target.is_file() and target.read_bytes() == content):
            number += 1
            target = target.with_name(f"{stem}-{number}{ending}")
        write_file(target, content)
    except OSError as failure:
        if isinstance(failure, FileExistsError | NotADirectoryError | FileNotFoundError):
            raise _unwritable(folder) from None
        raise faults.sorted_fault(failure) or failure from None
    return target


def _unwritable(folder: Path) -> AppError:
    return AppError(
        "folder_unwritable",
        _("Không ghi được tệp vào {folder}.").format(folder=folder),
        _("Thư mục không tồn tại, chỉ cho đọc, hoặc tên đó là một tệp."),
        _("Hãy chọn thư mục khác."),
    )
