"""What a unit may not be called, and which level and days it cannot have: each refusal in words. No database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from models.base.errors import AppError
from models.base.lookalike import strange_letters
from models.base.text import clean
from models.base.words import _

LONGEST_NAME: Final = 300  # letters; the longest real one has some 120


def wrong_level(level: str) -> AppError:
    """The level is none of the three."""
    return AppError(
        "wrong_level",
        _("Cấp hành chính “{level}” không hợp lệ.").format(level=level),
        _("Chỉ có ba cấp: xa, huyen, tinh."),
        _("Hãy chọn một trong ba cấp đó."),
    )


def unknown(wanted: str) -> AppError:
    """No unit answers to that."""
    return AppError(
        "unit_unknown",
        _("Không tìm thấy đơn vị “{wanted}”.").format(wanted=wanted),
        _("Danh mục đơn vị không có tên, mã hoặc số nào khớp."),
        _("Hãy kiểm tra lại tên, hoặc thêm đơn vị ở trang Đơn vị."),
    )


def ambiguous(wanted: str, matches: Sequence[tuple[int, str]]) -> AppError:
    """Several units answer to that, by number and name."""
    names = "; ".join(f"{number}: {name}" for number, name in matches[:5])
    return AppError(
        "unit_ambiguous",
        _("Có {n} đơn vị khớp với “{wanted}”.").format(n=len(matches), wanted=wanted),
        names,
        _("Hãy ghi rõ hơn hoặc dùng số đứng trước tên."),
    )


def code_exists(code: str, there: str, name: str) -> AppError:
    """Another unit has this code, written `there` as it stands in the list."""
    return AppError(
        "unit_code_exists",
        _("Mã “{code}” đã là mã của đơn vị “{name}”.").format(code=code, name=name),
        _("Mã trong danh mục là “{there}”; chữ hoa, chữ thường viết khác nhau vẫn là một mã.").format(there=there),
        _("Hãy ghi mã khác, để trống mã, hoặc dùng đơn vị đã có."),
    )


def checked_name(name: str) -> str:
    """The name as it is kept. Raises AppError `unit_name_missing`, `unit_name_too_long`, `strange_letters`."""
    name = clean(name)
    if not name:
        raise AppError(
            "unit_name_missing",
            _("Đơn vị chưa có tên."),
            _("Tên đơn vị được in trong báo cáo nên không thể để trống."),
            _("Hãy nhập tên đơn vị."),
        )
    if len(name) > LONGEST_NAME:
        raise AppError(
            "unit_name_too_long",
            _("Tên đơn vị quá dài ({n} chữ).").format(n=len(name)),
            _("Tên “{name}…” không in vừa báo cáo nào; có thể đã chọn nhầm tệp hoặc dán nhầm chỗ.").format(
                name=name[:40]
            ),
            _("Hãy viết tên đơn vị trong {n} chữ.").format(n=LONGEST_NAME),
        )
    if letters := strange_letters(name):
        raise AppError(
            "strange_letters",
            _("Tên “{name}” có chữ lạ: {letters}.").format(name=name, letters=", ".join(letters)),
            _("Chữ này trông giống chữ Việt nhưng là chữ khác, nên hai tên nhìn như nhau sẽ thành hai đơn vị."),
            _("Hãy gõ lại tên bằng bộ gõ tiếng Việt thay vì chép từ nơi khác."),
        )
    return name


def refuse_wrong_dates(valid_from: date | None, valid_to: date | None) -> None:
    """Raises AppError `wrong_dates` for a unit that ends before it begins."""
    if valid_from and valid_to and valid_to < valid_from:
        raise AppError(
            "wrong_dates",
            _("Ngày kết thúc hiệu lực đứng trước ngày bắt đầu."),
            _("Đơn vị phải có hiệu lực ít nhất một ngày."),
            _("Hãy sửa lại hai ngày này."),
        )
