"""The diagnostics file and a newer setup in the window: all is shown before anything is sent or run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.base.version import VERSION
from models.signing.program_file import ProgramFile
from ui.base import messages
from ui.base.context import Context
from ui.frame import help_view
from ui.frame.window import Window
from ui.support import diagnostics_view, update_view
from ui.support.diagnostics_view import DiagnosticsView
from ui.support.update_view import UpdateView


def newer(signature: str = "none", *, version: str = "99.0.0", listed: bool | None = None) -> ProgramFile:
    return ProgramFile(version, "ab" * 32, signature, "Nơi Làm" if signature != "none" else "", listed)


def words(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def test_diagnostics_shown_before_saved(context: Context, shown: Any, tmp_path: Path) -> None:
    window: Window = shown(Window(context))
    diagnostics_view.show(window, context.jobs, context.home)
    assert context.jobs.settle()
    view = window.findChild(DiagnosticsView)
    assert view is not None
    text = view.findChild(QPlainTextEdit).toPlainText()
    assert f"Sổ CCHC {VERSION}" in text
    assert "Qt 6." in text
    assert "dpi" in text
    with messages.answering(tmp_path / "chẩn đoán.txt"):
        view.save()
    assert (tmp_path / "chẩn đoán.txt").read_text("utf-8-sig") == text
    view.close()


def test_diagnostics_stick_pulled_out(
    context: Context, shown: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_path: Path, _data: bytes) -> None:
        raise OSError(19, "No such device")

    monkeypatch.setattr("ui.base.messages.write_file", gone)
    owner = shown(QWidget())
    view = DiagnosticsView(owner, "x")
    view.show()
    with messages.answering(tmp_path / "x.txt") as heard:
        view.save()
    assert ("error", "Không ghi được tệp x.txt.") in heard.asked
    view.close()


def test_about_shows_version(context: Context, shown: Any) -> None:
    window: Window = shown(Window(context))
    help_view.about(window)
    texts = [box.toPlainText() for box in window.findChildren(QPlainTextEdit)]
    assert any(f"phiên bản {VERSION}" in text for text in texts)


@pytest.mark.parametrize(
    ("found", "offered"),
    [
        (newer(), True),
        (newer("good"), True),
        (newer("changed"), False),
        (newer(listed=False), False),
        (newer(version=VERSION), False),
        (newer(version="0.0.1"), False),
    ],
)
def test_update_offers_newer_unchanged_setup(
    shown: Any, app: Any, monkeypatch: pytest.MonkeyPatch, found: ProgramFile, offered: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    owner = shown(QWidget())
    view = UpdateView(owner, Path("SoCCHC-setup.exe"), found)
    assert view.go.isEnabled() is offered
    assert found.version in words(view)
    assert found.sha256 in words(view).replace("\u200b", "")


def test_update_closes_program_before_setup(context: Context, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    window: Window = shown(Window(context))

    class Setup(QProcess):
        def startDetached(self) -> bool:  # type: ignore[override]
            assert not window.isVisible()
            started.append(self.program())
            return True

    monkeypatch.setattr(update_view, "QProcess", Setup)
    may_leave = False
    monkeypatch.setattr(Window, "may_leave", lambda _self: may_leave)
    for _round in range(2):
        UpdateView(window, Path("SoCCHC-setup.exe"), newer()).install()
        assert started == (["SoCCHC-setup.exe"] if may_leave else [])
        may_leave = True
    assert QGuiApplication.instance() is not None


def test_update_setup_without_passphrase(
    context: Context, shown: Any, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_PASSPHRASE", "không ai được biết")
    monkeypatch.setenv("Cchc_Key_Passphrase", "không ai được biết")
    told, setup = tmp_path / "env", tmp_path / "setup.exe"
    setup.write_text(f"#!/bin/sh\nenv > '{told}.part'; mv '{told}.part' '{told}'\n")
    setup.chmod(0o700)
    UpdateView(shown(Window(context)), setup, newer()).install()
    qtbot.waitUntil(told.exists)
    assert "PATH=" in told.read_text()
    assert "không ai được biết" not in told.read_text()
