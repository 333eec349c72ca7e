"""One open document: its words at the left, the proposals at the right, and what is done with them.

What is saved and when is the page's; every change here is emitted as `changed`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.undo_stack import Way
from models.base.words import _
from models.work.review import Review, ReviewItem
from ui.base import hand, messages, theme
from ui.directives import class_menu, review_actions
from ui.directives.accepting import ask_and_accept
from ui.directives.class_menu import ClassMenu
from ui.directives.directive_head import DirectiveHeadForm
from ui.directives.document_view import DocumentView, Mark
from ui.directives.find_in_document import FindInDocument
from ui.directives.kept_reviews import KeptReviews
from ui.directives.order_switch import OrderSwitch
from ui.directives.proposal_rows import FIELD, TEXT, ProposalRows, summary
from ui.directives.proposal_table import ProposalTable
from ui.directives.reading_notes import ReadingNotes
from ui.kit.flow import FlowLayout
from ui.kit.labels import ShortLabel

if TYPE_CHECKING:
    from models.base.settings import Settings
    from models.work.directive_view import OpenDirective
    from models.work.unit_roles import Held


class ReviewView(QWidget):
    """Emits `changed` after each change of the proposals, `head_edited` when the document's own fields were."""

    changed = Signal()
    head_edited = Signal(object)  # DirectiveHead
    # A list of keys; units that lead instead of names that are none of ours; the day on which they were given, or None.
    accept_wanted = Signal(object, object, object)
    tasks_wanted = Signal()
    step_wanted = Signal(str)  # the operation that is to be taken back in the book

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._opened: OpenDirective | None = None
        self._settings = settings
        self._locked = False
        self.reviews = KeptReviews()
        self.notes = ReadingNotes()
        self.head = DirectiveHeadForm()
        self.head.edited.connect(self.head_edited)
        self.document = DocumentView()
        self.rows = ProposalRows(self)
        self.table = ProposalTable(self.rows, settings)
        self.order = OrderSwitch(settings, self.table)
        self.classes = ClassMenu()
        self.classes.picked.connect(self.choose_class)
        self._buttons: dict[str, QPushButton] = {}
        self._sum = ShortLabel(role="muted")
        self._lay_out()
        self.head.done.connect(self.table.setFocus)
        self._key("Ctrl+E", self.head.turn)
        self._key(class_menu.KEYS, self.classes.open)
        self.document.picked.connect(self._picked)
        self.notes.look.connect(self.document.select)
        self.document.selectionChanged.connect(self._offer)
        self.table.current_changed.connect(self.document.show_current)
        self.table.origin_changed.connect(self.document.show_origin)
        self.table.choice_changed.connect(self._offer)
        self.table.units_wanted.connect(self.choose_units)
        self.table.class_wanted.connect(self.classes.open)
        self.table.drop_wanted.connect(self.drop)
        self.rows.changed.connect(self._changed)
        self.rows.refused.connect(lambda failure: messages.error(self, failure))

    @property
    def review(self) -> Review:
        """The review that is shown."""
        return self.rows.review

    def show_directive(self, opened: OpenDirective, *, same: bool) -> None:
        """Show a document; with `same` it is the one shown before, and the place in it is kept."""
        chosen, column = (self.table.chosen(), self.table.column()) if same else ([], TEXT)
        current = self.table.current() if same else ""
        accepted = self.review.accepted_in(opened.items) if same else set()
        self._opened = opened
        if not same or self.document.text() != opened.text:
            self.document.show_text(opened.text)
        self.head.show_head(opened.head, same=same)
        self.notes.show_notes(opened)
        unchanged = same and opened.items == self.review.items
        review = self.reviews.of(opened)
        if unchanged:
            self.rows.show_names(opened.units, opened.tasks)
            self._offer()
            return
        self.rows.show_review(review, opened.units, opened.tasks, same=same)
        self._mark()
        if current in accepted:
            self._leave_accepted(current, [key for key in chosen if key not in accepted], column)
        else:
            shown = self.rows.items()
            first = next((item.key for item in (*(one for one in shown if one.waiting), *shown)), "")
            self.table.choose([current or first, *(key for key in chosen if key not in accepted)], column)
            self.document.show_current(self.table.current(), scroll=not same)
        self._offer()

    def _leave_accepted(self, key: str, chosen: Sequence[str], column: int) -> None:
        """What became a task is done with: go on with what is still chosen, else with what waits next, else nothing."""
        go_on = [*chosen] or [*filter(None, (self.review.waiting_after(key, self.rows.items()),))]
        if go_on:
            self.table.choose(go_on, column)
        else:
            self.table.choose_none(key)
        self.document.show_current(self.table.current() if go_on else "")

    def read_only(self) -> None:
        """For those who read what came of a document and change nothing of it."""
        self._locked = self.rows.only_shown = True
        for name in self._buttons.keys() - {"tasks"}:
            self._buttons[name].hide()
        self.classes.hide()
        self.notes.read_only()

    def words(self) -> str:
        """How far the review is."""
        return self._sum.text()

    # What is done

    def merge(self) -> None:
        """One proposal of the chosen ones."""
        self._do(lambda: [self.review.merge(self.table.chosen())])

    def split(self) -> None:
        """Cut the current proposal: at the caret in the document, or where the person points in its words."""
        self.table.leave_editor()
        key = self.table.current()
        if not key or self._locked:
            return
        if self.document.hasFocus():
            place = self.review.place_of(key, self.document.caret())
            if place is not None and 0 < place < len(self.review.item(key).task.text):
                self._do(lambda: list(self.review.split(key, place)))
                return
        from ui.directives.split_proposal import SplitDialog

        dialog = SplitDialog(self, self.review.item(key).task.text)
        dialog.chosen.connect(lambda at: self._do(lambda: list(self.review.split(key, at))))
        dialog.open()

    def drop(self) -> None:
        """The chosen ones are no tasks; where all of them are dropped already, they are taken back."""
        keys = self.table.chosen()
        if self._all_dropped(keys):
            self._do(lambda: self.review.take_back(keys))
        else:
            self._do(lambda: self.review.drop(keys))

    def add(self) -> None:
        """Propose what is selected in the document."""
        selection = self.document.selection()
        if selection is None:
            messages.error(self, review_actions.nothing_selected())
            return
        self._do(lambda: [self.review.add(*selection)])

    def seen(self) -> None:
        """The remarks on the chosen ones need nothing more."""
        self._do(lambda: self.review.seen(self.table.chosen()))

    def fill_down(self) -> None:
        """The first chosen row's value goes into the others."""
        name = FIELD.get(self.table.column())
        if name is not None and name != "text":
            self._do(lambda: self.review.fill_down(self.table.chosen(), name))

    def choose_units(self) -> None:
        """Who leads and who helps, for all chosen proposals."""
        self.table.leave_editor()
        items = [item for key in self.table.chosen() if (item := self.review.item(key)).waiting]
        if not items or self._locked or self._opened is None:
            return
        from ui.tasks.assign import Assignable, RolesDialog

        keys = [item.key for item in items]

        def chosen(given: list[Held]) -> None:
            self._do(lambda: self.review.give(dict(zip(keys, given, strict=True))))

        about = _("Cho {n} đề xuất đã chọn").format(n=len(keys)) if len(keys) > 1 else ""
        found = Assignable(self._opened.units, tuple(item.held for item in items))
        RolesDialog(self, found, self._settings, chosen, about).open()

    def choose_class(self, code: str) -> None:
        """Whose the chosen proposals are."""
        self._do(lambda: self.review.edit(self.table.chosen(), whose=code))

    def accept_all(self) -> None:
        """Every proposal that waits becomes a task; what is doubtful is asked about."""
        self.table.leave_editor()
        self._ask_and_accept(self.review.waiting())

    def accept_chosen(self) -> None:
        """The chosen ones become tasks: of several it is asked what is doubtful, of one less."""
        self.table.leave_editor()
        items = [item for key in self.table.chosen() if (item := self.review.item(key)).waiting]
        if items and not self._locked:
            self._ask_and_accept(items)

    def _ask_and_accept(self, items: Sequence[ReviewItem]) -> None:
        if self._opened is not None and items:
            ask_and_accept(self, self._opened, items, self.rows.is_known, self.accept_wanted.emit, self._go_to)

    def _go_to(self, key: str) -> None:
        self.table.choose([key], TEXT)
        self.document.show_current(key)
        self.table.setFocus()

    def undo(self) -> None:
        """Take the last step of this document back; what was saved is taken back in the book."""
        self._step("undo", self.review.undo)

    def redo(self) -> None:
        """Make it again."""
        self._step("redo", self.review.redo)

    # Inside

    def _step(self, way: Way, take: Callable[[], None]) -> None:
        if self._locked:
            return
        self.table.leave_editor()
        if operation := self.review.saved_step(way):
            self.step_wanted.emit(operation)
        elif self.review.can_undo() if way == "undo" else self.review.can_redo():
            self._do(take)
        else:
            messages.show_done(self, review_actions.no_step(way))

    def _do(self, change: Callable[[], Sequence[str] | None]) -> None:
        """Change the review, show it, and stay where the person is: on what the change made, or on the same rows."""
        if self._locked:
            return
        self.table.leave_editor()
        before, keys, current = self.review.items, self.table.chosen(), self.table.current()
        line = self.table.currentIndex().row()
        try:
            made = change()
        except AppError as failure:
            messages.error(self, failure)
            return
        if self.review.items == before:
            return
        self.rows.again()
        there = {item.key for item in self.review.items}
        stay = [key for key in dict.fromkeys([current, *keys]) if key in there]
        near = self.rows.item(min(max(line, 0), self.rows.rowCount() - 1)).key
        self.table.choose(made or stay or [near])
        self.document.show_current(self.table.current())
        if not self.document.hasFocus():
            self.table.setFocus()

    def _changed(self) -> None:
        self._mark()
        self._offer()
        self.changed.emit()

    def _picked(self, key: str) -> None:
        self.table.choose([key])
        self.document.show_current(key, scroll=False)

    def _mark(self) -> None:
        marks = [
            Mark(item.key, item.task.source.start, item.task.source.end, item.task.ref or "+", self.rows.tone(item))
            for item in self.review.items
        ]
        self.document.show_marks(marks)

    def _all_dropped(self, keys: Sequence[str]) -> bool:
        return bool(keys) and all(self.review.item(key).dropped for key in keys)

    def _offer(self) -> None:
        """What can be done now, and how far the review is."""
        keys = self.table.chosen()
        items = [self.review.item(key) for key in keys]
        waiting = [item for item in items if item.waiting]
        offers = {
            "merge": len(waiting) > 1,
            "split": bool(waiting),
            "drop": bool(waiting) or self._all_dropped(keys),
            "units": bool(waiting),
            "add": self.document.selection() is not None,
            "seen": any(not item.task.sure for item in waiting),
            "accept": bool(waiting),
            "undo": self.review.can_undo(),
            "redo": self.review.can_redo(),
            "tasks": any(item.task_id for item in self.review.items),
        }
        for name, possible in offers.items():
            self._buttons[name].setEnabled(possible)
        self._buttons["tasks"].setVisible(offers["tasks"])
        self._say("drop", _("Lấy lại") if self._all_dropped(keys) else _("Bỏ"))
        self.classes.setEnabled(bool(waiting))
        number = len(waiting)
        self._say("accept", _("Nhận {n} mục đã chọn").format(n=number) if number else _("Nhận mục đã chọn"))
        self._sum.setText(summary(self.review.items))

    def _say(self, name: str, words: str) -> None:
        self._buttons[name].setText(words)
        self._buttons[name].setAccessibleName(words)

    def _lay_out(self) -> None:
        bar = QWidget()
        theme.mark(bar, "clear")
        tools = FlowLayout(bar)
        tools.setSpacing(theme.em(0.25))
        for name, words, keys, tip in review_actions.ABOVE:
            tools.addWidget(self._button(name, words, keys, tip))
            if name == "units":
                tools.addWidget(self.classes)
        tools.addWidget(self.order)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        for name, words, keys, tip in review_actions.BELOW:
            foot.addWidget(self._button(name, words, keys, tip))
        right = QWidget()
        theme.mark(right, "clear")
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.em(0.5), 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        column.addWidget(self.notes)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.finder = FindInDocument(self.document)
        self.splitter.addWidget(self.finder)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([400, 600])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.em(0.5))
        whole.addWidget(self.head)
        whole.addWidget(self.splitter, 1)

    def _button(self, name: str, words: str, keys: str, tip: str) -> QPushButton:
        own = (self.merge, self.split, self.drop, self.add, self.seen, self.undo, self.redo)
        others = {"units": self.choose_units, "tasks": self.tasks_wanted.emit, "accept": self.accept_chosen}
        slot = ({one.__name__: one for one in own} | others)[name]
        button = QPushButton(words)
        button.setToolTip(" · ".join(part for part in (tip, keys) if part))
        button.setAccessibleName(words if words.isascii() or len(words) > 1 else tip)
        button.clicked.connect(slot)
        self._buttons[name] = button
        if keys:
            self._key(keys, slot)
        return button

    def _key(self, keys: str, slot: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcuts(hand.keys(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: slot())
        self.addAction(action)

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z here takes back steps of this document, and no other's when there is none left."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._own_keys(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, and filling down."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self._locked:
            self.undo()
        elif hand.is_redo(event) and not self._locked:
            self.redo()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        else:
            super().keyPressEvent(event)

    def _own_keys(self, event: QKeyEvent) -> bool:
        return not self._locked and (event.matches(QKeySequence.StandardKey.Undo) or hand.is_redo(event))
