"""What was copied here leaves the clipboard when the book is locked or left; what another program put there stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from contexts import enter
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.base import clipboard
from ui.base.context import Context
from ui.frame.window import Window
from ui.month import month_clipboard
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway


def _cells() -> None:
    clipboard.put(month_clipboard.packed(["percent"], [["40%"]], [["40"]]))


@pytest.fixture
def entrance(real_context: Context, shown: Any) -> Entrance:
    """The way into a book that is open."""
    window: Window = shown(Window(real_context, ()))
    enter(real_context)
    made = Entrance(real_context, window, FileGateway(real_context.home))
    window.open_office("Phòng Nội vụ", "")
    assert window.gate() is None
    return made


COPIES: dict[str, Callable[[], None]] = {"cells": _cells, "list": lambda: clipboard.put_text("một\thai")}


def _of_another_program(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def _text() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("copied", COPIES)
def test_copy_leaves_at_lock(entrance: Entrance, copied: str) -> None:
    COPIES[copied]()
    assert _text() and any("ClipboardHistory" in kind for kind in QGuiApplication.clipboard().mimeData().formats())
    entrance.lock()
    assert not _text()


def test_copy_under_way_leaves_too(real_context: Context, entrance: Entrance) -> None:
    """A list that was still being read for it when the book was locked."""
    real_context.jobs.read(lambda _session: "một\thai", real_context.jobs, clipboard.put_text)
    entrance.lock()
    assert real_context.jobs.settle()
    assert not _text()


def test_text_of_others_stays(real_context: Context, entrance: Entrance) -> None:
    _of_another_program("của người khác")
    entrance.lock()
    assert real_context.jobs.settle()
    assert _text() == "của người khác"


def test_copy_of_other_window_stays(app: Any) -> None:
    data = QMimeData()
    data.setText("của cửa sổ khác")
    data.setData("application/x-so-cchc-copied", b"another")
    QGuiApplication.clipboard().setMimeData(data)
    clipboard.forget()
    assert _text() == "của cửa sổ khác"


def test_report_of_crash_stays(app: Any) -> None:
    clipboard.put_to_stay("Chẩn đoán")
    clipboard.forget()
    assert _text() == "Chẩn đoán"
