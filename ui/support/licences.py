"""Which libraries and fonts the program is built with, and their licences; `installer/dev.py notice` makes the list."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from models.base.paths import RESOURCES
from models.base.version import VERSION
from models.base.words import _
from ui.kit import text_view


def show(parent: QWidget) -> None:
    """Open the list beside the work."""
    text_view.show(parent, _("Giấy phép phần mềm"), text(), letters=84, lines=26)


def text() -> str:
    """Every package with its version and licence, and the notice that goes with the fonts."""
    packages = (RESOURCES / "NOTICE").read_text("utf-8").split("\n\n", 1)[1].strip()
    # One beside each typeface; that of the interface is not part of the program on Windows.
    notices = sorted((RESOURCES / "fonts").rglob("NOTICE"))
    fonts = "\n\n".join(notice.read_text("utf-8").strip() for notice in notices)
    head = _("Sổ CCHC {version} dùng các thư viện sau:").format(version=VERSION)
    return "\n".join([head, "", packages, "", _("Phông chữ:"), "", re.sub(r"\n{3,}", "\n\n", fonts)])
