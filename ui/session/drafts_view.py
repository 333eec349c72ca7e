"""What somebody was typing when the program ended by accident: to read, to copy, to go on with, or to throw away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
)

from models.base import clock
from models.base.words import _
from ui.base import clipboard, messages, theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import button
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.store.local.draft_files import KeptDraft
    from ui.base.context import Context


class KeptDrafts(Protocol):
    """Where the typing is kept."""

    def entries(self) -> tuple[KeptDraft, ...]:
        """What is kept now, oldest first."""

    def drop(self, key: str) -> None:
        """This typing is not wanted."""


def show(context: Context, drafts: KeptDrafts, trace: Path | None) -> QDialog:
    """Open the list; where nothing was being typed, what the crash left."""
    if not drafts.entries() and trace is not None:
        return show_trace(trace)
    view = DraftsView(context, drafts, trace)
    view.open()
    return view


def show_trace(trace: Path) -> QDialog:
    """What a hard crash left, as a report to copy or save."""
    from ui.support import crash_view, log

    try:
        words = log.redact(trace.read_text("utf-8", errors="replace"))
    except OSError:
        words = str(trace)
    return crash_view.show_past(words, trace.parent)


class DraftsView(Dialog):
    """The forms on the left, the chosen one's fields on the right."""

    def __init__(self, context: Context, drafts: KeptDrafts, trace: Path | None) -> None:
        super().__init__(QApplication.activeWindow())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Chữ đang nhập dở"))
        self._context, self._drafts = context, drafts
        self._entries = drafts.entries()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Các biểu mẫu đang nhập dở"))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setAccessibleName(_("Chữ đã nhập"))
        self.go_on = button(_("Nhập tiếp"), self._go_on)
        theme.mark(self.go_on, "primary")
        self.copy = button(_("Chép"), self._copy)
        self.drop = button(_("Bỏ…"), self._drop)
        self._buttons = QHBoxLayout()
        for each in (self.copy, self.drop):
            self._buttons.addWidget(each)
        if trace is not None:
            self._buttons.addWidget(button(_("Xem dấu vết lỗi…"), lambda: show_trace(trace)))
        self._buttons.addStretch(1)
        self._buttons.addWidget(button(_("Để sau"), self.reject))
        self._buttons.addWidget(self.go_on)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self._fill()

    def chosen(self) -> KeptDraft | None:
        """The form chosen in the list."""
        row = self.list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    # Inside

    def _fill(self) -> None:
        self.list.clear()
        for one in self._entries:
            self.list.addItem(f"{one.title} ({clock.local(one.at):%H:%M %d/%m/%Y})")
        self.list.setCurrentRow(0)
        self._show()

    def _show(self) -> None:
        one = self.chosen()
        self.words.setPlainText(_in_words(one) if one else "")
        for each in (self.copy, self.drop):
            each.setEnabled(one is not None)
        self.go_on.setEnabled(one is not None and bool(one.page))

    def _go_on(self) -> None:
        one = self.chosen()
        if one is not None:
            self.accept()
            self._context.open_list(one.page, one.chosen)

    def _copy(self) -> None:
        clipboard.put_text(self.words.toPlainText())

    def _drop(self) -> None:
        one = self.chosen()
        what, why = _("Bỏ chữ đang nhập dở này?"), _("Chữ này chưa được lưu vào sổ và sẽ không lấy lại được.")
        if one is None or not messages.ask(self, what, why, yes=_("Bỏ chữ này"), no=_("Giữ lại"), danger=True):
            return
        self._drafts.drop(one.key)
        self._entries = self._drafts.entries()
        if self._entries:
            self._fill()
        else:
            self.accept()

    def _lay_out(self) -> None:
        about = _(
            "Những chữ này chưa được lưu khi chương trình tắt. “Nhập tiếp” mở lại nơi đang nhập; khi mở lại đúng biểu "
            "mẫu, chữ tự trở về các ô. Cũng có thể chép ra để dán vào chỗ khác."
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.words)
        split.setSizes([theme.em(18), theme.em(28)])
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(plain_label(about, wrap=True))
        column.addWidget(split, 1)
        column.addLayout(self._buttons)
        fit(self, theme.em(52), theme.em(24))


def _in_words(one: KeptDraft) -> str:
    return "\n\n".join(f"{name}:\n{text}" for name, text in one.fields.items() if text.strip())
