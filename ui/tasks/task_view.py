"""One task's own view: fields, source, progress, evidence, history, and the actions; or an empty form for a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.base.errors import AppError
from models.base.words import _
from ui.base import hand, messages, theme
from ui.base.context import Context
from ui.base.permissions import look_only, only_for
from ui.kit import drafts
from ui.kit.action_button import action_button
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.labels import ShortLabel, plain_label
from ui.kit.to_field import go_to
from ui.tasks.badge import BadgeLabel
from ui.tasks.task_actions import ActionBar, TaskActions
from ui.tasks.task_columns import heading
from ui.tasks.task_form import FormChoices, new_fields
from ui.tasks.task_parts import TaskParts
from ui.tasks.task_record import summary

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.journal.task_history import TaskEvent
    from models.work.task_detail import TaskDetail

    _Seen = tuple[TaskDetail, Sequence[TaskEvent]]
    from models.work.task_list import TaskRow

# From a task, by so many lines, then call with the neighbour's id, or with None and why there is none.
Step = Callable[[str, int, Callable[[str | None, str], object]], object]


class TaskView(Dialog):
    """`saved` carries the id of a task that was added here. Closing, stepping and Esc ask about unsaved typing."""

    saved = Signal(str)
    _said: tuple[str, str | None] = ("", None)  # what the banner said last
    _watched = False  # whether its typing is kept through a crash

    def __init__(
        self, context: Context, owner: QWidget, task_id: str | None, known: Mapping[str, str], step: Step | None = None
    ) -> None:
        """`known` fills a new task in (area, unit, directive); `step` gives the neighbour in the list."""
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.context = context
        self._owner = owner
        self._task_id = task_id
        self._known = dict(known)
        self._step = step
        self._detail: TaskDetail | None = None
        self._saving = False
        self.parts = TaskParts(context, new=task_id is None)
        self.form, self.files = self.parts.form, self.parts.files
        self.form.edited.connect(self._edited)
        self.form.pick.clicked.connect(self._pick_units)
        self.files.changed.connect(self.reload)
        self.task_actions = TaskActions(self, context, self._gather)
        # Delete belongs to the fields here, and Ctrl+Enter saves as in every dialog.
        for action in (self.task_actions.cancel, self.task_actions.remove, self.task_actions.finish):
            action.setShortcuts([])
        self.addActions(self.task_actions.all())
        self._add_undo()
        self._lay_out()
        self._offer(context)
        for widget in (self._badge, self._sum):
            if widget.parent() is None:  # a new task has nothing to show there yet
                widget.setParent(self)
                widget.hide()
        context.jobs.changed.connect(self._heard)
        fit(self, theme.em(62), theme.em(40))
        self.form.text.setFocus()
        self.reload()

    def _add_undo(self) -> None:
        changes = self.context.changes
        for keys, way in ((hand.UNDO, changes.back), (hand.REDO, changes.forth)):
            action = QAction(self)
            action.setShortcuts(keys)
            action.triggered.connect(lambda _on=False, which=way: self._take_back(which))
            self.addAction(action)

    def _take_back(self, way: Callable[[QObject], object]) -> None:
        """Ctrl+Z takes back what was saved; what is typed and not saved is the field's own, and is not lost by it."""
        if self.form.dirty():
            self._ask_to_save()
        else:
            way(self)

    def _ask_to_save(self) -> None:
        words = _("Hãy lưu (Ctrl+S) hoặc bỏ các thay đổi đang nhập trước khi làm việc này.")
        self.banner.note(words, holds=self.form.dirty)

    def _offer(self, context: Context) -> None:
        for word, action in self.task_actions.words():
            only_for(context, word, action)
        only_for(context, "task.change", self._save, self.form.pick)
        only_for(context, "task.attach", self.files.add, self.files.off)
        look_only(context, "task.change", self.form)

    # What it does

    def reload(self) -> None:
        """Read the task again; typing that is not saved stays."""
        task_id = self._task_id

        def read(session: Session) -> tuple[_Seen | None, FormChoices]:
            from models.journal import task_history
            from models.work import directives, task_detail, unit_catalogue

            labels, given = tuple(directives.labels(session).items()), tuple(directives.given_days(session).items())
            choices = FormChoices(unit_catalogue.read(session), labels, given)
            if task_id is None:
                return None, choices
            return (task_detail.read(session, task_id), task_history.of_task(session, task_id)), choices

        self.context.jobs.read(read, self, self._show, self._not_read, slot="task")

    def save(self) -> None:
        """Save what was changed, in one operation."""
        self._save_then(self._saved)

    def may_leave(self) -> bool:
        """Ask about typing that is not saved: whether it is on its way to the disk, or not wanted; False keeps it."""
        left: list[bool] = []
        self._leave(lambda: left.append(True))
        return bool(left) or self._saving

    def missing(self) -> QWidget | None:
        """The field that is complained of."""
        wrong = self.form.complaint()
        return wrong[1] if wrong is not None else None

    def go(self, by: int) -> None:
        """To the next or the previous task of the list."""
        task_id, step = self._task_id, self._step
        if task_id is not None and step is not None:
            self._leave(lambda: step(task_id, by, self._stepped))

    def reject(self) -> None:
        """Esc, `Đóng` and the window's cross."""
        self._leave(super().reject)

    def show_error(self, failure: AppError) -> None:
        """What was refused."""
        self.banner.error(failure)

    def show_done(self, text: str, undo_operation: str | None) -> None:
        """What was done, with Undo; where the dialog closes by it, the page says it."""
        self._said = (text, undo_operation)
        if self._task_id is None:
            messages.show_done(self._owner, text, undo_operation)
        else:
            self.banner.done(text, undo_operation, self.context.jobs, self)

    # Inside, what is shown

    def _leave(self, then: Callable[[], object]) -> None:
        """Do `then` when nothing that is wanted is lost by it: at once, once it is saved, or not at all."""
        if self._saving:
            return
        answer = "discard"
        if self.form.dirty():
            what = _("Lưu thay đổi của nhiệm vụ này?")
            answer = messages.leaving(self, what, _("Nếu không lưu, những gì vừa nhập sẽ mất."))
        if answer == "discard":
            then()
        elif answer == "save":

            def saved(task_id: str) -> None:
                self.saved.emit(task_id)
                then()

            self._save_then(saved)

    def _stepped(self, task_id: str | None, why_not: str) -> None:
        if task_id is None:
            self.banner.say(why_not)
            return
        self._task_id, self._detail = task_id, None
        self.banner.hide()
        self.reload()

    def _show(self, found: tuple[_Seen | None, FormChoices]) -> None:
        seen, choices = found
        self.form.show_choices(choices)
        if seen is None:
            if not self.form.dirty():
                self.form.show_task(new_fields(self._known), None, new=True)
                self.form.text.setFocus()
            self._shown()
            return
        detail, history = seen
        kept = self.form.dirty() and self._detail is not None
        self._detail = detail
        if not kept:
            self.form.show_task(detail.fields, detail.indicator, new=False)
        row = detail.row
        self.setWindowTitle(heading(row))
        self._title.setText(heading(row))
        self._badge.show_row(row)
        self._sum.setText(summary(detail))
        self.parts.show_detail(detail, history)
        self.task_actions.show_for([row])
        self._shown()

    def _shown(self) -> None:
        if not self._watched:
            self._watched = True
            form = drafts.WatchedForm(self.form, self._key, self.windowTitle, self._place, self.banner)
            drafts.watch(form, self)
        self._edited()

    def _key(self) -> str:
        return f"task:{self._task_id or 'new'}"

    def _place(self) -> drafts.Place:
        return ("tasks", {"task": self._task_id} if self._task_id else {"new": "task"})

    def _not_read(self, failure: AppError) -> None:
        if failure.code == "task_unknown" and self._detail is not None and not self.form.dirty():
            super().reject()  # it was removed: the page says so, with Undo
            messages.show_done(self._owner, *self._said)
        else:
            self.show_error(failure)

    def _edited(self) -> None:
        dirty = self.form.dirty()
        self._save.setEnabled((dirty or self._task_id is None) and not self._saving)
        if self._task_id is not None:
            self._state.setText(_("Có thay đổi chưa lưu") if dirty else "")

    def _heard(self, tables: frozenset[str]) -> None:
        from models.store.tables import parts_of

        shown = {"tasks", *(part.__tablename__ for part in parts_of("tasks"))}
        if self._task_id is not None and tables & shown:
            self.reload()

    # Inside, what is done

    def _saved(self, task_id: str) -> None:
        self.saved.emit(task_id)
        if self._task_id is None:
            self.accept()
        else:
            self.reload()

    def _saved_and_more(self, task_id: str) -> None:
        self.saved.emit(task_id)
        from models.work.tasks import TaskFields

        before = self.form.fields()
        again = TaskFields(text="", area=before.area, directive_id=before.directive_id, source_text=before.source_text)
        self.form.show_task(again, None, new=True)
        self.form.text.setFocus()
        self._edited()

    def _save_then(self, after: Callable[[str], None]) -> None:
        wrong = self.form.complaint()
        if wrong is not None:
            self.show_error(AppError("incomplete", wrong[0], "", ""))
            go_to(wrong[1])
            return
        if self._saving or (self._task_id is not None and not self.form.dirty()):
            return
        task_id, fields, measure = self._task_id, self.form.fields(), self.form.indicator()

        def change(session: Session) -> str:
            from models.work import task_detail

            return task_detail.save(session, task_id, fields, measure)

        def done(saved_id: str) -> None:
            self._saving = False
            self.form.keep()
            after(saved_id)

        self._saving = True
        self._edited()
        said = _("Đã thêm nhiệm vụ.") if task_id is None else _("Đã lưu nhiệm vụ.")
        said = " ".join(filter(None, (said, self.form.since.missed_words())))
        operation = "task.add" if task_id is None else "task.change"
        self.context.jobs.write(operation, change, self, done, said=said, ended=self._ended)

    def _ended(self) -> None:
        self._saving = False
        self._edited()

    def _gather(self, ok: Callable[[list[TaskRow]], object]) -> None:
        """The actions begin from what is saved: unsaved typing is saved first, or stays where it is."""
        if self._detail is None:
            return
        if not self.form.dirty():
            ok([self._detail.row])
            return
        self._ask_to_save()

    def _pick_units(self) -> None:
        from ui.tasks.assign import Assignable, RolesDialog

        found = Assignable(self.form.units(), (self.form.roles(),))
        RolesDialog(self, found, self.context.settings, lambda given: self.form.show_roles(*given[0])).open()

    # Inside, the layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.5))
        column.addLayout(self._head())
        column.addWidget(self.parts, 1)
        if self._task_id is not None:
            column.addWidget(ActionBar(self.task_actions))
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        new = self._task_id is None
        self.setWindowTitle(_("Thêm nhiệm vụ"))
        self._title = ShortLabel(_("Thêm nhiệm vụ") if new else "", "heading")
        self._badge = BadgeLabel()
        self._sum = plain_label(role="muted")
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.6))
        row.addWidget(self._title, 1)
        if not new:
            row.addWidget(self._badge)
            row.addWidget(self._sum)
            for text, keys, by in ((_("‹ Trước"), "Ctrl+PgUp", -1), (_("Sau ›"), "Ctrl+PgDown", 1)):
                action = QAction(text, self)
                action.setShortcut(QKeySequence(keys))
                action.triggered.connect(lambda _on=False, which=by: self.go(which))
                self.addAction(action)
                row.addWidget(action_button(action))
        return row

    def _foot(self) -> QHBoxLayout:
        self._state = plain_label(role="warn")
        self._save = self._button(_("Lưu") if self._task_id else _("Thêm nhiệm vụ"), self.save, "Ctrl+S")
        theme.mark(self._save, "primary")
        close = self._button(_("Đóng"), self.reject, "")
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.5))
        foot.addWidget(self._state, 1)
        if self._task_id is None:
            foot.addWidget(self._button(_("Thêm và nhập tiếp"), self._add_more, "Ctrl+Shift+S"))
        foot.addWidget(close)
        foot.addWidget(self._save)
        return foot

    def _add_more(self) -> None:
        self._save_then(self._saved_and_more)

    def _button(self, text: str, slot: Callable[[], object], keys: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: slot())
        if keys:
            also = ", Ctrl+Enter" if keys == "Ctrl+S" else ""
            button.setToolTip(f"{text} · {keys}{also}")
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False: slot())
            self.addAction(action)
        return button
