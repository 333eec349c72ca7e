"""Bộ lọc đã lưu: ways to look at the list of tasks, some given, some kept by the person in this computer's settings."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from models.base.settings import Settings
from models.base.text import clean
from models.base.words import _
from ui.base import messages
from ui.base.plain_tips import plain_name
from ui.kit.menu_button import MenuButton

View = dict[str, Any]  # {"chosen": {...}, "sort": word, "descending": bool, "columns": base64 of the header's state}


def given_views() -> dict[str, View]:
    """The ways that come with the program."""
    return {
        _("Mặc định"): {"chosen": {}},
        _("Chưa hoàn thành, hạn gần trước"): {"chosen": {"unfinished": "1"}, "sort": "due_on"},
        _("Chưa giao đơn vị"): {"chosen": {"unassigned": "1", "unfinished": "1"}},
        _("Chờ xác nhận"): {"chosen": {"state": "submitted"}},
    }


class ViewButton(MenuButton):
    """A button with the name of the view in use, and a menu to pick, keep and remove views.

    `picked` carries the view; `removed` its name and a way to bring it back, `restored` its name. `take` gives the
    view on screen.
    """

    picked = Signal(object)
    removed = Signal(str, object)
    restored = Signal(str)

    def __init__(self, settings: Settings, take: Callable[[], View]) -> None:
        super().__init__()
        self._settings = settings
        self._take = take
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._name = str(settings.get("task_view")) or next(iter(given_views()))
        if self._name not in self._all():
            self._name = next(iter(given_views()))
        self._draw()

    def name(self) -> str:
        """The view in use."""
        return self._name

    def view(self) -> View:
        """The view in use, with which the list begins."""
        return self._all()[self._name]

    def pick(self, name: str) -> None:
        """Use another view."""
        self._name = name
        self._settings.put("task_view", name)
        self._draw()
        self.picked.emit(self.view())

    def keep(self, name: str) -> None:
        """Keep what is on screen under `name`; a view of that name is replaced."""
        name = clean(name)
        if not name or name in given_views():
            return
        self._settings.put("task_views", {**self._settings.get("task_views"), name: self._take()})
        self._name = name
        self._settings.put("task_view", name)
        self._draw()

    def remove(self, name: str) -> None:
        """Take a kept view away; `removed` tells how to bring it back."""
        kept = self._settings.get("task_views")
        view = kept.pop(name, None)
        self._settings.put("task_views", kept)
        if self._name == name:
            self.pick(next(iter(given_views())))

        def back() -> None:
            self._settings.put("task_views", {**self._settings.get("task_views"), name: view})
            self.pick(name)
            self.restored.emit(name)

        self.removed.emit(name, back)

    def _all(self) -> dict[str, View]:
        kept = {name: view for name, view in self._settings.get("task_views").items() if isinstance(view, dict)}
        return {**kept, **given_views()}

    def _draw(self) -> None:
        self.setText(plain_name(_("Bộ lọc: {name} ▾").format(name=self._name)))
        self.setAccessibleName(_("Bộ lọc đã lưu: {name}").format(name=self._name))

    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        kept = [name for name in self._all() if name not in given_views()]
        for names in (given_views(), kept):
            for name in names:
                action = self._menu.addAction(plain_name(name))
                action.setCheckable(True)
                action.setChecked(name == self._name)
                group.addAction(action)
                action.triggered.connect(lambda _on, which=name: self.pick(which))
            self._menu.addSeparator()
        self._menu.addAction(_("Lưu bộ lọc này…"), self._ask_keep)
        if self._name in kept:
            drop = plain_name(_("Xóa bộ lọc “{name}”").format(name=self._name))
            self._menu.addAction(drop, lambda: self.remove(self._name))

    def _ask_keep(self) -> None:
        kept = "" if self._name in given_views() else self._name
        label = _("Tên bộ lọc (giữ cả điều kiện lọc, thứ tự và cột đang hiện):")
        name = messages.ask_text(self, _("Lưu bộ lọc"), label, kept)
        if name is not None:
            self.keep(name)


def packed(state: bytes) -> str:
    """The header's state as settings keep it."""
    return base64.b64encode(state).decode()


def unpacked(text: object) -> bytes:
    """The way back; nothing for what is damaged."""
    try:
        return base64.b64decode(str(text or ""), validate=True)
    except ValueError:
        return b""
