"""Đưa về đúng nhật ký: what was changed behind the program, one line each, and which of it is put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import TickDelegate
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.journal.put_back import Key, PutBack, Wrong
    from ui.base.context import Context
    from ui.base.jobs import BackgroundWork

_LISTED = 500  # rows of a kind
_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PutBackDialog(Dialog):
    """Emits `put` once the chosen rows are what the journal says."""

    put = Signal(str)  # what was done, in one sentence

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Đưa về đúng nhật ký"))
        self._context = context
        self._more = 0
        self.list = QListWidget()
        self.list.setAccessibleName(_("Những gì khác với nhật ký: đánh dấu để đưa về"))
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setWordWrap(True)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.state = plain_label(_("Đang đối chiếu từng dòng với nhật ký…"), "muted", wrap=True)
        self.all = button(_("Đánh dấu tất cả"), lambda: self._tick(_ON))
        self.none = button(_("Bỏ đánh dấu tất cả"), lambda: self._tick(_OFF))
        self.yes = button(_("Đưa về đúng nhật ký"), self.put_back)
        self._lay_out()
        self._count()
        self.reload()

    def reload(self) -> None:
        """Compare everything with the journal again."""

        office = self._context.office
        if office is None:
            return

        def work(_task: BackgroundWork) -> Wrong:
            from models.journal import put_back

            return put_back.wrong(office.store, _LISTED)

        self._context.jobs.tool(work, self, self._show, self._refused, progress=_quietly)

    def put_back(self) -> None:
        """Put back what is ticked."""
        chosen, place = self._chosen(), self._context.second_place()[0]
        whole = self._more + self.list.count() if self._all() else len(chosen)
        if not whole:
            self.banner.error(AppError("incomplete", _("Chưa đánh dấu dòng nào.")))
            return
        only = None if self._all() else chosen
        self._busy(_("Đang đưa về…"))

        def work(office: OpenOffice) -> PutBack:
            from models.journal import put_back

            return put_back.put_back(office.home, office.store, office.data_key, only, place)

        self._context.jobs.with_office(work, self, self._put, self._refused)

    # Inside

    def _lay_out(self) -> None:
        why = _(
            "Chương trình so từng dòng với nhật ký và liệt kê dòng bị sửa, thêm hoặc xóa ngoài chương trình. Đưa về "
            "thì sổ lại đúng như nhật ký; nội dung đang có được giữ trong nhật ký."
        )
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addWidget(self.none)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(plain_label(why, "muted", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.state)
        column.addLayout(foot)
        column.addLayout(answers(button(_("Thôi"), self.reject), self.yes))
        fit(self, theme.em(50), theme.em(28))

    def _show(self, found: Wrong) -> None:
        self.list.clear()
        self._more = found.more
        for one in found.listed:
            line = QListWidgetItem(one.words)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(_ON)
            line.setData(_KEY, one.key)
            line.setToolTip(plain_tip(one.words))
            self.list.addItem(line)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._count()

    def _chosen(self) -> set[Key]:
        lines = (self.list.item(place) for place in range(self.list.count()))
        return {tuple(line.data(_KEY)) for line in lines if line.checkState() == _ON}

    def _all(self) -> bool:
        return self.list.count() > 0 and len(self._chosen()) == self.list.count()

    def _tick(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)  # counted once, not for each line
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(state)
        self.list.blockSignals(False)
        self._count()

    def _count(self) -> None:
        chosen = len(self._chosen())
        words = _("Đã đánh dấu {n} trong {total} dòng.")
        text = words.format(n=show_number(chosen), total=show_number(self.list.count()))
        if self._more:
            more = _("Còn {n} dòng không liệt kê ở đây; đánh dấu tất cả thì những dòng ấy cũng được đưa về.")
            text = f"{text} {more.format(n=show_number(self._more))}"
        if self.list.count():
            self.state.setText(text)
        self.yes.setEnabled(chosen > 0)

    def _busy(self, words: str) -> None:
        self.banner.hide()
        self.yes.setEnabled(False)
        self.state.setText(words)

    def _put(self, made: PutBack) -> None:
        words = _("Đã đưa {n} dòng về đúng nhật ký; việc này được ghi vào nhật ký.")
        self.accept()
        self._context.jobs.changed.emit(made.tables)
        self.put.emit(words.format(n=show_number(made.rows)))

    def _refused(self, failure: AppError) -> None:
        self._count()
        self.banner.error(failure)


def _quietly(_task: object) -> None:
    """The dialog says itself that it is at work."""
