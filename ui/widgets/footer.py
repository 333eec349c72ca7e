"""The line at the foot of the window: the list on the left, and on the right what is saved and what was proven."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLabel, QStatusBar

from models.base import clock
from models.base.text import show_date
from models.base.words import _
from ui.widgets.labels import ShortLabel, plain_label


class Footer(QStatusBar):
    """Says only what is so: without a proven backup it says that there is none yet."""

    def __init__(self) -> None:
        super().__init__()
        self._left = ShortLabel()
        self._work = plain_label()
        self._saved = plain_label()
        self._backup = plain_label()
        self._net = plain_label(_("Ngoại tuyến"))
        self._net.setToolTip(_("Chương trình không dùng mạng; dữ liệu chỉ nằm trên máy này."))
        self._saved.setToolTip(_("Lần ghi gần nhất vào tệp dữ liệu, đã xuống tới đĩa."))
        self._backup.setToolTip(_("Bản sao lưu gần nhất đã được mở ra, đếm lại và khớp với sổ."))
        self.addWidget(self._left, 1)
        for label in (self._work, self._saved, self._backup, self._net):
            self.addPermanentWidget(label)
        for label in (self._work, self._saved, self._backup):
            label.hide()

    def show_left(self, text: str) -> None:
        """What the page has to say about its list."""
        self._left.setText(text)

    def show_work(self, text: str) -> None:
        """What is under way, or nothing."""
        _set(self._work, text)

    def show_saved(self, moment: datetime) -> None:
        """When the last change went to disk."""
        _set(self._saved, _("Đã lưu {time}").format(time=clock.local(moment).strftime("%H:%M")))

    def show_backup(self, moment: datetime | None) -> None:
        """When the newest proven backup was made; None when there is none."""
        if moment is None:
            _set(self._backup, _("Chưa có bản sao lưu đã kiểm chứng"))
        else:
            _set(self._backup, _("Sao lưu đã kiểm chứng: {day}").format(day=_moment(moment)))

    def clear(self) -> None:
        """The office was locked: nothing of it stays on the screen."""
        self.show_left("")
        for label in (self._work, self._saved, self._backup):
            label.hide()


def _set(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _moment(moment: datetime) -> str:
    local = clock.local(moment)
    days = (clock.today() - local.date()).days
    day = {0: _("hôm nay"), 1: _("hôm qua")}.get(days, show_date(local.date()))
    return f"{day} {local:%H:%M}"
