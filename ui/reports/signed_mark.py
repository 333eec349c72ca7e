"""The mark that a report was signed: by whom and when, for as long as it is so, with the way to the signed file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.base.words import _
from models.work.signed_copies import copy_words
from ui.base import theme
from ui.kit.labels import ShortLabel

if TYPE_CHECKING:
    from models.reports.report_draft import ReportDraft


_MOST = 3  # signatures told; all of them are among the reports that were made


class SignedMark(QWidget):
    """Hidden while nobody has signed the report that is shown."""

    file_wanted = Signal()
    folder_wanted = Signal()
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Lines of one height: words that wrap would make the page ask for more room than it has.
        self._told = [ShortLabel(role="good") for _line in range(_MOST)]
        lines = QVBoxLayout()
        lines.setSpacing(theme.em(0.1))
        for label in self._told:
            lines.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.3))
        row.addLayout(lines, 1)
        for words, wanted in (
            (_("Mở tệp đã ký"), self.file_wanted.emit),
            (_("Mở thư mục"), self.folder_wanted.emit),
            (_("Kiểm tra chữ ký"), self.check_wanted.emit),
        ):
            row.addWidget(_link(words, wanted))
        self.hide()

    def show_draft(self, draft: ReportDraft) -> None:
        """Say who signed the newest making; or that only earlier ones are signed."""
        now = [copy for copy in draft.copies if copy.sequence in {0, draft.made_sequence}]
        if draft.signed and now:
            told, role = [_("Đã ký: {who}").format(who=copy_words(copy)) for copy in now[-_MOST:]], "good"
        elif draft.copies:
            words = _("Lần lập mới nhất chưa ký. Bản ký trước: {who}")
            told, role = [words.format(who=copy_words(draft.copies[-1]))], "warn"
        else:
            told, role = [], ""
        for number, label in enumerate(self._told):
            label.setVisible(number < len(told))
            label.setText(told[number] if number < len(told) else "")
            theme.mark(label, role)
        self.setVisible(bool(told))


def _link(words: str, wanted: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(False)
    theme.mark(made, "link")
    made.clicked.connect(lambda _on: wanted())
    return made
