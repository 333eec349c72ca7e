"""The picture of a person's signature: chosen from a file, checked, shown as it will stand on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.base import files
from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from ui.base.jobs import BackgroundWork, Jobs

WIDEST = 4000  # points of the picture on each side
_MAGIC = b"\x89PNG\r\n\x1a\n"


class SignaturePicture(QWidget):
    """`content()` is the picture's file, None for none. A picture that is refused leaves the one before."""

    changed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._opening: BackgroundWork | None = None
        self._content: bytes | None = None
        self._shown = plain_label()
        self._shown.setAccessibleName(_("Ảnh chữ ký"))
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setFixedSize(theme.letters(24), theme.em(4))
        # White in the dark look, too: it is shown as on paper.
        self._shown.setStyleSheet(
            f"background: #ffffff; color: #556172; border: 1px solid {theme.colour('line').name()};"
        )
        self._note = plain_label(role="warn", wrap=True)
        self._note.hide()
        self._pick = QPushButton(_("Chọn ảnh…"))
        self._pick.clicked.connect(self.ask)
        self._drop = QPushButton(_("Bỏ ảnh"))
        self._drop.clicked.connect(self._dropped)
        for button in (self._pick, self._drop):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self._shown)
        row.addWidget(self._pick)
        row.addWidget(self._drop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._note)
        self.setFocusProxy(self._pick)
        self.show_content(None)

    def content(self) -> bytes | None:
        """The picture's file."""
        return self._content

    def show_content(self, content: bytes | None) -> None:
        """Show a picture that is kept."""
        self._content = content
        self._drop.setEnabled(content is not None)
        self._note.hide()
        if content is None:
            self._shown.setPixmap(QPixmap())
            self._shown.setText(_("Chưa có ảnh"))
            return
        image = QImage.fromData(content)
        room = self._shown.size() - QSize(theme.em(0.4), theme.em(0.4))
        ratio = self.devicePixelRatioF()
        fit = image.scaled(room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        fit.setDevicePixelRatio(ratio)
        self._shown.setPixmap(QPixmap.fromImage(fit))
        if not image.hasAlphaChannel():
            self._note.setText(_("Ảnh không có nền trong suốt nên sẽ che chữ phía dưới. Nên dùng ảnh PNG đã xóa nền."))
            self._note.show()

    def ask(self) -> None:
        """Choose a file; one that cannot be used is refused with its reason."""
        kinds = [(_("Ảnh PNG"), "*.png")]
        path = messages.open_file(self, _("Chọn ảnh chữ ký hoặc con dấu (PNG, nền trong suốt)"), kinds)
        if path is None:
            return
        self._opening = self._jobs.tool(
            lambda task: read_picture(path, task.check),
            self,
            self._picked,
            self._refused,
            title=_("Đang mở ảnh {name}").format(name=path.name),
            ended=self._opened,
        )

    def opening(self) -> bool:
        """Whether a picture was chosen that is not there yet."""
        return self._opening is not None

    def _opened(self) -> None:
        self._opening = None

    def _picked(self, content: bytes) -> None:
        self.show_content(content)
        self.changed.emit()

    def _refused(self, refusal: AppError) -> None:
        messages.error(self, refusal)

    def _dropped(self) -> None:
        self.show_content(None)
        self.changed.emit()


def read_picture(path: Path, check: Callable[[], object] = lambda: None) -> bytes:
    """A signature picture, opened in a process of its own and written anew there, so that Qt may show it.

    Raises AppError `not_png`, `picture_too_large`, and as `files.read` and `redrawn_sandboxed` do.
    """
    from models.signing import limits
    from models.signing.sandboxed_signing import redrawn_sandboxed

    content = files.read(path, limits.PICTURE)
    if not content.startswith(_MAGIC) or content[12:16] != b"IHDR":
        raise AppError(
            "not_png",
            _("Tệp {name} không phải ảnh PNG.").format(name=path.name),
            _("Nghị định 30/2020/NĐ-CP quy định ảnh chữ ký là tệp .png có nền trong suốt."),
            _("Hãy lưu ảnh chữ ký thành PNG rồi chọn lại."),
        )
    width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise AppError(
            "picture_too_large",
            _("Ảnh {name} quá lớn: {width} × {height} điểm.").format(name=path.name, width=width, height=height),
            _("Ảnh chữ ký chỉ cần rộng khoảng 600 điểm; mỗi chiều tối đa {n} điểm.").format(n=WIDEST),
            _("Hãy thu nhỏ ảnh rồi chọn lại."),
        )
    return redrawn_sandboxed(content, check)
