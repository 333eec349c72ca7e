"""The panel of a work under way: what it is, how far it is, and a way to call it off. Shown only when it takes long."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton

from models.base.words import _
from ui.base import theme
from ui.base.jobs import BackgroundWork, Jobs
from ui.kit.labels import ShortLabel

_LONG = 600  # milliseconds: shorter work only flickers


class ProgressPanel(QFrame):
    """A strip in the footer for the first tool that is under way; it leaves the window free to work in."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        theme.mark(self, "clear")
        self.hide()
        self._tasks: list[BackgroundWork] = []
        self._title = ShortLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Tiến độ công việc"))
        self._stop = QToolButton()
        self._stop.setAccessibleName(_("Dừng việc đang làm"))
        self._stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stop.setText(_("Dừng lại"))
        self._stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.5), 0, theme.em(0.5), 0)
        row.setSpacing(theme.em(0.8))
        row.addWidget(self._title, 2)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_LONG)
        self._wait.timeout.connect(self._appear)
        jobs.work_started.connect(self._started)
        jobs.work_moved.connect(self._moved)
        jobs.work_ended.connect(self._ended)

    def _started(self, task: BackgroundWork) -> None:
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self._wait.start()

    def _appear(self) -> None:
        if self._tasks:
            self._draw(self._tasks[0])
            self.show()

    def _moved(self, task: BackgroundWork) -> None:
        if self.isVisible() and self._tasks and task is self._tasks[0]:
            self._draw(task)

    def _ended(self, task: BackgroundWork) -> None:
        if task not in self._tasks:
            return
        self._tasks.remove(task)
        self.hide()
        self._wait.stop()
        if self._tasks:
            self._wait.start()

    def _draw(self, task: BackgroundWork) -> None:
        parts = (task.title or _("Đang làm"), task.text)
        self._title.setText(" · ".join(part for part in parts if part))
        self._bar.setRange(0, task.total)
        self._bar.setValue(task.done)
        self._stop.setEnabled(not task.cancelled())
        self._stop.setText(_("Đang dừng…") if task.cancelled() else _("Dừng lại"))

    def _cancel(self) -> None:
        if self._tasks:
            self._tasks[0].cancel()
            self._draw(self._tasks[0])
