"""What holds for every page there is, over a real book: each control is read aloud, each has help, each fits."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from contexts import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from task_book import NOW, build
from typefaces import both_typefaces

from ui.base import theme
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PAGES, PageEntry
from ui.kit.pdf_view import PdfView


@pytest.fixture(params=PAGES, ids=lambda entry: entry.key)
def page(request: Any, real_context: Context, hold_clock: Any, shown: Any) -> Page:
    entry: PageEntry = request.param
    hold_clock(NOW)
    build(real_context)
    module, name = entry.path.split(":")
    made: Page = shown(getattr(import_module(module), name)(real_context))
    settle(real_context)
    return made


def test_pages_controls_named(page: Page) -> None:
    nameless = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget, QScrollArea | QTabBar) or widget.objectName().startswith("qt_"):
            continue  # parts of Qt's own, read with what they belong to
        told = QAccessible.queryAccessibleInterface(widget)
        if told is not None and not told.text(QAccessible.Text.Name).strip():
            nameless.append(type(widget).__name__)
    assert nameless == []


@both_typefaces
def test_pages_have_help_and_fit_small_screens(page: Page, real_context: Context) -> None:
    assert len(page.help_text) > 100
    for width, height in ((683, 300), (693, 420), (1148, 660)):  # 1366x768 at 200, 150 and 100 %
        page.resize(width, height)
        settle(real_context)
        area = page.findChild(QScrollArea)
        assert area is not None
        assert area.horizontalScrollBar().maximum() == 0, (width, area.widget().minimumSizeHint().width())


def test_pages_recoloured_by_theme(page: Page, real_context: Context, app: QApplication, qtbot: QtBot) -> None:
    page.resize(1148, 1600)
    _drawn(page, qtbot)
    try:
        theme.apply(app, "dark")
        _drawn(page, qtbot)
        turned = page.grab().toImage()
        page.refresh()
        _drawn(page, qtbot)
        assert turned == page.grab().toImage()
    finally:
        theme.apply(app)


def _drawn(page: Page, qtbot: QtBot) -> None:
    """All has arrived, and the pages of a report, which wait for a pause, are drawn as well."""
    settle(page)
    for view in page.findChildren(PdfView):
        qtbot.waitUntil(lambda view=view: not view.is_settling())
    settle(page)
