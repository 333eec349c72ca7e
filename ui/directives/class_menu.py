"""Whose the chosen proposals are: ours to do, another's to follow, or an orientation; for one or for many at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from models.base.words import _
from models.work.codes import WHOSE, whose_name
from ui.kit.menu_button import MenuButton

KEYS = "Ctrl+U"


class ClassMenu(MenuButton):
    """Emits `picked` with a code of `WHOSE`."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setText(_("Loại…"))
        self.setAccessibleName(_("Loại nhiệm vụ"))
        self.setToolTip(_("Chọn loại nhiệm vụ cho các mục đã chọn · {keys}").format(keys=KEYS))
        menu = QMenu(self)
        for code in WHOSE:
            menu.addAction(f"{whose_name(code)}: {_about(code)}", partial(self.picked.emit, code))
        self.setMenu(menu)

    def open(self) -> None:
        """Show the choice under the button."""
        if self.isEnabled() and self.isVisible():
            self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))


def _about(code: str) -> str:
    return {
        "ours": _("đơn vị của ta làm, được tính vào số liệu"),
        "followed": _("cơ quan khác làm, không tính"),
        "orientation": _("quan điểm, chủ trương, không tính"),
    }[code]
