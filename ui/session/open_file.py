"""A file that the program was given: by Explorer's "open with", by dropping it on the icon, or by a second start.

It is only looked at: a document is read as a directive, a signed report is checked, a backup is told or restored.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.base import messages
from ui.frame.window import Window

if TYPE_CHECKING:
    from models.store.backups.backup_format import Manifest

BACKUP, SIGNED, DOCUMENT = "backup", "signed", "document"
_LARGEST = 200_000_000  # bytes


def kind_of(path: Path) -> str:
    """What the file is by its content, not by its name. Raises AppError for one that cannot be read."""
    from models.base import files
    from models.store.backups import backup_format

    if path.suffix.casefold() == backup_format.ENDING:
        return BACKUP
    content = files.read(path, _LARGEST)
    # Every signature of a PDF names the bytes that it covers.
    return SIGNED if content.startswith(b"%PDF") and b"/ByteRange" in content else DOCUMENT


class FileToOpen(QObject):
    """Shows one file in the window, and waits for the book where it is not open yet."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = window.context.jobs

    def show(self, path: Path) -> None:
        """Look what it is, then show it."""
        self._jobs.tool(lambda _task: kind_of(path), self, lambda kind: self._known(path, kind), self._failed)

    def _known(self, path: Path, kind: str) -> None:
        from ui.session.first_run import FirstRun

        gate = self._window.gate()
        if kind == BACKUP and isinstance(gate, FirstRun):
            gate.restore_from(path)
        elif self._window.context.office is not None and gate is None:
            self._open(path, kind)
        else:
            # Behind the lock nothing is shown; the timer lets the window open first.
            later = Qt.ConnectionType.SingleShotConnection
            self._jobs.opened.connect(lambda: QTimer.singleShot(0, self, lambda: self._open(path, kind)), later)

    def _open(self, path: Path, kind: str) -> None:
        if kind == SIGNED:
            self._window.open_list("reports", {"verify": str(path)})
        elif kind == DOCUMENT:
            self._window.open_list("directives", {"read": str(path)})
        else:
            self._window.go("settings")
            self._jobs.tool(lambda _task: _manifest(path), self, lambda told: self._tell(path, told), self._failed)

    def _tell(self, path: Path, told: Manifest) -> None:
        page = self._window.current_page()
        if page is None:
            return
        from models.store.local import last_close
        from ui.backup import restore

        moment = last_close.moment(told.made_at)
        made = f"{clock.local(moment):%H:%M %d/%m/%Y}" if moment else "?"
        held = told.contents
        words = _("Bản sao lưu {name} lập lúc {made}: {tasks} nhiệm vụ, {entries} số liệu kỳ.")
        numbers = {"tasks": show_number(held.tasks), "entries": show_number(held.entries)}
        offered = page.context.may("office.restore")
        page.banner.note(
            words.format(name=path.name, made=made, **numbers),
            _("Sổ đang mở không bị thay đổi. Muốn khôi phục thì xem trước sẽ mất những gì."),
            _("Khôi phục…") if offered else "",
            (lambda: restore.show(page.context, page, path)) if offered else None,
        )

    def _failed(self, failure: AppError) -> None:
        messages.error(self._window.current_page() or self._window, failure)


def _manifest(path: Path) -> Manifest:
    from models.store.backups import backup_format

    return backup_format.look(path)
