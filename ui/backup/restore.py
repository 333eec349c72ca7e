"""Khôi phục: the backups there are with what is in each, what putting one back would cost, and the action itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QTableWidget, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.backup import restore_words
from ui.backup.returning_list import ReturningList
from ui.base import messages, theme
from ui.base.plain_tips import plain_tip
from ui.kit.column_widths import ColumnWidths, of_cells
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseForm

if TYPE_CHECKING:
    from models.access.restore import RestoreWish, Terms
    from models.store.backups.backup_list import KeptBackup
    from ui.base.context import Context
    from ui.base.jobs import BackgroundWork

_PLACE = 7  # the column of words
_MB = 1_000_000


class RestoreDialog(Dialog):
    """Emits `wanted` with a `RestoreWish`, once it was tried and the person saw what it costs and who returns."""

    wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, source: Path | None = None) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Khôi phục từ bản sao lưu"))
        self._context = context
        self._kept: list[KeptBackup] = []
        self._source = source
        self._tried: RestoreWish | None = None
        self.table = _table()
        self._widths = ColumnWidths(self.table, (_PLACE,), lambda view: of_cells(view, {_PLACE: 10}))
        self.table.itemSelectionChanged.connect(self._chose)
        self.file = plain_label(wrap=True)
        self.passphrase = PassphraseForm(_("Mật khẩu dùng lúc sao lưu (hoặc mã khôi phục)"))
        self.passphrase.changed.connect(self._forget_trial)
        self.present = PassphraseForm(_("Mật khẩu quản trị (hoặc mã khôi phục) của sổ đang có"))
        self.present.changed.connect(self._forget_trial)
        self.present.hide()
        self.ends = ReturningList()
        self.cost = plain_label(wrap=True)
        self.cost.hide()
        self.other = QPushButton(_("Chọn tệp khác…"))
        self.other.clicked.connect(self._pick)
        self.look = QPushButton(_("Mở thử và so sánh"))
        theme.mark(self.look, "primary")
        self.look.clicked.connect(self.try_it)
        self.go = QPushButton(_("Khôi phục"))
        theme.mark(self.go, "danger")
        self.go.clicked.connect(self._restore)
        self._lay_out()
        self._forget_trial()
        self.reload()

    def reload(self) -> None:
        """Read the list again: this computer's own backups and those of the second place."""
        home, place = self._context.home, self._context.second_place()[0]

        def work(_task: BackgroundWork) -> list[KeptBackup]:
            from models.store.backups import backup_list, offsite

            return backup_list.by_book([*backup_list.kept(home.backups), *offsite.kept(home, place)])

        self._context.jobs.tool(work, self, self._show, self.banner.error, progress=_quietly)

    def try_it(self) -> None:
        """Open the chosen one with the passphrase, count it, and compare the present book with it."""
        source, typed = self._source, self.passphrase.text()
        if source is None or not typed.strip():
            what = _("Chưa nhập mật khẩu.") if source is not None else _("Chưa chọn bản sao lưu nào.")
            self.banner.error(AppError("incomplete", what))
            return
        from models.access.restore import RestoreWish

        self.banner.hide()
        self.look.setEnabled(False)
        self._tell("muted", _("Đang mở thử và so với sổ đang có…"))
        home, last = self._context.home, str(self._context.settings.get("account"))
        present = self.present.text() if self._asks_present() else ""
        wish = RestoreWish(source, typed, present or None, first=last)

        def work(task: BackgroundWork) -> Terms:
            from models.access import restore

            return restore.preview(home, wish, task.check)

        def seen(terms: Terms) -> None:
            self._seen(wish, terms)

        self._context.jobs.tool(
            work, self, seen, self._refused, progress=_quietly, ended=lambda: self.look.setEnabled(True)
        )

    # Inside

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        no = QPushButton(_("Thôi"))
        no.clicked.connect(self.reject)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        for button in (no, self.look, self.go):
            buttons.addWidget(button)
        for button in (self.other, no, self.look, self.go):
            button.setAutoDefault(False)
        words = _(
            "Chọn một bản. Chương trình mở thử và nói rõ sẽ mất những gì; sổ đang có không bị xóa mà được giữ riêng."
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(plain_label(words, "muted", wrap=True))
        column.addWidget(self.table, 1)
        for widget in (self.file, self.passphrase, self.present, self.cost, self.ends):
            column.addWidget(widget)
        column.addLayout(buttons)
        fit(self, theme.em(58), theme.em(33))

    def _show(self, kept: Sequence[KeptBackup]) -> None:
        from PySide6.QtWidgets import QTableWidgetItem

        self._kept = list(kept)
        self.table.setRowCount(len(kept))
        for row, one in enumerate(self._kept):
            here = one.path.parent == self._context.home.backups
            for column, text in enumerate(_cells(one, here=here)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(restore_words.doubt(one) if one.doubted else str(one.path)))
                if column in {1, 2, 6}:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self._widths.renew()
        wanted = [row for row, one in enumerate(self._kept) if self._source in {None, one.path}]
        if wanted:
            self.table.selectRow(wanted[0])
        elif self._source is not None:
            self._name()
        else:
            self.file.setText(_("Chưa có bản sao lưu nào ở đây. Bấm “Chọn tệp khác…” để mở một bản từ USB hay ổ khác."))
        self.passphrase.setFocus()

    def _chose(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self._source = self._kept[rows[0].row()].path
            self._name()

    def _pick(self) -> None:
        kinds = [(_("Bản sao lưu của Sổ CCHC"), "*.cchc"), (_("Mọi tệp"), "*")]
        path = messages.open_file(self, _("Chọn bản sao lưu"), kinds, self._context.second_place()[0])
        if path is not None:
            self.table.clearSelection()
            self._source = path
            self._name()

    def _name(self) -> None:
        doubts = [restore_words.doubt(one) for one in self._kept if one.path == self._source and one.doubted]
        self.file.setText("\n".join([_("Tệp: {path}").format(path=self._source), *doubts]))
        self._forget_trial()

    def _forget_trial(self) -> None:
        """What was seen says nothing of another file or another passphrase."""
        self._tried = None
        self.go.setEnabled(False)
        self.cost.hide()
        self.ends.show_them(())

    def _asks_present(self) -> bool:
        return not self.present.isHidden()

    def _seen(self, wish: RestoreWish, terms: Terms) -> None:
        typed = self.present.text() if self._asks_present() else ""
        if (wish.source, wish.passphrase, wish.present or "") != (self._source, self.passphrase.text(), typed):
            return
        found = terms.found
        kept = _("Sổ đang có được giữ nguyên trong thư mục “truoc-khoi-phuc-…” ở {folder}, và có trong danh sách này.")
        lines = [*restore_words.lines(found), *restore_words.terms(terms)]
        if found.lost.kind != "none":
            lines.append(kept.format(folder=self._context.home.folder))
        costs = bool(found.lost.events or found.missing or found.lost.kind == "unreadable" or terms.other_office)
        self._tell("warn" if costs or terms.needs_present or terms.returning else "good", "\n".join(lines))
        if terms.needs_present:
            self.present.show()
            self.present.setFocus()
            return
        self.ends.show_them(terms.returning)
        self._tried = replace(wish, other_office=bool(terms.other_office))
        self.go.setEnabled(True)

    def _refused(self, failure: AppError) -> None:
        self.cost.hide()
        self.banner.error(failure)
        if failure.code == "wrong_passphrase":
            self.passphrase.wrong()
        elif failure.code in {"present_needed", "not_allowed", "account_disabled", "slot_void"}:
            self.present.show()
            self.present.wrong()

    def _restore(self) -> None:
        if self._tried is None:
            return
        wish = replace(self._tried, let_return=self.ends.let_return())
        self.passphrase.forget()
        self.present.forget()
        self.accept()
        self.wanted.emit(wish)

    def _tell(self, role: str, text: str) -> None:
        theme.mark(self.cost, role)
        self.cost.setText(text)
        self.cost.show()


def show(context: Context, parent: QWidget, source: Path | None = None) -> RestoreDialog:
    """Open the dialog; what it leads to is the entrance's (`context.restore_office`)."""
    dialog = RestoreDialog(context, parent, source)
    dialog.wanted.connect(context.restore_office)
    dialog.open()
    return dialog


def _table() -> QTableWidget:
    titles = (
        _("Sao lưu lúc"),
        _("Nhiệm vụ"),
        _("Số liệu kỳ"),
        _("Thay đổi cuối"),
        _("Đầu nhật ký"),
        _("Kiểm chứng"),
        _("Cỡ"),
        _("Nơi giữ"),
    )
    table = QTableWidget(0, len(titles))
    table.setAccessibleName(_("Các bản sao lưu"))
    table.setHorizontalHeaderLabels(list(titles))
    table.verticalHeader().hide()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    return table


def _cells(one: KeptBackup, *, here: bool) -> tuple[str, ...]:
    held = one.contents
    where = _("máy này") if here else _("nơi thứ hai")
    size = _("{n} MB").format(n=show_number(max(1, round(one.size / _MB))))
    made = restore_words.moment(one.made_at)
    if one.doubted:
        made = _("{moment} (sai ngày giờ?)").format(moment=made)
    if held is None:
        return made, "", "", "", "", _("không đọc được"), size, where
    return (
        made,
        show_number(held.tasks),
        show_number(held.entries),
        restore_words.moment(one.last_change),
        restore_words.head(held.head),
        restore_words.proof(one),
        size,
        where,
    )


def _quietly(_task: object) -> None:
    """The dialog says itself that it is at work."""
