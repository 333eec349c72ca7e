"""How large a dialog opens. Qt alone gives at most two thirds of the screen, which squeezes fields on a small one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from ui.base import theme


def fit(dialog: QDialog, width: int, height: int = 0) -> None:
    """Open `dialog` this large (logical pixels), as far as the screen has it beside a frame and a title.

    Without `height` as high as its layout needs at that width.
    """
    room = dialog.screen().availableGeometry()
    width = min(width, room.width() - theme.em(2))
    layout = dialog.layout()
    if not height and layout is not None:
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        height = max(needed, layout.totalMinimumSize().height())
    dialog.resize(width, min(height, room.height() - theme.em(3)))


class _Scrolled(QScrollArea):
    """As high as its content needs at its width, where the screen has the room; else it scrolls."""

    def sizeHint(self) -> QSize:
        """The content's own, and the room of a scroll bar beside it."""
        hint = super().sizeHint()
        content = self.widget()
        layout = content.layout() if content is not None else None
        return hint if layout is None else QSize(layout.totalSizeHint().width() + theme.em(1), hint.height())

    def hasHeightForWidth(self) -> bool:
        """Words that wrap are higher in a narrow window."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the content needs, so that no line of it is cut."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is None:
            return super().heightForWidth(width)
        room = width - self.verticalScrollBar().sizeHint().width()
        return layout.totalHeightForWidth(room) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


def scrolled(content: QWidget) -> QScrollArea:
    """`content` in a part of a dialog that scrolls only where the screen is too low for all of it."""
    area = _Scrolled()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(content)
    policy = area.sizePolicy()
    policy.setHeightForWidth(True)
    area.setSizePolicy(policy)
    return area
