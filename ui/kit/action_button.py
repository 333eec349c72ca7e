"""A push button bound to a QAction: its words, keys and whether it can be pressed follow the action."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton


def action_button(action: QAction) -> QPushButton:
    """A button that follows an action: its words, its keys, whether it can be pressed."""
    button = QPushButton()
    button.setAutoDefault(False)

    def follow() -> None:
        button.setText(action.text())
        button.setEnabled(action.isEnabled())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(" · ".join(part for part in (action.text().rstrip("…"), keys) if part))

    follow()
    action.changed.connect(follow)
    action.visibleChanged.connect(lambda: button.setVisible(action.isVisible()))
    button.clicked.connect(action.trigger)
    return button
