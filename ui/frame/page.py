"""The base class of every page: a head with title and actions, messages over it, a body, and what it overrides.

A page builds itself in `build()`, asks the data through `self.jobs` in `reload()`, and never imports another page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import hand, theme
from ui.base.context import Context
from ui.base.jobs import Jobs
from ui.frame.folding import Folding
from ui.frame.pages import TITLES
from ui.kit.banner import Banner
from ui.kit.floating import Floating, Spot, at_end_of_list
from ui.kit.labels import ShortLabel, plain_label
from ui.kit.lending import Lender

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.store.integrity.last_check import LastCheck
    from ui.kit.list_actions import ListContent

_NARROW = 46  # line heights


class Page(QWidget):
    """The frame of a page. The class attributes below and the methods of the first section are what a page overrides.

    `key` is that of its entry in `ui.frame.pages`, which has its title; tables name it in their declaration when it
    shows them. `help_text` is what F1 shows, plain paragraphs.
    """

    way_back = Signal()  # the person wants to go back to where a number was clicked

    key: str = ""
    title: str = ""
    help_text: str = ""

    # What a page overrides

    def build(self) -> None:
        """Make the widgets, into `self.body` (a vertical layout); the actions by `add_action`. No data yet."""
        raise NotImplementedError

    def shows(self, changed: frozenset[str]) -> bool:
        """Whether one of these tables is on the page: then it is read again, at once or when it comes on screen."""
        from models.store.tables import declarations

        return any(self.key in declared.pages for name, declared in declarations().items() if name in changed)

    def reload(self) -> None:
        """Ask for the data again (`self.jobs.read(..., slot=...)`); selection and scroll position are kept."""

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """Show the list that a number elsewhere stands for, e.g. `{"timeliness": "overdue", "unit": id}`; {} is all."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes when the page comes on screen; None leaves it."""
        return self.search_field()

    def search_field(self) -> QWidget | None:
        """The field to search in that is always there."""
        return None

    def start_search(self) -> None:
        """Ctrl+F: to the field to search in; what is typed next takes the place of the old words."""
        field = self.search_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(field, QLineEdit):
                field.selectAll()

    def message_room(self) -> QWidget | None:
        """What a message may lie over before all else, as nobody works in it."""
        return None

    def step_back(self) -> bool:
        """Go back inside the page (Alt+Left); False where there is nothing to go back to, and the page before comes."""
        return False

    def may_leave(self) -> bool:
        """Ask about typing that is not saved yet; False keeps the person on the page (and the program open)."""
        return True

    def unsaved(self) -> bool:
        """Save what saves itself; whether typing is left that only the person can save. Nothing is asked."""
        return False

    def place(self) -> dict[str, str]:
        """Where the person is on this page, for the next start: ids and codes, never words out of the book."""
        return {}

    def go_back(self, place: Mapping[str, str]) -> None:
        """Be where `place` said; called before anything is read. What it names may be gone, or be nonsense."""

    def last_view(self) -> Callable[[Session], dict[str, Any]] | None:
        """How to ask for what the page shows when it opens, as plain values; called when the program closes."""
        return None

    def show_last_view(self, seen: dict[str, Any]) -> None:
        """Show what `last_view` gave at the last closing, for nothing has changed since; `reload` follows soon."""

    def show_check(self, last: LastCheck | None) -> None:
        """The whole book was checked just now, or it was read when it was."""

    # What a page uses

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hand.keep()
        self.context = context
        self.title = self.title or TITLES[self.key]()
        self.jobs: Jobs = context.jobs
        self.new_action: QAction | None = None  # Ctrl+N
        self._head_actions: list[tuple[QPushButton, str]] = []  # with its keys
        self._menu_actions: list[QAction] = []
        self._limited: list[tuple[str, QWidget | QAction]] = []
        self._stale = True
        self._waits = False  # for the book: what is on the screen is the last view
        self._head = plain_label(self.title, "title")
        self._back = QPushButton()
        self._back.setAutoDefault(False)
        theme.mark(self._back, "link")
        self._back.clicked.connect(self.way_back)
        self._back.hide()
        self._subtitle = ShortLabel(role="muted")
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.em(0.5))
        self.banner = Banner()
        self.body = QVBoxLayout()
        self._status = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._reload_now)
        self._lay_out()
        self.build()
        self.apply_rights()
        self.setAccessibleName(self.title)
        self.jobs.changed.connect(self._heard)

    def set_subtitle(self, text: str) -> None:
        """The line beside the title (the period, the number of rows)."""
        self._subtitle.setText(text)
        self._subtitle.updateGeometry()

    def show_way_back(self, title: str) -> None:
        """Offer to go back to the page called `title`, whose number brought the person here; "" takes that away."""
        self._back.setText(f"‹ {title}")
        self._back.setAccessibleName(_("Quay lại {page}").format(page=title))
        self._back.setToolTip(_("Quay lại {page} · Alt+←").format(page=title))
        self._back.setVisible(bool(title))

    def set_status(self, text: str) -> None:
        """What the footer says on the left while this page is shown: `18 nhiệm vụ · đang chọn 1 nhiệm vụ`."""
        self._status = text
        told = getattr(self.window(), "show_status", None)
        if callable(told) and self.isVisible():
            told(text)

    def status(self) -> str:
        """What the footer says on the left."""
        return self._status

    def add_action(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        primary: bool = False,
        keys: str = "",
        tip: str = "",
        may: str = "",
    ) -> QPushButton:
        """A button in the page's head. `keys` is a shortcut that works while the page is shown, and is shown to people.

        The action of `Ctrl+N` becomes `new_action`, which the menu `Tệp` offers too. `may` is the word of
        `models.work.rights` for it: who may not, does not see it.
        """
        action = QAction(text, self)
        action.triggered.connect(lambda _checked: slot())
        if keys == "Ctrl+N":
            self.new_action = action  # the window owns the keys, so that they are not ambiguous
        elif keys:
            action.setShortcuts(hand.keys(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        button = QPushButton(f"{text}  {keys}" if keys and primary else text)
        button.setAccessibleName(text)
        button.setToolTip(" · ".join(part for part in (tip or text, keys) if part))
        if primary:
            theme.mark(button, "primary")
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        self._actions.addWidget(button)
        self._head_actions.append((button, keys))
        if may:
            self.only_for(may, action, button)
        return button

    def add_actions(self, *actions: QAction) -> None:
        """More that can be done here: the menu shows them with their keys, below a line."""
        line = QAction(self)
        line.setSeparator(True)
        self._menu_actions += [line, *actions]

    def own_keys(self) -> list[QAction]:
        """The actions whose keys work on the whole page; a key alone (Del, F2) is the list's that has the keyboard."""
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        wide = [one for one in (*self.actions(), *self._menu_actions) if one.shortcutContext() == context]
        return [one for one in wide if any("+" in keys.toString() for keys in one.shortcuts())]

    def fill_actions(self, menu: QMenu) -> None:
        """Put what can be done here now into `menu`, with its keys."""
        for button, keys in self._head_actions:
            if not button.isHidden():
                # The page says by its button what it is called now and whether it can be done.
                words = button.text().removesuffix(f"  {keys}")
                entry = menu.addAction(f"{words}\t{keys}" if keys else words)
                entry.setEnabled(button.isEnabled())
                entry.triggered.connect(lambda _on=False, action=button: action.click())
        menu.addActions(self._menu_actions)

    def add_list_actions(self, listed: Callable[[], ListContent], filtered: Callable[[], str] = str) -> None:
        """What can be done to the page's whole list, in the head and in the menu; see `ListActions`."""
        from ui.kit.list_actions import ListActions

        self.list_actions = ListActions(self, self.context, self.title, listed, filtered)
        button = self.list_actions.button()
        self._actions.insertWidget(0, button)
        before = self._head_actions[0][0].previousInFocusChain() if self._head_actions else None
        if before is not None:
            # Tab goes as the eye does; Qt would go as things were made.
            QWidget.setTabOrder(before, button)
        self.add_actions(*self.list_actions.actions())

    def only_for(self, word: str, *things: QWidget | QAction) -> None:
        """Show `things` only to those who may do what `word` stands for; called in `build`."""
        self._limited += [(word, thing) for thing in things]

    def apply_rights(self) -> None:
        """Put away what is not offered: when the page is made, and again if that was before the book was open."""
        from ui.base.permissions import only_for

        for word, thing in self._limited:
            only_for(self.context, word, thing)

    def open_with(self, seen: dict[str, Any]) -> None:
        """Show the last view; the first reload waits until the book is open."""
        self._waits = True
        self.jobs.opened.connect(self._book_open)
        self.show_last_view(seen)

    def refresh(self) -> None:
        """Reload soon: once, however often it was asked for, and only while the page is on screen."""
        if self._waits:
            self._stale = True
        elif self.isVisible():
            self._soon.start()
        else:
            self._stale = True

    # Messages (ui/base/messages.py finds these)

    def show_error(self, failure: AppError) -> None:
        """What was refused, in the page's banner."""
        self.banner.error(failure)

    def show_done(
        self, text: str, undo_operation: str | None, also: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """What was done, in the page's banner, with Undo and what else is offered."""
        self.banner.done(text, undo_operation, self.jobs, self, also)

    # Inside

    def _lay_out(self) -> None:
        whole = QWidget()
        theme.mark(whole, "clear")
        self._across = head = QHBoxLayout(whole)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._back)
        head.addWidget(self._head)
        head.addWidget(self._subtitle, 1)
        head.addLayout(self._actions)
        inner = QWidget()
        theme.mark(inner, "clear")
        self._column = column = QVBoxLayout(inner)
        self.folding = Folding(self, whole)
        self.folding.changed.connect(lambda _low, _folded: self._set_edges())
        self._set_edges()
        column.addWidget(whole)
        column.addLayout(self.body, 1)
        # On a small screen at 200 % a page may be higher than the window: then it scrolls as a whole.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Lender(scroll))
        Floating(self, self.banner, self._spots)

    def _spots(self) -> Iterator[Spot]:
        """Between the title's words and the actions; else over the last rows, at the foot, below the head."""
        edge = self._column.contentsMargins().left()
        shown = [b for b in self._head_buttons() if b.isVisible()]
        end = min((b.mapTo(self, QPoint()).x() for b in shown), default=self.width() - edge)
        beside = self._subtitle.mapTo(self, QPoint()).x()
        beside += min(self._subtitle.width(), self._subtitle.sizeHint().width()) if self._subtitle.text() else 0
        room, width = end - beside - theme.em(1), self.width() - 2 * edge
        if room >= theme.em(14) and not self.folding.folded():
            yield Spot(beside + theme.em(0.5), theme.em(0.3), room)
        over = self.message_room()
        if over is not None and over.isVisible():
            corner = over.mapTo(self, QPoint(0, over.height()))
            yield Spot(corner.x() + theme.em(0.4), corner.y() - theme.em(0.4), over.width() - theme.em(0.8), rises=True)
        yield from at_end_of_list(self, theme.em(0.4))
        yield Spot(edge, self.height() - theme.em(0.4), width, rises=True)
        yield Spot(edge, self._head.mapTo(self, QPoint(0, self._head.height())).y() + theme.em(0.6), width)
        yield Spot(edge, self.height() - theme.em(7), width, rises=True)

    def _head_buttons(self) -> list[QWidget]:
        items = (self._actions.itemAt(place) for place in range(self._actions.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def _set_edges(self) -> None:
        # A narrow window (1366x768 at 200 %) gives its edges to what stands between them.
        narrow = self.width() < theme.em(_NARROW)
        side = theme.em(0.4 if narrow else 1.1)
        self._across.setSpacing(theme.em(0.3 if narrow else 0.8))
        low = self.folding.low  # and a low one its spaces to the list
        self._column.setContentsMargins(side, theme.em(0.3 if low else 0.8), side, theme.em(0.3 if low else 0.7))
        for between in (self._column, self.body):
            between.setSpacing(theme.em(0.3 if low else 0.6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the edges to the width."""
        super().resizeEvent(event)
        self._set_edges()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nobody else wants it, puts the message away."""
        if event.key() != Qt.Key.Key_Escape or not self.banner.put_away():
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring a stale page up to date when it comes on screen."""
        super().showEvent(event)
        if self._stale and not self._waits:
            self._soon.start()

    def _book_open(self) -> None:
        self._waits = False
        self.refresh()

    def _heard(self, tables: frozenset[str]) -> None:
        if self.shows(tables):
            self.refresh()

    def _reload_now(self) -> None:
        self._stale = False
        self.reload()
