"""The menu bar: every action with its keys, so that all can be done and learned without a mouse. None lives here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from models.base.words import _
from ui.base import hand, theme
from ui.base.plain_tips import plain_name
from ui.base.saved_changes import OwnSteps
from ui.frame import lock_shortcut
from ui.frame.page_keys import PageKeys
from ui.frame.pages import shortcut
from ui.kit import row_lines

if TYPE_CHECKING:
    from ui.base.context import Context
    from ui.frame.page import Page


class PageWindow(Protocol):
    """What the menus ask of the window that shows the pages."""

    @property
    def context(self) -> Context:
        """What every page is given."""

    def current_page(self) -> Page | None:
        """The page on screen, or None while the book is closed."""

    def keys(self) -> list[str]:
        """The pages there are, in order."""

    def title_of(self, key: str) -> str:
        """The name of a page."""

    def go(self, key: str) -> object:
        """Show a page."""

    def undo_last(self) -> None:
        """Take back the newest change."""

    def redo_last(self) -> None:
        """Do again what was taken back last."""

    def go_back(self) -> None:
        """To the page before the present one."""

    def focus_navigation(self) -> None:
        """Bring the keyboard to the list of pages."""


class Menus:
    """Tệp, Sửa, Thao tác, Trang, Xem, Trợ giúp."""

    def __init__(self, window: QMainWindow, pages: PageWindow) -> None:
        """`window` carries the bar, `pages` (the same window, usually) is what the menus act on."""
        self._window, self._ways = window, pages
        self._office: list[QAction] = []
        bar = window.menuBar()
        self._file(bar.addMenu(_("&Tệp")))
        edit = bar.addMenu(_("&Sửa"))
        self._edit(edit)
        edit.aboutToShow.connect(self._name_steps)
        self._page_menu = bar.addMenu(_("T&hao tác"))
        self._page_menu.aboutToShow.connect(self._show_page_actions)
        self._pages(bar.addMenu(_("Tr&ang")))
        self._view(bar.addMenu(_("&Xem")))
        self._help(bar.addMenu(_("Trợ &giúp")))
        self._keys = PageKeys(window.centralWidget() or window)
        pages.context.changes.possible.connect(self.undo_possible)
        pages.context.changes.named.connect(self.name_undo)
        self.office_open(False)

    def office_open(self, is_open: bool) -> None:
        """Offer only what can be done: most actions need an open book."""
        for action in self._office:
            action.setEnabled(is_open)
        self.undo_possible(False)
        if not is_open:
            self._new.setEnabled(False)
            self._keys.follow(None)

    def page_changed(self, page: Page) -> None:
        """Follow the page on screen: what `Ctrl+N` makes there, and its own keys."""
        self._keys.follow(page)
        new = page.new_action
        self._new.setEnabled(new is not None and new.isVisible())
        self._new.setText(new.text() if new is not None else _("Thêm mới"))

    def undo_possible(self, possible: bool, again: bool = False) -> None:
        """Whether there is a change of this window to take back, and whether one to do `again`."""
        self._undo.setEnabled(possible)
        self._redo.setEnabled(again)

    def name_undo(self, done: str, undone: str) -> None:
        """Say what would be taken back and what done again; "" where there is nothing, or nobody knows."""
        before = _("Hoàn tác: {what}").format(what=done) if done else _("Hoàn tác thay đổi vừa lưu")
        again = _("Làm lại: {what}").format(what=undone) if undone else _("Làm lại thay đổi vừa hoàn tác")
        self._undo.setText(plain_name(before))
        self._redo.setText(plain_name(again))

    def _name_steps(self) -> None:
        page: object = self._ways.current_page()
        names = page.step_names() if isinstance(page, OwnSteps) else None
        if names is None:
            self._ways.context.changes.say()
        else:
            self.name_undo(*names)
            self.undo_possible(bool(names[0]), bool(names[1]))

    def _file(self, menu: QMenu) -> None:
        self._new = self._add(menu, _("Thêm mới"), self._make_new, "Ctrl+N", office=True)
        menu.addSeparator()
        self._add(menu, _("Khóa sổ"), self._lock, lock_shortcut.KEYS, office=True)
        self._add(menu, _("Thoát"), self._window.close, "Ctrl+Q")

    def _edit(self, menu: QMenu) -> None:
        self._undo = self._add(menu, _("Hoàn tác thay đổi vừa lưu"), self._ways.undo_last, "Ctrl+Z")
        self._redo = self._add(menu, _("Làm lại thay đổi vừa hoàn tác"), self._ways.redo_last, "Ctrl+Y")
        self._redo.setShortcuts(hand.REDO)
        menu.addSeparator()
        self._add(menu, _("Tìm trong trang"), self._find, "Ctrl+F", office=True)

    def _show_page_actions(self) -> None:
        """What can be done on the page on screen, asked for each time: it depends on what is chosen there."""
        page = self._ways.current_page()
        self._page_menu.clear()
        if page is not None:
            page.fill_actions(self._page_menu)
        if not any(action.isVisible() for action in self._page_menu.actions()):
            self._page_menu.addAction(_("Trang này không có thao tác riêng")).setEnabled(False)

    def _pages(self, menu: QMenu) -> None:
        for number, key in enumerate(self._ways.keys(), 1):
            action = self._add(menu, self._ways.title_of(key), self._goer(key), shortcut(number), office=True)
            action.setMenuRole(QAction.MenuRole.NoRole)
        if self._ways.keys():
            menu.addSeparator()
        self._add(menu, _("Quay lại trang trước"), self._ways.go_back, "Alt+Left", office=True)
        self._add(menu, _("Tới danh sách trang"), self._ways.focus_navigation, "F6", office=True)

    def _view(self, menu: QMenu) -> None:
        self._add(menu, _("Nạp lại trang"), self._reload, "F5", office=True)
        self._looks(menu.addMenu(_("Màu nền")))
        self._lines = menu.addMenu(_("Số dòng của nội dung nhiệm vụ"))
        self._lines.aboutToShow.connect(self._show_lines)

    def _show_lines(self) -> None:
        """Asked for each time: each list of tasks offers the choice as well."""
        self._lines.clear()
        row_lines.fill_menu(self._lines, self._window, self._ways.context.settings)

    def _looks(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        system = _("Theo Windows") if sys.platform == "win32" else _("Theo hệ thống")
        for look, words in (("system", system), ("light", _("Sáng")), ("dark", _("Tối"))):
            action = self._add(menu, words, self._dresser(look))
            action.setCheckable(True)
            action.setChecked(look == theme.look())
            group.addAction(action)

    def _help(self, menu: QMenu) -> None:
        self._add(menu, _("Trợ giúp của trang này"), self._show_help, "F1")
        self._add(menu, _("Cài bản mới…"), self._update)
        self._add(menu, _("Tệp chẩn đoán…"), self._diagnose)
        self._add(menu, _("Về chương trình"), self._about)

    def _add(
        self, menu: QMenu, text: str, slot: Callable[[], object], keys: str = "", *, office: bool = False
    ) -> QAction:
        action = QAction(text, self._window)
        action.triggered.connect(lambda _checked: slot())
        if keys:
            action.setShortcut(QKeySequence(keys))
        menu.addAction(action)
        if office:
            self._office.append(action)
        return action

    def _goer(self, key: str) -> Callable[[], object]:
        return lambda: self._ways.go(key)

    def _lock(self) -> None:
        self._ways.context.lock_office()

    def _make_new(self) -> None:
        page = self._ways.current_page()
        if page is not None and page.new_action is not None and page.new_action.isVisible():
            page.new_action.trigger()

    def _find(self) -> None:
        page = self._ways.current_page()
        if page is not None:
            page.start_search()

    def _reload(self) -> None:
        page = self._ways.current_page()
        if page is not None:
            page.refresh()

    def _dresser(self, look: str) -> Callable[[], object]:
        def dress() -> None:
            app = QApplication.instance()
            if isinstance(app, QApplication):
                theme.apply(app, look)
                self._ways.context.settings.put("look", look)

        return dress

    def _show_help(self) -> None:
        from ui.frame import help_view

        page = self._ways.current_page()
        help_view.show(self._window, page.title if page else "", page.help_text if page else "")

    def _update(self) -> None:
        from ui.support import update_view

        update_view.ask(self._window, self._ways.context.jobs)

    def _diagnose(self) -> None:
        from ui.support import diagnostics_view

        diagnostics_view.show(self._window, self._ways.context.jobs, self._ways.context.home)

    def _about(self) -> None:
        from ui.frame import help_view

        help_view.about(self._window)
