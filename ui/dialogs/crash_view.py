"""The crash window: what happened in a person's words, and the report that can be copied or saved for support."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from models.base import clock
from models.base.paths import write_file
from models.base.words import _
from ui import tell, theme
from ui.widgets.labels import plain_label


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


class CrashView(QDialog):
    """Says what is safe, shows the report, lets it be copied or saved; then the work goes on."""

    def __init__(self, text: str, folder: Path, *, past: bool = False) -> None:
        super().__init__(QApplication.activeWindow())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Chương trình gặp lỗi"))
        self._text = text
        self._folder = folder
        head = plain_label(_head(past), "heading", wrap=True)
        why = plain_label(_why(past), wrap=True)
        words = QPlainTextEdit()
        words.setReadOnly(True)
        words.setPlainText(text)
        words.setAccessibleName(_("Báo cáo lỗi"))
        words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy, save, close = QPushButton(_("Chép báo cáo")), QPushButton(_("Lưu ra tệp…")), QPushButton(_("Làm tiếp"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        save.clicked.connect(self._save)
        close.clicked.connect(self.close)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addWidget(save)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(head)
        column.addWidget(why)
        column.addWidget(words, 1)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(theme.letters(90), room.width() * 9 // 10), min(theme.em(26), room.height() * 8 // 10))

    def _save(self) -> None:
        name = f"loi-so-cchc-{clock.local(clock.now()):%Y%m%d-%H%M}.txt"
        path = tell.save_file(self, _("Lưu báo cáo lỗi"), self._folder / name, [(_("Văn bản"), "*.txt")])
        if path is not None:
            write_file(path, self._text.encode())


def _head(past: bool) -> str:
    if past:
        return _("Lần trước chương trình bị tắt đột ngột.")
    return _("Chương trình gặp lỗi khi làm việc vừa rồi.")


def _why(past: bool) -> str:
    whose = _("Đây là lỗi của chương trình, không phải do thao tác của anh/chị.")
    safe = _("Những gì đã lưu vẫn còn nguyên và chương trình vẫn dùng tiếp được.")
    share = _("Báo cáo dưới đây không chứa dữ liệu của cơ quan; hãy chép hoặc lưu lại và gửi cho người hỗ trợ.")
    return " ".join((safe, share) if past else (whose, safe, share))
