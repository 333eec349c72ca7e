"""Faults of ours and hard crashes: caught anywhere, shown once per cause, logged without secrets."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from ui.base import fault as fault_door
from ui.base import messages
from ui.support import crash, log
from ui.support.crash_view import CrashView

ROOT = Path(__file__).parents[2]


@pytest.fixture
def watch(app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[crash.Crash]:
    """A watch that has taken no hook of the test runner's: reports go through `ui.base.fault`."""
    made = crash.Crash(tmp_path)
    monkeypatch.setattr(fault_door, "reporter", made.happened.emit)
    yield made
    for view in views():
        view.close()
        view.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # deferred deletes


def views() -> list[CrashView]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashView)]


def fault(text: str = "hỏng") -> Exception:
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as failure:
        return failure


def other_fault() -> Exception:
    try:
        raise ZeroDivisionError("hỏng")
    except ZeroDivisionError as failure:
        return failure


@pytest.mark.expects_log("fault")
def test_crash_shown_once_per_cause(watch: crash.Crash, qtbot: Any) -> None:
    for failure in (fault(), fault("lại hỏng"), other_fault()):
        fault_door.report(failure)
    qtbot.waitUntil(lambda: len(views()) == 2)
    qtbot.wait(1)
    assert len(views()) == 2


@pytest.mark.expects_log("fault")
def test_crash_on_any_thread_shown_by_gui_thread(watch: crash.Crash, qtbot: Any) -> None:
    thread = threading.Thread(target=lambda: fault_door.report(fault()))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(views()) == 1)


@pytest.mark.expects_log("fault")
def test_crash_report_shown_copied_saved(watch: crash.Crash, qtbot: Any, tmp_path: Path) -> None:
    fault_door.report(fault())
    qtbot.waitUntil(lambda: len(views()) == 1)
    view = views()[0]
    words = view.findChildren(QPlainTextEdit)[0].toPlainText()
    assert "ZeroDivisionError" in words
    assert "Qt" in words
    buttons = {button.text(): button for button in view.findChildren(QPushButton)}
    buttons["Chép báo cáo"].click()
    assert QGuiApplication.clipboard().text() == words
    with messages.answering(tmp_path / "lỗi.txt"):
        buttons["Lưu ra tệp…"].click()
    assert (tmp_path / "lỗi.txt").read_text("utf-8") == words
    buttons["Làm tiếp"].click()
    assert not view.isVisible()


def test_crash_report_not_writable(app: QApplication, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    view = CrashView("dòng", tmp_path)
    view.show()
    with messages.answering(tmp_path / "tệp" / "lỗi.txt") as heard:
        view.save()
    assert ("error", "Không ghi được tệp lỗi.txt.") in heard.asked
    assert view.isVisible()
    view.close()


def test_crash_hooks_installed_and_removed(app: QApplication, tmp_path: Path, qtbot: Any) -> None:
    before = sys.excepthook, threading.excepthook
    made = crash.Crash(tmp_path / "nhật ký")
    made.install()
    try:
        heard: list[BaseException] = []
        made.happened.disconnect()
        made.happened.connect(heard.append)
        failure = fault()
        sys.excepthook(type(failure), failure, None)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: [type(each) for each in heard] == [ZeroDivisionError, ZeroDivisionError])
    finally:
        made.remove()
        sys.excepthook, threading.excepthook = before
        qInstallMessageHandler(None)
    assert not (tmp_path / "nhật ký" / crash.HARD).exists()


def test_hard_crash_told_at_next_start(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from ui.support import crash; "
        "print(crash.install(Path(sys.argv[1])).died_before, flush=True); os.abort()"
    )
    said = []
    for _start in range(2):
        run = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert run.returncode != 0
        said.append(run.stdout.strip())
    assert said == ["False", "True"]
    assert "Abort" in (tmp_path / crash.BEFORE).read_text("utf-8")


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("hunter2", "passphrase=hunter2 rồi"),
        ("hunter2", "Mật khẩu: hunter2"),
        ("1234", "PIN 1234"),
        ("a3" * 32, "key " + "a3" * 32),
        ("Nguyễn Văn A", "(OperationalError) hỏng\n[SQL: INSERT]\n[parameters: ('Nguyễn Văn A', 1)]\n(Background)"),
        (str(Path.home()), f"File {Path.home()}/so/x.py"),
        (
            "QWxhZGRpbjpvcGVuIHNlc2FtZQQWxhZGRpbjpvcGVuIHNlc2FtZQ",
            "b QWxhZGRpbjpvcGVuIHNlc2FtZQQWxhZGRpbjpvcGVuIHNlc2FtZQ",
        ),
    ],
)
def test_log_redacts_secrets_and_names(secret: str, text: str) -> None:
    assert secret not in log.redact(text)


def test_log_keeps_what_is_no_secret() -> None:
    text = 'File "ui/base/jobs.py", line 12, in read: ValueError: không hợp lệ 2024-03-14 id 018e-77'
    assert log.redact(text) == text


def test_crash_report_without_values_of_variables() -> None:
    def open_with(passphrase: str) -> None:
        raise ValueError(len(passphrase))

    secret = " ".join(("bí", "mật", "của", "cơ", "quan"))
    with pytest.raises(ValueError) as caught:
        open_with(secret)
    words = log.describe(caught.value)
    assert "open_with" in words
    assert secret not in words


@pytest.mark.parametrize(
    ("failure", "kept", "hidden"),
    [
        (ValueError("could not convert 'Hoa' to a number"), "could not convert … to a number", "Hoa"),
        (ValueError("không có đơn vị Xã Lùng Cải"), "ValueError", "Lùng"),
        (KeyError("percent"), "'percent'", "…"),
        (KeyError("Nguyễn Văn A"), "KeyError", "Nguyễn"),
        (AttributeError("'NoneType' object has no attribute 'due_on'"), "no attribute 'due_on'", "…"),
        (RuntimeError("sent to hoa@bacha.gov.vn, 0912345678"), "sent to", "hoa@"),
        (RuntimeError("sent to hoa@bacha.gov.vn, 0912345678"), "sent to", "0912345678"),
        (TypeError('expected str, got "Trần Thị Lan"'), "expected str, got", "Lan"),
    ],
)
def test_crash_report_without_office_data(failure: Exception, kept: str, hidden: str) -> None:
    words = log.describe(failure)
    assert kept in words
    assert hidden not in words


@pytest.mark.expects_log("dòng")
def test_log_rotates(tmp_path: Path) -> None:
    handler = log.start(tmp_path / "nhật ký", size=2000)
    level = logging.getLogger().level
    try:
        for number in range(200):
            logging.getLogger("so-cchc").warning("dòng số %s passphrase=hunter2", number)
    finally:
        log.stop(handler)
        logging.getLogger().setLevel(level)
    files = list((tmp_path / "nhật ký").iterdir())
    assert 1 < len(files) <= 5
    assert all(file.stat().st_size <= 2500 for file in files)
    assert not any("hunter2" in file.read_text("utf-8") for file in files)


def test_log_folder_not_writable(tmp_path: Path) -> None:
    blocker = tmp_path / "tệp"
    blocker.write_text("")
    assert log.start(blocker / "nhật ký") is None


@pytest.mark.expects_log("Qt: lời của Qt")
def test_qt_messages_logged() -> None:
    crash.qt_said(QtMsgType.QtWarningMsg, None, "lời của Qt")  # type: ignore[arg-type]
