"""The diagnostics file, to be read before it is saved and sent: all that is in it stands on the screen."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from models.base.paths import Home
from models.base.words import _
from ui.base import theme
from ui.base.jobs import Jobs
from ui.kit.labels import plain_label
from ui.support.support_text import SupportText, Wording


def show(parent: QWidget, jobs: Jobs, home: Home) -> None:
    """Gather away from the window, then open the view beside the work."""
    seen = window_lines(parent)

    def gather(_task: object) -> str:
        from ui.support import diagnostics

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


class DiagnosticsView(SupportText):
    """All that would be sent; saved as Notepad reads it."""

    def __init__(self, parent: QWidget, text: str) -> None:
        why = _(
            "Gửi tệp này cho người hỗ trợ khi chương trình có trục trặc. Toàn bộ nội dung ở dưới đây, không có dữ liệu "
            "của cơ quan; hãy đọc qua trước khi gửi. Chương trình không tự gửi gì đi."
        )
        says = Wording(
            title=_("Tệp chẩn đoán"),
            text=_("Tệp chẩn đoán"),
            copy=_("Chép"),
            close=_("Đóng"),
            saving=_("Lưu tệp chẩn đoán"),
            file="chan-doan-so-cchc",
            encoding="utf-8-sig",
        )
        super().__init__(parent, text, [plain_label(why, wrap=True)], says, letters=100, lines=30)
        theme.mark(self.save_button, "primary")
