"""The crash window: what happened in a person's words, and the report that can be copied or saved for support."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtWidgets import QApplication, QDialog

from models.base import clock
from models.base.words import _
from ui.base import theme
from ui.kit.labels import plain_label
from ui.support.support_text import SupportText, Wording


def show(words: str, folder: Path) -> QDialog:
    """Open the window beside the work; the person sees the whole report before anybody gets it."""
    view = CrashView(report(words), folder)
    view.show()
    return view


def show_past(words: str, folder: Path) -> QDialog:
    """The same for a hard crash that ended the program the last time."""
    view = CrashView(report(words), folder, past=True)
    view.show()
    return view


def report(words: str) -> str:
    """The report: when, which versions, where. No names of people, no values, no paths of the user."""
    return "\n".join(
        (
            f"Sổ CCHC · {clock.iso_vietnam(clock.now())}",
            f"Python {platform.python_version()} · Qt {qVersion()} · {sys.platform} · {QSysInfo.prettyProductName()}",
            "",
            words,
        )
    )


class CrashView(SupportText):
    """Says what is safe, shows the report, lets it be copied or saved; then the work goes on."""

    def __init__(self, text: str, folder: Path, *, past: bool = False) -> None:
        above = [plain_label(_head(past), "heading", wrap=True), plain_label(_why(past), wrap=True)]
        says = Wording(
            title=_("Chương trình gặp lỗi"),
            text=_("Báo cáo lỗi"),
            copy=_("Chép báo cáo"),
            close=_("Làm tiếp"),
            saving=_("Lưu báo cáo lỗi"),
            file="loi-so-cchc",
        )
        super().__init__(QApplication.activeWindow(), text, above, says, letters=90, lines=26)
        self.folder = folder
        theme.mark(self.close_button, "primary")


def _head(past: bool) -> str:
    if past:
        return _("Lần trước chương trình bị tắt đột ngột.")
    return _("Chương trình gặp lỗi khi làm việc vừa rồi.")


def _why(past: bool) -> str:
    whose = _("Đây là lỗi của chương trình, không phải do thao tác của anh/chị.")
    safe = _("Những gì đã lưu vẫn còn nguyên và chương trình vẫn dùng tiếp được.")
    share = _("Báo cáo dưới đây không chứa dữ liệu của cơ quan; hãy chép hoặc lưu lại và gửi cho người hỗ trợ.")
    return " ".join((safe, share) if past else (whose, safe, share))
