"""The typeface of the window. On Linux it is the program's own, so that pages look and measure the same everywhere."""

from __future__ import annotations

import sys
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from models.base.paths import RESOURCES

FOLDER: Final = RESOURCES / "fonts" / "interface"
# For a program whose own files were lost; each has every Vietnamese letter.
_OF_THE_SYSTEM = ["Noto Sans", "DejaVu Sans"]


def make() -> QFont:
    """The typeface as the program writes in it, in the size of the system."""
    made = QFont()
    # Only what is there: Qt searches long for a family that is not.
    made.setFamilies(families())
    if sys.platform != "win32":
        # Else the system's settings say how far letters are bent to the pixels, and with that how wide they are.
        made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


@cache
def families() -> list[str]:
    """The families to write in, the first that there is counts; the files are read once."""
    if sys.platform == "win32":
        return ["Segoe UI"]
    added = [QFontDatabase.addApplicationFont(str(file)) for file in sorted(FOLDER.glob("*.ttf"))]
    named = {family for one in added if one >= 0 for family in QFontDatabase.applicationFontFamilies(one)}
    return sorted(named) or _OF_THE_SYSTEM
