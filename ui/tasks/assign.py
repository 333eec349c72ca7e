"""Giao: who leads and who helps, for one task or many at once; and the same choice for the fields of a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base.settings import Settings
from models.base.text import show_number
from models.base.words import _
from models.work.unit_catalogue import UnitCatalogue
from models.work.unit_roles import Held
from ui.base import theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.edit_dialog import Change
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label
from ui.tasks.task_dialog import TaskDialog, named
from ui.tasks.unit_roles import UnitRoles, listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.task_list import TaskRow
    from ui.base.jobs import Jobs


@dataclass(frozen=True)
class Assignable:
    """What there is to choose from, and who has each of the tasks now."""

    catalogue: UnitCatalogue
    held: tuple[Held, ...]


def assignable(session: Session, task_ids: Sequence[str]) -> Assignable:
    """What an `AssignDialog` shows."""
    from models.work import task_detail, unit_catalogue

    return Assignable(unit_catalogue.read(session), tuple(task_detail.roles_of(session, task_ids)))


class AssignDialog(TaskDialog):
    """Giao: replaces who answered before; what several tasks have not in common stays unless it is changed here."""

    operation = "task.assign"
    keeps_typing = False

    def __init__(
        self, owner: QWidget, jobs: Jobs, rows: Sequence[TaskRow], found: Assignable, settings: Settings
    ) -> None:
        super().__init__(owner, jobs, rows, _("Giao nhiệm vụ"), _("Giao"))
        self.roles = UnitRoles(settings)
        self._held = found.held
        self.roles.show_units(found.catalogue, found.held)
        self._before = self.roles.choice()
        if self._before.some_lead or self._before.some_help:
            self.form.addRow(plain_label(mixed_note(), "muted", wrap=True))
        self.form.addRow(self.roles)
        self.roles.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """Somebody leads each of them."""
        number = self.roles.choice().leaderless(self._held)
        if not number:
            return None
        if len(self.rows) == 1:
            return _("Hãy chọn ít nhất một đơn vị chủ trì."), self.roles
        words = _("Còn {n} nhiệm vụ chưa có đơn vị chủ trì. Hãy chọn ít nhất một đơn vị chủ trì cho tất cả.")
        return words.format(n=show_number(number)), self.roles

    def change(self) -> Change:
        """Give all of them."""
        ids, choice = self.ids(), self.roles.choice()

        def give(session: Session) -> None:
            from models.work import task_detail

            task_detail.give(session, ids, choice)

        return give

    def done_words(self) -> str:
        """What was done."""
        lead = self.roles.lead()
        if not lead:
            return _("Đã giao {what}.").format(what=named(self.rows))
        return _("Đã giao {what}: {names} chủ trì.").format(what=named(self.rows), names=listed(lead))

    def accept(self) -> None:
        """Given: the next time the same can be chosen at once."""
        self.roles.remember()
        super().accept()

    def dirty(self) -> bool:
        """Other ticks than at the beginning."""
        return self.roles.choice() != self._before


class RolesDialog(Dialog):
    """The same choice for what is saved later: `chosen` is called with who leads and who helps with each."""

    def __init__(
        self,
        parent: QWidget,
        found: Assignable,
        settings: Settings | None,
        chosen: Callable[[list[Held]], object],
        about: str = "",
        *,
        only_lead: bool = False,
    ) -> None:
        """`about` says how many are chosen for, where there are several; with `only_lead` nobody is to help."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Đơn vị chủ trì và phối hợp"))
        self._held = [found.catalogue.ours(held) for held in found.held]
        self._chosen = chosen
        self.roles = UnitRoles(settings, only_lead=only_lead)
        self.roles.show_units(found.catalogue, self._held)
        column = QVBoxLayout(self)
        if about:
            column.addWidget(plain_label(about, "strong", wrap=True))
        start = self.roles.choice()
        if start.some_lead or start.some_help:
            column.addWidget(plain_label(mixed_note(), "muted", wrap=True))
        column.addWidget(self.roles, 1)
        column.addLayout(answers(button(_("Thôi"), self.reject), button(_("Chọn"), self.take)))
        fit(self, theme.letters(94), theme.em(30))

    def take(self) -> None:
        """Hand the choice over and close."""
        choice = self.roles.choice()
        self.roles.remember()
        self._chosen([choice.applied(held) for held in self._held])
        self.accept()


def mixed_note() -> str:
    """What half a tick means."""
    return _("Ô tô xám kèm số (2/5): chỉ một số mục đang như vậy; để nguyên thì mỗi mục giữ đơn vị của mình.")
