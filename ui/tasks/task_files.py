"""The evidence of a task (minh chứng): added by a dialog or by dropping, looked at, saved as a copy, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.base import clock, files
from models.base.errors import AppError
from models.base.paths import reachable
from models.base.text import show_size
from models.base.words import _
from ui.base import messages, theme
from ui.base.context import Context
from ui.kit.fields import button
from ui.kit.labels import plain_label
from ui.kit.read_table import ReadTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.attachments import AttachmentRow
    from ui.base.jobs import BackgroundWork

_MB = 1024 * 1024


class TaskFiles(QWidget):
    """`changed` is emitted after files were added or taken off."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._task_id = ""
        self._files: tuple[AttachmentRow, ...] = ()
        self.setAcceptDrops(True)
        self.list = ReadTable(
            _("Tệp minh chứng"),
            [_("Cỡ"), _("Đưa vào lúc"), _("Tệp")],
            _("Chưa có tệp minh chứng. Bấm “Thêm tệp…” hoặc kéo tệp thả vào đây."),
            right=frozenset({0}),
        )
        self.list.table.itemSelectionChanged.connect(self._chose)
        self.list.table.itemActivated.connect(lambda _item: self.look())
        self.add = button(_("Thêm tệp…"), self.choose_files)
        self.view = button(_("Xem"), self.look)
        self.view.setToolTip(_("Xem PDF, ảnh ngay tại đây · Enter"))
        self.save = button(_("Lưu bản sao ra…"), self.save_copy)
        self.off = button(_("Gỡ"), self.detach)
        foot = QHBoxLayout()
        for each in (self.add, self.view, self.save, self.off):
            foot.addWidget(each)
        most = files.LARGEST_DOCUMENT // _MB
        limit = _("Tệp được mã hóa và giữ nguyên trong sổ; mỗi tệp tối đa {n} MB.").format(n=most)
        foot.addWidget(plain_label(limit, "muted", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.em(0.4), 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self._chose()

    def show_files(self, task_id: str, files: Sequence[AttachmentRow]) -> None:
        """Show the evidence of a task."""
        self._task_id, self._files = task_id, tuple(files)
        self.list.show_lines(
            [[show_size(f.size), f"{clock.local(f.added_at):%d/%m/%Y %H:%M}", f.name] for f in self._files]
        )
        self._chose()

    def choose_files(self) -> None:
        """Ask for files and add them."""
        kinds = [(_("Mọi tệp"), "*")]
        self.add_files(messages.open_files(self, _("Thêm tệp minh chứng"), kinds))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read the files on the tool thread, then keep them in one operation; none when one is refused."""
        if not paths:
            return
        task_id = self._task_id

        def read(task: BackgroundWork) -> list[tuple[str, bytes]]:
            from models.work import attachments

            found = []
            for number, path in enumerate(paths):
                task.progress(number, len(paths), path.name)
                found.append(attachments.from_file(path))
            return found

        self._context.jobs.tool(read, self, lambda found: self._keep(task_id, found), title=_("Đọc tệp minh chứng"))

    def look(self) -> None:
        """Show the chosen file's pages in a window of their own; the file itself goes nowhere."""
        row = self._chosen()
        if row is None:
            return

        def show(content: bytes) -> None:
            from ui.kit.file_view import FileView

            def save(speaker: QWidget) -> None:
                self._save(speaker, row.name, lambda target: self._write(speaker, target, content))

            FileView(self, self._context.jobs, row.name, content, save).open()

        self._fetch(row, show)

    def save_copy(self) -> None:
        """Save a copy of the chosen file where the person says."""
        row = self._chosen()
        if row is not None:
            self._save(self, row.name, lambda target: self._fetch(row, lambda c: self._write(self, target, c)))

    def detach(self) -> None:
        """Take the chosen file off the task; its content stays, so that this can be undone."""
        row = self._chosen()
        if row is None:
            return

        def off(session: Session) -> None:
            from models.work import attachments

            attachments.detach(session, row.id)

        said = _("Đã gỡ tệp {name}.").format(name=row.name)
        self._context.jobs.write("task.detach", off, self, lambda _none: self.changed.emit(), said=said)

    # Inside

    def _save(self, asker: QWidget, name: str, write: Callable[[Path], object]) -> None:
        folder = self._context.export_folder()
        target = messages.save_file(asker, _("Lưu bản sao tệp"), folder / name, [(_("Mọi tệp"), "*")])
        if target is not None:
            write(target)

    def _fetch(self, row: AttachmentRow, take: Callable[[bytes], object]) -> None:
        office = self._context.office
        if office is None:
            return

        def fetch(session: Session) -> bytes:
            from models.work import attachments

            return attachments.content(session, office.evidence, row.attachment_id)[1]

        self._context.jobs.read(fetch, self, take, slot="copy")

    def _keep(self, task_id: str, found: list[tuple[str, bytes]]) -> None:
        office = self._context.office
        if office is None:
            return

        def keep(session: Session) -> None:
            from models.work import attachments

            for name, content in found:
                attachments.attach(session, office.evidence, task_id, name, content)

        said = _("Đã thêm {n} tệp minh chứng.").format(n=len(found))
        self._context.jobs.write("task.attach", keep, self, lambda _none: self.changed.emit(), said=said)

    def _write(self, speaker: QWidget, target: Path, content: bytes) -> None:
        try:
            messages.write_out(target, content)
        except AppError as refusal:
            messages.error(speaker, refusal)
            return
        self._context.settings.put("export_folder", str(target.parent))
        messages.show_done(speaker, _("Đã lưu bản sao: {path}").format(path=target))

    def _chosen(self) -> AttachmentRow | None:
        line = self.list.table.currentRow()
        return self._files[line] if 0 <= line < len(self._files) else None

    def _chose(self) -> None:
        for each in (self.view, self.save, self.off):
            each.setEnabled(self._chosen() is not None)

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the desktop or the file manager are welcome."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.add_files(_dropped(event))


def _dropped(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if reachable(path).is_file()]
