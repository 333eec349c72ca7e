"""What can be done to the chosen tasks: actions with their keys for menus, and the same as a bar of buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.base.words import _
from models.work.codes import state_name
from ui.base import hand, messages, theme
from ui.kit.action_button import action_button
from ui.kit.flow import FlowLayout
from ui.kit.menu_button import MenuButton
from ui.tasks.task_dialog import capital, each, named, texts_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.task_detail import TaskDetail
    from models.work.task_list import TaskRow
    from ui.base.context import Context

Gather = Callable[[Callable[[list["TaskRow"]], object]], object]
_MANY = 200  # a change to more tasks than this at once is asked about: it may be a slip of Ctrl+A
_OVER = {"accepted", "cancelled"}


class TaskActions(QObject):
    """The actions of one owner (a page, a view of one task). `gather` hands over the tasks that are meant."""

    def __init__(self, owner: QWidget, context: Context, gather: Gather) -> None:
        super().__init__(owner)
        self._owner = owner
        self._jobs = context.jobs
        self._settings = context.settings
        self._gather = gather
        self.assign = self._action(_("Giao…"), self._assign, "Ctrl+G")
        self.progress = self._action(_("Cập nhật tiến độ…"), self._progress, "Ctrl+T")
        self.finish = self._action(_("Hoàn thành…"), self._finish, "Ctrl+Return")
        self.extend = self._action(_("Gia hạn…"), self._extend, "Ctrl+H")
        self.pause = self._action(_("Tạm dừng"), lambda: self._put_state("paused"))
        self.resume = self._action(_("Tiếp tục"), lambda: self._put_state(""))
        self.cancel = self._action(_("Hủy…"), self._cancel, "Del")
        self.remove = self._action(_("Xóa nhiệm vụ nhập nhầm…"), self._remove, "Shift+Del")
        self.states = [self._state_action(code) for code in ("doing", "submitted", "returned")]
        self.show_for([])

    def all(self) -> list[QAction]:
        """Every action, in the order of menus."""
        first = [self.assign, self.progress, self.finish, self.extend, self.pause, self.resume]
        return [*first, *self.states, self.cancel, self.remove]

    def words(self) -> list[tuple[str, QAction]]:
        """What each action is called in `models.work.rights`."""
        named = [("task.assign", self.assign), ("progress.put", self.progress), ("task.finish", self.finish)]
        named += [("task.extend", self.extend), ("task.cancel", self.cancel), ("task.remove", self.remove)]
        return named + [("task.state", action) for action in (self.pause, self.resume, *self.states)]

    def show_for(self, rows: Sequence[TaskRow], count: int | None = None) -> None:
        """Offer only what makes sense for the chosen tasks; `count` is how many there are, fetched or not."""
        count = len(rows) if count is None else count
        states = {row.state for row in rows} or {"new"}
        any_row = count > 0
        self.assign.setEnabled(any_row and states != {"cancelled"})
        self.progress.setEnabled(count == 1 and states != {"cancelled"})
        self.finish.setEnabled(any_row and not states <= _OVER)
        self.extend.setEnabled(any_row and not states <= _OVER and not all(row.recurrence for row in rows))
        self.pause.setEnabled(any_row and not states <= {*_OVER, "paused"})
        self.resume.setEnabled(any_row and bool(states & {"paused", *_OVER, "returned"}))
        self.resume.setText(_("Mở lại") if states <= _OVER else _("Tiếp tục"))
        self.cancel.setEnabled(any_row and states != {"cancelled"})
        self.remove.setEnabled(any_row)
        for action in self.states:
            action.setEnabled(any_row and not states <= {"cancelled"} and states != {action.data()})

    # The actions

    def _assign(self) -> None:
        self._meant(self._assign_these)

    def _assign_these(self, rows: list[TaskRow]) -> None:
        from ui.tasks.assign import AssignDialog, assignable

        ids = [row.id for row in rows]
        self._jobs.read(
            lambda session: assignable(session, ids),
            self,
            lambda found: AssignDialog(self._owner, self._jobs, rows, found, self._settings).open(),
            slot="dialog",
        )

    def _progress(self) -> None:
        self._gather(lambda rows: self._progress_of(rows[0].id) if len(rows) == 1 else None)

    def _progress_of(self, task_id: str) -> None:
        from ui.tasks.progress_entry import ProgressDialog

        def read(session: Session) -> TaskDetail:
            from models.work import task_detail

            return task_detail.read(session, task_id)

        self._jobs.read(read, self, lambda d: ProgressDialog(self._owner, self._jobs, d).open(), slot="dialog")

    def _finish(self) -> None:
        from ui.tasks.finish_extend_cancel import FinishDialog

        self._meant(lambda rows: FinishDialog(self._owner, self._jobs, _running(rows)).open())

    def _extend(self) -> None:
        from ui.tasks.finish_extend_cancel import ExtendDialog

        self._meant(lambda rows: ExtendDialog(self._owner, self._jobs, _with_deadline(rows)).open())

    def _cancel(self) -> None:
        from ui.tasks.finish_extend_cancel import CancelDialog

        self._meant(lambda rows: CancelDialog(self._owner, self._jobs, _not_cancelled(rows)).open())

    def _remove(self) -> None:
        self._gather(self._remove_these)

    def _remove_these(self, rows: list[TaskRow]) -> None:
        what = _("Xóa {what}?").format(what=named(rows))
        why = _(
            "Chỉ xóa nhiệm vụ nhập nhầm; nhiệm vụ không làm nữa thì nên hủy và ghi lý do. Phân công, số liệu, gia hạn, "
            "minh chứng đi cùng vào Thùng rác và khôi phục được."
        )
        why = "\n\n".join([texts_of(rows), why] if len(rows) > 1 else [why])
        if not rows or not messages.ask(self._owner, what, why, yes=_("Xóa vào Thùng rác"), danger=True):
            return

        def remove(session: Session, row: TaskRow) -> None:
            from models.work import task_removal

            task_removal.remove(session, row.id)

        said = _("Đã xóa {what}.").format(what=named(rows))
        self._jobs.write("task.remove", each(rows, remove), self._owner, said=said)

    def _put_state(self, state: str) -> None:
        self._meant(lambda rows: self._put_state_of(rows, state))

    def _put_state_of(self, rows: list[TaskRow], state: str) -> None:
        """With "", go on: as being done when something has been done already, else as not begun."""

        def put(session: Session, row: TaskRow) -> None:
            from models.work import returning, tasks

            if state == "returned":
                returning.give_back(session, row.id)
                return
            tasks.set_state(session, row.id, state or ("doing" if row.percent else "new"))

        words = state_name(state) if state else _("Tiếp tục")
        said = _("{what}: {words}.").format(what=capital(named(rows)), words=words.lower())
        self._jobs.write("task.state", each(rows, put), self._owner, said=said)

    # Inside

    def _meant(self, act: Callable[[list[TaskRow]], object]) -> None:
        def ask_and_do(rows: list[TaskRow]) -> None:
            if rows and (len(rows) <= _MANY or self._sure(len(rows))):
                act(rows)

        self._gather(ask_and_do)

    def _sure(self, count: int) -> bool:
        return messages.ask(
            self._owner,
            _("Đang chọn {n} nhiệm vụ. Làm cho tất cả?").format(n=count),
            _("Có thể hoàn tác sau khi làm."),
            yes=_("Làm cho tất cả"),
            danger=True,
        )

    def _action(self, text: str, slot: Callable[[], object], keys: str = "") -> QAction:
        action = QAction(text, self._owner)
        action.triggered.connect(lambda _checked=False: slot())
        if keys:
            action.setShortcuts(hand.keys(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action

    def _state_action(self, code: str) -> QAction:
        action = self._action(_("Chuyển thành “{state}”").format(state=state_name(code)), lambda: self._put_state(code))
        action.setData(code)
        return action


def _running(rows: Sequence[TaskRow]) -> list[TaskRow]:
    return [row for row in rows if row.state not in _OVER] or list(rows)


def _with_deadline(rows: Sequence[TaskRow]) -> list[TaskRow]:
    """A recurring duty has no deadline of its own to move: it is due at the end of each period."""
    return [row for row in _running(rows) if not row.recurrence] or list(rows)


def _not_cancelled(rows: Sequence[TaskRow]) -> list[TaskRow]:
    return [row for row in rows if row.state != "cancelled"] or list(rows)


class ActionBar(QWidget):
    """The actions as buttons, those seldom used behind `Khác`. They grey out where they make no sense."""

    def __init__(self, actions: TaskActions, first: Sequence[QAction] = ()) -> None:
        super().__init__()
        flow = FlowLayout(self)
        flow.setSpacing(theme.em(0.35))
        often = [*first, actions.assign, actions.progress, actions.finish, actions.extend]
        for action in often:
            flow.addWidget(action_button(action))
        menu = QMenu(self)
        menu.addActions([actions.pause, actions.resume])
        menu.addSeparator()
        menu.addActions(actions.states)
        menu.addSeparator()
        menu.addActions([actions.cancel, actions.remove])
        more = MenuButton()
        more.setText(_("Khác ▾"))
        more.setAccessibleName(_("Thao tác khác"))
        more.setMenu(menu)
        actions.cancel.visibleChanged.connect(lambda: more.setVisible(actions.cancel.isVisible()))
        flow.addWidget(more)
