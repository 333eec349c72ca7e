"""The filters that are on, each as a word with a way to take it off, and one way to take all off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_name, plain_tip
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label


class Chips(QWidget):
    """Hidden while nothing is filtered. Emits the key of the chip taken off, or `cleared`."""

    taken_off = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show pairs of key and words; none hides the line."""
        if tuple(chips) == self._shown:
            return
        self._shown = tuple(chips)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if chips:
            self._flow.addWidget(plain_label(_("Đang lọc:"), "muted"))
        for key, words in chips:
            self._flow.addWidget(self._chip(key, words))
        if chips:
            everything = QPushButton(_("Bỏ lọc"))
            theme.mark(everything, "link")
            everything.setToolTip(_("Bỏ mọi điều kiện lọc, hiện lại cả danh sách"))
            everything.clicked.connect(self.cleared)
            self._flow.addWidget(everything)
        self.setVisible(bool(chips))
        self.updateGeometry()

    def words(self) -> list[str]:
        """What is shown."""
        return [words for _key, words in self._shown]

    def press(self, key: str) -> None:
        """Take one off, as a click does."""
        self.taken_off.emit(key)

    def _chip(self, key: str, words: str) -> QPushButton:
        chip = QPushButton(plain_name(f"{words}  ✕"))
        theme.mark(chip, "chip")
        chip.setAccessibleName(_("Bỏ điều kiện: {words}").format(words=words))
        chip.setToolTip(plain_tip(chip.accessibleName()))
        chip.clicked.connect(lambda: self.press(key))
        return chip
