"""Giao: who leads and who helps, for one task or many at once; and the same choice for the fields of a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.base.words import _
from ui.base import theme
from ui.kit.dialog_size import fit
from ui.kit.edit_dialog import Change
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label
from ui.tasks.task_dialog import TaskDialog, named
from ui.tasks.unit_roles import UnitRoles

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.task_list import TaskRow
    from ui.base.jobs import Jobs


def unit_names(session: Session) -> list[str]:
    """The units in force, in dictionary order."""
    from models.work import units

    return [row.name for row in units.rows(session)]


class AssignDialog(TaskDialog):
    """Giao: replaces who answered before."""

    operation = "task.assign"
    keeps_typing = False

    def __init__(
        self, owner: QWidget, jobs: Jobs, rows: Sequence[TaskRow], helping: Sequence[str], names: Sequence[str]
    ) -> None:
        """`helping` are those who help with the one task now; several tasks begin with nobody ticked."""
        super().__init__(owner, jobs, rows, _("Giao nhiệm vụ"), _("Giao"))
        self.roles = UnitRoles()
        lead = rows[0].lead if len(rows) == 1 else ()
        self._before = (tuple(lead), tuple(helping))
        self.roles.show_units(names, lead, helping)
        self.form.addRow(self.roles)
        if len(rows) > 1:
            note = _("Đơn vị đang được giao của các nhiệm vụ này sẽ được thay bằng lựa chọn ở đây.")
            self.form.addRow(plain_label(note, "muted", wrap=True))
        self.roles.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """Somebody leads."""
        if not self.roles.lead():
            return _("Hãy chọn ít nhất một đơn vị chủ trì."), self.roles
        return None

    def change(self) -> Change:
        """Give all of them."""
        ids, lead, helping = self.ids(), self.roles.lead(), self.roles.helping()

        def give(session: Session) -> None:
            from models.work import task_detail

            task_detail.give(session, ids, lead, helping)

        return give

    def done_words(self) -> str:
        """What was done."""
        return _("Đã giao {what}: {names} chủ trì.").format(what=named(self.rows), names="; ".join(self.roles.lead()))

    def dirty(self) -> bool:
        """Other ticks than at the beginning."""
        return (self.roles.lead(), self.roles.helping()) != self._before


class RolesDialog(QDialog):
    """The same choice for a form that saves later: `chosen` is called with who leads and who helps."""

    def __init__(
        self,
        parent: QWidget,
        names: Sequence[str],
        lead: Sequence[str],
        helping: Sequence[str],
        chosen: Callable[[tuple[str, ...], tuple[str, ...]], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Đơn vị chủ trì và phối hợp"))
        self.roles = UnitRoles()
        self.roles.show_units(names, lead, helping)
        self._chosen = chosen
        column = QVBoxLayout(self)
        column.addWidget(self.roles, 1)
        column.addLayout(answers(button(_("Thôi"), self.reject), button(_("Chọn"), self.take)))
        fit(self, theme.letters(80), theme.em(26))

    def take(self) -> None:
        """Hand the choice over and close."""
        self._chosen(self.roles.lead(), self.roles.helping())
        self.accept()
