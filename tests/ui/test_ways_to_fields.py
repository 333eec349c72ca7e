"""Pages come to the field that a line of a check list elsewhere is about."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from looking import named
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.base.context import Context
from ui.settings.page import SettingsPage
from ui.units.page import UnitsPage


@pytest.mark.parametrize(
    ("field", "name"),
    [("place", "Địa danh"), ("symbol", "Ký hiệu"), ("recipients", "Kính gửi"), ("copies", "Nơi nhận")],
)
def test_field_of_the_card(real_context: Context, shown: Any, field: str, name: str) -> None:
    page: SettingsPage = shown(SettingsPage(real_context))
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    settle(page)
    page.show_filter({"field": field})
    assert page.window().focusWidget() is named(page, name, QWidget)


@pytest.mark.parametrize("loaded", [False, True])
def test_unit_and_people(real_context: Context, shown: Any, loaded: bool) -> None:
    page: UnitsPage = shown(UnitsPage(real_context))
    for wanted, chosen in (("own", "Phòng Nội vụ"), ("above", "UBND huyện Bắc Hà")):
        if loaded:
            settle(page)
        page.show_filter({"unit": wanted})
        settle(page)
        item = page.tree.currentItem()
        assert item is not None and item.text(0).startswith(chosen)
        assert page.tabs.currentIndex() == 0
    page.show_filter({"people": "1"})
    assert page.tabs.tabText(page.tabs.currentIndex()).startswith("Người")
