"""The diagnostics file and a newer setup in the window: all is shown before anything is sent or run."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any, ClassVar

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


def newer(signature: str = "ours", *, version: str = "99.0.0", copy: Path | None = None) -> ProgramFile:
    """A setup that was looked at; `copy` is its private copy."""
    content = copy.read_bytes() if copy is not None else b""
    return ProgramFile(version, hashlib.sha256(content).hexdigest(), signature, copy or Path("no folder") / "setup.exe")


def private(folder: Path, content: str = "MZ") -> Path:
    """A private copy of a setup."""
    copy = folder / "copy" / "SoCCHC-setup.exe"
    copy.parent.mkdir()
    copy.write_text(content)
    copy.chmod(0o700)
    return copy


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
        (newer("unpinned"), False),
        (newer("none"), False),
        (newer("changed"), False),
        (newer("stranger"), False),
        (newer(version=VERSION), False),
        (newer(version="0.0.1"), False),
    ],
)
def test_update_offers_newer_setup_of_publisher(
    shown: Any, app: Any, monkeypatch: pytest.MonkeyPatch, found: ProgramFile, offered: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    owner = shown(QWidget())
    view = UpdateView(owner, Path("SoCCHC-setup.exe"), found)
    assert view.go.isEnabled() is offered
    assert found.version in words(view)
    assert found.sha256 in words(view).replace("\u200b", "")


class Setup(QProcess):
    """Starts nothing, and notes what it was to start."""

    run: ClassVar[list[str]] = []

    def startDetached(self) -> bool:  # type: ignore[override]
        self.run.append(self.program())
        return True


def test_update_closes_program_before_setup(
    context: Context, shown: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window: Window = shown(Window(context))
    copy = private(tmp_path)
    monkeypatch.setattr(Setup, "run", [])
    monkeypatch.setattr(update_view, "QProcess", Setup)
    may_leave = False
    monkeypatch.setattr(Window, "may_leave", lambda _self: may_leave)
    UpdateView(window, Path("SoCCHC-setup.exe"), newer(copy=copy)).install()
    assert Setup.run == [] and not copy.exists()
    may_leave = True
    copy.parent.mkdir(exist_ok=True)
    copy.write_text("MZ")
    UpdateView(window, Path("SoCCHC-setup.exe"), newer(copy=copy)).install()
    assert Setup.run == [str(copy)] and not window.isVisible()
    assert QGuiApplication.instance() is not None


def test_update_runs_no_copy_that_was_changed(
    context: Context, shown: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window: Window = shown(Window(context))
    copy = private(tmp_path)
    found = newer(copy=copy)
    copy.write_text("MZ evil")
    monkeypatch.setattr(Setup, "run", [])
    monkeypatch.setattr(update_view, "QProcess", Setup)
    with messages.answering(None) as heard:
        UpdateView(window, Path("SoCCHC-setup.exe"), found).install()
    assert Setup.run == [] and window.isVisible()
    assert "đã bị thay đổi" in heard.asked[0][1]
    assert not copy.exists()


def test_update_leaves_no_copy_and_no_policy(shown: Any, app: Any, tmp_path: Path) -> None:
    copy = private(tmp_path)
    (tmp_path / "SoCCHC.ini").write_text("[SoCCHC]\nBackupFolder = \\\\evil\\x\n")
    view = UpdateView(shown(QWidget()), tmp_path / "SoCCHC-setup.exe", newer(copy=copy))
    assert "SoCCHC.ini để cạnh bộ cài KHÔNG được dùng" in words(view)
    assert list(copy.parent.iterdir()) == [copy]
    view.reject()
    assert not copy.parent.exists()


def test_update_setup_without_passphrase(
    context: Context, shown: Any, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_PASSPHRASE", "không ai được biết")
    monkeypatch.setenv("Cchc_Key_Passphrase", "không ai được biết")
    told = tmp_path / "env"
    copy = private(tmp_path, f"#!/bin/sh\nenv > '{told}.part'; mv '{told}.part' '{told}'\n")
    UpdateView(shown(Window(context)), copy, newer(copy=copy)).install()
    qtbot.waitUntil(told.exists)
    assert "PATH=" in told.read_text()
    assert "không ai được biết" not in told.read_text()


def test_button_of_refused_setup_looks_refused(shown: Any, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    seen = []
    for signature in ("ours", "unpinned"):
        view = shown(UpdateView(shown(QWidget()), Path("SoCCHC-setup.exe"), newer(signature)))
        picture = view.go.grab().toImage()
        seen.append(picture.pixelColor(6, picture.height() // 2))
    assert seen[0] != seen[1]
