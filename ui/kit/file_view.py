"""A kept file looked at inside the program: a PDF or a picture, its pages drawn where they can do no harm."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from models.reading.sandboxed_pages import picture_sandboxed, sizes_sandboxed
from ui.base import theme
from ui.base.jobs import Jobs
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button
from ui.kit.pdf_view import PageDrawing, PdfView


class FileView(Dialog):
    """`show_error` and `show_done` are for whoever `save` is asked of: what came of it is said in here."""

    def __init__(
        self, parent: QWidget, jobs: Jobs, name: str, content: bytes, save: Callable[[QWidget], object]
    ) -> None:
        """`save` writes a copy of the file out and speaks to the widget that it is given."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(name)
        self.pages = PdfView(jobs, PageDrawing(sizes_sandboxed, picture_sandboxed))
        self.pages.setAccessibleName(_("Nội dung tệp {name}").format(name=name))
        self.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.pages, 1)
        column.addLayout(
            answers(button(_("Lưu bản sao ra…"), lambda: save(self)), button(_("Đóng"), self.reject)),
        )
        fit(self, theme.em(58), theme.em(60))
        self.pages.setFocus()
        self.pages.show_pdf(content)

    def show_error(self, failure: AppError) -> None:
        """What was refused."""
        self.banner.error(failure)

    def show_done(self, text: str, _undo_operation: str | None) -> None:
        """What was done."""
        self.banner.say(text)
