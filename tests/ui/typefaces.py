"""The two typefaces that layouts must hold with: the program's own, and DejaVu Sans, about 8 % wider.

A test that measures is decorated with `both_typefaces`; all others see the program's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from ui.base import interface_font, theme

FOLDER = Path(__file__).resolve().parents[1] / "fonts"

both_typefaces = pytest.mark.parametrize("typeface", ["own", "wide"], indirect=True)


@cache
def wide() -> str:
    """The family of the wider one, which the tests carry; no machine need have it."""
    files = sorted(FOLDER.glob("*.ttf"))
    added = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    (family,) = {family for one in added for family in QFontDatabase.applicationFontFamilies(one)}
    return family


@pytest.fixture
def typeface(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The name of the typeface that the program is dressed in for this test."""
    name: str = getattr(request, "param", "own")
    with pytest.MonkeyPatch.context() as patch:
        if name == "wide":
            family = wide()
            patch.setattr(interface_font, "families", lambda: [family])
        theme.apply(qapp)
        yield name
    if name == "wide":
        theme.apply(qapp)
