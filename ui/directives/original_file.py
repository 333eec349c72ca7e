"""The file that a document came as: its pages in a view, and saving it outside the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.base.words import _
from ui.base import messages
from ui.base.context import Context

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.directive_view import OpenDirective


def look_at(page: QWidget, context: Context, opened: OpenDirective) -> None:
    """Show the file as it came: its pages, or the words of what the program lays out no pages of."""
    office, name = context.office, opened.file_name
    if office is None:
        return

    def query(session: Session) -> bytes:
        from models.work import attachments

        return attachments.content(session, office.evidence, opened.attachment_id)[1]

    def show(content: bytes) -> None:
        from ui.kit.file_view import FileView

        FileView(page, context.jobs, name, content, lambda speaker: _save(context, speaker, name, content)).open()

    context.jobs.read(query, page, show, slot="original")


def _save(context: Context, speaker: QWidget, name: str, content: bytes) -> None:
    folder, ending = context.export_folder(), Path(name).suffix
    kinds = ((_("Tệp gốc"), f"*{ending}" if ending else "*"),)
    path = messages.save_file(speaker, _("Lưu bản gốc"), folder / name, kinds)
    if path is None:
        return

    def saved(_none: None) -> None:
        messages.show_done(speaker, _("Đã lưu bản gốc: {path}").format(path=path))

    context.jobs.tool(lambda _task: messages.write_out(path, content), speaker, saved)
