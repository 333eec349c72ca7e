"""The way from a message to the field that it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from ui.base import theme


def go_to(field: QWidget) -> None:
    """Bring a field into sight, behind whatever tab and however far down it is, and the keyboard into it."""
    above = _above(field)
    for tabs in (one for one in above if isinstance(one, QTabWidget)):
        pages = [tabs.widget(number) for number in range(tabs.count())]
        tabs.setCurrentIndex(next(n for n, page in enumerate(pages) if page in above))
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    for scroll in (one for one in above if isinstance(one, QScrollArea)):
        content = scroll.widget()
        layout = content.layout() if content is not None else None
        if layout is not None:
            layout.activate()  # what was behind another tab has no place before it is laid out
        scroll.ensureWidgetVisible(field, theme.em(1), theme.em(2))


def _above(field: QWidget) -> list[QWidget]:
    found, above = [], field.parentWidget()
    while above is not None:
        found.append(above)
        above = above.parentWidget()
    return found
