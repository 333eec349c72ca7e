"""Nơi sao lưu thứ hai: the folder on another disk, what was copied there last, and when to remind of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from models.base import clock, policy
from models.base.errors import AppError
from models.base.words import _
from ui.backup import restore_words
from ui.base import messages, theme
from ui.kit.fields import choice_field
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label
from ui.kit.section import Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from models.store.backups.safety import BackupState
    from ui.base.context import Context
    from ui.base.jobs import BackgroundWork

    # How it stands, whether the place is on the book's own disk, and what people call the evidence that opens nowhere.
    _Found = tuple[BackupState, bool, Sequence[str]]

_MOST_TOLD = 2  # backups of a day with a wrong clock: more would say the same


class OffsiteSection(Section):
    """A place is chosen once; from then on `auto_backup` copies by itself whenever it is there."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Nơi sao lưu thứ hai"))
        self._context = context
        why = _(
            "Chọn một thư mục trên USB, ổ cứng khác hoặc ổ mạng: mỗi khi nơi đó nối vào máy, bản sao lưu mới nhất được "
            "tự chép sang, đọc lại đối chiếu rồi mới tính là xong. Máy hỏng hay mất thì sổ vẫn còn. Đóng chương trình "
            "rồi, hãy chờ năm giây mới rút USB: bản vừa sao lưu được chép nốt."
        )
        self.place = plain_label(wrap=True)
        self.state = plain_label(wrap=True)
        self.choose_button = QPushButton(_("Chọn thư mục…"))
        self.choose_button.clicked.connect(self.choose)
        self.bring_button = QPushButton(_("Chép ngay"))
        self.bring_button.clicked.connect(self.bring)
        self.drop_button = QPushButton(_("Thôi dùng"))
        self.drop_button.clicked.connect(lambda: self._put(""))
        buttons = QWidget()
        theme.mark(buttons, "clear")
        flow = FlowLayout(buttons)
        for button in (self.choose_button, self.bring_button, self.drop_button):
            flow.addWidget(button)
        self.days = self._days_box()
        for widget in (plain_label(why, "muted", wrap=True), self.place, self.state, buttons):
            self.body.addWidget(widget)
        self.body.addWidget(plain_label(_("Nhắc khi chưa chép sang nơi thứ hai"), "muted", buddy=self.days))
        self.body.addWidget(self.days)

    def reload(self) -> None:
        """Ask how it stands; a share that does not answer must not hold up the window."""
        office = self._context.office
        place, days = self._context.second_place()
        fixed = policy.current().get("BackupFolder") is not None
        self.place.setText(place or _("Chưa chọn nơi nào."))
        self.choose_button.setEnabled(not fixed)
        self.drop_button.setVisible(bool(place) and not fixed)
        self.bring_button.setVisible(bool(place))
        if office is None:
            return

        def work(_task: BackgroundWork) -> _Found:
            from models.store.backups import evidence_copies, offsite, safety

            found = safety.of_open_book(office.home, office.data_key, place, days)
            missing = evidence_copies.called_by_book(office.home, office.data_key, found.second.missing)
            return found, offsite.same_disk(office.home, place), missing

        self._context.jobs.tool(work, self, self._show, self._failed, progress=_nothing)

    def choose(self) -> None:
        """Another folder; the first copy is made at once."""
        office = self._context.office
        folder = messages.choose_folder(self, _("Nơi sao lưu thứ hai"), self._context.second_place()[0])
        if folder is None or office is None:
            return
        from models.store.backups import offsite

        try:
            offsite.refuse_bad(office.home, str(folder))
        except AppError as refusal:
            self._failed(refusal)
            return
        self._put(str(folder))
        self.bring()

    def bring(self) -> None:
        """Back up what changed and copy the newest there now."""
        office = self._context.office
        place, days = self._context.second_place()
        if office is None or not place:
            return
        home, key = office.home, office.data_key
        self.bring_button.setEnabled(False)
        _say(self.state, "muted", _("Đang chép và đọc lại đối chiếu…"))

        def work(task: BackgroundWork) -> _Found:
            from models.store.backups import backup_list, evidence_copies, offsite, safety

            backup_list.catch_up(home, key)
            there = offsite.bring(home, place, key, task.check)
            missing = evidence_copies.called_by_book(home, key, there.missing)
            return safety.look(home, place, days, changed=False), offsite.same_disk(home, place), missing

        self._context.jobs.tool(
            work,
            self,
            self._show,
            self._failed,
            title=_("Chép bản sao lưu sang nơi thứ hai"),
            ended=lambda: self.bring_button.setEnabled(True),
        )

    def _put(self, place: str) -> None:
        self._context.settings.put("second_place", place)
        self.reload()

    def _days_box(self) -> QComboBox:
        box = choice_field(_("Nhắc khi chưa chép sang nơi thứ hai"))
        chosen = self._context.second_place()[1]
        for days in sorted({1, 3, 7, 14, 30, chosen} - {0}):
            box.addItem(_("Sau {n} ngày").format(n=days), days)
        box.addItem(_("Không nhắc"), 0)
        box.setCurrentIndex(box.findData(chosen))
        box.activated.connect(lambda _row: self._remind_after(int(box.currentData())))
        return box

    def _remind_after(self, days: int) -> None:
        self._context.settings.put("second_days", days)
        self.reload()

    def _show(self, found: _Found) -> None:
        safety, same, missing = found
        self._context.show_backup(safety)
        role, words = _state(safety, same, missing)
        _say(self.state, role, words)

    def _failed(self, failure: AppError) -> None:
        _say(self.state, "danger", str(failure))


def _state(safety: BackupState, same_disk: bool, missing: Sequence[str]) -> tuple[str, str]:
    there = safety.second
    if not there.place:
        return ("warn" if safety.late else "muted"), _("Ổ đĩa của máy hỏng là mất cả sổ lẫn bản sao lưu.")
    told = []
    if there.made_at is not None and there.brought_at is not None:
        words = _("Chép lần cuối {brought}: bản sao lưu lập {made}.")
        told.append(words.format(brought=_moment(there.brought_at), made=_moment(there.made_at)))
    else:
        told.append(_("Chưa chép sang đây lần nào."))
    if not there.there:
        told.append(_("Hiện chưa thấy nơi này: USB chưa cắm hoặc ổ mạng chưa nối."))
    elif same_disk:
        told.append(_("Thư mục nằm cùng ổ đĩa với sổ: ổ hỏng là mất cả hai, nên chọn ổ khác."))
    told += [restore_words.without(missing)] if missing else []
    told += [restore_words.doubt(one) for one in safety.ahead[:_MOST_TOLD]]
    doubted = safety.ahead or safety.late or missing or (there.there and same_disk)
    return "warn" if doubted else "good" if there.whole else "muted", "\n".join(told)


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}"


def _say(label: QLabel, role: str, text: str) -> None:
    theme.mark(label, role)
    label.setText(text)


def _nothing(_task: object) -> None:
    """The section says itself that it is at work."""
