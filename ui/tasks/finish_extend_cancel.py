"""The small dialogs that finish, extend and call off tasks. Giving and progress have files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.base import clock
from models.base.text import clean, say_date, show_date
from models.base.words import _
from ui.kit.day_field import DayField, wrong_day
from ui.kit.edit_dialog import Change
from ui.kit.fields import line_field, words_box
from ui.kit.labels import plain_label
from ui.tasks.task_dialog import TaskDialog, each, named

if TYPE_CHECKING:
    from models.work.task_list import TaskRow
    from ui.base.jobs import Jobs


class FinishDialog(TaskDialog):
    """Hoàn thành: on which day."""

    operation = "task.finish"

    def __init__(self, owner: QWidget, jobs: Jobs, rows: Sequence[TaskRow]) -> None:
        super().__init__(owner, jobs, rows, _("Hoàn thành nhiệm vụ"), _("Ghi là đã hoàn thành"))
        self.day = DayField(_("Ngày hoàn thành"), needed=True)
        self.day.show_day(clock.today())
        self.form.addRow(plain_label(_("Ngày hoàn thành"), buddy=self.day.line), self.day)
        note = _("Ngày này quyết định là hoàn thành đúng hạn hay sau thời hạn.")
        if any(row.recurrence for row in rows):
            note += " " + _("Nhiệm vụ định kỳ được ghi hoàn thành cho kỳ chứa ngày này; kỳ trước ghi ở thẻ Các kỳ.")
        self.form.addRow(plain_label(note, "muted", wrap=True))
        self.day.line.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """A day that there is."""
        return wrong_day(self.day)

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        return {"done_in_future": self.day.line}.get(code)

    def change(self) -> Change:
        """Finish all of them."""
        on = self.day.day()

        def finish(session: object, row: TaskRow) -> None:
            from models.work import tasks

            tasks.finish(session, row.id, on)  # type: ignore[arg-type]

        return each(self.rows, finish)

    def done_words(self) -> str:
        """What was done."""
        return _("Đã ghi hoàn thành {what}, ngày {day}.").format(what=named(self.rows), day=say_date(self.day.day()))


class ExtendDialog(TaskDialog):
    """Gia hạn: until when, why, who allowed it and on which day."""

    operation = "task.extend"

    def __init__(self, owner: QWidget, jobs: Jobs, rows: Sequence[TaskRow]) -> None:
        super().__init__(owner, jobs, rows, _("Gia hạn nhiệm vụ"), _("Gia hạn"))
        if len(rows) == 1:
            now = show_date(rows[0].due_on) or _("chưa có")
            self.form.addRow(plain_label(_("Hạn hiện tại")), plain_label(now, "strong"))
        self.day = DayField(_("Hạn mới"), needed=True)
        self.form.addRow(plain_label(_("Hạn mới"), buddy=self.day.line), self.day)
        self.reason = words_box(_("Lý do"), _("Vì sao cần thêm thời gian; lý do được giữ lại để giải trình"))
        self.form.addRow(plain_label(_("Lý do"), buddy=self.reason), self.reason)
        name, example = _("Người phê duyệt gia hạn"), _("tên, chức vụ hoặc văn bản cho gia hạn")
        self.leave = line_field(name, example, longest=300)
        self.form.addRow(plain_label(name, buddy=self.leave), self.leave)
        self.granted = DayField(_("Ngày cho phép"), needed=True)
        self.granted.show_day(clock.today())
        self.form.addRow(plain_label(_("Ngày cho phép"), buddy=self.granted.line), self.granted)
        note = _(
            "Ngày cho phép là ngày của văn bản gia hạn. Gia hạn tính từ ngày đó; kỳ đã chốt và những ngày đã quá hạn "
            "trước đó giữ nguyên."
        )
        self.form.addRow(plain_label(note, "muted", wrap=True))
        self.day.line.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """A day, a reason, and who allowed it."""
        wrong = wrong_day(self.day)
        if wrong is not None:
            return wrong
        if not clean(self.reason.toPlainText()):
            return _("Hãy ghi lý do gia hạn."), self.reason
        if not clean(self.leave.text()):
            return _("Hãy ghi người phê duyệt gia hạn."), self.leave
        return wrong_day(self.granted)

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        return {
            "deadline_not_later": self.day.line,
            "reason_missing": self.reason,
            "approver_missing": self.leave,
            "wrong_granted_day": self.granted.line,
        }.get(code)

    def change(self) -> Change:
        """Extend all of them."""
        until, granted = self.day.day(), self.granted.day()
        reason, leave = self.reason.toPlainText(), self.leave.text()

        def extend(session: object, row: TaskRow) -> None:
            from models.work import extensions

            extensions.extend(session, row.id, until, reason, leave, granted)  # type: ignore[arg-type]

        return each(self.rows, extend)

    def done_words(self) -> str:
        """What was done."""
        return _("Đã gia hạn {what} đến {day}.").format(what=named(self.rows), day=say_date(self.day.day()))

    def dirty(self) -> bool:
        """A reason that was typed."""
        return bool(self.reason.toPlainText().strip() or self.leave.text().strip())


class CancelDialog(TaskDialog):
    """Hủy: why."""

    operation = "task.cancel"

    def __init__(self, owner: QWidget, jobs: Jobs, rows: Sequence[TaskRow]) -> None:
        super().__init__(owner, jobs, rows, _("Hủy nhiệm vụ"), _("Hủy nhiệm vụ"))
        self.reason = words_box(_("Lý do"), _("Vì sao không làm nữa; lý do được giữ lại trong ghi chú của nhiệm vụ"))
        self.form.addRow(plain_label(_("Lý do"), buddy=self.reason), self.reason)
        note = _("Nhiệm vụ đã hủy không còn tính vào số liệu, vẫn xem lại được ở trạng thái “Đã hủy”.")
        self.form.addRow(plain_label(note, "muted", wrap=True))
        self.reason.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """A reason."""
        return None if clean(self.reason.toPlainText()) else (_("Hãy ghi lý do hủy."), self.reason)

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        return {"reason_missing": self.reason}.get(code)

    def change(self) -> Change:
        """Call all of them off."""
        reason = self.reason.toPlainText()

        def cancel(session: object, row: TaskRow) -> None:
            from models.work import tasks

            tasks.cancel(session, row.id, reason)  # type: ignore[arg-type]

        return each(self.rows, cancel)

    def done_words(self) -> str:
        """What was done."""
        return _("Đã hủy {what}.").format(what=named(self.rows))

    def dirty(self) -> bool:
        """A reason that was typed."""
        return bool(self.reason.toPlainText().strip())
