"""The main window: navigation, pages made when first visited, menus, footer, and the gate in front of a closed book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.base.words import _
from ui.backup import auto_backup
from ui.base import hand, theme
from ui.base.commit import Commit
from ui.base.context import Context
from ui.frame import places
from ui.frame.focus_keeper import FocusKeeper
from ui.frame.footer import Footer
from ui.frame.navigation import Navigation
from ui.frame.page import Page
from ui.frame.pages import PAGES, PageEntry
from ui.frame.progress_panel import ProgressPanel
from ui.frame.signed_in import SignedIn
from ui.frame.visited_pages import VisitedPages
from ui.kit.labels import plain_label
from ui.kit.notices import Notices

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.store.backups.safety import BackupState
    from models.store.integrity.last_check import LastCheck


class Window(QMainWindow):
    """One window for one office. It knows the pages by their registry and nothing of what they show."""

    painted = Signal()  # once, after the first paint: the time for everything that is not needed to be seen

    def __init__(self, context: Context, entries: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self.context = context
        self._home = context.home  # whose settings these are; the demonstration has another
        self._entries = {entry.key: entry for entry in entries}
        self._made: dict[str, Page] = {}
        self._key = ""
        self._visited = VisitedPages()
        self._office = ("", "")
        self._was_painted = False
        self.closed = False  # by the person, and not with the session: a few seconds are left
        self.setWindowTitle(_("Sổ CCHC"))
        self._navigation = Navigation(entries)
        self._navigation.picked.connect(self.go)
        self._pages = QStackedWidget()
        self._right = QWidget()
        self.notices = Notices(self._right)
        self._waiting = plain_label(_("Đang mở sổ…"), "muted")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._waiting)
        self._gate: QWidget | None = None
        self._covered: list[QWidget] | None = None  # the dialogs put away while the book is locked over its pages
        self._all = QStackedWidget()
        self._all.addWidget(self._shell())
        self.setCentralWidget(self._all)
        self._footer = Footer()
        self._footer.show_progress(ProgressPanel(context.jobs))
        self._footer.asked.connect(lambda: self.go("settings"))
        self.setStatusBar(self._footer)
        from ui.frame import menus

        self.menus = menus.Menus(self, self)
        self._who = SignedIn(context, self.menuBar(), self.notices.mark)
        FocusKeeper(self, self.current_page)
        self._hear(context)
        self._restore_geometry()

    # The gate: first run, unlock

    def show_gate(self, view: QWidget) -> None:
        """Put `view` over everything until `open_office`; the view before it goes away."""
        self._drop_gate()
        self._gate = view
        self._all.addWidget(view)
        self._all.setCurrentWidget(view)
        self.menus.office_open(False)
        self._footer.clear()
        self._who.renew(shown=False)
        view.setFocus()

    def cover(self, view: QWidget) -> None:
        """Lock the screen with `view`: the pages stay as they are behind it, with what was typed, until `uncover`."""
        self._remember()  # whoever opens it next may be somebody else
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        self._covered = [w for w in dialogs if not w.findChild(QWidget, "qt_messagebox_label")]
        for dialog in dialogs:
            # A question that waited for an answer takes this for a no.
            dialog.hide()
        self.setWindowTitle(_("Sổ CCHC"))
        self.show_gate(view)

    def covered(self) -> bool:
        """Whether pages wait behind a lock."""
        return self._covered is not None

    def uncover(self) -> None:
        """The same person is back: everything as it was, brought up to date."""
        dialogs, self._covered = self._covered or [], None
        self.open_office(*self._office)
        self.context.changes.say()
        page = self.current_page()
        if page is not None:
            self.menus.page_changed(page)
        for made in self._made.values():
            made.refresh()
        for dialog in dialogs:
            if shiboken6.isValid(dialog):
                dialog.show()

    def gate(self) -> QWidget | None:
        """What stands before the closed book, or None while it is open."""
        return self._gate

    def open_office(self, name: str, parent: str, seen: Mapping[str, Any] | None = None) -> None:
        """The book is open, or will be in a moment: show whose it is and the page where the person left it.

        `seen` is the last view of that page (`{"page": key, "shown": ...}`), shown until the data can be asked for.
        """
        self._office = (name, parent)
        self._navigation.show_office(name, parent)
        self.setWindowTitle(f"{name} · {_('Sổ CCHC')}" if name else _("Sổ CCHC"))
        self._drop_gate()
        self._who.renew(shown=True)
        self._all.setCurrentIndex(0)
        self.menus.office_open(True)
        if self._key:
            for page in self._made.values():
                page.apply_rights()  # the last view was shown before it was known who opens the book
            return
        wanted = str(self.context.settings.get("page"))
        if seen is not None and seen["page"] == wanted and wanted in self._entries:
            self._make(self._entries[wanted]).open_with(seen["shown"])
        self.go(wanted if wanted in self._entries else next(iter(self._entries), ""))

    def seal(self) -> None:
        """The book may only be read from now on: what writes is put out of sight."""
        for page in self._made.values():
            page.apply_rights()
        self.menus.undo_possible(False)

    def close_office(self) -> None:
        """The book is closed (locked): nothing of it stays in memory or on the screen."""
        for dialog in self._covered or []:
            if shiboken6.isValid(dialog):
                dialog.close()
        self._covered = None
        for page in self._made.values():
            self._pages.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        self._visited.forget()
        self._key = ""
        self.context.changes.forget()
        self._pages.setCurrentWidget(self._waiting)
        self._navigation.show_office("", "")
        self.setWindowTitle(_("Sổ CCHC"))
        self.notices.clear()
        self._footer.clear()

    # Pages

    def go(self, key: str) -> Page | None:
        """Show a page, made now if this is the first visit. None for a page that is not in the registry."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        leaving = self.current_page()
        if leaving is not None and self._key != key and not leaving.may_leave():
            self._navigation.mark(self._key)
            return None
        page = self._made.get(key) or self._make(entry)
        if leaving is not None and self._key != key:
            self._visited.left(self._key)
        page.show_way_back("")
        self._key = key
        self._pages.setCurrentWidget(page)
        self._navigation.mark(key)
        self._footer.show_left(page.status())
        self.notices.place()
        self.menus.page_changed(page)
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def open_list(self, key: str, chosen: Mapping[str, str]) -> None:
        """Show the page `key` with the rows that a number stood for, and a way back to where it was clicked."""
        origin = self._key if self.current_page() is not None else ""
        page = self.go(key)
        if page is not None:
            if origin not in {"", key}:
                page.show_way_back(self.title_of(origin))
            page.show_filter(chosen)

    def go_back(self) -> None:
        """To the page before the present one (Alt+Left); again, to the one before that."""
        page = self.current_page()
        if page is not None and not page.step_back():
            self._visited.back(self.go)

    def current_page(self) -> Page | None:
        """The page on screen, or None while the book is closed."""
        return self._made.get(self._key) if self._gate is None else None

    def keys(self) -> list[str]:
        """The pages there are, in order."""
        return list(self._entries)

    def title_of(self, key: str) -> str:
        """The name of a page."""
        return self._entries[key].title()

    def may_leave(self) -> bool:
        """Whether no page holds typing that would be lost."""
        hand.finish_word()
        return all(page.may_leave() for page in self._made.values())

    # The footer

    def show_status(self, text: str) -> None:
        """What the page on screen has to say about its list."""
        self._footer.show_left(text)

    def show_backup(self, safety: BackupState) -> None:
        """How safe the book is: its newest proven backup, and what is late."""
        self._footer.show_safety(safety)

    def _show_check(self, last: LastCheck | None) -> None:
        self._footer.show_check(last)
        if last is not None and not last.found:
            self.notices.withdraw("check", "older", "rewritten")
        for page in self._made.values():
            page.show_check(last)

    # What the menus do

    def undo_last(self) -> None:
        """Take back the newest change made in this window, then the one before it (Ctrl+Z outside a field)."""
        self.context.changes.back(self.current_page())

    def redo_last(self) -> None:
        """Do again what was taken back last (Ctrl+Y, Ctrl+Shift+Z)."""
        self.context.changes.forth(self.current_page())

    def focus_navigation(self) -> None:
        """Bring the keyboard to the list of pages."""
        self._navigation.show()
        self._navigation.focus()

    def raise_up(self) -> None:
        """Come to the front: a second start asked for it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    # Inside

    def _hear(self, context: Context) -> None:
        context.open_list, context.show_backup, context.show_check = self.open_list, self.show_backup, self._show_check
        context.jobs.committed.connect(self._committed)
        context.jobs.waiting.connect(lambda on: self._footer.show_work(_("Đang đọc dữ liệu…") if on else ""))

    def _shell(self) -> QWidget:
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        shell = QWidget()
        row = QHBoxLayout(shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation)
        row.addWidget(self._right, 1)
        return shell

    def _make(self, entry: PageEntry) -> Page:
        module, name = entry.path.split(":")
        page: Page = getattr(import_module(module), name)(self.context)
        if self.context.home == self._home:
            page.go_back(places.kept(self.context, entry.key))
        page.way_back.connect(self.go_back)
        self._made[entry.key] = page
        self._pages.addWidget(page)
        return page

    def _drop_gate(self) -> None:
        if self._gate is not None:
            self._all.removeWidget(self._gate)
            self._gate.deleteLater()
            self._gate = None

    def _committed(self, commit: Commit) -> None:
        self._footer.show_saved(commit.at)

    def _restore_geometry(self) -> None:
        kept = str(self.context.settings.get("window"))
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            return
        room = QApplication.primaryScreen().availableGeometry()
        if room.width() <= theme.em(80) or room.height() <= theme.em(46):
            self.resize(min(room.width(), theme.em(70)), min(room.height(), theme.em(38)))
            self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.resize(theme.em(74), theme.em(44))

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that the keyboard is on, as in a dialog; Esc puts away what lies over the page."""
        button = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(button, QPushButton | QToolButton):
            button.click()
        elif event.key() != Qt.Key.Key_Escape or not self.notices.put_away():
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gives the navigation's room to the page; the menu `Xem` still leads everywhere."""
        super().resizeEvent(event)
        self._navigation.setVisible(self.width() >= theme.em(46))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the pages, remember the place, finish every pending change, then go."""
        if not (self._may_close_locked() if self.covered() else self.may_leave()):
            event.ignore()
            return
        if self.context.drafts is not None and not self.covered():
            self.context.drafts.let_go()
        self.finish(auto_backup.last_actions(self.context, self._last_look()))
        self.closed = True
        super().closeEvent(event)

    def finish(self, last: Callable[[OpenOffice], None] | None = None) -> None:
        """Remember the place and finish every pending change, then `last`; the book is closed after it."""
        self._remember()
        self.context.jobs.stop(last)

    def _may_close_locked(self) -> bool:
        from ui.base import messages

        what = _("Sổ đang khóa. Đóng chương trình?")
        why = _("Những gì đã lưu vẫn còn nguyên; chữ đang nhập dở được giữ lại cho lần mở sau.")
        return messages.ask(self, what, why, yes=_("Đóng chương trình"), no=_("Thôi"), danger=True)

    def _last_look(self) -> Callable[[OpenOffice], None] | None:
        """How to keep what is on the screen for the next start."""
        page, key, (name, parent) = self.current_page(), self._key, self._office
        query = page.last_view() if page is not None else None
        if query is None:
            return None

        def last(office: OpenOffice) -> None:
            from models.store.local import last_view

            with office.store.read() as session:
                seen = {"name": name, "parent": parent, "page": key, "shown": query(session)}
                last_view.keep(office.home, office.data_key, last_view.head_of(session), seen)

        return last

    def _remember(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.context.settings.put("window", geometry)
        if self._key:
            self.context.settings.put("page", self._key)
        if self.context.home == self._home:
            places.keep(self.context, {key: page.place() for key, page in self._made.items()})
