"""The view before a damaged book: what is wrong, and every way on from there, the safest first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.backup import restore_words
from ui.base import messages, theme
from ui.base.context import Context
from ui.kit.folders import show_folder
from ui.kit.gate import GateView, link, primary
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.access.rescue import RescuedBook
    from models.store.backups.backup_list import KeptBackup
    from ui.base.jobs import BackgroundWork


class Damaged(GateView):
    """Emits `opened` with another open office, `read_wanted`, `again`."""

    opened = Signal(object)
    read_wanted = Signal()
    again = Signal()

    def __init__(self, context: Context, office: OpenOffice) -> None:
        wrong = office.damage
        super().__init__(wrong.what if wrong else "", "\n".join((wrong.why, wrong.do)) if wrong else "")
        self._context, self._office = context, office
        self._newest: KeptBackup | None = None
        self._made: RescuedBook | None = None
        kind = wrong.kind if wrong else ""
        self._ways = QWidget()
        column = QVBoxLayout(self._ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        self.aside = self._way(column, _("Cất tệp lạ rồi mở lại sổ"), _ASIDE, self.set_aside)
        self._backup = plain_label(role="muted", wrap=True)
        self.restore = self._way(column, _("Khôi phục từ bản sao lưu…"), "", self._ask_restore, self._backup)
        self.rescue = self._way(column, _("Cứu dữ liệu còn đọc được"), _RESCUE, self.save_what_reads)
        self.read = self._way(column, _("Mở chỉ để đọc"), _READ, self.read_wanted.emit)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Biên bản cứu dữ liệu"))
        self.report.setMinimumHeight(theme.em(9))
        self.body.addWidget(self._ways)
        self.body.addWidget(self.report, 1)
        self._foot()
        for button, offered in (
            (self.aside, kind == "foreign_wal"),
            (self.rescue, kind in {"cut", "flipped", "broken"}),
            (self.read, office.readable and kind != "foreign_wal"),
        ):
            self._offer(button, offered)
        theme.mark(self.aside if kind == "foreign_wal" else self.restore, "primary")
        self._show_made(None)
        context.jobs.prepare(lambda: _newest(office), self, self._show_newest)

    # What a person does

    def save_what_reads(self) -> None:
        """Make the new book away from the window, then show what is missing before anything is replaced."""
        from models.access import rescue

        self.banner.hide()
        self._ways.setEnabled(False)
        office = self._office

        def work(task: BackgroundWork) -> RescuedBook:
            return rescue.rescue(office, task.progress)

        self._context.jobs.tool(
            work, self, self._show_made, self.show_error, title=_("Đang cứu dữ liệu…"), ended=self._rescue_ended
        )
        self.rescue.setText(_("Đang cứu dữ liệu…"))

    def use(self) -> None:
        """Put the rescued book in place; the damaged one is kept beside it."""
        made, office = self._made, self._office
        if made is None:
            return
        self.setEnabled(False)

        def opener() -> OpenOffice:
            from models.access import rescue
            from models.store.sqlite.damage import Notice

            new, aside, told = rescue.use(office, made)
            kept = _("Sổ hỏng được giữ ở: {folder}.").format(folder=aside)
            report = _("Biên bản: {path}").format(path=told) if told is not None else _NO_REPORT
            new.notices = (Notice("rescued", _("Đang dùng sổ đã cứu được."), f"{kept} {report}"), *new.notices)
            return new

        self._context.jobs.open(opener, self, self.opened.emit, self._not_used)

    def set_aside(self) -> None:
        """Move the foreign -wal file away and open the book."""
        office = self._office

        def opener() -> OpenOffice:
            from models.access import rescue

            return rescue.without_wal(office)

        self.setEnabled(False)
        self._context.jobs.open(opener, self, self.opened.emit, self._not_used)

    def save_report(self) -> None:
        """Keep what is missing as a text file of the person's choice."""
        suggested = Path.home() / f"bien-ban-cuu-du-lieu-{clock.local(clock.now()):%Y%m%d}.txt"
        path = messages.save_file(self, _("Lưu biên bản"), suggested, [(_("Văn bản"), "*.txt")])
        if path is None:
            return
        try:
            messages.write_out(path, self.report.toPlainText().encode("utf-8-sig"))
        except AppError as refusal:
            self.show_error(refusal)
        else:
            self.banner.say(_("Đã lưu biên bản: {path}").format(path=path))

    def back(self) -> None:
        """The rescued book is not wanted (yet): the damaged one stays as it is."""
        from models.access import rescue

        made = self._made
        self._show_made(None)
        if made is not None:
            self._context.jobs.prepare(lambda: rescue.forget(made), self)

    # Inside

    def _way(
        self,
        column: QVBoxLayout,
        text: str,
        words: str,
        act: Callable[[], object],
        label: QWidget | None = None,
    ) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda _checked: act())
        holder = QWidget()
        theme.mark(holder, "clear")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, theme.em(0.3))
        inner.setSpacing(theme.em(0.2))
        inner.addWidget(button)
        inner.addWidget(label or plain_label(words, "muted", wrap=True))
        column.addWidget(holder)
        return button

    def _offer(self, button: QPushButton, offered: bool) -> None:
        holder = button.parentWidget()
        if holder is not None:
            holder.setVisible(offered)

    def _foot(self) -> None:
        self._again = link(_("Thử mở lại"))
        self._folder = link(_("Mở thư mục dữ liệu"))
        self._back = QPushButton(_("Quay lại"))
        self._keep = QPushButton(_("Lưu biên bản…"))
        self._use = primary(_("Dùng sổ đã cứu"))
        for button, act in (
            (self._again, self.again.emit),
            (self._folder, self._open_folder),
            (self._back, self.back),
            (self._keep, self.save_report),
            (self._use, self.use),
        ):
            button.clicked.connect(lambda _checked, act=act: act())
            self.buttons.addWidget(button)
            if button is self._folder:
                self.buttons.addStretch(1)

    def _show_made(self, made: RescuedBook | None) -> None:
        self._made = made
        shown: tuple[QWidget, ...] = (self.report, self._back, self._keep, self._use)
        ways: tuple[QWidget, ...] = (self._ways, self._again, self._folder)
        for widget in (*shown, *ways):
            widget.setVisible((made is not None) == (widget in shown))
        self.set_tall(made is not None)
        wrong = self._office.damage
        if made is not None:
            self.report.setPlainText(made.report)
            self.say_step(_("Dữ liệu đã cứu được"), _MADE)
            self._use.setFocus()
        elif wrong is not None:
            self.say_step(wrong.what, f"{wrong.why}\n{wrong.do}")

    def _rescue_ended(self) -> None:
        self._ways.setEnabled(True)
        self.rescue.setText(_("Cứu dữ liệu còn đọc được"))

    def _not_used(self, failure: AppError) -> None:
        self.setEnabled(True)
        self.show_error(failure)

    def _show_newest(self, newest: KeptBackup | None) -> None:
        self._newest = newest
        if newest is None or newest.contents is None:
            words = _("Chưa thấy bản sao lưu nào đã kiểm chứng trong thư mục của sổ; hãy tìm trên USB hoặc ổ mạng.")
            self._backup.setText(words)
            return
        held = newest.contents
        doubts = f" {restore_words.doubt(newest)}" if newest.doubted else ""
        words = _(
            "Bản mới nhất đã kiểm chứng lập lúc {at}: {tasks} nhiệm vụ, {entries} số liệu kỳ, {events} sự kiện "
            "nhật ký. Sổ đang có được giữ riêng."
        )
        numbers = {name: show_number(getattr(held, name)) for name in ("tasks", "entries", "events")}
        self._backup.setText(words.format(at=f"{clock.local(newest.made_at):%H:%M %d/%m/%Y}", **numbers) + doubts)

    def _ask_restore(self) -> None:
        from ui.backup import restore

        restore.show(self._context, self, self._newest.path if self._newest is not None else None)

    def _open_folder(self) -> None:
        show_folder(self._office.home.folder, self.banner)


def _newest(office: OpenOffice) -> KeptBackup | None:
    """The newest backup that was opened, counted and compared."""
    from models.store.backups import backup_list

    return backup_list.newest_proven(office.home)


_NO_REPORT = _("Chưa ghi được biên bản ra tệp; hãy đối chiếu sổ với hồ sơ giấy.")
_ASIDE = _("Tệp -wal lạ được chuyển sang thư mục riêng bên cạnh, không bị xóa; sổ mở lại như thường.")
_RESCUE = _(
    "Đọc từng bảng của tệp hỏng sang một sổ mới, dựng lại từ nhật ký những dòng không đọc được, rồi cho xem biên bản "
    "còn thiếu gì. Chưa thay sổ đang có."
)
_READ = _("Xem, tìm, in được những gì còn đọc được; không ghi gì vào tệp hỏng.")
_MADE = _("Sổ mới đã sẵn sàng nhưng chưa được dùng. Hãy xem biên bản; khi dùng, sổ hỏng được giữ riêng, không bị xóa.")
