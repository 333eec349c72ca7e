"""What can be done with proposals, as buttons say it: name, words, keys, and what it is for."""

from __future__ import annotations

from typing import Final

from models.base.errors import AppError
from models.base.undo_stack import Way
from models.base.words import _

ABOVE: Final = (
    ("merge", _("Gộp"), "Ctrl+M", _("Gộp các mục đã chọn thành một nhiệm vụ")),
    ("split", _("Tách"), "Ctrl+T", _("Tách mục này tại con trỏ trong văn bản")),
    ("drop", _("Bỏ"), "", _("Không nhận mục này; có thể lấy lại (Delete)")),
    ("units", _("Đơn vị…"), "F4", _("Chọn đơn vị chủ trì, phối hợp cho các mục đã chọn")),
    ("add", _("Thêm từ văn bản"), "Ctrl+I", _("Đề xuất đoạn đang bôi đen ở văn bản")),
    ("seen", _("Đã kiểm tra"), "Ctrl+K", _("Bỏ lời nhắc ▲ của các mục đã chọn")),
    ("undo", "↶", "", _("Lấy lại thay đổi vừa làm (Ctrl+Z)")),
    ("redo", "↷", "", _("Làm lại thay đổi vừa hoàn tác (Ctrl+Y)")),
)
BELOW: Final = (
    ("tasks", _("Xem nhiệm vụ đã nhận"), "Ctrl+J", _("Mở danh sách nhiệm vụ của văn bản")),
    ("accept", _("Nhận mục đã chọn"), "Ctrl+Shift+Return", _("Chỉ nhận các mục đã chọn")),
)


def nothing_selected() -> AppError:
    """The refusal to propose a stretch of the document while none is selected."""
    return AppError(
        "nothing_selected",
        _("Chưa chọn đoạn nào trong văn bản."),
        _("Nhiệm vụ mới được lấy từ lời của văn bản bên trái."),
        _("Hãy bôi đen đoạn cần thêm rồi bấm lại."),
    )


def no_step(way: Way) -> str:
    """What is said where no step of the open document is left to go this way."""
    if way == "undo":
        return _("Không còn bước nào của văn bản này để hoàn tác. Việc ở văn bản, trang khác được hoàn tác ở nơi đó.")
    return _("Không còn bước nào của văn bản này để làm lại.")
