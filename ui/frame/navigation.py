"""The dark column on the left: whose book this is, and its pages. It scrolls where the window is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.base.words import _
from ui.base import theme
from ui.frame.pages import PageEntry, shortcut
from ui.kit.labels import plain_label


class Navigation(QWidget):
    """Emits the key of the page that the person picks."""

    picked = Signal(str)

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        theme.mark(self, "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Các trang"))
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._office = plain_label(role="nav_title", wrap=True)
        self._parent = plain_label(role="nav_parent", wrap=True)
        inner = QWidget()
        theme.mark(inner, "nav")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, theme.em(0.7), 0, theme.em(0.5))
        column.setSpacing(0)
        for label in (self._office, self._parent):
            label.setContentsMargins(theme.em(1.1), 0, theme.em(0.6), 0)
            column.addWidget(label)
        column.addSpacing(theme.em(0.8))
        for number, entry in enumerate(entries, 1):
            column.addWidget(self._button(number, entry))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._scroll = scroll
        self._paint_ground()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setFixedWidth(self.sizeHint().width())

    def changeEvent(self, event: QEvent) -> None:
        """Another look has another ground."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint_ground()

    def _paint_ground(self) -> None:
        colours = self._scroll.palette()
        colours.setColor(QPalette.ColorRole.Window, theme.colour("nav"))
        self._scroll.setPalette(colours)

    def sizeHint(self) -> QSize:
        """Wide enough for the longest name of a page, in letters of the font."""
        return QSize(theme.letters(29), theme.em(20))

    def minimumSizeHint(self) -> QSize:
        """A few pages; the rest scrolls."""
        return QSize(theme.letters(20), theme.em(6))

    def show_office(self, name: str, parent: str) -> None:
        """Whose book this is."""
        self._office.setText(name)
        self._parent.setText(parent)
        self._parent.setVisible(bool(parent))

    def mark(self, key: str) -> None:
        """Show `key` as the page that is open."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)

    def focus(self) -> None:
        """Bring the keyboard to the page that is open; the arrows go on from there."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, number: int, entry: PageEntry) -> QPushButton:
        button = QPushButton(entry.title())
        theme.mark(button, "nav_item")
        button.setCheckable(True)
        button.setAutoDefault(False)
        keys = shortcut(number)
        button.setToolTip(f"{entry.title()}  ({keys})" if keys else entry.title())
        button.clicked.connect(lambda: self.picked.emit(entry.key))
        self._group.addButton(button)
        self._buttons[entry.key] = button
        return button
