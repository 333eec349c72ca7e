"""How much is read at most, and the refusals that every reader shares. The readers are not here."""

from __future__ import annotations

from typing import Final

from models.base import files
from models.base.errors import AppError
from models.base.words import _

MOST_ENTRIES: Final = 1000
MOST_RATIO: Final = 100
RATIO_FROM: Final = 1024 * 1024  # below this an inflated member cannot hurt, whatever its ratio
MOST_INFLATED: Final = 200 * 1024 * 1024
MOST_PAGES: Final = 5000
MOST_CHARACTERS: Final = 20_000_000


def damaged() -> AppError:
    """The file ends too early or its inside does not hold together."""
    return AppError(
        "file_truncated",
        what=_("Không đọc được tệp."),
        why=_("Tệp bị hỏng hoặc chưa được chép đủ."),
        do=_("Hãy chép lại tệp từ nguồn, mở thử bằng Word hoặc trình đọc PDF, rồi chọn lại."),
    )


def encrypted() -> AppError:
    """The file asks for a password."""
    return AppError(
        "file_encrypted",
        what=_("Không đọc được tệp."),
        why=_("Tệp được đặt mật khẩu."),
        do=_("Hãy mở tệp bằng Word hoặc trình đọc PDF, bỏ mật khẩu, lưu lại rồi chọn lại."),
    )


def unsafe() -> AppError:
    """The file is built to swell or to reach outside itself."""
    return AppError(
        "file_unsafe",
        what=_("Từ chối đọc tệp."),
        why=_("Bên trong tệp có phần nén quá lớn hoặc không an toàn."),
        do=_("Hãy xin lại tệp từ nơi gửi, hoặc mở bằng Word rồi lưu thành tệp .docx mới."),
    )


def too_big() -> AppError:
    """More bytes or pages than a directive can have."""
    return AppError(
        "file_too_big",
        what=_("Tệp quá lớn."),
        why=_("Chương trình chỉ đọc văn bản không quá {n} MB.").format(n=files.LARGEST_DOCUMENT // 1024**2),
        do=_("Hãy tách phần nội dung chỉ đạo thành tệp riêng rồi chọn lại."),
    )


def other_kind() -> AppError:
    """A file of a kind that is not read."""
    return AppError(
        "file_kind",
        what=_("Không đọc được loại tệp này."),
        why=_("Nội dung tệp không phải .txt, .docx hay PDF, dù tên tệp là gì."),
        do=_("Hãy mở tệp bằng chương trình đã tạo ra nó, lưu thành .docx hoặc PDF, rồi chọn lại."),
    )
