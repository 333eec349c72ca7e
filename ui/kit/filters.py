"""A choice that narrows a list: the first entry is everything, the others carry a code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from ui.base import theme


class FilterBox(QComboBox):
    """Emits `picked` with the code of the entry, "" for everything, when a person changes it."""

    picked = Signal(str)

    def __init__(self, name: str, everything: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._everything = everything
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(max(10, min(20, len(everything))))
        self.setMinimumWidth(theme.letters(11))
        self.setMaxVisibleItems(20)
        self.view().setMinimumWidth(theme.letters(30))
        self.show_choices(choices)
        self.activated.connect(lambda _place: self.picked.emit(self.code()))

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer `choices`, pairs of code and words; what was picked stays picked if it is still there."""
        kept = self.code()
        self.clear()
        self.addItem(self._everything, "")
        for code, words in choices:
            self.addItem(words, code)
        self.pick(kept)

    def code(self) -> str:
        """The code picked, "" for everything."""
        return str(self.currentData() or "")

    def pick(self, code: str) -> None:
        """Pick from elsewhere, without a signal; an unknown code picks everything."""
        self.setCurrentIndex(max(0, self.findData(code)))
