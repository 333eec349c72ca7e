"""Nhóm: sets of units that the office named, kept in the book: name what is ticked, change, rename or remove a set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.work.unit_catalogue import UnitCatalogue, UnitGroup
from ui.base import messages
from ui.base.context import Context, context_of
from ui.base.plain_tips import plain_name, plain_tip
from ui.kit.dialog import Dialog
from ui.kit.menu_button import MenuButton

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_WORD = "unit.group"
Change = Callable[["Session"], Any]


class GroupMenu(MenuButton):
    """Offered to whoever may change the groups. `changed` carries the catalogue with the groups as they are now."""

    changed = Signal(object)  # UnitCatalogue

    def __init__(self, ticked: Callable[[], Sequence[str]]) -> None:
        """`ticked` gives the names of the units that are ticked."""
        super().__init__()
        self._ticked = ticked
        self._catalogue = UnitCatalogue()
        self.setText(_("Nhóm ▾"))
        self.setAccessibleName(_("Nhóm đơn vị"))
        self.setToolTip(_("Đặt tên cho các đơn vị đang chọn để lần sau chọn lại cùng lúc"))
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.hide()

    def show_catalogue(self, catalogue: UnitCatalogue) -> None:
        """Whose groups these are; put out of sight for who may not change them."""
        self._catalogue = catalogue
        context = context_of(self)
        self.setVisible(context is not None and context.may(_WORD))

    # Inside

    def _fill(self) -> None:
        menu, ids = self.menu(), self._ids()
        menu.clear()
        save = menu.addAction(_("Lưu {n} đơn vị đang chọn thành nhóm…").format(n=len(ids)), self._save)
        save.setEnabled(bool(ids))
        menu.addSeparator()
        for group in self._named():
            below = menu.addMenu(plain_name(f"{group.name} ({len(group.units)})"))
            below.setToolTip(plain_tip("; ".join(group.units)))
            again = below.addAction(_("Thay bằng các đơn vị đang chọn"), partial(self._put, group.name))
            again.setEnabled(bool(ids))
            below.addAction(_("Đổi tên…"), partial(self._rename, group))
            below.addAction(_("Xóa nhóm…"), partial(self._remove, group))

    def _named(self) -> list[UnitGroup]:
        return [group for group in self._catalogue.groups if group.kind == "named"]

    def _ids(self) -> list[str]:
        known = self._catalogue.ids
        return [known[name] for name in self._ticked() if name in known]

    def _save(self) -> None:
        label = _("Tên nhóm, ví dụ: Các xã vùng cao")
        name = clean(messages.ask_text(self, _("Lưu thành nhóm"), label) or "")
        there = next((group for group in self._named() if group.name.casefold() == name.casefold()), None)
        what = _("Thay nhóm “{name}” đã có?").format(name=name)
        if name and (there is None or messages.ask(self, what, "; ".join(there.units), yes=_("Thay"))):
            self._put(name)

    def _put(self, name: str) -> None:
        ids = self._ids()

        def change(session: Session) -> None:
            from models.work import unit_groups

            unit_groups.save(session, name, ids)

        self._write(change, _("Đã lưu nhóm “{name}”: {n} đơn vị.").format(name=name, n=len(ids)))

    def _rename(self, group: UnitGroup) -> None:
        name = clean(messages.ask_text(self, _("Đổi tên nhóm"), _("Tên nhóm:"), group.name) or "")
        if not name or name == group.name:
            return

        def change(session: Session) -> None:
            from models.work import unit_groups

            unit_groups.rename(session, unit_groups.find(session, group.name).id, name)

        self._write(change, _("Nhóm “{old}” nay tên là “{name}”.").format(old=group.name, name=name))

    def _remove(self, group: UnitGroup) -> None:
        what = _("Xóa nhóm “{name}”?").format(name=group.name)
        why = _("Các đơn vị của nhóm vẫn còn, việc đã giao không đổi. Lấy lại được ở Thùng rác.")
        if not messages.ask(self, what, why, yes=_("Xóa nhóm"), danger=True):
            return

        def change(session: Session) -> None:
            from models.work import unit_groups

            unit_groups.remove(session, unit_groups.find(session, group.name).id)

        self._write(change, _("Đã xóa nhóm “{name}”.").format(name=group.name))

    def _write(self, change: Change, said: str) -> None:
        context: Context | None = context_of(self)
        if context is None:
            return

        def run(session: Session) -> UnitCatalogue:
            from models.work import unit_catalogue

            change(session)
            return unit_catalogue.read(session)

        context.jobs.write(_WORD, run, self, lambda found: self._changed(found, said), self._refused)

    def _changed(self, catalogue: UnitCatalogue, said: str) -> None:
        self._catalogue = catalogue
        self.changed.emit(catalogue)
        dialog = self.window()
        if isinstance(dialog, Dialog):
            dialog.banner.say(said)

    def _refused(self, failure: AppError) -> None:
        dialog = self.window()
        if isinstance(dialog, Dialog):
            dialog.banner.error(failure)
        else:
            messages.error(self, failure)
