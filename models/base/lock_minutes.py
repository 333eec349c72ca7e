"""After how long without a sign of a person the book locks itself: the office's longest time, and the computer's own.

What a computer has is a plain file that anybody can write. So the office's own time lies in the book, where only an
administrator changes it (`models.work.idle_lock`), and a computer only ever waits shorter.
"""

from __future__ import annotations

from models.base.errors import AppError
from models.base.words import _

LOCK = "office.lock"  # the word of the operation
FIRST = 15  # minutes, of a new office


def longer(minutes: int, than: int) -> bool:
    """Whether it would stay open for longer; 0 is never to lock."""
    return minutes != than and (minutes == 0 or (than != 0 and minutes > than))


def in_force(chosen: int, longest: int) -> int:
    """What counts of this computer's own time and the office's longest: the shorter."""
    return longest if longer(chosen, longest) else chosen


def too_long(longest: int) -> AppError:
    """The refusal for who may not lengthen it."""
    return AppError(
        "not_allowed",
        _("Chỉ quản trị của sổ mới kéo dài được thời gian tự khóa."),
        _("Cơ quan cho phép lâu nhất: {time}. Chọn ngắn hơn thì ai cũng làm được.").format(time=words(longest)),
        _("Hãy nhờ quản trị chọn trong Cài đặt, có nhập mật khẩu."),
    )


def words(minutes: int) -> str:
    """A time as a person chooses it."""
    return _("Sau {n} phút").format(n=minutes) if minutes else _("Không tự khóa")
