"""How large a dialog opens. Qt alone gives at most two thirds of the screen, which squeezes fields on a small one."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

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
