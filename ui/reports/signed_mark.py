"""The mark that a report was signed: by whom and when, for as long as it is so, with the way to the signed file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.base.words import _
from models.store.history_words import show_moment
from models.work.signed_copies import copy_words
from ui.base import theme
from ui.kit.labels import ShortLabel

if TYPE_CHECKING:
    from models.reports.report_draft import ReportDraft


_MOST = 3  # signatures told; all of them are among the reports that were made


class SignedMark(QWidget):
    """Hidden while the report was not made, or says what was made and nobody has signed it."""

    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Lines of one height: words that wrap would make the page ask for more room than it has.
        self._told = [ShortLabel(role="good") for _line in range(_MOST)]
        self._links: list[QPushButton] = []
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
        ):
            self._links.append(_link(words, wanted))
            row.addWidget(self._links[-1])
        self.hide()

    def show_draft(self, draft: ReportDraft) -> None:
        """Say who signed the newest making; or which of what is shown and what is signed is the older one."""
        told, role = _told(draft)
        for number, label in enumerate(self._told):
            label.setVisible(number < len(told))
            label.setText(told[number] if number < len(told) else "")
            theme.mark(label, role)
        for link in self._links:
            link.setVisible(bool(draft.copies))
        self.setVisible(bool(told))


def _told(draft: ReportDraft) -> tuple[list[str], str]:
    """The lines and their role: green only while the draft says what was signed."""
    now = [copy for copy in draft.copies if copy.sequence in {0, draft.made_sequence}]
    if draft.signed and now and not draft.changed:
        return [_("Đã ký: {who}").format(who=copy_words(copy)) for copy in now[-_MOST:]], "good"
    when = show_moment(draft.made_at) if draft.made_at is not None else ""
    if draft.signed and now:
        words = _("Bản nháp dưới đây chưa ký: đã khác bản lập lần {n} ({when}).")
        signed = _("Đã ký bản lập lần {n}: {who}")
        lines = [signed.format(n=draft.made_sequence, who=copy_words(copy)) for copy in now[1 - _MOST :]]
        return [words.format(n=draft.made_sequence, when=when), *lines], "warn"
    if draft.changed and not draft.copies:
        return [_older().format(n=draft.made_sequence, when=when)], "warn"
    if draft.copies:
        last = draft.copies[-1]
        words = _("Bản lập lần {n} ({when}) chưa ký.") if draft.made_at is not None else _("Bản mới nhất chưa ký.")
        words = _older() if draft.changed else words
        before = _("Đã ký bản lập lần {n}: {who}") if last.sequence else _("Đã ký bản trước: {who}")
        told = before.format(n=last.sequence, who=copy_words(last))
        return [words.format(n=draft.made_sequence, when=when), told], "warn"
    return [], ""


def _older() -> str:
    return _("Bản lập lần {n} ({when}) chưa ký, số liệu đã khác bản nháp dưới đây: cần lập lại.")


def _link(words: str, wanted: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(False)
    theme.mark(made, "link")
    made.clicked.connect(lambda _on: wanted())
    return made
