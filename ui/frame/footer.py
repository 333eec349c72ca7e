"""The line at the foot of the window: the list on the left, and on the right what is saved and what was proven."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QWidget

from models.base import clock
from models.base.text import show_date
from models.base.words import _
from ui.backup import restore_words
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.labels import ShortLabel, plain_label

if TYPE_CHECKING:
    from models.store.backups.safety import BackupState
    from models.store.integrity.last_check import LastCheck


_PROVEN = _("Bản sao lưu gần nhất đã được mở ra, đếm lại và khớp với sổ.")


class Footer(QStatusBar):
    """Says only what is so: without a proven backup it says that there is none yet."""

    asked = Signal()  # the reminder was pressed

    def __init__(self) -> None:
        super().__init__()
        self._left = ShortLabel()
        self._work = plain_label()
        self._saved = plain_label()
        self._backup = plain_label()
        self._check = plain_label()
        self._check.setToolTip(_("Lần gần nhất toàn bộ sổ được đọc lại; chương trình tự làm mỗi tuần khi sổ đang mở."))
        self._net = plain_label(_("Ngoại tuyến"))
        self._net.setToolTip(_("Chương trình không dùng mạng; dữ liệu chỉ nằm trên máy này."))
        self._saved.setToolTip(_("Lần ghi gần nhất vào tệp dữ liệu, đã xuống tới đĩa."))
        self._backup.setToolTip(_PROVEN)
        self._second = QPushButton()
        theme.mark(self._second, "reminder")
        self._second.setToolTip(_("Mở Cài đặt để chọn nơi sao lưu thứ hai hoặc chép bản mới nhất sang đó."))
        self._second.clicked.connect(self.asked)
        self.addWidget(self._left, 1)
        for widget in (self._work, self._saved, self._backup, self._second, self._check, self._net):
            self.addPermanentWidget(widget)
        self._hide_all()

    def show_progress(self, panel: QWidget) -> None:
        """Keep a place for the work under way: the line is as high without it, so that nothing moves for it."""
        self.insertWidget(1, panel, 2)

    def show_left(self, text: str) -> None:
        """What the page has to say about its list."""
        self._left.setText(text)

    def show_work(self, text: str) -> None:
        """What is under way, or nothing."""
        _set(self._work, text)

    def show_saved(self, moment: datetime) -> None:
        """When the last change went to disk."""
        _set(self._saved, _("Đã lưu {time}").format(time=clock.local(moment).strftime("%H:%M")))

    def show_safety(self, safety: BackupState) -> None:
        """When the newest proven backup was made; a reminder when that, or the copy in the second place, is old."""
        if safety.elsewhere is not None:
            words = _("Sao lưu đã kiểm chứng, lưu nơi khác: {day}").format(day=_moment(safety.elsewhere))
        elif safety.proven is None:
            words = _("Chưa có bản sao lưu đã kiểm chứng")
        elif safety.old:
            words = _("Sao lưu đã cũ: {day}").format(day=_moment(safety.proven))
        else:
            words = _("Sao lưu đã kiểm chứng: {day}").format(day=_moment(safety.proven))
        if safety.ahead:
            words = _("{words} · {n} bản sai ngày giờ").format(words=words, n=len(safety.ahead))
        tips = [_PROVEN, *(restore_words.doubt(one) for one in safety.ahead[:1])]
        self._backup.setToolTip(plain_tip("\n".join(tips)))
        theme.mark(self._backup, "warn" if safety.old or safety.ahead else "")
        _set(self._backup, words)
        self._second.setText(_reminder(safety))
        self._second.setVisible(safety.late)

    def show_check(self, last: LastCheck | None) -> None:
        """When the whole book was last checked and what came of it; nothing before the first time."""
        if last is None:
            _set(self._check, "")
        elif last.found:
            _set(self._check, _("Kiểm tra sổ {day}: {n} điều cần xem").format(day=_moment(last.at), n=len(last.found)))
        else:
            _set(self._check, _("Sổ nguyên vẹn: {day}").format(day=_moment(last.at)))

    def clear(self) -> None:
        """The office was locked: nothing of it stays on the screen."""
        self.show_left("")
        self._hide_all()

    def _hide_all(self) -> None:
        for widget in (self._work, self._saved, self._backup, self._second, self._check):
            widget.hide()


def _set(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _reminder(safety: BackupState) -> str:
    if not safety.second.place:
        return _("Chưa có nơi sao lưu thứ hai")
    if safety.second.brought_at is None or safety.since is None:
        return _("Chưa chép sang nơi sao lưu thứ hai")
    days = (clock.now() - safety.since).days
    return _("{n} ngày chưa chép sang nơi sao lưu thứ hai").format(n=days)


def _moment(moment: datetime) -> str:
    local = clock.local(moment)
    days = (clock.today() - local.date()).days
    day = {0: _("hôm nay"), 1: _("hôm qua")}.get(days, show_date(local.date()))
    return f"{day} {local:%H:%M}"
