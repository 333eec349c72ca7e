"""Before the book has answered a page says nothing of what is in it: no “none”, no zero, no “never”."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import full_book
import pytest
from contexts import settle
from looking import texts
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.base.context import Context
from ui.frame.pages import PAGES, PageEntry

CLAIM = re.compile(r"^(Không có|Không còn|Chưa|Đã|Thùng rác trống)|(^| )0(/0)? \w|✓")


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_page_claims_nothing_unread(
    entry: PageEntry, context: Context, cheap_keys: None, founded: Path, hold_clock: Any, qtbot: QtBot
) -> None:
    full_book.open_full(context, founded, hold_clock)
    module, name = entry.path.split(":")
    page = getattr(import_module(module), name)(context)
    qtbot.addWidget(page)
    page.resize(1148, 640)
    page.show()
    before = {text for text in texts(page) if CLAIM.search(text)}
    said = page.status()
    settle(context)
    assert before == set()
    assert not CLAIM.search(said)


class _Windows(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_page_brings_up_no_other_window(entry: PageEntry, real_context: Context, shown: Any, app: QApplication) -> None:
    """A part that is shown before it has its place flickers as a window of its own, and takes the keyboard away."""
    watch = _Windows()
    app.installEventFilter(watch)
    try:
        module, name = entry.path.split(":")
        page = getattr(import_module(module), name)(real_context)
        for size in ((1148, 640), (693, 415), (1148, 640)):
            page.resize(*size)
            shown(page)
            settle(real_context)
        assert watch.seen == [f"{type(page).__name__} {page.title}"]
    finally:
        app.removeEventFilter(watch)
