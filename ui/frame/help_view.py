"""F1: the help of the page on screen with its keys, and what this program is. Plain text, no browser."""

from __future__ import annotations

import sys

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from models.base.version import VERSION
from models.base.words import _
from ui.kit import text_view


def show(parent: QWidget, title: str, text: str) -> None:
    """The help of one page, followed by the keys that work everywhere. It does not stop the work beside it."""
    heading = _("Trợ giúp: {page}").format(page=title) if title else _("Trợ giúp")
    words = "\n\n".join(part for part in (text.strip(), _keys()) if part)
    text_view.show(parent, heading, words, letters=72, lines=24)


def about(parent: QWidget) -> None:
    """Name, purpose, versions: what is asked for on the telephone."""
    text = _(
        "Sổ CCHC theo dõi nhiệm vụ cải cách hành chính của một cơ quan: nhận văn bản, giao việc, cập nhật kỳ, "
        "làm và ký báo cáo. Chương trình không dùng mạng; dữ liệu nằm trên máy này và được mã hóa."
    )
    version = _("Sổ CCHC phiên bản {version}").format(version=VERSION)
    words = f"{version}\n\n{text}\n\nPython {sys.version.split()[0]} · Qt {qVersion()}"
    text_view.show(parent, _("Về chương trình"), words, letters=72, lines=13, alone=True)


def _keys() -> str:
    return _(
        "Phím tắt dùng ở mọi trang\n"
        "Ctrl+1 … Ctrl+9   tới từng trang\n"
        "F6   tới danh sách trang, rồi dùng phím mũi tên\n"
        "Ctrl+F   tìm trong trang\n"
        "Ctrl+N   thêm mới\n"
        "Ctrl+Z   hoàn tác thay đổi vừa lưu\n"
        "Ctrl+Y, Ctrl+Shift+Z   làm lại thay đổi vừa hoàn tác\n"
        "Enter   lưu, hoặc tới ô còn thiếu; ở ô nhiều dòng thì Ctrl+Enter\n"
        "Esc   đóng thông báo, đóng hộp thoại\n"
        "Ctrl+C   chép các dòng đang chọn để dán vào Excel\n"
        "F5   nạp lại trang\n"
        "Ctrl+Shift+L   khóa sổ\n"
        "F1   trợ giúp của trang"
    )
