"""A kept file's pages: they come also when the window was drawn anew meanwhile, and what is refused is said."""

from __future__ import annotations

import threading
from typing import Any

from contexts import settle
from patience import LONG

from ui.base.context import Context
from ui.kit.file_view import FileView
from ui.kit.pdf_view import PageDrawing, PdfView

WHITE = (10, 10, 40, b"\xff" * 400)


def test_pages_come_after_another_width(context: Context, shown: Any, qtbot: Any) -> None:
    """A stranger's file is measured in a process of its own, which takes longer than a window to settle."""
    ready = threading.Event()

    def sizes(_content: bytes) -> list[tuple[float, float]]:
        ready.wait(LONG)
        return [(100, 100)] * 3

    view: PdfView = shown(PdfView(context.jobs, PageDrawing(sizes, lambda *_which: WHITE)))
    view.show_pdf(b"%PDF")
    view.resize(500, 300)
    qtbot.waitUntil(lambda: not view.is_settling())
    ready.set()
    qtbot.waitUntil(lambda: view.pages() == 3 and view.drawn() > 0)
    settle(context)


def test_refused_file_is_said(context: Context, shown: Any, qtbot: Any) -> None:
    view = FileView(shown(PdfView(context.jobs)), context.jobs, "a.doc", b"PK", lambda _speaker: None)
    view.open()
    qtbot.waitUntil(lambda: "Không xem được" in view.banner.text())
    assert view.pages.pages() == 0
    view.reject()
    settle(context)
