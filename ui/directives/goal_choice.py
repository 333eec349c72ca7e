"""The goals that a document sets in figures, and for each which of its tasks it is the indicator of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.base.text import show_date
from models.base.words import _
from models.work.goals import Goal, figure
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit, scrolled
from ui.kit.fields import answers, button, choice_field
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.work.directive_view import OpenDirective

_OUT = None  # what a choice carries for a goal that is left out; "" for one that waits
_LONGEST = 70  # letters of a proposal in a choice


class GoalsDialog(Dialog):
    """Emits `decided` with what was changed: the key of a proposal, "" where nobody decided, None where it is left out.

    `look` is where in the document the goal stands that the person wants to see.
    """

    decided = Signal(object)
    look = Signal(int, int)

    def __init__(self, parent: QWidget, opened: OpenDirective, *, may_decide: bool = True) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Mục tiêu của {label}").format(label=opened.label))
        self._goals = opened.goals
        self._choices: dict[str, QComboBox] = {}
        self._items = [item for item in opened.items if not item.dropped]
        self._refused = plain_label("", "warn", wrap=True)
        self.yes = button(_("Lưu lựa chọn"), self.take)
        self.yes.setEnabled(may_decide)
        why = _(
            "Mục tiêu có số liệu trong văn bản, chưa là của nhiệm vụ nào. Chọn nhiệm vụ thì mục tiêu thành chỉ số của "
            "nhiệm vụ đó (mỗi nhiệm vụ một chỉ số); đề xuất chưa nhận thì thành chỉ số khi được nhận."
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(plain_label(why, "muted", wrap=True))
        column.addWidget(scrolled(self._rows()), 1)
        column.addWidget(self._refused)
        self._refused.hide()
        column.addLayout(answers(button(_("Thôi"), self.reject), self.yes))
        fit(self, theme.letters(100))

    def take(self) -> None:
        """Hand over what was changed, unless two goals are to measure one task."""
        chosen = {key: box.currentData() for key, box in self._choices.items()}
        given = [item for item in chosen.values() if item]
        twice = next((item for item in given if given.count(item) > 1), None)
        if twice is not None:
            ref = next(item.task.ref or _("Thêm") for item in self._items if item.key == twice)
            words = _(
                "Hai mục tiêu cùng chọn nhiệm vụ {ref}. Mỗi nhiệm vụ chỉ có một chỉ số; hãy chọn lại một trong hai."
            )
            self._refused.setText(words.format(ref=ref))
            self._refused.show()
            return
        changed = {goal.key: chosen[goal.key] for goal in self._goals if chosen[goal.key] != _standing(goal)}
        self.accept()
        if changed:
            self.decided.emit(changed)

    # Inside

    def _rows(self) -> QWidget:
        area = QWidget()
        theme.mark(area, "clear")
        grid = QGridLayout(area)
        grid.setContentsMargins(0, 0, theme.em(0.3), 0)
        grid.setHorizontalSpacing(theme.em(0.8))
        grid.setVerticalSpacing(theme.em(0.6))
        grid.setColumnStretch(0, 1)
        for goal in self._goals:
            self._row(grid, goal)
        grid.setRowStretch(grid.rowCount(), 1)
        return area

    def _row(self, grid: QGridLayout, goal: Goal) -> None:
        line = grid.rowCount()
        target = goal.target
        entries = [(_("Chưa chọn"), ""), (_("Không dùng làm chỉ số"), _OUT)]
        entries += [(_named(item.task.ref, item.task.text), item.key) for item in self._items]
        box = choice_field(_("Chỉ số của nhiệm vụ nào: {name}").format(name=target.name), entries, _standing(goal))
        box.setCurrentIndex([value for _words, value in entries].index(_standing(goal)))
        box.setMinimumWidth(theme.letters(34))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choices[goal.key] = box
        words = plain_label(" ".join(part for part in (target.ref, target.text) if part), wrap=True, buddy=box)
        by = _("đến {day}").format(day=show_date(target.by)) if target.by else ""
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(words)
        about = QHBoxLayout()
        about.addWidget(plain_label(" · ".join(filter(None, (target.name, figure(target), by))), "muted", wrap=True), 1)
        go = button(_("Xem đoạn nguồn"), lambda: self._go(goal))
        go.setToolTip(plain_tip(target.text))
        about.addWidget(go)
        told.addLayout(about)
        grid.addLayout(told, line, 0)
        grid.addWidget(box, line, 1, Qt.AlignmentFlag.AlignTop)

    def _go(self, goal: Goal) -> None:
        self.reject()
        self.look.emit(goal.target.source.start, goal.target.source.end)


def _standing(goal: Goal) -> str | None:
    return _OUT if goal.left_out else goal.item


def _named(ref: str, text: str) -> str:
    words = f"{ref or _('Thêm')} · {text}"
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
