"""A document typed in fonts of before Unicode is shown as it was converted, before anything of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base.words import _
from ui.base import theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button, words_to_read
from ui.kit.labels import plain_label


class ConvertedDialog(Dialog):
    """Accepted when the person says that the words are right."""

    def __init__(self, parent: QWidget, name: str, text: str, fonts: Sequence[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Kiểm tra chữ sau khi chuyển mã"))
        told = _("“{name}” gõ bằng phông chữ cũ ({fonts}). Chữ đã được chuyển sang Unicode như dưới đây.")
        ask = _(
            "Hãy đọc lướt vài dòng, nhất là tên riêng và số hiệu. Nếu chữ sai dấu, chọn “Không đúng”: "
            "văn bản không được lưu, anh/chị có thể mở tệp bằng Word, đổi phông sang Times New Roman (Unicode) rồi đọc "
            "lại."
        )
        words = words_to_read(_("Văn bản sau khi chuyển mã"), text)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.addWidget(plain_label(told.format(name=name, fonts=", ".join(fonts)), "strong", wrap=True))
        column.addWidget(plain_label(ask, "muted", wrap=True))
        column.addWidget(words, 1)
        column.addLayout(answers(button(_("Không đúng"), self.reject), button(_("Đúng, giữ lại"), self.accept)))
        fit(self, theme.letters(96), theme.em(32))
        words.setFocus()
