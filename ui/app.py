"""The start and the end of the program with a window. At the top only what the first paint needs is imported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from models.base.errors import AppError
from models.base.paths import RESOURCES, Home
from models.base.settings import Settings
from models.base.words import _
from ui.backup import auto_backup
from ui.base import clipboard, qt_words, theme
from ui.base.context import Context
from ui.base.jobs import Jobs
from ui.frame.window import Window
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.session.single_instance import SingleInstance
from ui.support import crash

if TYPE_CHECKING:
    from ui.session.open_file import FileToOpen


def run(home: Home, file: Path | None = None) -> int:
    """Open the window of `home`, and `file` in it, and stay until it is closed; the exit code (0 done, 1 refused)."""
    # Whoever works on another thread gives way ten times as often as usual, so that the window never stutters.
    sys.setswitchinterval(0.0005)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("so-cchc")
    app.setApplicationDisplayName(_("Sổ CCHC"))
    settings = Settings(home.settings)
    theme.apply(app, str(settings.get("look")))
    words = qt_words.install(app)
    single = SingleInstance(home)
    if not single.claim():
        return _raise_first(single, file)
    watch = crash.install(home.logs)
    context = Context(home, settings, Jobs())
    window = Window(context)
    entrance = Entrance(context, window, FileGateway(home))
    if context.drafts is not None and watch.died_before:
        context.drafts.trace = home.logs / crash.BEFORE
    # The timer lets the first paint reach the screen before anything heavy takes the processor.
    window.painted.connect(lambda: QTimer.singleShot(0, entrance.begin))
    later = AfterFirstPaint(home, single, window, entrance)
    later.open_file(file)
    context.jobs.opened.connect(later.begin)
    window.show()
    code = app.exec()
    clipboard.forget()
    context.jobs.stop()
    later.end()
    single.release()
    crash.remove()
    app.removeTranslator(words)
    clipboard.let_go()
    # Last: nobody waits for it, whoever starts the program again meets nothing of this one, and its end is no crash.
    if window.closed:
        auto_backup.bring_when_gone(context, home)
    return code


class AfterFirstPaint:
    """What can wait until the person sees the window: its icon, the log, listening for a second start, the
    automatic lock.
    """

    def __init__(self, home: Home, single: SingleInstance, window: Window, entrance: Entrance) -> None:
        self._home = home
        self._entrance = entrance
        self._single = single
        self._window = window
        self._log: object = None
        self._given: FileToOpen | None = None
        QTimer.singleShot(1500, self.begin)
        self._begun = False

    def begin(self) -> None:
        """Do it once: soon after the book is open, at the latest a moment after the start."""
        if self._begun:
            return
        self._begun = True
        from PySide6.QtGui import QIcon

        from ui.base.theme_watch import ThemeWatch
        from ui.support import log

        self._window.setWindowIcon(QIcon(str(RESOURCES / "icons" / "so-cchc.ico")))
        self._log = log.start(self._home.logs)
        self._single.listen(self._window, self._asked_for)
        ThemeWatch(self._window)
        self._lock_by_itself()

    def open_file(self, file: Path | None) -> None:
        """Show a file that the program was given, as soon as the book is open."""
        if file is not None:
            from ui.session.open_file import FileToOpen

            self._given = self._given or FileToOpen(self._window)
            self._given.show(file)

    def _asked_for(self, file: Path | None) -> None:
        self._window.raise_up()
        self.open_file(file)

    def _lock_by_itself(self) -> None:
        from ui.session.idle_lock import IdleWatch

        IdleWatch(self._window, self._window.context.lock_minutes, self._entrance.lock_idle)
        app = QApplication.instance()
        if sys.platform == "win32" and app is not None:
            from ui.session.session_end import SessionEnd
            from ui.session.windows_session import WindowsSession

            # Kept: Qt does not hold on to it.
            self._session = WindowsSession(int(self._window.winId()), SessionEnd(self._window, self._entrance))
            app.installNativeEventFilter(self._session)

    def end(self) -> None:
        """Close the log."""
        if self._begun:
            from ui.support import log

            log.stop(self._log)  # type: ignore[arg-type]


def _raise_first(single: SingleInstance, file: Path | None) -> int:
    if single.raise_first(file):
        return 0
    from ui.base import messages

    messages.blocked(
        None,
        AppError(
            "in_use",
            _("Sổ CCHC đang mở nhưng cửa sổ không trả lời."),
            _("Lần mở trước có thể đang khởi động hoặc bị treo."),
            _("Hãy chờ nửa phút rồi mở lại; nếu vẫn vậy, đóng chương trình trong Task Manager."),
        ),
    )
    return 1
