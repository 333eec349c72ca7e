"""Which libraries and fonts the program is built with, and their licences; `installer/dev.py notice` makes the list."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from models.base.paths import RESOURCES
from models.base.version import VERSION
from models.base.words import _
from ui import theme


def show(parent: QWidget) -> None:
    """Open the list beside the work."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_("Giấy phép phần mềm"))
    words = QPlainTextEdit()
    words.setReadOnly(True)
    words.setPlainText(text())
    words.setAccessibleName(_("Giấy phép phần mềm"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(words)
    column.addWidget(buttons)
    room = parent.screen().availableGeometry()
    dialog.resize(min(theme.letters(84), room.width() * 9 // 10), min(theme.em(26), room.height() * 8 // 10))
    dialog.show()


def text() -> str:
    """Every package with its version and licence, and the notice that goes with the fonts."""
    packages = (RESOURCES / "NOTICE").read_text("utf-8").split("\n\n", 1)[1].strip()
    fonts = (RESOURCES / "fonts" / "NOTICE").read_text("utf-8").strip()
    head = _("Sổ CCHC {version} dùng các thư viện sau:").format(version=VERSION)
    return "\n".join([head, "", packages, "", _("Phông chữ:"), "", re.sub(r"\n{3,}", "\n\n", fonts)])
