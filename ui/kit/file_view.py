"""A kept file looked at inside the program: the pages of a PDF, a picture, the words of a Word or text file.

Pages are drawn and words are read in a process of their own, where they can do no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.text import straight
from models.base.words import _
from models.reading.sandboxed_pages import picture_sandboxed, sizes_sandboxed
from ui.base import theme
from ui.base.jobs import BackgroundWork, Jobs
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button, words_to_read
from ui.kit.labels import plain_label
from ui.kit.pdf_view import PageDrawing, PdfView

_WORDS = {".docx", ".txt"}  # what the program can read, but lays out no pages of


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
        self._jobs = jobs
        about = _("Nội dung tệp {name}").format(name=name)
        self.pages = PdfView(jobs, PageDrawing(sizes_sandboxed, picture_sandboxed))
        self.pages.setAccessibleName(about)
        self.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = words_to_read(about, "")
        note = _("Đây là phần chữ của tệp. Muốn xem bố cục, hình ảnh thì lưu bản sao ra rồi mở bằng Word.")
        self._note = plain_label(note, "muted", wrap=True)
        in_words = PurePath(name).suffix.lower() in _WORDS
        column = QVBoxLayout(self)
        column.addWidget(self._note)
        column.addWidget(self.words, 1)
        column.addWidget(self.pages, 1)
        column.addLayout(
            answers(button(_("Lưu bản sao ra…"), lambda: save(self)), button(_("Đóng"), self.reject)),
        )
        for widget, shown in ((self._note, in_words), (self.words, in_words), (self.pages, not in_words)):
            widget.setVisible(shown)
        fit(self, theme.em(58), theme.em(60))
        if in_words:
            self.words.setFocus()
            self._read(content)
        else:
            self.pages.setFocus()
            self.pages.show_pdf(content)

    def _read(self, content: bytes) -> None:
        def work(task: BackgroundWork) -> str:
            from models.reading.sandboxed_reading import read_sandboxed

            return straight(read_sandboxed(content, task.check).text)

        self._jobs.tool(work, self, self.words.setPlainText, self.show_error, progress=lambda _task: None)

    def show_error(self, failure: AppError) -> None:
        """What was refused."""
        self.banner.error(failure)

    def show_done(self, text: str, _undo_operation: str | None) -> None:
        """What was done."""
        self.banner.say(text)
