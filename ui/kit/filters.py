"""A choice that narrows a list: the first entry is everything, the others carry a code."""

from __future__ import annotations

from collections.abc import Sequence

from ui.kit.pick_line import PickLine


class FilterBox(PickLine):
    """Emits `picked` with the code of the entry, "" for everything, when a person changes it."""

    def __init__(self, name: str, everything: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        self._everything = everything
        super().__init__(name, choices, "")
        self.show_letters(max(10, min(20, len(everything))))

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer `choices`, pairs of code and words; what was picked stays picked if it is still there."""
        super().show_choices([("", self._everything), *choices])

    def code(self) -> str:
        """The code picked, "" for everything."""
        return str(self.value() or "")
