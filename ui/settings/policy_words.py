"""What the administrator has fixed for this computer, in words, and which lines of theirs could not be read."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base import policy
from models.base.policy import Policy
from models.base.words import _
from ui.base import theme
from ui.kit.labels import plain_label


class PolicyWords(QWidget):
    """A line for each fixed setting with its source; hidden where nothing is fixed and nothing was wrong."""

    def __init__(self, fixed: Policy) -> None:
        super().__init__()
        theme.mark(self, "clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.3))
        for name, value in fixed.values.items():
            words = _("Do quản trị máy đặt, không đổi được ở đây: {what} là “{value}” (theo {source}).")
            line = words.format(what=policy.what(name).lower(), value=value, source=fixed.sources[name])
            column.addWidget(plain_label(line, "muted", wrap=True))
        for fault in fixed.faults:
            words = _("Không đọc được thiết lập của quản trị máy: {fault}")
            column.addWidget(plain_label(words.format(fault=fault), "warn", wrap=True))
        self.setVisible(bool(fixed.values or fixed.faults))
