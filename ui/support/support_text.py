"""A text for support, read whole by the person before anybody gets it: copied or saved; the program sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from models.base import clock
from models.base.errors import AppError
from models.base.words import _
from ui.base import clipboard, messages, theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import words_to_read


@dataclass(frozen=True)
class Wording:
    """What one such view is called. `saving` heads the question where to; `file` begins the file's name."""

    title: str
    text: str
    copy: str
    close: str
    saving: str
    file: str
    encoding: str = "utf-8"


class SupportText(Dialog):
    """`above` stands over the text; `letters` by `lines` is the room it asks for, as far as the screen has it."""

    def __init__(
        self, parent: QWidget | None, text: str, above: Sequence[QWidget], says: Wording, *, letters: int, lines: int
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(says.title)
        self._text, self._says = text, says
        self.folder = Path.home()
        words = words_to_read(says.text, text)
        words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        for widget in above:
            column.addWidget(widget)
        column.addWidget(words, 1)
        column.addLayout(self._buttons())
        fit(self, theme.letters(letters), theme.em(lines))

    def _buttons(self) -> QHBoxLayout:
        copy, self.save_button = QPushButton(self._says.copy), QPushButton(_("Lưu ra tệp…"))
        self.close_button = QPushButton(self._says.close)
        copy.clicked.connect(lambda: clipboard.put_to_stay(self._text))
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addWidget(self.save_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    def save(self) -> None:
        """Write it where the person says; a disk that refuses is said, and the text stays on the screen."""
        name = f"{self._says.file}-{clock.local(clock.now()):%Y%m%d-%H%M}.txt"
        path = messages.save_file(self, self._says.saving, self.folder / name, [(_("Văn bản"), "*.txt")])
        if path is None:
            return
        try:
            messages.write_out(path, self._text.encode(self._says.encoding))
        except AppError as refusal:
            messages.blocked(self, refusal)
