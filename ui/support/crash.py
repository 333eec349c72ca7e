"""Faults of ours: caught on any thread, written to the log, shown once per cause. The program stays open."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler

from ui.base import fault

logger = logging.getLogger("so-cchc")

HARD = "loi-nang.log"  # what faulthandler writes when the process dies
BEFORE = "loi-nang-lan-truoc.log"


class Crash(QObject):
    """The hooks of one running program. Any thread may report; the window is opened on the GUI thread."""

    happened = Signal(object)  # the exception

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.died_before = _set_aside(folder)
        self._shown: set[tuple[str, str, str]] = set()
        self._hard: TextIO | None = None
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the hooks of Python, its threads, Qt's messages and hard crashes."""
        sys.excepthook = self._on_main
        threading.excepthook = self._on_thread
        qInstallMessageHandler(qt_said)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._hard = (self.folder / HARD).open("w", encoding="utf-8")
            faulthandler.enable(self._hard)

    def remove(self) -> None:
        """Give the hooks back at a good end, so that the next start does not speak of a crash."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._hard is not None:
            faulthandler.disable()
            self._hard.close()
            with suppress(OSError):
                (self.folder / HARD).unlink(missing_ok=True)

    def _on_main(self, _kind: type[BaseException], failure: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(failure, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(type(failure), failure, failure.__traceback__)
            return
        self.happened.emit(failure)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.happened.emit(args.exc_value)

    @Slot(object)
    def _show(self, failure: BaseException) -> None:
        from ui.support import log

        words = log.describe(failure)
        logger.error("fault\n%s", words)
        cause = cause_of(failure)
        if cause in self._shown:
            return
        self._shown.add(cause)
        from ui.support import crash_view

        crash_view.show(words, self.folder)


_crash: Crash | None = None


def install(folder: Path) -> Crash:
    """Watch over this program; `folder` takes the logs."""
    global _crash  # noqa: PLW0603
    _crash = Crash(folder)
    _crash.install()
    fault.reporter = _crash.happened.emit
    return _crash


def remove() -> None:
    """The program ends well."""
    global _crash  # noqa: PLW0603
    if _crash is not None:
        fault.reporter = None
        _crash.remove()
        _crash = None


def cause_of(failure: BaseException) -> tuple[str, str, str]:
    """Type, file and function where it began: two faults with the same three are one cause."""
    trace = failure.__traceback__
    where = ("", "")
    while trace is not None:
        code = trace.tb_frame.f_code
        where = (Path(code.co_filename).name, code.co_name)
        trace = trace.tb_next
    return (type(failure).__name__, *where)


def _set_aside(folder: Path) -> bool:
    """Whether the last run died hard; its trace is kept under another name."""
    left = folder / HARD
    try:
        if not left.stat().st_size:
            return False
        left.replace(folder / BEFORE)
    except OSError:
        return False
    return True


def qt_said(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Write what Qt says into the log; it is given to Qt when the hooks are installed."""
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    logger.log(levels.get(kind, logging.WARNING), "Qt: %s", message)
