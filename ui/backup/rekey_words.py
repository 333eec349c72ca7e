"""What exchanging the data key does, what it cannot do, and what came of it, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.base.text import show_number
from models.base.words import _

if TYPE_CHECKING:
    from models.access.rekey import LeftBehind, Rekeyed


_CODE_HOLDS = _("Mã khôi phục đang cất giữ vẫn dùng được.")


def about() -> str:
    """What will be done."""
    return _(
        "Đây không phải là khóa sổ để rời máy: cả sổ, kho tệp và bản sao lưu trên máy này được mã hóa lại bằng khóa "
        "mới. Mật khẩu của những người đang dùng sổ không đổi. Mọi bản sao lưu trong thư mục sao lưu của máy này được "
        "thay bằng một bản mới đã kiểm chứng. Cho tới khi xong, sổ cũ vẫn nguyên; mất điện giữa chừng cũng không mất "
        "gì."
    )


def limits() -> str:
    """What nobody can take back."""
    return _(
        "Ai đã chép giữ bản cũ (USB, ổ mạng, máy khác) thì với mật khẩu hay mã cũ vẫn đọc được mọi thứ cho tới ngày "
        "chép bản đó. Từ khi đổi khóa, những gì ghi thêm thì họ không đọc được nữa."
    )


def behind(found: LeftBehind) -> str:
    """Whom it would keep out, and whether the recovery code goes on."""
    told = []
    if found.accounts:
        words = _(
            "Mật khẩu của {names} ghi theo cách cũ, không mang sang khóa mới được: hãy chờ họ mở sổ một lần, hoặc hủy "
            "các mật khẩu đó và đặt lại cho họ sau khi đổi khóa."
        )
        told.append(words.format(names=", ".join(found.accounts)))
    if found.recovery:
        told.append(_("Mã khôi phục đang cất giữ cũng sẽ được thay; mã mới hiện ra để in."))
    else:
        told.append(_CODE_HOLDS)
    return "\n".join(told)


def lines(done: Rekeyed, removed: int, left: Sequence[Path], *, with_code: bool = True) -> list[str]:
    """What was done, what needs doing, and what the old secrets still open."""
    words = _("Đã đổi khóa mã hóa của sổ, mã hóa lại {n} tệp trong kho (minh chứng, bản gốc văn bản, báo cáo đã lập).")
    told = [words.format(n=show_number(done.evidence)) if done.evidence else _("Đã đổi khóa mã hóa của sổ.")]
    words = _("{n} bản sao lưu cũ trên máy này đã được thay bằng một bản mới, đã kiểm chứng.")
    told.append(words.format(n=show_number(done.backups)))
    if done.unread:
        words = _("{n} tệp minh chứng vốn đã mất hoặc hỏng ở mọi nơi, vẫn thiếu như trước khi đổi khóa.")
        told.append(words.format(n=show_number(done.unread)))
    if done.ended:
        words = _("Mật khẩu của {names} đã bị hủy; quản trị đặt lại mật khẩu cho họ.")
        told.append(words.format(names=", ".join(done.ended)))
    if done.code and with_code:
        words = _("Mã khôi phục mới, chỉ hiện một lần này, hãy ghi ra giấy và cất riêng: {code}")
        told.append(words.format(code=done.code))
    if not done.code:
        told.append(_CODE_HOLDS)
    if removed:
        told.append(_("Đã xóa {n} bản cũ còn mở được bằng mật khẩu cũ.").format(n=show_number(removed)))
    if left:
        told.append(_("Những bản sau vẫn mở được bằng mật khẩu, mã khôi phục cũ:"))
        told += [f"- {path}" for path in left]
    return told
