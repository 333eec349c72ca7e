"""Turns failures of the database into errors for people: disk full, read-only, locked, damaged; others are faults."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.base.errors import AppError
from models.base.words import _

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
# Windows' errors for a disk that is not there any more; Python calls the first one "no permission".
_GONE = {21, 31, 55, 433, 1006, 1110, 1117, 1167}
_HELD = {32, 33}  # Windows: sharing violation, lock violation
_ROOM_TO_OPEN = 1_000_000  # bytes; the files beside an open database begin with 32 kB
# The driver's `backup` raises its errors without a code; SQLite's own sentences are what is left to tell them by.
_SENTENCES = {
    "database is locked": _BUSY,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}


@contextmanager
def sorting(*, disk: bool = False) -> Iterator[None]:
    """Turn what the database throws inside into the refusal it stands for; with `disk` also what files throw.

    A fault of ours passes as it is.
    """
    try:
        yield
    except Exception as failure:
        known = None if isinstance(failure, OSError) and not disk else sorted_fault(failure)
        if known is None:
            raise
        raise known from None


def sorted_fault(failure: BaseException, where: Path | None = None) -> AppError | None:
    """The refusal that a person can act on, or None when the failure is a fault of ours.

    `failure` is an error of the driver, or SQLAlchemy's wrapping of one. `where` is the file that was being opened:
    on a full disk SQLite cannot make its files beside it, and calls that an I/O error like any other.
    """
    cause = getattr(failure, "orig", None) or failure
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(cause, OSError):
        return _disk_fault(cause)
    if code is None and type(cause).__module__.startswith("sqlcipher3"):
        code = _SENTENCES.get(str(cause))
    if not isinstance(code, int):
        return None
    if code & 0xFF == _IOERR and where is not None and shutil.disk_usage(where.parent).free < _ROOM_TO_OPEN:
        return disk_full()
    makers = {
        _FULL: disk_full,
        _READONLY: read_only,
        _BUSY: busy,
        _LOCKED: busy,
        _CORRUPT: damaged,
        _NOTADB: damaged,
        _IOERR: disk_failing,
        _CANTOPEN: read_only,
    }
    maker = makers.get(code & 0xFF)
    return maker() if maker else None


def _disk_fault(cause: OSError) -> AppError:
    if getattr(cause, "winerror", None) in _GONE:
        return disk_failing()
    if getattr(cause, "winerror", None) in _HELD:
        return busy()
    if cause.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full()
    if cause.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return read_only()
    return disk_failing()


def disk_full() -> AppError:
    """There is no room to write."""
    return AppError(
        "disk_full",
        _("Chưa lưu được thay đổi vừa rồi vì ổ đĩa đã đầy."),
        _("Sổ cần thêm chỗ trống trên ổ đĩa chứa dữ liệu; những gì đã lưu trước đó vẫn còn nguyên."),
        _("Hãy xóa bớt tệp không dùng hoặc dọn thùng rác, rồi lưu lại."),
    )


def read_only() -> AppError:
    """The file or its folder may not be written."""
    return AppError(
        "read_only",
        _("Không ghi được vào tệp dữ liệu của sổ."),
        _("Tệp hoặc thư mục chứa nó chỉ cho đọc, hoặc người dùng này không có quyền ghi."),
        _("Hãy bỏ thuộc tính chỉ đọc, cấp quyền ghi cho thư mục dữ liệu, rồi mở lại sổ."),
    )


def busy() -> AppError:
    """Another program holds the file."""
    return AppError(
        "busy",
        _("Tệp dữ liệu đang bị chương trình khác giữ."),
        _("Có thể phần mềm diệt virus, phần mềm đồng bộ hoặc một cửa sổ Sổ CCHC khác đang dùng tệp."),
        _("Hãy đóng chương trình kia hoặc chờ một phút rồi làm lại; chưa có gì bị mất."),
    )


def damaged() -> AppError:
    """The file does not read as an office's file."""
    return AppError(
        "damaged",
        _("Tệp dữ liệu của sổ bị hỏng hoặc không phải là tệp của Sổ CCHC."),
        _("Nội dung tệp không đọc được bằng khóa của cơ quan; tệp có thể bị cắt cụt hoặc bị ghi đè."),
        _("Không ghi thêm vào tệp này. Hãy khôi phục từ bản sao lưu gần nhất."),
    )


def disk_failing() -> AppError:
    """The disk refused to read or write."""
    return AppError(
        "disk_failing",
        _("Ổ đĩa báo lỗi khi đọc hoặc ghi tệp dữ liệu."),
        _("Ổ đĩa có thể sắp hỏng, hoặc USB vừa bị rút ra."),
        _("Hãy cắm lại ổ đĩa rồi mở lại sổ; nếu lỗi lặp lại, hãy sao lưu sang ổ khác ngay."),
    )
