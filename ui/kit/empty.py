"""What a list shows when it has nothing: why, and what to do first. No page is a dead end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.base import theme
from ui.kit.labels import plain_label
from ui.kit.lending import Lender


class EmptyPanel(QWidget):
    """A heading, a sentence, and the button of the first thing to do."""

    def __init__(self) -> None:
        super().__init__()
        self._head = plain_label(role="heading", wrap=True)
        self._why = plain_label(role="muted", wrap=True)
        self._button = QPushButton()
        theme.mark(self._button, "primary")
        self._act: Callable[[], object] | None = None
        self._button.clicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1), theme.em(1), theme.em(1), theme.em(1))
        column.setSpacing(theme.em(0.5))
        column.addStretch(1)
        column.addWidget(self._head)
        column.addWidget(self._why)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        for label in (self._head, self._why):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_words(self, head: str, why: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say that there is nothing, why, and offer `action`."""
        self._head.setText(head)
        self._why.setText(why)
        self._button.setText(action)
        self._button.setVisible(act is not None)
        self._act = act
        # Where there is nothing to press the words are read; else the keyboard would fall back to the navigation.
        self.setFocusProxy(None)  # type: ignore[arg-type]  # a policy goes on to the proxy, out of whose reach Tab would be
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if act is not None else Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(self._button if act is not None else None)  # type: ignore[arg-type]
        self.setAccessibleName(head)
        self.setAccessibleDescription(why)

    def _pressed(self) -> None:
        if self._act is not None:
            self._act()


class ListArea(Lender):
    """A list, or in its place the panel that says why it is empty."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.empty = EmptyPanel()
        self._column.addWidget(self.empty, 1)
        self.empty.hide()

    def show_list(self) -> None:
        """There are rows."""
        self._put(self._view, self.empty)

    def show_empty(self, head: str, why: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """There are none."""
        self.empty.show_words(head, why, action, act)
        self._put(self.empty, self._view)

    def is_empty(self) -> bool:
        """Whether the panel is shown."""
        return self._view.isHidden()

    def _put(self, shown: QWidget, hidden: QWidget) -> None:
        focus = self.window().focusWidget()
        had = focus is not None and (focus is hidden or hidden.isAncestorOf(focus))
        hidden.hide()
        shown.show()
        if had:
            shown.setFocus()
