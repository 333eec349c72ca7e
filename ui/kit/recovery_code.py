"""The recovery code, shown once: print, copy or save it, and say that it was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_date
from models.base.words import _
from ui.base import clipboard, messages, theme
from ui.kit.fields import button
from ui.kit.labels import plain_label

CLIPBOARD_FOR = 30_000  # milliseconds: long enough to paste it once


class RecoveryCode(QWidget):
    """Emits `noted` with whether the person says that the code was written down.

    A copy of it leaves the clipboard after `clipboard_for` milliseconds.
    """

    noted = Signal(bool)

    def __init__(self, clipboard_for: int = CLIPBOARD_FOR) -> None:
        super().__init__()
        self._clipboard_for = clipboard_for
        self._text = ""
        self._office = ""
        self._code = plain_label(role="code", wrap=True)
        self._code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._code.setAccessibleName(_("Mã khôi phục"))
        self._done = QCheckBox(_("Tôi đã ghi lại mã này và cất ở nơi an toàn"))
        self._done.toggled.connect(self.noted)
        buttons = QHBoxLayout()
        for text, act in ((_("In…"), self._print), (_("Chép"), self._copy), (_("Lưu ra tệp…"), self._save)):
            buttons.addWidget(button(text, act))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.7))
        column.addWidget(self._code)
        column.addLayout(buttons)
        column.addWidget(self._done)
        column.addStretch(1)
        self.setFocusProxy(self._done)
        program = QGuiApplication.instance()
        if program is not None:  # Windows keeps a clipboard past the program's end
            program.aboutToQuit.connect(self.forget)

    def show_code(self, code: str, office: str) -> None:
        """Show `code`; it is kept only as long as the step is shown."""
        self._text, self._office = code, office
        self._code.setText(code)
        self._done.setChecked(False)

    def forget(self) -> None:
        """Nothing of it stays."""
        clipboard.forget_text(self._text)
        self._text = ""
        self._code.clear()

    def _sheet(self) -> str:
        head = _("MÃ KHÔI PHỤC SỔ CCHC")
        use = _("Dùng khi quên mật khẩu: mở chương trình, chọn “Quên mật khẩu? Dùng mã khôi phục”.")
        keep = _("Cất trong phong bì dán kín, không để cùng máy tính. Ai có mã này đều mở được sổ.")
        return "\n\n".join((head, self._office, show_date(clock.today()), self._text, use, keep))

    def _print(self) -> None:
        printer = messages.choose_printer(self)
        if printer is None:
            return
        from PySide6.QtGui import QTextDocument

        sheet = QTextDocument()
        sheet.setDefaultFont(theme.font(1.3))
        sheet.setPlainText(self._sheet())
        sheet.print_(printer)
        if printer.printerState() == printer.PrinterState.Error:
            messages.error(self, messages.not_printed())

    def _copy(self) -> None:
        code = self._text
        clipboard.put_text(code)
        QTimer.singleShot(self._clipboard_for, self, lambda: clipboard.forget_text(code))

    def _save(self) -> None:
        from pathlib import Path

        suggested = Path.home() / "ma-khoi-phuc-so-cchc.txt"
        path = messages.save_file(self, _("Lưu mã khôi phục"), suggested, [(_("Văn bản"), "*.txt")])
        if path is None:
            return
        try:
            messages.write_out(path, self._sheet().encode("utf-8-sig"))
        except AppError as refusal:
            messages.error(self, refusal)
