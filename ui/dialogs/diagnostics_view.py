"""The diagnostics file, to be read before it is saved and sent: all that is in it stands on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from models.base import clock
from models.base.paths import Home, write_file
from models.base.words import _
from ui import tell, theme
from ui.jobs import Jobs
from ui.widgets.labels import plain_label


def show(parent: QWidget, jobs: Jobs, home: Home) -> None:
    """Gather away from the window, then open the view beside the work."""
    seen = window_lines(parent)

    def gather(_task: object) -> str:
        from ui import diagnostics

        return diagnostics.text(home, seen)

    jobs.tool(gather, parent, lambda text: DiagnosticsView(parent, text).show(), title=_("Đang lập tệp chẩn đoán"))


def window_lines(widget: QWidget) -> list[str]:
    """What only the window knows: Qt, its style and font, the screens, the printers."""
    font = QApplication.font()
    has = {name: name in QFontDatabase.families() for name in ("Segoe UI", "Times New Roman")}
    lines = [
        f"Qt {qVersion()} ({QGuiApplication.platformName()}), dark={theme.dark()}",
        f"{font.family()} {font.pointSizeF():g} pt; {has}",
        f"{widget.window().width()}×{widget.window().height()}, {widget.devicePixelRatioF():g}×",
    ]
    for screen in QGuiApplication.screens():
        size = screen.size()
        lines.append(
            f"{size.width()}×{size.height()}, {screen.devicePixelRatio():g}×, {screen.logicalDotsPerInch():g} dpi"
        )
    return lines + [_("Máy in: {name}").format(name=name) for name in _printers()]


def _printers() -> list[str]:
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())


class DiagnosticsView(QDialog):
    """Shows the text; it can be copied or saved, and is sent by nobody but the person."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Tệp chẩn đoán"))
        self._text = text
        why = _(
            "Gửi tệp này cho người hỗ trợ khi chương trình có trục trặc. Toàn bộ nội dung ở dưới đây, không có dữ liệu "
            "của cơ quan; hãy đọc qua trước khi gửi. Chương trình không tự gửi gì đi."
        )
        words = QPlainTextEdit()
        words.setReadOnly(True)
        words.setPlainText(text)
        words.setAccessibleName(_("Tệp chẩn đoán"))
        words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy, save, close = QPushButton(_("Chép")), QPushButton(_("Lưu ra tệp…")), QPushButton(_("Đóng"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        save.clicked.connect(self.save)
        close.clicked.connect(self.close)
        save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addWidget(save)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(plain_label(why, wrap=True))
        column.addWidget(words, 1)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(theme.letters(100), room.width() * 9 // 10), min(theme.em(30), room.height() * 8 // 10))

    def save(self) -> None:
        """Write it where the person says, as Notepad reads it."""
        name = f"chan-doan-so-cchc-{clock.local(clock.now()):%Y%m%d-%H%M}.txt"
        path = tell.save_file(self, _("Lưu tệp chẩn đoán"), Path.home() / name, [(_("Văn bản"), "*.txt")])
        if path is None:
            return
        try:
            write_file(path, self._text.encode("utf-8-sig"))
        except OSError as failure:
            tell.blocked(self, tell.not_written(path, failure))
