"""What whoever has no mouse, or sees nothing, meets in a window: is each control read aloud, does Tab reach it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

_TYPED_IN = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_CONTROLS = (*_TYPED_IN, QAbstractButton, QComboBox, QAbstractItemView, QTabBar)
_MOST = 300  # steps of Tab through one window


def controls(root: QWidget) -> Iterator[QWidget]:
    """All that can be used in sight, but for the parts of which Qt makes one control."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not widget.isEnabledTo(root) or not isinstance(widget, _CONTROLS):
            continue
        above = widget.parentWidget()
        if widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView):
            continue
        if isinstance(above, QLineEdit | QComboBox | QAbstractSpinBox | QTabBar | QAbstractItemView):
            continue
        if isinstance(widget, QTabBar) and widget.count() < 2:
            continue
        yield widget


def nameless(root: QWidget) -> list[str]:
    """The controls for which nothing is read aloud; a tab bar reads its tabs."""
    found = []
    for widget in controls(root):
        told = QAccessible.queryAccessibleInterface(widget)
        if not isinstance(widget, QTabBar) and told is not None and not told.text(QAccessible.Text.Name).strip():
            found.append(_called(widget))
    return found


def out_of_reach(root: QWidget, keeps_tab: frozenset[str] = frozenset()) -> list[str]:
    """The controls to which Tab never comes. In those named in `keeps_tab` Tab has a use of its own."""
    wanted = set(controls(root))
    reached: set[QWidget] = set()
    start = next((w for w in controls(root) if w.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
    if start is None:
        return sorted(map(_called, wanted))
    start.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(_MOST):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.add(now)
        if now.accessibleName() in keeps_tab:
            now.nextInFocusChain()
            now.window().focusNextPrevChild(True)
        else:
            QTest.keyClick(now, Qt.Key.Key_Tab)
    # Of buttons that exclude each other one takes the focus, and the arrows lead to the others.
    for widget in list(reached):
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        reached |= set(group.buttons()) if group is not None and group.exclusive() else set()
    inside = {above for widget in reached for above in _above(widget)}
    return sorted(_called(widget) for widget in wanted - reached - inside)


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (above := widget.parentWidget()) is not None:
        yield above
        widget = above


def _called(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    shown = words() if callable(words) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or shown or widget.toolTip()!r}"
