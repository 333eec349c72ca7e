"""Which libraries and fonts the program is built with, their versions and licences. Read from what is installed."""

from __future__ import annotations

import re
from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from models.base.paths import RESOURCES
from models.base.version import VERSION
from models.base.words import _
from ui import theme

_LIBRARIES = {
    "PySide6-Essentials": "LGPL-3.0",
    "SQLAlchemy": "MIT",
    "sqlcipher3": "zlib; SQLCipher: BSD-3-Clause",
    "alembic": "MIT",
    "reportlab": "BSD",
    "pyHanko": "MIT",
    "cryptography": "Apache-2.0 / BSD-3-Clause",
    "keyring": "MIT",
    "python-docx": "MIT",
    "pypdfium2": "Apache-2.0 / BSD-3-Clause",
    "msgspec": "BSD-3-Clause",
    "platformdirs": "MIT",
}


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
    """The list in words, with the notice that goes with the fonts."""
    lines = [_("Sổ CCHC {version} dùng các thư viện sau:").format(version=VERSION), ""]
    lines += [f"{name} {_version(name)}: {licence}" for name, licence in _LIBRARIES.items()]
    notice = (RESOURCES / "fonts" / "NOTICE").read_text("utf-8").strip()
    return "\n".join([*lines, "", _("Phông chữ:"), "", re.sub(r"\n{3,}", "\n\n", notice)])


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
