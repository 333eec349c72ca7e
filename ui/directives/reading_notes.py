"""Above the proposals, for as long as the document is kept: what the reader remarked, and the goals that it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.base.text import show_number
from models.base.words import _
from ui.base import theme
from ui.kit.fields import button
from ui.kit.labels import ShortLabel

if TYPE_CHECKING:
    from models.work.directive_view import OpenDirective


class ReadingNotes(QWidget):
    """One line, and none where there is nothing to say. `decided` gives what was chosen for goals, by their keys."""

    decided = Signal(object)  # {key of a goal: key of a proposal, "" undecided, None left out}
    look = Signal(int, int)  # where in the document a goal stands

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, "clear")
        self._opened: OpenDirective | None = None
        self._locked = False
        self._first = ShortLabel(role="warn")
        self.remarks = button("", self._show_remarks)
        self.goals = button("", self.open_goals)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.em(0.5))
        line.addWidget(self._first, 1)
        line.addWidget(self.remarks)
        line.addWidget(self.goals)

    def show_notes(self, opened: OpenDirective) -> None:
        """Say what is to be said of a document."""
        self._opened = opened
        number, goals = len(opened.remarks), opened.goals
        waiting = sum(goal.waiting for goal in goals)
        self._first.setText(f"▲ {opened.remarks[0]}" if number else "")
        self.remarks.setText(_("Lưu ý khi đọc ({n})…").format(n=show_number(number)))
        words = _("Mục tiêu ({n})…") if not waiting else _("Mục tiêu ({n}, {waiting} chưa chọn)…")
        self.goals.setText(words.format(n=show_number(len(goals)), waiting=show_number(waiting)))
        for shown, there in ((self.remarks, number), (self.goals, goals), (self, number or goals)):
            shown.setVisible(bool(there))

    def read_only(self) -> None:
        """For those who decide nothing."""
        self._locked = True

    def open_goals(self) -> None:
        """Choose for each goal whose indicator it is."""
        if self._opened is None:
            return
        from ui.directives.goal_choice import GoalsDialog

        dialog = GoalsDialog(self, self._opened, may_decide=not self._locked)
        dialog.decided.connect(self.decided)
        dialog.look.connect(self.look)
        dialog.open()

    def _show_remarks(self) -> None:
        if self._opened is None:
            return
        from ui.kit import text_view

        text = "\n\n".join(f"▲ {remark}" for remark in self._opened.remarks)
        title = _("Lưu ý khi đọc {label}").format(label=self._opened.label)
        text_view.show(self, title, text, letters=72, lines=16)
