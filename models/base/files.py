"""Reading a file that a person named, with a clear sentence for each way in which that can fail."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from models.base.errors import AppError
from models.base.paths import patiently, reachable
from models.base.words import _

# Bytes: what the provinces' portals take of one file (Ninh Bình's rules of 2025), so no document sent to or kept by an
# office needs to be larger.
LARGEST_DOCUMENT: Final = 50 * 1024 * 1024
# Not to wait for whoever writes into a pipe; and Windows changes nothing in what is read.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read(path: Path, longest: int) -> bytes:
    """The content of `path`, at most `longest` bytes. Raises `file_missing`, `file_unreadable`, `file_too_large`."""
    place = reachable(path)
    try:
        handle = patiently(lambda: os.open(place, _FLAGS))
        try:
            state = os.fstat(handle)  # of what was opened: the name may mean another file by now
            if not stat.S_ISREG(state.st_mode):
                raise OSError  # a folder has no content, and a device no end
            with os.fdopen(handle, "rb", closefd=False) as file:
                content = file.read(longest + 1 if state.st_size <= longest else 0)
        finally:
            os.close(handle)
    except FileNotFoundError:
        raise AppError(
            "file_missing",
            _("Không tìm thấy tệp {name}.").format(name=path),
            _("Tệp đã bị xóa, đổi tên hoặc gõ sai đường dẫn."),
            _("Hãy kiểm tra lại đường dẫn."),
        ) from None
    except OSError:
        raise AppError(
            "file_unreadable",
            _("Không đọc được tệp {name}.").format(name=path),
            _("Tệp đang bị chương trình khác giữ, là thư mục, hoặc anh/chị không có quyền đọc."),
            _("Hãy đóng chương trình đang mở tệp, hoặc chép tệp sang chỗ khác."),
        ) from None
    if max(len(content), state.st_size) > longest:
        raise AppError(
            "file_too_large",
            _("Tệp {name} quá lớn.").format(name=path.name),
            _("Loại tệp này không thể quá {n} MB.").format(n=max(1, round(longest / 1024**2))),
            _("Hãy kiểm tra lại xem đã chọn đúng tệp chưa."),
        )
    return content
