"""The office's particulars on the first run: the place is proposed beside the field, and what is typed stands alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from looking import named, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.session.office_form import OfficeForm


def test_proposed_place_never_runs_into_what_is_typed(app: QApplication, shown: Callable[[Any], Any]) -> None:
    form = OfficeForm()
    shown(form)
    above, place = named(form, "Cơ quan chủ quản", QLineEdit), named(form, "Địa danh ghi trên văn bản", QLineEdit)
    above.setFocus()
    type_text(above, "UBND huyện Bắc Hà")
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    place.setFocus()
    assert (form.place(), place.placeholderText()) == ("", "để trống sẽ ghi: Bắc Hà")
    type_text(place, "Bắc Hà")
    assert form.place() == "Bắc Hà"
